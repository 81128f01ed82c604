//! Before and after, for the migrations of several members.

use super::{check, fixed, snapshot};
use crate::fix::{dropped, fix_everything};
use crate::text::apply_all;
use expect_test::{Expect, expect};

/// The text after all migrations, of which the safe ones alone make nothing.
#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
fn check_everything(before: &str, after: Expect) {
    assert_eq!(fixed(before), before, "not without asking");
    after.assert_eq(&apply_all(before, &fix_everything(&snapshot(before), None)));
}

#[test]
fn the_trace_of_the_cache_is_one_switch() {
    check(
        "{ diagnostics: { cacheTrace: { filePath: '/x', /* on */ enabled: true, includePrompt: 1 } } }",
        expect!["{ diagnostics: { cacheTrace: { /* on */ enabled: true } } }"],
    );
    check(
        "{ diagnostics: { cacheTrace: { filePath: '/x' } } }",
        expect!["{ diagnostics: { cacheTrace: { enabled: false } } }"],
    );
    check("{ diagnostics: { cacheTrace: {} } }", expect!["{ diagnostics: { cacheTrace: {} } }"]);
}

#[test]
fn agents_and_their_runtimes() {
    check(
        "{ agents: { defaults: { model: 'anthropic/claude-opus-5', agentRuntime: { id: 'claude-cli' } /* cli */, modelPolicy: {} } } }",
        expect![
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5', /* cli */ modelPolicy: {}, models: { 'anthropic/claude-opus-5': { agentRuntime: { id: 'claude-cli' } } } } } }"
        ],
    );
    check(
        "{ agents: { entries: { a: { model: 'openai/gpt-5.5', agentRuntime: { id: 'codex' } } } } }",
        expect!["{ agents: { entries: { a: { model: 'openai/gpt-5.5' } } } }"],
    );
    check(
        "{\n  agents: {\n    defaults: {\n      // by the CLI\n      model: \"claude-cli/claude-opus-5\",\n    },\n  },\n}\n",
        expect![[r#"
            {
              agents: {
                defaults: {
                  // by the CLI
                  model: "anthropic/claude-opus-5",
                  models: {
                    "anthropic/claude-opus-5": {
                      agentRuntime: { id: "claude-cli" },
                    },
                  },
                },
              },
              meta: {
                migrations: { modelPolicyAllowlist: true },
              },
            }
        "#]],
    );
    check(
        "{ agents: { defaults: { modelPolicy: { allow: ['codex-cli/gpt-5.5', 'x/y'] }, models: { 'codex-cli/gpt-5.5': { alias: 'g' }, 'openai/gpt-5.5': { params: {} } } } } }",
        expect![
            "{ agents: { defaults: { modelPolicy: { allow: ['openai/gpt-5.5', 'x/y'] }, models: { 'openai/gpt-5.5': { params: {}, alias: 'g', agentRuntime: { id: 'codex' } } } } } }"
        ],
    );
}

#[test]
fn browsers_without_a_network() {
    check(
        "{ agents: { defaults: { sandbox: { browser: { enabled: true, network: 'none' } } }, ownership: 'explicit', entries: { a: { sandbox: { browser: { network: 'bridge' } } }, b: { sandbox: { browser: { enabled: true } } } } } }",
        expect![
            "{ agents: { defaults: { sandbox: { browser: { enabled: false, network: 'openclaw-sandbox-browser' } } }, ownership: 'explicit', entries: { a: { sandbox: { browser: { network: 'bridge', enabled: true } } }, b: { sandbox: { browser: { enabled: false } } } } } }"
        ],
    );
}

#[test]
fn the_heartbeat_of_the_root() {
    check(
        "{\n  heartbeat: {\n    every: '30m', // often\n    showOk: true,\n  },\n  agents: { defaults: { heartbeat: { every: '1h' } } },\n}\n",
        expect![[r#"
            {
              // often
              agents: { defaults: { heartbeat: { every: '1h' } } },
              channels: {
                defaults: {
                  heartbeatVisibility: { showOk: true },
                },
              },
            }
        "#]],
    );
}

#[test]
fn running_commands() {
    check(
        "{ tools: { exec: { security: 'allowlist', /* ask */ ask: 'on-miss' } } }",
        expect!["{ tools: { exec: { mode: 'ask' /* ask */ } } }"],
    );
    check(
        "{ tools: { exec: { security: 'full', mode: 'deny' } } }",
        expect!["{ tools: { exec: { mode: 'deny' } } }"],
    );
    check(
        "{ tools: { message: { allowCrossContextSend: true } }, agents: { entries: { a: { tools: { message: { allowCrossContextSend: false } } } } } }",
        expect![
            "{ tools: { message: { crossContext: { allowWithinProvider: true, allowAcrossProviders: true } } }, agents: { entries: { a: { tools: { message: { crossContext: { allowWithinProvider: true, allowAcrossProviders: false } } } } } } }"
        ],
    );
}

#[test]
fn tools_with_other_names() {
    check(
        "{ tools: { allow: ['read', 'image', 'spawn_task'], deny: ['spawn_*'] } }",
        expect![
            "{ tools: { allow: ['read', 'view_image', 'suggest_task'], deny: ['spawn_*', 'suggest_task'] } }"
        ],
    );
    check(
        "{ tools: { allow: ['read'], alsoAllow: ['exec', 'read'] } }",
        expect!["{ tools: { allow: ['read', 'exec'], alsoAllow: [] } }"],
    );
    check(
        "{ tools: { profile: 'messaging', allow: ['exec', 'message'], exec: { timeoutSeconds: 3 } } }",
        expect!["{ tools: { profile: 'full', allow: ['message', 'exec'], exec: { timeoutSeconds: 3 } } }"],
    );
}

#[test]
fn plugins_that_became_others() {
    check(
        "{\n  plugins: {\n    allow: ['a', 'openai-codex', 'openai'],\n    deny: ['codex-supervisor'],\n    entries: {\n      // the watcher\n      'codex-supervisor': {\n        enabled: true,\n        config: { allowWriteControls: true /* yes */, other: 1 },\n      },\n    },\n  },\n}\n",
        expect![[r#"
            {
              plugins: {
                allow: ['a', 'openai'],
                deny: [],
                entries: {
                  'codex': {
                    'config': {
                      'supervision': {
                        'enabled': false,
                        /* yes */
                        'allowWriteControls': true,
                      },
                    },
                  },
                  // the watcher
                },
              },
            }
        "#]],
    );
    check(
        "{ talk: { voiceId: 'v', apiKey: 'k', provider: 'openai' } }",
        expect!["{ talk: { provider: 'openai', providers: { openai: { voiceId: 'v', apiKey: 'k' } } } }"],
    );
    check(
        "{ talk: { model: 'm', voice: 'v' } }",
        expect!["{ talk: { realtime: { model: 'm', speakerVoice: 'v' } } }"],
    );
    check(
        "{ plugins: { entries: { 'llm-task': { config: { allowedModels: ['openai/gpt-5.5', 'x'] } } } } }",
        expect![
            "{ plugins: { entries: { 'llm-task': { config: {}, llm: { allowedCompletionModels: ['openai/gpt-5.5'], allowModelOverride: true, allowAuthProfileOverride: true } } } } }"
        ],
    );
}

#[test]
fn models_and_their_rows() {
    check(
        "{ agents: { defaults: { model: { primary: 'anthropic/claude-opus-4-5@work', fallbacks: ['openai/gpt-4o' /* old */, 'x/y'] } } } }",
        expect![
            "{ agents: { defaults: { model: { primary: 'anthropic/claude-opus-4-7@work', fallbacks: ['openai/gpt-5.5' /* old */, 'x/y'] } } } }"
        ],
    );
    check(
        "{ agents: { defaults: { model: 'x/y', modelPolicy: {}, models: { 'openai/gpt-4o': { alias: 'a' }, 'openai/gpt-5.5': { params: {} } } } } }",
        expect![
            "{ agents: { defaults: { model: 'x/y', modelPolicy: {}, models: { 'openai/gpt-5.5': { params: {}, alias: 'a' } } } } }"
        ],
    );
    check(
        "{ models: { providers: { x: { contextWindow: 5 /* all */, models: [{ id: 'a' }, { id: 'b', contextWindow: 9 }, { id: 'c' }] } } }, agents: { defaults: { model: 'x/a' } } }",
        expect![[r#"
            { models: { providers: { x: { models: [{ id: 'a',
              /* all */
              contextWindow: 5 }, { id: 'b', contextWindow: 9 }, { id: 'c', contextWindow: 5 }] } } }, agents: { defaults: { model: 'x/a' } } }"#]],
    );
    check(
        "{ models: { providers: { deepseek: { models: [{ id: 'deepseek-v4-flash', contextWindow: 200000 }] } } }, agents: { defaults: { model: 'x/a' } } }",
        expect![
            "{ models: { providers: { deepseek: { models: [{ id: 'deepseek-v4-flash', contextWindow: 1000000 }] } } }, agents: { defaults: { model: 'x/a' } } }"
        ],
    );
    check(
        "{ agents: { defaults: { model: 'vllm/q', modelPolicy: {}, models: { 'vllm/q': { params: { qwenThinkingFormat: 'chat-template' } } } } } }",
        expect![
            "{ agents: { defaults: { model: 'vllm/q', modelPolicy: {}, models: { 'vllm/q': {} } } }, models: { providers: { vllm: { models: [{ id: 'q', name: 'q', reasoning: true, compat: { thinkingFormat: 'qwen-chat-template' } }] } } } }"
        ],
    );
}

#[test]
fn providers_that_became_others() {
    check(
        "{ agents: { defaults: { model: 'a/b' } }, models: { providers: { codex: { baseUrl: 'u', models: [{ id: 'g' }] } } } }",
        expect![
            "{ agents: { defaults: { model: 'a/b' } }, models: { providers: { openai: { baseUrl: 'u', models: [{ id: 'g', agentRuntime: { id: 'codex' } }] } } } }"
        ],
    );
    check(
        "{ agents: { defaults: { model: 'a/b' } }, models: { providers: { 'openai-codex': { baseUrl: 'u', models: [{ id: 'g' }] }, openai: { baseUrl: 'v', models: [{ id: 'h' }] } } } }",
        expect![
            "{ agents: { defaults: { model: 'a/b' } }, models: { providers: { openai: { baseUrl: 'v', models: [{ id: 'h' }, { id: 'g', baseUrl: 'u' }] } } } }"
        ],
    );
    check(
        "{ agents: { defaults: { model: 'a/b' } }, models: { providers: { 'openai-codex': { apiKey: 'k', models: [{ id: 'g' }] }, openai: { baseUrl: 'v', models: [] } } } }",
        expect![
            "{ agents: { defaults: { model: 'a/b' } }, models: { providers: { 'openai-codex': { apiKey: 'k', models: [{ id: 'g' }] }, openai: { baseUrl: 'v', models: [] } } } }"
        ],
    );
}

#[test]
fn memory() {
    check(
        "{ memory: { backend: 'qmd', qmd: { paths: [{ path: '/a' }, { path: '/b', pattern: '*.md' }], sessions: { enabled: true } } } }",
        expect![
            "{ memory: { search: { experimental: { sessionMemory: true }, sources: ['memory', 'sessions'], extraPaths: ['/a', { path: '/b', pattern: '*.md' }] } } }"
        ],
    );
    check(
        "{ agents: { entries: { a: { memory: { search: { qmd: { extraCollections: [{ path: '/a' }] } } } } } } }",
        expect![[r#"{ agents: { entries: { a: { memory: { search: { extraPaths: ["/a"] } } } } } }"#]],
    );
}

#[test]
fn the_gateway_and_diagnostics() {
    check(
        "{ diagnostics: { otel: { enabled: true, protocol: 'grpc', captureContent: { inputMessages: true } } } }",
        expect!["{ diagnostics: { otel: { enabled: false, captureContent: true } } }"],
    );
    check(
        "{ gateway: { bind: 'lan', port: 5, webchat: {} } }",
        expect![
            "{ gateway: { bind: 'lan', port: 5, controlUi: { allowedOrigins: ['http://localhost:5', 'http://127.0.0.1:5'] } } }"
        ],
    );
    check("{ gateway: { bind: 'lan' } }", expect!["{ gateway: { bind: 'lan' } }"]);
    check(
        "{ gateway: { tailscale: { mode: 'serve', serviceName: 's' } } }",
        expect!["{ gateway: { tailscale: { mode: 'off' } } }"],
    );
    check(
        "{ discovery: { wideArea: { enabled: false, domain: 'd' } } }",
        expect!["{ discovery: { wideArea: {} } }"],
    );
    check(
        "{ commands: { ownerAllowFrom: ['discord:user:1', '2'] } }",
        expect!["{ commands: { ownerAllowFrom: ['discord:1', '2'] } }"],
    );
}

#[test]
fn media_models() {
    check(
        "{ audio: { transcription: { command: ['whisper', '{input}'], timeoutSeconds: 5 } } }",
        expect![
            "{ tools: { media: { audio: { enabled: true, preferredModel: 'cli:whisper' }, models: [{ command: 'whisper', type: 'cli', args: ['{{AttachmentPath}}'], timeoutSeconds: 5, capabilities: ['audio'] }] } } }"
        ],
    );
    check(
        "{ tools: { media: { models: [{ provider: 'a' }], image: { models: [{ provider: 'b', deepgram: { smartFormat: true } }] } } } }",
        expect![
            "{ tools: { media: { models: [{ provider: 'b', providerOptions: { deepgram: { smart_format: true } }, capabilities: ['image'] }, { provider: 'a' }] } } }"
        ],
    );
}

#[test]
fn secrets() {
    check(
        "{ gateway: { auth: { token: 'secretref-env:TOKEN' /* key */ } } }",
        expect![
            "{ gateway: { auth: { token: { source: 'env', provider: 'default', id: 'TOKEN' } /* key */ } } }"
        ],
    );
    check(
        "{ gateway: { auth: { token: 'secretref-env:lower' } } }",
        expect!["{ gateway: { auth: { token: 'secretref-env:lower' } } }"],
    );
}

#[test]
fn moves_with_conditions() {
    check(
        "{ session: { typingMode: 'never' }, agents: { defaults: { typingMode: 'instant' } } }",
        expect!["{ session: {}, agents: { defaults: { typingMode: 'never' } } }"],
    );
    check(
        "{ browser: { ssrfPolicy: { allowPrivateNetwork: true, dangerouslyAllowPrivateNetwork: false } } }",
        expect!["{ browser: { ssrfPolicy: { dangerouslyAllowPrivateNetwork: true } } }"],
    );
    check(
        "{ tools: { web: { fetch: { firecrawl: { enabled: true, apiKey: 'k' } } } } }",
        expect![
            "{ tools: { web: { fetch: {} } }, plugins: { entries: { firecrawl: { enabled: true, config: { webFetch: { apiKey: 'k' } } } } } }"
        ],
    );
    check(
        "{ env: { lower: 'x' }, defaultModel: 'a/b' }",
        expect!["{ env: { vars: { lower: 'x' } }, agents: { defaults: { model: 'a/b' } } }"],
    );
    check(
        "{ skills: { entries: { 'nano-banana-pro': { apiKey: 'k' } } } }",
        expect![
            "{ agents: { defaults: { mediaModels: { image: { primary: 'google/gemini-3-pro-image-preview' } } } }, models: { providers: { google: { apiKey: 'k', baseUrl: 'https://generativelanguage.googleapis.com/v1beta', models: [] } } } }"
        ],
    );
    check(
        "{ messages: { responsePrefix: 'x', removeAckAfterReply: true }, channels: { discord: {}, defaults: {} } }",
        expect![
            "{ messages: { responsePrefix: 'x' }, channels: { discord: { responsePrefix: 'x' }, defaults: {} } }"
        ],
    );
}

#[test]
fn several_agents() {
    check(
        "{ agents: { list: [{ id: 'main' }, { id: 'b' }] } }",
        expect![
            "{ agents: { entries: { main: { workspace: '~/.openclaw/workspace' }, b: {} }, ownership: 'explicit', defaults: { heartbeat: { agentId: 'main' }, systemAgent: { agentId: 'main' } } } }"
        ],
    );
    check("{ agents: { entries: { a: {}, b: {} } } }", expect!["{ agents: { entries: { a: {}, b: {} } } }"]);
}

#[test]
fn what_is_lost_is_only_made_when_everything_is() {
    check_everything(
        "{ agents: { list: [{ id: 'main', name: 'x' }], /* new */ entries: { main: {} } } }",
        expect!["{ agents: { /* new */ entries: { main: {} } } }"],
    );
    check_everything(
        "{ hooks: { internal: { enabled: true, handlers: [] } } }",
        expect!["{ hooks: { internal: {} } }"],
    );
    check_everything(
        "{ canvasHost: { enabled: true, root: '/x' } }",
        expect!["{ plugins: { entries: { canvas: { config: { host: { enabled: true } } } } } }"],
    );
    check_everything(
        "{ agents: { defaults: { systemPromptOverride: 'p' } } }",
        expect!["{ agents: { defaults: {} } }"],
    );
    check_everything(
        "{ models: { providers: { x: { models: [{ id: 'a', compat: { thinkingFormat: 'zz' } }] } } }, agents: { defaults: { model: 'x/a' } } }",
        expect![
            "{ models: { providers: { x: { models: [{ id: 'a', compat: {} }] } } }, agents: { defaults: { model: 'x/a' } } }"
        ],
    );
}

#[test]
fn the_default_agent_owns_what_no_binding_assigns() {
    check_everything(
        "{ agents: { entries: { a: {}, b: { default: true } } }, channels: { slack: {}, discord: { enabled: false } } }",
        expect![[
            r#"{ agents: { entries: { a: {}, b: { workspace: "~/.openclaw/workspace" } }, ownership: "explicit", defaults: { heartbeat: { agentId: "b" }, systemAgent: { agentId: "b" }, authInheritance: { agentId: "b" } } }, channels: { slack: {}, discord: { enabled: false } }, talk: { agentId: "b" }, bindings: [{ agentId: "b", match: { channel: "slack", accountId: "*" } }] }"#
        ]],
    );
}

#[test]
fn extras_alone() {
    check_everything(
        "{ agents: { defaults: { utilityModel: 'openai/x' } } }",
        expect![
            "{ agents: { defaults: { utilityModel: 'openai/x', model: { primary: 'openai/gpt-6-astra' } } }, meta: { migrations: { utilityModelSeparation: true } } }"
        ],
    );
    check_everything(
        "{ agents: { defaults: { models: { 'openai/x': {} }, model: 'a/b' } } }",
        expect![
            "{ agents: { defaults: { models: { 'openai/x': {} }, model: 'a/b', modelPolicy: { allow: ['openai/x'] } } }, meta: { migrations: { modelPolicyAllowlist: true } } }"
        ],
    );
    check_everything(
        "{ models: { providers: { ollama: { api: 'ollama', models: [{ id: 'a', contextWindow: 5 }] } } }, agents: { defaults: { model: 'a/b' } } }",
        expect![
            "{ models: { providers: { ollama: { api: 'ollama', models: [{ id: 'a', contextWindow: 5, params: { num_ctx: 5 } }] } } }, agents: { defaults: { model: 'a/b' } } }"
        ],
    );
}

#[test]
fn what_is_written_in_another_way_is_not_dropped() {
    let told = |text: &str| dropped(&snapshot(text), &fix_everything(&snapshot(text), None));
    assert!(told("{ tools: { exec: { security: 'full', ask: 'off' } } }").is_empty());
    assert_eq!(
        told("{ tools: { exec: { mode: 'ask', security: 'full' } } }"),
        ["`tools.exec.security: 'full'`"]
    );
}
