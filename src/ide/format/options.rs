//! How a document is laid out.

use super::space::used_unit;

/// How lines are indented and how the text ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatOptions {
    /// What each level adds: blanks or a tab.
    pub unit: String,
    /// A text without a line break at its end gets one.
    pub final_newline: bool,
}

impl FormatOptions {
    /// Options that indent as the document does already: as its first member, or else by two blanks.
    pub fn of_document(text: &str) -> Self {
        Self { unit: used_unit(text).unwrap_or_else(|| "  ".to_owned()), final_newline: true }
    }
}
