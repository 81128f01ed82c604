//! Completion: what could stand at the cursor, in text that is rarely complete.
//!
//! [`context`] finds the place, [`shape`] the schemas that hold there, the modules named after what they offer make the
//! items, and [`insert`] fits them into the text. The cost is that of the way down to the cursor, of the siblings there
//! and of the lists that are offered.

mod context;
mod insert;
mod keys;
mod models;
mod names;
mod params;
mod references;
mod resolve;
mod retention;
mod shape;
mod snippet;
#[cfg(test)]
mod tests;
mod values;
mod variables;

pub use resolve::resolve_completion;

use crate::base::{DocumentKind, Snapshot};
use crate::text::{TextEdit, TextRange};
use context::{Place, Site};
use insert::Writer;

/// What the client can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompletionOptions {
    /// The client understands snippets (`$1`, `${1:x}`, `$0`).
    pub snippets: bool,
    /// The client also replaces what stands behind the cursor.
    pub whole_strings: bool,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    /// A key of an object.
    Key,
    /// A value: a boolean, `null`, a number.
    Value,
    /// One of the values that the schema allows.
    EnumMember,
    /// A model reference.
    Model,
    /// A provider, as the first half of a model reference.
    Provider,
    /// A name that the document defines.
    Reference,
}

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionItem {
    /// What the list shows.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// One short line beside the label.
    pub detail: Option<String>,
    /// The bytes that the item replaces when the rest of the word stays: word start to cursor. Where the rest cannot
    /// stay, as behind a half-typed literal, the same as `replace`.
    pub insert: TextRange,
    /// The bytes that the item replaces when the whole word goes: word start to word end.
    pub replace: TextRange,
    /// The text, with quotes and punctuation. With `snippet`, what a client without snippets gets.
    pub text: String,
    /// The text as a snippet, where it differs and the client can.
    pub snippet: Option<String>,
    /// What the client compares what was typed with: it covers the text of `insert`, quotes included.
    pub filter: String,
    /// The order.
    pub sort: String,
    /// Drawn struck through.
    pub deprecated: bool,
    /// Chosen at first.
    pub preselect: bool,
    /// Edits before `insert` that belong to the item: a comma that was missing.
    pub additional: Vec<TextEdit>,
    /// What [`resolve_completion`] needs to find the documentation.
    pub resolve: Option<String>,
}

impl CompletionItem {
    fn with_detail(self, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { detail: (!detail.is_empty()).then_some(detail), ..self }
    }

    fn with_resolve(self, topic: &resolve::Topic<'_>) -> Self {
        Self { resolve: Some(topic.encode()), ..self }
    }
}

/// What could stand at a byte offset, best first; `sort` has the same order.
pub fn completion(snapshot: &Snapshot, offset: usize, options: CompletionOptions) -> Vec<CompletionItem> {
    // Nobody knows where a fragment is mounted, so nothing is known about its keys.
    if snapshot.kind == DocumentKind::Fragment {
        return Vec::new();
    }
    let Some(mut site) = Site::find(snapshot, offset) else { return Vec::new() };
    site.slot.settle_comma(options.whole_strings);
    let writer = Writer::new(&site, options.snippets);
    let items = match site.place {
        Place::Key { .. } => keys::items(&site, &writer),
        Place::Value(_) => values::items(&site, &writer),
    };
    ordered(items)
}

/// Writes the order of a list down, which clients would else sort by label.
fn ordered(items: Vec<CompletionItem>) -> Vec<CompletionItem> {
    let number =
        |(index, item): (usize, CompletionItem)| CompletionItem { sort: format!("{index:05}"), ..item };
    items.into_iter().enumerate().map(number).collect()
}
