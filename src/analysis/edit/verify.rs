//! The check that an edit is made with before it is offered (wall 6).

use crate::analysis::Snapshot;
use crate::syntax::Tree;
use crate::text::{TextEdit, TextRange, apply_all};

/// From this many edits on, one fresh parse costs less than following each.
const MANY: usize = 32;

/// The tree of the text with the edits made, which refer to the snapshot's text and do not overlap.
pub fn apply(snapshot: &Snapshot, edits: &[TextEdit]) -> Tree {
    if edits.len() >= MANY {
        let text = snapshot.text.slice(TextRange::new(0, snapshot.text.len()));
        return Tree::parse(&apply_all(&text, edits));
    }
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.range);
    sorted.into_iter().rev().fold(snapshot.tree.clone(), |tree, edit| tree.edited(edit))
}

/// Whether the edits leave no more syntax errors than there were.
pub fn keeps_syntax(snapshot: &Snapshot, edits: &[TextEdit]) -> bool {
    let after = apply(snapshot, edits);
    after.is_valid() || after.errors().len() <= snapshot.tree.errors().len()
}
