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
        expect![[r#"
            gateway: unknown key `prot`: did you mean `port`?
            gateway: unknown key `Bind`: did you mean `bind`?
            <root>: unknown key `sesion`: did you mean `session`?
            <root>: unknown key `loging`: did you mean `logging`?
            <root>: unknown key `version`: OpenClaw refuses to start with it, remove it
            agents.defaults.model: unknown key `primry`: OpenClaw refuses to start with it, remove it
            agents.defaults: unknown key `workspce`: did you mean `workspace`?
            agents.defaults: unknown key `maxConcurent`: did you mean `maxConcurrent`?
        "#]],
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
        expect![[r#"
            <root>: unknown key `mcpServers`: OpenClaw has it at `mcp.servers`, move it there
            <root>: unknown key `providers`: OpenClaw has it at `models.providers`, move it there
            <root>: unknown key `agent`: OpenClaw has it at `agents.defaults`, move it there
            models: unknown key `default`: OpenClaw has it at `agents.defaults.model`, move it there
            gateway: unknown key `host`: OpenClaw has it at `gateway.bind`, write `"lan"` there
            gateway: unknown key `token`: OpenClaw has it at `gateway.auth.token`, move it there
            cron: unknown key `jobs`: jobs do not stand in the file: add them with `openclaw cron add`
            channels.discord: unknown key `botToken`: did you mean `token`?
            channels.discord: unknown key `groups`: Discord has no groups: servers stand in `guilds.<server id>`, and their channels in `channels` there
            channels.telegram: unknown key `token`: did you mean `botToken`?
            channels.telegram: unknown key `allowedUsers`: did you mean `allowFrom`?
            agents.defaults: unknown key `tools`: OpenClaw has it at `tools`, move it there
            agents.defaults.heartbeat: unknown key `intervalMinutes`: OpenClaw has it at `agents.defaults.heartbeat.every`, write `"30m"` there
            agents.defaults.heartbeat: unknown key `enabled`: OpenClaw has it at `agents.defaults.heartbeat.every`, write `"0m"` there
            bindings.0: unknown key `agent`: did you mean `agentId`?
            bindings.0: unknown key `channel`: OpenClaw has it at `bindings[].match.channel`, move it there
        "#]],
    );
}

#[test]
fn names_that_live_elsewhere() {
    check(
        "{ exec: { host: 'gateway' }, heartbeat: { every: '1h' }, telegram: { botToken: '1:a' },
           tools: { strictInlineEval: true, safeBins: ['jq'] },
           agents: { mcp: { servers: {} }, bindings: [], main: { workspace: '~/w' }, feishu: { appId: 'x' } },
           models: { anthropic: { baseUrl: 'https://a.example/v1', models: [] } }, security: { dmPolicy: 'open' } }",
        expect![[r#"
            <root>: unknown key `exec`: OpenClaw has it at `tools.exec`, move it there
            <root>: unknown key `telegram`: OpenClaw has it at `channels.telegram`, move it there
            tools: unknown key `strictInlineEval`: OpenClaw has it at `tools.exec.strictInlineEval`, move it there
            tools: unknown key `safeBins`: OpenClaw has it at `tools.exec.safeBins`, move it there
            agents: unknown key `mcp`: OpenClaw has it at `mcp`, move it there
            agents: unknown key `bindings`: OpenClaw has it at `bindings`, move it there
            agents: unknown key `main`: OpenClaw has it at `agents.entries.main`, move it there
            agents: unknown key `feishu`: OpenClaw has it at `channels.feishu`, move it there
            models: unknown key `anthropic`: OpenClaw has it at `models.providers.anthropic`, move it there
            security: unknown key `dmPolicy`: it is set for each channel: `channels.<id>`
        "#]],
    );
}

#[test]
fn what_lives_nowhere() {
    check(
        "{ frobnicate: true, other: { a: 1 }, list: [{ a: 1 }], _comment: 'x', '//': 'y', meta: { comment: 'z' },
           _old: { a: 1 }, memory: { enabled: true }, mySecretToken: 'abc', agents: { defaults: { turbo: 1 } } }",
        expect![[r#"
            <root>: unknown key `frobnicate`: OpenClaw refuses to start with it, remove it
            <root>: unknown key `other`: OpenClaw refuses to start with it, comment it out if you still need what it holds
            <root>: unknown key `list`: OpenClaw refuses to start with it, comment it out if you still need what it holds
            <root>: unknown key `_comment`: OpenClaw refuses to start with it, write it as a `//` comment
            <root>: unknown key `//`: OpenClaw refuses to start with it, write it as a `//` comment
            meta: unknown key `comment`: OpenClaw refuses to start with it, write it as a `//` comment
            <root>: unknown key `_old`: OpenClaw refuses to start with it, write it as a `//` comment
            memory: unknown key `enabled`: memory stands in files of the workspace; `memory.search.enabled` switches the search in them
            <root>: unknown key `mySecretToken`: OpenClaw refuses to start with it, comment it out if you still need what it holds
            agents.defaults: unknown key `turbo`: OpenClaw refuses to start with it, remove it
        "#]],
    );
}

#[test]
fn agents_of_the_older_roster() {
    check(
        "{ agents: { list: [{ id: 'main', fallbackModels: ['a/b'], wrkspace: '~/w', mcp: {} }] } }",
        expect![[r#"
            agents.entries.main: unknown key `fallbackModels`: OpenClaw has it at `agents.list[].model.fallbacks`, move it there
            agents.entries.main: unknown key `wrkspace`: did you mean `workspace`?
            agents.entries.main: unknown key `mcp`: MCP servers are not set for each agent: they live in `mcp.servers`
        "#]],
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
