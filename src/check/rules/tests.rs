//! What the tests of all rules share.

use crate::base::{DocumentKind, Options, SecurityLevel, Severity, Snapshot, World};
use crate::check::diagnostics;
use crate::release;
use crate::schema::Schema;
use expect_test::Expect;
use std::fmt::Write;
use std::sync::Arc;

/// Lists every diagnostic of a main configuration, one a line: severity, code, path, text, sentence.
#[track_caller]
pub fn check(text: &str, expected: &Expect) {
    check_in(world(Options::default()), text, expected);
}

/// Risks have tests of their own: a text that is about something else need not be safe.
fn world(options: Options) -> Arc<World> {
    Arc::new(World::new(Schema::embedded(), Options { security: SecurityLevel::Off, ..options }))
}

/// The same with all risks.
#[track_caller]
pub fn check_risks(text: &str, expected: &Expect) {
    let options = Options { security: SecurityLevel::All, ..Options::default() };
    check_in(Arc::new(World::new(Schema::embedded(), options)), text, expected);
}

/// The same for a release that reads the document.
#[track_caller]
pub fn check_for(release: &str, text: &str, expected: &Expect) {
    let options = Options { target: Some(release.parse().unwrap()), ..Options::default() };
    check_in(world(options), text, expected);
}

#[track_caller]
fn check_in(world: Arc<World>, text: &str, expected: &Expect) {
    let snapshot = Snapshot::new(text, DocumentKind::Main, world);
    let mut out = String::new();
    for found in diagnostics(&snapshot) {
        let at = found.range;
        let (severity, quoted) = (found.severity.as_str(), &text[at.start..at.end]);
        writeln!(out, "{severity} {} {} `{quoted}`: {}", found.code, found.path, found.message).unwrap();
    }
    expected.assert_eq(&out);
}

/// Checks that an installation without plugins of its own reads, as a table.
#[track_caller]
pub fn check_installed(text: &str, expected: &Expect) {
    let options = Options { installed: Some(release::newest()), ..Options::default() };
    check_in(world(options), text, expected);
}

/// Asserts the paths of the errors of a main configuration.
#[track_caller]
pub fn errors(text: &str, expected: &[&str]) {
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::default());
    let errors = diagnostics(&snapshot).into_iter().filter(|found| found.severity == Severity::Error);
    assert_eq!(errors.map(|found| found.path).collect::<Vec<_>>(), expected, "{text}");
}

/// Asserts that nothing is wrong with documents; what is only worth knowing may be said, and that variables are set nowhere.
#[track_caller]
pub fn accepts(texts: &[&str]) {
    for text in texts {
        let snapshot = Snapshot::new(text, DocumentKind::Main, world(Options::default()));
        let wrong = diagnostics(&snapshot)
            .into_iter()
            .filter(|found| found.severity <= Severity::Warning)
            .filter(|found| found.code != "missing-variable");
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::new(), "{text}");
    }
}
