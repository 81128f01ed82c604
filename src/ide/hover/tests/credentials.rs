//! What is said about logins, keys and the agents that use them.

use super::{check, hover, shown};
use crate::base::{DocumentKind, Options, Snapshot, World};
use crate::release::newest;
use crate::schema::Schema;
use expect_test::expect;
use std::sync::Arc;

const LOGINS: &str = "auth: { profiles: {
    'anthropic:work': { provider: 'anthropic', mode: 'api_key' }, 'anthropic:sub': { provider: 'anthropic', mode: 'token' },
    'openai:o': { provider: 'openai', mode: 'oauth' } }, order: { anthropic: ['anthropic:sub', 'anthropic:work', 'gone'] } }";

/// Whether the hover over the cursor of a fixture holds all texts and none of the others.
#[track_caller]
fn says(fixture: &str, texts: &[&str], others: &[&str]) {
    let (_, markdown) = shown(fixture, &[]).expect("a hover");
    for text in texts {
        assert!(markdown.contains(text), "no {text:?} in\n{markdown}");
    }
    for text in others {
        assert!(!markdown.contains(text), "{text:?} in\n{markdown}");
    }
}

fn at(place: &str) -> String {
    format!("{{ {} }}", LOGINS.replacen(place, &format!("$0{place}"), 1))
}

#[test]
fn a_token_profile() {
    check(
        &at("'anthropic:sub': {"),
        expect![[r#"
            'anthropic:sub'
            **auth.profiles["anthropic:sub"]**

            One login. Its id can follow a model reference after `@`, as in `anthropic/claude-opus-5@anthropic:work`.

            Here: token, such as that of `claude setup-token`: the first choice for `anthropic`.

            A subscription: releases of early 2026 take no cache settings with it. Later ones pass `cacheRetention` on in direct requests, and put no `short` in by themselves.

            Credentials belong to one agent each; with more agents than one, add `--agent <id>`:

            - `openclaw models status` shows which one is in use, and what is wrong with it
            - `openclaw models status --json` lists in `auth.unusableProfiles` those that have to wait: a further login helps
            - `openclaw models auth login --provider anthropic --method setup-token` takes the token that `claude setup-token` prints
            - `openclaw models auth paste-token --provider anthropic` takes one that another machine printed
            - an expired or revoked login (401, or a refresh that fails) needs a new token
            - Type: object
        "#]],
    );
}

#[test]
fn profiles_orders_and_elements() {
    says(
        &at("'anthropic:work': {"),
        &["Here: API key: choice 2 of 3 for `anthropic`.", "paste-api-key --provider anthropic", "5 minutes"],
        &["setup-token"],
    );
    says(
        &at("'openai:o': {"),
        &["OAuth login: the first choice", "models auth login --provider openai"],
        &["setup-token"],
    );
    says(
        &at("order: { anthropic").replace("$0order: { ", "order: { $0"),
        &["- `anthropic:sub`: token", "- `anthropic:work`: API key", "- `gone`: not defined here"],
        &[],
    );
    says(&at("'gone'"), &["Choice 3 for `anthropic`: not defined here"], &[]);
}

#[test]
fn releases_have_their_own_commands() {
    let text = "{ meta: { lastTouchedVersion: '2026.7.1' }, models: { providers: { anthropic: {} } } }";
    let read_by = |release: &str| {
        let target = Some(release.parse().expect("a release"));
        let world = World::new(Schema::embedded(), Options { target, ..Options::default() });
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(world));
        hover(&snapshot, text.find("anthropic").expect("the place")).expect("a hover").markdown
    };
    let (old, new) = (
        "`openclaw models auth setup-token --provider anthropic`",
        "`openclaw models auth login --provider anthropic --method setup-token`",
    );
    let (first, now) = (read_by("2026.2.1"), read_by(&newest().to_string()));
    assert!(first.contains(old) && first.contains("ANTHROPIC_API_KEY") && !first.contains(new), "{first}");
    assert!(now.contains(new) && now.contains("This file shows no credential for `anthropic`"), "{now}");
    assert!(!now.contains(old), "{now}");
}

#[test]
fn keys_are_named_by_their_form_alone() {
    let with = |key: &str| format!("{{ models: {{ providers: {{ $0anthropic: {{ apiKey: {key} }} }} }} }}");
    says(
        &with("'abcdefgh-secret'"),
        &["`models.providers.anthropic.apiKey`: key as plain text"],
        &["abcdefgh"],
    );
    says(&with("'${KEY}'"), &["key from a variable"], &[]);
    says(&with("{ source: 'file', provider: 'vault', id: '/k' }"), &["secret reference, source `file`"], &[]);
    says(
        &with("'__OPENCLAW_REDACTED__'"),
        &["This file shows no credential", "a placeholder, not a working key"],
        &[],
    );
}

#[test]
fn an_agent() {
    check(
        &format!(
            "{{ {LOGINS}, agents: {{ defaults: {{ model: {{ primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.4'] }} }},
                entries: {{ $0home: {{ params: {{ cacheRetention: 'long' }}, heartbeat: {{ every: '55m' }} }} }} }} }}"
        ),
        expect![[r#"
            home
            **agents.entries.home**

            One agent; the key is its id, so a member `id` inside is refused. Bindings, broadcasts and heartbeats refer to this id, therefore renaming it means changing them too.

            - Model: `anthropic/claude-opus-5`, from `agents.defaults.model`
            - Then: `openai/gpt-5.4`
            - Prompt cache: `long` (1 hour), from `agents.entries.home.params`
            - Heartbeat: every `55m`, which keeps the cache warm
            - Credentials: `anthropic:sub` (token, such as that of `claude setup-token`), then `anthropic:work` (API key)
            - Type: object
        "#]],
    );
    says(
        "{ agents: { list: [{ id: $0'a', model: 'groq/x' }] } }",
        &[
            "- Model: `groq/x`, from `agents.list[0].model`",
            "- Prompt cache: no setting is read",
            "- Heartbeat: every `30m`",
        ],
        &["warm"],
    );
}

#[test]
fn a_model_names_its_users() {
    says(
        "{ agents: { defaults: { model: $0'anthropic/claude-opus-5', models: { 'anthropic/claude-opus-5': { alias: 'big' } } },
           entries: { a: {}, b: { model: 'big' }, c: { model: { primary: 'openai/gpt-5.4', fallbacks: ['big'] } } } } }",
        &["- Used by: `a`, `b`", "- Fallback of: `c`", "- Settings: line 1", "- Credentials: none in this file"],
        &[],
    );
}
