//! The roster of agents as a whole: `agents.entries` and `agents.ownership` (docs/openclaw/agents.md#ownership).

use super::plain::members;
use crate::check::{At, Fact, Finding, Place, Rule, known_text, total};
use crate::config::agent_id::normalize;
use crate::config::roster::legacy_ids;
use crate::syntax::{Entry, Node, Scalar, Value};
use std::collections::HashMap;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents", needs: &[], check: owner },
    Rule { at: "agents", needs: &[], check: same_folder },
    Rule { at: "agents.entries.*", needs: &[Fact::Agents], check: same_id },
    Rule { at: "agents.entries.*", needs: &[], check: blocked_key },
];

/// The object or array of the agents: the older form only where OpenClaw can read it.
pub(super) fn roster(agents: Node<'_>) -> Option<Entry<'_>> {
    let entries = agents.member("entries");
    let list =
        || agents.member("list").filter(|list| list.value().is_some_and(|list| legacy_ids(list).is_some()));
    entries.or_else(list)
}

fn node(entry: Entry<'_>) -> Option<Node<'_>> {
    match entry.value() {
        Some(Value::Node(node)) => Some(node),
        _ => None,
    }
}

fn flag(entry: Entry<'_>) -> u64 {
    let marker = entry.value().and_then(|agent| agent.get("default")).and_then(Value::scalar);
    u64::from(marker.and_then(Scalar::as_bool) == Some(true))
}

/// Who takes what no binding assigns: the only agent, or one that is marked, or nobody where each surface names its own.
fn owner(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(agents) = place.object().filter(|agents| place.is_whole(*agents)) else { return };
    if place.facts.is_open(&[]) {
        return;
    }
    let explicit = agents.member("ownership");
    let Some(entry) = roster(agents) else {
        return found.extend(explicit.filter(|_| !agents.has("list")).map(|_| empty(agents)));
    };
    let Some(entries) = node(entry).filter(|entries| place.is_whole(*entries)) else { return };
    let (count, marked) = counted(entries);
    match (count, explicit) {
        (0, Some(_)) => found.push(empty(agents)),
        (2.., None) if marked == 0 => found.push(unowned(agents)),
        _ => {}
    }
    if marked > 1 {
        let message =
            format!("{marked} agents are marked `default: true`: at most one may be, remove the others");
        found.push(
            Finding::refused("roster/owner-twice", "invalid-roster", entries.range(), message).on_owner(),
        );
    }
    if let Some(explicit) = explicit.filter(|_| marked > 0) {
        let message =
            "`ownership: \"explicit\"` and an agent marked `default: true` exclude each other: remove one";
        found.push(Finding::refused(
            "roster/owner-explicit-default",
            "invalid-roster",
            explicit.range(),
            message,
        ));
    }
}

/// Whether OpenClaw loses an agent, since no object takes its name (docs/openclaw/reading.md#lost-keys).
fn is_lost(entry: Entry<'_>) -> u64 {
    let id = entry.value().and_then(|agent| agent.get("id")).and_then(Value::as_str);
    u64::from(entry.key().or(id).is_some_and(|name| name == "__proto__"))
}

/// How many agents there are, and how many of them are marked. What OpenClaw loses does not count.
fn counted(agents: Node<'_>) -> (usize, u64) {
    if agents.repeated().is_empty() {
        let lost = usize::try_from(total(agents, 0x6c6f_7374, is_lost)).unwrap_or_default();
        return (agents.count().saturating_sub(lost), total(agents, 0x6465_6661, flag));
    }
    members(agents).fold((0, 0), |(count, marked), agent| (count + 1, marked + flag(agent)))
}

fn empty(agents: Node<'_>) -> Finding {
    let message = "`ownership: \"explicit\"` needs at least one agent in `agents.entries`: add one";
    Finding::refused("roster/owner-explicit-empty", "invalid-roster", agents.range(), message)
        .on_owner()
        .at(At::Below("entries".to_owned()))
}

fn unowned(agents: Node<'_>) -> Finding {
    let message =
        "there are several agents, and none owns the rest: add `ownership: \"explicit\"` beside `entries`";
    let finding = Finding::refused("roster/owner", "invalid-roster", agents.range(), message);
    finding.on_owner().at(At::Below("ownership".to_owned()))
}

/// Two keys for one agent: the later one is reported.
fn same_id(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(entries) = place.facts.object(&["agents", "entries"]) else { return };
    if !place.facts.roster().has_collisions() {
        return;
    }
    let key = place.key();
    let id = normalize(&key);
    let first = entries.entries().filter_map(Entry::key).find(|other| normalize(other) == id);
    if let (Some(first), Some(token)) = (first.filter(|first| *first != key), place.entry.key_token()) {
        let message = format!("`{first}` and `{key}` are the same agent id `{id}`: rename one of them");
        found.push(Finding::refused("roster/same_id", "duplicate-agent", token.range, message));
    }
}

fn has_folder(entry: Entry<'_>) -> u64 {
    u64::from(entry.value().and_then(|agent| agent.get("agentDir")).is_some())
}

/// Two agents that keep their state in one folder, as far as the text shows.
fn same_folder(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(entry) = place.object().and_then(roster) else { return };
    let Some(entries) = node(entry).filter(|entries| total(*entries, 0x666f_6c64, has_folder) > 1) else {
        return;
    };
    let mut seen: HashMap<String, Entry<'_>> = HashMap::new();
    for agent in entries.entries() {
        let Some(member) = agent.value().and_then(Value::object).and_then(|agent| agent.member("agentDir"))
        else {
            continue;
        };
        let Some(folder) = member.value().and_then(known_text) else { continue };
        let folder = folder.trim().to_owned();
        if folder.is_empty() {
            continue;
        }
        if let Some(first) = seen.insert(plain_path(&folder), member) {
            let message =
                format!("another agent has the folder `{folder}`, too: give each agent one of its own");
            let finding = Finding::refused("roster/same_folder", "duplicate-agent", member.range(), message);
            found.push(finding.at(At::Above(2)).related(first.range(), "the other agent"));
        }
    }
}

/// A path without `.`, `..` and repeated slashes.
fn plain_path(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

fn blocked_key(place: &Place<'_>, found: &mut Vec<Finding>) {
    for name in ["prototype", "constructor"] {
        let token = place.object().and_then(|agent| agent.member(name)).and_then(Entry::key_token);
        if let Some(token) = token {
            let message = format!("OpenClaw refuses the key `{name}` in an agent: remove it");
            found.push(Finding::refused("roster/blocked_key", "misplaced-key", token.range, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, errors};
    use expect_test::expect;

    #[test]
    fn several_agents_need_an_owner() {
        check(
            "{ agents: { entries: { a: {}, b: {} } } }",
            &expect![[r#"
                error invalid-roster agents.ownership `agents`: there are several agents, and none owns the rest: add `ownership: "explicit"` beside `entries`
            "#]],
        );
        errors("{ agents: { entries: { a: { default: true }, b: {} } } }", &[]);
        errors("{ agents: { ownership: 'explicit', entries: { a: {}, b: {} } } }", &[]);
        errors(
            "{ agents: { entries: { a: { default: true }, b: { default: true } } } }",
            &["agents.entries"],
        );
        errors(
            "{ agents: { ownership: 'explicit', entries: { a: { default: true } } } }",
            &["agents.ownership"],
        );
        errors("{ agents: { $include: './o.json5', entries: { a: {}, b: {} } } }", &[]);
        errors("{ agents: { entries: { a: {}, b: {}, $include: './o.json5' } } }", &[]);
    }

    #[test]
    fn an_explicit_roster_is_not_empty() {
        errors("{ agents: { entries: {} } }", &[]);
        errors("{ agents: { ownership: 'explicit' } }", &["agents.entries"]);
        errors("{ agents: { ownership: 'explicit', entries: {} } }", &["agents.entries"]);
    }

    #[test]
    fn ids_are_compared_without_case() {
        check(
            "{ agents: { ownership: 'explicit', entries: { Home: {}, home: {}, other: {} } } }",
            &expect![[r#"
                warning unowned-heartbeat agents.defaults.heartbeat.agentId `entries`: no agent sends heartbeats: with several agents `agents.defaults.heartbeat.agentId` or `agents.defaults.systemAgent.agentId` must name one
                error duplicate-agent agents.entries.home `home`: `Home` and `home` are the same agent id `home`: rename one of them
            "#]],
        );
    }

    #[test]
    fn each_agent_has_its_own_folder() {
        check(
            "{ agents: { ownership: 'explicit', entries: { a: { agentDir: '/x/y' }, b: { agentDir: '/x/z/../y/' } } } }",
            &expect![[r#"
                warning unowned-heartbeat agents.defaults.heartbeat.agentId `entries`: no agent sends heartbeats: with several agents `agents.defaults.heartbeat.agentId` or `agents.defaults.systemAgent.agentId` must name one
                error duplicate-agent agents.entries `agentDir: '/x/z/../y/'`: another agent has the folder `/x/z/../y/`, too: give each agent one of its own
            "#]],
        );
        errors(
            "{ agents: { ownership: 'explicit', entries: { a: { agentDir: '/x' }, b: { agentDir: 'x' } } } }",
            &[],
        );
    }

    #[test]
    fn some_names_are_refused() {
        errors("{ agents: { entries: { a: { constructor: 1 } } } }", &["agents.entries.a.constructor"]);
    }
}
