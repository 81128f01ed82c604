//! The agents of a document: `agents.entries`, or `agents.list` of older releases (docs/openclaw/agents.md#two-forms).

use super::agent_id::{MAIN, normalize};
use super::include::is_open;
use crate::syntax::{Entry, Node, Value};
use std::collections::BTreeSet;

/// The agents that a reference may name.
#[derive(Debug, Default)]
pub struct Roster {
    keys: BTreeSet<String>,
    ids: BTreeSet<String>,
    is_open: bool,
    is_implicit: bool,
}

impl Roster {
    /// Reads the agents. Where there is none, OpenClaw adds `main`, unless the roster is said to be explicit.
    pub fn read(root: Option<Node<'_>>) -> Self {
        let mut roster = Self::default();
        let Some(agents) = root.and_then(|root| root.get("agents")) else {
            roster.is_open = is_open(root, &[]);
            roster.is_implicit = true;
            roster.add(MAIN);
            return roster;
        };
        let entries = agents.get("entries");
        let list = agents.get("list").filter(|_| entries.is_none()).map(legacy_ids);
        roster.is_open = is_open(root, &["agents", "entries"])
            || agents.object().is_none()
            || entries.is_some_and(|entries| entries.object().is_none())
            || list == Some(None);
        let entries = entries.and_then(Value::object).into_iter().flat_map(Node::entries);
        entries.filter_map(Entry::key).for_each(|key| roster.add(&key));
        list.flatten().into_iter().flatten().for_each(|id| roster.add(&id));
        if roster.keys.is_empty() && agents.get("ownership").is_none() {
            roster.is_implicit = true;
            roster.add(MAIN);
        }
        roster
    }

    fn add(&mut self, key: &str) {
        self.ids.insert(normalize(key));
        self.keys.insert(key.to_owned());
    }

    /// Whether no agent is named.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Whether the document names no agent, so that there is only the one that OpenClaw makes up.
    pub fn is_implicit(&self) -> bool {
        self.is_implicit
    }

    /// Whether there may be more agents than are seen here.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether an id names an agent; letter case does not count.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(&normalize(id))
    }

    /// Whether an id is written exactly as an agent's.
    pub fn has_exactly(&self, id: &str) -> bool {
        self.keys.contains(id)
    }

    /// Whether some agents have one id.
    pub fn has_collisions(&self) -> bool {
        self.ids.len() < self.keys.len()
    }

    /// The ids as written.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }
}

/// The ids of `agents.list`, if OpenClaw can turn it into `agents.entries`: every element is an object whose `id` is a
/// valid id in lower case that no other has.
pub fn legacy_ids(list: Value<'_>) -> Option<Vec<String>> {
    let (mut ids, mut seen) = (Vec::new(), BTreeSet::new());
    for entry in list.array()?.entries() {
        let id = entry.value()?.object()?.get("id")?.as_str()?.into_owned();
        if id.is_empty() || normalize(&id) != id || !seen.insert(id.clone()) {
            return None;
        }
        ids.push(id);
    }
    Some(ids)
}
