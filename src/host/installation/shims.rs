//! From the program that stands on the `PATH` to the package that it starts: package managers put scripts and links of their
//! own between the two. Files are read, and nothing is run.

use crate::host::files;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The most bytes of a script that starts a program.
const MOST_OF_SCRIPT: u64 = 1 << 16;

/// Folders that may hold the package which a program starts, the likeliest first. Each is looked at with those above it.
pub(super) fn packages(program: &Path) -> Vec<PathBuf> {
    let script = files::read_regular(program, MOST_OF_SCRIPT).ok().map(|contents| contents.text);
    let named = script.as_deref().filter(|text| text.starts_with("#!")).map(|text| targets(program, text));
    named.into_iter().flatten().chain(of_managers(program, script.as_deref().unwrap_or_default())).collect()
}

/// The files that a script names by a path: absolute, or counted from the folder of the script.
fn targets(program: &Path, script: &str) -> Vec<PathBuf> {
    let folder = program.parent().unwrap_or(program);
    let words = script.split(|c: char| c.is_whitespace() || "\"'();|&=".contains(c));
    let mut found: Vec<PathBuf> = words.filter_map(|word| target(folder, word)).collect();
    found.dedup();
    found
}

fn target(folder: &Path, word: &str) -> Option<PathBuf> {
    // Interpreters are named by a path too; the package is above what they are given.
    let rest =
        ["$basedir/", "${basedir}/", "$DIR/", "${DIR}/"].iter().find_map(|start| word.strip_prefix(start));
    let home = ["$HOME/", "${HOME}/", "~/"].iter().find_map(|start| word.strip_prefix(start));
    let path = match (rest, home) {
        (Some(rest), _) => folder.join(rest),
        (None, Some(rest)) => PathBuf::from(env::var_os("HOME")?).join(rest),
        (None, None) => PathBuf::from(word),
    };
    let path = path.is_absolute().then(|| fs::canonicalize(path).ok()).flatten()?;
    path.is_file().then_some(path)
}

/// Where managers of several versions keep what their shims start.
fn of_managers(program: &Path, script: &str) -> Vec<PathBuf> {
    // The folder of the shims lies in that of the manager.
    let Some(home) = program.parent().and_then(Path::parent) else { return Vec::new() };
    let volta = home.join("tools/image/packages/openclaw/lib/node_modules/openclaw/package.json");
    let mut found = vec![volta];
    // asdf writes the versions that a shim may start into it.
    for line in script.lines() {
        let Some(rest) = line.strip_prefix("# asdf-plugin: ") else { continue };
        if let Some((plugin, version)) = rest.split_once(' ') {
            found.extend(installed(&home.join("installs").join(plugin).join(version.trim())));
        }
    }
    // mise has one binary for all shims; only where one version is there is it known which.
    for plugin in ["npm-openclaw", "node", "nodejs"] {
        let versions = versions(&home.join("installs").join(plugin));
        if let [only] = versions.as_slice() {
            found.extend(installed(only));
        }
    }
    found
}

/// The manifests that a folder of one version may have.
fn installed(version: &Path) -> [PathBuf; 2] {
    ["lib/node_modules", ".npm/lib/node_modules"]
        .map(|packages| version.join(packages).join("openclaw/package.json"))
}

/// The versions in a folder that have the package; links such as `latest` lead to one of them.
fn versions(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| fs::canonicalize(entry.path()).ok())
        .filter(|version| installed(version).iter().any(|manifest| manifest.is_file()))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
