//! The index, shown as the text with its names.

use super::*;
use crate::config::lexicon::Lexicon;
use crate::syntax::Tree;
use expect_test::{Expect, expect};
use std::fmt::Write as _;

#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&shown(text));
}

fn shown(text: &str) -> String {
    let tree = Tree::parse(text);
    let mut out = String::new();
    for one in Index::of(&tree, Lexicon::default()).in_file(0) {
        let Name { kind, scope, text: name } = &one.name;
        let written = &text[one.range.start..one.range.end];
        let scope = if scope.is_empty() { String::new() } else { format!(" of {scope}") };
        let spelled = if one.spelled { "" } else { " (other word)" };
        let bare = if one.quote.is_none() { " (bare)" } else { "" };
        writeln!(out, "{:?} `{written}`: {kind:?} {name}{scope}{spelled}{bare}", one.role).unwrap();
    }
    out
}

#[test]
fn agents() {
    check(
        "{ agents: { entries: { home: {}, 'Ops': { subagents: { allowAgents: ['HOME', '*'] } } } },
          bindings: [{ agentId: 'h\\u006fme' }], broadcast: { strategy: 'parallel', C1: ['ops'], 'slack:C': { agents: ['home'] } },
          mcp: { servers: { docs: { codex: { agents: ['ops'] } } } } }",
        expect![[r#"
            Definition `home`: Agent home (bare)
            Definition `Ops`: Agent ops
            Reference `HOME`: Agent home
            Reference `h\u006fme`: Agent home
            Reference `ops`: Agent ops
            Reference `home`: Agent home
            Definition `docs`: Server docs (bare)
            Reference `ops`: Agent ops
        "#]],
    );
    check(
        "{ agents: { list: [{ id: 'home', subagents: { allowAgents: ['ops'] } }] }, talk: { agentId: '${A}' } }",
        expect![[r#"
        Definition `home`: Agent home
        Reference `ops`: Agent ops
        Reference `A`: Variable A
    "#]],
    );
}

#[test]
fn models() {
    check(
        "{ models: { providers: { box: { models: [{ id: 'm' }, { id: 'n/x' }] } } },
          auth: { profiles: { 'box:a': { provider: 'box' } }, order: { box: ['box:a'] } },
          agents: {
            defaults: {
              model: { primary: 'Box/m@box:a', fallbacks: ['fast', 'box/FAST', 'm', 'opus', 'unknown'] },
              models: { 'box/m': { alias: 'Fast' }, 'anthropic/claude-opus-5': {}, 'box/*': {} },
              modelPolicy: { allow: ['box/*', 'fast', 'box/n/x'] } },
            entries: { a: { model: 'quick', models: { 'box/n/x': { alias: 'quick' } } }, b: { model: 'quick' } } },
          tools: { byProvider: { box: {}, 'box/m': {} }, media: { models: [{ provider: 'box', model: 'm', profile: 'box:a' }] } } }",
        expect![[r#"
            Definition `box`: Provider box (bare)
            Definition `m`: Model m of box
            Definition `n/x`: Model n/x of box
            Definition `box:a`: Profile box:a
            Reference `box`: Provider box
            Reference `box`: Provider box (bare)
            Reference `box:a`: Profile box:a
            Reference `Box`: Provider box
            Reference `m`: Model m of box
            Reference `box:a`: Profile box:a
            Reference `fast`: Alias fast
            Reference `fast`: Model m of box (other word)
            Reference `box`: Provider box
            Reference `FAST`: Alias fast
            Reference `FAST`: Model m of box (other word)
            Reference `m`: Model m of box
            Reference `opus`: Model claude-opus-5 of anthropic (other word)
            Reference `box`: Provider box
            Entry `m`: Model m of box
            Definition `Fast`: Alias fast
            Reference `anthropic`: Provider anthropic
            Entry `claude-opus-5`: Model claude-opus-5 of anthropic
            Reference `box`: Provider box
            Reference `box`: Provider box
            Reference `fast`: Alias fast
            Reference `fast`: Model m of box (other word)
            Reference `box`: Provider box
            Reference `n/x`: Model n/x of box
            Definition `a`: Agent a (bare)
            Reference `quick`: Alias quick of a
            Reference `quick`: Model n/x of box (other word)
            Reference `box`: Provider box
            Entry `n/x`: Model n/x of box
            Definition `quick`: Alias quick of a
            Definition `b`: Agent b (bare)
            Reference `box`: Provider box (bare)
            Reference `box`: Provider box
            Reference `m`: Model m of box
            Reference `box`: Provider box
            Reference `m`: Model m of box
            Reference `box:a`: Profile box:a
        "#]],
    );
}

#[test]
fn other_names() {
    check(
        "{ channels: { defaults: {}, telegram: { defaultAccount: 'Home', accounts: { home: {} } } },
          bindings: [{ match: { channel: 'Telegram', accountId: 'home' } }, { match: { accountId: 'home' } }],
          approvals: { exec: { targets: [{ channel: 'telegram', accountId: 'home' }] } },
          agents: { defaults: { heartbeat: { target: 'last', accountId: 'home' } }, entries: { a: { heartbeat: { target: 'telegram' }, skills: ['s'] } } } }",
        expect![[r#"
            Definition `telegram`: Channel telegram (bare)
            Reference `Home`: Account home of telegram
            Definition `home`: Account home of telegram (bare)
            Reference `Telegram`: Channel telegram
            Reference `home`: Account home of telegram
            Reference `telegram`: Channel telegram
            Reference `home`: Account home of telegram
            Definition `a`: Agent a (bare)
            Reference `telegram`: Channel telegram
            Reference `s`: Skill s
        "#]],
    );
    check(
        "{ secrets: { providers: { vault: { source: 'file' }, e: { source: 'env', allowlist: ['KEY'] } }, defaults: { file: 'vault' } },
          env: { vars: { KEY: 'x' }, OLD: 'y', shellEnv: {} }, gateway: { auth: { token: { source: 'file', provider: 'vault', id: '/a' }, password: 'a${KEY}b$${KEY}${OLD}' } },
          models: { providers: { box: { apiKey: { source: 'env', provider: 'e', id: 'KEY' } } } } }",
        expect![[r#"
            Definition `vault`: SecretProvider vault (bare)
            Definition `e`: SecretProvider e (bare)
            Reference `KEY`: Variable KEY
            Reference `vault`: SecretProvider vault
            Definition `KEY`: Variable KEY (bare)
            Definition `OLD`: Variable OLD (bare)
            Reference `vault`: SecretProvider vault
            Reference `KEY`: Variable KEY
            Reference `OLD`: Variable OLD
            Definition `box`: Provider box (bare)
            Reference `e`: SecretProvider e
            Reference `KEY`: Variable KEY
        "#]],
    );
    check(
        "{ mcp: { servers: { docs: {}, 'docs__more': {}, 'my docs': {} } }, tools: { allow: ['docs__*', 'docs__more__x', 'my-docs__y', 'other__z', 'read'] },
          gateway: { roles: { default: 'guest', definitions: { guest: { agents: '*' } } } },
          browser: { defaultProfile: 'work', profiles: { work: {} } },
          tts: { provider: 'eleven', providers: { eleven: {} } }, plugins: { entries: { x: {} }, allow: ['x'], slots: { memory: 'none' } } }",
        expect![[r#"
            Definition `docs`: Server docs (bare)
            Definition `docs__more`: Server docs__more
            Definition `my docs`: Server my-docs
            Reference `docs`: Server docs
            Reference `docs__more`: Server docs__more
            Reference `my-docs`: Server my-docs
            Reference `other`: Server other
            Reference `guest`: Role guest
            Definition `guest`: Role guest (bare)
            Reference `work`: BrowserProfile work
            Definition `work`: BrowserProfile work (bare)
            Reference `eleven`: Voice eleven of tts
            Definition `eleven`: Voice eleven of tts (bare)
            Definition `x`: Plugin x (bare)
            Reference `x`: Plugin x
        "#]],
    );
}

#[test]
fn sessions_name_their_agents() {
    check(
        "{ hooks: { defaultSessionKey: 'agent:home:main', allowedSessionKeyPrefixes: ['hook:', 'agent:ops:'],
           mappings: [{ sessionKey: 'agent:{{who}}:x' }, { sessionKey: 'agent:home' }] } }",
        expect![[r#"
            Reference `home`: Agent home
            Reference `ops`: Agent ops
        "#]],
    );
}

#[test]
fn a_short_name_is_another_model_to_a_release_that_does_not_know_it() {
    let tree = Tree::parse("{ agents: { defaults: { model: 'anthropic/sonnet' } } }");
    let models = |lexicon| {
        let index = Index::of(&tree, lexicon);
        let models = index.in_file(0).iter().filter(|one| one.name.kind == NameKind::Model);
        models.map(|one| one.name.text.clone()).collect::<Vec<_>>()
    };
    let oldest = models(Lexicon::of(crate::release::releases()[0]));
    assert_eq!(oldest, ["sonnet"]);
    assert_ne!(models(Lexicon::default()), oldest);
}
