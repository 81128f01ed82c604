//! The plugins that a document loads from folders of its user's, by `plugins.load.paths` (docs/openclaw/validation.md#files): their
//! manifests, read as files. Nothing is run.
//!
//! A document that somebody else wrote must not make this program read what it likes: looked at are a path, or the folders in it,
//! below the state folder, the home folder, or the folder of the configuration, wherever links lead; of a folder the one file
//! with the name of a manifest, and `package.json` for what it says to load. Both are regular files of a bounded size.

use super::files;
use super::user_plugins::{MANIFEST, state_folder};
use crate::base::{FileQuestion, FileUse};
use crate::catalog::Manifest;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

/// The most bytes of one of these files.
const MOST_BYTES: u64 = 1 << 20;

/// The most folders of one path, and the most plugins of one document: whoever has more names something else.
const MOST: usize = 64;

/// What a plugin's folder is loaded by where its package does not say.
const ENTRIES: [&str; 6] = ["index.js", "index.mjs", "index.cjs", "index.ts", "index.mts", "index.cts"];

/// A file that was read, as it was then.
type Known = (Option<SystemTime>, u64, Option<Arc<Manifest>>);

/// What was read, so that nothing is read again with each keystroke.
static KNOWN: LazyLock<Mutex<HashMap<PathBuf, Known>>> = LazyLock::new(Mutex::default);

/// The plugins that are found where these questions ask for them, of a configuration in a folder.
pub(super) fn plugins(
    asked: &[FileQuestion],
    folder: Option<&Path>,
    places: impl Fn(&str) -> Vec<PathBuf>,
) -> Vec<Arc<Manifest>> {
    let mut paths = asked.iter().filter(|one| one.used == FileUse::PluginPath).peekable();
    if paths.peek().is_none() {
        return Vec::new();
    }
    let roots = roots(folder);
    let is_inside = |path: &Path| roots.iter().any(|root| path.starts_with(root) && path != root);
    let found = paths.flat_map(|one| places(&one.path)).filter_map(|path| fs::canonicalize(path).ok());
    let found: Vec<PathBuf> = found.filter(|path| is_inside(path)).collect();
    watch(&found);
    let folders = found.iter().flat_map(|path| folders(path));
    let folders = folders.filter(|folder| is_loaded(folder, &is_inside));
    folders.filter_map(|folder| manifest(&folder.join(MANIFEST), &is_inside)).take(MOST).collect()
}

/// Notes places that are looked at again.
fn watch(places: &[PathBuf]) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    for place in places {
        known.entry(place.clone()).or_insert_with(|| (None, 0, None));
    }
}

/// A number that is another one when anything has changed at the places that were looked at.
pub fn mark() -> u64 {
    let known: BTreeSet<PathBuf> =
        KNOWN.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect();
    let mut hasher = DefaultHasher::new();
    for place in known {
        let facts = fs::metadata(&place).ok();
        (place, facts.as_ref().and_then(|facts| facts.modified().ok()), facts.map(|facts| facts.len()))
            .hash(&mut hasher);
    }
    hasher.finish()
}

/// Where the user keeps what is his, by its real path.
fn roots(folder: Option<&Path>) -> Vec<PathBuf> {
    let all = [state_folder(), super::includes::home(), folder.map(Path::to_owned)];
    let real = |path: PathBuf| fs::canonicalize(path).ok();
    // The top of a disk is nobody's own folder.
    all.into_iter().flatten().filter_map(real).filter(|path| path.parent().is_some()).collect()
}

/// The folder of a plugin that a path names: itself, the one that holds a file, or all that are in it.
fn folders(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return path.parent().map(Path::to_owned).into_iter().collect();
    }
    if path.join(MANIFEST).exists() {
        return vec![path.to_owned()];
    }
    let inner = fs::read_dir(path).into_iter().flatten().flatten().take(MOST).map(|entry| entry.path());
    let mut inner: Vec<PathBuf> = inner.filter(|path| path.join(MANIFEST).exists()).collect();
    inner.sort_unstable();
    inner
}

/// Whether there is anything to load in the folder of a plugin.
fn is_loaded(folder: &Path, is_inside: &impl Fn(&Path) -> bool) -> bool {
    let names_some = || {
        let package: Value = serde_json::from_str(&text(&folder.join("package.json"), is_inside)?).ok()?;
        Some(package.pointer("/openclaw/extensions")?.as_array()?.iter().any(Value::is_string))
    };
    ENTRIES.iter().any(|name| folder.join(name).is_file()) || names_some() == Some(true)
}

fn text(file: &Path, is_inside: &impl Fn(&Path) -> bool) -> Option<String> {
    let real = fs::canonicalize(file).ok().filter(|real| is_inside(real))?;
    Some(files::read_regular(&real, MOST_BYTES).ok()?.text)
}

/// A manifest, read when it is another one than before.
fn manifest(file: &Path, is_inside: &impl Fn(&Path) -> bool) -> Option<Arc<Manifest>> {
    let facts = fs::metadata(file).ok().filter(fs::Metadata::is_file)?;
    let (changed, length) = (facts.modified().ok(), facts.len());
    let lock = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let same = |known: &Known| (known.0, known.1) == (changed, length);
    if let Some((.., manifest)) = lock().get(file).filter(|known| same(known)) {
        return manifest.clone();
    }
    let read = text(file, is_inside).and_then(|text| json5::from_str(&text).ok()).map(Arc::new);
    let mut known = lock();
    if known.len() >= 4 * MOST {
        known.clear();
    }
    known.insert(file.to_owned(), (changed, length, read.clone()));
    read
}
