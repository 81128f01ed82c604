//! Fixtures of the schema pass, and the property that findings after edits equal those of a fresh document.

use crate::base::{DocumentKind, Snapshot, World};
use crate::check::diagnostics;
use crate::text::{TextEdit, TextRange};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::Arc;

/// Draws every diagnostic under its line.
fn check(text: &str, expected: &Expect) {
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::default());
    let mut out = String::new();
    for found in diagnostics(&snapshot) {
        let excerpt = snapshot.text.slice(found.range);
        let word = found.severity.as_str();
        writeln!(out, "{word} {} {} `{excerpt}`: {}", found.code, found.path, found.message).unwrap();
    }
    expected.assert_eq(&out);
}

#[test]
fn unknown_keys() {
    check(
        "{ gateway: { prot: 1 }, zzz: {} }",
        &expect![[r#"
        error unknown-key gateway `prot`: unknown key `prot`: did you mean `port`?
        error unknown-key <root> `zzz`: unknown key `zzz`: OpenClaw refuses to start with it, remove it
    "#]],
    );
}

#[test]
fn members_that_a_later_one_replaces_are_not_judged() {
    check(
        "{ gateway: { port: 'x', auth: { prot: { a: 1, a: 2 } }, auth: {}, port: 1 } }",
        &expect![[r#"
            warning unstartable-gateway gateway.mode `gateway`: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
            warning duplicate-key gateway.port `port`: the key `port` occurs again below, and only the last one counts: remove this one
            warning duplicate-key gateway.auth `auth`: the key `auth` occurs again below, and only the last one counts: remove this one
            warning duplicate-key gateway.auth.prot.a `a`: the key `a` occurs again below, and only the last one counts: remove this one
        "#]],
    );
    check(
        "{ agents: { entries: { a: {}, __proto__: {}, a: { default: true } } }, talk: { providers: { b: 5, b: {} } } }",
        &expect![[r#"
            warning implicit-owner agents.entries `entries`: OpenClaw makes `a`, the agent that is marked as the default, the owner of `agents.defaults.heartbeat`, `agents.defaults.systemAgent`, `agents.defaults.authInheritance`, `talk`: say so here, with `ownership: "explicit"`
            warning duplicate-key agents.entries.a `a`: the key `a` occurs again below, and only the last one counts: remove this one
            warning unknown-key agents.entries `__proto__`: the key `__proto__` is lost when OpenClaw reads the file: it has no effect, remove it
            warning legacy-default-marker agents.entries `default`: `default: true` is the older form: OpenClaw drops it when it reads the file, and each surface names its owner instead
            warning duplicate-key talk.providers.b `b`: the key `b` occurs again below, and only the last one counts: remove this one
        "#]],
    );
}

#[test]
fn bindings_name_the_fault_where_it_is() {
    check(
        "{ bindings: [{ type: 'acp', agentId: 'main', match: true }, { agentId: 'main', match: { channel: 'x', chanel: 1 } },
            { agentId: 5, match: { channel: 'x' } }, { type: 'acp', match: { channel: 'x', peer: { kind: 'x', id: 'y' } }, agentId: 'main' }] }",
        &expect![[r#"
            error wrong-type bindings.0.match `true`: expected an object, found a boolean
            warning unmatched-channel bindings.1.match.channel `'x'`: OpenClaw knows no channel `x`: this binding never matches
            error unknown-key bindings.1.match `chanel`: unknown key `chanel`: OpenClaw refuses to start with it, remove it
            error wrong-type bindings.2 `5`: expected a string, found a number
            warning unmatched-channel bindings.2.match.channel `'x'`: OpenClaw knows no channel `x`: this binding never matches
            warning unmatched-channel bindings.3.match.channel `'x'`: OpenClaw knows no channel `x`: this binding never matches
            error invalid-enum-value bindings.3 `'x'`: `'x'` is not allowed here: use `"direct"`, `"group"` or `"channel"`
        "#]],
    );
}

#[test]
fn types_and_values() {
    check(
        "{ gateway: { port: '1', bind: 'lna', mode: 5 }, logging: { level: 'debgu' } }",
        &expect![[r#"
            error wrong-type gateway.port `'1'`: expected a whole number, found a string: write `1`
            error invalid-enum-value gateway.bind `'lna'`: `'lna'` is not allowed here: use `"auto"`, `"lan"`, `"loopback"`, `"custom"` or `"tailnet"`; did you mean `"lan"`?
            error wrong-type gateway.mode `5`: expected a string, found a number
            error invalid-enum-value logging.level `'debgu'`: `'debgu'` is not allowed here: use `"silent"`, `"fatal"`, `"error"`, `"warn"`, `"info"`, `"debug"` or `"trace"`; did you mean `"debug"`?
        "#]],
    );
    check(
        "{ gateway: [], agents: 5, logging: null }",
        &expect![[r#"
        error wrong-type gateway `gateway`: expected an object, found an array
        error wrong-type agents `5`: expected an object, found a number
        error wrong-type logging `null`: expected an object, found `null`
    "#]],
    );
    check(
        "{ gateway: { port: 70000.5, auth: { mode: '${MODE}' } } }",
        &expect![[r#"
            error wrong-type gateway.port `70000.5`: expected a whole number, found a number
            warning missing-variable gateway.auth.mode `${MODE}`: `MODE` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
        "#]],
    );
    check(
        "[]",
        &expect![[r#"
        error wrong-type <root> `[`: expected an object, found an array
    "#]],
    );
}

#[test]
fn unions_name_the_branch_meant() {
    check(
        "{ gateway: { auth: { token: { source: 'env', provider: 'default', id: 'lower' } } } }",
        &expect![[r#"
            error pattern-mismatch gateway.auth.token.id `'lower'`: this text does not match the pattern `^[A-Z][A-Z0-9_]{0,127}$`
        "#]],
    );
    check(
        "{ agents: { defaults: { model: { primry: 'x' } } } }",
        &expect![[r#"
        error unknown-key agents.defaults.model `primry`: unknown key `primry`: did you mean `primary`?
    "#]],
    );
    check(
        "{ agents: { defaults: { model: 5 } } }",
        &expect![[r#"
            error wrong-type agents.defaults.model `5`: expected a string or an object, found a number
        "#]],
    );
    check(
        "{ session: { maintenance: { pruneAfter: true } } }",
        &expect![[r#"
        error wrong-type session.maintenance.pruneAfter `true`: expected a number or a string, found a boolean
    "#]],
    );
}

#[test]
fn repeated_keys() {
    check(
        "{ gateway: { port: 1, port: 2 }, gateway: {} }",
        &expect![[r#"
            warning duplicate-key gateway `gateway`: the key `gateway` occurs again below, and only the last one counts: remove this one
            warning duplicate-key gateway.port `port`: the key `port` occurs again below, and only the last one counts: remove this one
            warning unstartable-gateway gateway.mode `gateway`: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
        "#]],
    );
}

#[test]
fn required_keys() {
    check(
        "{ bindings: [{ agentId: 'main' }] }",
        &expect![[r#"
            error missing-required bindings.0 `{`: the key `match` is missing here: it is required
        "#]],
    );
}

#[test]
fn syntax_and_schema_together() {
    check(
        "{ gateway: { port: , prot: 1 }",
        &expect![[r#"
            error missing-value <root> ``: a value is missing here
            error unknown-key gateway `prot`: unknown key `prot`: OpenClaw refuses to start with it, remove it
            error missing-closer <root> ``: the closing `}` is missing here
        "#]],
    );
}

fn pieces() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "gateway: { port: 1, bind: 'lan' }, ",
        "agents: { entries: { a: {}, B: {} } }, ",
        "'x'",
        "1",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "port: 2, ",
        "a: {}, ",
        "bindings: [{ agentId: 'a' }], ",
        "models: { providers: { p: { models: [] } } }, ",
        "'",
        "logging: { level: 'info' }, ",
        "\"",
        "default: true, ",
        "ownership: 'explicit', ",
        "channels: { telegram: {} }, ",
        "channels: { telegram: { defaultAccount: 'b', accounts: { a: {} } }, zzz: {} }, ",
        "agents: { list: [{ id: 'a', x: 1 }, { id: 'b', agentDir: 'x' }] }, ",
        "agents: { defaults: { model: 'x', models: { 'p/m': { alias: 'x' } }, modelPolicy: { allow: ['x'] } } }, ",
        "talk: { agentId: 'a' }, ",
        "env: { vars: { A: 'b' } }, ",
        "plugins: { allow: ['zzz'] }, ",
        "'${A}'",
        "$include: 'x', ",
        "secrets: { defaults: { env: '${A}' }, providers: {} }, ",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_after_edits_equal_fresh_ones(
        parts in prop::collection::vec(pieces(), 0..12),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..4, pieces()), 1..6),
    ) {
        let world: Arc<World> = Arc::default();
        let mut text = format!("{{ {} }}", parts.concat());
        let mut snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::clone(&world));
        let _ = diagnostics(&snapshot);
        for (at, len, new) in edits {
            let start = at.index(text.len() + 1);
            let end = (start + len).min(text.len());
            let edit = TextEdit::replace(TextRange::new(start, end), new);
            snapshot = snapshot.edited(&edit);
            text.replace_range(start..end, &edit.text);
            let fresh = Snapshot::new(&text, DocumentKind::Main, Arc::default());
            prop_assert_eq!(diagnostics(&snapshot), diagnostics(&fresh), "{}", text);
        }
    }
}

#[test]
fn a_retired_value_is_reported_once_and_where_openclaw_reports_it() {
    check(
        "{ agents: { entries: { main: {} } }, bindings: [{ agentId: 'main', match: { channel: 'whatsapp', peer: { kind: 'dm', id: '1' } } }] }",
        &expect![[r#"
            error legacy-value bindings.0 `'dm'`: `dm` is retired here: write `direct`
        "#]],
    );
}
