//! Code actions.

mod legacy;
mod schema;
mod syntax;
#[cfg(test)]
mod tests;

use super::Snapshot;
use crate::text::{TextEdit, TextRange};

/// What sort of action it is (LSP `CodeActionKind`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionKind {
    /// `quickfix`: mends a diagnostic.
    QuickFix,
    /// `source.fixAll.openclaw`: every safe migration of the document.
    FixAll,
    /// `refactor.rewrite`.
    Refactor,
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
}

/// What can be changed at a byte range: the quick fixes of every diagnostic that the range meets, and all safe
/// migrations of the document.
pub fn code_actions(snapshot: &Snapshot, range: TextRange) -> Vec<CodeAction> {
    let mut actions = syntax::actions(snapshot, range);
    actions.extend(legacy::actions(snapshot, range));
    actions.extend(schema::actions(snapshot, range));
    actions.extend(legacy::fix_all_action(snapshot));
    actions
}

/// All safe migrations of the document as one set of edits; with `only`, those of one diagnostic code.
pub fn fix_all(snapshot: &Snapshot, only: Option<&str>) -> Vec<TextEdit> {
    super::migrations::fix_all(snapshot, only)
}
