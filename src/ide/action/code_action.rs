//! One change that is offered.

use super::deferred::Deferred;
use crate::base::Snapshot;
use crate::fix::Note;
use crate::fix::judge::reads_clearly;
use crate::text::{TextEdit, TextRange};

/// So many findings are looked at where a range meets more: nobody chooses from a longer list, and each change is tried.
pub(super) const MOST: usize = 20;

/// What sort of action it is (LSP `CodeActionKind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// `quickfix`: mends a diagnostic.
    QuickFix,
    /// `quickfix`, too: has a diagnostic ignored, and mends nothing.
    Ignore,
    /// `source.fixAll.openclaw`: every safe migration of the document.
    FixAll,
    /// `refactor.rewrite`: says something in another way.
    Rewrite,
    /// `refactor.extract`: puts something somewhere else.
    Extract,
}

/// One change that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeAction {
    /// What the menu shows: says what will change, and any change of behaviour.
    pub title: String,
    /// What sort of action it is.
    pub kind: ActionKind,
    /// The edits: they do not overlap and all refer to the snapshot's text.
    pub edits: Vec<TextEdit>,
    /// The diagnostics that go: code and range.
    pub fixes: Vec<(&'static str, TextRange)>,
    /// The obvious choice.
    pub preferred: bool,
    /// Whether it may be made without asking: no data is dropped.
    pub safe: bool,
    /// What people need to know before they make it; only migrations say so.
    pub note: Option<Note>,
    /// What its edits are made of when it is chosen; [`super::complete`] makes them.
    pub deferred: Option<Deferred>,
}

impl CodeAction {
    /// Whether all that it is about reads without doubt, whatever the syntax errors of the document.
    pub(super) fn is_clear(&self, snapshot: &Snapshot) -> bool {
        let edits = self.edits.iter().map(|edit| edit.range);
        reads_clearly(snapshot, edits.chain(self.fixes.iter().map(|(_, range)| *range)))
    }
}
