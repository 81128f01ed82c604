//! Verdicts that depend on files of the machine, each as OpenClaw 2026.9.6 gives it.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use crate::program::Folder;
use std::fs;

/// Asserts which findings of a configuration count: the code and path of each error, and of each warning about a file. `§` is
/// the folder, in which there are `plugins/`, `tool` and `link`.
fn check(text: &str, expected: &[&str]) {
    let folder = Folder::with(&[("plugins/x.txt", ""), ("tool", "#!/bin/sh\n"), ("tool2", "#!/bin/sh\n")]);
    let root = fs::canonicalize(folder.path(".")).unwrap().display().to_string();
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        symlink("tool", folder.path("link")).unwrap();
        for (name, mode) in [("tool", 0o755), ("tool2", 0o775)] {
            fs::set_permissions(folder.path(name), fs::Permissions::from_mode(mode)).unwrap();
        }
    }
    folder.write("openclaw.json", text.replace('§', &root).as_bytes());
    let ran = folder.run_with("check --format jsonl openclaw.json", &[("HOME", &root)]);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let all = report["diagnostics"].as_array().unwrap().iter();
    // What is left unchecked because of a path is told at each place; here the path itself counts.
    let told = all.filter(|one| {
        one["severity"] == "error"
            || one["code"] == "unreachable-plugin-path" && one["path"] == "plugins.load.paths"
    });
    let told = told.map(|one| {
        let field = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
        format!("{} {} {}", field("severity"), field("code"), field("path"))
    });
    assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
    assert_eq!(ran.status, i32::from(report["valid"] == false), "{text}");
}

const MISSED: &str = "warning unreachable-plugin-path plugins.load.paths";

#[test]
fn plugins_that_cannot_be_looked_at_leave_channels_unjudged() {
    for rest in [
        "channels: { telegram: { streaming: 'off' } }",
        "channels: { telegram: { dmPolicy: 'nonsense' } }",
        "channels: { telegram: { streamMode: 'off' } }",
        "channels: { telegram: 5, nope: {} }",
        "channels: { slack: { accounts: { a: { botToken: 5 } }, bogus: 1 } }",
        "agents: { defaults: { heartbeat: { target: 'nope' } } }",
        "tools: { web: { search: { provider: 'nope' } } }",
    ] {
        check(&format!("{{ plugins: {{ load: {{ paths: ['/nonexistent/p'] }} }}, {rest} }}"), &[MISSED]);
    }
    for path in
        ["/nonexistent/p", "§/plugins/x.txt/below", "~/nonexistent-p", "./nonexistent-p", "${NOPE_NOT_SET}/x"]
    {
        let text = format!(
            "{{ plugins: {{ load: {{ paths: ['§/plugins', '{path}'] }} }}, channels: {{ telegram: {{ dmPolicy: 'x' }} }} }}"
        );
        check(&text, &[MISSED]);
    }
    let entries = "plugins: { load: { paths: ['/nonexistent/p'] }, slots: { memory: 'nope' }, entries: { 'memory-core': { config: { bad: 1 } } } }";
    check(&format!("{{ {entries} }}"), &[MISSED]);
}

#[test]
fn what_plugins_do_not_decide_is_judged_all_the_same() {
    let paths = "plugins: { load: { paths: ['/nonexistent/p'] }, entries: { 'memory-core': { bogus: 1 } } }";
    check(
        &format!("{{ {paths}, channels: {{ defaults: {{ x: 1 }}, telegram: {{ dmPolicy: 'x' }} }} }}"),
        &[MISSED, "error unknown-key plugins.entries.memory-core", "error unknown-key channels.defaults"],
    );
    check(
        "{ plugins: { load: { paths: ['/nonexistent/p'] } }, channels: { telegram: { botToken: { source: 'file', provider: 'x', id: '/a' } } }, secrets: { providers: { x: { source: 'env' } } } }",
        &[MISSED, "error secret-source-mismatch channels.telegram.botToken"],
    );
    check(
        "{ plugins: { load: { paths: ['/nonexistent/p'] } }, gateway: { port: 'x' } }",
        &[MISSED, "error wrong-type gateway.port"],
    );
    // No plugin brings what has no name.
    check(
        "{ plugins: { load: { paths: ['/nonexistent/p'] } }, tools: { web: { search: { provider: ' ' } } } }",
        &[MISSED, "error unknown-web-search-provider tools.web.search.provider"],
    );
    check(
        "{ plugins: { load: { paths: ['/nonexistent/p'] } }, agents: { defaults: { heartbeat: { target: ' ' } } } }",
        &[MISSED, "error unknown-channel agents.defaults.heartbeat.target"],
    );
}

#[test]
fn plugins_that_are_there_change_nothing() {
    for path in ["§/plugins", "§/plugins/x.txt", " ", "plugins", " §/plugins "] {
        let text = format!(
            "{{ plugins: {{ load: {{ paths: ['{path}'] }} }}, channels: {{ telegram: {{ dmPolicy: 'x' }} }} }}"
        );
        check(&text, &["error invalid-enum-value channels.telegram.dmPolicy"]);
    }
    // What a variable makes of it is not known.
    check("{ env: { vars: { P: '/x' } }, plugins: { load: { paths: ['${P}/x'] } } }", &[]);
}

#[test]
fn programs_for_secrets_are_there() {
    let provider =
        |rest: &str| format!("{{ secrets: {{ providers: {{ p: {{ source: 'exec', {rest} }} }} }} }}");
    let refused = ["error unusable-command secrets.providers.p.command"];
    for rest in [
        "command: '/nonexistent/x'",
        "command: '§/plugins'",
        "command: '§/tool/below'",
        "command: '§/tool', trustedDirs: ['/opt', '§/plugins']",
        "command: '/nonexistent/x', trustedDirs: ['/nonexistent']",
    ] {
        check(&provider(rest), &refused);
    }
    if cfg!(unix) {
        check(&provider("command: '§/link'"), &refused);
        check(&provider("command: '§/tool2'"), &refused);
    }
    check(&provider("command: '§/tool'"), &[]);
    check(&provider("command: '§/tool', trustedDirs: ['§/plugins/..']"), &[]);
    check("{ secrets: { providers: { p: { source: 'file', path: '/nonexistent/x' } } } }", &[]);
    check(
        "{ secrets: { providers: { p: { source: 'exec', command: '/nonexistent/x' }, q: { source: 'exec', command: '/nonexistent/x' } } } }",
        &[
            "error unusable-command secrets.providers.p.command",
            "error unusable-command secrets.providers.q.command",
        ],
    );
}

#[test]
fn models_of_one_kind_of_media_are_refused() {
    for kind in ["audio", "image", "video"] {
        for models in [
            "[{ provider: 'openai', model: 'x' }]",
            "[]",
            "{}",
            "null",
            "[{ provider: 'deepgram', deepgram: { punctuate: true } }]",
        ] {
            let text = format!("{{ tools: {{ media: {{ {kind}: {{ models: {models} }} }} }} }}");
            let folder = Folder::with(&[("openclaw.json", &text)]);
            let ran = folder.run("check --format jsonl openclaw.json");
            let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
            let path = format!("tools.media.{kind}");
            let errors =
                report["diagnostics"].as_array().unwrap().iter().filter(|one| one["severity"] == "error");
            assert!(errors.clone().any(|one| one["path"] == path.as_str()), "{text}: {}", ran.stdout);
            assert_eq!((ran.status, &report["valid"]), (1, &false.into()), "{text}");
        }
    }
    for text in [
        "{ tools: { media: { models: [{ provider: 'deepgram', deepgram: { punctuate: true } }] } } }",
        "{ tools: { media: { audio: { deepgram: { punctuate: true } } } } }",
    ] {
        assert_eq!(Folder::with(&[("openclaw.json", text)]).run("check openclaw.json").status, 1, "{text}");
    }
    let fine =
        "{ tools: { media: { models: [{ provider: 'openai', model: 'x' }], audio: { enabled: true } } } }";
    assert_eq!(Folder::with(&[("openclaw.json", fine)]).run("check openclaw.json").status, 0);
}
