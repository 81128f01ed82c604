//! What people see.

use super::{Checked, MOST, Printer};
use crate::base::{Diagnostic, DocumentKind, Related, Severity, Snapshot, World};
use crate::cli::report::{Reporter, Style};
use crate::text::TextRange;
use expect_test::{Expect, expect};
use std::sync::Arc;

/// A finding about the first place where `at` stands in `text`.
fn finding(text: &str, at: &str, severity: Severity) -> Diagnostic {
    Diagnostic {
        code: "some-code",
        severity,
        range: range(text, at),
        path: "gateway.port".to_owned(),
        message: "This is what is wrong".to_owned(),
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    }
}

fn range(text: &str, at: &str) -> TextRange {
    TextRange::at(text.find(at).unwrap(), at.len())
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

fn printer(color: bool) -> Printer {
    Printer::new(Style { color, quiet: false, all: false })
}

fn print(text: &str, found: &[Diagnostic]) -> String {
    let mut out = Vec::new();
    let checked = Checked::alone("a/openclaw.json".to_owned(), snapshot(text), found.to_vec());
    printer(false).document(&mut out, &checked).unwrap();
    String::from_utf8(out).unwrap()
}

fn check(text: &str, found: &[Diagnostic], expected: &Expect) {
    expected.assert_eq(&print(text, found));
}

#[test]
fn the_line_is_shown_with_the_range_marked() {
    let text = "{\n  gateway: {\n    port: 'high',\n  },\n}\n";
    check(
        text,
        &[finding(text, "'high'", Severity::Error)],
        &expect![[r#"
            error[some-code]: This is what is wrong
             --> a/openclaw.json:3:11
              |
            3 |     port: 'high',
              |           ^^^^^^
              |
              = help: see https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/some-code.html

        "#]],
    );
}

#[test]
fn a_fix_and_related_places_are_named() {
    let text = "{\n  a: 1, // one\n  b: 2,\n  a: 3,\n}\n";
    let related =
        vec![Related { file: None, range: range(text, "a: 3"), message: "This one counts".to_owned() }];
    let finding = Diagnostic { code: "duplicate-key", related, ..finding(text, "a", Severity::Warning) };
    check(
        text,
        &[finding],
        &expect![[r#"
            warning[duplicate-key]: This is what is wrong
             --> a/openclaw.json:2:3
              |
            2 |   a: 1, // one
              |   ^
              |
              = help: has a quick fix; see https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/duplicate-key.html
            note: This one counts
             --> a/openclaw.json:4:3
              |
            4 |   a: 3,
              |   ----

        "#]],
    );
}

#[test]
fn wide_characters_tabs_and_windows_line_ends_do_not_shift_the_mark() {
    let text = "{\r\n\t// \u{1f9de}\r\n\tname: '\u{1f9de}\u{e9}', port: 1,\r\n}";
    check(
        text,
        &[finding(text, "port", Severity::Information)],
        &expect![[r#"
            information[some-code]: This is what is wrong
             --> a/openclaw.json:3:14
              |
            3 |     name: '🧞é', port: 1,
              |                  ^^^^
              |
              = help: see https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/some-code.html

        "#]],
    );
}

#[test]
fn of_a_range_over_many_lines_the_first_is_shown() {
    let text = "{\n  a: {\n    b: 1,\n  },\n}\n";
    check(
        text,
        &[finding(text, "{\n    b: 1,\n  }", Severity::Hint)],
        &expect![[r#"
            hint[some-code]: This is what is wrong
             --> a/openclaw.json:2:6
              |
            2 |   a: {
              |      ^
              |
              = help: see https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/some-code.html

        "#]],
    );
}

#[test]
fn the_end_of_the_text_is_a_place() {
    let text = "{ a: 1";
    let at_end = Diagnostic { range: TextRange::empty(text.len()), ..finding(text, "a", Severity::Error) };
    check(
        text,
        &[at_end],
        &expect![[r#"
            error[some-code]: This is what is wrong
             --> a/openclaw.json:1:7
              |
            1 | { a: 1
              |       ^
              |
              = help: see https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/some-code.html

        "#]],
    );
    let empty = Diagnostic { range: TextRange::empty(0), ..finding("a", "a", Severity::Error) };
    check(
        "",
        &[empty],
        &expect![[r#"
            error[some-code]: This is what is wrong
             --> a/openclaw.json:1:1
              |
            1 |
              | ^
              |
              = help: see https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/some-code.html

        "#]],
    );
}

#[test]
fn of_a_very_long_line_the_surroundings_are_shown() {
    let text = format!("{{ {}here: 1, {} }}", "'k\u{e9}y': 1, ".repeat(50_000), "b: 2, ".repeat(50_000));
    let shown = print(&text, &[finding(&text, "here", Severity::Error)]);
    assert!(shown.contains("here: 1"), "{shown}");
    assert!(shown.contains("a/openclaw.json:1:500003"), "{shown}");
    assert!(shown.len() < 1000, "{} bytes", shown.len());
}

#[test]
fn too_many_findings_are_cut_and_errors_come_first() {
    let text = "{ a: 1, b: 2 }";
    let mut found = vec![finding(text, "a", Severity::Warning); MOST + 4];
    found.push(finding(text, "b", Severity::Error));
    let shown = print(text, &found);
    assert_eq!(shown.matches("warning[some-code]").count(), MOST - 1);
    assert_eq!(shown.matches("error[some-code]").count(), 1);
    assert!(shown.ends_with("5 more findings in a/openclaw.json: --all lists them, too\n\n"), "{shown}");
}

#[test]
fn colour_is_only_made_when_asked_for() {
    let text = "{ a: 1 }";
    let mut out = Vec::new();
    let found = [finding(text, "a", Severity::Error)];
    let checked = Checked::alone("x".to_owned(), snapshot(text), found.to_vec());
    printer(true).document(&mut out, &checked).unwrap();
    assert!(out.contains(&0x1b));
    assert!(!print(text, &found).contains('\u{1b}'));
}

#[test]
fn secrets_on_the_line_are_masked_and_the_mark_stays_in_place() {
    let text = "{ gateway: { auth: { token: 's\u{e9}cret', mode: 'magic', password: 'word' } } }";
    check(
        text,
        &[finding(text, "'magic'", Severity::Error)],
        &expect![[r#"
            error[some-code]: This is what is wrong
             --> a/openclaw.json:1:45
              |
            1 | { gateway: { auth: { token: ********, mode: 'magic', password: ****** } } }
              |                                             ^^^^^^^
              |
              = help: see https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/some-code.html

        "#]],
    );
    check(
        text,
        &[finding(text, "'s\u{e9}cret'", Severity::Error)],
        &expect![[r#"
        error[some-code]: This is what is wrong
         --> a/openclaw.json:1:29
          |
        1 | { gateway: { auth: { token: ********, mode: 'magic', password: ****** } } }
          |                             ^^^^^^^^
          |
          = help: see https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/some-code.html

    "#]],
    );
}
