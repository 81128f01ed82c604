//! Documents that include others, or are included by them.

use super::capabilities::Negotiated;
use super::documents::{Seen, View};
use super::shared::Shared;
use super::to_proto::{self, Converter, FileEdit, OtherFile};
use super::{lifecycle, publish};
use crate::base::{Diagnostic, Snapshot};
use crate::check;
use crate::fix::Note;
use crate::host::includes::{Includes, has_main_name, mains_above};
use crate::project::{FileEdits, Focus, Merged, NewFile, Project, new_files, project_diagnostics};
use crate::text::TextRange;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tower_lsp::ls_types::{
    CreateFile, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    Range, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

/// More main configurations than anybody has open; beyond that what was merged is forgotten.
const MOST_MERGED: usize = 32;

/// How long the client is left alone while the user types in a file that another one includes.
const PAUSE: Duration = Duration::from_millis(200);

/// What is remembered about projects from one request to the next.
#[derive(Debug)]
pub(super) struct Projects {
    includes: Includes,
    merged: Mutex<FxHashMap<PathBuf, Arc<Merged>>>,
    focused: Mutex<FxHashMap<PathBuf, Focus>>,
    /// The files that open documents include, and those that set variables.
    watched: Mutex<Vec<PathBuf>>,
    watching: AtomicBool,
    workspace: OnceLock<Vec<PathBuf>>,
    changes: AtomicU64,
}

impl Projects {
    /// No projects.
    pub(super) fn new() -> Self {
        Self {
            includes: Includes::from_environment(),
            merged: Mutex::default(),
            focused: Mutex::default(),
            watched: Mutex::default(),
            watching: AtomicBool::new(false),
            workspace: OnceLock::new(),
            changes: AtomicU64::new(0),
        }
    }

    /// Notes the folders that the user works in, once.
    pub(super) fn set_workspace(&self, folders: Vec<PathBuf>) {
        // A second `initialize` is the client's mistake, and reported elsewhere.
        let _ = self.workspace.set(folders);
    }

    /// The main configurations on the disk that may include a file.
    pub(super) fn mains_above(&self, path: &Path) -> Vec<PathBuf> {
        mains_above(path, self.workspace.get().map(Vec::as_slice).unwrap_or_default())
    }

    /// Notes whether files are watched from now on; whether some were before.
    pub(super) fn begin_watching(&self, any: bool) -> bool {
        self.watching.swap(any, Ordering::Relaxed)
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
    /// The main configurations on the disk that may include it.
    pub(super) mains: Vec<PathBuf>,
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
    fn mains(&self, own: &Path, projects: &Projects, like: &Snapshot) -> Vec<(PathBuf, Snapshot)> {
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
        let closed = self.mains.iter().filter(|path| !self.open.contains_key(*path));
        let closed =
            closed.filter_map(|path| Some((path.clone(), projects.includes.main(path, &like.world)?)));
        usual.into_iter().filter_map(seen).chain(closed).chain(others.into_iter().filter_map(seen)).collect()
    }

    /// The project that a document is part of.
    pub(super) fn project(&self, projects: &Projects, view: &View) -> Option<Project> {
        let own = self.path.as_deref();
        let Some(own) = own else {
            let alone = view.snapshot().clone();
            return Project::is_needed(&alone).then(|| Project::alone(alone));
        };
        let snapshot = self.snapshot(own)?;
        let load = |(path, main): (PathBuf, Snapshot)| {
            projects.includes.project(&path, &main, &|path| self.snapshot(path))
        };
        let mains = self.mains(own, projects, &snapshot).into_iter().map(load);
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
    pub(super) project: Project,
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
    let project = around.project(&view.projects, view)?;
    let focus = view.projects.focus(own, &project)?;
    Some(Focused { project, focus, around })
}

/// Checks what a request sees: for itself, or as part of its project.
pub(super) fn check(view: &View) -> Checked {
    let around = view.around.as_deref();
    let project = around.and_then(|around| around.project(&view.projects, view).zip(Some(around)));
    let Some((project, around)) = project else {
        // The view may still take it for a fragment of what included it until now.
        let own = around.and_then(|around| around.snapshot(around.path.as_deref()?));
        let own = check::diagnostics(own.as_ref().unwrap_or(view.snapshot()));
        return Checked { own, closed: Vec::new(), files: Vec::new() };
    };
    let root = project.files().first().map(|main| main.path.clone()).unwrap_or_default();
    let merged = view.projects.merge(&root, &project);
    let own_path = around.path.clone().unwrap_or_default();
    let is_root = root == own_path;
    let files = if view.caps.related_information { around.files(&project) } else { Vec::new() };
    let mut checked = Checked { own: Vec::new(), closed: Vec::new(), files };
    let found = project_diagnostics(&project, &merged);
    for (file, found) in project.into_files().into_iter().zip(found) {
        if file.path == own_path {
            checked.own = found;
        } else if is_root && !around.open.contains_key(&file.path) {
            checked.closed.push(ClosedFile { path: file.path, snapshot: file.snapshot, found });
        }
    }
    checked
}

/// Has the client tell about changes of the files that open documents include, and of those that set variables, when
/// these are others than before.
pub(super) fn watch(shared: &Arc<Shared>) {
    if !shared.caps().register_files {
        return;
    }
    let views = shared.documents.with(|documents| documents.uris());
    let projects = views.iter().filter_map(|uri| {
        let view = shared.view(uri).filter(View::ready)?;
        view.around.as_ref()?.project(&view.projects, &view)
    });
    let included = projects.flat_map(|project| project.paths());
    let mut files: Vec<PathBuf> = included.chain(shared.dotenv.files().map(Path::to_owned)).collect();
    files.sort_unstable();
    files.dedup();
    {
        let mut watched = shared.projects.watched.lock().unwrap_or_else(PoisonError::into_inner);
        if *watched == files {
            return;
        }
        watched.clone_from(&files);
    }
    lifecycle::watch_files(shared, &files);
}

/// The same when a document has changed that includes something: not on the reader's thread.
pub(super) fn watch_later(shared: &Arc<Shared>, uri: &str) {
    let includes = |view: View| view.ready() && Project::is_needed(view.snapshot());
    if shared.caps().register_files && shared.view(uri).is_some_and(includes) {
        let shared = Arc::clone(shared);
        tokio::task::spawn_blocking(move || watch(&shared));
    }
}

/// Notes that files have changed on the disk: what depends on them is shown again.
pub(super) fn files_changed(shared: &Arc<Shared>) {
    for uri in shared.documents.with(|documents| documents.uris()) {
        let path = shared.documents.with(|documents| documents.path(&uri));
        let mains = path.map(|path| shared.projects.mains_above(&path)).unwrap_or_default();
        shared.documents.with(|documents| documents.set_mains(&uri, mains));
    }
    watch(shared);
    shared.refresh();
}

/// Notes that a document was opened: finds out what it may be part of before anything is asked about it.
pub(super) fn opened(shared: &Arc<Shared>, uri: &str) {
    let path = shared.documents.with(|documents| documents.path(uri));
    let mains = path.map(|path| shared.projects.mains_above(&path)).unwrap_or_default();
    shared.documents.with(|documents| documents.set_mains(uri, mains));
    if let Some(view) = shared.view(uri).filter(View::ready)
        && let Some(around) = &view.around
    {
        around.project(&view.projects, &view);
    }
    watch(shared);
    changed(shared, uri);
}

/// Has the findings of the documents shown again that belong together with one that has changed.
pub(super) fn changed(shared: &Arc<Shared>, uri: &str) {
    let linked = shared.documents.with(|documents| documents.linked(uri));
    let caps = shared.caps();
    if !caps.pull_diagnostics {
        for uri in &linked {
            publish::schedule(shared, uri);
        }
    } else if caps.diagnostic_refresh && !linked.is_empty() {
        let mine = shared.projects.changes.fetch_add(1, Ordering::Relaxed) + 1;
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            tokio::time::sleep(PAUSE).await;
            if shared.projects.changes.load(Ordering::Relaxed) == mine {
                shared.refresh();
            }
        });
    }
}
