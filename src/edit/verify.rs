//! The check that an edit is made with before it is offered (wall 6).

use crate::base::Snapshot;
use crate::syntax::Tree;
use crate::text::{TextEdit, TextRange, apply_all};
use std::sync::Arc;

/// From this many edits on, one fresh parse costs less than following each.
const MANY: usize = 32;

/// The tree of the text with the edits made, which refer to the snapshot's text and do not overlap.
pub fn apply(snapshot: &Snapshot, edits: &[TextEdit]) -> Tree {
    edited(snapshot, edits).tree
}

/// The snapshot with the edits made, which refer to its text and do not overlap. What has been judged of parts that
/// stay is not judged again.
pub fn edited(snapshot: &Snapshot, edits: &[TextEdit]) -> Snapshot {
    if edits.len() >= MANY {
        let text = snapshot.text.slice(TextRange::new(0, snapshot.text.len()));
        return Snapshot::new(&apply_all(&text, edits), snapshot.kind, Arc::clone(&snapshot.world));
    }
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.range);
    sorted.into_iter().rev().fold(snapshot.clone(), |snapshot, edit| snapshot.edited(edit))
}

/// Whether the edits leave no more syntax errors than there were.
pub fn keeps_syntax(snapshot: &Snapshot, edits: &[TextEdit]) -> bool {
    let after = apply(snapshot, edits);
    after.is_valid() || after.errors().len() <= snapshot.tree.errors().len()
}
