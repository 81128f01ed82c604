//! Amounts of time and bytes: durations without a unit, and numbers that are large for their unit.

use super::scene::Words;
use super::walk::Path;
use crate::config::duration::Unit;
use crate::config::quantity::{self, Quantity};

/// The amount in words, where it is not plain from the text.
pub(super) fn hint(path: &Path<'_>) -> Option<Words> {
    let scalar = path.value()?.scalar()?;
    let kind = quantity::of(&path.as_schema())?;
    let words = match (scalar.as_str(), scalar.as_f64()) {
        (Some(text), _) if is_bare(&text) => kind.text_in_words(&text)?,
        (None, Some(number)) if is_large(kind, number, is_named(path)) => kind.number_in_words(number)?,
        _ => return None,
    };
    Some((format!("= {words}"), None))
}

/// Whether a text is a number without a unit.
fn is_bare(text: &str) -> bool {
    let text = text.trim();
    text != "0" && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether the key says the unit.
fn is_named(path: &Path<'_>) -> bool {
    let ends = ["Ms", "Seconds", "Sec", "Minutes", "Hours", "Days", "Bytes", "MB", "Mb"];
    path.last_key().is_some_and(|key| ends.iter().any(|end| key.ends_with(end)))
}

/// Whether a number is one that people would write in a larger unit.
fn is_large(kind: Quantity, number: f64, is_named: bool) -> bool {
    let least = match kind {
        Quantity::Duration(Unit::Milliseconds) => 1_000.0,
        Quantity::Duration(Unit::Seconds | Unit::Minutes) => 60.0,
        Quantity::Duration(Unit::Hours) => 24.0,
        // Days are the largest unit; they are worth saying only where the key does not.
        Quantity::Duration(Unit::Days) if is_named => f64::INFINITY,
        Quantity::Duration(Unit::Days) => 1.0,
        Quantity::Bytes | Quantity::Megabytes => 1_024.0,
    };
    number >= least || (!is_named && number > 0.0)
}
