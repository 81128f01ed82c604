//! What is said about values, and about keys that are model references.

use super::{check, shown};
use expect_test::expect;

#[test]
fn amounts_and_numbers() {
    check(
        "{ agents: { defaults: { heartbeat: { every: $0'1h30m' } } } }",
        expect![[r#"
            '1h30m'
            **agents.defaults.heartbeat.every**

            `1h30m` is 1 hour 30 minutes.

            Interval such as `30m` or `1h30m`; a bare number is minutes and `0m` turns it off. Default 30m, with an Anthropic OAuth login 1h. To keep a prompt cache warm it must be below the cache's lifetime: at most 55m with `long`, and the default never does with `short`.

            - Type: string
        "#]],
    );
    check(
        "{ session: { maintenance: { maxDiskBytes: '8$0mb' } } }",
        expect![[r#"
            '8mb'
            **session.maintenance.maxDiskBytes**

            `8mb` is 8 MiB.

            Space for one agent's sessions, such as `500mb` (1024-based) or a number of bytes. Default 10gb, `false` or 0 sets no limit. Protected sessions can exceed it.

            - Type: boolean or number or string

            One of:

            - string (this is written here)
            - number
            - `false`
        "#]],
    );
    check(
        "{ gateway: { port: $00x4965 } }",
        expect![[r#"
        0x4965
        **gateway.port**

        `0x4965` is 18789 in decimal.

        TCP port of the Gateway. 18789 when unset. A quoted number or a `${VAR}` is text and therefore refused.

        - Type: integer
        - Bounds: at least 1, at most 65535
    "#]],
    );
}

#[test]
fn choices() {
    check(
        "{ gateway: { bind: 'l$0an' } }",
        expect![[r#"
            'lan'
            **gateway.bind**

            Here: `lan` every interface.

            Which network interfaces the Gateway listens on. `loopback` is this machine, `lan` every interface, `tailnet` the Tailscale address and `custom` the value of `customBindHost`. Anything but loopback needs a login, and Tailscale `serve` and `funnel` need loopback.

            - Type: string
            - Allowed values: `auto`, `lan`, `loopback`, `custom`, `tailnet`
        "#]],
    );
    check(
        "{ gateway: { bind: 'wan$0' } }",
        expect![[r#"
        'wan'
        **gateway.bind**

        `wan` is not an allowed value here.

        Which network interfaces the Gateway listens on. `loopback` is this machine, `lan` every interface, `tailnet` the Tailscale address and `custom` the value of `customBindHost`. Anything but loopback needs a login, and Tailscale `serve` and `funnel` need loopback.

        - Type: string
        - Allowed values: `auto`, `lan`, `loopback`, `custom`, `tailnet`
    "#]],
    );
}

#[test]
fn models() {
    check(
        "{ agents: { defaults: { model: 'anthropic/cl$0aude-opus-5' } } }",
        expect![[r#"
            'anthropic/claude-opus-5'
            **agents.defaults.model**

            **Claude Opus 5** `anthropic/claude-opus-5`

            - Provider: `anthropic`
            - Context window: 1M tokens (1,000,000)
            - Output limit: 128K tokens (128,000)
            - Input: text, image
            - Reasoning: yes
            - Price per million tokens: $5 in, $25 out
            - Cache read per million tokens: $0.50
            - Cache write per million tokens: $6.25 for 5 minutes (`short`), $10 for 1 hour (`long`)
            - Status: available
            - Prompt cache: `short` (5 minutes), the provider's default
            - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment

            The model of every agent without its own: a string `provider/model`, or `{ primary, fallbacks }` for a chain. A name without a provider that is no alias and no known id becomes a model of `openai`, with only a log warning.

            - Type: object or string

            One of:

            - string (this is written here)
            - object with `primary`, `fallbacks`
        "#]],
    );
    check(
        "{ agents: { defaults: { model: { primary: 'fa$0st' },\n models: { 'anthropic/claude-opus-5': { alias: 'fast' } } } } }",
        expect![[r#"
            'fast'
            **agents.defaults.model.primary**

            `fast` is an alias for `anthropic/claude-opus-5`, defined in line 2.

            **Claude Opus 5** `anthropic/claude-opus-5`

            - Provider: `anthropic`
            - Context window: 1M tokens (1,000,000)
            - Output limit: 128K tokens (128,000)
            - Input: text, image
            - Reasoning: yes
            - Price per million tokens: $5 in, $25 out
            - Cache read per million tokens: $0.50
            - Cache write per million tokens: $6.25 for 5 minutes (`short`), $10 for 1 hour (`long`)
            - Status: available
            - Alias: `fast` (line 2)
            - Prompt cache: `short` (5 minutes), the provider's default
            - Settings: line 2
            - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment

            The model tried first, best written as `provider/model`. The provider's letter case does not matter, the model id's does. A malformed reference such as `anthropic/` passes validation and is silently replaced by the built-in default.

            - Type: string
        "#]],
    );
}

#[test]
fn models_and_who_uses_them() {
    check(
        "{ agents: { defaults: { model: '$0opus' } } }",
        expect![[r#"
            'opus'
            **agents.defaults.model**

            `opus` is neither an alias nor the id of a configured model: OpenClaw reads it as `openai/opus` and only logs a warning. Write `provider/model`.

            `openai/opus` is not in the catalogue; it may be newer than the catalogue, or self-hosted.

            - Prompt cache: the provider's default lifetime
            - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment

            The model of every agent without its own: a string `provider/model`, or `{ primary, fallbacks }` for a chain. A name without a provider that is no alias and no known id becomes a model of `openai`, with only a log warning.

            - Type: object or string

            One of:

            - string (this is written here)
            - object with `primary`, `fallbacks`
        "#]],
    );
    check(
        "{ models: { providers: { box: { models: [\n{ id: 'm', contextWindow: 8192 }] } } },\n agents: { entries: { a: { model: 'box/$0m' } } } }",
        expect![[r#"
            'box/m'
            **agents.entries.a.model**

            **m** `box/m`

            - Provider: `box`
            - Context window: 8,192 tokens
            - Status: available
            - Declared: in this document, under `models.providers`
            - Line: 2
            - Prompt cache: no setting is read for this provider
            - Used by: `a`
            - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment

            This agent's model. The plain string is strict: the default fallbacks are not taken over, so write `{ primary, fallbacks }` to have some.

            - Type: object or string

            One of:

            - string (this is written here)
            - object with `primary`, `fallbacks`
        "#]],
    );
    check(
        "{ agents: { defaults: { model: 'google/gemini$0-2.0-flash' } } }",
        expect![[r#"
            'google/gemini-2.0-flash'
            **agents.defaults.model**

            OpenClaw refuses `google/gemini-2.0-flash`: the configuration is invalid with it. Write `google/gemini-2.5-flash` instead.

            - Prompt cache: no setting is read for this provider
            - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment

            The model of every agent without its own: a string `provider/model`, or `{ primary, fallbacks }` for a chain. A name without a provider that is no alias and no known id becomes a model of `openai`, with only a log warning.

            - Type: object or string

            One of:

            - string (this is written here)
            - object with `primary`, `fallbacks`
        "#]],
    );
    check(
        "{ agents: { defaults: { imageModel: { fallbacks: ['antropic/cl$0aude-opus-5'] } } } }",
        expect![[r#"
            'antropic/claude-opus-5'
            **agents.defaults.imageModel.fallbacks[0]**

            No provider `antropic` is declared. Did you mean `anthropic/claude-opus-5`?

            - Prompt cache: unknown: OpenClaw knows no provider `antropic`
            - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment

            Models for the same purpose, tried in order when the primary fails.

            - Type: string
        "#]],
    );
}

#[test]
fn model_keys() {
    check(
        "{ agents: { defaults: { models: { 'anthropic/$0opus': { alias: 'o', params: {} } } } } }",
        expect![[r#"
            'anthropic/opus'
            **agents.defaults.models["anthropic/opus"]**

            Settings of one model; the key is `provider/model`, or `provider/*` for a whole provider. `params` take effect under an exact key only. Keys outside `params` are checked, so `cacheRetention` directly here is an error.

            Selects `anthropic/claude-opus-5`.

            **Claude Opus 5** `anthropic/claude-opus-5`

            - Provider: `anthropic`
            - Context window: 1M tokens (1,000,000)
            - Output limit: 128K tokens (128,000)
            - Input: text, image
            - Reasoning: yes
            - Price per million tokens: $5 in, $25 out
            - Cache read per million tokens: $0.50
            - Cache write per million tokens: $6.25 for 5 minutes (`short`), $10 for 1 hour (`long`)
            - Status: available
            - Alias: `o` (line 1)
            - Prompt cache: `short` (5 minutes), the provider's default
            - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment

            The `params` of this entry never apply: OpenClaw looks for the key `anthropic/claude-opus-5` exactly.

            - Type: object
        "#]],
    );
    check(
        "{ models: { providers: { $0anthropic: {} } } }",
        expect![[r#"
            anthropic
            **models.providers.anthropic**

            One provider. An id OpenClaw does not ship needs `baseUrl` and `models`, otherwise the config is invalid. `params` here are not read for `cacheRetention`, except for OpenRouter.

            Provider `anthropic`.

            - Models: 11 in the catalogue
            - Ids: `claude-fable-5`, `claude-fable-5-1`, `claude-haiku-4-5`, `claude-mythos-5`, `claude-opus-4-6`, `claude-opus-4-7` and 5 more
            - Protocol: `anthropic-messages`
            - Shipped with OpenClaw: `baseUrl` and `models` may be left out

            This file shows no credential for `anthropic`. There may be one in OpenClaw's own store, which belongs to one agent each, or in the environment of the Gateway (`ANTHROPIC_OAUTH_TOKEN`, `ANTHROPIC_API_KEY`).

            Credentials belong to one agent each; with more agents than one, add `--agent <id>`:

            - `openclaw models status` shows which one is in use, and what is wrong with it
            - `openclaw models status --json` lists in `auth.unusableProfiles` those that have to wait: a further login helps
            - `openclaw models auth login --provider anthropic --method setup-token` takes the token that `claude setup-token` prints
            - `openclaw models auth paste-token --provider anthropic` takes one that another machine printed
            - an expired or revoked login (401, or a refresh that fails) needs a new token
            - Type: object
        "#]],
    );
    check(
        "{ models: { providers: { b$0ox: { api: 'openai-completions', models: [{ id: 'm' }] } } } }",
        expect![[r#"
            box
            **models.providers.box**

            One provider. An id OpenClaw does not ship needs `baseUrl` and `models`, otherwise the config is invalid. `params` here are not read for `cacheRetention`, except for OpenRouter.

            Provider `box`.

            - Models: 1 declared in this document
            - Ids: `m`
            - Protocol: `openai-completions`

            This file shows no credential for `box`. There may be one in OpenClaw's own store, which belongs to one agent each, or in the environment of the Gateway.

            Credentials belong to one agent each; with more agents than one, add `--agent <id>`:

            - `openclaw models status` shows which one is in use, and what is wrong with it
            - `openclaw models status --json` lists in `auth.unusableProfiles` those that have to wait: a further login helps
            - Type: object
        "#]],
    );
    check(
        "{ models: { providers: { box: { models: [{ id: '$0m' }] } } } }",
        expect![[r#"
            'm'
            **models.providers.box.models[0].id**

            **m** `box/m`

            - Provider: `box`
            - Status: available
            - Declared: in this document, under `models.providers`
            - Line: 1
            - Prompt cache: no setting is read for this provider
            - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment

            Id as the server knows it, without the provider in front and with its letter case. It becomes the part after the first `/` of a reference and may contain `/` itself.

            - Type: string
            - Length: at least 1 character
            - Required: yes
        "#]],
    );
}

#[test]
fn secrets() {
    check(
        "{ gateway: { auth: { $0token: 'hunter2' } } }",
        expect![[r#"
        token
        **gateway.auth.token**

        The secret for `mode: "token"`. Every client must send exactly this value. Keep it out of the file with a secret reference or `${VAR}`.

        - Type: object or string

        One of:

        - string (this is written here)
        - object with `source: "env"`, `provider`, `id`
        - object with `source: "file"`, `provider`, `id`
        - object with `source: "exec"`, `provider`, `id`
        - object with `source: "store"`, `provider`, `id`
        - Secret: the value is never shown; `${NAME}` or a secret reference `{ source, provider, id }` keeps it out of the file
    "#]],
    );
    check(
        "{ gateway: { auth: { token: $0'hunter2' } } }",
        expect![[r#"
        'hunter2'
        **gateway.auth.token**

        Secret: not shown.

        The secret for `mode: "token"`. Every client must send exactly this value. Keep it out of the file with a secret reference or `${VAR}`.
    "#]],
    );
    check(
        "{ channels: { telegram: { botToken: '__OPENCLAW_REDACTED__$0' } } }",
        expect![[r#"
        '__OPENCLAW_REDACTED__'
        **channels.telegram.botToken**

        This stands in place of a secret that was removed: it does not work.

        Token from BotFather. Only one program at a time can receive messages with it.
    "#]],
    );
}

#[test]
fn variables() {
    check(
        "{ env: { vars: { URL: 'x' } }, models: { providers: { box: { baseUrl: '${URL}/$0${TOK}' } } } }",
        expect![[r#"
            '${URL}/${TOK}'
            **models.providers.box.baseUrl**

            `${TOK}`: environment variable, not defined in `env.vars` of this document. Where it is unset or empty, OpenClaw leaves the text as it stands and warns.

            `${URL}`: environment variable, defined in this document under `env.vars`, line 1, unless the environment has it.

            Address of the API. OpenAI-compatible servers usually need the ending `/v1`. Required for a provider of your own; its host is then trusted, also in a private network.

            - Type: string
        "#]],
    );
    check(
        "{ models: { providers: { box: { baseUrl: '$0${URL:-http://x}' } } } }",
        expect![[r#"
        '${URL:-http://x}'
        **models.providers.box.baseUrl**

        `${URL:-http://x}` is plain text: only `${NAME}` with a name of `A-Z`, `0-9` and `_` is replaced; `${NAME:-default}` and lower-case names are not, and `$${NAME}` stands for the text `${NAME}`.

        Address of the API. OpenAI-compatible servers usually need the ending `/v1`. Required for a provider of your own; its host is then trusted, also in a private network.

        - Type: string
    "#]],
    );
    let (_, known) = shown("{ gateway: { auth: { token: '$0${TOK}' } } }", &["TOK"]).expect("a hover");
    assert!(known.contains("set in the environment"), "{known}");
    let skipped = "{ env: { vars: { TOK: '${OTHER}' } },\n  gateway: { auth: { token: '$0${TOK}' } } }";
    let (_, skipped) = shown(skipped, &[]).expect("a hover");
    assert!(skipped.contains("ignores the entry of `env.vars` in line 1"), "{skipped}");
}
