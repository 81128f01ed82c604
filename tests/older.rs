//! Configurations written for OpenClaw 2026.2: each retired thing is told once, as what it is, and can be mended.

use openclaw_lsp::base::{Diagnostic, DocumentKind, Severity, Snapshot};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::fix::fix_everything;
use openclaw_lsp::text::apply_all;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Codes that tell what is retired, comes from elsewhere today or was never so, beside those that begin with `legacy-`.
const TELLING: [&str; 8] = [
    "dropped-fallbacks",
    "foreign-mcp-key",
    "implicit-owner",
    "missing-variable",
    "retired-model",
    "security-open-origin",
    "unknown-plugin",
    "unknown-web-search-provider",
];

fn found_in(text: &str) -> Vec<Diagnostic> {
    diagnostics(&Snapshot::new(text, DocumentKind::Main, Arc::default()))
}

fn is_telling(one: &Diagnostic) -> bool {
    one.code.starts_with("legacy-") || TELLING.contains(&one.code)
}

/// Asserts that little is said about a file, that it is about what is retired, and that no error outlives the migrations.
#[track_caller]
fn check(name: &str, most: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/older").join(name);
    let text = fs::read_to_string(path).expect("the configuration");
    let found = found_in(&text);
    let others: Vec<_> = found.iter().filter(|one| !is_telling(one)).collect();
    assert!(others.is_empty(), "{others:#?}");
    let said: Vec<String> = found.iter().map(|one| format!("{} {}", one.code, one.path)).collect();
    assert!(said.len() <= most, "{said:#?}");
    let edits = fix_everything(&Snapshot::new(&text, DocumentKind::Main, Arc::default()), None);
    let mended = apply_all(&text, &edits);
    let rest: Vec<_> = found_in(&mended).into_iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(rest.is_empty(), "{rest:#?}\n{mended}");
    assert!(mended.starts_with(text.lines().next().expect("a line")), "comments stay\n{mended}");
}

#[test]
fn the_first_steps() {
    check("first-steps.json5", 6);
}

#[test]
fn a_server_of_a_family() {
    check("family-server.json5", 23);
}

#[test]
fn tools_and_hooks() {
    check("tool-shed.json5", 12);
}
