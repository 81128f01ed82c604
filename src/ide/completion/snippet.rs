//! What a value looks like before anything is known about it: by its type, with the cursor where typing goes on.

use super::insert::Style;
use super::layout::Layout;
use super::members;
use super::quote::{quoted, snippet_escaped};
use super::shape::{Facts, facts};
use crate::schema::{Literal, Schema, SchemaId, TypeSet};

/// The most choices that a snippet offers; a longer list is completed at the value.
pub(super) const CHOICES: usize = 16;

/// A text, and the same as a snippet where that says more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// What a client without snippets gets.
    pub text: String,
    /// What one with snippets gets.
    pub snippet: Option<String>,
}

impl Body {
    /// A text and nothing else.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), snippet: None }
    }

    /// A text and its snippet.
    pub(super) fn snippet(text: impl Into<String>, snippet: impl Into<String>) -> Self {
        Self { text: text.into(), snippet: Some(snippet.into()) }
    }

    /// A list to be filled.
    pub(super) fn list() -> Self {
        Self::snippet("[]", "[ $0 ]")
    }

    /// An object to be filled.
    pub(super) fn object(layout: Layout) -> Self {
        Self::snippet("{}", format!("{{{}$0{}\\}}", layout.before(1, " "), layout.before(0, " ")))
    }

    /// A string to be filled.
    pub(super) fn empty_string(quote: char) -> Self {
        Self::snippet(format!("{quote}{quote}"), format!("{quote}$0{quote}"))
    }

    /// The same behind a text.
    pub(super) fn after(&self, head: &str) -> Self {
        let snippet = self.snippet.as_ref().map(|snippet| format!("{}{snippet}", snippet_escaped(head)));
        Self { text: format!("{head}{}", self.text), snippet }
    }

    /// The same before a text.
    pub(super) fn before(&self, tail: &str) -> Self {
        let snippet = self.snippet.as_ref().map(|snippet| format!("{snippet}{}", snippet_escaped(tail)));
        Self { text: format!("{}{tail}", self.text), snippet }
    }
}

/// The value of a new member, by what its schema says and what most people write.
pub(super) fn value_body(
    schema: &Schema,
    ids: &[SchemaId],
    style: Style,
    usual: Option<Literal<'static>>,
) -> Body {
    let facts = facts(schema, ids);
    let quote = style.string;
    if let [literal] = facts.constants[..] {
        return Body::plain(written(literal, quote));
    }
    if !facts.constants.is_empty() && facts.is_closed {
        return choice(&facts, quote, usual);
    }
    match facts.first_type {
        TypeSet::BOOLEAN => {
            // Nobody has to write the default.
            let first = !matches!(facts.default, Some(Literal::Bool(true)));
            Body::snippet(first.to_string(), format!("${{1|{first},{}|}}", !first))
        }
        TypeSet::OBJECT => members::object(schema, ids, style),
        TypeSet::ARRAY => members::list(schema, ids, style),
        TypeSet::NUMBER | TypeSet::INTEGER => number(&facts, usual),
        TypeSet::NULL => Body::plain("null"),
        _ => match usual {
            Some(Literal::String(word)) => Body::snippet(
                format!("{quote}{quote}"),
                format!("{quote}${{1:{}}}{quote}", snippet_escaped(word)),
            ),
            _ => Body::empty_string(quote),
        },
    }
}

fn number(facts: &Facts<'_>, usual: Option<Literal<'_>>) -> Body {
    let first = match (usual, facts.default) {
        (Some(Literal::Number(number)), _) | (_, Some(Literal::Number(number))) => number,
        _ => facts.minimum.unwrap_or_default(),
    };
    Body::snippet(first.to_string(), format!("${{1:{first}}}"))
}

fn choice(facts: &Facts<'_>, quote: char, usual: Option<Literal<'static>>) -> Body {
    let preferred = usual.or(facts.default).filter(|literal| facts.constants.contains(literal));
    let first = preferred.or_else(|| facts.constants.first().copied()).unwrap_or(Literal::Null);
    let others = facts.constants.iter().copied().filter(|literal| *literal != first);
    let all: Vec<Literal<'_>> = std::iter::once(first).chain(others).collect();
    let text = written(first, quote);
    let strings: Option<Vec<&str>> = all.iter().map(|literal| as_string(*literal)).collect();
    match strings {
        _ if all.len() > CHOICES => match as_string(first) {
            Some(_) => Body::snippet(text, format!("{quote}$0{quote}")),
            None => Body::plain(text),
        },
        Some(words) => Body::snippet(text, format!("{quote}{}{quote}", choices(1, &words))),
        None => {
            let words: Vec<String> = all.iter().map(|literal| written(*literal, quote)).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            Body::snippet(text, choices(1, &words))
        }
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
