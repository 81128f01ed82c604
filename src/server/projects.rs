//! What is remembered about documents that include others, or are included by them.

use super::disk::Disk;
use crate::host::file_facts::informed;
use crate::host::includes::{Includes, mains_above};
use crate::project::{Focus, Merged, Project};
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// More main configurations than anybody has open; beyond that what was merged is forgotten.
const MOST_MERGED: usize = 32;

/// What is remembered about projects from one request to the next.
#[derive(Debug)]
pub(super) struct Projects {
    pub(super) includes: Includes,
    merged: Mutex<FxHashMap<PathBuf, Arc<Merged>>>,
    focused: Mutex<FxHashMap<PathBuf, Focus>>,
    workspace: Mutex<Vec<PathBuf>>,
    /// What reads files.
    pub(super) disk: Arc<Disk>,
}

impl Projects {
    /// No projects.
    pub(super) fn new() -> Self {
        Self {
            includes: Includes::from_environment(),
            merged: Mutex::default(),
            focused: Mutex::default(),
            workspace: Mutex::default(),
            disk: Arc::default(),
        }
    }

    /// Notes which folders the user works in, in place of others and beside the ones that stay.
    pub(super) fn change_workspace(&self, removed: &[PathBuf], added: Vec<PathBuf>) {
        let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        workspace.retain(|folder| !removed.contains(folder));
        workspace.extend(added);
    }

    /// The main configurations on the disk that may include a file.
    pub(super) fn mains_above(&self, path: &Path) -> Vec<PathBuf> {
        let workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner).clone();
        mains_above(path, &workspace)
    }

    pub(super) fn focus(&self, own: &Path, project: &Project) -> Option<Focus> {
        let lock = || self.focused.lock().unwrap_or_else(PoisonError::into_inner);
        let previous = lock().get(own).cloned();
        let focus = project.focus_after(project.file(own)?, previous.as_ref())?;
        let mut known = lock();
        if known.len() >= MOST_MERGED {
            known.clear();
        }
        known.insert(own.to_owned(), focus.clone());
        Some(focus)
    }

    pub(super) fn merge(&self, root: &Path, project: &Project) -> Arc<Merged> {
        let lock = || self.merged.lock().unwrap_or_else(PoisonError::into_inner);
        let previous = lock().get(root).cloned();
        let merged = Merged::new(project, previous.as_deref());
        let merged = Arc::new(merged.informed(|snapshot| informed(snapshot, root.parent())));
        let mut known = lock();
        if known.len() >= MOST_MERGED {
            known.clear();
        }
        known.insert(root.to_owned(), Arc::clone(&merged));
        merged
    }
}
