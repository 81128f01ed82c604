//! What a document means where a mistake is dearest: the model of each agent, how long its prompts are kept, its folder, who
//! owns what comes in, and who may do what.

use super::one_agent;
use super::shared::Shared;
use crate::base::Snapshot;
use crate::config::ConfigValue;
use crate::config::agent_id::MAIN;
use crate::config::channel::is_section;
use crate::config::effective::{Agent, ModelSource, agents, choice};
use crate::migrations::heirs::HOME_WORKSPACE;
use crate::syntax::{Scalar, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What each place means, by the steps that lead there for people.
pub(super) type Meaning = BTreeMap<Vec<String>, String>;

/// The last step of a model that nobody named: it follows from what is declared, and nothing is lost with it.
pub(super) const IMPLICIT: &str = "model that nobody named";

/// The last step of the agent that is there where nobody wrote one down.
pub(super) const UNWRITTEN: &str = "agent that nobody wrote down";

/// What says who may write, below a channel and below its accounts (docs/openclaw/references.md).
const WHO: [&str; 4] = ["dmPolicy", "allowFrom", "groupPolicy", "groupAllowFrom"];

/// What says what may be done, below the document and below each agent.
const WHAT: [&[&str]; 9] = [
    &["tools", "profile"],
    &["tools", "allow"],
    &["tools", "alsoAllow"],
    &["tools", "deny"],
    &["tools", "exec", "mode"],
    &["tools", "exec", "security"],
    &["tools", "exec", "ask"],
    &["tools", "elevated"],
    &["sandbox", "mode"],
];

/// Who reaches the gateway, and how.
const GATEWAY: [&[&str]; 4] = [
    &["gateway", "bind"],
    &["gateway", "auth", "mode"],
    &["gateway", "tailscale", "mode"],
    &["gateway", "mode"],
];

/// Who owns what no binding assigns.
const OWNERS: [&[&str]; 5] = [
    &["agents", "defaults", "systemAgent", "agentId"],
    &["agents", "defaults", "heartbeat", "agentId"],
    &["agents", "defaults", "authInheritance", "agentId"],
    &["agents", "defaults", "sessionStore", "agentId"],
    &["talk", "agentId"],
];

/// What a document means. It is read once for each version.
pub(super) fn meaning(snapshot: &Snapshot) -> Arc<Meaning> {
    const KEY: u64 = u64::from_be_bytes(*b"meaning.");
    let key = KEY ^ snapshot.world.generation().rotate_left(8);
    snapshot.tree.root().memo().get_or(key, || read(snapshot))
}

/// The sections that a meaning is read from: where they are the same, it is.
pub(super) const SECTIONS: [&str; 12] = [
    "agents", "auth", "bindings", "channels", "env", "gateway", "models", "plugins", "sandbox", "secrets",
    "talk", "tools",
];

fn read(snapshot: &Snapshot) -> Meaning {
    let mut reader = Reader { snapshot, found: Meaning::new() };
    if let Some(root) = snapshot.tree.value() {
        reader.agents(root);
        reader.owners(root);
        reader.access(root);
    }
    reader.found
}

fn shared<'s>(snapshot: &'s Snapshot, root: Value<'s>) -> Shared<'s> {
    Shared::of(&snapshot.tree, root, snapshot.release(), snapshot.world.environment())
}

/// What the only agent means in which two documents differ, in each of them; nothing where they may differ in something else.
/// Many changes are tried on a document, and most of them are about one agent of many.
pub(super) fn of_one_agent(before: &Snapshot, after: &Snapshot) -> Option<(Meaning, Meaning)> {
    let (old, new) = one_agent::differing(&before.tree, &after.tree, &SECTIONS)?;
    let read = |snapshot: &Snapshot, at: usize| {
        let root = snapshot.tree.value()?;
        let roster = root.at(&["agents", "entries"])?.object()?;
        let entry = roster.entry(at)?;
        let (id, value) = (entry.key()?.into_owned(), entry.value()?);
        // Which of several owns the rest does not depend on one that is not marked.
        let owner = (roster.count() == 1).then(|| id.clone());
        let agent = Agent { id, index: at, is_listed: false, entry: value };
        let mut reader = Reader { snapshot, found: Meaning::new() };
        reader.entry(&shared(snapshot, root), &agent, owner.as_ref());
        Some(reader.found)
    };
    read(before, old).zip(read(after, new))
}

struct Reader<'s> {
    snapshot: &'s Snapshot,
    found: Meaning,
}

impl Reader<'_> {
    fn add(&mut self, path: &[&str], value: String) {
        self.found.entry(path.iter().map(|step| (*step).to_owned()).collect()).or_insert(value);
    }

    /// What is written at a path below a value, for people under the steps given.
    fn written(&mut self, steps: &[&str], value: Value<'_>, path: &[&str]) {
        if let Some(found) = path.iter().try_fold(value, |value, key| value.get(key)) {
            let text = self.plain(found);
            self.add(&[steps, path].concat(), text);
        }
    }

    /// A value without the way it is written.
    fn plain(&self, value: Value<'_>) -> String {
        if let Some(text) = value.as_str() {
            return text.into_owned();
        }
        let inner = value.array().or_else(|| value.object());
        let parts: Option<Vec<String>> = inner.map(|node| {
            let part = |entry: crate::syntax::Entry<'_>| {
                let value = entry.value().map(|value| self.plain(value)).unwrap_or_default();
                entry.key().map_or_else(|| value.clone(), |key| format!("{key}: {value}"))
            };
            node.entries().map(part).collect()
        });
        let source = || self.snapshot.text.slice(value.range());
        parts.map_or_else(source, |parts| parts.join(", "))
    }

    fn agents(&mut self, root: Value<'_>) {
        let found = agents(&root);
        let shared = shared(self.snapshot, root);
        if found.is_empty() {
            let folder = root.text_at(&["agents", "defaults", "workspace"]);
            self.add(&["agents", MAIN, UNWRITTEN], String::new());
            self.add(&["agents", MAIN, "workspace"], folder.unwrap_or_else(|| HOME_WORKSPACE.to_owned()));
            return self.agent(&shared, MAIN, None);
        }
        let owner = default_of(root, &found);
        for agent in &found {
            self.entry(&shared, agent, owner.as_ref());
        }
    }

    /// All that the entry of an agent says.
    fn entry<'t>(&mut self, shared: &Shared<'t>, agent: &Agent<Value<'t>>, owner: Option<&String>) {
        self.agent(shared, &agent.id, Some(agent.entry));
        self.folder(shared.root, agent, owner);
        for path in WHAT {
            self.written(&["agents", &agent.id], agent.entry, path);
        }
    }

    fn agent<'t>(&mut self, shared: &Shared<'t>, id: &str, entry: Option<Value<'t>>) {
        let chosen = choice(&shared.root, entry.as_ref());
        let model = chosen.resolve(&shared.names(entry.as_ref())).model;
        let named = if chosen.source == ModelSource::Nowhere { IMPLICIT } else { "model" };
        self.add(&["agents", id, named], model.to_string());
        self.add(&["agents", id, "fallbacks"], chosen.fallbacks.join(", "));
        let kept = shared.outcome(entry.as_ref(), &model);
        self.add(&["agents", id, "cacheRetention"], format!("{:?}", kept.effective));
    }

    /// The folder of an agent: its own, or that of all where it is the only one or the default, or one in that of all.
    fn folder(&mut self, root: Value<'_>, agent: &Agent<Value<'_>>, owner: Option<&String>) {
        let shared = root.text_at(&["agents", "defaults", "workspace"]);
        let folder = match (agent.entry.text_at(&["workspace"]), shared.as_deref()) {
            (Some(own), _) => own,
            (None, shared) if owner == Some(&agent.id) => shared.unwrap_or(HOME_WORKSPACE).to_owned(),
            (None, Some(shared)) => format!("{shared}/{}", agent.id),
            (None, None) => format!("{HOME_WORKSPACE}-{}", agent.id),
        };
        self.add(&["agents", &agent.id, "workspace"], folder);
    }

    fn owners(&mut self, root: Value<'_>) {
        for path in OWNERS {
            self.written(&[], root, path);
        }
        if let Some(owner) = default_of(root, &agents(&root)) {
            self.add(&["agents", "default"], owner);
        }
        for binding in root.get("bindings").map(|all| all.items()).unwrap_or_default() {
            if let (Some(rule), Some(agent)) = (binding.get("match"), binding.text_at(&["agentId"])) {
                let mut rule: BTreeSet<String> = rule
                    .entries()
                    .into_iter()
                    .map(|(key, value)| format!("{key} {}", self.plain(value)))
                    .collect();
                rule.extend(binding.text_at(&["type"]));
                let rule: Vec<String> = rule.into_iter().collect();
                self.add(&["bindings", &rule.join(", ")], agent);
            }
        }
    }

    fn access(&mut self, root: Value<'_>) {
        // Tools are settled for all agents at the root, and sandboxes among the defaults; elsewhere neither is read.
        let of_all = |path: &&&[&str]| path.first() == Some(&"tools");
        for path in GATEWAY.iter().chain(WHAT.iter().filter(of_all)) {
            self.written(&[], root, path);
        }
        let defaults = root.at(&["agents", "defaults"]);
        for path in WHAT.iter().filter(|path| !of_all(path)) {
            let Some(defaults) = defaults else { break };
            self.written(&["agents", "defaults"], defaults, path);
        }
        let channels = root.get("channels").map(|channels| channels.entries()).unwrap_or_default();
        for (name, channel) in channels.iter().filter(|(name, _)| !is_section(name)) {
            for key in WHO {
                self.written(&["channels", name], *channel, &[key]);
            }
            for (account, section) in channel.get("accounts").map(|all| all.entries()).unwrap_or_default() {
                for key in WHO {
                    self.written(&["channels", name, "accounts", &account], section, &[key]);
                }
            }
        }
    }
}

/// The agent that owns what nobody is named for: the only one, the marked one, or the first of an older roster.
fn default_of(root: Value<'_>, all: &[Agent<Value<'_>>]) -> Option<String> {
    let marked = |agent: &&Agent<Value<'_>>| {
        let mark = agent.entry.get("default").and_then(Value::scalar);
        mark.and_then(Scalar::as_bool) == Some(true)
    };
    let explicit = root.text_at(&["agents", "ownership"]).is_some();
    let mut marks = all.iter().filter(marked);
    let owner = match (all, marks.next(), marks.next()) {
        ([], ..) => return Some(MAIN.to_owned()),
        ([only], ..) => Some(only),
        (_, Some(marked), None) if !explicit => Some(marked),
        ([first, ..], None, None) if !explicit && first.is_listed => Some(first),
        // Of two nobody knows who is meant.
        _ => None,
    };
    owner.map(|agent| agent.id.clone())
}

#[cfg(test)]
mod tests {
    use super::{GATEWAY, OWNERS, SECTIONS, WHAT};

    #[test]
    fn what_is_read_lies_in_the_sections() {
        let read = GATEWAY.iter().chain(&OWNERS).chain(&WHAT);
        let outside: Vec<_> =
            read.filter(|path| !path.first().is_some_and(|key| SECTIONS.contains(key))).collect();
        assert!(outside.is_empty(), "{outside:?}");
    }
}
