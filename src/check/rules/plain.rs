//! Reading values for rules: what a variable may still change is not judged.

use crate::base::DocumentKind;
use crate::check::Place;
use crate::config::ConfigValue as _;
use crate::config::placeholder::placeholders;
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Scalar, Value};
use std::borrow::Cow;

/// The text of a string without variables.
pub(super) fn text(value: Value<'_>) -> Option<Cow<'_, str>> {
    value.as_str().filter(|text| placeholders(text).is_empty())
}

/// The text of a member that is a string without variables.
pub(super) fn member_text<'t>(node: Node<'t>, key: &str) -> Option<Cow<'t, str>> {
    node.get(key).and_then(text)
}

/// Whether a member is a string that is not blank. One with variables counts.
pub(super) fn has_text(node: Node<'_>, key: &str) -> bool {
    node.get(key).and_then(Value::as_str).is_some_and(|text| !trim(&text).is_empty())
}

/// The members that count: OpenClaw sees the last of those with one key, and loses `__proto__`
/// (docs/openclaw/reading.md#lost-keys).
pub(super) fn members(node: Node<'_>) -> impl Iterator<Item = Entry<'_>> {
    node.members().filter(|entry| entry.key().as_deref() != Some("__proto__"))
}

/// Whether a member is `true`.
pub(super) fn is_true(node: Node<'_>, key: &str) -> bool {
    node.get(key).and_then(Value::scalar).and_then(Scalar::as_bool) == Some(true)
}

/// Whether a section is switched off.
pub(super) fn is_off(node: Node<'_>) -> bool {
    Value::Node(node).is_off()
}

/// Whether more members may come from other files: by `$include` (docs/openclaw/includes.md#where), or as the document
/// is a patch.
pub(super) fn is_open(place: &Place<'_>, node: Node<'_>) -> bool {
    node.has("$include") || place.facts.kind == DocumentKind::Patch
}

/// A number or text as JavaScript makes a text of it; `None` for other values and those with variables.
pub(super) fn spelled(value: Value<'_>) -> Option<Cow<'_, str>> {
    let Some(number) = value.scalar().and_then(Scalar::as_f64) else { return text(value) };
    // From here on JavaScript writes an exponent, which no duration and no size may have.
    let exponent = number.abs() >= 1e21 || number != 0.0 && number.abs() < 1e-6;
    Some(Cow::Owned(if exponent { format!("{number:e}") } else { number.to_string() }))
}

/// Whether a path is absolute where the gateway runs.
pub(super) fn is_absolute_here(path: &str) -> bool {
    path.starts_with('/') || cfg!(windows) && is_absolute(path)
}

/// Whether a path is absolute on some system: POSIX, a drive letter, or a network share.
pub(in crate::check) fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || has_drive(path) || is_share(path)
}

/// `C:\` or `C:/`.
pub(super) fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic())
}

/// `\\server\share`.
fn is_share(path: &str) -> bool {
    let parts = path.strip_prefix(r"\\").and_then(|rest| rest.split_once('\\'));
    parts.is_some_and(|(server, share)| !server.is_empty() && !share.is_empty() && !share.starts_with('\\'))
}
