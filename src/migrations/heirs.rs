//! What the first agent of the older roster had without a word: OpenClaw writes it down when the roster becomes the one of
//! today, where nobody has anything without a word (docs/openclaw/agents.md#from-list-to-entries).

use super::accounts::{Manner, is_bundled};
use crate::config::ConfigValue as _;
use crate::config::agent_id::normalize;
use crate::config::channel;
use crate::syntax::{Entry, Node, Scalar, Value};
use std::collections::BTreeSet;

/// The workspace of the first agent, or of the one that was marked as the default, where no setting names one.
pub const HOME_WORKSPACE: &str = "~/.openclaw/workspace";

/// The variables that lead OpenClaw to another workspace than [`HOME_WORKSPACE`]; their values are not known here.
const ELSEWHERE: [&str; 3] = ["OPENCLAW_WORKSPACE_DIR", "OPENCLAW_STATE_DIR", "OPENCLAW_PROFILE"];

/// The account of a channel whose settings name none.
const DEFAULT_ACCOUNT: &str = "default";

/// Whether another workspace than the usual one may be meant, going by the names of variables that are set.
pub fn is_elsewhere(env_names: &[String]) -> bool {
    env_names.iter().any(|name| ELSEWHERE.contains(&name.as_str()))
}

/// The workspace that all agents share, as it is written.
fn shared_workspace(agents: Node<'_>) -> Option<String> {
    let text = agents.get("defaults")?.get("workspace")?.as_str()?.trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// What becomes the workspace of the first agent of a roster, which it has had until now; nothing where it names its
/// own. The inner one is nothing where none is named at all.
pub struct Pin {
    /// The folder as somebody wrote it, if anybody did.
    pub written: Option<String>,
}

/// The first agent of an older roster in which nobody is marked, with no word about ownership: it owned all.
pub fn first<'t>(agents: Node<'t>, list: Node<'t>) -> Option<Node<'t>> {
    let unmarked = |element: Entry<'_>| {
        let mark = element.value().and_then(Value::object).and_then(|agent| agent.get("default"));
        mark.is_none_or(|mark| mark.scalar().and_then(Scalar::as_bool) == Some(false))
    };
    let owns = !agents.has("ownership") && list.count() > 1 && list.entries().all(unmarked);
    list.entries().next()?.value()?.object().filter(|_| owns)
}

/// The workspace that the first agent of a roster keeps.
pub fn pin(agents: Node<'_>, first: Node<'_>) -> Option<Pin> {
    let blank = |own: Value<'_>| own.as_str().is_some_and(|text| text.trim().is_empty());
    let has_none = match first.get("workspace") {
        Some(own) => blank(own),
        None => !first.has("workspace"),
    };
    has_none.then(|| Pin { written: shared_workspace(agents) })
}

/// The accounts of channels that no binding assigns to an agent: channel and account, in order. The names of variables that
/// are set may bring accounts of their own.
///
/// OpenClaw knows accounts only of channels whose plugin it finds, and installs what is missing before it looks; which
/// plugins there are is not asked here. For a channel that never runs, a binding says nothing.
pub fn unowned(root: Node<'_>, ids: &[String], env_names: &[String]) -> Vec<(&'static str, String)> {
    let bindings = root.get("bindings");
    if !is_off(root.get("plugins")) && bindings.is_none_or(are_readable) {
        let bound = |channel: &'static str| {
            accounts(root, channel, env_names).into_iter().map(move |id| (channel, id))
        };
        let all = channel::ids().filter(|channel| is_allowed(root, channel)).flat_map(bound);
        return all.filter(|(channel, account)| !has_owner(bindings, channel, account, ids)).collect();
    }
    Vec::new()
}

fn is_off(section: Option<Value<'_>>) -> bool {
    section.is_some_and(|section| section.is_off())
}

/// Whether nothing keeps the plugin of a channel from running. A list of what may run does not count for the channels that
/// come with OpenClaw itself.
fn is_allowed(root: Node<'_>, channel: &str) -> bool {
    let plugins = root.get("plugins");
    let listed = |key: &str| plugins.and_then(|plugins| plugins.get(key)?.array());
    let names = |list: Node<'_>| list.entries().filter_map(Entry::value).any(|name| is_text(name, channel));
    let entry = plugins.and_then(|plugins| plugins.get("entries")?.get(channel));
    let only = listed("allow").filter(|list| list.count() > 0 && !is_bundled(channel));
    !is_off(entry) && !listed("deny").is_some_and(names) && only.is_none_or(names)
}

fn is_text(value: Value<'_>, text: &str) -> bool {
    value.as_str().is_some_and(|own| own.trim() == text)
}

/// The accounts of a channel that are on, sorted: those that it names, and the one that its own settings make.
pub fn accounts(root: Node<'_>, channel: &str, env_names: &[String]) -> BTreeSet<String> {
    let section = root.get("channels").and_then(|channels| channels.get(channel)?.object());
    let Some(section) = section.filter(|section| !is_off(Some(Value::Node(*section)))) else {
        return BTreeSet::new();
    };
    let manner = Manner::of(channel);
    let named = section.get("accounts").and_then(Value::object).filter(|_| !manner.is_alone);
    let account = |entry: Entry<'_>| Some((normalize(&entry.key()?), is_off(entry.value())));
    let mut all: Vec<(String, bool)> =
        named.into_iter().flat_map(Node::entries).filter_map(account).collect();
    let bound = root.get("bindings").and_then(Value::array).into_iter().flat_map(Node::entries);
    all.extend(bound.filter_map(|binding| Some((bound_account(binding.value()?, channel)?, false))));
    let off = |id: &str| all.iter().any(|(other, off)| other == id && *off);
    let mut found: BTreeSet<String> = all.iter().map(|(id, _)| id.clone()).filter(|id| !off(id)).collect();
    let own = manner.has_own(section)
        || (section.count() > 0 && env_names.iter().any(|name| name == manner.variable));
    if (own && !off(DEFAULT_ACCOUNT)) || (all.is_empty() && section.count() > 0 && !manner.is_needed) {
        found.insert(DEFAULT_ACCOUNT.to_owned());
    }
    found
}

/// The account of a channel that a binding names.
fn bound_account(binding: Value<'_>, channel: &str) -> Option<String> {
    let rule = binding.get("match")?;
    let named = rule.get("channel")?.as_str()?.trim().to_lowercase();
    let account = rule.get("accountId")?.as_str()?.trim().to_owned();
    (named == channel && Manner::of(channel).counts_bindings && !account.is_empty() && account != "*")
        .then(|| normalize(&account))
}

/// Whether each binding names its agent and its channel: OpenClaw adds none to others.
fn are_readable(bindings: Value<'_>) -> bool {
    let readable = |binding: Entry<'_>| {
        let binding = binding.value()?;
        let rule = binding.get("match").filter(|rule| rule.object().is_some())?;
        let account = rule.get("accountId").is_none_or(|account| account.as_str().is_some());
        let agent = binding.get("agentId")?.as_str()?;
        Some(account && !agent.trim().is_empty() && rule.get("channel")?.as_str().is_some())
    };
    bindings.array().is_some_and(|all| all.entries().all(|binding| readable(binding) == Some(true)))
}

/// Whether some binding assigns all that comes by an account to an agent that there is.
fn has_owner(bindings: Option<Value<'_>>, channel: &str, account: &str, ids: &[String]) -> bool {
    let owns = |binding: Entry<'_>| {
        let binding = binding.value()?;
        let rule = binding.get("match")?;
        let text = |key: &str| rule.get(key).and_then(|value| Some(value.as_str()?.trim().to_lowercase()));
        let own = text("accountId").filter(|own| !own.is_empty());
        let own = own.unwrap_or_else(|| DEFAULT_ACCOUNT.to_owned());
        let narrow = |key: &str| text(key).is_some_and(|text| !text.is_empty());
        let roles = rule.get("roles").and_then(Value::array).is_some_and(|roles| roles.count() > 0);
        let agent = normalize(&binding.get("agentId")?.as_str()?);
        Some(
            text("channel").as_deref() == Some(channel)
                && (own == "*" || normalize(&own) == account)
                && !(rule.object()?.has("peer") || narrow("guildId") || narrow("teamId") || roles)
                && binding.get("type").and_then(|kind| Some(kind.as_str()? != "acp")).unwrap_or(true)
                && (agent == "main" || ids.contains(&agent)),
        )
    };
    let all = bindings.and_then(Value::array);
    all.into_iter().flat_map(Node::entries).any(|binding| owns(binding) == Some(true))
}
