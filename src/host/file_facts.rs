//! Looks for the files that the verdict on a document depends on.

use super::includes::home;
use crate::base::{FileFacts, FileFault, FileQuestion, FileUse, Snapshot};
use crate::check::file_questions;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A document with what is known about the files that it names. Costs a look at each of them; most documents name none.
#[must_use]
pub fn informed(snapshot: &Snapshot) -> Snapshot {
    let faults =
        file_questions(snapshot).into_iter().filter_map(|question| Some((fault(&question)?, question)));
    let facts = FileFacts::new(faults.map(|(fault, question)| (question, fault)));
    Snapshot { files: Arc::new(facts), ..snapshot.clone() }
}

/// What is wrong with a file.
fn fault(question: &FileQuestion) -> Option<FileFault> {
    // Whoever looks at a share logs in there (wall 8).
    if question.path.starts_with(r"\\") || cfg!(windows) && question.path.starts_with("//") {
        return None;
    }
    match question.used {
        FileUse::PluginPath => plugin_path(&question.path),
        FileUse::SecretCommand => command(Path::new(&question.path)),
    }
}

/// A path may be relative to a folder that nobody knows here: it is missed where it is in none of the likely ones.
fn plugin_path(path: &str) -> Option<FileFault> {
    let home = home();
    let candidates: Vec<PathBuf> =
        match path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            Some(rest) => vec![home?.join(rest.trim_start_matches('/'))],
            None if Path::new(path).is_absolute() => vec![PathBuf::from(path)],
            None => {
                std::env::current_dir().ok().into_iter().chain(home).map(|folder| folder.join(path)).collect()
            }
        };
    let mut faults: Vec<Option<FileFault>> = candidates.iter().map(|path| place(path)).collect();
    faults.sort_by_key(Option::is_some);
    faults.into_iter().next().flatten()
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
