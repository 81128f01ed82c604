use crate::check::rules::tests::check_risks;
use expect_test::{Expect, expect};

fn check(text: &str, expected: &Expect) {
    check_risks(text, expected);
}

/// A login that nobody has to be told of.
const LOGIN: &str = "mode: 'local', auth: { token: '${T}' }, trustedProxies: ['10.0.0.1']";

fn gateway(rest: &str) -> String {
    format!("{{ gateway: {{ {LOGIN}, {rest} }}, env: {{ vars: {{ T: 'x' }} }} }}")
}

#[test]
fn what_is_open_says_what_agents_do() {
    check(
        &format!(
            "{{ gateway: {{ {LOGIN} }}, env: {{ vars: {{ T: 'x' }} }}, channels: {{ telegram: {{ groupPolicy: 'open', accounts: {{ a: {{ dmPolicy: 'open', allowFrom: ['*'] }} }} }} }} }}"
        ),
        &expect![[r#"
            warning security-open-access channels.telegram.groupPolicy `'open'`: anybody in any group that has the bot can write to it, and its agent runs commands outside a sandbox for whoever asks: use `allowlist` with the groups and people you trust
            warning security-open-access channels.telegram.accounts.a.dmPolicy `'open'`: anybody who finds the bot can write to it, and its agent runs commands outside a sandbox for whoever asks: use `pairing`, or `allowlist` with names in `allowFrom`
        "#]],
    );
    check(
        &format!(
            "{{ gateway: {{ {LOGIN} }}, env: {{ vars: {{ T: 'x' }} }}, tools: {{ profile: 'messaging', deny: ['gateway'], elevated: {{ enabled: false }} }}, channels: {{ discord: {{ groupPolicy: 'open' }} }} }}"
        ),
        &expect![[r#"
            information security-open-access channels.discord.groupPolicy `'open'`: anybody in any group that has the bot can write to it, and its agent uses its tools for whoever asks: use `allowlist` with the groups and people you trust
        "#]],
    );
}

/// What is open in the text, and not in truth, is told as what it is.
#[test]
fn what_would_be_open() {
    let telegram = |rest: &str| {
        format!(
            "{{ gateway: {{ {LOGIN} }}, env: {{ vars: {{ T: 'x' }} }}, tools: {{ elevated: {{ enabled: false }} }}, channels: {{ telegram: {{ {rest} }} }} }}"
        )
    };
    check(
        &telegram("dmPolicy: 'open', allowFrom: ['1']"),
        &expect![[r#"
            warning unreachable-direct-messages channels.telegram.allowFrom `'open'`: only those in `allowFrom` get through: `open` admits whoever is on that list, which has no `"*"`, and drops the messages of all others; call it `allowlist`, or let people ask with `pairing`
            information security-open-access channels.telegram.dmPolicy `'open'`: `open` reads as anybody, and OpenClaw's audit takes it so, but only those who are listed get through: use `pairing`, or `allowlist` with names in `allowFrom`
        "#]],
    );
    check(
        &telegram("dmPolicy: 'open', allowFrom: ['${T}']"),
        &expect![[r#"
        warning security-open-access channels.telegram.dmPolicy `'open'`: anybody who finds the bot can write to it, and its agent runs commands outside a sandbox for whoever asks: use `pairing`, or `allowlist` with names in `allowFrom`
    "#]],
    );
    check(
        &telegram("enabled: false, dmPolicy: 'open', allowFrom: ['*']"),
        &expect![[r#"
        information security-open-access channels.telegram.dmPolicy `'open'`: once it is switched on, anybody who finds the bot can write to it, and its agent runs commands outside a sandbox for whoever asks: use `pairing`, or `allowlist` with names in `allowFrom`
    "#]],
    );
    check(
        &telegram(
            "allowFrom: ['*'], accounts: { a: { dmPolicy: 'open' }, b: { dmPolicy: 'open', enabled: false } }",
        ),
        &expect![[r#"
        warning security-open-access channels.telegram.accounts.a.dmPolicy `'open'`: anybody who finds the bot can write to it, and its agent runs commands outside a sandbox for whoever asks: use `pairing`, or `allowlist` with names in `allowFrom`
        information security-open-access channels.telegram.accounts.b.dmPolicy `'open'`: once it is switched on, anybody who finds the bot can write to it, and its agent runs commands outside a sandbox for whoever asks: use `pairing`, or `allowlist` with names in `allowFrom`
    "#]],
    );
    check(
        &telegram("groupPolicy: 'open', groups: { '-1': {} }"),
        &expect![[r#"
        information security-open-access channels.telegram.groupPolicy `'open'`: anybody in the groups that are named can write to it, and its agent runs commands outside a sandbox for whoever asks: use `allowlist` with the groups and people you trust
    "#]],
    );
    check(
        &telegram("groupPolicy: 'open', groups: { '-1': { allowFrom: ['1'] } }"),
        &expect![[r#"
            information security-open-access channels.telegram.groupPolicy `'open'`: `open` reads as anybody, and OpenClaw's audit takes it so, but only those who are listed get through: use `allowlist` with the groups and people you trust
        "#]],
    );
    check(
        &telegram("groupPolicy: 'open', groupAllowFrom: ['1']"),
        &expect![[r#"
        warning security-open-access channels.telegram.groupPolicy `'open'`: anybody in any group that has the bot can write to it, and its agent runs commands outside a sandbox for whoever asks: use `allowlist` with the groups and people you trust
    "#]],
    );
    check(
        &telegram("groupPolicy: 'open', $include: './more.json5'"),
        &expect![[r#"
        warning security-open-access channels.telegram.groupPolicy `'open'`: anybody in any group that has the bot can write to it, and its agent runs commands outside a sandbox for whoever asks: use `allowlist` with the groups and people you trust
    "#]],
    );
}

/// A channel is open by its lists as well.
#[test]
fn what_is_open_without_saying_so() {
    let with = |rest: &str| format!("{{ gateway: {{ {LOGIN} }}, env: {{ vars: {{ T: 'x' }} }}, {rest} }}");
    check(
        &with("channels: { telegram: { allowFrom: ['*'] } }"),
        &expect![[r#"
        information security-open-access channels.telegram `telegram`: anybody who finds the bot can write to it, by `"*"`: list those whom you trust
    "#]],
    );
    check(
        &with("channels: { telegram: { groups: { '*': {} }, groupAllowFrom: ['*'] } }"),
        &expect![[r#"
        information security-open-access channels.telegram `telegram`: anybody in any group that has the bot can write to it, by `"*"`: list groups or people that you trust
    "#]],
    );
    check(
        &with("channels: { discord: { groupPolicy: 'allowlist', guilds: { '*': {} } } }"),
        &expect![[r#"
        information security-open-access channels.discord `discord`: anybody in any group that has the bot can write to it, by `"*"`: list groups or people that you trust
    "#]],
    );
    check(
        &with("channels: { telegram: { groups: { '-1': {} }, groupAllowFrom: ['*'] } }"),
        &expect![[r#"
        information security-shared-bot channels.telegram `telegram`: several people seem to write here, and OpenClaw trusts them all: if they do not trust one another, give each a gateway of their own
    "#]],
    );
    check(
        &with("channels: { telegram: { enabled: false, allowFrom: ['*'] } }"),
        &expect![[r#"
        information security-shared-bot channels.telegram `telegram`: several people seem to write here, and OpenClaw trusts them all: if they do not trust one another, give each a gateway of their own
    "#]],
    );
}

#[test]
fn secrets_are_never_shown() {
    check(
        "{ gateway: { mode: 'local', auth: { mode: 'token', token: 'planted-secret' } }, hooks: { enabled: true, token: 'planted-secret', allowedAgentIds: ['main'], defaultSessionKey: 'hook:x' } }",
        &expect![[r#"
            information security-trusted-proxy gateway.trustedProxies `gateway`: behind a proxy on this machine all visitors would look local: if there is one, put its address into `gateway.trustedProxies`
            information security-plain-secret gateway.auth.token `'planted-secret'`: whoever reads this file has this secret, and so has every copy of it: use `${NAME}` or a reference to a secret
            information security-weak-secret gateway.auth.token `'planted-secret'`: this token is short enough to be guessed: use at least 24 random characters
            warning security-reused-secret hooks.token `'planted-secret'`: whoever sends hooks has the gateway's secret, and may do all that you may: give hooks a token of their own
            information security-plain-secret hooks.token `'planted-secret'`: the hooks token can be read by whoever reads this file: use `${NAME}` or a reference to a secret
            information security-weak-secret hooks.token `'planted-secret'`: this token is short enough to be guessed: use at least 24 random characters
        "#]],
    );
}

#[test]
fn the_network() {
    check(
        &gateway("bind: 'lan', controlUi: { allowedOrigins: ['*', 'https://a.example/', 'a.example'] }"),
        &expect![[r#"
            information security-network-exposure gateway.bind `'lan'`: others in the network can reach the gateway: restrict its port to the machines that need it
            information security-no-rate-limit gateway.bind `'lan'`: others reach the gateway, and may try passwords as often as they like: set `auth.rateLimit`
            warning security-open-origin gateway.controlUi.allowedOrigins.0 `'*'`: any page that you open in a browser can use the gateway as you can: name the addresses of your own pages
            warning invalid-origin gateway.controlUi.allowedOrigins.1 `'https://a.example/'`: no page has this origin, so it admits none: an origin is scheme, host and port, write `https://a.example`
            warning invalid-origin gateway.controlUi.allowedOrigins.2 `'a.example'`: no page has this origin, so it admits none: write scheme and host, such as `https://gateway.example`
        "#]],
    );
    check(
        &gateway("tailscale: { mode: 'serve' }, allowRealIpFallback: true, tools: { allow: ['Exec'] }"),
        &expect![[r#"
            information security-network-exposure gateway.tailscale.mode `'serve'`: everybody in your tailnet reaches the gateway: let in only devices that you trust
            information security-trusted-proxy gateway.allowRealIpFallback `true`: a visitor can claim to come from this machine if the proxy passes `X-Real-IP` on: remove this, unless the proxy always writes that header itself
            information security-http-tools gateway.tools.allow.0 `'Exec'`: whoever has the gateway's secret can use `exec` over HTTP, bypassing every agent: remove it, or keep the gateway on this machine
        "#]],
    );
    check(
        "{ gateway: { mode: 'local', auth: { mode: 'none' } } }",
        &expect![[r#"
            information security-trusted-proxy gateway.trustedProxies `gateway`: behind a proxy on this machine all visitors would look local: if there is one, put its address into `gateway.trustedProxies`
            warning security-no-login gateway.auth.mode `'none'`: the gateway asks for no login: whoever reaches it can use all that your agents can; use `token`
        "#]],
    );
    check(
        "{}",
        &expect![[r#"
            information security-no-login gateway.auth `{`: no token or password is set: the gateway makes up a token when it starts; for one that lasts, set `gateway.auth.token`
            information security-trusted-proxy gateway.trustedProxies `{`: behind a proxy on this machine all visitors would look local: if there is one, put its address into `gateway.trustedProxies`
        "#]],
    );
}

#[test]
fn commands_and_sandboxes() {
    check(
        &gateway("").replace("env:", "tools: { exec: { mode: 'full', safeBins: ['python3.12', 'wc'], safeBinTrustedDirs: ['/tmp/bin', '/usr/bin'] }, deny: ['group:fs'] }, agents: { defaults: { sandbox: { docker: { binds: ['/var/run:/r'], user: '0:0' } } } }, env:"),
        &expect![[r#"
            information security-full-exec tools.exec.mode `'full'`: every command runs without asking, whatever a message or page talks the model into: use `ask` or `allowlist`
            information security-safe-bins tools.exec.safeBins.0 `'python3.12'`: `python3.12` can run programs and write files, and what is listed here runs without asking: remove it, and let it ask
            information security-safe-bins tools.exec.safeBinTrustedDirs.0 `'/tmp/bin'`: programs in this folder are trusted, and everybody on this machine can write there: keep to `/bin` and `/usr/bin`
            information security-writing-shell tools.deny `deny`: the tools that write files are denied, but the shell can still write them: deny `exec` and `process` too, or use `sandbox.mode: "all"` with `workspaceAccess: "ro"`
            information security-no-sandbox agents `agents`: agents run commands on this machine as you: where strangers or pages are read, set `agents.defaults.sandbox.mode` to `non-main` or `all`
            information security-sandbox-off agents.defaults.sandbox.docker `docker`: the sandbox is off, so none of this applies and everything runs on the host: set `sandbox.mode` to `non-main` or `all`
            warning security-sandbox-hole agents.defaults.sandbox.docker.binds.0 `'/var/run:/r'`: the sandbox sees a system folder, and with Docker's socket it controls the host: bind only folders of your project
            information security-loose-sandbox agents.defaults.sandbox.docker.user `'0:0'`: what runs in the sandbox is root there, which makes it easier to leave: use another user
        "#]],
    );
}

#[test]
fn what_is_suppressed_is_not_told() {
    let text = |more: &str| {
        gateway("discovery: {}").replace(", discovery: {}", "").replace("env:", &format!("discovery: {{ mdns: {{ mode: 'full' }} }}, security: {{ audit: {{ suppressions: [{{ checkId: ' discovery.mdns_full_mode '{more} }}] }} }}, env:"))
    };
    check(
        &text(""),
        &expect![[r#"
            information security-suppressed-check security.audit.suppressions `suppressions`: OpenClaw's audit ignores what is listed here: check now and then whether that is still right
        "#]],
    );
    check(
        &text(", titleIncludes: 'x'"),
        &expect![[r#"
            information security-network-exposure discovery.mdns.mode `'full'`: every device in the local network learns where OpenClaw is installed on this machine and on which port it is managed: use `minimal` or `off`
            information security-suppressed-check security.audit.suppressions `suppressions`: OpenClaw's audit ignores what is listed here: check now and then whether that is still right
        "#]],
    );
}

#[test]
fn what_does_not_do_what_it_seems_to() {
    check(
        &gateway("").replace("env:", "channels: { telegram: { dmPolicy: 'pairing', allowFrom: ['*'], botToken: 'op://a/b' } }, bindings: [{ agentId: 'main', match: { channel: 'slack' } }], env:"),
        &expect![[r#"
            information security-open-access channels.telegram `telegram`: anybody who finds the bot can write to it, by `"*"`: list those whom you trust
            warning void-pairing channels.telegram.dmPolicy `'pairing'`: nobody is asked to pair: `"*"` in `allowFrom` lets everybody write; remove it from the list
            warning foreign-secret channels.telegram.botToken `'op://a/b'`: this looks like an address in a secret store, but OpenClaw takes it for the secret itself: write `${NAME}`, or a reference to a secret
        "#]],
    );
}

#[test]
fn models_by_their_names() {
    check(
        &gateway("").replace("env:", "tools: { deny: ['group:web'] }, browser: { enabled: false }, agents: { defaults: { model: { primary: 'ollama/gemma3-7b.gguf', fallbacks: ['anthropic/claude-opus-4-6', 'openai/gpt-4.1', 'box/qwen3:480b'] }, sandbox: { mode: 'all' } } }, env:"),
        &expect![[r#"
            information security-small-model agents.defaults.model.primary `'ollama/gemma3-7b.gguf'`: small models are easily manipulated: give this one no web pages and no strangers to read
            warning retired-model agents.defaults.model.fallbacks.1 `'openai/gpt-4.1'`: the model `openai/gpt-4.1` is retired: write `openai/gpt-5.5`
            information security-weak-model agents.defaults.model.fallbacks.1 `'openai/gpt-4.1'`: older and smaller models are more easily manipulated by what they read: use a strong one for strangers and web pages
            warning unknown-provider agents.defaults.model.fallbacks.2 `'box/qwen3:480b'`: OpenClaw knows no provider `box`: declare it in `models.providers`, or install the plugin that provides it
        "#]],
    );
}

#[test]
fn proxies_are_pointed_at_where_they_stand() {
    check(
        "{ gateway: { mode: 'local', bind: 'lan', controlUi: { enabled: false }, trustedProxies: ['10.0.0.1'], auth: { mode: 'trusted-proxy',
            trustedProxy: { userHeader: 'x', allowLoopback: true, deviceAutoApprove: { enabled: true, scopes: ['operator.admin'] } } } } }",
        &expect![[r#"
            information security-network-exposure gateway.bind `'lan'`: others in the network can reach the gateway: restrict its port to the machines that need it
            warning security-trusted-proxy gateway.auth.mode `'trusted-proxy'`: whoever bypasses the proxy can claim to be anybody: let only the proxy reach the gateway's port, and limit `trustedProxies` to the proxy's own addresses
            information security-trusted-proxy gateway.auth.trustedProxy.allowLoopback `true`: every program on this machine can claim to be anybody: keep this only if the proxy runs here and nobody else does
            warning security-trusted-proxy gateway.auth.trustedProxy.deviceAutoApprove.scopes.0 `'operator.admin'`: everybody whom the proxy admits can make any device an administrator: remove `operator.admin`, and let administrators in by hand
        "#]],
    );
}
