//! Findings for programs: one JSON object per file and line.

use super::checked::Checked;
use crate::base::{Diagnostic, Severity};
use crate::text::{Encoding, Position, Text, TextRange};
use serde::Serialize;
use std::io::{self, Write};

/// What is said about one file.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    valid: bool,
    diagnostics: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
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

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

/// A place as LSP counts it by default: from zero, columns in UTF-16 code units.
#[derive(Serialize)]
struct Place {
    line: u32,
    character: u32,
}

/// Writes the line of the first file, with the findings of the others, which it includes.
pub(super) fn write(out: &mut impl Write, checked: &Checked) -> io::Result<()> {
    let files = &checked.files;
    let Some(main) = files.first() else { return Ok(()) };
    let mut diagnostics = Vec::new();
    for (index, file) in files.iter().enumerate() {
        let name = (index > 0).then_some(&*file.name);
        let fixable = checked.fixable(index, &file.found.iter().collect::<Vec<_>>());
        let found = file.found.iter().zip(fixable);
        diagnostics.extend(found.map(|(found, fixable)| finding(found, fixable, &file.snapshot.text, name)));
    }
    let error = |found: &Diagnostic| found.severity == Severity::Error;
    let valid = !files.iter().any(|file| file.found.iter().any(error));
    serde_json::to_writer(&mut *out, &Line { file: &main.name, valid, diagnostics })?;
    out.write_all(b"\n")
}

fn finding<'a>(diagnostic: &'a Diagnostic, fixable: bool, text: &Text, file: Option<&'a str>) -> Finding<'a> {
    let TextRange { start, end } = diagnostic.range;
    Finding {
        code: diagnostic.code,
        severity: diagnostic.severity.as_str(),
        path: &diagnostic.path,
        message: &diagnostic.message,
        range: Range { start: place(text, start), end: place(text, end) },
        fixable,
        file,
    }
}

fn place(text: &Text, offset: usize) -> Place {
    let Position { line, character } = text.position(offset, Encoding::Utf16);
    Place { line, character }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::base::{Diagnostic, DocumentKind, Severity, Snapshot, World};
    use crate::cli::checked::Checked;
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
        write(&mut out, &checked).unwrap();
        expected.assert_eq(&String::from_utf8(out).unwrap());
    }

    #[test]
    fn columns_are_utf16_code_units() {
        check(
            "{\n'\u{1f9de}':0,port:1}",
            Severity::Error,
            &expect![[r#"
            {"file":"a.json","valid":false,"diagnostics":[{"code":"some-code","severity":"error","path":"gateway","message":"No \"port\"","range":{"start":{"line":1,"character":7},"end":{"line":1,"character":11}},"fixable":false}]}
        "#]],
        );
    }

    #[test]
    fn a_file_with_warnings_is_valid() {
        check(
            "{port:1}",
            Severity::Warning,
            &expect![[r#"
            {"file":"a.json","valid":true,"diagnostics":[{"code":"some-code","severity":"warning","path":"gateway","message":"No \"port\"","range":{"start":{"line":0,"character":1},"end":{"line":0,"character":5}},"fixable":false}]}
        "#]],
        );
    }
}
