//! Sentences that may quote one known value.

use super::{MASK, text};
use std::borrow::Cow;

/// Shorter texts are only masked between quotes: as a part of words they would tear our own apart.
const TELLING: usize = 6;

/// A sentence with a mask in place of a value that must not be shown, wherever the sentence quotes it.
pub fn quoting<'s>(sentence: &'s str, hidden: Option<&str>) -> Cow<'s, str> {
    let Some(hidden) = hidden.filter(|hidden| !hidden.trim().is_empty() && sentence.contains(*hidden)) else {
        return text(sentence);
    };
    let masked = if hidden.len() >= TELLING {
        sentence.replace(hidden, MASK)
    } else {
        ['`', '"', '\''].iter().fold(sentence.to_owned(), |sentence, quote| {
            sentence.replace(&format!("{quote}{hidden}{quote}"), &format!("{quote}{MASK}{quote}"))
        })
    };
    Cow::Owned(text(&masked).into_owned())
}
