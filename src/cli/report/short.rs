//! Findings for people in a hurry, and for programs that read what compilers print: one line each.

use super::super::checked::Checked;
use super::super::tally::Tally;
use super::super::terminal::printable;
use super::reporter::{Reporter, Style, count};
use super::{Finding, findings};
use crate::base::Severity;
use std::io::{self, Write};

/// The format `short`: `file:line:column: severity[code]: message`, counted from one, columns in characters.
pub(super) struct Short(pub(super) Style);

impl Reporter for Short {
    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        findings(checked).iter().try_for_each(|finding| self.line(out, finding))
    }

    fn close(&self, total: Tally) -> String {
        count(self.0, total)
    }
}

impl Short {
    fn line(&self, out: &mut Vec<u8>, finding: &Finding<'_>) -> io::Result<()> {
        let (line, column) = finding.place();
        let diagnostic = finding.diagnostic;
        let severity = self.colored(diagnostic.severity);
        let message = diagnostic.message.replace('\n', " ");
        let (name, message) = (printable(&finding.file.name), printable(&message));
        writeln!(out, "{name}:{line}:{column}: {severity}[{}]: {message}", diagnostic.code)
    }

    fn colored(&self, severity: Severity) -> String {
        let word = severity.as_str();
        let color = match severity {
            Severity::Error => 31,
            Severity::Warning => 33,
            Severity::Information => 36,
            Severity::Hint => 32,
        };
        if self.0.color { format!("\u{1b}[1;{color}m{word}\u{1b}[0m") } else { word.to_owned() }
    }
}
