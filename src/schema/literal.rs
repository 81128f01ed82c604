//! Values that stand in a schema: `enum`, `const` and `default`.

use super::blob::Blob;
use super::layout::tag;
use std::fmt;

/// A value of `enum`, `const` or `default`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(&'a str),
    /// An array or object, as compact JSON.
    Json(&'a str),
}

impl<'a> Literal<'a> {
    pub(super) fn read(blob: &'a Blob, at: u32) -> Self {
        let payload = blob.word(at + 1);
        match blob.word(at) {
            tag::BOOL => Self::Bool(payload != 0),
            tag::NUMBER => Self::Number(blob.number(payload)),
            tag::STRING => Self::String(blob.string(payload)),
            tag::JSON => Self::Json(blob.string(payload)),
            _ => Self::Null,
        }
    }
}

/// Writes the literal as JSON.
impl fmt::Display for Literal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::String(value) => serde_json::Value::from(*value).fmt(f),
            Self::Json(value) => f.write_str(value),
        }
    }
}
