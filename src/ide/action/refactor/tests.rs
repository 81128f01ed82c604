//! Cursor fixtures of the refactorings: `$0` stands where they are asked for.

use crate::ide::action::tests::{check, titles};
use expect_test::expect;

#[test]
fn a_model_with_fallbacks() {
    check(
        r#"{
  agents: {
    defaults: {
      model: 'anthropic/claude-op$0us-5', // the best
    },
  },
}"#,
        expect![[r#"
            - - Rewrite: Write the model as `{ primary, fallbacks }`
                {
              agents: {
                defaults: {
                  model: { primary: 'anthropic/claude-opus-5', fallbacks: [] }, // the best
                },
              },
            }
            - - Rewrite: Add the fallback `anthropic/claude-opus-5-5` ($4/$20 per M)
                {
              agents: {
                defaults: {
                  model: {
                    primary: 'anthropic/claude-opus-5',
                    fallbacks: ['anthropic/claude-opus-5-5'],
                  }, // the best
                },
              },
            }
            - - Rewrite: Set `cacheRetention: "none"` for `anthropic/claude-opus-5`, which may limit the choice to listed models (was short, becomes none, no caching)
                {
              agents: {
                defaults: {
                  model: 'anthropic/claude-opus-5', // the best
                  models: {
                    'anthropic/claude-opus-5': {
                      params: { cacheRetention: 'none' },
                    },
                  },
                },
              },
            }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was short, becomes none, no caching)
                {
              agents: {
                defaults: {
                  model: 'anthropic/claude-opus-5', // the best
                  params: { cacheRetention: 'none' },
                },
              },
            }
            - - Rewrite: Set `cacheRetention: "long"` for `anthropic/claude-opus-5`, which may limit the choice to listed models (was short, becomes long, 1 hour; longer cache writes cost more)
                {
              agents: {
                defaults: {
                  model: 'anthropic/claude-opus-5', // the best
                  models: {
                    'anthropic/claude-opus-5': {
                      params: { cacheRetention: 'long' },
                    },
                  },
                },
              },
            }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was short, becomes long, 1 hour; longer cache writes cost more)
                {
              agents: {
                defaults: {
                  model: 'anthropic/claude-opus-5', // the best
                  params: { cacheRetention: 'long' },
                },
              },
            }"#]],
    );
    check(
        r#"{ agents: { defaults: { model: { prim$0ary: 'anthropic/claude-opus-5', fallbacks: [] } } } }"#,
        expect![[r#"
            - - Rewrite: Write the model as text, without the empty `fallbacks`
                { agents: { defaults: { model: 'anthropic/claude-opus-5' } } }
            - - Rewrite: Add the fallback `anthropic/claude-opus-5-5` ($4/$20 per M)
                { agents: { defaults: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['anthropic/claude-opus-5-5'] } } } }
            - - Rewrite: Set `cacheRetention: "none"` for `anthropic/claude-opus-5`, which may limit the choice to listed models (was short, becomes none, no caching)
                { agents: { defaults: { model: { primary: 'anthropic/claude-opus-5', fallbacks: [] }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'none' } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was short, becomes none, no caching)
                { agents: { defaults: { model: { primary: 'anthropic/claude-opus-5', fallbacks: [] }, params: { cacheRetention: 'none' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `anthropic/claude-opus-5`, which may limit the choice to listed models (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { defaults: { model: { primary: 'anthropic/claude-opus-5', fallbacks: [] }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { defaults: { model: { primary: 'anthropic/claude-opus-5', fallbacks: [] }, params: { cacheRetention: 'long' } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { model: { primary: 'anthropic/claude-opus-5', fallb$0acks: ['openai/gpt-5.4'] } } } }"#,
        expect![[r#"
            - - Rewrite: Add the fallback `anthropic/claude-opus-5-5` ($4/$20 per M)
                { agents: { defaults: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.4', 'anthropic/claude-opus-5-5'] } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { model: { primary: 'box/m' /* mine */, fallb$0acks: [] } } }, models: { providers: { box: { baseUrl: 'http://box/v1', models: [{ id: 'm', name: 'M' }] } } } }"#,
        expect![[""]],
    );
}

#[test]
fn retention_of_a_model() {
    check(
        r#"{ agents: { defaults: { models: { 'anthropic/claude-o$0pus-5': { alias: 'big' } } } } }"#,
        expect![[r#"
            - - Rewrite: Set `cacheRetention: "none"` for `anthropic/claude-opus-5` (was short, becomes none, no caching)
                { agents: { defaults: { models: { 'anthropic/claude-opus-5': { alias: 'big', params: { cacheRetention: 'none' } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was short, becomes none, no caching)
                { agents: { defaults: { models: { 'anthropic/claude-opus-5': { alias: 'big' } }, params: { cacheRetention: 'none' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `anthropic/claude-opus-5` (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { defaults: { models: { 'anthropic/claude-opus-5': { alias: 'big', params: { cacheRetention: 'long' } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { defaults: { models: { 'anthropic/claude-opus-5': { alias: 'big' } }, params: { cacheRetention: 'long' } } } }"#]],
    );
    check(
        r#"{ agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { main: { model: 'anthropic/claude-o$0pus-5' } } } }"#,
        expect![[r#"
            - - Rewrite: Write the model as `{ primary, fallbacks }`
                { agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { main: { model: { primary: 'anthropic/claude-opus-5', fallbacks: [] } } } } }
            - - Rewrite: Add the fallback `anthropic/claude-opus-5-5` ($4/$20 per M)
                { agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { main: { model: { primary: 'anthropic/claude-opus-5', fallbacks: ['anthropic/claude-opus-5-5'] } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for `anthropic/claude-opus-5` of the agent `main` (was short, becomes none, no caching)
                { agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { main: { model: 'anthropic/claude-opus-5', models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'none' } } } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every model of the agent `main` (was short, becomes none, no caching)
                { agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { main: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'none' } } } } }
            - - Rewrite: Set `cacheRetention: "none"` for every agent and model (was short, becomes none, no caching)
                { agents: { defaults: { model: 'openai/gpt-5.4', params: { cacheRetention: 'none' } }, entries: { main: { model: 'anthropic/claude-opus-5' } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `anthropic/claude-opus-5` of the agent `main` (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { main: { model: 'anthropic/claude-opus-5', models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every model of the agent `main` (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { defaults: { model: 'openai/gpt-5.4' }, entries: { main: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for every agent and model (was short, becomes long, 1 hour; longer cache writes cost more)
                { agents: { defaults: { model: 'openai/gpt-5.4', params: { cacheRetention: 'long' } }, entries: { main: { model: 'anthropic/claude-opus-5' } } } }"#]],
    );
    check(
        r#"{ auth: { profiles: { work: { provider: 'anthropic', mode: 'api_key' } } }, agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRe$0tention: 'none' } } } }"#,
        expect![[r#"
            - - Rewrite: Set `cacheRetention: "none"` for `anthropic/claude-opus-5`, which may limit the choice to listed models (was short (set for the API key), becomes none, no caching)
                { auth: { profiles: { work: { provider: 'anthropic', mode: 'api_key' } } }, agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'none' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'none' } } } } } }
            - - Rewrite: Set `cacheRetention: "long"` for `anthropic/claude-opus-5`, which may limit the choice to listed models (was short (set for the API key), becomes long, 1 hour; longer cache writes cost more)
                { auth: { profiles: { work: { provider: 'anthropic', mode: 'api_key' } } }, agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'none' }, models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } }"#]],
    );
    check(r#"{ agents: { defaults: { models: { 'groq/openai/gpt-oss-$0120b': {} } } } }"#, expect![[""]]);
}

#[test]
fn the_claude_command_line_reads_no_retention() {
    let login = "auth: { profiles: { c: { provider: 'claude-cli', mode: 'oauth' } } }";
    let model = "model: { primary: 'anthropic/cla$0ude-opus-5', fallbacks: [] }";
    let is_offered = |text: &str| titles(text).contains("Set `cacheRetention");
    assert!(is_offered(&format!("{{ agents: {{ defaults: {{ {model} }} }} }}")));
    assert!(!is_offered(&format!("{{ {login}, agents: {{ defaults: {{ {model} }} }} }}")));
    let runtime = "models: { 'anthropic/claude-opus-5': { agentRuntime: { id: 'claude-cli' } } }";
    assert!(!is_offered(&format!("{{ agents: {{ defaults: {{ {model}, {runtime} }} }} }}")));
}

#[test]
fn headers_that_hold_no_secret_stay() {
    let moves = |header: &str| {
        let fixture = format!("{{ models: {{ providers: {{ box: {{ headers: {{ {header} }} }} }} }} }}");
        titles(&fixture).contains("Move the secret")
    };
    assert!(!moves("'Anthropic-Beta': 'extended-cache$0-ttl'"));
    assert!(moves("'x-key': 'abc$0'"));
    assert!(moves("'user-agent': 'sk-ant-api03-ab$0cdefghijkl'"), "whatever looks like a key");
}

#[test]
fn secrets() {
    check(
        r#"{ models: { providers: { box: { baseUrl: 'http://box/v1', apiKey: 'abcde$0f', models: [] } } } }"#,
        expect![[r#"
            - - Extract: Move the secret to `env.vars.BOX_API_KEY` and write `${BOX_API_KEY}`
                { models: { providers: { box: { baseUrl: 'http://box/v1', apiKey: '${BOX_API_KEY}', models: [] } } }, env: { vars: { BOX_API_KEY: 'abcdef' } } }
            - - Extract: Move the secret to `env.vars.BOX_API_KEY` and refer to it as a secret reference
                { models: { providers: { box: { baseUrl: 'http://box/v1', apiKey: { source: 'env', provider: 'default', id: 'BOX_API_KEY' }, models: [] } } }, env: { vars: { BOX_API_KEY: 'abcdef' } } }"#]],
    );
    check(
        r#"{
  // who may come in
  gateway: { auth: { mode: 'token', token: 'hun$0ter2' } },
  env: { vars: { OPENCLAW_GATEWAY_TOKEN: 'other' } },
}"#,
        expect![[r#"
            - - Extract: Move the secret to `env.vars.OPENCLAW_GATEWAY_TOKEN_2` and write `${OPENCLAW_GATEWAY_TOKEN_2}`
                {
              // who may come in
              gateway: { auth: { mode: 'token', token: '${OPENCLAW_GATEWAY_TOKEN_2}' } },
              env: { vars: { OPENCLAW_GATEWAY_TOKEN: 'other', OPENCLAW_GATEWAY_TOKEN_2: 'hunter2' } },
            }
            - - Extract: Move the secret to `env.vars.OPENCLAW_GATEWAY_TOKEN_2` and refer to it as a secret reference
                {
              // who may come in
              gateway: { auth: { mode: 'token', token: { source: 'env', provider: 'default', id: 'OPENCLAW_GATEWAY_TOKEN_2' } } },
              env: { vars: { OPENCLAW_GATEWAY_TOKEN: 'other', OPENCLAW_GATEWAY_TOKEN_2: 'hunter2' } },
            }"#]],
    );
    check(
        r#"{ gateway: { auth: { mode: 'token', token: '${TO$0KEN}' } } }"#,
        expect![[r#"
        - - QuickFix: Add `TOKEN` to `env.vars`, its value to be filled in
            { gateway: { auth: { mode: 'token', token: '${TOKEN}' } }, env: { vars: { TOKEN: '' } } }"#]],
    );
    check(
        r#"{ mcp: { servers: { files: { command: 'x', env: { FILES_TOKEN: 'abc$0' } } } } }"#,
        expect![[r#"
            - - Extract: Move the secret to `env.vars.FILES_TOKEN` and write `${FILES_TOKEN}`
                { mcp: { servers: { files: { command: 'x', env: { FILES_TOKEN: '${FILES_TOKEN}' } } } }, env: { vars: { FILES_TOKEN: 'abc' } } }"#]],
    );
    // OpenClaw takes no such name from a configuration.
    check(
        r#"{ mcp: { servers: { files: { command: 'x', env: { GH_TOKEN: 'abc$0' } } } } }"#,
        expect![[r#"
        - - Extract: Move the secret to `env.vars.GH_TOKEN_2` and write `${GH_TOKEN_2}`
            { mcp: { servers: { files: { command: 'x', env: { GH_TOKEN: '${GH_TOKEN_2}' } } } }, env: { vars: { GH_TOKEN_2: 'abc' } } }"#]],
    );
    check(
        r#"{ models: { providers: { anthropic: { apiKey: 'sk-ant-api03-x$0yz' } } } }"#,
        expect![[r#"
            - - Extract: Move the secret to `env.vars.ANTHROPIC_API_KEY_2` and write `${ANTHROPIC_API_KEY_2}`
                { models: { providers: { anthropic: { apiKey: '${ANTHROPIC_API_KEY_2}' } } }, env: { vars: { ANTHROPIC_API_KEY_2: 'sk-ant-api03-xyz' } } }
            - - Extract: Move the secret to `env.vars.ANTHROPIC_API_KEY_2` and refer to it as a secret reference
                { models: { providers: { anthropic: { apiKey: { source: 'env', provider: 'default', id: 'ANTHROPIC_API_KEY_2' } } } }, env: { vars: { ANTHROPIC_API_KEY_2: 'sk-ant-api03-xyz' } } }"#]],
    );
}
