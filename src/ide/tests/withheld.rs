use crate::base::{Diagnostic, DocumentKind, Options, Snapshot, World};
use crate::check::diagnostics;
use crate::ide::{code_actions, fix_all, fixable, withheld_actions};
use crate::release::newest;
use crate::schema::Schema;
use crate::text::{TextRange, apply_all};
use expect_test::{Expect, expect};
use std::fmt::Write as _;
use std::sync::Arc;

fn document(text: &str, target: Option<&str>) -> Snapshot {
    let target = target.map(|release| release.parse().unwrap());
    let world = World::new(Schema::embedded(), Options { target, ..Options::default() });
    Snapshot::new(text, DocumentKind::Main, Arc::new(world))
}

#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn check(text: &str, target: Option<&str>, expected: Expect) {
    let snapshot = document(text, target);
    let mut said = String::new();
    let found = diagnostics(&snapshot);
    let is_retired = |one: &Diagnostic| one.code.starts_with("legacy") || one.code == "retired-key";
    for (one, fixable) in found.iter().zip(fixable(&snapshot, &found)).filter(|(one, _)| is_retired(one)) {
        let fix = if fixable { "fixable" } else { "no fix" };
        writeln!(said, "{} {} {fix}", one.severity.as_str(), one.code).unwrap();
        for related in &one.related {
            writeln!(said, "  {}", related.message).unwrap();
        }
    }
    for action in code_actions(&snapshot, TextRange::new(0, text.len())) {
        writeln!(said, "offers: {}", action.title).unwrap();
    }
    said.push_str(&apply_all(text, &fix_all(&snapshot, None)));
    expected.assert_eq(&said);
}

const WITH_STAMP: &str = "{
  meta: { lastTouchedVersion: '2026.6.11' },
  agents: { list: [{ id: 'main' }], defaults: { params: { cacheControlTtl: '1h' } } },
}
";

#[test]
fn the_last_writer_does_not_decide_what_is_written() {
    for target in [None, Some(newest().to_string())] {
        check(
            WITH_STAMP,
            target.as_deref(),
            expect![[r#"
            warning legacy-agents-list fixable
            warning legacy-cache-ttl fixable
            offers: Turn `agents.list` into `agents.entries`
            offers: Replace `cacheControlTtl` with `cacheRetention: "long"`
            offers: Migrate all retired keys in this file
            {
              meta: { lastTouchedVersion: '2026.6.11' },
              agents: { entries: { main: {} }, defaults: { params: { cacheRetention: 'long' } } },
            }
        "#]],
        );
    }
}

#[test]
fn what_a_target_still_reads_is_not_retired_for_it() {
    check(
        "{ agents: { list: [{ id: 'main' }] } }",
        Some("2026.7.1"),
        expect!["{ agents: { list: [{ id: 'main' }] } }"],
    );
}

#[test]
fn a_key_that_only_goes_stays_where_it_is_still_read() {
    check("{ commitments: {} }", Some("2026.6.11"), expect!["{ commitments: {} }"]);
    check(
        "{ commitments: {} }",
        Some(&newest().to_string()),
        expect![[r#"
            error legacy-key fixable
            offers: Remove the retired `commitments` with its value: the built-in value applies
            offers: Migrate all retired keys in this file, and drop the value of one that nothing reads
            {}"#]],
    );
}

#[test]
fn a_stamp_that_is_no_release_counts_for_nothing() {
    let stamp = "{ meta: { lastTouchedVersion: 'unknown' }, agents: { list: [{ id: 'main' }] } }";
    assert_eq!(document(stamp, None).stamp(), None);
}

#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn check_refused(text: &str, target: Option<&str>, expected: Expect) {
    let snapshot = document(text, target);
    let mut said = String::new();
    for action in withheld_actions(&snapshot, TextRange::new(0, text.len())) {
        writeln!(said, "{:?}: {}: {}", action.kind, action.title, action.reason).unwrap();
        let offered = code_actions(&snapshot, TextRange::new(0, text.len()));
        assert!(!offered.iter().any(|other| other.title == action.title), "it is offered as well");
    }
    expected.assert_eq(&said);
}

#[test]
fn what_is_not_made_for_now_says_why() {
    check_refused(WITH_STAMP, None, expect![""]);
    check_refused(
        "{ agents: { defaults: { params: { cacheControlTtl: '1h' } } }, logging: { level: } }",
        None,
        expect![[r#"
            FixAll: Migrate all retired keys in this file: the file has syntax errors: fix them first
        "#]],
    );
    check_refused(
        "{ agents: { defaults: { params: { cacheControlTtl: '1h' } } }",
        None,
        expect![[r#"
        QuickFix: Replace `cacheControlTtl` with `cacheRetention: "long"`: a syntax error leaves open what belongs together here: fix it first
        FixAll: Migrate all retired keys in this file: the file has syntax errors: fix them first
    "#]],
    );
}
