//! Patterns with the meaning they have in OpenClaw: ECMAScript regular expressions.

use super::compiled::{Cache, Schema};
use super::layout::{Header, IGNORE_CASE};
use regress::Regex;

/// A `pattern` of a schema, compiled at its first use and kept for the life of the schema.
#[derive(Clone, Copy)]
pub struct Pattern<'a> {
    schema: &'a Schema,
    index: u32,
}

impl<'a> Pattern<'a> {
    pub(super) const fn new(schema: &'a Schema, index: u32) -> Self {
        Self { schema, index }
    }

    fn word(self, part: u32) -> u32 {
        let blob = self.schema.blob();
        blob.word(blob.header(Header::Patterns) + 2 * self.index + part)
    }

    /// The regular expression, as the schema writes it.
    pub fn source(self) -> &'a str {
        self.schema.blob().string(self.word(0))
    }

    /// True when case is ignored.
    pub fn ignores_case(self) -> bool {
        self.word(1) & IGNORE_CASE != 0
    }

    /// True when the pattern matches somewhere in `text`. A pattern that is no regular expression matches everything,
    /// since it cannot have refused anything.
    pub fn is_match(self, text: &str) -> bool {
        let Some(regex) = self.regex() else { return true };
        if self.ignores_case() {
            // The marked patterns are in lower case. The `i` of the regex library folds as with `u`, so that the Kelvin
            // sign would pass for a `k`; OpenClaw runs these patterns without `u`, where it does not.
            return regex.find(&text.to_ascii_lowercase()).is_some();
        }
        regex.find(text).is_some()
    }

    fn regex(self) -> Option<&'a Regex> {
        let Cache(cells) = self.schema.patterns();
        // JSON Schema asks for the `u` flag, and patterns with `\p{..}` need it.
        cells.get(self.index as usize)?.get_or_init(|| Regex::with_flags(self.source(), "u").ok()).as_ref()
    }
}

/// Whether `source` is a regular expression that `new RegExp(source)` accepts.
///
/// # Errors
/// The reason why it is none, in English.
pub fn ecma_is_valid(source: &str) -> Result<(), String> {
    Regex::new(source).map(drop).map_err(|error| error.text)
}
