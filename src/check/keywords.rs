//! The keywords of one schema node, for one value (JSON Schema draft-07, validation keywords).

use super::finding::{At, Finding};
use super::messages;
use crate::config::placeholder::placeholders;
use crate::schema::{Literal, Node as Schema, TypeSet, format};
use crate::syntax::{Node, Scalar, ScalarKind, Value};
use crate::text::TextRange;
use crate::text::nearest::nearest;

/// What counts as present.
#[derive(Clone, Copy)]
pub(super) struct Present {
    /// In a patch nothing is required.
    pub(super) patch: bool,
}

type Sink<'s> = &'s mut dyn FnMut(Finding);

/// Checks a value against the node's own keywords; unions and children are checked elsewhere.
pub(super) fn check(schema: Schema<'_>, value: Value<'_>, present: Present, sink: Sink<'_>) {
    if schema.is_anything() || is_unfinished(value) {
        return;
    }
    if schema.is_never() {
        return sink(
            Finding::error("unknown-key", value.range(), "nothing is allowed here: remove it").on_owner(),
        );
    }
    if !takes(schema, value) {
        let finding =
            Finding::error("wrong-type", value.range(), messages::wrong_type(schema.types(), value));
        return sink(if matches!(value, Value::Node(_)) { finding.on_owner() } else { finding });
    }
    match value {
        Value::Node(node) if node.is_object() => object(schema, node, present, sink),
        Value::Node(node) => array(schema, node, sink),
        Value::Scalar(scalar) => self::scalar(schema, scalar, sink),
    }
}

/// Whether a value is only half typed: the syntax errors say so already.
fn is_unfinished(value: Value<'_>) -> bool {
    matches!(value, Value::Scalar(scalar) if scalar.kind() == ScalarKind::Malformed)
}

/// Whether the node's types allow a value. An object with `$include` may become anything
/// (docs/openclaw/includes.md#where).
pub(super) fn takes(schema: Schema<'_>, value: Value<'_>) -> bool {
    if is_include(value) {
        return true;
    }
    let Some(kind) = type_of(value) else { return schema.types().is_any() };
    schema.types().allows(kind)
}

/// Whether the value is an object whose content comes from other files.
pub(super) fn is_include(value: Value<'_>) -> bool {
    value.object().is_some_and(|object| object.has("$include"))
}

/// The types of a value; `None` for numbers that are not finite, which OpenClaw takes nowhere.
fn type_of(value: Value<'_>) -> Option<TypeSet> {
    Some(match value {
        Value::Node(node) if node.is_object() => TypeSet::OBJECT,
        Value::Node(_) => TypeSet::ARRAY,
        Value::Scalar(scalar) => match scalar.kind() {
            ScalarKind::String => TypeSet::STRING,
            ScalarKind::Boolean => TypeSet::BOOLEAN,
            ScalarKind::Null => TypeSet::NULL,
            ScalarKind::Number => return number_type(scalar.as_f64()?),
            ScalarKind::Malformed => return None,
        },
    })
}

fn number_type(number: f64) -> Option<TypeSet> {
    let whole = number.fract() == 0.0;
    number.is_finite().then(|| if whole { TypeSet::INTEGER | TypeSet::NUMBER } else { TypeSet::NUMBER })
}

fn scalar(schema: Schema<'_>, scalar: Scalar<'_>, sink: Sink<'_>) {
    let text = scalar.as_str();
    if text.as_deref().is_some_and(|text| !placeholders(text).is_empty()) {
        // What the variable holds is not known here.
        return;
    }
    let allowed = allowed(schema);
    if !allowed.is_empty() && !allowed.iter().any(|literal| equals(*literal, scalar)) {
        return sink(not_allowed(&allowed, scalar));
    }
    if let Some(text) = text {
        string(schema, &text, scalar.token.range, sink);
    }
    if let Some(number) = scalar.as_f64() {
        self::number(schema, number, scalar.token.range, sink);
    }
}

/// The values of `const` and `enum`.
pub(super) fn allowed(schema: Schema<'_>) -> Vec<Literal<'_>> {
    schema.const_value().into_iter().chain(schema.enum_values()).collect()
}

/// The finding for a value that is none of those allowed.
pub(super) fn not_allowed(allowed: &[Literal<'_>], scalar: Scalar<'_>) -> Finding {
    let names = allowed.iter().filter_map(|literal| match literal {
        Literal::String(name) => Some(*name),
        _ => None,
    });
    let meant = scalar.as_str().and_then(|text| nearest(&text, names));
    let message = messages::not_allowed(scalar, allowed, meant);
    Finding::error("invalid-enum-value", scalar.token.range, message).meant(meant)
}

pub(super) fn equals(literal: Literal<'_>, scalar: Scalar<'_>) -> bool {
    match literal {
        Literal::Null => scalar.is_null(),
        Literal::Bool(value) => scalar.as_bool() == Some(value),
        Literal::Number(value) => scalar.as_f64() == Some(value),
        Literal::String(value) => scalar.as_str().as_deref() == Some(value),
        Literal::Json(_) => false,
    }
}

fn string(schema: Schema<'_>, text: &str, range: TextRange, sink: Sink<'_>) {
    let text = if schema.is_trimmed() { format::trim(text) } else { text };
    let length = || text.encode_utf16().count();
    if let Some(least) = schema.min_length().filter(|least| length() < *least as usize) {
        let message = match least {
            1 => "this text must not be empty".to_owned(),
            _ => format!("this text has {} characters: write at least {least}", length()),
        };
        return sink(Finding::error("invalid-length", range, message));
    }
    if let Some(most) = schema.max_length().filter(|most| length() > *most as usize) {
        let message = format!("this text has {} characters: at most {most} are allowed", length());
        return sink(Finding::error("invalid-length", range, message));
    }
    if let Some(pattern) = schema.pattern().filter(|pattern| !pattern.is_match(text)) {
        let message = format!("this text does not match the pattern `{}`", pattern.source());
        return sink(Finding::error("pattern-mismatch", range, message));
    }
    if let Some(name) = schema.format().filter(|name| !format::is_valid(name, text)) {
        let message = format!("this text is not a valid {}", format::describe(name));
        sink(Finding::error("invalid-format", range, message));
    }
}

fn number(schema: Schema<'_>, number: f64, range: TextRange, sink: Sink<'_>) {
    let bounds = [
        (schema.minimum(), number >= schema.minimum().unwrap_or(number), "at least"),
        (
            schema.exclusive_minimum(),
            schema.exclusive_minimum().is_none_or(|bound| number > bound),
            "more than",
        ),
        (schema.maximum(), number <= schema.maximum().unwrap_or(number), "at most"),
        (
            schema.exclusive_maximum(),
            schema.exclusive_maximum().is_none_or(|bound| number < bound),
            "less than",
        ),
    ];
    for (bound, holds, words) in bounds {
        if let Some(bound) = bound.filter(|_| !holds) {
            let message = format!("{number} is out of range: it must be {words} {bound}");
            return sink(Finding::error("out-of-range", range, message));
        }
    }
}

fn array(schema: Schema<'_>, node: Node<'_>, sink: Sink<'_>) {
    let count = node.count();
    let at = || Finding::error("invalid-count", node.range(), "").on_owner();
    if let Some(least) = schema.min_items().filter(|least| count < *least as usize) {
        sink(Finding {
            message: format!("this array has {count} elements: it needs at least {least}"),
            ..at()
        });
    }
    if let Some(most) = schema.max_items().filter(|most| count > *most as usize) {
        sink(Finding {
            message: format!("this array has {count} elements: at most {most} are allowed"),
            ..at()
        });
    }
    if schema.unique_items() {
        unique(node, sink);
    }
}

fn unique(node: Node<'_>, sink: Sink<'_>) {
    let mut seen: std::collections::HashMap<String, TextRange> = std::collections::HashMap::new();
    for entry in node.entries() {
        let Some(scalar) = entry.value().and_then(Value::scalar) else { continue };
        let text = scalar.as_str().map_or_else(|| scalar.token.text.to_owned(), |text| format!("\"{text}"));
        if let Some(first) = seen.insert(text, scalar.token.range) {
            let message = "this element occurs twice in the array: remove one";
            sink(
                Finding::error("duplicate-item", scalar.token.range, message).related(first, "the other one"),
            );
        }
    }
}

fn object(schema: Schema<'_>, node: Node<'_>, present: Present, sink: Sink<'_>) {
    let at = || Finding::error("invalid-count", node.range(), "").on_owner();
    let count = node.count();
    if let Some(least) = schema.min_properties().filter(|least| count < *least as usize) {
        sink(Finding { message: format!("this object has {count} keys: it needs at least {least}"), ..at() });
    }
    if let Some(most) = schema.max_properties().filter(|most| count > *most as usize) {
        sink(Finding {
            message: format!("this object has {count} keys: at most {most} are allowed"),
            ..at()
        });
    }
    if present.patch || is_include(Value::Node(node)) {
        return;
    }
    for name in schema.required().filter(|name| !has_value(node, name)) {
        let message = format!("the key `{name}` is missing here: it is required");
        let finding = Finding::error("missing-required", node.range(), message).on_owner();
        sink(finding.at(At::Below(name.to_owned())));
    }
}

/// Whether a key is there. A key that is being typed, without its value, counts: its syntax error is enough.
fn has_value(node: Node<'_>, name: &str) -> bool {
    node.has(name)
}

/// Checks a key against `propertyNames`.
pub(super) fn check_name(schema: Schema<'_>, key: &str, range: TextRange, sink: Sink<'_>) {
    let allowed = allowed(schema);
    let named = |literal: &Literal<'_>| matches!(literal, Literal::String(name) if *name == key);
    if !allowed.is_empty() && !allowed.iter().any(named) {
        let message = format!("the key `{key}` is not allowed here: use {}", messages::literals(&allowed));
        return sink(Finding::error("invalid-key-name", range, message));
    }
    string(schema, key, range, &mut |finding| {
        sink(Finding {
            code: "invalid-key-name",
            message: format!("the key `{key}`: {}", finding.message),
            ..finding
        });
    });
}
