//! What OpenClaw and its plugins were asked for, and what holds for all settings: `tests/fixtures/README.md` says how.

use super::*;
use crate::config::channel;
use crate::config::for_tests::lines;
use crate::schema::{Literal, PathStep, Schema};
use crate::syntax::Tree;
use serde_json::Value;
use std::collections::BTreeMap;

const RECORDED: &[u8] = include_bytes!("../../../tests/fixtures/decisions/access.jsonl.gz");

fn conversation(question: &Value) -> Conversation {
    let text = |key: &str| question[key].as_str().map(str::to_owned);
    Conversation {
        is_direct: question["kind"] == "direct",
        is_group_direct: question["kind"] == "group-direct",
        id: text("id"),
        name: text("name"),
        guild: text("guild"),
        guild_name: text("guildName"),
        thread: text("thread"),
        parent: text("parent"),
    }
}

fn sender(value: &Value) -> Sender {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let roles = value["roles"].as_array().into_iter().flatten();
    Sender {
        id: text("id").expect("an id"),
        name: text("name"),
        tag: text("tag"),
        roles: roles.filter_map(|role| role.as_str().map(str::to_owned)).collect(),
    }
}

/// Our decision in the words of the recording.
fn answer<V: crate::config::ConfigValue>(root: &V, question: &Value) -> &'static str {
    let text = |key: &str| question[key].as_str().expect("a text");
    let account = super::read_account(root, text("channel"), text("account")).expect("a channel");
    let gate = account.gate(&conversation(question));
    match gate.decide(&sender(&question["sender"]), question["paired"] == true, question["mentioned"] == true)
    {
        Decision::Heard => "heard",
        Decision::NotMentioned => "not-mentioned",
        Decision::Pairing => "pairing",
        Decision::Dropped => "dropped",
    }
}

#[test]
fn every_recorded_decision() {
    let (mut asked, mut others) = (BTreeMap::<String, (usize, usize)>::new(), Vec::new());
    for case in lines(RECORDED, Some("ACCESS_ANSWERS")) {
        let tree = Tree::parse(&case["config"].to_string());
        let root = tree.value().expect("an object");
        for each in case["asked"].as_array().expect("questions") {
            let (question, expected) = (&each["question"], &each["answer"]);
            let count = asked.entry(question["channel"].as_str().expect("a text").to_owned()).or_default();
            count.0 += 1;
            let ours = answer(&root, question);
            if *expected != ours {
                count.1 += 1;
                others.push(format!("{}\n{question}\n{expected}, ours: {ours}", case["config"]));
            }
        }
    }
    let all: usize = asked.values().map(|count| count.0).sum();
    assert!(all >= 5_000, "only {all} questions");
    let shown = others[..others.len().min(12)].join("\n\n");
    assert!(others.is_empty(), "{} of {all} differ ({asked:?}):\n{shown}", others.len());
}

/// The policy that the schema fills in at a path.
fn filled_in(schema: &Schema, path: &[&str]) -> Option<Policy> {
    let steps: Vec<PathStep<'_>> = path.iter().map(|key| PathStep::Key(key)).collect();
    let found = schema.lookup(&steps);
    found.into_iter().find_map(|id| match schema.node(id).default() {
        Some(Literal::String(name)) => Policy::of(name),
        _ => None,
    })
}

#[test]
fn what_is_filled_in_is_what_the_schema_fills_in() {
    let schema = Schema::embedded();
    let own = Defaults::channels().chain(channel::ids()).chain(["a2a", "reef"]);
    for channel in own {
        let of = |key| filled_in(&schema, &["channels", channel, key]);
        let of_account = |key| filled_in(&schema, &["channels", channel, "accounts", "x", key]);
        let expected = Defaults { direct: of("dmPolicy"), group: of("groupPolicy") };
        assert_eq!(Defaults::of_channel(channel), expected, "{channel}");
        let expected = Defaults { direct: of_account("dmPolicy"), group: of_account("groupPolicy") };
        assert_eq!(Defaults::of_account(channel), expected, "accounts of {channel}");
    }
}

fn gate(config: &str, account: &str, conversation: &Conversation) -> Gate {
    let tree = Tree::parse(config);
    let root = tree.value().expect("an object");
    let channels = root.get("channels").and_then(crate::syntax::Value::object).expect("channels");
    let channel = channels.entries().find_map(crate::syntax::Entry::key).expect("a channel");
    super::read_account(&root, &channel, account).expect("a channel").gate(conversation)
}

#[test]
fn open_opens_nothing_without_everybody_in_the_list() {
    let open = |list: &str| {
        let config = format!("{{ channels: {{ signal: {{ dmPolicy: 'open', allowFrom: {list} }} }} }}");
        gate(&config, "default", &Conversation::direct())
    };
    assert!(open("['*']").is_for_anyone());
    assert!(open("[]").is_shut());
    assert!(matches!(open("['+1555']").senders, Senders::Only(list) if list.people == 1));
}

#[test]
fn entries_that_match_nobody_are_counted_apart() {
    let config = "{ channels: { telegram: { allowFrom: ['@bob', 'tg:5', 'tg:5', 'accessGroup:gone'] } } }";
    let found = gate(config, "default", &Conversation::direct());
    let Senders::Only(list) = &found.senders else { panic!("{found:?}") };
    assert_eq!((list.people, list.idle, found.pairing), (1, 2, true));
}

#[test]
fn paths_lead_to_what_decides() {
    let config =
        "{ channels: { telegram: { accounts: { 'my.bot': { groups: { '-1': { allowFrom: ['5'] } } } } } } }";
    let found = gate(config, "my-bot", &Conversation::group(Some("-1")));
    let paths: Vec<_> = found.reasons.iter().filter_map(|reason| reason.path.as_deref()).collect();
    let group = "channels.telegram.accounts[\"my.bot\"].groups.-1";
    assert_eq!(paths, [group, &format!("{group}.allowFrom")]);
}
