//! Who names an agent: `bindings`, `broadcast`, and the sections with an `agentId` of their own
//! (docs/openclaw/references.md#agents), and bindings that never
//! decide (docs/openclaw/routing.md#bindings-that-never-decide).

use crate::base::Severity;
use crate::check::{At, Fact, Finding, Place, Rule, known_text};
use crate::config::agent_id::{MAIN, normalize};
use crate::config::routing::Idle;
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use crate::text::nearest::nearest;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "bindings[].agentId", needs: &[Fact::Agents], check: bound },
    Rule { at: "bindings[]", needs: &[], check: peer },
    Rule { at: "bindings", needs: &[Fact::Bindings], check: unreachable },
    Rule {
        at: "{agents.defaults.heartbeat,agents.defaults.systemAgent,talk}.agentId",
        needs: &[Fact::Agents],
        check: owner,
    },
    Rule { at: "broadcast.*", needs: &[Fact::Agents], check: group },
];

/// The most agents of one thread.
const MOST: usize = 16;

fn unknown(rule: &'static str, place: &Place<'_>, id: &str, range: TextRange) -> Finding {
    let roster = place.facts.roster();
    let meant = nearest(id, roster.keys());
    let rest = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "add it to `agents.entries` or name one of those".to_owned(),
    };
    Finding::refused(rule, "unknown-agent", range, format!("there is no agent `{id}`: {rest}")).meant(meant)
}

fn bound(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(id) = place.text() else { return };
    let roster = place.facts.roster();
    let rule = match (&*id == MAIN, roster.is_implicit()) {
        (true, _) => "bindings/bound-main",
        (false, true) => "bindings/bound-implicit",
        (false, false) => "bindings/bound",
    };
    if !roster.is_open() && !roster.is_empty() && !roster.has(&id) {
        found.push(unknown(rule, place, &id, place.value.range()));
    }
}

fn owner(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(id) = place.text().filter(|id| !id.trim().is_empty()) else { return };
    let roster = place.facts.roster();
    let is_only = roster.is_empty() && normalize(&id) == MAIN;
    if !roster.is_open() && !roster.has(&id) && !is_only {
        found.push(unknown("bindings/owner-heartbeat", place, &id, place.value.range()));
    }
}

/// A binding to an ACP session is about one conversation.
fn peer(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(binding) = place.object().filter(|binding| place.is_whole(*binding)) else { return };
    let is_acp = binding.get("type").and_then(Value::as_str).is_some_and(|kind| kind == "acp");
    let Some(target) = binding.get("match").and_then(Value::object).filter(|_| is_acp) else { return };
    let peer = target.get("peer");
    let id = peer.and_then(|peer| peer.get("id"));
    let is_open =
        [Some(target), peer.and_then(Value::object)].iter().flatten().any(|node| !place.is_whole(*node));
    let is_named = match id.map(Value::as_str) {
        Some(Some(text)) => !text.trim().is_empty(),
        // Another type is reported by the schema.
        Some(None) => true,
        None => false,
    };
    if !is_open && !is_named {
        let message = "an ACP binding applies to one conversation: add `peer` with its `kind` and `id`";
        found.push(missing_peer(target, message));
    }
}

fn missing_peer(target: Node<'_>, message: &str) -> Finding {
    match target.member("peer") {
        Some(peer) => Finding::refused("bindings/peer-blank", "missing-required", peer.range(), message),
        None => Finding::refused("bindings/peer", "missing-required", target.range(), message)
            .on_owner()
            .at(At::Below("peer".to_owned())),
    }
}

/// Bindings that never decide: another is about all that they are about and stands before them. Older releases know other kinds of
/// conversations.
fn unreachable(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(list) = place.value.array() else { return };
    if place.facts.world.reader().is_old() {
        return;
    }
    let bindings = place.facts.bindings();
    let element = |at: usize| list.entry(at).and_then(Entry::value);
    for (index, why) in &bindings.idle {
        let message = match why {
            Idle::NoPeer => "OpenClaw ignores this binding: its `peer` has no `id`",
            Idle::NoChannel => "OpenClaw ignores this binding: it names no channel",
            Idle::Acp => continue,
        };
        found.extend(element(*index).map(|value| never(value, message)));
    }
    for shadow in &bindings.shadows {
        let (own, by) = (&bindings.list[shadow.at], &bindings.list[shadow.by]);
        let (Some(index), Some(first)) = (own.index, by.index) else { continue };
        let (Some(value), Some(other)) = (element(index), element(first)) else { continue };
        let message = if shadow.is_same {
            format!("this binding repeats `bindings[{first}]` and changes nothing")
        } else {
            format!(
                "this binding never applies: `bindings[{first}]` comes first and covers all that it covers, so `{}` answers",
                by.agent
            )
        };
        let mut finding = never(value, &message).related(other.range(), "this one decides");
        if shadow.is_same {
            finding.severity = Severity::Information;
        }
        found.push(finding);
    }
}

fn never(value: Value<'_>, message: &str) -> Finding {
    Finding::warning("unreachable-binding", value.range(), message).on_owner()
}

/// A group of agents that answer together: a list of ids, or an object with more options.
fn group(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let Value::Node(node) = place.value else { return };
    if key == "strategy" {
        return;
    }
    let qualified = is_qualified(&key);
    if node.is_object() && !qualified && !node.has("$include") {
        let message = format!(
            "options need a key that names the channel, such as `slack:{key}`: write it, or a list of ids"
        );
        found.push(
            Finding::refused("bindings/group-options", "invalid-broadcast", node.range(), message).on_owner(),
        );
    } else if !node.is_object() && qualified && node.count() > MOST {
        let message = format!("{} agents share this thread: at most {MOST} can", node.count());
        found.push(
            Finding::refused("bindings/group-many", "invalid-broadcast", node.range(), message).on_owner(),
        );
    }
    let list = if node.is_object() { node.get("agents").and_then(Value::array) } else { Some(node) };
    if let Some(list) = list {
        members(place, list, qualified, found);
    }
}

fn members(place: &Place<'_>, list: Node<'_>, qualified: bool, found: &mut Vec<Finding>) {
    let roster = place.facts.roster();
    if roster.is_open() || roster.is_empty() && !qualified {
        return;
    }
    for value in list.entries().filter_map(Entry::value) {
        if let Some(id) = known_text(value).filter(|id| !roster.has_exactly(id)) {
            let rule =
                if roster.is_implicit() { "bindings/group-implicit" } else { "bindings/group-unknown" };
            found.push(unknown(rule, place, &id, value.range()));
        }
    }
}

/// `channel:peer`.
fn is_qualified(key: &str) -> bool {
    let Some((channel, peer)) = key.split_once(':') else { return false };
    let part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
    let line = peer.split(['\n', '\r', '\u{2028}', '\u{2029}']).next().unwrap_or_default();
    channel.starts_with(|first: char| first.is_ascii_alphabetic())
        && channel.chars().all(part)
        && line.len() == peer.len()
        && !peer.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_for, errors};
    use expect_test::expect;

    #[test]
    fn bindings_name_agents() {
        check(
            "{ agents: { entries: { home: {} } }, bindings: [
                { agentId: 'HOME', match: { channel: 'slack' } },
                { agentId: 'main', match: { channel: 'slack' } },
                { agentId: 'hoem', match: { channel: 'slack' } },
                { agentId: '${AGENT}', match: { channel: 'slack' } },
            ] }",
            &expect![[r#"
                warning unreachable-binding bindings.1 `{`: this binding never applies: `bindings[0]` comes first and covers all that it covers, so `HOME` answers
                warning unreachable-binding bindings.2 `{`: this binding never applies: `bindings[0]` comes first and covers all that it covers, so `HOME` answers
                error unknown-agent bindings.2.agentId `'hoem'`: there is no agent `hoem`: did you mean `home`?
                warning missing-variable bindings.3.agentId `${AGENT}`: `AGENT` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            "#]],
        );
        errors("{ bindings: [{ agentId: 'MAIN', match: { channel: 'x' } }] }", &[]);
        errors("{ bindings: [{ agentId: 'x', match: { channel: 'x' } }] }", &["bindings.0.agentId"]);
        errors(
            "{ agents: { list: [{ id: 'x' }] }, bindings: [{ agentId: 'x', match: { channel: 'x' } }] }",
            &[],
        );
        errors(
            "{ agents: { $include: './a.json5' }, bindings: [{ agentId: 'x', match: { channel: 'x' } }] }",
            &[],
        );
    }

    #[test]
    fn acp_bindings_name_a_conversation() {
        check(
            "{ bindings: [{ type: 'acp', agentId: 'main', match: { channel: 'slack' } }] }",
            &expect![[r#"
            error missing-required bindings.0.match.peer `match`: an ACP binding applies to one conversation: add `peer` with its `kind` and `id`
        "#]],
        );
        errors(
            "{ bindings: [{ type: 'acp', agentId: 'main', match: { channel: 'x', peer: { kind: 'direct', id: ' ' } } }] }",
            &["bindings.0.match.peer"],
        );
        errors(
            "{ bindings: [{ type: 'acp', agentId: 'main', match: { channel: 'x', peer: { kind: 'direct', id: '1' } } }] }",
            &[],
        );
    }

    #[test]
    fn a_binding_that_stands_behind_another_never_decides() {
        check(
            "{ agents: { ownership: 'explicit', defaults: { systemAgent: { agentId: 'home' } }, entries: { home: { heartbeat: {} }, work: {} } },
               channels: { telegram: { accounts: { Ops: {} } } }, bindings: [
                { agentId: 'home', match: { channel: 'telegram', accountId: 'Ops' } },
                { agentId: 'work', match: { channel: 'telegram', accountId: 'ops', peer: { kind: 'group', id: '-1' } } },
                { agentId: 'work', match: { channel: 'telegram', accountId: 'ops' } },
                { agentId: 'Home', match: { channel: 'telegram', accountId: 'ops' } },
                { agentId: 'work', match: { channel: 'telegram', peer: { kind: 'direct', id: ' ' } } },
                { agentId: 'work', match: { channel: '${CHANNEL}', accountId: 'ops' } },
                { agentId: 'work', match: { channel: '${CHANNEL}', accountId: 'ops' } },
            ] }",
            &expect![[r#"
                warning unreachable-binding bindings.2 `{`: this binding never applies: `bindings[0]` comes first and covers all that it covers, so `home` answers
                information unreachable-binding bindings.3 `{`: this binding repeats `bindings[0]` and changes nothing
                warning unreachable-binding bindings.4 `{`: OpenClaw ignores this binding: its `peer` has no `id`
                warning missing-variable bindings.5.match.channel `${CHANNEL}`: `CHANNEL` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
                warning missing-variable bindings.6.match.channel `${CHANNEL}`: `CHANNEL` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            "#]],
        );
        check_for(
            "2026.7.1",
            "{ agents: { list: [{ id: 'a', default: true }, { id: 'b' }] }, bindings: [
                { agentId: 'a', match: { channel: 'telegram' } }, { agentId: 'b', match: { channel: 'telegram' } }] }",
            &expect![[r#""#]],
        );
    }

    #[test]
    fn a_type_outside_the_list_is_reported_at_the_binding() {
        for kind in ["'x'", "null", "{}", "5", "['route']"] {
            let binding = format!("type: {kind}, agentId: 'main', match: {{ channel: 'slack' }}");
            errors(&format!("{{ bindings: [{{ {binding} }}] }}"), &["bindings.0"]);
            errors(
                &format!("{{ bindings: [{{ type: {kind}, agentId: 'main' }}] }}"),
                &["bindings.0.match", "bindings.0.type"],
            );
        }
    }

    #[test]
    fn sections_name_agents() {
        errors(
            "{ talk: { agentId: 'x' }, agents: { defaults: { heartbeat: { agentId: 'y' }, systemAgent: { agentId: 'Main' } } } }",
            &["talk.agentId", "agents.defaults.heartbeat.agentId"],
        );
    }

    #[test]
    fn groups_name_agents_exactly() {
        check(
            "{ broadcast: { strategy: 'parallel', C1: ['main', 'Main'], C2: { agents: ['main'] }, 'slack:C3': { agents: ['x'] } } }",
            &expect![[r#"
                error unknown-agent broadcast.C1.1 `'Main'`: there is no agent `Main`: did you mean `main`?
                error invalid-broadcast broadcast.C2 `C2`: options need a key that names the channel, such as `slack:C2`: write it, or a list of ids
                error unknown-agent broadcast.slack:C3.agents.0 `'x'`: there is no agent `x`: add it to `agents.entries` or name one of those
            "#]],
        );
        let many = "'main', ".repeat(17);
        errors(&format!("{{ broadcast: {{ 'slack:C': [{many}], C: [{many}] }} }}"), &["broadcast.slack:C"]);
    }
}
