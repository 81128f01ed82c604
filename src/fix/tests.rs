//! Before and after, for every row of the table.

mod channels;
mod lifetimes;
mod property;
mod retired;
mod rewrites;
mod styles;

use super::fix_all;
use crate::base::{Diagnostic, DocumentKind, Snapshot, World};
use crate::check::diagnostics;
use crate::migrations::findings;
use crate::text::apply_all;
use expect_test::{Expect, expect};
use std::sync::Arc;

pub(super) fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

pub(super) fn fixed(text: &str) -> String {
    apply_all(text, &fix_all(&snapshot(text), None))
}

/// The text after all safe migrations. A second run must find no work.
#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
pub(super) fn check(before: &str, after: Expect) {
    let once = fixed(before);
    assert_eq!(fixed(&once), once, "fixed twice");
    after.assert_eq(&once);
}

fn found(text: &str) -> Vec<Diagnostic> {
    let snapshot = snapshot(text);
    let found = findings(&snapshot);
    let shown = diagnostics(&snapshot);
    for finding in &found {
        assert!(shown.contains(finding), "the checker says the same: {finding:?}");
    }
    found
}

#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
fn check_findings(text: &str, expected: Expect) {
    let lines: Vec<String> = found(text)
        .iter()
        .map(|d| {
            let place = &text[d.range.start..d.range.end];
            format!("{} {} {place} at {}: {}", d.severity.as_str(), d.code, d.path, d.message)
        })
        .collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn what_a_comment_ignores_stays() {
    check(
        "{\n  agents: { defaults: {\n    // openclaw-lsp: ignore legacy-cache-ttl\n    params: { cacheControlTtl: '1h' },\n  } },\n  session: { idleMinutes: 5 }, // openclaw-lsp: ignore legacy-ttl-key\n}",
        expect![[r#"
            {
              agents: { defaults: {
                // openclaw-lsp: ignore legacy-cache-ttl
                params: { cacheControlTtl: '1h' },
              } },
              session: { reset: { mode: 'idle', idleMinutes: 5 } }, // openclaw-lsp: ignore legacy-ttl-key
            }"#]],
    );
}

#[test]
fn a_ttl_is_replaced_in_place() {
    check(
        r#"{ agents: { defaults: { params: { cacheControlTtl: "1h" } } } }"#,
        expect![[r#"{ agents: { defaults: { params: { cacheRetention: "long" } } } }"#]],
    );
    check(
        "{ agents: { defaults: { models: { 'anthropic/claude-opus-5': {\n  params: {\n    // keep it warm\n    'cacheControlTtl' /* old */ : '5m', // five\n    temperature: 1 } } } } } }",
        expect![[r#"
            { agents: { defaults: { models: { 'anthropic/claude-opus-5': {
              params: {
                // keep it warm
                'cacheRetention' /* old */ : 'short', // five
                temperature: 1 } } } } } }"#]],
    );
}

#[test]
fn a_ttl_beside_a_valid_retention_goes() {
    check(
        r#"{ agents: { entries: { main: { params: { cacheControlTtl: "5m", cacheRetention: "long" } } } } }"#,
        expect![[r#"{ agents: { entries: { main: { params: { cacheRetention: "long" } } } } }"#]],
    );
    check(
        r#"{ agents: { list: [{ id: "main", params: { cacheRetention: "none", cacheControlTtl: "1d" } }] } }"#,
        expect![[r#"{ agents: { entries: { main: { params: { cacheRetention: "none" } } } } }"#]],
    );
}

#[test]
fn a_ttl_beside_an_invalid_retention_gives_its_value() {
    check(
        r#"{ agents: { defaults: { params: { "cacheRetention": "LONG", "cacheControlTtl": "5m" } } } }"#,
        expect![[r#"{ agents: { defaults: { params: { "cacheRetention": "short" } } } }"#]],
    );
}

#[test]
fn what_is_not_certain_is_left_alone() {
    for bag in [
        r#"{ cacheControlTtl: "30m" }"#,
        r#"{ cacheControlTtl: "${TTL}" }"#,
        r#"{ cacheControlTtl: 300 }"#,
        r#"{ cacheRetention: "${RETENTION}", cacheControlTtl: "1h" }"#,
        r#"{ cacheRetention: "LONG" }"#,
        r#"{ cacheRetention: "LONG", cacheControlTtl: "30m" }"#,
    ] {
        let text = format!("{{ agents: {{ defaults: {{ params: {bag} }} }} }}");
        assert_eq!(fixed(&text), text);
    }
}

#[test]
fn settings_beside_params() {
    check(
        r#"{ agents: { defaults: { models: { "anthropic/claude-opus-5": { alias: "o", cacheRetention: "long" } } } } }"#,
        expect![[
            r#"{ agents: { defaults: { models: { "anthropic/claude-opus-5": { alias: "o", params: { cacheRetention: "long" } } } } } }"#
        ]],
    );
    check(
        r#"{ agents: { defaults: { models: { a: { cacheControlTtl: "1h", params: { x: 1 } }, b: { cacheRetention: "none", cacheControlTtl: "5m" } } } } }"#,
        expect![[
            r#"{ agents: { defaults: { models: { a: { params: { x: 1, cacheRetention: "long" } }, b: { params: { cacheRetention: "none" } } } } } }"#
        ]],
    );
    let agent_wide = r#"{ agents: { defaults: { cacheRetention: "long" } } }"#;
    assert_eq!(fixed(agent_wide), agent_wide);
}

#[test]
fn thread_bindings() {
    check(
        "{ session: { threadBindings: { ttlHours: 24 } } }",
        expect!["{ session: { threadBindings: { idleHours: 24 } } }"],
    );
    check(
        "{ session: { threadBindings: { ttlHours: 24, idleHours: 5 } } }",
        expect!["{ session: { threadBindings: { idleHours: 5 } } }"],
    );
    check(
        "{ channels: { discord: { threadBindings: { idleHours: 1, ttlHours: 2 }, accounts: { a: { threadBindings: { \"ttlHours\": 3, } } } } } }",
        expect![[
            r#"{ channels: { discord: { threadBindings: { idleHours: 1 }, accounts: { a: { threadBindings: { "idleHours": 3, } } } } } }"#
        ]],
    );
}

#[test]
fn media() {
    check(
        "{\n  media: { ttlHours: 24, preserveFilenames: true, }, // uploads\n}",
        expect![[r#"
        {
          attachments: { ttlHours: 24, }, // uploads
        }"#]],
    );
    check(
        "{\n  attachments: {},\n  // uploads\n  media: {\n    // a day\n    ttlHours: 24, // hours\n  },\n}\n",
        expect![[r#"
            {
              attachments: {
                // a day
                ttlHours: 24, // hours
              },
              // uploads
            }
        "#]],
    );
    check(
        "{ media: { ttlHours: 24 }, attachments: { ttlHours: 5 } }",
        expect!["{ attachments: { ttlHours: 5 } }"],
    );
}

#[test]
fn removed_keys() {
    check("{ acp: { runtime: { ttlMinutes: 5 } }, ui: {} }", expect!["{ ui: {} }"]);
    check(
        "{ acp: { runtime: { ttlMinutes: 5, /* why */ } } }",
        expect!["{ acp: { runtime: { /* why */ } } }"],
    );
    check("{ acp: { enabled: true, runtime: { ttlMinutes: 5 } } }", expect!["{ acp: { enabled: true } }"]);
    check(
        "{ agents: { defaults: { model: { primary: 'a/b', timeoutMs: 5 }, subagents: { model: { timeoutMs: 1 } } } } }",
        expect!["{ agents: { defaults: { model: { primary: 'a/b' }, subagents: { model: {} } } } }"],
    );
    check(
        "{\n  cloudWorkers: {\n    profiles: {\n      a: {\n        lifetime: {\n          // minutes\n          idleTimeoutMinutes: 5,\n        },\n        provider: 'x',\n      },\n    },\n  },\n}",
        expect![[r#"
            {
              cloudWorkers: {
                profiles: {
                  a: {
                    // minutes
                    provider: 'x',
                  },
                },
              },
            }"#]],
    );
}

#[test]
fn idle_minutes() {
    check(
        "{\n  session: {\n    // an hour\n    idleMinutes: 60, // was 30\n  },\n}",
        expect![[r#"
        {
          session: {
            // an hour
            reset: { mode: "idle", idleMinutes: 60 }, // was 30
          },
        }"#]],
    );
    check(
        "{\n  session: {\n    reset: {\n      mode: \"daily\",\n    },\n    // an hour\n    idleMinutes: 60, // was 30\n    scope: \"global\"\n  },\n}",
        expect![[r#"
            {
              session: {
                reset: {
                  mode: "daily",
                  // an hour
                  idleMinutes: 60, // was 30
                },
                scope: "global"
              },
            }"#]],
    );
    check(
        "{ session: { idleMinutes: 60, reset: { idleMinutes: 5 } } }",
        expect!["{ session: { reset: { idleMinutes: 5 } } }"],
    );
}

#[test]
fn retention_of_sessions() {
    check(
        "{ session: { maintenance: { pruneDays: 30 } } }",
        expect!["{ session: { maintenance: { pruneAfter: 30 } } }"],
    );
    check(
        "{ session: { maintenance: { pruneDays: 30, pruneAfter: '7d' } } }",
        expect!["{ session: { maintenance: { pruneAfter: '7d' } } }"],
    );
    check("{ session: { maintenance: { pruneDays: 0 } } }", expect!["{ session: { maintenance: {} } }"]);
    check(
        "{ session: { maintenance: { pruneAfter: '0d', resetArchiveRetention: 0, mode: 'warn' } } }",
        expect!["{ session: { maintenance: { mode: 'warn' } } }"],
    );
}

#[test]
fn mcp_timeouts() {
    check(
        "{ mcp: { servers: { a: { command: 'x', connectTimeout: 5, timeout: 1.5 }, b: { connect_timeout: 2, connectTimeout: 3 } } } }",
        expect![
            "{ mcp: { servers: { a: { command: 'x', connectionTimeoutMs: 5000, requestTimeoutMs: 1500 }, b: { connectionTimeoutMs: 3000 } } } }"
        ],
    );
    check(
        "{ nodeHost: { mcp: { servers: { a: { timeout: 0, connect_timeout: '5' }, b: { timeout: 9, requestTimeoutMs: 1 }, c: { timeout: '${T}' } } } } }",
        expect![
            "{ nodeHost: { mcp: { servers: { a: {}, b: { requestTimeoutMs: 1 }, c: { timeout: '${T}' } } } } }"
        ],
    );
}

#[test]
fn exec_timeouts() {
    check(
        "{ tools: { exec: { timeoutSec: 5, timeoutSeconds: 6 } }, agents: { entries: { main: { tools: { exec: { \"timeoutSec\": 7 } } } }, list: [{ tools: { exec: { timeoutSec: 8 } } }] } }",
        expect![[
            r#"{ tools: { exec: { timeoutSeconds: 6 } }, agents: { entries: { main: { tools: { exec: { "timeoutSeconds": 7 } } } }, list: [{ tools: { exec: { timeoutSeconds: 8 } } }] } }"#
        ]],
    );
}

#[test]
fn findings_name_the_value_and_the_remedy() {
    check_findings(
        r#"{ agents: { defaults: { cacheRetention: "long", params: { cacheControlTtl: "1h" }, models: {
            a: { params: { cacheControlTtl: "30m" }, cacheControlTtl: "5m" },
            b: { params: { cacheControlTtl: "1h", cacheRetention: "none" } },
            c: { params: { cacheControlTtl: "1h", cacheRetention: "LONG" } },
            d: { params: { cacheRetention: 3600 } }, e: { params: { cacheRetention: "${X}" } },
            f: { params: { cacheControlTtl: "${X}" } } } } },
            models: { providers: { x: { params: { cacheRetention: "long" }, cacheRetention: "long",
                models: [{ id: "m", params: { cacheControlTtl: "1h" } }] },
                openrouter: { params: { cacheRetention: "standard" } } } } }"#,
        expect![[r#"
            error misplaced-cache-retention cacheRetention at agents.defaults: `cacheRetention` is not allowed here: it belongs in `params`
            warning legacy-cache-ttl cacheControlTtl at agents.defaults.params.cacheControlTtl: `cacheControlTtl` is retired: write `cacheRetention: "long"`
            warning legacy-cache-ttl cacheControlTtl at agents.defaults.models.a.params.cacheControlTtl: `cacheControlTtl` with `"30m"` has no effect: it knows `"5m"` and `"1h"` only; write `cacheRetention` with `none`, `short` or `long`
            error misplaced-cache-ttl cacheControlTtl at agents.defaults.models.a: `cacheControlTtl` is not allowed here: it belongs in `params`
            warning duplicate-cache-setting cacheControlTtl at agents.defaults.models.b.params.cacheControlTtl: `cacheControlTtl` has no effect: `cacheRetention` beside it wins; remove it
            warning duplicate-cache-setting cacheControlTtl at agents.defaults.models.c.params.cacheControlTtl: `cacheControlTtl` counts only because the value of `cacheRetention` beside it is not valid; keep one of them
            warning invalid-cache-retention "LONG" at agents.defaults.models.c.params.cacheRetention: `cacheRetention` with `"LONG"` is ignored: it takes exactly `none`, `short` or `long`, write `"long"`
            warning invalid-cache-retention 3600 at agents.defaults.models.d.params.cacheRetention: `cacheRetention` with `3600` is ignored: it takes exactly `none`, `short` or `long`, write `"long"`
            warning legacy-cache-ttl cacheControlTtl at agents.defaults.models.f.params.cacheControlTtl: `cacheControlTtl` is retired: write `cacheRetention`, and let its variable hold `none`, `short` or `long`
            warning misplaced-cache-retention cacheRetention at models.providers.x.params.cacheRetention: `cacheRetention` is not read here: it belongs in the `params` of a model under `agents`
            error misplaced-cache-retention cacheRetention at models.providers.x: `cacheRetention` is not allowed here: it belongs in the `params` of a model under `agents`
            warning misplaced-cache-ttl cacheControlTtl at models.providers.x.models.0.params.cacheControlTtl: `cacheControlTtl` is not read here: it belongs in the `params` of a model under `agents`
            warning invalid-cache-retention "standard" at models.providers.openrouter.params.cacheRetention: `cacheRetention` with `"standard"` is ignored: it takes exactly `none`, `short` or `long`, write `"short"`"#]],
    );
    check_findings(
        "{ media: {}, acp: { runtime: { ttlMinutes: 1 } }, session: { idleMinutes: 1, threadBindings: { ttlHours: 1, idleHours: 2 }, maintenance: { pruneDays: 1, resetArchiveRetention: '0d' } }, mcp: { servers: { a: { timeout: '${X}' } } } }",
        expect![[r#"
            error legacy-ttl-key media at <root>: `media` is retired: it is now `attachments`; `media.ttlHours` becomes `attachments.ttlHours`
            error legacy-ttl-key ttlMinutes at acp.runtime: `ttlMinutes` is retired: remove it, the built-in lifetime applies
            error legacy-ttl-key idleMinutes at session: `idleMinutes` is retired: it is now `session.reset.idleMinutes`
            error legacy-ttl-key ttlHours at session.threadBindings: `ttlHours` is retired, and `idleHours` beside it wins: remove it
            error legacy-ttl-key pruneDays at session.maintenance: `pruneDays` is retired: it is now `session.maintenance.pruneAfter`
            error legacy-ttl-key '0d' at session.maintenance.resetArchiveRetention: `resetArchiveRetention` of zero is not allowed: remove it, without it archives are kept
            error legacy-ttl-key timeout at mcp.servers.a: `timeout` is retired: it is now `requestTimeoutMs`, in milliseconds"#]],
    );
}

/// What was found by fuzzing: a document that is nested too deep for anything that walks it by calling itself.
#[test]
fn documents_that_are_too_deep_are_left_alone() {
    let deep = format!("{{ agents: {{ list: [{}1{}] }} }}", "{a:".repeat(3_000), "}".repeat(3_000));
    let snapshot = Snapshot::new(&deep, DocumentKind::Main, Arc::new(World::default()));
    assert_eq!(super::fix_all(&snapshot, None), []);
    assert_eq!(super::fix_everything(&snapshot, None), []);
}
