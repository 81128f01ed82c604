//! The count of what was found.

use crate::base::{Diagnostic, Severity};
pub(super) use crate::config::quantity::plural;
use std::fmt;

/// How many findings of each severity, in how many files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) files: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// Findings of severity information and hint.
    pub(super) notes: usize,
}

impl Tally {
    /// The count of one file.
    pub(super) fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut tally = Self { files: 1, ..Self::default() };
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Information | Severity::Hint => tally.notes += 1,
            }
        }
        tally
    }

    /// Adds the count of other files.
    pub(super) fn add(&mut self, other: Self) {
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

/// `3 errors, 1 warning in 2 files`: what there is none of is left out.
impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let found: Vec<String> = kinds
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| plural(count, word))
            .collect();
        let found = if found.is_empty() { "no problems".to_owned() } else { found.join(", ") };
        write!(out, "{found} in {}", plural(self.files, "file"))
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn what_there_is_none_of_is_left_out() {
        let tally = Tally { files: 2, errors: 3, warnings: 1, notes: 0 };
        assert_eq!(tally.to_string(), "3 errors, 1 warning in 2 files");
        let clean = Tally { files: 1, ..Tally::default() };
        assert_eq!(clean.to_string(), "no problems in 1 file");
    }
}
