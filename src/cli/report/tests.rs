//! What all formats have in common.

use super::findings;
use super::reporter::Reporter;
use crate::base::{DocumentKind, Snapshot, World};
use crate::check::diagnostics;
use crate::cli::checked::Checked;
use crate::cli::tally::Tally;
use std::sync::Arc;

/// A document that was checked.
pub(super) fn checked(name: &str, text: &str) -> Checked {
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
    let found = diagnostics(&snapshot);
    Checked::alone(name.to_owned(), snapshot, found)
}

/// What a reporter says about one document, without its end.
pub(super) fn print(reporter: &dyn Reporter, name: &str, text: &str) -> String {
    let mut out = reporter.open().into_bytes();
    reporter.document(&mut out, &checked(name, text)).unwrap();
    String::from_utf8(out).unwrap()
}

/// The whole of a report about one document.
pub(super) fn report(reporter: &dyn Reporter, name: &str, text: &str) -> String {
    print(reporter, name, text) + &reporter.close(Tally::default())
}

#[test]
fn a_fingerprint_stays_when_lines_move_and_tells_twins_apart() {
    let prints = |text: &str| {
        let checked = checked("a.json", text);
        findings(&checked).iter().map(|one| one.fingerprint("a.json")).collect::<Vec<_>>()
    };
    let one = prints("{ gateway: { prot: 1 } }");
    assert_eq!(one, prints("{\n  // moved\n  gateway: { prot: 1 } }"));
    let twins = prints("{ a: 1, b: 2, a: 1, a: 1 }");
    let mut unique = twins.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), twins.len(), "{twins:?}");
}

#[test]
fn fixes_do_not_print_the_secrets_that_they_move() {
    let text = "{ channels: { telegram: { token: '123:geheim' } }, gateway: { token: 'geheim-too' } }";
    let checked = checked("a.json", text);
    let all: Vec<_> = findings(&checked).iter().flat_map(|one| one.fixes(&checked)).collect();
    let printed = serde_json::to_string(&all).unwrap();
    assert!(!printed.contains("geheim"), "{printed}");
}
