//! One proposal.

use super::resolve::Topic;
use crate::text::{TextEdit, TextRange};

/// What the client can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CompletionOptions {
    /// The client understands snippets (`$1`, `${1:x}`, `$0`).
    pub snippets: bool,
    /// The client also replaces what stands behind the cursor.
    pub whole_strings: bool,
    /// The client can open its list again once an item is in the text.
    pub reopens: bool,
    /// The client asks because a blank was typed: only what begins there is meant, never what might be added.
    pub after_blank: bool,
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
    /// A whole configuration to begin with.
    Template,
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
    /// Something can be proposed where the snippet leaves the cursor, and the client can open its list there.
    pub reopen: bool,
    /// Edits before `insert` that belong to the item: a comma that was missing.
    pub additional: Vec<TextEdit>,
    /// What [`super::resolve_completion`] needs to find the documentation.
    pub resolve: Option<String>,
}

impl CompletionItem {
    pub(super) fn with_detail(self, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { detail: (!detail.is_empty()).then_some(detail), ..self }
    }

    pub(super) fn with_resolve(self, topic: &Topic<'_>) -> Self {
        Self { resolve: Some(topic.encode()), ..self }
    }
}
