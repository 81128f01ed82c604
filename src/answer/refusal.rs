//! Whether OpenClaw starts with the file at all.

use super::judged::Judged;
use crate::base::{Diagnostic, Severity, masking};
use crate::config::quantity::plural;
use std::fmt;

/// That OpenClaw does not start with the file, so that nothing of what is explained happens.
pub(super) struct Refusal {
    pub(super) file: String,
    pub(super) errors: usize,
    pub(super) line: usize,
    pub(super) message: String,
}

impl Refusal {
    /// The first of the errors, if there are any.
    pub(super) fn of(judged: &[Judged]) -> Option<Self> {
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let errors = judged.iter().map(|file| file.found.iter().filter(is_error).count()).sum();
        judged.iter().find_map(|file| {
            let first = file.found.iter().find(is_error)?;
            let line = file.snapshot.text.line_of(first.range.start) + 1;
            let message = masking::text(&first.message).into_owned();
            Some(Self { file: file.name.clone(), errors, line, message })
        })
    }
}

impl Refusal {
    /// What stands before all else, without a full stop.
    pub(super) fn verdict(&self) -> String {
        format!("OpenClaw refuses this file and does not start with it: {}", plural(self.errors, "error"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, message, .. } = self;
        writeln!(out, "{}, which `check` lists.", self.verdict())?;
        write!(out, "The first is in {file}, line {line}: {message}")
    }
}
