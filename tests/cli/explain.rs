//! `explain`: what will really happen.

mod access;
mod documented;
mod routes;
mod tools;

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

/// What is said of a configuration.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
fn check_of(config: &str, arguments: &str, expected: Expect) {
    let ran = Folder::with(&[("openclaw.json", config)]).run(arguments);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments}");
    expected.assert_eq(&ran.stdout);
}

#[track_caller]
fn check(arguments: &str, expected: Expect) {
    check_of(CONFIG, arguments, expected);
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
            thinking    as the model does by itself
            context     1,000,000 tokens
            max answer  128,000 tokens
            login       profile `anthropic:a` (API key)
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

            FOR                MODEL                                                           WRITTEN AT  THEN
            images             one that OpenClaw picks among the providers that are logged in
            PDFs               one that OpenClaw picks among the providers that are logged in
            sub-agents         that of the agent that starts them
            titles and recaps  the small one of the first model's provider
            heartbeat          the first model

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
            cache       ignored by this provider
            because of  nothing: OpenClaw knows no provider `nobody`
            thinking    as the model does by itself
            context     not in the catalogue
            max answer  not in the catalogue
            login       nothing in the file: a login in OpenClaw's own store
            heartbeat   30m (filled in)
            pruning     mode off (filled in), ttl 5m (filled in)

            LAYER, WEAKEST FIRST                             cacheRetention  cacheControlTtl
            agents.defaults.params                           -               -
            agents.defaults.models["nobody/gpt-5.4"].params  -               -

            FOR                MODEL                                                           WRITTEN AT  THEN
            images             one that OpenClaw picks among the providers that are logged in
            PDFs               one that OpenClaw picks among the providers that are logged in
            sub-agents         that of the agent that starts them
            titles and recaps  the small one of the first model's provider
            heartbeat          the first model

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

            WAITS FOR  KEY
            line 1     channels.telegram.botToken  `TG_TOKEN` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
        "#]],
    );
    check(
        "{ gateway: { mode: 'local', auth: { mode: 'password' } } }",
        expect![[r#"
            gateway     does not start

            DOES NOT START  KEY
            line 1          gateway.auth.mode  the gateway does not start: `password` needs one, and there is none here; write it, or set `OPENCLAW_GATEWAY_PASSWORD` for it
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
  channels: { telegram: { botToken: '1234567:geheim-geheim-geheim-geheim-geheim', dmPolicy: 'open', allowFrom: ['*'] } },
  agents: { ownership: 'explicit', entries: { '<b>a&b': {}, main: { model: 'openai/gpt-5.5' } } },
  bindings: [{ agentId: 'main', match: { channel: 'telegram' } }],
}";
    let folder = Folder::with(&[("openclaw.json", text)]);
    let page = folder.run("explain --format html openclaw.json");
    assert!(page.stdout.starts_with("<!DOCTYPE html>"), "{}", page.stderr);
    for wanted in [
        "<title>What will really happen: openclaw.json</title>",
        "<a href=\"openclaw.json#L3,15\">",
        "(line 5)",
        "telegram · default",
        "<rect class=\"open\"",
        "<path class=\"line open\"",
        "<td class=\"open\">anyone</td>",
        "openai/gpt-5.5",
    ] {
        assert!(page.stdout.contains(wanted), "no {wanted}\n{}", page.stdout);
    }
    for never in ["<script", "http:", "https:", "geheim", "<b>a"] {
        assert!(!page.stdout.contains(never), "{never}\n{}", page.stdout);
    }
}

#[test]
fn each_of_several_keys_leads_to_its_line() {
    let text = "{
  gateway: { mode: 'local', auth: { token: '${TOKEN}' } },
  channels: { telegram: { botToken: '${TOKEN}' } },
}";
    let page = Folder::with(&[("a.json", text)]).run("explain --format html start a.json").stdout;
    let links = [
        "<a href=\"a.json#L2,37\">gateway.auth.token</a>",
        "<a href=\"a.json#L3,27\">channels.telegram.botToken</a>",
    ];
    assert!(links.iter().all(|link| page.contains(link)), "{page}");
}

#[test]
fn a_page_may_be_about_one_question() {
    let folder =
        Folder::with(&[("openclaw.json", "{ gateway: { mode: 'local' }, tools: { deny: ['exec'] } }")]);
    for (word, title) in [
        ("route", "Who answers"),
        ("access", "Who may write"),
        ("tools", "Which tools each agent has"),
        ("cost", "What the prompt cache costs a day"),
        ("start", "Whether the gateway starts"),
    ] {
        let page = folder.run(&format!("explain --format html {word} openclaw.json"));
        let headings = page.stdout.matches("<h2").count();
        assert_eq!((page.status, headings), (0, 1), "{word}: {}", page.stderr);
        assert!(
            page.stdout.contains(&format!("{title}</h2>")) && !page.stdout.contains("<svg"),
            "{}",
            page.stdout
        );
    }
    let key = folder.run("explain --format html gateway.mode openclaw.json");
    assert_eq!((key.status, key.stdout.as_str()), (2, ""));
    assert!(key.stderr.contains("take the format `md`"), "{}", key.stderr);
}

#[test]
fn the_page_of_a_refused_file_says_so_first() {
    let folder = Folder::with(&[("a.json", "{ gateway: { prot: 1 } }")]);
    let page = folder.run("explain --format html a.json");
    assert_eq!(page.status, 1);
    assert!(page.stdout.contains("OpenClaw refuses this file"), "{}", page.stdout);
}
