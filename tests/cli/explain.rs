//! `explain`: what will really happen.

use crate::program::Folder;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

const CONFIG: &str = "{
  auth: { profiles: { 'anthropic:a': { provider: 'anthropic', mode: 'api_key' } } },
  agents: {
    defaults: {
      model: { primary: 'opus', fallbacks: ['groq/llama'] },
      params: { cacheRetention: 'long' },
      models: { 'anthropic/claude-opus-5': {}, 'anthropic/opus': { params: { topP: 1 } } },
    },
    entries: { main: { default: true }, alerts: { params: { cacheRetention: 'none' } } },
  },
}";

#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check(arguments: &str, expected: Expect) {
    let ran = Folder::with(&[("openclaw.json", CONFIG)]).run(arguments);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments}");
    expected.assert_eq(&ran.stdout);
}

#[test]
fn every_agent_is_listed() {
    check(
        "explain .",
        expect![[r#"
            AGENT   MODEL                    CACHE  LIFETIME    BECAUSE OF
            main    anthropic/claude-opus-5  short  5 minutes   "short", put into agents.defaults.models["anthropic/claude-opus-5"].params on loading
            alerts  anthropic/claude-opus-5  none   no caching  agents.entries.alerts.params

            Anthropic is used with an API key: all its profiles in auth.profiles are of this kind.
        "#]],
    );
}

#[test]
fn one_agent_is_explained_layer_by_layer() {
    check(
        "explain --agent alerts openclaw.json",
        expect![[r#"
            agent       alerts
            model       anthropic/claude-opus-5 (`opus` of agents.defaults.model, an alias of OpenClaw's own)
            protocol    anthropic-messages
            cache       none: no caching
            because of  agents.entries.alerts.params
            heartbeat   30m (filled in)
            pruning     mode cache-ttl (filled in), ttl 1h (filled in)

            LAYER, WEAKEST FIRST                                            cacheRetention  cacheControlTtl
            agents.defaults.params                                          "long"          -                shadowed
            agents.defaults.models["anthropic/claude-opus-5"].params        "short"         -                shadowed, put in on loading
            agents.entries.alerts.models["anthropic/claude-opus-5"].params  -               -
            agents.entries.alerts.params                                    "none"          -                wins

            ENTRY
            agents.defaults.models["anthropic/claude-opus-5"]  params apply
            agents.defaults.models["anthropic/opus"]           params never apply to this model

            PARAMETER       VALUE   IN                            SHADOWS
            cacheRetention  'none'  agents.entries.alerts.params  agents.defaults.params, agents.defaults.models["anthropic/claude-opus-5"].params

            FALLBACK    CACHE  LIFETIME
            groq/llama  -      ignored by this provider

            Anthropic is used with an API key: all its profiles in auth.profiles are of this kind.
        "#]],
    );
}

#[test]
fn one_key_is_explained() {
    check(
        "explain --agent alerts agents.defaults.params.cacheRetention openclaw.json",
        expect![[r#"
            **agents.defaults.params.cacheRetention**

            How long the provider keeps the prompt cache: `none`, `short` or `long`, in lower case. On Anthropic `short` is 5 minutes and `long` 1 hour; other providers differ. Any other value is ignored with one log line, and `params` under `models.providers` count for OpenRouter only.

            In effect for `anthropic/claude-opus-5`: `short` (5 minutes).

            Anthropic is used with an API key (all Anthropic profiles in `auth.profiles` are API keys): on loading, OpenClaw writes `short` into `agents.defaults.models["anthropic/claude-opus-5"].params`, unless a text stands there. That beats `agents.defaults.params` and every `cacheControlTtl`.

            So the value here has no effect for this model.

            | value | anthropic |
            |---|---|
            | `none` | no caching |
            | `short` (in effect) | 5 minutes, cache writes $6.25 per million tokens |
            | `long` | 1 hour, cache writes $10 per million tokens |

            A prompt of 100,000 tokens and 40 messages a day, an estimate: $44.00 with `none`, $32.00 to $50.40 with `short`, $4.40 with `long`.

            - Type: string
            - Values with an effect: `none`, `short`, `long`

            In the file: 'long'

            Of the layers, 'none' of agents.entries.alerts.params wins, over that of agents.defaults.params and agents.defaults.models["anthropic/claude-opus-5"].params.
        "#]],
    );
}

#[test]
fn programs_get_one_object() {
    let ran = Folder::with(&[("a.json", CONFIG)]).run("explain --format json --model opus a.json");
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(found["model"], "anthropic/claude-opus-5");
    assert_eq!(found["cacheRetention"]["effective"], "short");
    assert_eq!(
        found["cacheRetention"]["layer"],
        "agents.defaults.models[\"anthropic/claude-opus-5\"].params"
    );
    assert_eq!(found["cacheRetention"]["paramsKeyApplies"], true);
}

#[test]
fn what_cannot_be_explained_is_said() {
    let ran = Folder::with(&[("a.json", "[]")]).run("explain a.json");
    assert_eq!(ran.status, 2);
    expect![[r#"
        openclaw-lsp: cannot explain a.json: its value is no object
    "#]]
    .assert_eq(&ran.stderr);
}

#[test]
fn what_is_included_counts() {
    let main = "{ agents: { defaults: { $include: './d.json5' }, entries: { main: { default: true } } } }";
    let defaults = "{ model: 'anthropic/claude-opus-5', params: { cacheRetention: 'none' } }";
    let ran = Folder::with(&[("openclaw.json", main), ("d.json5", defaults)]).run("explain .");
    assert!(ran.stdout.contains("anthropic/claude-opus-5") && ran.stdout.contains("none"), "{}", ran.stdout);
}

/// Runs `explain` on a configuration that OpenClaw refuses.
#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn refused(text: &str, arguments: &str, expected: Expect) {
    let ran = Folder::with(&[("openclaw.json", text)]).run(arguments);
    assert_eq!((ran.status, ran.stderr.as_str()), (1, ""), "{arguments}");
    expected.assert_eq(&ran.stdout);
}

const REFUSED: &str = "{ foo: 1, agents: { defaults: { model: 'nobody/gpt-5.4' } } }";

#[test]
fn a_file_that_openclaw_refuses_is_said_to_be_so_first() {
    refused(
        REFUSED,
        "explain openclaw.json",
        expect![[r#"
        OpenClaw refuses this file and does not start with it: 1 error, which `check` lists.
        The first is in openclaw.json, line 1: unknown key `foo`: OpenClaw refuses to start with it, remove it

        AGENT  MODEL           CACHE  LIFETIME                  BECAUSE OF
        main   nobody/gpt-5.4  -      ignored by this provider  nothing: OpenClaw knows no provider `nobody`

        The file does not define the agent `main`: only agents.defaults counts.
    "#]],
    );
    refused(
        REFUSED,
        "explain --agent main openclaw.json",
        expect![[r#"
        OpenClaw refuses this file and does not start with it: 1 error, which `check` lists.
        The first is in openclaw.json, line 1: unknown key `foo`: OpenClaw refuses to start with it, remove it

        agent       main
        model       nobody/gpt-5.4, of an unknown provider
        cache       -: ignored by this provider
        because of  nothing: OpenClaw knows no provider `nobody`
        heartbeat   30m (filled in)
        pruning     mode off (filled in), ttl 5m (filled in)

        LAYER, WEAKEST FIRST                             cacheRetention  cacheControlTtl
        agents.defaults.params                           -               -
        agents.defaults.models["nobody/gpt-5.4"].params  -               -

        The file does not define the agent `main`: only agents.defaults counts.
    "#]],
    );
    refused(
        REFUSED,
        "explain gateway.port openclaw.json",
        expect![[r#"
        OpenClaw refuses this file and does not start with it: 1 error, which `check` lists.
        The first is in openclaw.json, line 1: unknown key `foo`: OpenClaw refuses to start with it, remove it

        **gateway.port**

        TCP port of the Gateway. 18789 when unset. A quoted number or a `${VAR}` is text and therefore refused.

        - Type: integer
        - Bounds: at least 1, at most 65535

        The file does not set it.
    "#]],
    );
    refused(
        "{ gateway: { port: 'x' ",
        "explain gateway.port openclaw.json",
        expect![[r#"
        OpenClaw refuses this file and does not start with it: 2 errors, which `check` lists.
        The first is in openclaw.json, line 1: expected a whole number, found a string

        **gateway.port**

        TCP port of the Gateway. 18789 when unset. A quoted number or a `${VAR}` is text and therefore refused.

        - Type: integer
        - Bounds: at least 1, at most 65535

        In the file: 'x'
    "#]],
    );
}

#[test]
fn programs_learn_that_a_file_is_refused() {
    let ran = Folder::with(&[("openclaw.json", REFUSED)]).run("explain --format json openclaw.json");
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.status, &found["valid"], &found["refusal"]["errors"]), (1, &false.into(), &1.into()));
    assert_eq!(found["agents"][0]["providerKnown"], false);
    let ran = Folder::with(&[("openclaw.json", "{}")]).run("explain --format json openclaw.json");
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.status, &found["valid"], &found["refusal"]), (0, &true.into(), &serde_json::Value::Null));
}

#[test]
fn an_included_file_can_be_what_is_refused() {
    let folder = Folder::with(&[
        ("openclaw.json", "{ gateway: { $include: './g.json5' } }"),
        ("g.json5", "{ nope: 1 }"),
    ]);
    let ran = folder.run("explain openclaw.json");
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("The first is in g.json5, line 1: unknown key `nope`"), "{}", ran.stdout);
}

#[test]
fn a_provider_that_nobody_knows_is_called_unknown() {
    for (text, expected) in [
        ("{ agents: { defaults: { model: 'nobody/x' } } }", "OpenClaw knows no provider `nobody`"),
        (
            "{ agents: { ownership: 'explicit', entries: { a: { model: 'anthropic/x' }, b: { model: 'nobody/x@work' } } } }",
            "OpenClaw knows no provider `nobody`",
        ),
        ("{ agents: { defaults: { model: 'groq/x' } } }", "the provider, which reads no retention"),
        (
            "{ plugins: { entries: { nobody: {} } }, agents: { defaults: { model: 'nobody/x' } } }",
            "the provider, which reads no retention",
        ),
        (
            "{ models: { providers: { nobody: { baseUrl: 'http://x/v1', models: [{ id: 'x', name: 'x' }] } } }, agents: { defaults: { model: 'nobody/x' } } }",
            "the provider, which reads no retention",
        ),
    ] {
        let ran = Folder::with(&[("openclaw.json", text)]).run("explain openclaw.json");
        assert_eq!(ran.status, 0, "{text}: {}", ran.stdout);
        assert!(ran.stdout.contains(expected), "{text}: {}", ran.stdout);
    }
}

const ROUTES: &str = "{
  agents: {
    ownership: 'explicit',
    defaults: { systemAgent: { agentId: 'home' } },
    entries: { home: {}, Work: {}, kids: {} },
  },
  channels: {
    telegram: { botToken: '1:a', groups: { '-100': { topics: { '7': { agentId: 'kids' } } } }, accounts: { alerts: { botToken: '2:b' }, off: { enabled: false } } },
    discord: { token: 'x' },
  },
  bindings: [
    { agentId: 'work', match: { channel: 'telegram', accountId: 'default' } },
    { agentId: 'kids', match: { channel: 'telegram' } },
    { agentId: 'kids', match: { channel: 'discord', guildId: '7', roles: ['99'] } },
    { agentId: 'work', match: { channel: 'discord', peer: { kind: 'channel', id: '42' } } },
    { agentId: 'work', match: { channel: 'discord', peer: { kind: 'channel', id: ' ' } } },
  ],
}";

#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check_route(arguments: &str, expected: Expect) {
    let ran = Folder::with(&[("openclaw.json", ROUTES)]).run(arguments);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments}");
    expected.assert_eq(&ran.stdout);
}

#[test]
fn who_answers_is_shown_for_each_account() {
    check_route(
        "explain route .",
        expect![[r#"
        all else    home: `agents.defaults.systemAgent.agentId` names it

        CHANNEL   ACCOUNT  DIRECT MESSAGES     GROUPS
        telegram  alerts   home                nobody: Telegram drops it: no binding is about it, and its account is not the default one, `default`
        telegram  default  work (bindings[0])  work (bindings[0])
        discord   default  home                home

        BINDING      AGENT  IS ABOUT
        bindings[0]  work   telegram, account default
        bindings[1]  kids   telegram, account default                    never decides: bindings[0] stands before it
        bindings[2]  kids   discord, account default, server 7, role 99
        bindings[3]  work   discord, account default, group 42
        bindings[4]  work   discord                                      passed over: its peer has no id
    "#]],
    );
}

#[test]
fn one_message_is_followed() {
    check_route(
        "explain route --message discord:default:channel:42 --guild 7 --role 99 .",
        expect![[r#"
        message     discord, account default, group:42, server 7, role 99
        agent       work
        because     bindings[3] names this conversation
        session     one of the group's own

        BINDING      AGENT  IS ABOUT                                     WITH THIS MESSAGE
        bindings[0]  work   telegram, account default                    is about another channel
        bindings[1]  kids   telegram, account default                    never decides: bindings[0] stands before it
        bindings[2]  kids   discord, account default, server 7, role 99  is about it too, but less closely or later
        bindings[3]  work   discord, account default, group 42           wins
        bindings[4]  work   discord                                      passed over: its peer has no id
    "#]],
    );
    check_route(
        "explain route --format md --message telegram:alerts:group:-100 .",
        expect![[r#"
        ## Who answers

        - **message**: telegram, account alerts, group:-100
        - **agent**: nobody
        - **because**: Telegram drops it: no binding is about it, and its account is not the default one, `default`

        | Binding | Agent | Is about | With this message |
        |---|---|---|---|
        | bindings\[0\] | work | telegram, account default | is about another account |
        | bindings\[1\] | kids | telegram, account default | never decides: bindings\[0\] stands before it |
        | bindings\[2\] | kids | discord, account default, server 7, role 99 | is about another channel |
        | bindings\[3\] | work | discord, account default, group 42 | is about another channel |
        | bindings\[4\] | work | discord | passed over: its peer has no id |
    "#]],
    );
    check_route(
        "explain route --message telegram:alerts:group:-100 --thread 7 .",
        expect![[r#"
        message     telegram, account alerts, group:-100:topic:7, in group:-100
        agent       kids
        because     channels.telegram.groups["-100"].topics["7"].agentId names the agent of the topic
        session     one of the group's own

        BINDING      AGENT  IS ABOUT                                     WITH THIS MESSAGE
        bindings[0]  work   telegram, account default                    is about another account
        bindings[1]  kids   telegram, account default                    never decides: bindings[0] stands before it
        bindings[2]  kids   discord, account default, server 7, role 99  is about another channel
        bindings[3]  work   discord, account default, group 42           is about another channel
        bindings[4]  work   discord                                      passed over: its peer has no id
    "#]],
    );
}

#[test]
fn who_answers_is_told_to_programs() {
    let ran = Folder::with(&[("a.json", ROUTES)])
        .run("explain route --format json --message telegram:default:direct:5 a.json");
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let route = &found["route"];
    assert_eq!((&route["owner"], &route["message"]["agent"]), (&"home".into(), &"work".into()), "{route:#}");
    assert_eq!(route["message"]["binding"], "bindings[0]");
    assert_eq!(route["bindings"][1]["hiddenBy"], "bindings[0]");
    assert_eq!(route["accounts"][0]["groups"]["by"], "default", "{route:#}");
}

#[test]
fn a_message_that_cannot_be_read_is_refused() {
    let run = |arguments: &str| {
        let ran = Folder::with(&[("a.json", "{}")]).run(arguments);
        assert_eq!(ran.status, 2, "{arguments}");
        ran.stderr
    };
    assert!(
        run("explain route --message telegram:a:room:1 a.json").contains("`room` is no kind of conversation")
    );
    assert!(run("explain --message telegram a.json").contains("goes with `route`"));
}

const TOOLS: &str = "{
  agents: {
    ownership: 'explicit',
    defaults: { systemAgent: { agentId: 'home' }, model: 'anthropic/claude-opus-5', sandbox: { mode: 'non-main' } },
    entries: { home: {}, kids: { tools: { allow: ['group:web', 'read'], deny: ['x_search'] } } },
  },
  tools: { profile: 'coding', deny: ['group:runtime'], byProvider: { anthropic: { deny: ['apply_patch'] } } },
}";

#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check_tools(arguments: &str, expected: Expect) {
    let ran = Folder::with(&[("openclaw.json", TOOLS)]).run(arguments);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments}");
    expected.assert_eq(&ran.stdout);
}

#[test]
fn tools_are_counted_for_each_agent() {
    check_tools(
        "explain tools .",
        expect![[r#"
        AGENT  TOOLS  WITHOUT  PROFILE  SANDBOX
        home   44     17       coding   non-main
        kids   3      58       coding   non-main
    "#]],
    );
}

#[test]
fn each_missing_tool_has_a_reason() {
    check_tools(
        "explain tools --agent kids .",
        expect![[r#"
            agent       kids
            model       anthropic/claude-opus-5
            profile     coding (tools.profile)
            sandbox     non-main
            has         3 tools: read, web_search, web_fetch

            TAKEN BY                                              TOOLS
            not in tools.profile                                  browser, canvas, show_widget, message, heartbeat_respond, openclaw, nodes, computer, mobile_ui, agents_list, tts, pdf
            tools.deny has `group:runtime`                        exec, process, code_execution, secrets
            tools.byProvider["anthropic"].deny has `apply_patch`  apply_patch
            not in agents.entries.kids.tools.allow                ls, write, edit, memory_search, memory_get, sessions, sessions_list, sessions_history, sessions_search, conversations_list, conversations_send, conversations_turn, sessions_send, sessions_spawn, github_identity_status, github_publish, agents_wait, sessions_yield, subagents, session_status, suggest_task, dismiss_task, screen, theme, dashboard, terminal, portal, automations, gateway, plugins, get_goal, create_goal, update_goal, progress_card, ask_user, skill_workshop, view_image, image_generate, music_generate, video_generate
            agents.entries.kids.tools.deny has `x_search`         x_search

            ALSO WITHOUT                                         TOOLS
            in the sandbox, in other sessions than the main one  web_search, web_fetch
        "#]],
    );
}

#[test]
fn tools_are_told_to_programs() {
    let ran = Folder::with(&[("a.json", TOOLS)]).run("explain tools --format json a.json");
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let [home, kids] = [0, 1].map(|at| &found["tools"][at]);
    assert_eq!(
        (&home["agent"], &home["profile"], &home["sandbox"]),
        (&"home".into(), &"coding".into(), &"non-main".into())
    );
    let gone = |agent: &serde_json::Value, tool: &str| {
        let all = agent["taken"].as_array().expect("a list").iter();
        all.clone().find(|gone| gone["tool"] == tool).map(|gone| gone["path"].clone())
    };
    assert_eq!(gone(home, "exec"), Some("tools.deny".into()));
    assert_eq!(gone(home, "apply_patch"), Some("tools.byProvider[\"anthropic\"].deny".into()));
    assert_eq!(gone(kids, "edit"), Some("agents.entries.kids.tools.allow".into()));
    assert_eq!(gone(kids, "read"), None);
}

#[test]
fn the_start_has_one_verdict() {
    let check = |text: &str, expected: Expect| {
        let ran = Folder::with(&[("openclaw.json", text)]).run("explain start openclaw.json");
        expected.assert_eq(&ran.stdout);
    };
    check(
        "{ gateway: { mode: 'local' } }",
        expect![[r#"
        gateway     starts
    "#]],
    );
    check(
        "{}",
        expect![[r#"
        gateway     does not start
        because     `gateway.mode` is not set: `openclaw gateway run` asks for `"local"`, or for `--allow-unconfigured`
    "#]],
    );
    check(
        "{ gateway: { mode: 'local' }, channels: { telegram: { botToken: '${TG_TOKEN}' } } }",
        expect![[r#"
            gateway     starts, but waits for something outside the file

            WAITS FOR        KEY
            openclaw.json:1  channels.telegram.botToken  `TG_TOKEN` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
        "#]],
    );
    check(
        "{ gateway: { mode: 'local', auth: { mode: 'password' } } }",
        expect![[r#"
        gateway     does not start

        DOES NOT START   KEY
        openclaw.json:1  gateway.auth.mode  the gateway does not start: `password` asks for one, and there is none here; write it, or set `OPENCLAW_GATEWAY_PASSWORD` for it
    "#]],
    );
}

#[test]
fn the_cost_of_the_cache_is_told() {
    let text = "{ agents: { defaults: { model: 'anthropic/claude-opus-5', heartbeat: { every: '0m' } } } }";
    let folder = Folder::with(&[("a.json", text)]);
    let all = folder.run("explain cost a.json");
    assert_eq!(all.status, 0, "{}", all.stderr);
    assert!(all.stdout.contains("AGENT") || all.stdout.contains("agent "), "{}", all.stdout);
    let one = folder.run("explain cost --agent main --prompt 1000000 --messages 10 --format json a.json");
    let found: Value = serde_json::from_str(&one.stdout).expect("JSON");
    let costs = &found["costs"][0];
    assert_eq!((&costs["prompts"], &costs["messagesPerDay"]), (&json!([1_000_000]), &json!(10)));
    let none = &costs["retentions"][0];
    // Ten requests of a million tokens cost ten times the price of a million.
    let price = none["dollarsPerMillionTokens"]["input"].as_f64().expect("a price");
    assert_eq!(none["dollarsPerDay"][0], json!({ "low": price * 10.0, "high": price * 10.0 }));
    let markdown = folder.run("explain cost --format md a.json");
    assert!(markdown.stdout.starts_with("## What the prompt cache costs a day"), "{}", markdown.stdout);
}

#[test]
fn the_page_is_one_file() {
    let text = "{
  gateway: { mode: 'local' },
  channels: { telegram: { botToken: '1234567:geheim-geheim-geheim-geheim-geheim' } },
  agents: { ownership: 'explicit', entries: { '<b>a&b': {}, main: { model: 'openai/gpt-5.5' } } },
  bindings: [{ agentId: 'main', match: { channel: 'telegram' } }],
}";
    let folder = Folder::with(&[("openclaw.json", text)]);
    let page = folder.run("explain --format html openclaw.json");
    assert!(page.stdout.starts_with("<!DOCTYPE html>"), "{}", page.stderr);
    for wanted in [
        "<title>What will really happen: openclaw.json</title>",
        "<a href=\"openclaw.json#L3\">",
        "(line 5)",
        "telegram · default",
        "openai/gpt-5.5",
    ] {
        assert!(page.stdout.contains(wanted), "no {wanted}\n{}", page.stdout);
    }
    for never in ["<script", "http:", "https:", "geheim", "<b>a"] {
        assert!(!page.stdout.contains(never), "{never}\n{}", page.stdout);
    }
    let asked = folder.run("explain --format html route openclaw.json");
    assert_eq!((asked.status, asked.stdout.as_str()), (2, ""));
    assert!(asked.stderr.contains("leave `route` out"), "{}", asked.stderr);
}

#[test]
fn the_page_of_a_refused_file_says_so_first() {
    let folder = Folder::with(&[("a.json", "{ gateway: { prot: 1 } }")]);
    let page = folder.run("explain --format html a.json");
    assert_eq!(page.status, 1);
    assert!(page.stdout.contains("OpenClaw refuses this file"), "{}", page.stdout);
}
