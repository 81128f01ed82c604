//! Looks for the files that the verdict on a document depends on, and reads the manifests of the plugins that it loads.

use super::includes::home;
use super::load_paths;
use crate::base::{FileFacts, FileFault, FileQuestion, FileUse, Snapshot};
use crate::check::file_questions;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A document with what is known about the files that it names, in a world with the plugins that it loads. Costs a look at each of
/// them; most documents name none. The folder is that of the configuration.
#[must_use]
pub fn informed(snapshot: &Snapshot, folder: Option<&Path>) -> Snapshot {
    let mut asked = file_questions(snapshot);
    asked.retain(|question| !is_share(&question.path));
    let plugins = load_paths::plugins(&asked, folder, plugin_places);
    let faults = asked.into_iter().filter_map(|question| Some((fault(&question)?, question)));
    let facts = FileFacts::new(faults.map(|(fault, question)| (question, fault)));
    let world = snapshot.world.with_plugins(&plugins);
    Snapshot { files: Arc::new(facts), world, ..snapshot.clone() }
}

/// Whoever looks at a share logs in there (wall 8).
fn is_share(path: &str) -> bool {
    path.starts_with(r"\\") || cfg!(windows) && path.starts_with("//")
}

/// What is wrong with a file.
fn fault(question: &FileQuestion) -> Option<FileFault> {
    match question.used {
        FileUse::PluginPath => plugin_path(&question.path),
        FileUse::SecretCommand => command(Path::new(&question.path)),
    }
}

/// A path may be relative to a folder that nobody knows here: it is missed where it is in none of the likely ones.
fn plugin_path(path: &str) -> Option<FileFault> {
    let mut faults: Vec<Option<FileFault>> = plugin_places(path).iter().map(|path| place(path)).collect();
    faults.sort_by_key(Option::is_some);
    faults.into_iter().next().flatten()
}

/// The places that a path of plugins may mean.
fn plugin_places(path: &str) -> Vec<PathBuf> {
    let home = home();
    match path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/')) {
        Some(rest) => home.map(|home| home.join(rest.trim_start_matches('/'))).into_iter().collect(),
        None if Path::new(path).is_absolute() => vec![PathBuf::from(path)],
        None => {
            std::env::current_dir().ok().into_iter().chain(home).map(|folder| folder.join(path)).collect()
        }
    }
}

fn place(path: &Path) -> Option<FileFault> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) => return Some(missing(&error)),
    };
    if found.is_dir() {
        return fs::read_dir(path).is_err().then_some(FileFault::Unreadable);
    }
    (!found.is_file()).then_some(FileFault::NotAFile)
}

fn command(path: &Path) -> Option<FileFault> {
    match fs::symlink_metadata(path) {
        Err(error) => Some(missing(&error)),
        Ok(found) if found.is_symlink() => Some(FileFault::Link),
        Ok(found) if !found.is_file() => Some(FileFault::NotAFile),
        Ok(found) => rights(&found),
    }
}

fn missing(error: &std::io::Error) -> FileFault {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => FileFault::Missing,
        _ => FileFault::Unreadable,
    }
}

#[cfg(unix)]
fn rights(found: &Metadata) -> Option<FileFault> {
    use std::os::unix::fs::MetadataExt;
    if found.mode() & 0o022 != 0 {
        return Some(FileFault::TooOpen);
    }
    let own = rustix::process::getuid().as_raw();
    (found.uid() != own).then_some(FileFault::Foreign)
}

#[cfg(not(unix))]
fn rights(_: &Metadata) -> Option<FileFault> {
    None
}
