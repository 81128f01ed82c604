//! What comments ignore, and what is said of those that do not.

use crate::base::{DocumentKind, Options, Severity, Snapshot, World};
use crate::check::diagnostics;
use expect_test::{Expect, expect};
use std::fmt::Write as _;
use std::sync::Arc;

fn said(text: &str, least: Severity) -> String {
    let options = Options { least, ..Options::default() };
    let world = World::new(crate::schema::Schema::embedded(), options);
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(world));
    let mut said = String::new();
    for one in diagnostics(&snapshot) {
        let line = snapshot.text.line_of(one.range.start) + 1;
        let severity = one.severity.as_str();
        writeln!(said, "{line} {severity} {} {}: {}", one.code, one.path, one.message).unwrap();
    }
    said
}

#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&said(text, Severity::Hint));
}

#[test]
fn a_comment_ignores_on_its_line_and_the_next() {
    for text in [
        "{ agents: { defaults: { model: 'anthropic/claude-sonet-5' } } } // openclaw-lsp: ignore unknown-model",
        "// openclaw-lsp: ignore unknown-model it is new\n{ agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }",
        "/* openclaw-lsp: ignore unknown-model */ { agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }",
        "{ agents: { defaults: {\n params: { oops: 1 } } } } // openclaw-lsp: ignore unknown-model,  unknown-param , other-release",
        "// openclaw-lsp: ignore-file unknown-model, unknown-param\n{ agents: { defaults: { model: 'anthropic/claude-sonet-5' } } }",
    ] {
        assert_eq!(said(text, Severity::Information), "", "{text}");
        let without = text.replace("openclaw-lsp", "another");
        assert_eq!(said(&without, Severity::Information).lines().count(), 1, "{text}");
    }
}

#[test]
fn a_comment_beside_a_line_leaves_the_next_one_alone() {
    check(
        "{ agents: { defaults: { // openclaw-lsp: ignore unknown-model\n model: 'anthropic/claude-sonet-5' } } }",
        expect![[r#"
            1 hint unused-ignore agents.defaults.model: this ignores nothing: line 1 has no finding of `unknown-model`
            2 information unknown-model agents.defaults.model: the catalogue has no model `anthropic/claude-sonet-5`: did you mean `anthropic/claude-sonnet-5`? A new model may be missing
        "#]],
    );
}

#[test]
fn several_comments_above_a_line_all_count() {
    check(
        "{ agents: { defaults: {\n // openclaw-lsp: ignore unknown-model one\n // openclaw-lsp: ignore repeated-model two\n\n // three\n model: { primary: 'anthropic/claude-sonet-5', fallbacks: ['anthropic/claude-sonet-5'] } } } }",
        expect![""],
    );
}

#[test]
fn what_openclaw_refuses_is_told() {
    check(
        "{ gateway: { // openclaw-lsp: ignore unknown-key\n  prot: 1 } } // openclaw-lsp: ignore unknown-key, wrong-type\n",
        expect![[r#"
            1 hint unused-ignore gateway.prot: this ignores nothing: line 1 has no finding of `unknown-key`
            2 error unknown-key gateway: unknown key `prot`: did you mean `port`?
            2 information invalid-ignore <root>: OpenClaw refuses the configuration for the `unknown-key` of line 2: it cannot be ignored
            2 hint unused-ignore <root>: this ignores nothing: line 2 has no finding of `wrong-type`
        "#]],
    );
}

#[test]
fn comments_that_say_nothing() {
    check(
        "{} // openclaw-lsp: ignore",
        expect![[r#"
        1 information invalid-ignore <root>: this ignores nothing: name the codes, as in `ignore unknown-model`
    "#]],
    );
    check(
        "{} // openclaw-lsp: ignore all of it",
        expect![[r#"
        1 information invalid-ignore <root>: `all` is not a diagnostic code: `openclaw-lsp explain-code` lists them
    "#]],
    );
    check(
        "{} // openclaw-lsp: ignore unknwon-model",
        expect![[r#"
        1 information invalid-ignore <root>: `unknwon-model` is not a diagnostic code: did you mean `unknown-model`?
    "#]],
    );
    check(
        "{} // openclaw-lsp: ignore unused-ignore, unknown-model",
        expect![[r#"
        1 hint unused-ignore <root>: this ignores nothing: line 1 has no finding of `unused-ignore`, `unknown-model`
    "#]],
    );
    check(
        "{} // openclaw-lsp: ignore-file unknown-model",
        expect![[r#"
        1 information invalid-ignore <root>: this is about the whole file only at its top, before the first brace
    "#]],
    );
    check(
        "{} // openclaw-lsp: ignore-next-line unknown-model",
        expect![[r#"
            1 information invalid-ignore <root>: `ignore-next-line` is not an instruction: write `ignore`
        "#]],
    );
    check("{} // openclaw-lsp: see the page about it", expect![[r#""#]]);
}

#[test]
fn less_than_the_least_severity_is_not_told() {
    let text = "{ agents: { defaults: { model: 'anthropic/claude-sonet-5', params: { cacheRetention: 'x' } } }, gateway: { prot: 1 } }\n // openclaw-lsp: ignore retired-model";
    let counts = [Severity::Hint, Severity::Information, Severity::Warning, Severity::Error]
        .map(|least| said(text, least).lines().count());
    assert!(counts.is_sorted_by(|a, b| a > b), "{counts:?}: {}", said(text, Severity::Hint));
}
