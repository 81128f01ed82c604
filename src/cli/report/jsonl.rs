//! Findings for programs: one JSON object per file and line.

use super::super::checked::Checked;
use super::Finding;
use super::finding::{Range, findings};
use super::reporter::{Reporter, Unread};
use serde::Serialize;
use std::io;

/// The format `jsonl`: its shape is part of the contract.
pub(super) struct Jsonl;

/// What is said about one file.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    valid: bool,
    /// The release that judges.
    release: String,
    diagnostics: Vec<Told<'a>>,
    /// Why nothing is known about it: it cannot be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<&'a str>,
}

#[derive(Serialize)]
struct Told<'a> {
    code: &'a str,
    severity: &'static str,
    path: &'a str,
    message: &'a str,
    range: Range,
    fixable: bool,
    /// The included file that the finding lies in, where it is not the file of the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

impl Reporter for Jsonl {
    /// The line of the first file, with the findings of the others, which it includes.
    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        let Some(main) = checked.files.first() else { return Ok(()) };
        let found = findings(checked);
        let diagnostics = found.iter().map(told).collect();
        let (valid, release) = (checked.valid, main.snapshot.release().to_string());
        line(out, &Line { file: &main.name, valid, release, diagnostics, unread: None })
    }

    fn unread(&self, out: &mut Vec<u8>, unread: &Unread<'_>) -> io::Result<()> {
        let (file, release) = (unread.file, unread.release.to_string());
        let diagnostics = Vec::new();
        line(out, &Line { file, valid: false, release, diagnostics, unread: Some(unread.reason) })
    }
}

fn line(out: &mut Vec<u8>, line: &Line<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.push(b'\n');
    Ok(())
}

fn told<'a>(finding: &Finding<'a>) -> Told<'a> {
    let diagnostic = finding.diagnostic;
    Told {
        code: diagnostic.code,
        severity: diagnostic.severity.as_str(),
        path: &diagnostic.path,
        message: &diagnostic.message,
        range: finding.range(),
        fixable: finding.fixable,
        file: (finding.index > 0).then_some(&finding.file.name),
    }
}

#[cfg(test)]
mod tests {
    use super::Jsonl;
    use crate::base::{Diagnostic, DocumentKind, Severity, Snapshot, World};
    use crate::cli::checked::Checked;
    use crate::cli::report::Reporter;
    use crate::release::newest;
    use crate::text::TextRange;
    use expect_test::{Expect, expect};
    use std::sync::Arc;

    fn check(text: &str, severity: Severity, expected: &Expect) {
        let finding = Diagnostic {
            code: "some-code",
            severity,
            range: TextRange::at(text.find("port").unwrap(), 4),
            path: "gateway".to_owned(),
            message: "No \"port\"".to_owned(),
            tags: Vec::new(),
            related: Vec::new(),
            meant: None,
        };
        let mut out = Vec::new();
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
        let checked = Checked::alone("a.json".to_owned(), snapshot, vec![finding]);
        Jsonl.document(&mut out, &checked).unwrap();
        // Which release is the newest is no matter of the format.
        let newest = newest().to_string();
        expected.assert_eq(&String::from_utf8(out).unwrap().replace(&newest, "NEWEST"));
    }

    #[test]
    fn columns_are_utf16_code_units() {
        check(
            "{\n'\u{1f9de}':0,port:1}",
            Severity::Error,
            &expect![[r#"
            {"file":"a.json","valid":false,"release":"NEWEST","diagnostics":[{"code":"some-code","severity":"error","path":"gateway","message":"No \"port\"","range":{"start":{"line":1,"character":7},"end":{"line":1,"character":11}},"fixable":false}]}
        "#]],
        );
    }

    #[test]
    fn a_file_with_warnings_is_valid() {
        check(
            "{port:1}",
            Severity::Warning,
            &expect![[r#"
            {"file":"a.json","valid":true,"release":"NEWEST","diagnostics":[{"code":"some-code","severity":"warning","path":"gateway","message":"No \"port\"","range":{"start":{"line":0,"character":1},"end":{"line":0,"character":5}},"fixable":false}]}
        "#]],
        );
    }
}
