//! What a document may be part of.

use super::fresh::Seen;
use super::projects::Projects;
use super::to_proto::OtherFile;
use crate::base::Snapshot;
use crate::host::includes::{Access, has_main_name};
use crate::project::Project;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use tower_lsp::ls_types::Uri;

/// An open file.
pub(super) struct OpenFile {
    /// The name that the client gave it.
    pub(super) uri: Uri,
    /// The version that is seen.
    pub(super) version: i32,
    /// What it holds.
    pub(super) seen: Seen,
}

/// What a document may be part of, as it was when a request arrived.
pub(super) struct Around {
    /// The file that the document is.
    pub(super) path: Option<PathBuf>,
    /// The main configurations on the disk that may include it, as soon as they were looked for.
    pub(super) mains: Arc<OnceLock<Vec<PathBuf>>>,
    /// Whether one includes it; set when that is found out.
    pub(super) fragment: Arc<AtomicBool>,
    /// The open files.
    pub(super) open: FxHashMap<PathBuf, OpenFile>,
}

impl Around {
    /// The files of a project, as the client names them.
    pub(super) fn files(&self, project: &Project) -> Vec<OtherFile> {
        let named = project.files().iter().map(|file| {
            let open = self.open.get(&file.path).map(|open| open.uri.clone());
            Some((open.or_else(|| Uri::from_file_path(&file.path))?, file.snapshot.text.clone()))
        });
        named.collect()
    }

    pub(super) fn snapshot(&self, path: &Path) -> Option<Snapshot> {
        Some(match &self.open.get(path)?.seen {
            Ok(snapshot) => snapshot.clone(),
            Err(fresh) => fresh.get().clone(),
        })
    }

    /// The name of a file for the client, if it can have one, and the version that is open.
    pub(super) fn address(&self, path: &Path) -> (Option<Uri>, Option<i32>) {
        match self.open.get(path) {
            Some(open) => (Some(open.uri.clone()), Some(open.version)),
            None => (Uri::from_file_path(path), None),
        }
    }

    /// The main configurations that may include the document, the likeliest first: open ones by the usual name, those on
    /// the disk, open ones by any other name.
    fn mains(
        &self,
        own: &Path,
        projects: &Projects,
        like: &Snapshot,
        access: Access,
    ) -> Vec<(PathBuf, Snapshot)> {
        if has_main_name(own) {
            return Vec::new();
        }
        let open = self.open.keys().filter(|path| *path != own);
        let (mut usual, mut others): (Vec<&PathBuf>, Vec<&PathBuf>) =
            open.partition(|path| has_main_name(path));
        usual.sort_unstable();
        others.sort_unstable();
        let seen = |path: &PathBuf| {
            let snapshot = self.snapshot(path).filter(Project::is_needed)?;
            Some((path.clone(), snapshot))
        };
        let mains = match access {
            Access::Disk => self.mains.get_or_init(|| projects.mains_above(own)),
            Access::Memory => self.mains.get().map_or(&[][..], Vec::as_slice),
        };
        let closed = mains.iter().filter(|path| !self.open.contains_key(*path));
        let closed = closed
            .filter_map(|path| Some((path.clone(), projects.includes.main_from(access, path, &like.world)?)));
        usual.into_iter().filter_map(seen).chain(closed).chain(others.into_iter().filter_map(seen)).collect()
    }

    /// The project that a document is part of. Where a disk takes long, this is made of what is known of it.
    pub(super) fn project(self: &Arc<Self>, projects: &Arc<Projects>, own: &Snapshot) -> Option<Project> {
        let Some(path) = self.path.as_deref() else {
            return Project::is_needed(own).then(|| Project::alone(own.clone()));
        };
        if has_main_name(path) && !Project::is_needed(own) {
            self.fragment.store(false, Ordering::Relaxed);
            return None;
        }
        // What is open is no business of the disk.
        self.open.keys().for_each(|path| drop(self.snapshot(path)));
        let (around, files) = (Arc::clone(self), Arc::clone(projects));
        let from_disk = projects.disk.within(path, move || around.project_from(&files, Access::Disk));
        from_disk.unwrap_or_else(|| self.project_from(projects, Access::Memory))
    }

    fn project_from(&self, projects: &Projects, access: Access) -> Option<Project> {
        let own = self.path.as_deref()?;
        let snapshot = self.snapshot(own)?;
        let load = |(path, main): (PathBuf, Snapshot)| {
            projects.includes.project_from(access, &path, &main, &|path| self.snapshot(path))
        };
        let mains = self.mains(own, projects, &snapshot, access).into_iter().map(load);
        let including = mains.into_iter().find(|project| project.file(own).is_some_and(|file| file > 0));
        self.fragment.store(including.is_some(), Ordering::Relaxed);
        let needed = || Project::is_needed(&snapshot).then(|| load((own.to_owned(), snapshot.clone())));
        including.or_else(needed)
    }
}
