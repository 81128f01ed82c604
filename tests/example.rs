//! The long example: a configuration of February 2026, and what the safe migrations make of it.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use expect_test::expect_file;
use openclaw_lsp::base::{Diagnostic, DocumentKind, Severity, Snapshot};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::ide::fix_all;
use openclaw_lsp::text::apply_all;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn legacy() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/legacy.json5")).unwrap()
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::default())
}

fn errors(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    found.iter().filter(|one| one.severity == Severity::Error).collect()
}

/// The comments of a text in which no string holds a `//` outside of an address.
fn comments(text: &str) -> Vec<&str> {
    let line_comment = |line: &str| line.find("// ").or_else(|| line.find("/* "));
    let mut found: Vec<&str> =
        text.lines().filter_map(|line| line.get(line_comment(line)?..)).map(str::trim_end).collect();
    found.sort_unstable();
    found
}

#[test]
fn the_migrations_make_it_valid_and_keep_every_comment() {
    let old = legacy();
    let new = apply_all(&old, &fix_all(&snapshot(&old), None));
    expect_file!["../examples/migrated.json5"].assert_eq(&new);
    let left = diagnostics(&snapshot(&new));
    assert!(errors(&left).is_empty(), "{:?}", errors(&left));
    assert_eq!(comments(&old), comments(&new));
    assert_eq!(fix_all(&snapshot(&new), None), [], "a second run finds nothing to do");
}

#[test]
fn it_is_as_long_and_as_old_as_it_says() {
    let old = legacy();
    assert!(old.lines().count() >= 2_000, "{} lines", old.lines().count());
    let found = diagnostics(&snapshot(&old));
    let retired = found.iter().filter(|one| one.code.contains("legacy") || one.code == "foreign-mcp-key");
    // A key counts once, however many agents or rooms have it.
    let messages: BTreeSet<&str> = retired.map(|one| one.message.as_str()).collect();
    assert!(messages.len() >= 40, "{} retired keys", messages.len());
}
