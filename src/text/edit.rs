//! One replacement of text.

use super::TextRange;

/// Replaces the bytes of `range` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// The bytes that go, in the text before the edit.
    pub range: TextRange,
    /// What comes in their place.
    pub text: String,
}

impl TextEdit {
    /// An edit that replaces `range` by `text`.
    pub fn replace(range: TextRange, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// An edit that inserts `text` at a byte offset.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { range: TextRange::empty(at), text: text.into() }
    }

    /// An edit that deletes `range`.
    pub fn delete(range: TextRange) -> Self {
        Self { range, text: String::new() }
    }
}

/// Applies several edits that all refer to the same text and do not overlap, in any order.
pub fn apply_all(text: &str, edits: &[TextEdit]) -> String {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.range);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        out.push_str(&text[at..edit.range.start.max(at)]);
        out.push_str(&edit.text);
        at = edit.range.end.max(at);
    }
    out.push_str(&text[at..]);
    out
}
