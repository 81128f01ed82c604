//! Findings as test results: build servers that know nothing else know JUnit's XML.

use super::super::checked::Checked;
use super::super::tally::Tally;
use super::reporter::{Reporter, Unread};
use super::{Finding, findings};
use crate::answer::Judged;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// The format `junit`: a suite for each document, and in it a case for each of its files without errors, or for each error.
pub(super) struct Junit;

impl Reporter for Junit {
    fn open(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"openclaw-lsp\">\n".to_owned()
    }

    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        let Some(main) = checked.files.first() else { return Ok(()) };
        let found = findings(checked);
        let cases: Vec<String> = checked.files.iter().flat_map(|file| cases(file, &found)).collect();
        let failures = found.iter().filter(|finding| finding.is_error()).count();
        let suite = format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\" time=\"0\">\n{}  \
             </testsuite>\n",
            escaped(&main.name),
            cases.len(),
            cases.concat(),
        );
        out.extend(suite.bytes());
        Ok(())
    }

    fn unread(&self, out: &mut Vec<u8>, unread: &Unread<'_>) -> io::Result<()> {
        let (name, reason) = (escaped(unread.file), escaped(unread.reason));
        write!(
            out,
            "  <testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n    \
             <testcase name=\"is read\" classname=\"{name}\" time=\"0\"><error type=\"unreadable-file\" \
             message=\"{reason}\"/></testcase>\n  </testsuite>\n"
        )
    }

    fn close(&self, _total: Tally) -> String {
        "</testsuites>\n".to_owned()
    }
}

/// The cases of a file: one that fails for each error; else one that passes. What is no error is told as its output.
fn cases(file: &Judged, found: &[Finding<'_>]) -> Vec<String> {
    let (errors, rest): (Vec<_>, Vec<_>) =
        found.iter().filter(|one| std::ptr::eq(one.file, file)).partition(|one| one.is_error());
    let name = escaped(&file.name);
    let mut cases: Vec<String> = errors.iter().map(|finding| failed(&name, finding)).collect();
    if errors.is_empty() || !rest.is_empty() {
        let mut output = String::new();
        for finding in &rest {
            let _ = writeln!(output, "{}", escaped(&line(finding)));
        }
        let inside =
            if output.is_empty() { String::new() } else { format!("<system-out>{output}</system-out>") };
        let case = if errors.is_empty() { "is accepted" } else { "warnings" };
        cases.push(format!(
            "    <testcase name=\"{case}\" classname=\"{name}\" time=\"0\">{inside}</testcase>\n"
        ));
    }
    cases
}

fn failed(name: &str, finding: &Finding<'_>) -> String {
    let (row, column) = finding.place();
    let diagnostic = finding.diagnostic;
    let (code, message) = (escaped(diagnostic.code), escaped(&diagnostic.message));
    format!(
        "    <testcase name=\"{code} at {row}:{column}\" classname=\"{name}\" time=\"0\"><failure type=\"{code}\" \
         message=\"{message}\">{}</failure></testcase>\n",
        escaped(&line(finding)),
    )
}

fn line(finding: &Finding<'_>) -> String {
    let (line, column) = finding.place();
    let diagnostic = finding.diagnostic;
    let severity = diagnostic.severity.as_str();
    format!("{}:{line}:{column}: {severity}: {} ({})", finding.file.name, diagnostic.message, finding.help())
}

/// Text as XML 1.0 takes it: characters that it has no way to write become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
