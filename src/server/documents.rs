//! The open documents, and what one request sees of them.

use super::around::{Around, OpenFile};
use super::capabilities::Negotiated;
use super::fresh::{Fresh, Seen};
use super::from_proto;
use super::projects::Projects;
use super::report::Report;
use super::typing::{Typed, Waiting};
use super::view::View;
use crate::base::{DocumentKind, Snapshot, World};
use crate::host::includes::has_main_name;
use crate::project::Project;
use crate::text::{Text, TextEdit};
use rustc_hash::FxHashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

/// Documents of more bytes are parsed in a thread of their own when they are opened: this is a few milliseconds of work.
const LARGE: usize = 1 << 20;

/// An edit that takes longer sends the following ones of a large document to another thread.
const SLOW_EDIT: Duration = Duration::from_millis(8);

/// A snapshot, or the way to one.
#[derive(Clone)]
enum Tree {
    /// It is there; edits are applied at once.
    Ready(Snapshot),
    /// It is being made in another thread, from the text of an earlier version.
    Making {
        fresh: Fresh,
        /// The edits since then, in order.
        backlog: Vec<TextEdit>,
        /// The text of the current version.
        text: Text,
        /// Making it panicked: the next edit starts again.
        failed: bool,
    },
}

/// One open document.
struct Document {
    uri: Uri,
    /// The file, if it is one.
    path: Option<PathBuf>,
    /// The main configurations on the disk that may include it, as soon as they were looked for.
    mains: Arc<OnceLock<Vec<PathBuf>>>,
    /// Whether one includes it.
    fragment: Arc<AtomicBool>,
    kind: DocumentKind,
    version: Arc<AtomicI32>,
    tree: Tree,
    slow: bool,
    publishing: Publishing,
    report: Arc<Report>,
    /// Where somebody types, if the last change was that.
    typed: Option<Typed>,
}

/// How far the findings of a document are on their way to the client. One computation runs at a time, so that the last one
/// to be sent is the one that was begun last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Publishing {
    /// Nothing is to be published.
    Idle,
    /// A task is about to begin.
    Scheduled,
    /// A task is at it.
    Running,
    /// A task is at it and has to begin again.
    Outdated,
}

/// The mains of a file; known at once where no disk has to be asked.
fn mains(path: Option<&Path>) -> Arc<OnceLock<Vec<PathBuf>>> {
    let is_above_all = path.is_none_or(has_main_name);
    Arc::new(if is_above_all { OnceLock::from(Vec::new()) } else { OnceLock::new() })
}

impl Document {
    fn text(&self) -> &Text {
        match &self.tree {
            Tree::Ready(snapshot) => &snapshot.text,
            Tree::Making { text, .. } => text,
        }
    }

    /// Whether the files around it matter to it, as far as is known by now.
    fn may_include(&self) -> bool {
        match &self.tree {
            Tree::Ready(snapshot) => Project::is_needed(snapshot),
            Tree::Making { .. } => self.kind == DocumentKind::Main,
        }
    }

    /// What a request that arrives now sees of it.
    fn seen(&self, world: &Arc<World>) -> Seen {
        match &self.tree {
            Tree::Ready(snapshot) => Ok(snapshot.clone()),
            Tree::Making { fresh, backlog, .. } if backlog.is_empty() => Err(fresh.clone()),
            Tree::Making { text, .. } => Err(Fresh::new(text.clone(), self.kind, Arc::clone(world))),
        }
    }

    /// Whether it is known that no main configuration on the disk includes it.
    fn has_no_mains(&self) -> bool {
        self.mains.get().is_some_and(Vec::is_empty)
    }

    fn make(&mut self, text: Text, world: &Arc<World>) -> Fresh {
        let fresh = Fresh::new(text.clone(), self.kind, Arc::clone(world));
        self.tree = Tree::Making { fresh: fresh.clone(), backlog: Vec::new(), text, failed: false };
        fresh
    }

    /// Applies one edit. A panic of the parser or an edit that has become slow leads to a fresh snapshot elsewhere.
    fn apply(&mut self, edit: TextEdit, world: &Arc<World>) -> Option<Fresh> {
        match &mut self.tree {
            Tree::Ready(snapshot) if !self.slow => {
                let begun = Instant::now();
                let edited = catch_unwind(AssertUnwindSafe(|| snapshot.edited(&edit)));
                self.slow = begun.elapsed() > SLOW_EDIT && snapshot.text.len() > LARGE;
                if let Ok(edited) = edited {
                    *snapshot = edited;
                    return None;
                }
                let text = snapshot.text.edited(&edit);
                Some(self.make(text, world))
            }
            Tree::Ready(snapshot) => {
                let text = snapshot.text.edited(&edit);
                Some(self.make(text, world))
            }
            Tree::Making { text, failed: true, .. } => {
                let text = text.edited(&edit);
                Some(self.make(text, world))
            }
            Tree::Making { backlog, text, .. } => {
                *text = text.edited(&edit);
                backlog.push(edit);
                None
            }
        }
    }
}

/// All open documents. Only ever touched in arrival order, under one mutex.
pub(super) struct Documents {
    open: FxHashMap<String, Document>,
    world: Arc<World>,
    projects: Arc<Projects>,
    /// The file that the user's own variables for OpenClaw stand in, whether it is there or not.
    own_env: Option<Arc<Path>>,
}

/// Work that must not run on the reader: make the snapshot, then hand it to [`Documents::adopt`].
pub(super) type Work = Option<Fresh>;

impl Documents {
    /// No documents, to be judged by a world.
    pub(super) fn new(world: Arc<World>, projects: Arc<Projects>, own_env: Option<&Path>) -> Self {
        Self { open: FxHashMap::default(), world, projects, own_env: own_env.map(Arc::from) }
    }

    /// The world that documents are judged by.
    pub(super) fn world(&self) -> Arc<World> {
        Arc::clone(&self.world)
    }

    /// Opens a document, or replaces one that is open under the same name.
    pub(super) fn open(&mut self, item: &TextDocumentItem) -> Work {
        let kind = from_proto::document_kind(item.uri.as_str());
        let text = Text::new(&item.text);
        let fresh = Fresh::new(text.clone(), kind, self.world());
        let parsed = if text.len() > LARGE {
            None
        } else {
            catch_unwind(AssertUnwindSafe(|| Snapshot::new(&item.text, kind, self.world()))).ok()
        };
        let work = parsed.is_none().then(|| fresh.clone());
        let tree = parsed
            .map_or_else(|| Tree::Making { fresh, backlog: Vec::new(), text, failed: false }, Tree::Ready);
        let path = from_proto::file_path(item.uri.as_str());
        let document = Document {
            kind,
            version: Arc::new(AtomicI32::new(item.version)),
            tree,
            slow: false,
            publishing: Publishing::Idle,
            report: Arc::default(),
            mains: mains(path.as_deref()),
            path,
            fragment: Arc::default(),
            uri: item.uri.clone(),
            typed: None,
        };
        self.open.insert(item.uri.as_str().to_owned(), document);
        work
    }

    /// Applies changes in their order; each refers to the text that the one before it left.
    pub(super) fn change(
        &mut self,
        uri: &str,
        version: i32,
        changes: &[TextDocumentContentChangeEvent],
        caps: &Negotiated,
    ) -> Work {
        let Some(document) = self.open.get_mut(uri) else {
            tracing::warn!("change of a document that is not open");
            return None;
        };
        document.version.store(version, Ordering::Relaxed);
        let mut work = None;
        document.typed = None;
        for change in changes {
            let edit = from_proto::edit(document.text(), change, caps.encoding);
            document.typed = Typed::by(&edit).filter(|_| changes.len() == 1);
            work = document.apply(edit, &self.world).or(work);
        }
        work
    }

    /// Forgets a document; what was last reported about it, if it was open.
    pub(super) fn close(&mut self, uri: &str) -> Option<Arc<Report>> {
        Some(self.open.remove(uri)?.report)
    }

    /// Whether a document is open, under this name or another one of its file.
    pub(super) fn has_file(&self, uri: &str) -> bool {
        let path = from_proto::file_path(uri);
        self.open.contains_key(uri) || (path.is_some() && self.open.values().any(|open| open.path == path))
    }

    /// Takes what was made elsewhere and brings it up to date. Without effect if it is no longer wanted.
    pub(super) fn adopt(&mut self, made: &Fresh) {
        for document in self.open.values_mut() {
            let Tree::Making { fresh, backlog, failed, .. } = &mut document.tree else { continue };
            if !Arc::ptr_eq(&fresh.made, &made.made) {
                continue;
            }
            let update = || Some(backlog.iter().fold(made.made.get()?.clone(), |now, edit| now.edited(edit)));
            match catch_unwind(AssertUnwindSafe(update)) {
                Ok(Some(current)) => {
                    document.tree = Tree::Ready(current);
                    document.slow = false;
                }
                _ => *failed = true,
            }
        }
    }

    /// What a request that arrives now sees of a document.
    pub(super) fn view(&self, uri: &str, caps: Negotiated, diagnostics: bool) -> Option<View> {
        let document = self.open.get(uri)?;
        let around = self.around(document);
        Some(View {
            uri: document.uri.clone(),
            version: document.version.load(Ordering::Relaxed),
            caps,
            report: Arc::clone(&document.report),
            typed: document.typed.clone(),
            diagnostics,
            projects: Arc::clone(&self.projects),
            own_env: self.own_env.clone(),
            around,
            kind: document.kind,
            tree: document.seen(&self.world),
            latest: Arc::clone(&document.version),
            project: Arc::default(),
            focused: Arc::default(),
        })
    }

    /// What a document may be part of; nothing where no open document includes anything and none may be included.
    fn around(&self, document: &Document) -> Option<Arc<Around>> {
        let alone = document.has_no_mains() && !self.open.values().any(Document::may_include);
        (!alone && document.kind == DocumentKind::Main).then(|| {
            let file = |open: &Document| OpenFile {
                uri: open.uri.clone(),
                version: open.version.load(Ordering::Relaxed),
                seen: open.seen(&self.world),
            };
            let files = self.open.values().filter_map(|open| Some((open.path.clone()?, file(open))));
            Arc::new(Around {
                path: document.path.clone(),
                mains: Arc::clone(&document.mains),
                fragment: Arc::clone(&document.fragment),
                open: files.collect(),
            })
        })
    }

    /// The documents whose findings may change with another one's text.
    pub(super) fn linked(&self, uri: &str) -> Vec<String> {
        let alone = |document: &Document| document.has_no_mains() && !document.may_include();
        if self.open.values().all(alone) {
            return Vec::new();
        }
        self.open.keys().filter(|other| *other != uri).cloned().collect()
    }

    /// Whether a document includes others.
    pub(super) fn includes(&self, uri: &str) -> bool {
        self.open.get(uri).is_some_and(Document::may_include)
    }

    /// Has the main configurations on the disk looked for again.
    pub(super) fn forget_mains(&mut self) {
        for document in self.open.values_mut() {
            document.mains = mains(document.path.as_deref());
        }
    }

    /// Judges every document by another world from now on.
    pub(super) fn set_world(&mut self, world: &Arc<World>) -> Vec<Fresh> {
        self.world = Arc::clone(world);
        let mut work = Vec::new();
        for document in self.open.values_mut() {
            if let Tree::Ready(snapshot) = &mut document.tree {
                *snapshot = snapshot.in_world(Arc::clone(world));
            } else {
                let text = document.text().clone();
                work.push(document.make(text, world));
            }
        }
        work
    }

    /// What may be held back about a document in which somebody types.
    pub(super) fn waiting(&self, uri: &str) -> Option<Waiting> {
        let document = self.open.get(uri)?;
        Some(Waiting::new(&document.version, document.typed.clone()?, &document.report))
    }

    /// The names of all open documents.
    pub(super) fn uris(&self) -> Vec<String> {
        self.open.keys().cloned().collect()
    }

    /// Notes that a document is to be published; whether a task has to be begun for that.
    pub(super) fn begin_publishing(&mut self, uri: &str) -> bool {
        let Some(document) = self.open.get_mut(uri) else { return false };
        let (next, begins) = match document.publishing {
            Publishing::Idle => (Publishing::Scheduled, true),
            Publishing::Scheduled => (Publishing::Scheduled, false),
            Publishing::Running | Publishing::Outdated => (Publishing::Outdated, false),
        };
        document.publishing = next;
        begins
    }

    /// Notes that a task computes what is to be published.
    pub(super) fn run_publishing(&mut self, uri: &str) {
        if let Some(document) = self.open.get_mut(uri) {
            document.publishing = Publishing::Running;
        }
    }

    /// Notes that a task is done; whether it has to begin again.
    pub(super) fn end_publishing(&mut self, uri: &str) -> bool {
        let Some(document) = self.open.get_mut(uri) else { return false };
        std::mem::replace(&mut document.publishing, Publishing::Idle) == Publishing::Outdated
    }
}

/// The documents behind their mutex. A panic elsewhere must not lock everyone out, so poisoning is ignored.
pub(super) struct Store(Mutex<Documents>);

impl Store {
    /// A store around documents.
    pub(super) fn new(documents: Documents) -> Self {
        Self(Mutex::new(documents))
    }

    /// Does something with the documents while nobody else does.
    pub(super) fn with<T>(&self, run: impl FnOnce(&mut Documents) -> T) -> T {
        run(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}
