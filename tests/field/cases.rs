//! The small cases about fixes, each with more of its kind.

use super::configs::{all, cases, fixed, snapshot};
use openclaw_lsp::fix::{Which, choices, dropped, fix_all};
use openclaw_lsp::ide::code_actions;
use openclaw_lsp::migrations::places;
use openclaw_lsp::text::TextRange;
use serde_json::{Value, json};

/// The text of a recorded case.
fn text(id: &str) -> String {
    let all = ["bugs.jsonl", "corpus.jsonl"].into_iter().flat_map(cases);
    let found = all.into_iter().find(|case| case["id"] == id);
    found.and_then(|case| Some(case["text"].as_str()?.to_owned())).unwrap_or_else(|| panic!("no case {id}"))
}

fn value(text: &str) -> Value {
    json5::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What the plain `fix` makes of a text, at a place.
#[track_caller]
fn check(text: &str, pointer: &str, expected: &Value) {
    let after = fixed(text, Which::safe(None));
    assert_eq!(value(&after).pointer(pointer), Some(expected), "{after}");
}

/// The titles of all that is offered in a text.
fn titles(text: &str) -> Vec<String> {
    let snapshot = snapshot(text);
    let whole = TextRange::new(0, snapshot.text.len());
    code_actions(&snapshot, whole).into_iter().map(|action| action.title).collect()
}

const FIRST: &str = "/agents/entries/main/workspace";

#[test]
fn the_first_agent_keeps_its_workspace() {
    check(&text("fix-roster-workspace"), FIRST, &json!("/w"));
    check("{ agents: { list: [{ id: 'main' }, { id: 'b' }] } }", FIRST, &json!("~/.openclaw/workspace"));
    check(
        "{ agents: { list: [{ id: 'main', workspace: '' }, { id: 'b' }] } }",
        FIRST,
        &json!("~/.openclaw/workspace"),
    );
    check(
        "{ agents: { defaults: { workspace: '~/w' }, list: [{ id: 'x' }, { id: 'main' }] } }",
        "/agents/entries/x/workspace",
        &json!("~/w"),
    );
    check(
        "{ agents: { defaults: { workspace: '${HOME}/w' }, list: [{ id: 'main' }, { id: 'b' }] } }",
        FIRST,
        &json!("${HOME}/w"),
    );
}

#[test]
fn who_needs_no_pin_gets_none() {
    for text in [
        "{ agents: { list: [{ id: 'main' }] } }",
        "{ agents: { ownership: 'explicit', list: [{ id: 'main' }, { id: 'b' }] } }",
        "{ agents: { list: [{ id: 'main' }, { id: 'b', default: true }] } }",
    ] {
        let after = fixed(text, Which::safe(None));
        assert_eq!(value(&after).pointer("/agents/entries/main"), Some(&json!({})), "{after}");
    }
    check("{ agents: { list: [{ id: 'main', workspace: '/m' }, { id: 'b' }] } }", FIRST, &json!("/m"));
}

#[test]
fn the_default_agent_keeps_its_workspace() {
    let text = "{ agents: { list: [{ id: 'a' }, { id: 'b', default: true }] } }";
    let after = value(&all(text));
    assert_eq!(
        after.pointer("/agents/entries/b"),
        Some(&json!({ "workspace": "~/.openclaw/workspace" })),
        "{after}"
    );
    assert_eq!(after.pointer("/agents/entries/a"), Some(&json!({})), "{after}");
    assert_eq!(after.pointer("/agents/defaults/authInheritance/agentId"), Some(&json!("b")), "{after}");
}

fn binding(agent: &str, channel: &str, account: &str) -> Value {
    json!({ "agentId": agent, "match": { "channel": channel, "accountId": account } })
}

#[test]
fn each_account_keeps_its_owner() {
    check(&text("fix-roster-binding"), "/bindings", &json!([binding("main", "telegram", "default")]));
    let roster = "agents: { list: [{ id: 'x', workspace: '/x' }, { id: 'b' }] }";
    let with = |rest: &str| format!("{{ {roster}, {rest} }}");
    check(
        &with("channels: { telegram: { botToken: '1:a', accounts: { P: {}, off: { enabled: false } } } }"),
        "/bindings",
        &json!([binding("x", "telegram", "default"), binding("x", "telegram", "p")]),
    );
    check(
        &with("channels: { reef: { enabled: true } }"),
        "/bindings",
        &json!([binding("x", "reef", "default")]),
    );
    let own = json!({ "agentId": "b", "match": { "channel": "telegram", "peer": { "kind": "direct", "id": "5" } } });
    check(
        &with(&format!("bindings: [{own}], channels: {{ telegram: {{ botToken: '1:a' }} }}")),
        "/bindings",
        &json!([own, binding("x", "telegram", "default")]),
    );
}

#[test]
fn accounts_are_those_that_openclaw_finds() {
    let recorded = cases("accounts.jsonl");
    let mut wrong = Vec::new();
    for case in &recorded {
        let text = case["text"].as_str().unwrap();
        let ours =
            value(&fixed(text, Which::safe(None))).get("bindings").cloned().unwrap_or_else(|| json!([]));
        wrong.extend(
            (ours != case["bindings"]).then(|| format!("{text}\n    {ours}\n    {}", case["bindings"])),
        );
    }
    println!("{} channels with accounts", recorded.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_account_that_has_an_owner_gets_no_other() {
    let roster = "agents: { list: [{ id: 'main', workspace: '/m' }, { id: 'b' }] }, channels: { telegram: { botToken: '1:a' } }";
    for (rest, count) in [
        ("bindings: [{ agentId: 'b', match: { channel: 'telegram' } }]", Some(1)),
        ("bindings: [{ agentId: 'b', match: { channel: 'Telegram', accountId: '*' } }]", Some(1)),
        ("bindings: [{ agentId: 'b', match: { channel: 'telegram', accountId: 'default' } }]", Some(1)),
        ("plugins: { enabled: false }", None),
        ("plugins: { deny: ['telegram'] }", None),
        ("plugins: { entries: { telegram: { enabled: false } } }", None),
    ] {
        let after = value(&fixed(&format!("{{ {roster}, {rest} }}"), Which::safe(None)));
        assert_eq!(after["bindings"].as_array().map(Vec::len), count, "{after}");
    }
}

#[test]
fn main_inherits_from_nobody() {
    let after = value(&all(&text("fix-authInheritance")));
    assert_eq!(after.pointer("/agents/defaults/authInheritance"), None, "{after}");
    assert_eq!(after.pointer("/agents/defaults/systemAgent/agentId"), Some(&json!("main")), "{after}");
}

#[test]
fn the_title_says_what_the_first_agent_keeps() {
    let text =
        "{ agents: { list: [{ id: 'x' }, { id: 'b' }] }, channels: { telegram: { botToken: '1:a' } } }";
    let all = titles(text);
    let expected = "Turn `agents.list` into `agents.entries`; `x` keeps its workspace and its channels";
    assert!(all.iter().any(|title| title == expected), "{all:?}");
}

#[test]
fn a_text_that_does_not_parse_is_left_alone() {
    let retired = "session: { idleMinutes: 5 }";
    for text in [
        text("fix-syntax-error"),
        format!("{{ {retired}, a: }}"),
        format!("{{ {retired}, gateway: {{ port: 1 }}"),
        format!("{{ \"x: 1,\n {retired} }}"),
        format!("{{ {retired} }} }}"),
    ] {
        assert_eq!(fix_all(&snapshot(&text), None), [], "{text}");
        assert_eq!(all(&text), text);
        let bulk = titles(&text).into_iter().find(|title| title.contains(" all "));
        assert_eq!(bulk, None, "{text}");
    }
}

#[test]
fn beside_a_syntax_error_only_what_reads_clearly_is_mended() {
    // The error is in a section of its own, and no section's end is in doubt.
    let apart = "{ session: { idleMinutes: 5 }, gateway: { port: , mode: 'local' } }";
    assert!(titles(apart).iter().any(|title| title.contains("idleMinutes")), "{:?}", titles(apart));
    for text in [
        "{ session: { idleMinutes: 5, scope: }, gateway: { mode: 'local' } }",
        "{ session: { idleMinutes: 5 }, gateway: { mode: 'local' }",
        "{ session: { idleMinutes: 5 }, \"gateway: { mode: 'local' } }",
        "{ gateway: { mode: 'local' ] , session: { idleMinutes: 5 } }",
    ] {
        assert!(
            !titles(text).iter().any(|title| title.contains("idleMinutes")),
            "{text}: {:?}",
            titles(text)
        );
    }
}

#[test]
fn what_is_lost_is_told() {
    let told = |text: &str| {
        let snapshot = snapshot(text);
        dropped(&snapshot, &fix_all(&snapshot, None))
    };
    assert_eq!(
        told(&text("P09-fix-drops")),
        ["`agents.defaults.contextTokens: 200000`", "`routing.allowFrom: [\"+1\"]`"]
    );
    for (text, expected) in [
        ("{ auth: { cooldowns: { a: 1, b: 2 } } }", vec!["`auth.cooldowns: { a: 1, b: 2 }`"]),
        ("{ web: { heartbeatSeconds: 5, enabled: true } }", vec!["`web.heartbeatSeconds: 5`"]),
        (
            "{ session: { threadBindings: { ttlHours: 24, idleHours: 1 } } }",
            vec!["`session.threadBindings.ttlHours: 24`"],
        ),
        // What only moves, or is only written in another way, is not lost.
        ("{ session: { idleMinutes: 5 } }", vec![]),
        ("{ mcp: { servers: { x: { command: 'c', connect_timeout: 3 } } } }", vec![]),
        ("{ gateway: { bind: 'localhost' } }", vec![]),
        ("{ agents: { list: [{ id: 'main', workspace: '/m' }] } }", vec![]),
    ] {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn no_action_drops_a_value_in_silence() {
    for text in [
        text("P09-fix-drops"),
        "{ auth: { cooldowns: { a: 1 } } }".to_owned(),
        "{ routing: { allowFrom: ['+1'], groupChat: { mentionPatterns: ['m'] } } }".to_owned(),
        "{ session: { typingMode: 'never' }, agents: { defaults: { typingMode: 'instant' } } }".to_owned(),
    ] {
        let snapshot = snapshot(&text);
        for choice in places(&snapshot).iter().flat_map(|place| choices(&snapshot, place)) {
            let drops = dropped(&snapshot, &choice.edits);
            let told = drops.iter().all(|drop| choice.title.contains(drop.as_str()))
                || choice.title.contains("emove");
            assert!(told, "{}: {drops:?}", choice.title);
            assert!(drops.is_empty() || choice.note.description.is_some(), "{}", choice.title);
        }
    }
}

#[test]
fn records_of_plugins_are_left_to_openclaw() {
    let more = [
        "{ plugins: { installs: {} } }",
        "{ plugins: { installs: { x: { source: 'npm', spec: 'x@1' } }, entries: { x: { enabled: true } } } }",
        "{ plugins: { /* mine */ installs: { x: { source: 'path', installPath: '/x' } } }, session: { idleMinutes: 5 } }",
    ];
    let texts = [text("P04-plugins-installs"), text("unknown-key-installs")];
    for text in texts.into_iter().chain(more.map(str::to_owned)) {
        let installs = value(&text).pointer("/plugins/installs").cloned();
        assert_eq!(value(&all(&text)).pointer("/plugins/installs").cloned(), installs, "{text}");
        assert!(!titles(&text).iter().any(|title| title.contains("installs")), "{text}: {:?}", titles(&text));
        let found =
            places(&snapshot(&text)).iter().map(|place| place.finding.message.clone()).collect::<Vec<_>>();
        assert!(found.iter().any(|message| message.contains("openclaw doctor --fix")), "{text}: {found:?}");
    }
}
