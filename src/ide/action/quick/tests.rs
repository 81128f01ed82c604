//! Cursor fixtures of the quick fixes: `$0` stands in the finding.

mod models;

use crate::ide::action::tests::check;
use expect_test::expect;

#[test]
fn names_that_were_meant() {
    check(
        r#"{ agents: { entries: { home: {} } }, bindings: [{ agentId: 'h$0oem', match: { channel: 'telegram' } }] }"#,
        expect![[r#"
            * - QuickFix: Write `"home"`
                { agents: { entries: { home: {} } }, bindings: [{ agentId: 'home', match: { channel: 'telegram' } }] }
            - - QuickFix: Add the agent `hoem` to `agents.entries`, with `ownership: "explicit"`; `home` keeps its workspace
                { agents: { entries: { home: { workspace: '~/.openclaw/workspace' }, hoem: {} }, ownership: 'explicit' }, bindings: [{ agentId: 'hoem', match: { channel: 'telegram' } }] }"#]],
    );
    check(
        r#"{ agents: { entries: { home: {} } }, bindings: [{ agentId: 'w$0ork', match: { channel: 'telegram' } }] }"#,
        expect![[r#"
            - - QuickFix: Add the agent `work` to `agents.entries`, with `ownership: "explicit"`; `home` keeps its workspace
                { agents: { entries: { home: { workspace: '~/.openclaw/workspace' }, work: {} }, ownership: 'explicit' }, bindings: [{ agentId: 'work', match: { channel: 'telegram' } }] }"#]],
    );
    check(
        r#"{ channels: { Tele$0gram: {} } }"#,
        expect![[r#"
            * - QuickFix: Rename `Telegram` to `telegram`
                { channels: { telegram: {} } }"#]],
    );
    check(
        r#"{ channels: { telegram: { defaultAccount: 'ho$0em', accounts: { home: {} } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"home"`
                { channels: { telegram: { defaultAccount: 'home', accounts: { home: {} } } } }
            - - QuickFix: Add the account `hoem` to the channel
                { channels: { telegram: { defaultAccount: 'hoem', accounts: { home: {}, hoem: {} } } } }"#]],
    );
    check(
        r#"{ auth: { profiles: { 'openai:work': { provider: 'openai', mode: 'token' } }, order: { openai: ['openai:wr$0ok'] } } }"#,
        expect![[r#"
            * - QuickFix: Write `"openai:work"`
                { auth: { profiles: { 'openai:work': { provider: 'openai', mode: 'token' } }, order: { openai: ['openai:work'] } } }"#]],
    );
    check(
        r#"{ secrets: { defaults: { file: 'va$0ult' } } }"#,
        expect![[r#"
            - - QuickFix: Declare `vault` in `secrets.providers`, for you to fill in
                { secrets: { defaults: { file: 'vault' }, providers: { vault: { source: 'file', path: '~/.openclaw/secrets.json' } } } }"#]],
    );
    check(
        r#"{ plugins: { slots: { memory: 'memory-c$0or' } } }"#,
        expect![[r#"
            * - QuickFix: Write `"memory-core"`
                { plugins: { slots: { memory: 'memory-core' } } }
            - - QuickFix: Write `"none"`
                { plugins: { slots: { memory: 'none' } } }"#]],
    );
    check(
        r#"{ talk: { provider: 'op$0enai', providers: { elevenlabs: {} } } }"#,
        expect![[r#"
            * - QuickFix: Write `"elevenlabs"`
                { talk: { provider: 'elevenlabs', providers: { elevenlabs: {} } } }
            - - QuickFix: Add `openai` to `providers`, for you to fill in
                { talk: { provider: 'openai', providers: { elevenlabs: {}, openai: {} } } }"#]],
    );
    check(
        r#"{ mcp: { servers: { a: { command: 'x', dis$0abled: true } } } }"#,
        expect![[r#"
            * safe QuickFix: Replace `disabled` with `enabled`
                { mcp: { servers: { a: { command: 'x', enabled: false } } } }
            - safe FixAll: Migrate all retired keys in this file
                { mcp: { servers: { a: { command: 'x', enabled: false } } } }"#]],
    );
}

#[test]
fn providers_of_the_users_own() {
    check(
        r#"{ models: { providers: { ollama: { baseUrl: 'http://lo$0calhost:11434', models: [] } } } }"#,
        expect![[r#"
            * - QuickFix: Add `api: "ollama"`
                { models: { providers: { ollama: { baseUrl: 'http://localhost:11434', models: [], api: 'ollama' } } } }"#]],
    );
    check(
        r#"{ models: { providers: { mine: { baseUrl: 'https://api.deepseek.com/anthropic', api: 'openai-$0completions', models: [] } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"anthropic-messages"`
                { models: { providers: { mine: { baseUrl: 'https://api.deepseek.com/anthropic', api: 'anthropic-messages', models: [] } } } }"#]],
    );
    check(
        r#"{ models: { providers: { mine: { baseUrl: 'https://h.example/v1/chat$0/completions', api: 'openai-completions', models: [] } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"https://h.example/v1"`
                { models: { providers: { mine: { baseUrl: 'https://h.example/v1', api: 'openai-completions', models: [] } } } }"#]],
    );
    check(
        r#"{ models: { providers: { mine: { baseUrl: 'https://h.example/v1', models: [{ id: 'meta/llama3', name: 'm' }] } } }, agents: { defaults: { model: 'mine/lla$0ma3' } } }"#,
        expect![[r#"
            * - QuickFix: Replace it with `mine/meta/llama3`
                { models: { providers: { mine: { baseUrl: 'https://h.example/v1', models: [{ id: 'meta/llama3', name: 'm' }] } } }, agents: { defaults: { model: 'mine/meta/llama3' } } }
            - - Rewrite: Write the model as `{ primary, fallbacks }`
                { models: { providers: { mine: { baseUrl: 'https://h.example/v1', models: [{ id: 'meta/llama3', name: 'm' }] } } }, agents: { defaults: { model: { primary: 'mine/llama3', fallbacks: [] } } } }
            - - Rewrite: Add the fallback `mine/meta/llama3`
                { models: { providers: { mine: { baseUrl: 'https://h.example/v1', models: [{ id: 'meta/llama3', name: 'm' }] } } }, agents: { defaults: { model: { primary: 'mine/llama3', fallbacks: ['mine/meta/llama3'] } } } }"#]],
    );
    check(
        r#"{ agents: { defa$0ults: { models: { 'anthropic/claude-opus-5': {} } } } }"#,
        expect![[r#"
        * - QuickFix: Set `model: "anthropic/claude-opus-5"`
            { agents: { defaults: { models: { 'anthropic/claude-opus-5': {} }, model: "anthropic/claude-opus-5" } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { skills: ['obsid$0ain'] } }, mcp: { servers: { github: { command: 'x' } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"obsidian"`
                { agents: { defaults: { skills: ['obsidian'] } }, mcp: { servers: { github: { command: 'x' } } } }"#]],
    );
    check(
        r#"{ tools: { deny: ['githbu$0__list'] }, mcp: { servers: { github: { command: 'x' } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"github__list"` in `deny`
                { tools: { deny: ['github__list'] }, mcp: { servers: { github: { command: 'x' } } } }"#]],
    );
}

#[test]
fn what_is_missing() {
    check(
        r#"{
  bindings: [
    $0{ match: { channel: 'telegram' } },
  ],
}"#,
        expect![[r#"
            * - QuickFix: Add `agentId`, for you to fill in
                {
              bindings: [
                { match: { channel: 'telegram' }, agentId: 'main' },
              ],
            }
            - - QuickFix: Add `type` and `agentId`, for you to fill in
                {
              bindings: [
                { match: { channel: 'telegram' }, type: 'route', agentId: 'main' },
              ],
            }"#]],
    );
    check(
        r#"{ models: { providers: { b$0ox: {} } } }"#,
        expect![[r#"
            * - QuickFix: Add `baseUrl` and `models`, for you to fill in
                { models: { providers: { box: { baseUrl: "http://localhost:8080/v1", models: [] } } } }"#]],
    );
    check(
        r#"{ models: { providers: { box: { baseUrl: 'http://box/v1', models: [$0{}] } } } }"#,
        expect![[r#"
            * - QuickFix: Add `id` and `name`, for you to fill in
                { models: { providers: { box: { baseUrl: 'http://box/v1', models: [{ id: 'id', name: 'name' }] } } } }
            - - QuickFix: Add `id`, for you to fill in
                { models: { providers: { box: { baseUrl: 'http://box/v1', models: [{ id: 'id' }] } } } }
            - - QuickFix: Add `name`, for you to fill in
                { models: { providers: { box: { baseUrl: 'http://box/v1', models: [{ name: 'name' }] } } } }"#]],
    );
    check(
        r#"{ age$0nts: { entries: { home: {}, work: {} } } }"#,
        expect![[r#"
            * - QuickFix: Add `ownership: "explicit"`: each surface names its agent
                { agents: { entries: { home: {}, work: {} }, ownership: "explicit" } }
            - - QuickFix: Let `home` be the only default agent
                { agents: { entries: { home: { default: true }, work: {} } } }
            - - QuickFix: Let `work` be the only default agent
                { agents: { entries: { home: {}, work: { default: true } } } }"#]],
    );
}

#[test]
fn types_and_bounds() {
    check(
        r#"{ gateway: { port: '1$08789' } }"#,
        expect![[r#"
            * - QuickFix: Write `18789`
                { gateway: { port: 18789 } }"#]],
    );
    check(
        r#"{ gateway: { port: 7$00000 } }"#,
        expect![[r#"
            - - QuickFix: Write `65535`
                { gateway: { port: 65535 } }"#]],
    );
    check(
        r#"{ agents: { defaults: { workspace: 3$0 } } }"#,
        expect![[r#"
            * - QuickFix: Write `"3"`
                { agents: { defaults: { workspace: "3" } } }"#]],
    );
    check(
        r#"{ tools: { allow: 're$0ad' } }"#,
        expect![[r#"
            * - QuickFix: Write `['read']`
                { tools: { allow: ['read'] } }"#]],
    );
    check(
        r#"{ cron: { enabled: 'tr$0ue' } }"#,
        expect![[r#"
            * - QuickFix: Write `true`
                { cron: { enabled: true } }"#]],
    );
    check(
        r#"{ agents: { defaults: { params: { temperature: '0$0.2', transport: 'sso' } } } }"#,
        expect![[r#"
            * - QuickFix: Write `0.2`
                { agents: { defaults: { params: { temperature: 0.2, transport: 'sso' } } } }
            - - QuickFix: Remove `temperature`, which has no effect
                { agents: { defaults: { params: { transport: 'sso' } } } }"#]],
    );
}

#[test]
fn forms() {
    check(
        r#"{ agents: { defaults: { heartbeat: { every: '30 min$0utes' } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"30m"`
                { agents: { defaults: { heartbeat: { every: '30m' } } } }"#]],
    );
    check(
        r#"{ session: { maintenance: { maxDiskBytes: '2 gi$0gabytes' } } }"#,
        expect![[r#"
            * - QuickFix: Write `"2gb"`
                { session: { maintenance: { maxDiskBytes: '2gb' } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { heartbeat: { activeHours: { start: '8:$000', end: '22:00' } } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"08:00"`
                { agents: { defaults: { heartbeat: { activeHours: { start: '08:00', end: '22:00' } } } } }"#]],
    );
    check(
        r#"{ secrets: { egressProxy: { allowedHosts: ['https://api.e$0xample'] } } }"#,
        expect![[r#"
            * - QuickFix: Write `"api.example"`
                { secrets: { egressProxy: { allowedHosts: ['api.example'] } } }"#]],
    );
    check(
        r#"{ gateway: { publicOrigin: 'https://claw.e$0xample/ui' } }"#,
        expect![[r#"
            * - QuickFix: Write `"https://claw.example"`
                { gateway: { publicOrigin: 'https://claw.example' } }"#]],
    );
    check(
        r#"{ worktreeRoot: 'work$0trees' }"#,
        expect![[r#"
            * - QuickFix: Write `"~/worktrees"`
                { worktreeRoot: '~/worktrees' }"#]],
    );
    check(
        r#"{ agents: { entries: { 'My A$0gent': {} } } }"#,
        expect![[r#"
            * - QuickFix: Rename `My Agent` to `my-agent`
                { agents: { entries: { 'my-agent': {} } } }
            - - Rewrite: Set `cacheRetention: "none"` for `openai/gpt-6-astra` of the agent `My Agent` (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { entries: { 'My Agent': { models: { "openai/gpt-6-astra": { params: { cacheRetention: "none" } } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every model of the agent `My Agent` (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { entries: { 'My Agent': { params: { cacheRetention: "none" } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { entries: { 'My Agent': {} }, defaults: { params: { cacheRetention: "none" } } } }
            - - Rewrite: Set `cacheRetention: "short"` for `openai/gpt-6-astra` of the agent `My Agent` (was unset, becomes short, the provider's default lifetime)
                { agents: { entries: { 'My Agent': { models: { "openai/gpt-6-astra": { params: { cacheRetention: "short" } } } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every model of the agent `My Agent` (was unset, becomes short, the provider's default lifetime)
                { agents: { entries: { 'My Agent': { params: { cacheRetention: "short" } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every agent and model (was unset, becomes short, the provider's default lifetime)
                { agents: { entries: { 'My Agent': {} }, defaults: { params: { cacheRetention: "short" } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `openai/gpt-6-astra` of the agent `My Agent` (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { entries: { 'My Agent': { models: { "openai/gpt-6-astra": { params: { cacheRetention: "long" } } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every model of the agent `My Agent` (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { entries: { 'My Agent': { params: { cacheRetention: "long" } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { entries: { 'My Agent': {} }, defaults: { params: { cacheRetention: "long" } } } }"#]],
    );
}

#[test]
fn rosters() {
    check(
        r#"{ agents: { entries$0: { home: { default: true }, work: { default: true } } } }"#,
        expect![[r#"
            - - QuickFix: Let `home` be the only default agent
                { agents: { entries: { home: { default: true }, work: {} } } }
            - - QuickFix: Let `work` be the only default agent
                { agents: { entries: { home: {}, work: { default: true } } } }"#]],
    );
    check(
        r#"{ agents: { ownership: 'explicit', entries: { Home: {}, ho$0me: {} } } }"#,
        expect![[r#"
            - - QuickFix: Rename `home` to `home-2`
                { agents: { ownership: 'explicit', entries: { Home: {}, 'home-2': {} } } }
            - - Rewrite: Set `cacheRetention: "none"` for `openai/gpt-6-astra` of the agent `home` (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: { models: { 'openai/gpt-6-astra': { params: { cacheRetention: 'none' } } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every model of the agent `home` (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: { params: { cacheRetention: 'none' } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was unset, becomes none, no cache key; the provider may still cache by itself)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: {} }, defaults: { params: { cacheRetention: 'none' } } } }
            - - Rewrite: Set `cacheRetention: "short"` for `openai/gpt-6-astra` of the agent `home` (was unset, becomes short, the provider's default lifetime)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: { models: { 'openai/gpt-6-astra': { params: { cacheRetention: 'short' } } } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every model of the agent `home` (was unset, becomes short, the provider's default lifetime)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: { params: { cacheRetention: 'short' } } } } }
            - - Rewrite: Set `cacheRetention: "short"` for every agent and model (was unset, becomes short, the provider's default lifetime)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: {} }, defaults: { params: { cacheRetention: 'short' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `openai/gpt-6-astra` of the agent `home` (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: { models: { 'openai/gpt-6-astra': { params: { cacheRetention: 'long' } } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every model of the agent `home` (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: { params: { cacheRetention: 'long' } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was unset, becomes long, 30 minutes; longer cache writes cost more)
                { agents: { ownership: 'explicit', entries: { Home: {}, home: {} }, defaults: { params: { cacheRetention: 'long' } } } }"#]],
    );
    check(
        r#"{ broadcast: { C1$023: { agents: ['main'], maxRounds: 2 } } }"#,
        expect![[r#"
            - - QuickFix: Write only the list of agents, without `maxRounds`
                { broadcast: { C123: ['main'] } }"#]],
    );
    check(
        r#"{ channels: { slack: {} }, broadcast: { C1$023: { agents: ['main'], maxRounds: 2 } } }"#,
        expect![[r#"
            * - QuickFix: Rename `C123` to `slack:C123`
                { channels: { slack: {} }, broadcast: { 'slack:C123': { agents: ['main'], maxRounds: 2 } } }
            - - QuickFix: Write only the list of agents, without `maxRounds`
                { channels: { slack: {} }, broadcast: { C123: ['main'] } }"#]],
    );
}

#[test]
fn sections() {
    check(
        r#"{ tools$0: { allow: ['read'], alsoAllow: ['exec', 'read'] } }"#,
        expect![[r#"
            * - QuickFix: Put the names of `alsoAllow` into `allow`
                { tools: { allow: ['read', 'exec'] } }
            - - QuickFix: Remove `alsoAllow`
                { tools: { allow: ['read'] } }
            - - QuickFix: Remove `allow`, and with it the limit
                { tools: { alsoAllow: ['exec', 'read'] } }"#]],
    );
    check(
        r#"{ gateway: { auth: { mode: 'n$0one' }, tailscale: { mode: 'funnel' } } }"#,
        expect![[r#"
            * - QuickFix: Write `"token"`
                { gateway: { auth: { mode: 'token' }, tailscale: { mode: 'funnel' } } }
            - - QuickFix: Write `"password"`
                { gateway: { auth: { mode: 'password' }, tailscale: { mode: 'funnel' } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { sandbox: { docker: { network: 'ho$0st' } } } } }"#,
        expect![[r#"
            * - QuickFix: Write `"bridge"`
                { agents: { defaults: { sandbox: { docker: { network: 'bridge' } } } } }
            - - QuickFix: Remove `network`
                { agents: { defaults: { sandbox: { docker: {} } } } }"#]],
    );
}

#[test]
fn variables_and_secrets() {
    check(
        r#"{ gateway: { auth: { token: '${gateway_to$0ken:-none}' } } }"#,
        expect![[r#"
            * - QuickFix: Write `${GATEWAY_TOKEN}`, without a default
                { gateway: { auth: { token: '${GATEWAY_TOKEN}' } } }
            - - Extract: Move the secret to `env.vars.OPENCLAW_GATEWAY_TOKEN` and write `${OPENCLAW_GATEWAY_TOKEN}`
                { gateway: { auth: { token: '${OPENCLAW_GATEWAY_TOKEN}' } }, env: { vars: { OPENCLAW_GATEWAY_TOKEN: '${gateway_token:-none}' } } }
            - - Extract: Move the secret to `env.vars.OPENCLAW_GATEWAY_TOKEN` and refer to it as a secret reference
                { gateway: { auth: { token: { source: 'env', provider: 'default', id: 'OPENCLAW_GATEWAY_TOKEN' } } }, env: { vars: { OPENCLAW_GATEWAY_TOKEN: '${gateway_token:-none}' } } }"#]],
    );
    check(
        r#"{ secrets: { providers: { vault: { source: 'env' } } }, gateway: { auth: { to$0ken: { source: 'file', provider: 'vault', id: 'TOKEN' } } } }"#,
        expect![[r#"
            * - QuickFix: Write `source: "env"`, as the provider `vault` has it
                { secrets: { providers: { vault: { source: 'env' } } }, gateway: { auth: { token: { source: 'env', provider: 'vault', id: 'TOKEN' } } } }"#]],
    );
    check(
        r#"{ channels: { discord: { threadBindings: { webhook$0Token: { source: 'env', provider: 'default', id: 'HOOK' } } } } }"#,
        expect![[r#"
            - - QuickFix: Remove `webhookToken`
                { channels: { discord: { threadBindings: {} } } }"#]],
    );
}
