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
        expect![""],
    );
}

#[test]
fn lists_and_records() {
    check(
        "{ agents: { defaults: { models: ['a/b', 'c/d'], skills: { x: { enabled: true }, y: true } } },
           mcp: { servers: [{ name: 'a', command: 'x' }, { name: 'b', url: 'https://b.example' }] },
           tools: { allow: 'read, write', deny: 'exec' }, bindings: { agentId: 'main', match: { channel: 'telegram' } },
           channels: { telegram: { accounts: [{ id: 'home', botToken: '1:a' }], allowFrom: '123' } } }",
        expect![""],
    );
}

#[test]
fn texts_and_numbers() {
    check(
        "{ gateway: { port: '18_789' }, agents: { defaults: { timeoutSeconds: '5m', heartbeat: { every: 30 }, maxConcurrent: '4' } },
           cron: { enabled: 'true', sessionRetention: 24 }, hooks: { enabled: 1, token: { source: 'env', provider: 'default', id: 'H' } },
           mcp: { servers: { a: { command: 'x', env: { T: { source: 'env', provider: 'default', id: 'T' }, F: { source: 'file', provider: 'f', id: '/a' } } } } } }",
        expect![""],
    );
}

#[test]
fn a_form_never_shows_a_secret() {
    check(
        "{ gateway: { auth: ['hush-hush-hush'] }, channels: { telegram: { botToken: ['123456:secret'] } } }",
        expect![""],
    );
}
