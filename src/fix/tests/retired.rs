//! Rows of `data/migrations/retired.tsv`, variables below `env`, and `agents.list`.

use super::{check, check_findings, fixed};
use expect_test::expect;

#[test]
fn variables_below_env() {
    check("{ env: { ANTHROPIC_API_KEY: 'x' } }", expect!["{ env: { vars: { ANTHROPIC_API_KEY: 'x' } } }"]);
    check(
        "{\n  env: {\n    // for Claude\n    ANTHROPIC_API_KEY: \"x\", // mine\n    shellEnv: { enabled: true },\n    https_proxy: \"y\",\n  },\n}\n",
        expect![[r#"
            {
              env: {
                vars: {
                  // for Claude
                  ANTHROPIC_API_KEY: "x", // mine
                  https_proxy: "y",
                },
                shellEnv: { enabled: true },
              },
            }
        "#]],
    );
    check(
        "{ env: { vars: { A: '1', }, A: '2', B: '3' } }",
        expect!["{ env: { vars: { A: '1', B: '3', } } }"],
    );
    check(
        "{ \"env\": { \"A\": \"1\", \"B\": 5, \"shelEnv\": {} } }",
        expect![[r#"{ "env": { "vars": { "A": "1" }, "B": 5, "shelEnv": {} } }"#]],
    );
    check_findings(
        "{ env: { ANTHROPIC_API_KEY: 'geheim', vars: { A: '1' }, A: '2', shelEnv: {}, B: 5 } }",
        expect![[r#"
            error legacy-flat-env ANTHROPIC_API_KEY at env: variables belong in `env.vars`: move `ANTHROPIC_API_KEY` there. Older releases of OpenClaw still take it here
            error legacy-flat-env A at env: variables belong in `env.vars`, and `A` there wins: remove this one
            error legacy-flat-env B at env: variables belong in `env.vars`: move `B` there. Older releases of OpenClaw still take it here"#]],
    );
}

#[test]
fn the_array_of_agents() {
    check("{ agents: { list: [{ id: 'main' }] } }", expect!["{ agents: { entries: { main: {} } } }"]);
    check(
        "{\n  agents: {\n    // all of them\n    \"list\": [\n      // first\n      { id: \"main\", default: true, name: \"Ada\" }, // Ada\n      {\n        // its id\n        id: \"my-bob\", // Bob\n        name: \"Bob\",\n      },\n      // end\n    ],\n  },\n}\n",
        expect![[r#"
            {
              agents: {
                // all of them
                "entries": {
                  // first
                  "main": { default: true, name: "Ada" }, // Ada
                  // its id
                  // Bob
                  "my-bob": {
                    name: "Bob",
                  },
                  // end
                },
              },
            }
        "#]],
    );
    check(
        "{ agents: { list: [{ id: 'main', tools: { exec: { timeoutSec: 5 } }, runRetries: 3 }] } }",
        expect!["{ agents: { entries: { main: { tools: { exec: { timeoutSeconds: 5 } } } } } }"],
    );
    for list in ["[{}]", "[{ id: 'A' }]", "[{ id: 'a' }, { id: 'a' }]", "[{ $include: './a.json5' }]", "{}"] {
        let text = format!("{{ agents: {{ list: {list} }} }}");
        assert_eq!(fixed(&text), text);
    }
    let both = "{ agents: { list: [{ id: 'a' }], entries: { b: {} } } }";
    assert_eq!(fixed(both), both);
}

#[test]
fn retired_settings_go_with_what_they_leave_empty() {
    check(
        "{ systemAgent: {}, auth: { cooldowns: {} }, cron: { retry: {}, enabled: true }, tools: { loopDetection: { historySize: 3 } } }",
        expect!["{ cron: { enabled: true } }"],
    );
    check(
        "{\n  gateway: {\n    // careful\n    handshakeTimeoutMs: 3, // ms\n    http: { endpoints: { responses: { maxBodyBytes: 1 } } },\n  },\n}\n",
        expect![[r#"
            {
              gateway: {
                // careful
                // ms
              },
            }
        "#]],
    );
    check(
        "{ memory: { search: { query: { hybrid: { mmr: { lambda: 1 } }, maxResults: 3 } } } }",
        expect!["{ memory: { search: { query: { maxResults: 3 } } } }"],
    );
}

#[test]
fn moves() {
    check(
        "{ session: { typingMode: 'never', scope: 'global' } }",
        expect!["{ session: { scope: 'global' }, agents: { defaults: { typingMode: 'never' } } }"],
    );
    check(
        "{\n  channels: {\n    telegram: {\n      botToken: \"1:a\",\n      // lines\n      chunkMode: \"newline\",\n      blockStreaming: true, // blocks\n      blockStreamingCoalesce: { minChars: 3 },\n    },\n  },\n}\n",
        expect![[r#"
            {
              channels: {
                telegram: {
                  botToken: "1:a",
                  streaming: {
                    // lines
                    chunkMode: "newline",
                    block: {
                      enabled: true, // blocks
                      coalesce: { minChars: 3 },
                    },
                  },
                },
              },
            }
        "#]],
    );
    check(
        "{ channels: { discord: { dm: { policy: 'open', allowFrom: ['*'] }, allowFrom: ['1'] } } }",
        expect![
            "{ channels: { discord: { dm: { allowFrom: ['*'] }, allowFrom: ['1'], dmPolicy: 'open' } } }"
        ],
    );
    check(
        "{ tools: { web: { search: { apiKey: 'k', gemini: { apiKey: 'g' } } } } }",
        expect![
            "{ tools: { web: { search: {} } }, plugins: { entries: { brave: { config: { webSearch: { apiKey: 'k' } }, enabled: true }, google: { config: { webSearch: { apiKey: 'g' } }, enabled: true } } } }"
        ],
    );
    check(
        "{ messages: { tts: { auto: 'off', realtime: { voice: 'v' } } }, tts: { auto: 'always', maxTextLength: 5 } }",
        expect![
            "{ messages: {}, tts: { auto: 'always', maxTextLength: 5 }, talk: { realtime: { speakerVoice: 'v' } } }"
        ],
    );
    check(
        "{ tts: { openai: { model: 'm', x: 1 }, providers: { openai: { model: 'n' } }, edge: {}, microsoft: {} } }",
        expect!["{ tts: { providers: { openai: { model: 'n', x: 1 }, microsoft: {} } } }"],
    );
    check(
        "{ audit: { enabled: true }, web: { enabled: false, reconnect: {} } }",
        expect!["{ logging: { audit: { enabled: true } }, channels: { whatsapp: { enabled: false } } }"],
    );
}

#[test]
fn values() {
    check(
        "{ gateway: { bind: '0.0.0.0' }, messages: { queue: { mode: \"queue\", byChannel: { slack: 'steer-backlog', x: 'collect' } } } }",
        expect![[
            r#"{ gateway: { bind: 'lan', controlUi: { allowedOrigins: ['http://localhost:18789', 'http://127.0.0.1:18789'] } }, messages: { queue: { mode: "steer", byChannel: { slack: 'followup', x: 'collect' } } } }"#
        ]],
    );
    check(
        "{ agents: { defaults: { sandbox: { perSession: true } } }, mcp: { servers: { a: { disabled: true, type: 'stdio' }, b: { disabled: true, enabled: true } } } }",
        expect![
            "{ agents: { defaults: { sandbox: { scope: 'session' } } }, mcp: { servers: { a: { enabled: false }, b: { enabled: true } } } }"
        ],
    );
    check(
        "{ channels: { telegram: { streaming: true, chunkMode: 'newline' }, discord: { streamMode: 'block' } } }",
        expect![
            "{ channels: { telegram: { streaming: { mode: 'partial', chunkMode: 'newline' } }, discord: { streaming: { mode: 'block' } } } }"
        ],
    );
    check_findings(
        "{ gateway: { bind: '0.0.0.0', webchat: {} }, channels: { slack: { streaming: false } }, audit: {}, mcp: { servers: { a: { type: 'x', disabled: 1 } } } }",
        expect![[r#"
            error legacy-value '0.0.0.0' at gateway.bind: `0.0.0.0` is retired here: write `lan`
            error legacy-key webchat at gateway: `webchat` is retired: remove it, nothing reads it any more
            error legacy-key false at channels.slack.streaming: `streaming` is an object today, with `mode` in it
            error legacy-key audit at <root>: `audit` is retired: it is now `logging.audit`
            error foreign-mcp-key disabled at mcp.servers.a.disabled: OpenClaw does not accept `disabled` here: write `enabled` with the opposite value"#]],
    );
}
