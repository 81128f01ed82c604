//! What a cache setting says, and what was meant by one that says nothing (docs/openclaw/cache-retention.md#values,
//! docs/openclaw/cache-retention.md#the-older-key).

use crate::config::cache_retention::Retention;
use crate::config::params::intended_retention;
use crate::syntax::{ScalarKind, Value};

/// What a value says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// A retention.
    Retention(Retention),
    /// Nothing that OpenClaw understands.
    Nothing,
    /// What an environment variable holds: not to be judged, not to be touched.
    Variable,
}

/// What a `cacheRetention` says.
pub fn retention(value: Value<'_>) -> Says {
    says(value, Retention::parse)
}

/// What a `cacheControlTtl` says.
pub fn legacy(value: Value<'_>) -> Says {
    says(value, Retention::from_legacy)
}

fn says(value: Value<'_>, read: impl Fn(&str) -> Option<Retention>) -> Says {
    let Some(text) = value.as_str() else { return Says::Nothing };
    if text.contains("${") {
        return Says::Variable;
    }
    read(&text).map_or(Says::Nothing, Says::Retention)
}

/// The retention that a wrong value most likely stands for.
pub fn meant(value: Value<'_>) -> Option<Retention> {
    let scalar = value.scalar()?;
    match scalar.kind() {
        ScalarKind::String => intended_retention(&scalar.as_str()?),
        _ => intended_retention(scalar.token.text),
    }
}

/// A value for a message: its text, shortened. Cache settings are no secrets.
pub fn shown(value: Value<'_>) -> String {
    match value {
        Value::Scalar(scalar) if scalar.token.text.chars().count() <= 24 => {
            format!("`{}`", scalar.token.text)
        }
        Value::Scalar(scalar) => format!("`{}…`", scalar.token.text.chars().take(20).collect::<String>()),
        Value::Node(node) if node.is_object() => "an object".to_owned(),
        Value::Node(_) => "an array".to_owned(),
    }
}
