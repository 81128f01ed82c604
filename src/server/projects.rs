//! Documents that include others, or are included by them.

use super::capabilities::Negotiated;
use super::disk::Disk;
use super::documents::{Seen, View};
use super::to_proto::{self, Converter, FileEdit, OtherFile};
use crate::base::{Diagnostic, FileId, MOST_FINDINGS, Snapshot, limited};
use crate::check::diagnostics;
use crate::fix::Note;
use crate::host::includes::{Access, Includes, has_main_name, mains_above};
use crate::project::{FileEdits, Focus, Merged, NewFile, Project, new_files, project_diagnostics};
use crate::text::TextRange;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tower_lsp::ls_types::{
    CreateFile, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    Range, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

/// More main configurations than anybody has open; beyond that what was merged is forgotten.
const MOST_MERGED: usize = 32;

/// What is remembered about projects from one request to the next.
#[derive(Debug)]
pub(super) struct Projects {
    includes: Includes,
    merged: Mutex<FxHashMap<PathBuf, Arc<Merged>>>,
    focused: Mutex<FxHashMap<PathBuf, Focus>>,
    workspace: Mutex<Vec<PathBuf>>,
    /// What reads files.
    pub(super) disk: Arc<Disk>,
    /// Called with each file before it is looked for.
    #[cfg(test)]
    pub(super) before: Mutex<Option<fn()>>,
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
            #[cfg(test)]
            before: Mutex::default(),
        }
    }

    /// Notes which folders the user works in, in place of others and beside the ones that stay.
    pub(super) fn change_workspace(&self, removed: &[PathBuf], added: Vec<PathBuf>) {
        let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        workspace.retain(|folder| !removed.contains(folder));
        workspace.extend(added);
    }

    /// The main configurations on the disk that may include a file.
    fn mains_above(&self, path: &Path) -> Vec<PathBuf> {
        let workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner).clone();
        mains_above(path, &workspace)
    }

    fn focus(&self, own: &Path, project: &Project) -> Option<Focus> {
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

    fn merge(&self, root: &Path, project: &Project) -> Arc<Merged> {
        let lock = || self.merged.lock().unwrap_or_else(PoisonError::into_inner);
        let previous = lock().get(root).cloned();
        let merged = Arc::new(Merged::new(project, previous.as_deref()));
        let mut known = lock();
        if known.len() >= MOST_MERGED {
            known.clear();
        }
        known.insert(root.to_owned(), Arc::clone(&merged));
        merged
    }
}

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
    fn files(&self, project: &Project) -> Vec<OtherFile> {
        let named = project.files().iter().map(|file| {
            let open = self.open.get(&file.path).map(|open| open.uri.clone());
            Some((open.or_else(|| Uri::from_file_path(&file.path))?, file.snapshot.text.clone()))
        });
        named.collect()
    }

    fn snapshot(&self, path: &Path) -> Option<Snapshot> {
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
        #[cfg(test)]
        if access == Access::Disk
            && let Some(before) = *projects.before.lock().unwrap_or_else(PoisonError::into_inner)
        {
            before();
        }
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

/// What is wrong with a document, and with files that it includes and that nobody has opened.
#[derive(Default)]
pub(super) struct Checked {
    /// The findings in the document.
    pub(super) own: Vec<Diagnostic>,
    /// The files that it includes, where nobody has opened them.
    pub(super) closed: Vec<ClosedFile>,
    /// The files of the project that the findings may point into.
    pub(super) files: Vec<OtherFile>,
}

/// What is wrong with a file that is not open.
pub(super) struct ClosedFile {
    /// Its number in the project.
    pub(super) number: FileId,
    /// Where the document includes it, and by which path; only where there are findings.
    pub(super) included_at: Option<(TextRange, String)>,
    /// The file.
    pub(super) path: PathBuf,
    /// What it holds.
    pub(super) snapshot: Snapshot,
    /// The findings in it.
    pub(super) found: Vec<Diagnostic>,
}

/// A document in the middle of its project.
pub(super) struct Focused {
    /// The project.
    pub(super) project: Arc<Project>,
    /// The project around the document.
    pub(super) focus: Focus,
    around: Arc<Around>,
}

impl Focused {
    /// Edits of the files of the project in the protocol's types.
    pub(super) fn workspace_edit(
        &self,
        caps: Negotiated,
        edits: &FileEdits,
        note: Option<Note>,
    ) -> WorkspaceEdit {
        let edits = edits.iter().filter_map(|(file, edits)| {
            let file = self.project.files().get(*file)?;
            let (uri, version) = self.around.address(&file.path);
            let uri = uri?;
            let edits = Converter::of(&file.snapshot.text, caps, &uri).edits(edits.clone());
            Some(FileEdit { uri, version, edits })
        });
        to_proto::workspace_edit(caps, edits, note)
    }

    /// The files that can be created where a range of the document names them.
    pub(super) fn new_files(&self, range: TextRange) -> Vec<NewFile> {
        new_files(&self.project, self.focus.file(), range)
    }
}

/// The creation of a file in the protocol's types. It fails where somebody else has created the file meanwhile.
pub(super) fn creation(new: &NewFile) -> Option<WorkspaceEdit> {
    let uri = Uri::from_file_path(&new.path)?;
    let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
    let text = TextEdit::new(Range::default(), new.text.to_owned());
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(text)],
    };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    let document_changes = Some(DocumentChanges::Operations(operations));
    Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}

/// The document of a view in the middle of its project; nothing where it is part of none.
pub(super) fn focused(view: &View) -> Option<Focused> {
    let around = Arc::clone(view.around.as_ref()?);
    let own = around.path.as_deref()?;
    let project = view.project()?;
    let focus = view.projects.focus(own, &project)?;
    Some(Focused { project, focus, around })
}

/// Checks what a request sees: for itself, or as part of its project.
pub(super) fn check(view: &View) -> Checked {
    let around = view.around.as_deref();
    let Some((project, around)) = view.project().zip(around) else {
        // The view may still take it for a fragment of what included it until now.
        let own = around.and_then(|around| around.snapshot(around.path.as_deref()?));
        let own = diagnostics(own.as_ref().unwrap_or(view.snapshot()));
        let own = limited(own, MOST_FINDINGS);
        return Checked { own, closed: Vec::new(), files: Vec::new() };
    };
    let root = project.files().first().map(|main| main.path.clone()).unwrap_or_default();
    let merged = view.projects.merge(&root, &project);
    let own_path = around.path.clone().unwrap_or_default();
    let is_root = root == own_path;
    let files = around.files(&project);
    let mut checked = Checked { own: Vec::new(), closed: Vec::new(), files };
    let found = project_diagnostics(&project, &merged);
    for (number, (file, found)) in project.files().iter().zip(found).enumerate() {
        let found = limited(found, MOST_FINDINGS);
        if file.path == own_path {
            checked.own = found;
        } else if is_root && !around.open.contains_key(&file.path) {
            let included_at = if found.is_empty() { None } else { project.way_to(number) };
            let (path, snapshot) = (file.path.clone(), file.snapshot.clone());
            checked.closed.push(ClosedFile { number, included_at, path, snapshot, found });
        }
    }
    checked
}
