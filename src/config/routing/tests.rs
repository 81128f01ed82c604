//! The decisions that OpenClaw was asked for: `tests/fixtures/README.md` says how.

use super::*;
use crate::config::for_tests::{Compared, lines};
use crate::syntax::Tree;
use proptest::prelude::*;
use serde_json::{Value, json};

const RECORDED: &[u8] = include_bytes!("../../../tests/fixtures/decisions/route.jsonl.gz");

fn peer(value: &Value) -> Option<Peer> {
    Some(Peer::new(Class::of(value["kind"].as_str()?)?, value["id"].as_str()?))
}

fn message(value: &Value) -> Message {
    let text = |key: &str| value[key].as_str().map(str::to_owned);
    let roles = value["roles"].as_array().into_iter().flatten();
    Message {
        channel: text("channel").expect("a channel"),
        account: text("account"),
        peer: peer(&value["peer"]),
        parent: peer(&value["parent"]),
        guild: text("guild"),
        team: text("team"),
        roles: roles.filter_map(|role| role.as_str().map(str::to_owned)).collect(),
        thread: value["thread"].as_u64().map(|thread| thread.to_string()),
    }
}

/// What OpenClaw calls a tier.
fn by(tier: Tier) -> &'static str {
    match tier {
        Tier::Peer => "binding.peer",
        Tier::Parent => "binding.peer.parent",
        Tier::AnyPeer => "binding.peer.wildcard",
        Tier::Roles => "binding.guild+roles",
        Tier::Guild => "binding.guild",
        Tier::Team => "binding.team",
        Tier::Account => "binding.account",
        Tier::Channel => "binding.channel",
        Tier::Default => "default",
    }
}

/// Our decision in the words of the recording.
fn answer(router: &Router, asked: &Value) -> Value {
    let message = message(&asked["message"]);
    if asked["plugin"] == true {
        let found = router.answer(&message);
        let Some(agent) = found.route.outcome.agent() else {
            return json!({ "error": "AGENT_SELECTION_REQUIRED" });
        };
        let agent = found.topic.as_ref().map_or(agent, |(topic, _)| topic);
        return json!({ "agent": agent, "by": by(found.route.tier), "dropped": found.is_dropped });
    }
    let found = router.route(&message);
    let Some(agent) = found.outcome.agent() else { return json!({ "error": "AGENT_SELECTION_REQUIRED" }) };
    let mut value = json!({ "agent": agent, "by": by(found.tier), "dmScope": found.dm_scope, "groupScope": found.group_scope });
    if let Some(at) = found.winner {
        // What is added stands after all that are written.
        let written =
            router.bindings.iter().filter(|binding| binding.index.is_some()).count() + router.idle.len();
        let added = router.bindings[..at].iter().filter(|binding| binding.index.is_none()).count();
        value["binding"] = router.bindings[at].index.unwrap_or(written + added).into();
    }
    value
}

#[test]
fn every_recorded_decision() {
    let mut compared = Compared::default();
    for case in lines(RECORDED, None) {
        let tree = Tree::parse(&case["config"].to_string());
        let router = Router::new(&tree.value().expect("an object"), &[]);
        for question in case["asked"].as_array().expect("questions") {
            let ours = answer(&router, question);
            compared.with(&case, question, &ours, &question["answer"]);
        }
    }
    compared.agree(4_000);
}

fn pick(options: &'static [&'static str]) -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(options))
}

fn binding() -> impl Strategy<Value = Value> {
    let peer =
        prop::option::of((prop::sample::select(&["direct", "group", "channel"][..]), pick(&["1", "2", "*"])));
    let roles = prop::collection::vec(prop::sample::select(&["r1", "r2"][..]), 0..3);
    let match_ = (pick(&["a", "b", "*"]), peer, pick(&["g1", "g2"]), pick(&["t1"]), roles);
    match_.prop_map(|(account, peer, guild, team, roles)| {
        let mut all = json!({ "channel": "discord", "roles": roles });
        let given = [("accountId", account), ("guildId", guild), ("teamId", team)];
        for (key, value) in given.into_iter().filter_map(|(key, value)| Some((key, value?))) {
            all[key] = value.into();
        }
        if let Some((kind, Some(id))) = peer {
            all["peer"] = json!({ "kind": kind, "id": id });
        }
        json!({ "agentId": "main", "match": all })
    })
}

/// Everybody that the bindings above can be about.
fn everybody() -> Vec<Message> {
    let mut all = Vec::new();
    let ids = |class| ["1", "2", "3"].map(|id| Some(Peer::new(class, id)));
    let peers: Vec<_> = ids(Class::Direct).into_iter().chain(ids(Class::Group)).chain([None]).collect();
    for account in ["a", "b", "default"] {
        for peer in &peers {
            for parent in [None, Some(Peer::new(Class::Group, "1"))] {
                for (guild, team) in
                    [(None, None), (Some("g1"), None), (Some("g2"), Some("t1")), (None, Some("t1"))]
                {
                    for roles in [&[][..], &["r1"], &["r2"], &["r1", "r2"]] {
                        all.push(Message {
                            channel: "discord".to_owned(),
                            account: Some(account.to_owned()),
                            peer: peer.clone(),
                            parent: parent.clone(),
                            guild: guild.map(str::to_owned),
                            team: team.map(str::to_owned),
                            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
                            thread: None,
                        });
                    }
                }
            }
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_hidden_never_decides(list in prop::collection::vec(binding(), 2..7)) {
        let config = json!({ "bindings": list });
        let router = Router::new(&&config, &[]);
        let hidden: Vec<usize> = shadows(&router.bindings).into_iter().map(|shadow| shadow.at).collect();
        for message in everybody() {
            let winner = router.route(&message).winner;
            prop_assert!(winner.is_none_or(|at| !hidden.contains(&at)), "{message:?} {winner:?}");
        }
    }

    #[test]
    fn each_fate_agrees_with_the_decision(list in prop::collection::vec(binding(), 1..7)) {
        let config = json!({ "bindings": list });
        let router = Router::new(&&config, &[]);
        for message in everybody() {
            let route = router.route(&message);
            for (at, fate) in router.fates(&message).into_iter().enumerate() {
                prop_assert_eq!(fate == Fate::Wins, route.winner == Some(at));
                prop_assert!(fate != Fate::Beaten || route.winner.is_some());
            }
        }
    }
}

#[track_caller]
fn hidden(bindings: &Value, expected: &[(usize, usize, bool)]) {
    let config = json!({ "bindings": bindings });
    let found = shadows(&Router::new(&&config, &[]).bindings);
    let found: Vec<_> = found.iter().map(|shadow| (shadow.at, shadow.by, shadow.is_same)).collect();
    assert_eq!(found, expected, "{config}");
}

#[test]
fn the_first_of_a_kind_hides_the_others() {
    let to = |agent: &str, rest: Value| json!({ "agentId": agent, "match": rest });
    hidden(
        &json!([
            to("a", json!({ "channel": "telegram", "accountId": "Ops" })),
            to("b", json!({ "channel": "Telegram", "accountId": "ops" })),
            to("a", json!({ "channel": "telegram", "accountId": "ops" })),
            to("b", json!({ "channel": "telegram" })),
        ]),
        &[(1, 0, false), (2, 0, true)],
    );
    // A group and a channel are one kind; a binding for each account stands in the way of one for a single account.
    hidden(
        &json!([
            to(
                "a",
                json!({ "channel": "slack", "accountId": "*", "peer": { "kind": "channel", "id": "C1" } })
            ),
            to("b", json!({ "channel": "slack", "peer": { "kind": "group", "id": " C1 " } })),
            to("b", json!({ "channel": "slack", "peer": { "kind": "direct", "id": "C1" } })),
        ]),
        &[(1, 0, false)],
    );
    hidden(
        &json!([
            to("a", json!({ "channel": "discord", "guildId": "1", "roles": ["x", "y"] })),
            to("b", json!({ "channel": "discord", "guildId": "1", "roles": ["y"] })),
            to("b", json!({ "channel": "discord", "guildId": "1", "roles": ["z"] })),
            to("b", json!({ "channel": "discord", "guildId": "1" })),
        ]),
        &[(1, 0, false)],
    );
}

#[test]
fn messages_are_read() {
    let found = Message::parse("Telegram:alerts:group:-100:topic:7").unwrap();
    assert_eq!((found.channel.as_str(), found.account.as_deref()), ("telegram", Some("alerts")));
    assert_eq!(found.peer.unwrap().to_string(), "group:-100:topic:7");
    assert_eq!(Message::parse("slack").unwrap().account, None);
    assert!(Message::parse("slack:a:room:1").unwrap_err().contains("no kind of conversation"));
    assert!(Message::parse("slack:a:direct").unwrap_err().contains("needs the id"));
    assert!(Message::parse(" ").is_err());
}

#[test]
fn what_is_refused_or_not_known_is_left_out() {
    let found = |text: &str| {
        let tree = Tree::parse(text);
        let list = tree.value().and_then(|root| root.get("bindings")?.array()).expect("a list");
        let bindings = Bindings::read(list);
        (bindings.list.len(), bindings.idle, bindings.shadows.len())
    };
    let one = "{ agentId: 'a', match: { channel: 'x' } }";
    assert_eq!(found(&format!("{{ bindings: [{one}, {one}] }}")), (2, Vec::new(), 1));
    let others = "{ agentId: 5, match: { channel: 'x' } }, { agentId: 'a' }, { agentId: 'a', match: { channel: '${X}' } },
        { agentId: 'a', match: { channel: 'x', peer: { kind: 'x', id: '' } } }, { $include: './b.json5' }";
    assert_eq!(found(&format!("{{ bindings: [{others}, {one}] }}")), (1, Vec::new(), 0));
    let blank = "{ agentId: 'a', match: { channel: 'x', peer: { kind: 'group', id: ' ' } } }";
    assert_eq!(found(&format!("{{ bindings: [{blank}] }}")), (0, vec![(0, Idle::NoPeer)], 0));
}
