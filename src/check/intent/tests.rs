use crate::base::{DocumentKind, Snapshot, World};
use crate::check::diagnostics;
use expect_test::{Expect, expect};
use std::sync::Arc;

#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
fn check(text: &str, expected: Expect) {
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
    let lines: String = diagnostics(&snapshot)
        .iter()
        .map(|one| format!("{} {}: {}\n", one.code, one.path, one.message))
        .collect();
    expected.assert_eq(&lines);
}

#[test]
fn switches_and_modes() {
    check(
        "{ agents: { defaults: { heartbeat: false, sandbox: 'all', thinkingDefault: false }, entries: { main: { heartbeat: '1h' } } },
           browser: true, gateway: { auth: 'token', controlUi: false, tailscale: 'serve' }, session: { reset: 'daily' } }",
        expect![[r#"
            wrong-type agents.defaults.heartbeat: expected an object, found a boolean: write `{ every: '0m' }`
            wrong-type agents.defaults.sandbox: expected an object, found a string: write `{ mode: 'all' }`
            wrong-type agents.defaults.thinkingDefault: expected a string, found a boolean: write `'off'`
            wrong-type agents.entries.main.heartbeat: expected an object, found a string: write `{ every: '1h' }`
            wrong-type browser: expected an object, found a boolean: write `{ enabled: true }`
            wrong-type gateway.auth: expected an object, found a string: write `{ mode: 'token' }`
            wrong-type gateway.controlUi: expected an object, found a boolean: write `{ enabled: false }`
            wrong-type gateway.tailscale: expected an object, found a string: write `{ mode: 'serve' }`
            wrong-type session.reset: expected an object, found a string: write `{ mode: 'daily' }`
        "#]],
    );
}

#[test]
fn lists_and_records() {
    check(
        "{ agents: { defaults: { models: ['a/b', 'c/d'], skills: { x: { enabled: true }, y: true } } },
           mcp: { servers: [{ name: 'a', command: 'x' }, { name: 'b', url: 'https://b.example' }] },
           tools: { allow: 'read, write', deny: 'exec' }, bindings: { agentId: 'main', match: { channel: 'telegram' } },
           channels: { telegram: { accounts: [{ id: 'home', botToken: '1:a' }], allowFrom: '123' } } }",
        expect![[r#"
            wrong-type agents.defaults.models: expected an object, found an array: write `{ 'a/b': {}, 'c/d': {} }`
            wrong-type agents.defaults.skills: expected an array, found an object: write `['x', 'y']`
            wrong-type mcp.servers: expected an object, found an array: write an object, with each element under its `name`
            wrong-type tools.allow: expected an array, found a string: write `['read', 'write']`
            wrong-type tools.deny: expected an array, found a string: write `['exec']`
            wrong-type bindings: expected an array, found an object
            wrong-type channels.telegram.accounts: expected an object, found an array: write an object, with each element under its `id`
            wrong-type channels.telegram.allowFrom: expected an array, found a string: write `['123']`
        "#]],
    );
}

#[test]
fn texts_and_numbers() {
    check(
        "{ gateway: { port: '18_789' }, agents: { defaults: { timeoutSeconds: '5m', heartbeat: { every: 30 }, maxConcurrent: '4' } },
           cron: { enabled: 'true', sessionRetention: 24 }, hooks: { enabled: 1, token: { source: 'env', provider: 'default', id: 'H' } },
           mcp: { servers: { a: { command: 'x', env: { T: { source: 'env', provider: 'default', id: 'T' }, F: { source: 'file', provider: 'f', id: '/a' } } } } } }",
        expect![[r#"
            wrong-type gateway.port: expected a whole number, found a string: write `18789`
            wrong-type agents.defaults.timeoutSeconds: expected a whole number, found a string: write `300`
            wrong-type agents.defaults.heartbeat.every: expected a string, found a number: write `'30m'`
            wrong-type agents.defaults.maxConcurrent: expected a whole number, found a string: write `4`
            wrong-type cron.enabled: expected `true` or `false`, found a string: write `true`
            wrong-type cron.sessionRetention: expected `true` or `false` or a string, found a number: write `'24h'`
            wrong-type hooks.enabled: expected `true` or `false`, found a number: write `true`
            misplaced-secret-reference hooks.token: OpenClaw takes no reference to a secret here, only text: write `${H}`
            misplaced-secret-reference mcp.servers.a.env.T: OpenClaw takes no reference to a secret here, only text: write `${T}`
            misplaced-secret-reference mcp.servers.a.env.F: OpenClaw takes no reference to a secret here, only text: write a `${VARIABLE}` that is set where it runs
        "#]],
    );
}

#[test]
fn a_form_never_shows_a_secret() {
    check(
        "{ gateway: { auth: ['hush-hush-hush'] }, channels: { telegram: { botToken: ['123456:secret'] } } }",
        expect![[r#"
            wrong-type gateway.auth: expected an object, found an array
            wrong-type channels.telegram.botToken: expected a string or an object, found an array
        "#]],
    );
}
