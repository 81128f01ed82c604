//! Texts with tab stops, and the same for clients that know none.

use super::layout::Layout;
use super::quote::{quoted, snippet_escaped};
use crate::schema::Literal;

/// The most choices that a snippet offers; a longer list is completed at the value.
pub(super) const CHOICES: usize = 16;

/// A text, and the same as a snippet where that says more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// What a client without snippets gets.
    pub text: String,
    /// What one with snippets gets.
    pub snippet: Option<String>,
    /// Whether something can be proposed where the snippet leaves the cursor.
    pub lists: bool,
}

impl Body {
    /// A text and nothing else.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), snippet: None, lists: false }
    }

    /// A text and its snippet.
    pub(super) fn snippet(text: impl Into<String>, snippet: impl Into<String>) -> Self {
        Self { text: text.into(), snippet: Some(snippet.into()), lists: false }
    }

    /// A list to be filled.
    pub(super) fn list() -> Self {
        Self::snippet("[]", "[$0]")
    }

    /// An object to be filled.
    pub(super) fn object(layout: Layout) -> Self {
        Self::snippet("{}", format!("{{{}$0{}\\}}", layout.before(1, " "), layout.before(0, " ")))
            .listing(true)
    }

    /// A string to be filled.
    pub(super) fn empty_string(quote: char) -> Self {
        Self::snippet(format!("{quote}{quote}"), format!("{quote}$0{quote}"))
    }

    /// The same, with whether something can be proposed at the cursor.
    pub(super) fn listing(self, lists: bool) -> Self {
        Self { lists, ..self }
    }

    /// The same behind a text.
    pub(super) fn after(&self, head: &str) -> Self {
        let snippet = self.snippet.as_ref().map(|snippet| format!("{}{snippet}", snippet_escaped(head)));
        Self { text: format!("{head}{}", self.text), snippet, lists: self.lists }
    }

    /// The same before a text.
    pub(super) fn before(&self, tail: &str) -> Self {
        let snippet = self.snippet.as_ref().map(|snippet| format!("{snippet}{}", snippet_escaped(tail)));
        Self { text: format!("{}{tail}", self.text), snippet, lists: self.lists }
    }
}

/// A tab stop with choices.
pub(super) fn choices(stop: usize, words: &[&str]) -> String {
    let escaped: Vec<String> =
        words.iter().map(|word| word.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|")).collect();
    format!("${{{stop}|{}|}}", escaped.join(","))
}

pub(super) const fn as_string(literal: Literal<'_>) -> Option<&str> {
    match literal {
        Literal::String(text) => Some(text),
        _ => None,
    }
}

/// A value of the schema as the document would write it.
pub(super) fn written(literal: Literal<'_>, quote: char) -> String {
    match literal {
        Literal::String(text) => quoted(text, quote),
        other => other.to_string(),
    }
}
