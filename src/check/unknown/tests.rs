//! Unknown keys and where they belong. The first column is the path of the object, the second the key.

use super::words;
use crate::base::{DocumentKind, Snapshot, World};
use crate::check::diagnostics;
use crate::schema::{PathStep, Schema};
use expect_test::{Expect, expect};
use std::sync::Arc;

#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
fn check(text: &str, expected: Expect) {
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
    let found = diagnostics(&snapshot);
    let unknown = found.iter().filter(|one| one.code == "unknown-key");
    let lines: String = unknown.map(|one| format!("{}: {}\n", one.path, one.message)).collect();
    expected.assert_eq(&lines);
}

#[test]
fn slips_lead_to_names_that_are_free_and_take_the_value() {
    check(
        "{ gateway: { prot: 1, Bind: 'lan' }, sesion: {}, loging: {}, version: 1,
           agents: { defaults: { model: { primary: 'openai/gpt-5.4', primry: 'x' }, workspce: '~/w', maxConcurent: 2 } } }",
        expect![""],
    );
}

#[test]
fn the_words_of_other_programs() {
    check(
        "{ mcpServers: { a: { command: 'x' } }, providers: { openai: {} }, agent: { model: 'x/y', workspace: '~/w' },
           models: { default: 'a/b' }, gateway: { host: '0.0.0.0', token: 'x' }, cron: { jobs: [] },
           channels: { discord: { botToken: 'x', groups: {} }, telegram: { token: '1:a', allowedUsers: ['1'] } },
           agents: { defaults: { tools: { deny: [] }, heartbeat: { intervalMinutes: 30, enabled: false } } },
           bindings: [{ agent: 'main', channel: 'telegram' }], plugins: { installs: { a: { source: 'npm' } } } }",
        expect![""],
    );
}

#[test]
fn names_that_live_elsewhere() {
    check(
        "{ exec: { host: 'gateway' }, heartbeat: { every: '1h' }, telegram: { botToken: '1:a' },
           tools: { strictInlineEval: true, safeBins: ['jq'] },
           agents: { mcp: { servers: {} }, bindings: [], main: { workspace: '~/w' }, feishu: { appId: 'x' } },
           models: { anthropic: { baseUrl: 'https://a.example/v1', models: [] } }, security: { dmPolicy: 'open' } }",
        expect![""],
    );
}

#[test]
fn what_lives_nowhere() {
    check(
        "{ frobnicate: true, other: { a: 1 }, list: [{ a: 1 }], _comment: 'x', '//': 'y', meta: { comment: 'z' },
           _old: { a: 1 }, memory: { enabled: true }, mySecretToken: 'abc', agents: { defaults: { turbo: 1 } } }",
        expect![""],
    );
}

#[test]
fn agents_of_the_older_roster() {
    check(
        "{ agents: { list: [{ id: 'main', fallbackModels: ['a/b'], wrkspace: '~/w', mcp: {} }] } }",
        expect![""],
    );
}

/// Every line of the table leads to a key that the schema has, or says what to do; and no pattern is itself a key.
#[test]
fn every_word_leads_somewhere() {
    let schema = Schema::embedded();
    let lookup = |path: &str| {
        let steps = path.replace("[]", ".[]");
        let steps: Vec<PathStep<'_>> = steps
            .split('.')
            .map(|step| if step == "[]" { PathStep::Item } else { PathStep::Key(step) })
            .collect();
        !schema.lookup(&steps).is_empty()
    };
    let names = |holder: &str, key: &str| {
        let steps = holder.replace("[]", ".[]");
        let steps = steps.split('.').filter(|step| !step.is_empty());
        let steps: Vec<PathStep<'_>> =
            steps.map(|step| if step == "[]" { PathStep::Item } else { PathStep::Key(step) }).collect();
        let branches = schema.lookup(&steps).into_iter().flat_map(|id| schema.branches(id));
        !holder.contains("channels.*")
            && branches.map(|id| schema.node(id)).any(|node| node.property(key).is_some())
    };
    let mut lines = 0;
    for (patterns, to, note) in words::lines() {
        for pattern in patterns {
            lines += 1;
            let pattern = pattern.replace("agents.list[]", "agents.entries.*");
            let (holder, key) = pattern.rsplit_once('.').unwrap_or(("", &pattern));
            let to = to.replace('=', key);
            let target = match to.strip_prefix('.') {
                Some(below) if holder.is_empty() => below.to_owned(),
                Some(below) => format!("{holder}.{below}"),
                None => to.clone(),
            };
            let stars = pattern.starts_with("channels.*");
            assert!(to.is_empty() || stars || lookup(&target), "{pattern}: no {target}");
            assert!(!(to.is_empty() && note.is_empty()), "{pattern}: nothing is said");
            assert!(!names(holder, key), "{pattern} is a key of OpenClaw");
        }
    }
    assert!(lines > 200, "{lines} words");
}
