//! What the comments are, and where they are put.

use super::*;
use crate::base::{DocumentKind, World};
use crate::check::diagnostics;
use crate::ide::action::code_actions;
use crate::text::apply_all;
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::Arc;

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::default())
}

/// What is offered at the cursor, `$0`: the comments, or what mends them.
#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
fn check(fixture: &str, expected: Expect) {
    let at = fixture.find("$0").expect("a cursor");
    let text = fixture.replacen("$0", "", 1);
    let snapshot = snapshot(&text);
    let (found, range) = (diagnostics(&snapshot), TextRange::empty(at));
    let mends = code_actions(&snapshot, range)
        .into_iter()
        .filter(|action| action.fixes.iter().any(|(code, _)| [UNUSED_IGNORE, INVALID_IGNORE].contains(code)));
    let mut said = String::new();
    for action in ignoring(&snapshot, &found, range).into_iter().chain(mends) {
        writeln!(said, "{:?}: {}\n{}", action.kind, action.title, apply_all(&text, &action.edits)).unwrap();
    }
    expected.assert_eq(&said);
}

#[test]
fn a_finding_is_ignored_on_its_line_or_in_its_file() {
    check(
        "{\n  agents: {\n    defaults: { model: 'anthropic/$0claude-sonet-5' },\n  },\n}\n",
        expect![[r#"
        Ignore: Ignore `unknown-model` here
        {
          agents: {
            // openclaw-lsp: ignore unknown-model
            defaults: { model: 'anthropic/claude-sonet-5' },
          },
        }

        Ignore: Ignore `unknown-model` in this file
        // openclaw-lsp: ignore-file unknown-model
        {
          agents: {
            defaults: { model: 'anthropic/claude-sonet-5' },
          },
        }

    "#]],
    );
    check(
        "// mine\n{ agents: { defaults: { model: 'anthropic/$0claude-sonet-5' } } }",
        expect![[r#"
        Ignore: Ignore `unknown-model` here
        // mine
        // openclaw-lsp: ignore unknown-model
        { agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }
        Ignore: Ignore `unknown-model` in this file
        // openclaw-lsp: ignore-file unknown-model
        // mine
        { agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }
    "#]],
    );
}

#[test]
fn a_comment_that_is_there_takes_another_code() {
    check(
        "// openclaw-lsp: ignore-file unknown-param as agreed\n{\n  // openclaw-lsp: ignore deprecated-model, retired-model (later)\n  agents: { defaults: { model: 'anthropic/$0claude-sonet-5' } } }",
        expect![[r#"
            Ignore: Ignore `unknown-model` here
            // openclaw-lsp: ignore-file unknown-param as agreed
            {
              // openclaw-lsp: ignore deprecated-model, retired-model, unknown-model (later)
              agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }
            Ignore: Ignore `unknown-model` in this file
            // openclaw-lsp: ignore-file unknown-param, unknown-model as agreed
            {
              // openclaw-lsp: ignore deprecated-model, retired-model (later)
              agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }
        "#]],
    );
}

#[test]
fn a_line_that_something_reaches_into() {
    check(
        "{ /* a\n b */ agents: { defaults: { model: 'anthropic/$0claude-sonet-5' } } }",
        expect![[r#"
        Ignore: Ignore `unknown-model` here
        { /* a
         b */ /* openclaw-lsp: ignore unknown-model */ agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }
        Ignore: Ignore `unknown-model` in this file
        // openclaw-lsp: ignore-file unknown-model
        { /* a
         b */ agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }
    "#]],
    );
}

#[test]
fn errors_are_not_ignored() {
    check("{ gateway: { po$0rt: 'x' } }", expect![[r#""#]]);
    check("{ agents: { defaults: { model: 'anthropic/claude-sonet-5', mo$0del2: 1 } } }", expect![[r#""#]]);
}

#[test]
fn comments_that_do_nothing_are_removed() {
    check(
        "{\n  // openclaw-lsp: ignore$0 unknown-model\n  ui: {},\n}",
        expect![[r#"
        QuickFix: Remove the comment
        {
          ui: {},
        }
    "#]],
    );
    check(
        "{\n  ui: {}, // openclaw-lsp: ignore$0 unknown-model not needed\n}",
        expect![[r#"
        QuickFix: Remove the comment
        {
          ui: {},
        }
    "#]],
    );
    check(
        "{ /* openclaw-lsp: ignore$0 unknown-model */ ui: {} }",
        expect![[r#"
        QuickFix: Remove the comment
        { ui: {} }
    "#]],
    );
    check(
        "{ // openclaw-lsp: ignore unknown-model, unknown-par$0am\n  agents: { defaults: {} } }",
        expect![[r#"
            QuickFix: Remove the comment
            {
              agents: { defaults: {} } }
        "#]],
    );
    check(
        "// openclaw-lsp: ignore unknown-modle$0, unknown-model\n{ agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }",
        expect![[r#"
            QuickFix: Write `unknown-model`
            // openclaw-lsp: ignore unknown-model, unknown-model
            { agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }
            QuickFix: Remove `unknown-modle` from the comment
            // openclaw-lsp: ignore unknown-model
            { agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }
        "#]],
    );
    check(
        "{ ui: {} } // openclaw-lsp: ignroe$0 unknown-model",
        expect![[r#"
        QuickFix: Write `ignore`
        { ui: {} } // openclaw-lsp: ignore unknown-model
        QuickFix: Remove the comment
        { ui: {} }
    "#]],
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// Whatever stands between the tokens, the comment ignores its finding, and nothing else changes.
    #[test]
    fn an_offered_comment_ignores_its_finding(gaps in prop::collection::vec(0_usize..6, 1..20)) {
        const GAPS: [&str; 6] = [" ", "\n  ", " /* c */ ", " // c\n", " /* c\n c */ ", "\r\n"];
        let tokens = [
            "{", "agents:", "{", "defaults:", "{", "model:", "{", "primary:", "'anthropic/claude-sonet-5'", ",", "fallbacks:", "[",
            "'anthropic/claude-opuss-5'", ",", "'anthropic/claude-opuss-5'", "]", "}", "}", "}", "}",
        ];
        let mut text = String::new();
        for (token, gap) in tokens.iter().zip(gaps.iter().cycle()) {
            write!(text, "{}{token}", GAPS[*gap]).unwrap();
        }
        let before = snapshot(&text);
        let found = diagnostics(&before);
        prop_assert!(found.len() >= 3);
        for one in &found {
            for action in ignoring(&before, std::slice::from_ref(one), one.range) {
                let after = diagnostics(&Snapshot::new(&apply_all(&text, &action.edits), DocumentKind::Main, Arc::new(World::default())));
                let count = |all: &[Diagnostic]| all.iter().filter(|other| other.code == one.code).count();
                prop_assert!(count(&after) < count(&found), "{}\n{text}", action.title);
                prop_assert!(after.iter().all(|other| other.code != UNUSED_IGNORE), "{}\n{text}", action.title);
                prop_assert_eq!(after.len() + count(&found) - count(&after), found.len());
            }
        }
    }
}
