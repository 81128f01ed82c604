//! What one request sees.

use super::around::Around;
use super::capabilities::Negotiated;
use super::focused::Focused;
use super::fresh::Seen;
use super::informed::informed_at;
use super::projects::Projects;
use super::report::{Held, Report};
use super::to_proto::Converter;
use super::typing::Typed;
use crate::base::{DocumentKind, Snapshot};
use crate::check::loads_plugins;
use crate::project::Project;
use crate::text::TextRange;
use std::path::Path;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, OnceLock};
use tower_lsp::ls_types::Uri;

/// What one request sees: the version that was current when it arrived.
#[derive(Clone)]
pub(super) struct View {
    /// The document.
    pub(super) uri: Uri,
    /// The version that this view shows.
    pub(super) version: i32,
    /// What the client can do.
    pub(super) caps: Negotiated,
    /// What was last reported about the document.
    pub(super) report: Arc<Report>,
    /// Where somebody types.
    pub(super) typed: Option<Typed>,
    /// Whether the user wants to see findings.
    pub(super) diagnostics: bool,
    /// What is known about projects.
    pub(super) projects: Arc<Projects>,
    /// The file that the user's own variables for OpenClaw stand in, whether it is there or not.
    pub(super) own_env: Option<Arc<Path>>,
    /// What it may be part of.
    pub(super) around: Option<Arc<Around>>,
    pub(super) kind: DocumentKind,
    pub(super) tree: Seen,
    pub(super) latest: Arc<AtomicI32>,
    pub(super) project: Arc<OnceLock<Option<Arc<Project>>>>,
    pub(super) focused: Arc<OnceLock<Option<Arc<Focused>>>>,
}

impl View {
    /// The project that the document is part of, if it is. Made at most once for each view; may wait for a disk.
    pub(super) fn project(&self) -> Option<Arc<Project>> {
        let around = self.around.as_ref()?;
        let make = || around.project(&self.projects, self.snapshot()).map(Arc::new);
        self.project.get_or_init(make).clone()
    }

    /// The same view, after it was found out whether another file includes the document. May wait for a disk.
    pub(super) fn settled(mut self) -> Self {
        self.project();
        let is_fragment = self.around.as_ref().is_some_and(|around| around.fragment.load(Ordering::Relaxed));
        let kind = if is_fragment { DocumentKind::Fragment } else { self.kind };
        if self.snapshot().kind != kind {
            self.tree = Ok(Snapshot { kind, ..self.snapshot().clone() });
        }
        if loads_plugins(self.snapshot()) {
            self.tree = Ok(informed_at(&self.uri, self.snapshot()));
        }
        self
    }

    /// Whether an answer may have to wait: for the snapshot, or for a disk.
    pub(super) fn waits(&self) -> bool {
        !self.ready() || self.around.is_some() || loads_plugins(self.snapshot())
    }

    /// The document in the middle of its project, if it is part of one. Made at most once for each view.
    pub(super) fn focused(&self) -> Option<Arc<Focused>> {
        let make = || Focused::new(self.around.as_ref(), self.project(), &self.projects).map(Arc::new);
        self.focused.get_or_init(make).clone()
    }

    /// The snapshot; see [`View::ready`].
    pub(super) fn snapshot(&self) -> &Snapshot {
        match &self.tree {
            Ok(snapshot) => snapshot,
            Err(fresh) => fresh.get(),
        }
    }

    /// Whether the snapshot is there, so that asking for it costs nothing.
    pub(super) fn ready(&self) -> bool {
        self.tree.is_ok()
    }

    /// What is not spoken of yet: the token that somebody is typing.
    pub(super) fn unfinished(&self, what: Held) -> Option<TextRange> {
        self.typed.as_ref()?.unfinished(self.snapshot(), &self.caps, what)
    }

    /// Whether a newer version has arrived.
    pub(super) fn stale(&self) -> bool {
        self.latest.load(Ordering::Relaxed) != self.version
    }
}

impl<'a> Converter<'a> {
    /// A converter for what a request sees.
    pub(super) fn new(view: &'a View) -> Self {
        Self {
            text: &view.snapshot().text,
            caps: view.caps,
            uri: &view.uri,
            version: view.version,
            others: &[],
        }
    }
}
