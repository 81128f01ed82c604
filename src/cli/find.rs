//! The files that arguments mean: folders and globs become the configurations in them.

use super::input::Source;
use crate::host::own::own_configuration;
use ignore::overrides::OverrideBuilder;
use ignore::{DirEntry, WalkBuilder};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The names of main configurations (docs/openclaw/files.md#the-main-configuration).
const MAIN: [&str; 2] = ["openclaw.json", "clawdbot.json"];

/// The sources that arguments mean, in their order. Without any, the file that OpenClaw reads here.
///
/// A folder with a main configuration means that one: a state folder holds backups and other people's files, which nobody
/// asked to be judged. Any other folder means the configurations below it that version control does not ignore.
///
/// # Errors
///
/// When a glob is none, or no file matches it.
pub(super) fn expanded(paths: &[PathBuf]) -> Result<Vec<Source>, String> {
    if paths.is_empty() {
        return Ok(vec![Source::File(own_configuration().ok_or("no home folder is known: name a file")?)]);
    }
    let mut sources = Vec::new();
    for path in paths {
        match path {
            path if path.as_os_str() == "-" => sources.push(Source::Stdin),
            path if path.is_dir() => sources.extend(folder(path)),
            path if is_glob(path) && !path.exists() => sources.extend(glob(path)?),
            path => sources.push(Source::File(path.clone())),
        }
    }
    Ok(sources)
}

/// Each source once, however often and by whatever path it is named: what is in it would be counted again.
pub(super) fn once(mut sources: Vec<Source>) -> Vec<Source> {
    let mut seen = HashSet::new();
    sources.retain(|source| {
        seen.insert(match source {
            Source::Stdin => None,
            Source::File(path) => Some(path.canonicalize().unwrap_or_else(|_| path.clone())),
        })
    });
    sources
}

fn folder(path: &Path) -> Vec<Source> {
    if let Some(main) = MAIN.iter().map(|name| path.join(name)).find(|main| main.is_file()) {
        return vec![Source::File(without_dot(&main))];
    }
    let found: Vec<Source> =
        walk(WalkBuilder::new(path), is_ours).map(|path| Source::File(without_dot(&path))).collect();
    // Nothing is there: reading the folder says which file is missed.
    if found.is_empty() { vec![Source::File(path.to_owned())] } else { found }
}

/// The files of a walk in the order of their paths. Hidden folders count, as `.openclaw` is one; `.git` never holds files
/// that anybody wrote, nor does `node_modules`.
fn walk(mut builder: WalkBuilder, ours: fn(&Path) -> bool) -> impl Iterator<Item = PathBuf> {
    let foreign = |entry: &DirEntry| [".git", "node_modules"].iter().any(|name| entry.file_name() == *name);
    builder.hidden(false).require_git(false).sort_by_file_path(Path::cmp);
    builder.filter_entry(move |entry| entry.depth() == 0 || !foreign(entry));
    let files = builder.build().filter_map(Result::ok).filter(|entry| entry.path().is_file());
    files.map(DirEntry::into_path).filter(move |path| ours(path))
}

/// Whether a file is a configuration by its name. A patch is one where a main configuration lies beside it.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let beside = || MAIN.iter().any(|name| path.with_file_name(name).is_file());
    MAIN.contains(&name) || name.ends_with(".openclaw.json5") || (name.ends_with(".patch.json5") && beside())
}

fn is_glob(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '[', '{'])
}

/// The files that match a glob, also those that version control ignores: they were asked for.
fn glob(path: &Path) -> Result<Vec<Source>, String> {
    let (root, pattern) = split(path);
    let shown = path.display();
    let mut overrides = OverrideBuilder::new(&root);
    overrides
        .add(&format!("/{pattern}"))
        .map_err(|error| format!("{shown} is not a glob pattern: {error}"))?;
    let overrides = overrides.build().map_err(|error| format!("{shown} is not a glob pattern: {error}"))?;
    let mut builder = WalkBuilder::new(&root);
    builder.standard_filters(false).overrides(overrides);
    let found: Vec<Source> = walk(builder, |_| true).map(|path| Source::File(without_dot(&path))).collect();
    if found.is_empty() { Err(format!("no file matches {shown}")) } else { Ok(found) }
}

/// A glob as the folder that it begins in and what follows.
fn split(path: &Path) -> (PathBuf, String) {
    let steps: Vec<_> = path.components().collect();
    let fixed = steps.iter().take_while(|step| !is_glob(Path::new(step.as_os_str()))).count();
    let root: PathBuf = steps.iter().take(fixed).collect();
    let rest: Vec<String> =
        steps.iter().skip(fixed).map(|step| step.as_os_str().to_string_lossy().into_owned()).collect();
    (if fixed == 0 { PathBuf::from(".") } else { root }, rest.join("/"))
}

/// `./a` as `a`: messages and reports name files as version control does.
fn without_dot(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn check(files: &[&str], asked: &str, expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, if name.ends_with(".gitignore") { "out/\n" } else { "{}" }).unwrap();
        }
        let found = expanded(&[folder.path().join(asked)]).unwrap();
        let name = |source: &Source| match source {
            Source::Stdin => "-".to_owned(),
            Source::File(path) => {
                path.strip_prefix(folder.path()).unwrap().to_string_lossy().replace('\\', "/")
            }
        };
        assert_eq!(found.iter().map(name).collect::<Vec<_>>(), expected, "{asked}");
    }

    #[test]
    fn a_folder_with_a_configuration_means_that_one() {
        let files = ["s/openclaw.json", "s/old/openclaw.json", "s/x.patch.json5"];
        check(&files, "s", &["s/openclaw.json"]);
    }

    #[test]
    fn any_other_folder_means_the_configurations_below_it() {
        let files = [
            "b/.openclaw/openclaw.json",
            "b/.openclaw/x.patch.json5",
            "a/openclaw.json",
            "a/package.json",
            "c/alone.patch.json5",
            "d/host.openclaw.json5",
            "out/openclaw.json",
            "node_modules/p/openclaw.json",
            ".git/openclaw.json",
            ".gitignore",
        ];
        let expected = [
            "a/openclaw.json",
            "b/.openclaw/openclaw.json",
            "b/.openclaw/x.patch.json5",
            "d/host.openclaw.json5",
        ];
        check(&files, "", &expected);
    }

    #[test]
    fn a_glob_means_the_files_that_match_it() {
        let files = ["a/openclaw.json", "b/openclaw.json", "b/c/openclaw.json", "b/other.json"];
        check(&files, "*/openclaw.json", &["a/openclaw.json", "b/openclaw.json"]);
        check(&files, "b/**/*.json", &["b/c/openclaw.json", "b/openclaw.json", "b/other.json"]);
        check(&files, "{a,b}/o*.json", &["a/openclaw.json", "b/openclaw.json", "b/other.json"]);
    }

    #[test]
    fn a_glob_that_matches_nothing_is_a_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let said = expanded(&[folder.path().join("*.json")]).unwrap_err();
        assert!(said.starts_with("no file matches "), "{said}");
    }

    #[test]
    fn what_looks_like_a_glob_and_is_a_file_is_the_file() {
        check(&["a[1].json", "a1.json"], "a[1].json", &["a[1].json"]);
    }
}
