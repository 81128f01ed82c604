//! Texts that do not parse for one reason that their syntax errors do not say: a merge that is not finished, characters of
//! a word processor, a bracket too many, prose around or between, another encoding.
//!
//! The reason is found by repair: it is the reason if the text parses once it is gone. So each fix makes a text that
//! parses, and one fault is one finding.

mod closer;
mod conflict;
mod encoding;
mod foreign;
mod foreign_scan;
mod prose;

#[cfg(test)]
mod tests;

use crate::base::{Diagnostic, Related, Severity, Snapshot};
use crate::syntax::{SyntaxError, Tree};
use crate::text::{TextEdit, TextRange, apply_all};
use std::sync::Arc;

/// Longer texts are not searched: it is done at each keystroke in a text that does not parse.
const LONGEST: usize = 256 * 1024;

/// What the answer is remembered under, with the document.
const MEMO: u64 = u64::from_be_bytes(*b"misread.");

/// Why a text does not parse.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Misread {
    /// What is said in place of the syntax errors.
    pub findings: Vec<Diagnostic>,
    /// What mends it, the likeliest first. Each makes a text that parses.
    pub repairs: Vec<Repair>,
    /// Whether every syntax error comes from this.
    is_cause: bool,
    /// Where nothing else is said, since what stands there is no configuration.
    silent: Vec<TextRange>,
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

/// The reason why a document does not parse, where there is one behind its syntax errors.
pub fn misread(snapshot: &Snapshot) -> Option<Arc<Misread>> {
    if snapshot.tree.is_valid() || snapshot.text.len() > LONGEST {
        return None;
    }
    let found = snapshot.tree.root().memo().get_or(MEMO, || find(snapshot));
    found.as_ref().clone().map(Arc::new)
}

fn find(snapshot: &Snapshot) -> Option<Misread> {
    let source = Source { snapshot, errors: snapshot.tree.errors() };
    encoding::find(&source)
        .or_else(|| conflict::find(&source))
        .or_else(|| foreign::find(&source))
        .or_else(|| closer::find(&source))
        .or_else(|| prose::find(&source))
}

/// A text that does not parse.
struct Source<'t> {
    snapshot: &'t Snapshot,
    errors: Vec<SyntaxError>,
}

impl Source<'_> {
    fn text(&self) -> String {
        self.snapshot.text.slice(TextRange::new(0, self.snapshot.text.len()))
    }

    /// The lines that hold errors, without repetition.
    fn error_lines(&self) -> Vec<usize> {
        let mut lines: Vec<usize> =
            self.errors.iter().map(|error| self.snapshot.text.line_of(error.range.start)).collect();
        lines.dedup();
        lines
    }

    fn line(&self, line: usize) -> String {
        self.snapshot.text.slice(self.line_range(line))
    }

    fn line_range(&self, line: usize) -> TextRange {
        TextRange::new(self.snapshot.text.line_start(line), self.snapshot.text.line_end(line))
    }
}

/// Whether a text parses with some edits made.
fn parses(text: &str, edits: &[TextEdit]) -> bool {
    Tree::parse(&apply_all(text, edits)).is_valid()
}

fn finding(code: &'static str, range: TextRange, message: impl Into<String>) -> Diagnostic {
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

fn related(range: TextRange, message: &str) -> Related {
    Related { file: None, range, message: message.to_owned() }
}
