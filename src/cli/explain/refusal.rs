//! Whether OpenClaw starts with the file at all.

use crate::base::{Diagnostic, Severity, masking};
use crate::cli::checked::Checked;
use crate::cli::tally::plural;
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
    pub(super) fn of(checked: &Checked) -> Option<Self> {
        let is_error = |found: &&Diagnostic| found.severity == Severity::Error;
        let errors = checked.files.iter().map(|file| file.found.iter().filter(is_error).count()).sum();
        checked.files.iter().find_map(|file| {
            let first = file.found.iter().find(is_error)?;
            let line = file.snapshot.text.line_of(first.range.start) + 1;
            let message = masking::text(&first.message).into_owned();
            Some(Self { file: file.name.clone(), errors, line, message })
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, errors, line, message } = self;
        let errors = plural(*errors, "error");
        writeln!(
            out,
            "OpenClaw refuses this file and does not start with it: {errors}, which `check` lists."
        )?;
        write!(out, "The first is in {file}, line {line}: {message}")
    }
}
