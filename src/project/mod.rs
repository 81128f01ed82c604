//! A main configuration with the files that it includes, judged as the one value that OpenClaw reads them as
//! (docs/openclaw/includes.md#merging).
//!
//! `resolve` follows the directives and `merge` joins what they name into `part`s, which still know the file of
//! every value; `write` makes a text of them that is checked like any document, and leads each finding back to the
//! file and the place that wrote the value.
//!
//! What people ask about a place in one of the files is answered by a [`Focus`]: a document of the whole project in which
//! that file stands as it is (`weave`), with the way in and the way back, also for edits (`edits`).

mod actions;
mod create;
mod edits;
mod fix;
mod focus;
mod mapping;
mod merge;
mod mounts;
mod navigation;
mod part;
mod resolve;
#[cfg(test)]
mod tests;
mod value;
mod weave;
mod write;

pub use actions::{ProjectAction, complete_in, project_actions, project_fixable, project_offers};
pub use create::{NewFile, new_files};
pub use edits::FileEdits;
pub use fix::{fix_files, lossy_in};
pub use focus::Focus;
pub use navigation::{Definition, Highlight, Location, Names, Refusal, Target};

use crate::base::{Diagnostic, DocumentKind, FileFacts, FileId, Severity, Snapshot};
use crate::check::{diagnostics, reserved_name};
use crate::config::include::{Problem, directives, is_present};
use crate::config::names::Step;
use crate::text::{Text, TextEdit, TextRange};
use mapping::SourceMap;
use resolve::Fault;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use weave::Others;

/// The most steps of a path at which a file is included; a configuration is not half as deep.
const DEEPEST_MOUNT: usize = 32;

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
    files: Vec<ProjectFile>,
    /// What a path that is written in a file of a folder leads to.
    links: FxHashMap<(PathBuf, String), Result<FileId, Problem>>,
    /// The allowed files that were looked for in vain.
    missing: Vec<PathBuf>,
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

    fn add(&mut self, file: ProjectFile) -> FileId {
        self.files.push(file);
        self.files.len() - 1
    }

    /// What a path that is written in a file leads to; nothing where that was not asked.
    fn link(&self, file: FileId, written: &str) -> Option<&Result<FileId, Problem>> {
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

    /// The whole project as a document around one of its files; nothing where the value of the file does not count, for
    /// example because no file includes it any more.
    pub fn focus(&self, file: FileId) -> Option<Focus> {
        Focus::new(self, file, Others::Everywhere, None)
    }

    /// The same without what other files add to the objects and arrays of the file. What is moved in it then takes nothing
    /// of theirs along.
    fn focus_alone(&self, file: FileId) -> Option<Focus> {
        Focus::new(self, file, Others::Around, None)
    }

    /// The same with what the file only includes as it stands in the other file, so that it can be changed there.
    fn focus_inside(&self, file: FileId) -> Option<Focus> {
        Focus::new(self, file, Others::Inside, None)
    }

    /// The same, where an earlier version is known: what that one has already judged is not judged again.
    pub fn focus_after(&self, file: FileId, previous: Option<&Focus>) -> Option<Focus> {
        Focus::new(self, file, Others::Everywhere, previous)
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

    /// The number of a file.
    pub fn file(&self, path: &Path) -> Option<FileId> {
        self.files.iter().position(|file| file.path == path)
    }
}

/// The folder of a file, from which the paths in it begin.
fn folder(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}

/// A project as the one value that OpenClaw reads, with the way back.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The value as a document. It is no text that anybody wrote: its ranges mean nothing outside.
    snapshot: Snapshot,
    text: String,
    map: SourceMap,
    faults: Vec<Fault>,
}

impl Merged {
    /// Merges a project. What `previous` has already judged is not judged again where the text is the same.
    pub fn new(project: &Project, previous: Option<&Self>) -> Self {
        let (part, faults) = resolve::resolve(project);
        let (text, map) = write::write(project, &part);
        let main = &project.files[0].snapshot;
        let snapshot = match previous {
            Some(previous) => {
                previous.snapshot.in_world(main.world.clone()).edited(&difference(&previous.text, &text))
            }
            None => Snapshot::new(&text, DocumentKind::Main, main.world.clone()),
        };
        let snapshot = Snapshot { included: faults.is_empty(), ..snapshot };
        Self { snapshot, text, map, faults }
    }

    /// The same with what is known about the files that it names.
    #[must_use]
    pub fn with_files(self, files: Arc<FileFacts>) -> Self {
        Self { snapshot: Snapshot { files, ..self.snapshot }, ..self }
    }

    /// The value as a document. It is no text that anybody wrote: [`Merged::origin`] leads its ranges to the files.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The file that wrote what a range of the document is about, and where.
    pub fn origin(&self, range: TextRange) -> (FileId, TextRange) {
        self.map.range(range)
    }
}

/// The one edit that makes a text of another.
fn difference(old: &str, new: &str) -> TextEdit {
    let same = |(a, b): &(u8, u8)| a == b;
    let shorter = old.len().min(new.len());
    let mut start = old.bytes().zip(new.bytes()).take_while(same).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let behind = old.bytes().rev().zip(new.bytes().rev()).take(shorter - start);
    let mut end = behind.take_while(same).count();
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    TextEdit::replace(TextRange::new(start, old.len() - end), &new[start..new.len() - end])
}

/// The findings of every file of a project, in the order of [`Project::files`].
pub fn project_diagnostics(project: &Project, merged: &Merged) -> Vec<Vec<Diagnostic>> {
    let mut found = vec![Vec::new(); project.files.len()];
    // Of two findings that say the same the first is kept: the one that knows its path in the whole.
    let reserved = reserved_servers(project).into_iter().map(|diagnostic| (0, diagnostic));
    let faults = merged.faults.iter().map(Fault::diagnostic);
    for (file, diagnostic) in meaning(merged).chain(reserved).chain(faults) {
        if let Some(found) = found.get_mut(file) {
            found.push(diagnostic);
        }
    }
    for (found, file) in found.iter_mut().zip(&project.files) {
        // What a file says by itself: its syntax and its repeated keys.
        found.extend(diagnostics(&Snapshot { kind: DocumentKind::Fragment, ..file.snapshot.clone() }));
    }
    for found in &mut found {
        found.sort_by(|a, b| (a.range, a.severity, a.code).cmp(&(b.range, b.severity, b.code)));
        // A file that is included twice is wrong in the same way twice.
        found.dedup_by(|a, b| a.range == b.range && a.code == b.code && a.message == b.message);
    }
    found
}

/// What is wrong with the merged value, each at the place that wrote it.
fn meaning(merged: &Merged) -> impl Iterator<Item = (FileId, Diagnostic)> {
    let unfinished = merged.snapshot.tree.errors();
    let found = diagnostics(&merged.snapshot).into_iter();
    // The text that was made up has errors only where a file has one, which that file's own findings tell.
    let told = move |one: &Diagnostic| {
        !unfinished.iter().any(|error| error.range == one.range && error.kind.code() == one.code)
    };
    let found = found.filter(told).filter(|one| !RESERVED.iter().any(|(path, _)| one.path == *path));
    found.map(|diagnostic| merged.map.place(diagnostic))
}

/// The paths that OpenClaw looks at before it includes anything, and the way to the servers that stand there.
const RESERVED: [(&str, &[&str]); 2] = [
    ("mcp.servers.__proto__", &["mcp", "servers"]),
    ("nodeHost.mcp.servers.__proto__", &["nodeHost", "mcp", "servers"]),
];

/// The servers of a name that is lost when files are joined, but that the main configuration must not hold.
fn reserved_servers(project: &Project) -> Vec<Diagnostic> {
    let root = project.files.first().and_then(|main| main.snapshot.tree.value());
    let found = RESERVED.iter().filter_map(|(path, way)| {
        let servers = way.iter().try_fold(root?, |value, key| value.get(key))?.object()?;
        let finding = reserved_name(servers)?;
        Some(Diagnostic {
            code: finding.code,
            severity: Severity::Error,
            range: finding.range,
            path: (*path).to_owned(),
            message: finding.message,
            tags: Vec::new(),
            related: Vec::new(),
            meant: None,
        })
    });
    found.collect()
}

/// Where a syntax error of a text stands, counted from one.
fn line_and_column(text: &Text, offset: usize) -> (usize, usize) {
    let line = text.line_of(offset);
    let before = text.slice(TextRange::new(text.line_start(line), offset));
    (line + 1, before.chars().count() + 1)
}

/// How bad a problem is: only OpenClaw's own bounds make the configuration invalid.
fn severity(problem: &Problem) -> Severity {
    if *problem == Problem::TooMuch { Severity::Information } else { Severity::Error }
}
