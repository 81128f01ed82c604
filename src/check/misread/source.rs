//! Why a text does not parse, and the text itself.

use crate::base::{Diagnostic, Related, Severity, Snapshot};
use crate::syntax::{SyntaxError, Tree};
use crate::text::{TextEdit, TextRange, apply_all};

/// Why a text does not parse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Misread {
    /// What is said in place of the syntax errors.
    pub findings: Vec<Diagnostic>,
    /// What mends it, the likeliest first. Each makes a text that parses.
    pub repairs: Vec<Repair>,
    /// Whether every syntax error comes from this.
    pub(super) is_cause: bool,
    /// Where nothing else is said, since what stands there is no configuration.
    pub(super) silent: Vec<TextRange>,
}

/// A change after which the text parses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What will change.
    pub title: String,
    /// The edits of the text.
    pub edits: Vec<TextEdit>,
}

impl Misread {
    /// Whether a syntax error is only a consequence.
    pub fn hides_error(&self, range: TextRange) -> bool {
        self.is_cause || self.hides(range)
    }

    /// Whether anything else that was found at a place is only a consequence.
    pub fn hides(&self, range: TextRange) -> bool {
        self.silent.iter().any(|silent| silent.meets(range))
    }
}

/// A text that does not parse.
pub(super) struct Source<'t> {
    pub(super) snapshot: &'t Snapshot,
    pub(super) errors: Vec<SyntaxError>,
}

impl Source<'_> {
    pub(super) fn text(&self) -> String {
        self.snapshot.text.slice(TextRange::new(0, self.snapshot.text.len()))
    }

    /// The lines that hold errors, without repetition.
    pub(super) fn error_lines(&self) -> Vec<usize> {
        let mut lines: Vec<usize> =
            self.errors.iter().map(|error| self.snapshot.text.line_of(error.range.start)).collect();
        lines.dedup();
        lines
    }

    pub(super) fn line(&self, line: usize) -> String {
        self.snapshot.text.slice(self.line_range(line))
    }

    pub(super) fn line_range(&self, line: usize) -> TextRange {
        TextRange::new(self.snapshot.text.line_start(line), self.snapshot.text.line_end(line))
    }
}

/// Whether a text parses with some edits made.
pub(super) fn parses(text: &str, edits: &[TextEdit]) -> bool {
    Tree::parse(&apply_all(text, edits)).is_valid()
}

pub(super) fn finding(code: &'static str, range: TextRange, message: impl Into<String>) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Error,
        range,
        path: "<root>".to_owned(),
        message: message.into(),
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    }
}

pub(super) fn related(range: TextRange, message: &str) -> Related {
    Related { file: None, range, message: message.to_owned() }
}
