//! What the files of an installation say of models and providers: the manifests of the plugins in the package, where it is newer
//! than all that this program knows; those of the user's plugins; and the `models.json` of each agent. Nothing is run, and of
//! credentials nothing is kept.

use super::files;
use super::installation::Installation;
use super::user_plugins::{self, Evidence};
use crate::catalog::{Brought, Installed, Manifest};
use crate::release::{self, Version};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where releases keep their plugins: the older ones beside `dist`, as sources.
const FOLDERS: [&str; 2] = ["dist/extensions", "extensions"];

/// The providers of official plugins, which are installed apart.
const OFFICIAL: &str = "scripts/lib/official-external-provider-catalog.json";

/// The most bytes of one of these files.
const MOST: u64 = 4 << 20;

/// The catalogue of an installation; nothing where its files say no more than this program knows.
pub fn models(installation: &Installation) -> Option<Arc<Installed>> {
    let release: Version = installation.version.parse().ok()?;
    let mut brought = in_state(&Evidence::of(Some(installation)).plugins, &user_plugins::written_models());
    // The manifests of a release that we know are in our tables.
    if let Some(package) = installation.manifest.as_deref().and_then(Path::parent)
        && release > release::newest()
    {
        brought.package = FOLDERS.iter().flat_map(|folder| manifests(&package.join(folder))).collect();
        brought.official = official(&package.join(OFFICIAL));
    }
    (!brought.is_empty()).then(|| Arc::new(Installed::new(release, &brought)))
}

fn in_state(plugins: &[PathBuf], written: &[PathBuf]) -> Brought {
    Brought {
        plugins: plugins.iter().filter_map(|file| read(file)).collect(),
        written: written.iter().filter_map(|file| read(file)).collect(),
        ..Brought::default()
    }
}

/// The manifests of the plugins in a folder, by the names of their folders.
fn manifests(folder: &Path) -> Vec<Manifest> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.sort_unstable();
    let files = folders.iter().take(user_plugins::MOST).map(|folder| folder.join(user_plugins::MANIFEST));
    files.filter_map(|file| read(&file)).collect()
}

fn official(file: &Path) -> Vec<String> {
    let list: Option<Value> = read(file);
    let entries = list.as_ref().and_then(|list| list.get("entries")?.as_array()).into_iter().flatten();
    let providers = entries.filter_map(|entry| entry.pointer("/openclaw/providers")?.as_array()).flatten();
    providers.filter_map(|provider| Some(provider.get("id")?.as_str()?.to_owned())).collect()
}

/// A file that cannot be read says nothing.
fn read<T: DeserializeOwned>(file: &Path) -> Option<T> {
    json5::from_str(&files::read_regular(file, MOST).ok()?.text).ok()
}

#[cfg(test)]
mod tests {
    use super::{in_state, models};
    use crate::catalog::{DocumentCatalog, MergedCatalog, ReleaseCatalog};
    use crate::host::installation::Installation;
    use std::fs;
    use std::path::Path;

    fn write(folder: &Path, name: &str, text: &str) {
        let file = folder.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn installation(folder: &Path, version: &str) -> Installation {
        let manifest = folder.join("package.json");
        let program = folder.join("openclaw.mjs");
        Installation { program, version: version.to_owned(), manifest: Some(manifest) }
    }

    const PLUGIN: &str = r#"{ "id": "novel", "providers": ["novel"],
        "modelCatalog": { "providers": { "novel": { "models": [{ "id": "m1" }] } } } }"#;

    #[test]
    fn the_manifests_of_a_newer_package_are_read() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "dist/extensions/novel/openclaw.plugin.json", PLUGIN);
        write(root.path(), "dist/extensions/broken/openclaw.plugin.json", "{");
        let list = r#"{ "entries": [{ "name": "@x/y", "openclaw": { "providers": [{ "id": "apart" }] } }] }"#;
        write(root.path(), super::OFFICIAL, list);
        let found = models(&installation(root.path(), "2099.1.0")).expect("more than we know");
        let catalog = MergedCatalog::of(DocumentCatalog::default(), ReleaseCatalog::Installed(found));
        assert!(catalog.model("novel", "m1").is_some());
        assert!(catalog.provider("apart").is_some_and(|provider| provider.declared));
        assert_eq!(catalog.version(), "2099.1.0".parse().expect("a release"));
    }

    #[test]
    fn plugins_and_models_of_the_user_are_read() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "plugin.json", PLUGIN);
        write(
            root.path(),
            "models.json",
            r#"{ "providers": { "lab": { "apiKey": "hush", "models": [{ "id": "m" }] } } }"#,
        );
        let found = in_state(&[root.path().join("plugin.json")], &[root.path().join("models.json")]);
        assert_eq!((found.plugins.len(), found.written.len()), (1, 1));
        assert!(!format!("{found:?}").contains("hush"));
    }
}
