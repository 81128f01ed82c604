//! Sentences of the schema pass: what was found, what was expected, what to do.

use crate::schema::{Literal, Node, TypeSet};
use crate::syntax::{Scalar, ScalarKind, Value};

/// The most values that a message lists.
const LISTED: usize = 12;

/// `expected a string, found a number`
pub(super) fn wrong_type(expected: TypeSet, value: Value<'_>) -> String {
    format!("expected {}, found {}", types(expected), kind(value))
}

/// The types in words.
pub(super) fn types(types: TypeSet) -> String {
    join(types.iter().map(|name| article(name).to_owned()).collect(), "or")
}

fn article(name: &str) -> &'static str {
    match name {
        "null" => "`null`",
        "boolean" => "`true` or `false`",
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "a string",
        "array" => "an array",
        _ => "an object",
    }
}

/// What a value is, in words; never the value itself, which may be a secret.
pub(super) fn kind(value: Value<'_>) -> &'static str {
    match value {
        Value::Node(node) if node.is_object() => "an object",
        Value::Node(_) => "an array",
        Value::Scalar(scalar) => match scalar.kind() {
            ScalarKind::String => "a string",
            ScalarKind::Number if scalar.as_f64().is_some_and(|number| !number.is_finite()) => {
                "no finite number"
            }
            ScalarKind::Number => "a number",
            ScalarKind::Boolean => "a boolean",
            ScalarKind::Null => "`null`",
            ScalarKind::Malformed => "a text without quotes",
        },
    }
}

/// `unknown key "prot"`
pub(super) fn unknown_key(key: &str) -> String {
    format!("unknown key `{key}`: OpenClaw refuses to start with it")
}

/// `"debgu" is not allowed here: use "debug" …`
pub(super) fn not_allowed(scalar: Scalar<'_>, allowed: &[Literal<'_>], meant: Option<&str>) -> String {
    let found = shown(scalar);
    let hint = meant.map(|meant| format!("; did you mean `\"{meant}\"`?")).unwrap_or_default();
    format!("{found} is not allowed here: use {}{hint}", literals(allowed))
}

/// A scalar as it stands, unless it looks long enough to be a secret.
fn shown(scalar: Scalar<'_>) -> String {
    let text = scalar.token.text;
    if text.chars().count() > 40 { "this value".to_owned() } else { format!("`{text}`") }
}

/// Allowed values as a list.
pub(super) fn literals(allowed: &[Literal<'_>]) -> String {
    let mut words: Vec<String> = allowed.iter().take(LISTED).map(|literal| format!("`{literal}`")).collect();
    if allowed.len() > LISTED {
        words.push(format!("{} more", allowed.len() - LISTED));
    }
    join(words, "or")
}

/// What a schema node takes, in a few words.
pub(super) fn describe(node: Node<'_>) -> String {
    let allowed: Vec<Literal<'_>> = node.const_value().into_iter().chain(node.enum_values()).collect();
    if !allowed.is_empty() {
        return literals(&allowed);
    }
    let kind = if node.types().is_any() { "another value".to_owned() } else { types(node.types()) };
    match (node.pattern(), node.format()) {
        (Some(pattern), _) => format!("{kind} that matches `{}`", pattern.source()),
        (None, Some(format)) => format!("{kind} that is a {format}"),
        (None, None) => kind,
    }
}

/// Joins words by commas and a last `or` or `and`.
pub(super) fn join(mut words: Vec<String>, last: &str) -> String {
    words.dedup();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., end] => format!("{} {last} {end}", rest.join(", ")),
    }
}
