//! The roster, and references to it.

use super::case::Case;
use crate::config::agent_id::{MAIN, normalize};
use crate::edit::{NewMember, NewValue, Plan, has_comments};
use crate::ide::action::offer::Offers;
use crate::migrations::heirs;
use crate::syntax::{Entry, Node, Value};

/// With more agents than this, none is offered by name.
const MANY: usize = 8;

fn explicit() -> NewMember {
    NewMember::text("ownership", "explicit")
}

fn no_settings(id: &str) -> NewMember {
    NewMember::new(id, NewValue::Object(Vec::new()))
}

/// The agents of either roster, with the names that they are shown by.
fn agents<'t>(agents: Node<'t>) -> Vec<(String, Node<'t>)> {
    let roster = agents.get("entries").or_else(|| agents.get("list"));
    let Some(Value::Node(roster)) = roster else { return Vec::new() };
    let named = |entry: Entry<'t>| {
        let agent = entry.value()?.object()?;
        let id = entry.key().or_else(|| agent.get("id")?.as_str())?;
        Some((id.into_owned(), agent))
    };
    roster.entries().filter_map(named).collect()
}

/// Who owns what no binding assigns.
pub(super) fn owner<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(section) = case.get(&["agents"]).and_then(Value::object) else { return };
    let agents = agents(section);
    // While the first agent of an older roster owns all, this word alone would take it away: the roster moves as a whole.
    let list = section.get("list").and_then(Value::array).filter(|_| !section.has("entries"));
    let has_heir = list.is_some_and(|list| heirs::first(section, list).is_some());
    if !section.has("ownership") && !has_heir {
        let title = "Add `ownership: \"explicit\"`: each surface names its agent";
        case.offer(offers, title, true, |plan| plan.insert(section, &[], explicit()));
    }
    if agents.is_empty() {
        let title = format!("Add the agent `{MAIN}`");
        case.offer(offers, title, true, |plan| plan.insert(section, &["entries"], no_settings(MAIN)));
    }
    if let Some(member) = section.member("ownership") {
        case.offer_removal(offers, "Remove `ownership`", (section, member), false);
    }
    let marked: Vec<(Node<'t>, Entry<'t>)> =
        agents.iter().filter_map(|(_, agent)| Some((*agent, agent.member("default")?))).collect();
    let unmark = |plan: &mut Plan<'t>, keep: Option<Node<'t>>| {
        let others = marked.iter().filter(|(agent, _)| keep.is_none_or(|keep| keep.range() != agent.range()));
        others.for_each(|(agent, member)| plan.delete(*agent, *member));
    };
    case.offer(offers, "Remove all `default` markers", false, |plan| unmark(plan, None));
    for (id, agent) in agents.iter().filter(|_| agents.len() <= MANY) {
        case.offer(offers, format!("Let `{id}` be the only default agent"), false, |plan| {
            unmark(plan, Some(*agent));
            if !agent.has("default") {
                plan.insert(*agent, &[], NewMember::new("default", NewValue::Source("true".to_owned())));
            }
        });
    }
}

/// A second agent of one id, or of one folder.
pub(super) fn duplicate<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if case.is_on_key() {
        let id = normalize(&case.key());
        let mut free = (2..).map(|number| format!("{id}-{number}")).filter(|id| !case.object.has(id));
        if let Some(id) = free.next() {
            case.offer_key(offers, &id, false);
        }
    } else if case.key() == "agentDir" {
        let title = "Remove this `agentDir`: the agent gets the folder of its id";
        case.offer_removal(offers, title, (case.object, case.entry), false);
    }
}

/// The only agent, whose folder would be another one if it were no longer alone, and that folder.
fn only_agent<'t>(section: Node<'t>, case: &Case<'t>) -> Option<(String, Node<'t>, String)> {
    let [(id, agent)] = &agents(section)[..] else { return None };
    let pin = heirs::pin(section, *agent).filter(|_| !agent.has("workspace"))?;
    let usual = !heirs::is_elsewhere(&case.snapshot.world.options.env_names);
    let folder = pin.written.or_else(|| usual.then(|| heirs::HOME_WORKSPACE.to_owned()))?;
    Some((id.clone(), *agent, folder))
}

/// The agent that a reference names.
pub(super) fn add<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some(id), Some(root)) = (case.text(), case.root()) else { return };
    let id = id.trim();
    if normalize(id) != id || case.get(&["agents", "list"]).is_some() {
        return;
    }
    let entries = ["agents", "entries"];
    if !Plan::has_room(root, &["agents", "entries", id]) {
        return;
    }
    let title = format!("Add the agent `{id}` to `agents.entries`");
    let is_added = case.offer(offers, title.clone(), false, |plan| {
        plan.insert(root, &entries, no_settings(id));
    });
    if !is_added {
        let only =
            case.get(&["agents"]).and_then(Value::object).and_then(|section| only_agent(section, case));
        let keeps =
            only.as_ref().map_or_else(String::new, |(id, ..)| format!("; `{id}` keeps its workspace"));
        let title = format!("{title}, with `ownership: \"explicit\"`{keeps}");
        case.offer(offers, title, false, |plan| {
            plan.insert(root, &entries, no_settings(id));
            plan.insert(root, &["agents"], explicit());
            if let Some((_, agent, folder)) = only {
                plan.insert(agent, &[], NewMember::text("workspace", &folder));
            }
        });
    }
}

/// A key with its channel, or only the list.
pub(super) fn broadcast<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let key = case.key();
    let channels = case.keys(&["channels"]);
    for channel in channels.iter().filter(|channel| !matches!(&***channel, "defaults" | "modelByChannel")) {
        case.offer_key(offers, &format!("{channel}:{key}"), channels.len() == 1);
    }
    let Some(object) = case.inner().filter(|object| !has_comments(*object)) else { return };
    let Some((value, list)) = case.value().zip(object.get("agents").and_then(Value::array)) else { return };
    let without: Vec<String> = object
        .entries()
        .filter_map(Entry::key)
        .filter(|key| key != "agents")
        .map(|key| format!("`{key}`"))
        .collect();
    let without =
        if without.is_empty() { String::new() } else { format!(", without {}", without.join(" and ")) };
    let title = format!("Write only the list of agents{without}");
    let source = case.snapshot.text.slice(list.range());
    case.offer(offers, title, false, |plan| plan.set_source(value, source));
}
