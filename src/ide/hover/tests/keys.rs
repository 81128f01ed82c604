//! What is said about keys and elements.

use super::{check, shown};
use expect_test::expect;

#[test]
fn a_key() {
    check(
        "{ agents: { defaults: { heartbeat: { $0every: '1h30m' } } } }",
        expect![[r#"
        every
        **agents.defaults.heartbeat.every**

        Interval such as `30m` or `1h30m`; a bare number is minutes and `0m` turns it off. Default 30m, with an Anthropic OAuth login 1h. To keep a prompt cache warm it must be below the cache's lifetime: at most 55m with `long`, and the default never does with `short`.

        - Type: string
    "#]],
    );
    check(
        "{ gateway: { po$0rt: 18789 } }",
        expect![[r#"
        port
        **gateway.port**

        TCP port of the Gateway. 18789 when unset. A quoted number or a `${VAR}` is text and therefore refused.

        - Type: integer
        - Bounds: at least 1, at most 65535
    "#]],
    );
    check(
        "{ gateway: { $0bind: 'lan' } }",
        expect![[r#"
        bind
        **gateway.bind**

        Which network interfaces the Gateway listens on. `loopback` is this machine, `lan` every interface, `tailnet` the Tailscale address and `custom` the value of `customBindHost`. Anything but loopback needs a login, and Tailscale `serve` and `funnel` need loopback.

        - Type: string
        - Allowed values: `auto`, `lan`, `loopback`, `custom`, `tailnet`
    "#]],
    );
    check(
        "{ mcp: { servers: { 'my tools': { $0command: 'x' } } } }",
        expect![[r#"
        command
        **mcp.servers["my tools"].command**

        Program to start for a `stdio` server. Required for that transport.

        - Type: string
    "#]],
    );
}

#[test]
fn a_key_that_is_not_known() {
    check(
        "{ gateway: { $0prot: 18789 } }",
        expect![[r#"
            prot
            **gateway.prot**

            OpenClaw NEWEST does not know `gateway.prot` and refuses the configuration. Did you mean `port`?
        "#]],
    );
    check(
        "{ agents: { $0list: [] } }",
        expect![[r#"
            list
            **agents.list**

            Old key. OpenClaw NEWEST still reads it: becomes agents.entries, keyed by id.

            The agents in the form of older releases: an array of objects, each with its `id`. OpenClaw moves them to `agents.entries` when it reads the file; with more than one agent the file must then say who owns what, by `default: true` or `agents.ownership`.

            - Retired in: OpenClaw 2026.8.1
        "#]],
    );
    check(
        "{ agents: { $0$include: './agents.json5' } }",
        expect![[r#"
        $include
        **agents.$include**

        Puts the contents of other files in the place of this object: one path, or a list of paths that are merged in order. Paths are relative to this file and stay below the folder of the main configuration. Members beside `$include` win over what is included; arrays are joined.
    "#]],
    );
}

#[test]
fn a_union() {
    check(
        "{ agents: { defaults: { $0model: { primary: 'openai/gpt-5.4' } } } }",
        expect![[r#"
        model
        **agents.defaults.model**

        The model of every agent without its own: a string `provider/model`, or `{ primary, fallbacks }` for a chain. A name without a provider that is no alias and no known id becomes a model of `openai`, with only a log warning.

        - Type: object or string

        One of:

        - string
        - object with `primary`, `fallbacks` (this is written here)
    "#]],
    );
    check(
        "{ bindings: [{ type: 'route', $0agentId: 'main', match: { channel: 'telegram' } }] }",
        expect![[r#"
            agentId
            **bindings[0].agentId**

            Agent that gets the conversation. It must exist, or the config is refused. `main` is always accepted.

            - Decides for: `telegram, account default`
            - Type: string
            - Required: yes
        "#]],
    );
    check(
        "{ gateway: { auth: { $0token: { source: 'env', provider: 'default', id: 'GW' } } } }",
        expect![[r#"
            token
            **gateway.auth.token**

            The secret for `mode: "token"`. Every client must send exactly this value. Keep it out of the file with a secret reference or `${VAR}`.

            - Type: object or string

            One of:

            - string
            - object with `source: "env"`, `provider`, `id` (this is written here)
            - object with `source: "file"`, `provider`, `id`
            - object with `source: "exec"`, `provider`, `id`
            - object with `source: "store"`, `provider`, `id`
        "#]],
    );
}

#[test]
fn an_element() {
    check(
        "{ tools: { allow: ['read', '$0write'] } }",
        expect![[r#"
        'write'
        **tools.allow[1]**

        A tool name, a group such as `group:web`, a pattern with `*`, or `<server>__<tool>` for MCP.

        - Type: string
    "#]],
    );
}

#[test]
fn parameters() {
    check(
        "{ agents: { defaults: { models: { 'openai/gpt-5.4': { params: { $0max_tokens: 100 } } } } } }",
        expect![[r#"
            max_tokens
            **`agents.defaults.models["openai/gpt-5.4"].params.max_tokens`**

            Other spelling of `maxTokens`, read only when that key is missing in the same layer. `max_completion_tokens` comes before `max_tokens`.

            - Type: number
            - Bounds: at least 0
            - Other spellings: `maxTokens`, `max_completion_tokens`
        "#]],
    );
    check(
        "{ agents: { defaults: { models: { 'openai/gpt-5.4': { params: { $0num_ctx: 100 } } } } } }",
        expect![[r#"
            num_ctx
            **`agents.defaults.models["openai/gpt-5.4"].params.num_ctx`**

            The context window that the server opens, in tokens.

            - Type: number
            - Read by: `ollama`, `ollama-cloud`
            - Here: `openai` does not read it
        "#]],
    );
    check(
        "{ agents: { defaults: { params: { $0temprature: 1 } } } }",
        expect![[r#"
        temprature
        **agents.defaults.params.temprature**

        A parameter OpenClaw has no rule for. It is accepted without a warning and passed on or ignored, depending on the provider, so a typing mistake stays unnoticed.

        - Not a known parameter: did you mean `temperature`?
    "#]],
    );
}

#[test]
fn documents_with_errors() {
    check(
        "{ gateway: { port: 1 bind 'lan', \n agents: { defaults: { heartbeat: { $0every: } ",
        expect![[r#"
            every
            **gateway.agents.defaults.heartbeat.every**

            OpenClaw NEWEST does not know `gateway.agents` and refuses the configuration.
        "#]],
    );
}

#[test]
fn nothing_between() {
    for fixture in [
        "$0{ a: 1 }",
        "{$0 a: 1 }",
        "{ a$0: 1 }",
        "{ a:$0 1 }",
        "{ a: 1$0, b: 2 }",
        "{ /* $0 */ a: 1 }",
        "{ a: [1$0, 2] }",
        "$0",
        "$0'x'",
    ] {
        assert_eq!(shown(fixture, &[]), None, "{fixture}");
    }
}

#[test]
fn agents_of_the_older_roster() {
    for inside in [
        "$0workspace: '~/w'",
        "sandbox: { $0mode: 'all' }",
        "heartbeat: { $0every: '1h' }",
        "tools: { $0allow: ['read'] }",
    ] {
        let body = |text: String| shown(&text, &[]).expect("a hover").1.replace("list[0]", "entries.a");
        let older = body(format!("{{ agents: {{ list: [{{ id: 'a', {inside} }}] }} }}"));
        let newer = body(format!("{{ agents: {{ entries: {{ a: {{ {inside} }} }} }} }}"));
        assert_eq!(older, newer, "{inside}");
    }
    check(
        "{ agents: { $0list: [{ id: 'a' }] } }",
        expect![[r#"
        list
        **agents.list**

        Old key. OpenClaw NEWEST still reads it: becomes agents.entries, keyed by id.

        The agents in the form of older releases: an array of objects, each with its `id`. OpenClaw moves them to `agents.entries` when it reads the file; with more than one agent the file must then say who owns what, by `default: true` or `agents.ownership`.

        - Retired in: OpenClaw 2026.8.1
    "#]],
    );
    check(
        "{ agents: { list: [{ $0id: 'a' }] } }",
        expect![[r#"
        id
        **agents.list[0].id**

        Old key. OpenClaw NEWEST still reads it: becomes the key of the agent in agents.entries.

        The id of the agent: up to 64 lower-case letters, digits, `-` and `_`. In `agents.entries` it is the key.

        - Model: `openai/gpt-6-astra`, which nothing here names
        - Prompt cache: the provider's default lifetime
        - Heartbeat: every `30m` (filled in)
        - Credentials: none in this file; `openclaw models status` shows those of OpenClaw's own store and of the environment
    "#]],
    );
    check(
        "{ agents: { list: [{ id: 'a', $0wrkspace: '~/w' }] } }",
        expect![[r#"
        wrkspace
        **agents.list[0].wrkspace**

        OpenClaw NEWEST does not know `agents.list[0].wrkspace` and refuses the configuration. Did you mean `workspace`?
    "#]],
    );
}

#[test]
fn unknown_keys_that_live_elsewhere() {
    check(
        "{ $0mcpServers: {} }",
        expect![[r#"
        mcpServers
        **mcpServers**

        OpenClaw NEWEST does not know `mcpServers` and refuses the configuration. It lives at `mcp.servers`.
    "#]],
    );
    check(
        "{ cron: { $0jobs: [] } }",
        expect![[r#"
        jobs
        **cron.jobs**

        OpenClaw NEWEST does not know `cron.jobs` and refuses the configuration. Instead: jobs do not stand in the file: add them with `openclaw cron add`.
    "#]],
    );
}
