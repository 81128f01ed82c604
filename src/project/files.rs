//! A main configuration with the files that it includes.

use crate::base::{DocumentKind, FileId, Snapshot};
use crate::config::include::{Problem, directives, is_present};
use crate::config::names::Step;
use crate::text::{TextEdit, TextRange};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Edits of several files: those of one file are sorted, do not overlap, and refer to its text.
pub type FileEdits = BTreeMap<FileId, Vec<TextEdit>>;

/// One file of a project.
#[derive(Clone, Debug)]
pub struct ProjectFile {
    /// The path, absolute and without `.` and `..`.
    pub path: PathBuf,
    /// What it holds.
    pub snapshot: Snapshot,
}

/// A main configuration and the files that it includes, each once, with what each path in a directive leads to.
#[derive(Clone, Debug)]
pub struct Project {
    pub(super) files: Vec<ProjectFile>,
    /// What a path that is written in a file of a folder leads to.
    pub(super) links: FxHashMap<(PathBuf, String), Result<FileId, Problem>>,
    /// The allowed files that were looked for in vain.
    pub(super) missing: Vec<PathBuf>,
}

impl Project {
    /// Whether a document needs the files that it includes to be judged. Costs next to nothing where it includes none.
    pub fn is_needed(main: &Snapshot) -> bool {
        main.kind == DocumentKind::Main && is_present(&main.tree)
    }

    /// Collects the files of a main configuration. `find` says for a file and a path that it names which file is meant,
    /// and reads it if it is not among those known.
    pub fn collect(
        main: ProjectFile,
        mut find: impl FnMut(&Path, &str) -> Result<PathBuf, Problem>,
        mut read: impl FnMut(&Path) -> Result<Snapshot, Problem>,
    ) -> Self {
        let mut known = FxHashMap::from_iter([(main.path.clone(), Ok(0))]);
        let mut project = Self { files: vec![main], links: FxHashMap::default(), missing: Vec::new() };
        let mut at = 0;
        while let Some(file) = project.files.get(at).cloned() {
            for (_, written) in directives(&file.snapshot.tree).into_iter().flat_map(|found| found.paths) {
                let link = find(&file.path, &written).and_then(|path| {
                    let new = || match read(&path) {
                        Ok(snapshot) => Ok(project.add(ProjectFile { snapshot, path: path.clone() })),
                        Err(problem) => {
                            project.missing.push(path.clone());
                            Err(problem)
                        }
                    };
                    known.entry(path.clone()).or_insert_with(new).clone()
                });
                project.links.insert((folder(&file.path), written), link);
            }
            at += 1;
        }
        project.mount();
        project
    }

    /// Tells each file where it stands in the whole.
    fn mount(&mut self) {
        let step = |step: &Step<'_>| match step {
            Step::Key(key) => Some(key.to_string()),
            Step::Item => None,
        };
        for (file, mounts) in self.mounts().into_iter().enumerate().skip(1) {
            let mounts = mounts.iter().map(|mount| mount.iter().map(step).collect()).collect();
            if let Some(file) = self.files.get_mut(file) {
                file.snapshot.mounts = mounts;
            }
        }
    }

    /// A document whose includes cannot be read, because nobody knows where it lies. Nothing is said about the paths in
    /// it, and the objects that include something may hold anything.
    pub fn alone(main: Snapshot) -> Self {
        let file = ProjectFile { path: PathBuf::new(), snapshot: main };
        Self { files: vec![file], links: FxHashMap::default(), missing: Vec::new() }
    }

    pub(super) fn add(&mut self, file: ProjectFile) -> FileId {
        self.files.push(file);
        self.files.len() - 1
    }

    /// What a path that is written in a file leads to; nothing where that was not asked.
    pub(super) fn link(&self, file: FileId, written: &str) -> Option<&Result<FileId, Problem>> {
        self.links.get(&(folder(&self.files.get(file)?.path), written.to_owned()))
    }

    /// The files, the main configuration first.
    pub fn files(&self) -> &[ProjectFile] {
        &self.files
    }

    /// The paths of all files that count, also of those that cannot be read: if one of them changes, so may the value.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.files.iter().map(|file| &file.path).chain(&self.missing).cloned().collect()
    }

    /// The same, given away.
    pub fn into_files(self) -> Vec<ProjectFile> {
        self.files
    }

    /// The project with edits made.
    #[must_use]
    pub fn edited(&self, edits: &FileEdits) -> Self {
        let mut project = self.clone();
        for (file, edits) in edits {
            if let Some(file) = project.files.get_mut(*file) {
                file.snapshot = file.snapshot.with_edits(edits);
            }
        }
        project
    }

    /// Where the main configuration includes a file, itself or by files between: the range of the path that leads there
    /// and the path. The first one, where there are several.
    pub fn way_to(&self, file: FileId) -> Option<(TextRange, String)> {
        let main = &self.files.first()?.snapshot.tree;
        let paths = directives(main).into_iter().flat_map(|found| found.paths);
        paths.filter(|(_, written)| self.leads_to(written, file)).min_by_key(|(range, _)| *range)
    }

    fn leads_to(&self, written: &str, target: FileId) -> bool {
        let (mut todo, mut seen) = (vec![(0, written.to_owned())], vec![false; self.files.len()]);
        while let Some((file, written)) = todo.pop() {
            let Some(Ok(next)) = self.link(file, &written) else { continue };
            if *next == target {
                return true;
            }
            if !std::mem::replace(&mut seen[*next], true) {
                let paths =
                    directives(&self.files[*next].snapshot.tree).into_iter().flat_map(|found| found.paths);
                todo.extend(paths.map(|(_, written)| (*next, written)));
            }
        }
        false
    }

    /// The number of a file.
    pub fn file(&self, path: &Path) -> Option<FileId> {
        self.files.iter().position(|file| file.path == path)
    }
}

/// The folder of a file, from which the paths in it begin.
pub(super) fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}
