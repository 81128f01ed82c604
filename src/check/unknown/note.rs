//! Members that are notes of people to each other, and what an unknown member holds.

use super::stray::Stray;
use crate::schema::{PathStep, overlay};
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;

/// Names under which people write comments into JSON.
const NAMES: [&str; 10] =
    ["comment", "comments", "note", "notes", "todo", "readme", "doc", "docs", "info", "remark"];

/// Whether the member is a comment in the form of a key: `_comment`, `//`, `#`, `$note`, or a section that somebody has
/// switched off with `_` or `//` before its name.
pub(super) fn is_note(stray: &Stray<'_>) -> bool {
    let key = stray.key();
    let plain = key.trim_matches(['_', '/', '#', '$', '-', '*', '@', ' ']).to_lowercase();
    let is_marked = ["_", "//", "#", "/*", "--"].iter().any(|mark| key.starts_with(mark));
    let word = plain.split(['_', '-', ' ', ':', '.']).next().unwrap_or_default();
    let is_named = NAMES.contains(&plain.as_str()) || (key.len() > plain.len() && NAMES.contains(&word));
    is_marked || is_named && text(stray).is_some()
}

/// The lines of a note that is nothing but text.
fn text(stray: &Stray<'_>) -> Option<Vec<String>> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    match stray.entry.value()? {
        Value::Node(node) if node.is_object() => None,
        Value::Node(node) => {
            let texts = node.entries().map(|entry| entry.value().and_then(Value::as_str));
            Some(texts.collect::<Option<Vec<_>>>()?.iter().flat_map(|text| lines(text)).collect())
        }
        Value::Scalar(scalar) => scalar.as_str().map(|text| lines(&text)),
    }
}

/// The member as a comment: the bytes that go, and what comes in their place. A note gives its text, everything else its
/// source; the others of the line stay where they are.
pub fn note(stray: &Stray<'_>) -> Option<(TextRange, String)> {
    let entry = stray.entry;
    let end = entry.comma().map_or(entry.range().end, |comma| comma.range.end);
    let range = TextRange::new(entry.range().start, end);
    let document = &stray.snapshot.text;
    let own = is_note(stray).then(|| text(stray)).flatten();
    let lines = own.unwrap_or_else(|| document.slice(range).lines().map(str::to_owned).collect());
    let start = document.line_start(document.line_of(range.start));
    let before = document.slice(TextRange::new(start, range.start));
    let after = document.slice(TextRange::new(end, document.line_end(document.line_of(end))));
    let alone = before.trim().is_empty() && (after.trim().is_empty() || after.trim_start().starts_with("//"));
    if !alone {
        // A comment inside of a comment would end it.
        let inside = lines.join(" ").replace("*/", "* /");
        return Some((range, format!("/* {} */", inside.trim())));
    }
    let newline =
        if document.slice(TextRange::new(0, document.len())).contains("\r\n") { "\r\n" } else { "\n" };
    let commented = |line: &String| {
        let line = line.strip_prefix(before.as_str()).unwrap_or(line).trim_end();
        format!("// {line}").trim_end().to_owned()
    };
    let lines: Vec<String> =
        if lines.is_empty() { vec!["//".to_owned()] } else { lines.iter().map(commented).collect() };
    Some((range, lines.join(&format!("{newline}{before}"))))
}

/// Whether the value of an unknown member holds a secret or a filled object, which nobody may lose by one key.
pub fn is_kept(stray: &Stray<'_>) -> bool {
    let mut path: Vec<String> =
        stray.way.iter().map(|key| key.as_deref().unwrap_or_default().to_owned()).collect();
    path.push(stray.key().into_owned());
    stray.entry.value().is_some_and(|value| holds(&path, value))
}

fn holds(path: &[String], value: Value<'_>) -> bool {
    let steps: Vec<PathStep<'_>> = path.iter().map(|key| PathStep::Key(key)).collect();
    if value.as_str().is_some_and(|text| !text.is_empty()) && overlay::is_secret(&steps) {
        return true;
    }
    let Value::Node(node) = value else { return false };
    if node.is_object() && node.count() > 0 {
        return true;
    }
    node.entries().any(|entry| element(path, entry))
}

fn element(path: &[String], entry: Entry<'_>) -> bool {
    let is_node = |value: &Value<'_>| matches!(value, Value::Node(_));
    entry.value().filter(is_node).is_some_and(|value| holds(path, value)) || is_filled(entry.child())
}

fn is_filled(node: Option<Node<'_>>) -> bool {
    node.is_some_and(|node| node.is_object() && node.count() > 0)
}
