//! The plugins that the user has installed, and whether anything about them or about OpenClaw itself has changed. Only names and
//! dates are looked at; nothing is read, and nothing is run. [`manifests`](super::manifests) reads what is found here.

use super::dotenv::{Lookup, expanded, home};
use super::installation::Installation;
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The most plugins that are looked at: whoever has more has something else in the folder.
pub(super) const MOST: usize = 500;

/// The name of a plugin's manifest.
pub(super) const MANIFEST: &str = "openclaw.plugin.json";

/// What the schema and the models of an installation depend on: the files, and when the last of them changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The manifests of the user's own plugins.
    pub plugins: Vec<PathBuf>,
    /// When the package, a plugin or the list of plugins changed last.
    pub changed: Option<SystemTime>,
    /// A number that is another one when anything has changed that the schema depends on.
    pub mark: u64,
    /// The same for what OpenClaw has written down of its models, which it does often.
    pub models_mark: u64,
}

impl Evidence {
    /// What there is at this moment.
    pub fn of(installation: Option<&Installation>) -> Self {
        Self::in_state(installation, state(&|name| env::var_os(name)).as_deref())
    }

    fn in_state(installation: Option<&Installation>, state: Option<&Path>) -> Self {
        let plugins = state.map(manifests).unwrap_or_default();
        let package = installation.and_then(|installation| installation.manifest.clone());
        // Older releases keep their list of plugins in a file.
        let index = state.map(|state| state.join("plugins/installs.json"));
        let (changed, mark) = look(package.iter().chain(&index).chain(&plugins));
        let written = state.map(written).unwrap_or_default();
        Self { plugins, changed, mark, models_mark: look(written.iter()).1 }
    }
}

/// When the last of some files changed, and a number for what they are like.
fn look<'f>(files: impl Iterator<Item = &'f PathBuf>) -> (Option<SystemTime>, u64) {
    let (mut changed, mut hasher) = (None, DefaultHasher::new());
    for file in files {
        let facts = fs::metadata(file).ok();
        let at = facts.as_ref().and_then(|facts| facts.modified().ok());
        (file, at, facts.map(|facts| facts.len())).hash(&mut hasher);
        changed = changed.max(at);
    }
    (changed, hasher.finish())
}

/// The files in which OpenClaw writes down the models of the user's agents.
pub(super) fn written_models() -> Vec<PathBuf> {
    state(&|name| env::var_os(name)).as_deref().map(written).unwrap_or_default()
}

fn written(state: &Path) -> Vec<PathBuf> {
    let agents = children(&state.join("agents"));
    let mut found: Vec<PathBuf> =
        agents.iter().map(|agent| agent.join("agent/models.json")).filter(|file| file.is_file()).collect();
    found.sort_unstable();
    found
}

/// The folder in which OpenClaw keeps its state.
pub(super) fn state_folder() -> Option<PathBuf> {
    state(&|name| env::var_os(name))
}

/// The folder in which OpenClaw keeps its state (docs/openclaw/files.md#the-main-configuration).
fn state(variable: &Lookup<'_>) -> Option<PathBuf> {
    let home = home(variable);
    let named = variable("OPENCLAW_STATE_DIR").and_then(|path| expanded(path, home.as_deref()));
    named.or_else(|| Some(home?.join(".openclaw")))
}

/// The manifests of plugins that were installed from a folder or an archive, and of those that npm brought.
fn manifests(state: &Path) -> Vec<PathBuf> {
    let mut folders = children(&state.join("extensions"));
    let projects = children(&state.join("npm/projects"));
    for packages in
        projects.iter().map(|project| project.join("node_modules")).chain([state.join("npm/node_modules")])
    {
        for package in children(&packages) {
            let is_scope = package.file_name().is_some_and(|name| name.to_string_lossy().starts_with('@'));
            folders.extend(if is_scope { children(&package) } else { vec![package] });
        }
    }
    let mut found: Vec<PathBuf> = folders
        .into_iter()
        .map(|folder| folder.join(MANIFEST))
        .filter(|file| file.is_file())
        .take(MOST)
        .collect();
    found.sort_unstable();
    found
}

fn children(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().take(MOST).map(|entry| entry.path()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Evidence, state};
    use crate::host::installation::Installation;
    use std::fs;
    use std::path::{Path, PathBuf};

    #[test]
    fn plugins_of_the_user_are_found_where_openclaw_installs_them() {
        let root = tempfile::tempdir().unwrap();
        for plugin in ["extensions/a", "npm/projects/x/node_modules/@me/b", "npm/node_modules/c"] {
            let folder = root.path().join(plugin);
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join("openclaw.plugin.json"), "{}").unwrap();
        }
        fs::create_dir_all(root.path().join("extensions/none")).unwrap();
        assert_eq!(Evidence::in_state(None, Some(root.path())).plugins.len(), 3);
        assert!(Evidence::in_state(None, None).plugins.is_empty());
    }

    #[test]
    fn a_new_package_or_plugin_makes_another_mark() {
        let root = tempfile::tempdir().unwrap();
        let manifest = root.path().join("package.json");
        fs::write(&manifest, "{}").unwrap();
        let (program, version) = (PathBuf::from("/bin/openclaw"), "2099.1.0".to_owned());
        let installation = Installation { program, version, manifest: Some(manifest.clone()) };
        let mark = || Evidence::in_state(Some(&installation), Some(root.path())).mark;
        let first = mark();
        assert_eq!(first, mark());
        fs::write(&manifest, "{ }").unwrap();
        let second = mark();
        let plugin = root.path().join("extensions/a");
        fs::create_dir_all(&plugin).unwrap();
        fs::write(plugin.join("openclaw.plugin.json"), "{}").unwrap();
        let third = mark();
        fs::create_dir_all(root.path().join("plugins")).unwrap();
        fs::write(root.path().join("plugins/installs.json"), "{}").unwrap();
        assert!(first != second && second != third && third != mark());
    }

    #[test]
    fn the_state_folder_may_be_named() {
        let of = |variables: &[(&str, &str)]| {
            let find = |name: &str| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
            };
            state(&find)
        };
        assert_eq!(of(&[("HOME", "/nowhere/me")]).as_deref(), Some(Path::new("/nowhere/me/.openclaw")));
        assert_eq!(of(&[("OPENCLAW_STATE_DIR", "/s")]).as_deref(), Some(Path::new("/s")));
        assert_eq!(of(&[]), None);
    }
}
