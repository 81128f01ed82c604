//! Hover.

use super::Snapshot;
use crate::text::TextRange;

/// What is shown over a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The key or value that it is about, in bytes.
    pub range: TextRange,
    /// Markdown.
    pub markdown: String,
}

/// What there is to know about the key or value at a byte offset.
pub fn hover(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let _ = (snapshot, offset);
    None
}
