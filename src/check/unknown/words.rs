//! What other programs and people call a setting of OpenClaw: `data/advice/words.tsv`.

use super::stray::{Remedy, Stray, Target};
use crate::config::duration;
use crate::edit::NewValue;
use crate::schema::overlay::rows;
use crate::schema::{PathStep, PathTrie, steps};
use crate::syntax::{ScalarKind, Value};
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../../data/advice/words.tsv");

/// One line of the table.
#[derive(Clone, Copy, Debug)]
struct Word {
    to: &'static str,
    takes: &'static str,
    form: &'static str,
    note: &'static str,
}

static TRIE: LazyLock<PathTrie<Word>> = LazyLock::new(|| {
    let lines = rows(WORDS).map(|[at, to, takes, form, note]| (at, Word { to, takes, form, note }));
    PathTrie::build(lines)
});

/// What the table says.
pub(super) fn remedy(stray: &Stray<'_>) -> Option<Remedy> {
    let key = stray.key();
    let mut path = steps(&stray.way);
    path.push(PathStep::Key(&key));
    let value = stray.entry.value();
    let words = TRIE.lookup(&path).iter().filter(|word| is_taken(word.takes, value));
    words.into_iter().find_map(|word| of_word(stray, word))
}

/// Whether a value has one of the types named; what is still missing has any.
fn is_taken(types: &str, value: Option<Value<'_>>) -> bool {
    let Some(value) = value else { return true };
    let own = match value {
        Value::Node(node) if node.is_object() => "object",
        Value::Node(_) => "array",
        Value::Scalar(scalar) => match scalar.kind() {
            ScalarKind::String => "string",
            ScalarKind::Number => "number",
            ScalarKind::Boolean => "boolean",
            ScalarKind::Null | ScalarKind::Malformed => "",
        },
    };
    matches!(types, "" | "any") || types.split(',').any(|one| one == own)
}

fn of_word(stray: &Stray<'_>, word: &Word) -> Option<Remedy> {
    let told = || (!word.note.is_empty()).then(|| Remedy::Told(word.note.to_owned()));
    if word.to.is_empty() {
        return told();
    }
    let value = match converted(word.form, stray.entry.value()) {
        Converted::Same => None,
        Converted::To(text) => Some(NewValue::Text(text)),
        Converted::List => stray
            .entry
            .value()
            .map(|value| NewValue::Source(format!("[{}]", stray.snapshot.text.slice(value.range())))),
        Converted::Unknown => {
            return told().or_else(|| Some(Remedy::Lives(shown(stray, word.to))));
        }
    };
    let key = stray.key();
    let (up, way) = match word.to.strip_prefix('.') {
        Some(below) => (0, below),
        None => (stray.holders.len().saturating_sub(1), word.to),
    };
    let path: Vec<String> = way
        .split('.')
        .map(|step| if step == "=" { key.clone().into_owned() } else { step.to_owned() })
        .collect();
    if up == 0 && path.len() == 1 && value.is_none() {
        let is_free = stray.holders.last().is_some_and(|object| !object.has(&path[0]));
        return is_free
            .then(|| Remedy::Rename(path[0].clone()))
            .or(Some(Remedy::Lives(shown(stray, word.to))));
    }
    Some(Remedy::Move(Target { up, path, value, shown: shown(stray, word.to) }))
}

/// The whole place that a line of the table names.
fn shown(stray: &Stray<'_>, to: &str) -> String {
    let key = stray.key();
    let way = match to.strip_prefix('.') {
        Some(below) => {
            let above = stray.way.iter().map(|key| key.as_deref().unwrap_or("[]"));
            above.chain(below.split('.')).collect::<Vec<_>>().join(".").replace(".[]", "[]")
        }
        None => to.to_owned(),
    };
    way.split('.').map(|step| if step == "=" { &*key } else { step }).collect::<Vec<_>>().join(".")
}

/// A value in the form of its new place.
enum Converted {
    Same,
    To(String),
    /// As the only element of a list.
    List,
    /// The table does not say what becomes of it.
    Unknown,
}

fn converted(form: &str, value: Option<Value<'_>>) -> Converted {
    let Some(scalar) = value.and_then(Value::scalar).filter(|_| !form.is_empty()) else {
        return Converted::Same;
    };
    if form == "list" {
        return Converted::List;
    }
    if let Some(unit) = unit(form) {
        let millis = scalar.as_f64().filter(|number| number.fract() == 0.0 && (0.0..1e9).contains(number));
        #[expect(clippy::cast_sign_loss, reason = "the range is checked")]
        return millis.map_or(Converted::Unknown, |number| {
            let millis = number as u64 * unit;
            Converted::To(if millis == 0 { "0m".to_owned() } else { duration::format(millis) })
        });
    }
    let written = scalar.as_str().map_or_else(|| scalar.token.text.to_owned(), std::borrow::Cow::into_owned);
    let pairs = form.split(',').filter_map(|pair| pair.split_once('='));
    let mut same = pairs.filter(|(old, _)| old.eq_ignore_ascii_case(written.trim()));
    same.next().map_or(Converted::Unknown, |(_, new)| Converted::To(new.to_owned()))
}

/// Milliseconds of a unit.
fn unit(form: &str) -> Option<u64> {
    Some(match form {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        _ => return None,
    })
}

/// Every line, with its patterns written out: for the test that they lead somewhere.
#[cfg(test)]
pub(super) fn lines() -> impl Iterator<Item = (Vec<String>, &'static str, &'static str)> {
    rows(WORDS).map(|[at, to, _, _, note]| (crate::schema::path::alternatives(at), to, note))
}
