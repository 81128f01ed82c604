//! Who answers what no binding assigns (docs/openclaw/routing.md#nobody-is-bound).

use super::binding::Binding;
use crate::config::agent_id::{MAIN, normalize};
use crate::config::effective::{self, Agent};
use crate::config::{ConfigValue, channel};

/// The agents of a document, and who of them owns the rest.
#[derive(Clone, Debug)]
pub(super) struct Owners {
    /// The ids in the form that is compared, in the order of the document.
    pub(super) ids: Vec<String>,
    /// Who answers what no binding assigns.
    pub(super) owner: Option<String>,
    /// The agent with the older mark, where it counts.
    pub(super) marked: Option<String>,
    /// Whether `ownership` is `explicit`.
    pub(super) is_explicit: bool,
}

impl Owners {
    pub(super) fn read<V: ConfigValue>(config: &V) -> Self {
        let agents = effective::agents(config);
        let ids: Vec<String> = if agents.is_empty() {
            vec![MAIN.to_owned()]
        } else {
            agents.iter().map(|agent| normalize(&agent.id)).collect()
        };
        let is_explicit = config.text_at(&["agents", "ownership"]).as_deref() == Some("explicit");
        let marked = marked(&agents).filter(|_| !is_explicit);
        let named =
            config.text_at(&["agents", "defaults", "systemAgent", "agentId"]).map(|id| normalize(&id));
        let named = named.filter(|id| is_explicit && ids.contains(id));
        let sole = || if let [sole] = ids.as_slice() { Some(sole.clone()) } else { None };
        let owner = named.or_else(|| marked.clone()).or_else(sole);
        Self { ids, owner, marked, is_explicit }
    }

    /// Why the owner is one, or why there is none.
    pub(super) fn because(&self) -> &'static str {
        match (&self.owner, &self.marked) {
            (None, _) => {
                "there are several agents, and `agents.defaults.systemAgent.agentId` names none of them"
            }
            (Some(_), Some(_)) => "it has `default: true`",
            (Some(_), None) if self.ids.len() == 1 => "it is the only agent",
            (Some(_), None) => "`agents.defaults.systemAgent.agentId` names it",
        }
    }

    /// The bindings that OpenClaw adds while it reads the file: one for each channel that has none for all of its accounts,
    /// where an agent has the older mark.
    pub(super) fn added<V: ConfigValue>(&self, config: &V, written: &[Binding]) -> Vec<Binding> {
        let Some(marked) = &self.marked else { return Vec::new() };
        let channels = config.get("channels").map(|channels| channels.entries()).unwrap_or_default();
        let on = channels.iter().filter(|(key, section)| !channel::is_section(key) && !section.is_off());
        let mut ids: Vec<String> = on.map(|(key, _)| key.trim().to_lowercase()).collect();
        ids.sort();
        ids.retain(|id| !written.iter().any(|binding| binding.is_of_channel(id)));
        ids.iter().map(|id| Binding::added(id, marked)).collect()
    }
}

/// The one agent of several that is marked.
fn marked<V: ConfigValue>(agents: &[Agent<V>]) -> Option<String> {
    let is_marked =
        |agent: &&Agent<V>| agent.entry.get("default").and_then(|mark| mark.as_bool()) == Some(true);
    let mut all = agents.iter().filter(is_marked);
    let (first, others) = (all.next()?, all.count());
    (others == 0 && agents.len() > 1).then(|| normalize(&first.id))
}
