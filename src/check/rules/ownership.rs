//! Who owns what: heartbeats that no agent sends, and what OpenClaw fills in for an agent that is marked as the default
//! (docs/openclaw/warnings.md#heartbeats, docs/openclaw/warnings.md#owners).

use super::plain::{has_text, is_true};
use super::roster::roster;
use crate::check::{At, Fact, Finding, Place, Rule, total};
use crate::config::ConfigValue as _;
use crate::config::agent_id::{MAIN, normalize};
use crate::config::roster::Roster;
use crate::schema::PathStep;
use crate::syntax::{Entry, Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents", needs: &[Fact::Agents], check: heartbeat },
    Rule { at: "agents.entries.*.default", needs: &[Fact::Agents], check: marker },
    Rule { at: "", needs: &[Fact::Agents], check: owner },
];

/// Whether a value counts as given: OpenClaw asks for more than `null`.
fn is_given(value: Value<'_>) -> bool {
    !value.scalar().is_some_and(Scalar::is_null)
}

fn has_heartbeat(entry: Entry<'_>) -> u64 {
    let heartbeat = entry.value().and_then(|agent| agent.get("heartbeat"));
    u64::from(heartbeat.is_some_and(is_given))
}

fn mark(entry: Entry<'_>) -> u64 {
    u64::from(entry.value().and_then(Value::object).is_some_and(|agent| is_true(agent, "default")))
}

/// How many agents of a roster have something.
fn count(entries: Entry<'_>, tag: u64, each: fn(Entry<'_>) -> u64) -> u64 {
    match entries.value() {
        Some(Value::Node(node)) => total(node, tag, each),
        _ => 0,
    }
}

fn heartbeats(entries: Entry<'_>) -> u64 {
    count(entries, 0x6865_6172, has_heartbeat)
}

fn marks(entries: Entry<'_>) -> u64 {
    count(entries, 0x6d61_726b, mark)
}

fn several(roster: &Roster) -> bool {
    !roster.is_open() && !roster.is_implicit() && roster.keys().nth(1).is_some()
}

/// With several agents somebody must be named who sends heartbeats.
fn heartbeat(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(agents) = place.object().filter(|agents| place.is_whole(*agents)) else { return };
    let Some(entries) = self::roster(agents).filter(|_| several(place.facts.roster())) else { return };
    let defaults = agents.get("defaults").and_then(Value::object);
    let is_told = defaults.is_some_and(|defaults| {
        let owner = defaults.get("systemAgent").and_then(Value::object);
        defaults.has("$include")
            || defaults.get("heartbeat").is_some_and(is_given)
            || owner.is_some_and(|owner| has_text(owner, "agentId"))
    });
    // Without `ownership` the agents have a marked one, or are refused.
    if is_told || heartbeats(entries) > 0 || !agents.has("ownership") {
        return;
    }
    let message = "no agent sends heartbeats: with several agents `agents.defaults.heartbeat.agentId` or `agents.defaults.systemAgent.agentId` must name one";
    let range = entries.value().map_or(entries.range(), Value::range);
    found.push(
        Finding::warning("unowned-heartbeat", range, message)
            .on_owner()
            .at(At::Beside(1, "defaults.heartbeat.agentId")),
    );
}

/// Whether the release that reads the document has another way to say who owns what; older ones go by the marker.
fn is_retired(place: &Place<'_>) -> bool {
    let path = ["agents", "ownership"].map(PathStep::Key);
    !place.facts.world.schema.lookup(&path).is_empty()
}

/// A marker that OpenClaw takes away while it reads the file. Beside `ownership` it is refused, which another rule says.
fn marker(place: &Place<'_>, found: &mut Vec<Finding>) {
    let is_marked = place.value.scalar().and_then(Scalar::as_bool) == Some(true);
    if !is_marked
        || !is_retired(place)
        || place.facts.get(&["agents", "ownership"]).is_some()
        || place.facts.roster().is_open()
    {
        return;
    }
    let message = "`default: true` is the older form: OpenClaw drops it when it reads the file, and each surface names its owner instead";
    let Some(token) = place.entry.key_token() else { return };
    found.push(Finding::warning("legacy-default-marker", token.range, message).at(At::Above(2)));
}

/// The surfaces that the marked agent is made the owner of, as they have no other.
fn owner(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(root) = place.object().filter(|root| place.is_whole(*root)) else { return };
    let Some(agents) = root.get("agents").and_then(Value::object).filter(|agents| place.is_whole(*agents))
    else {
        return;
    };
    let Some(entries) = self::roster(agents).filter(|_| several(place.facts.roster())) else { return };
    if agents.has("ownership") || marks(entries) != 1 || !is_retired(place) {
        return;
    }
    let Some(id) = marked(entries) else { return };
    let surfaces = surfaces(root, agents, heartbeats(entries) > 0, &id);
    let has_channels =
        || root.get("channels").and_then(Value::object).is_some_and(|channels| has_unbound(root, channels));
    let what = match surfaces.len() {
        0 if has_channels() => "the channels without a binding of their own".to_owned(),
        0 => return,
        _ => surfaces.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
    };
    let message = format!(
        "OpenClaw makes `{id}`, the agent that is marked as the default, the owner of {what}: say so here, with `ownership: \"explicit\"`"
    );
    let range = entries.value().map_or(entries.range(), Value::range);
    found.push(Finding::warning("implicit-owner", range, message).on_owner().at(At::Beside(1, "entries")));
}

/// The agent that is marked.
fn marked(entries: Entry<'_>) -> Option<String> {
    let Some(Value::Node(node)) = entries.value() else { return None };
    let entry = node.entries().find(|entry| mark(*entry) > 0)?;
    let id = entry.key().or_else(|| entry.value()?.get("id")?.as_str())?;
    Some(id.into_owned())
}

fn surfaces(root: Node<'_>, agents: Node<'_>, has_heartbeat: bool, id: &str) -> Vec<&'static str> {
    let defaults = agents.get("defaults").and_then(Value::object);
    let given = |key: &str| defaults.and_then(|defaults| defaults.get(key));
    let has_owner = |value: Option<Value<'_>>| {
        value.is_some_and(|value| value.object().is_none_or(|value| value.has("agentId")))
    };
    let store = root.get("session").and_then(|session| session.get("store")).and_then(Value::as_str);
    let is_shared = store.is_some_and(|store| !store.trim().is_empty() && !store.contains("{agentId}"));
    let wanted = [
        ("agents.defaults.heartbeat", !has_heartbeat && given("heartbeat").is_none()),
        ("agents.defaults.systemAgent", !has_owner(given("systemAgent"))),
        ("agents.defaults.authInheritance", normalize(id) != MAIN && !has_owner(given("authInheritance"))),
        ("agents.defaults.sessionStore", is_shared && !has_owner(given("sessionStore"))),
        ("talk", !has_owner(root.get("talk"))),
    ];
    wanted.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(name, _)| name).collect()
}

/// Whether a channel that is on has no binding for all of its accounts.
fn has_unbound(root: Node<'_>, channels: Node<'_>) -> bool {
    let bindings = || root.get("bindings").and_then(Value::array).into_iter().flat_map(Node::entries);
    let bound = |id: &str| bindings().filter_map(Entry::value).any(|binding| binds_all(binding, id));
    let is_on = |entry: &Entry<'_>| !entry.value().is_some_and(|channel| channel.is_off());
    let ids = channels.entries().filter(is_on).filter_map(Entry::key);
    ids.filter(|id| !crate::config::channel::is_section(id.trim())).any(|id| !bound(id.trim()))
}

fn binds_all(binding: Value<'_>, id: &str) -> bool {
    let text = |key: &str| binding.get("match").and_then(|all| all.get(key)).and_then(Value::as_str);
    let is_bare = ["peer", "guildId", "teamId", "roles"]
        .iter()
        .all(|key| binding.get("match").and_then(|all| all.get(key)).is_none());
    let kind = binding.get("type").and_then(Value::as_str);
    kind.is_none_or(|kind| kind != "acp")
        && is_bare
        && text("channel").is_some_and(|channel| channel.trim().eq_ignore_ascii_case(id))
        && text("accountId").is_some_and(|account| account.trim() == "*")
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn somebody_sends_heartbeats() {
        check(
            "{ agents: { ownership: 'explicit', entries: { a: {}, b: {} } } }",
            &expect![[r#"
            warning unowned-heartbeat agents.defaults.heartbeat.agentId `entries`: no agent sends heartbeats: with several agents `agents.defaults.heartbeat.agentId` or `agents.defaults.systemAgent.agentId` must name one
        "#]],
        );
        accepts(&[
            "{ agents: { ownership: 'explicit', entries: { a: { heartbeat: {} }, b: {} } } }",
            "{ agents: { ownership: 'explicit', defaults: { systemAgent: { agentId: 'a' } }, entries: { a: {}, b: {} } } }",
            "{ agents: { ownership: 'explicit', defaults: { heartbeat: { every: '0m' } }, entries: { a: {}, b: {} } } }",
            "{ agents: { ownership: 'explicit', entries: { a: {} } } }",
        ]);
    }

    #[test]
    fn the_marked_agent_owns_the_rest() {
        check(
            "{ agents: { entries: { a: { default: true }, b: {} } }, talk: { agentId: 'b' } }",
            &expect![[r#"
                warning implicit-owner agents.entries `entries`: OpenClaw makes `a`, the agent that is marked as the default, the owner of `agents.defaults.heartbeat`, `agents.defaults.systemAgent`, `agents.defaults.authInheritance`: say so here, with `ownership: "explicit"`
                warning legacy-default-marker agents.entries `default`: `default: true` is the older form: OpenClaw drops it when it reads the file, and each surface names its owner instead
            "#]],
        );
        check(
            "{ agents: { list: [{ id: 'main', default: true }] } }",
            &expect![[r#"
            warning legacy-agents-list agents.entries `list`: `agents.list` is the older form: OpenClaw turns it into `agents.entries`, keyed by `id`
            warning legacy-default-marker agents.entries `default`: `default: true` is the older form: OpenClaw drops it when it reads the file, and each surface names its owner instead
        "#]],
        );
    }
}
