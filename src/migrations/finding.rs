//! What a migration says about one member.

use super::row::Migration;
use crate::base::{Severity, Tag};
use crate::syntax::{Entry, Value};
use crate::text::TextRange;

/// What a migration has to say about a member. Ranges are those of the entry that was given, so they are relative
/// where that one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacyFinding {
    /// The stable code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The key, or the value where the key is right.
    pub range: TextRange,
    /// The sentence.
    pub message: String,
    /// How it is drawn.
    pub tags: Vec<Tag>,
    /// Other places of the same object.
    pub related: Vec<(TextRange, String)>,
    /// Whether a code action mends it.
    pub fixable: bool,
    /// Whether OpenClaw reports the object that holds the member, and not the member.
    pub on_parent: bool,
}

impl LegacyFinding {
    pub(super) fn on_key(migration: &Migration, entry: Entry<'_>, message: String) -> Self {
        let range = entry.key_token().map_or_else(|| entry.range(), |token| token.range);
        Self {
            code: migration.code,
            severity: if migration.refused { Severity::Error } else { Severity::Warning },
            range,
            message,
            tags: vec![Tag::Deprecated],
            related: Vec::new(),
            fixable: true,
            on_parent: migration.is_unknown_key(),
        }
    }

    pub(super) fn on_value(migration: &Migration, value: Value<'_>, message: String) -> Self {
        let severity = if migration.refused { Severity::Error } else { Severity::Warning };
        let (code, range) = (migration.code, value.range());
        Self {
            code,
            severity,
            range,
            message,
            tags: Vec::new(),
            related: Vec::new(),
            fixable: true,
            on_parent: migration.is_unknown_key(),
        }
    }
}
