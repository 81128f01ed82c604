use crate::check::rules::tests::check_risks;
use expect_test::{Expect, expect};

fn check(text: &str, expected: &Expect) {
    check_risks(text, expected);
}

/// A login that nobody has to be told of.
const LOGIN: &str = "auth: { token: '${T}' }, trustedProxies: ['10.0.0.1']";

fn gateway(rest: &str) -> String {
    format!("{{ gateway: {{ {LOGIN}, {rest} }}, env: {{ vars: {{ T: 'x' }} }} }}")
}

#[test]
fn what_is_open_says_what_agents_do() {
    check(
        &format!(
            "{{ gateway: {{ {LOGIN} }}, env: {{ vars: {{ T: 'x' }} }}, channels: {{ telegram: {{ groupPolicy: 'open', accounts: {{ a: {{ dmPolicy: 'open', allowFrom: ['*'] }} }} }} }} }}"
        ),
        &expect![[""]],
    );
    check(
        &format!(
            "{{ gateway: {{ {LOGIN} }}, env: {{ vars: {{ T: 'x' }} }}, tools: {{ profile: 'messaging', deny: ['gateway'], elevated: {{ enabled: false }} }}, channels: {{ discord: {{ groupPolicy: 'open' }} }} }}"
        ),
        &expect![[""]],
    );
}

#[test]
fn secrets_are_never_shown() {
    check(
        "{ gateway: { auth: { mode: 'token', token: 'planted-secret' } }, hooks: { enabled: true, token: 'planted-secret', allowedAgentIds: ['main'], defaultSessionKey: 'hook:x' } }",
        &expect![[""]],
    );
}

#[test]
fn the_network() {
    check(
        &gateway("bind: 'lan', controlUi: { allowedOrigins: ['*', 'https://a.example/', 'a.example'] }"),
        &expect![[""]],
    );
    check(
        &gateway("tailscale: { mode: 'serve' }, allowRealIpFallback: true, tools: { allow: ['Exec'] }"),
        &expect![[""]],
    );
    check("{ gateway: { auth: { mode: 'none' } } }", &expect![[""]]);
    check("{}", &expect![[""]]);
}

#[test]
fn commands_and_sandboxes() {
    check(
        &gateway("").replace("env:", "tools: { exec: { mode: 'full', safeBins: ['python3.12', 'wc'], safeBinTrustedDirs: ['/tmp/bin', '/usr/bin'] }, deny: ['group:fs'] }, agents: { defaults: { sandbox: { docker: { binds: ['/var/run:/r'], user: '0:0' } } } }, env:"),
        &expect![[""]],
    );
}

#[test]
fn what_is_suppressed_is_not_told() {
    let text = |more: &str| {
        gateway("discovery: {}").replace(", discovery: {}", "").replace("env:", &format!("discovery: {{ mdns: {{ mode: 'full' }} }}, security: {{ audit: {{ suppressions: [{{ checkId: ' discovery.mdns_full_mode '{more} }}] }} }}, env:"))
    };
    check(&text(""), &expect![[""]]);
    check(&text(", titleIncludes: 'x'"), &expect![[""]]);
}

#[test]
fn what_does_not_do_what_it_seems_to() {
    check(
        &gateway("").replace("env:", "channels: { telegram: { dmPolicy: 'pairing', allowFrom: ['*'], botToken: 'op://a/b' } }, bindings: [{ agentId: 'main', match: { channel: 'slack' } }], env:"),
        &expect![[""]],
    );
}

#[test]
fn models_by_their_names() {
    check(
        &gateway("").replace("env:", "tools: { deny: ['group:web'] }, browser: { enabled: false }, agents: { defaults: { model: { primary: 'ollama/gemma3-7b.gguf', fallbacks: ['anthropic/claude-opus-4-6', 'openai/gpt-4.1', 'box/qwen3:480b'] }, sandbox: { mode: 'all' } } }, env:"),
        &expect![[""]],
    );
}
