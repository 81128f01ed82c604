//! Who owns what no binding assigns: one agent was marked as the default, today each surface names its owner.

use super::agents::agent_paths;
use super::heirs;
use super::rewrite::{Apply, Rewrite, always};
use super::row::row;
use super::row::{Extra, Migration};
use crate::config::agent_id::{MAIN, normalize};
use crate::config::channel::is_section;
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};

/// OpenClaw does this when it reads a document, before anything else.
pub(super) const FIRST: &[Migration] = &[row("invalid-roster", "agents", "agents.ownership", &MARKER)
    .accepted()
    .extra(Extra::Always)
    .with_loss()];

pub(super) const ROWS: &[Migration] = &[
    row("invalid-roster", "agents", "agents.ownership", &OWNERSHIP).extra(Extra::Always),
    row("invalid-roster", "agents", "agents.defaults.systemAgent", &SYSTEM_AGENT)
        .accepted()
        .extra(Extra::Always),
];

/// The ids of the agents that have entries, and of those that are marked.
fn roster(root: &Item<'_>) -> (Vec<String>, Vec<String>) {
    let entries = root.at(&["agents", "entries"]).map(Look::entries).unwrap_or_default();
    let marked = |look: Look<'_, '_>| look.get("default").and_then(Look::boolean) == Some(true);
    let default = entries.iter().filter(|(_, look)| marked(*look)).map(|(id, _)| id.clone()).collect();
    (entries.into_iter().map(|(id, _)| id).collect(), default)
}

fn is_explicit(root: &Item<'_>) -> bool {
    root.look().text_at(&["agents", "ownership"]).is_some()
}

const MARKER: Rewrite = Rewrite {
    title: "Write down for each surface that the default agent owns it",
    find: always,
    apply: Apply::Plain(|root, _| {
        let (ids, marked) = roster(root);
        let [owner] = marked.as_slice() else { return false };
        if is_explicit(root) {
            return false;
        }
        if ids.len() < 2 {
            return root.remove(&["agents", "entries", owner, "default"]);
        }
        let surfaces = surfaces(root, owner);
        for id in &ids {
            root.remove(&["agents", "entries", id, "default"]);
        }
        pin(root, owner);
        root.put(&["agents"], Member::new("ownership", Item::text("explicit")));
        for surface in surfaces {
            root.put(surface, Member::new("agentId", Item::text(owner)));
        }
        bind_channels(root, owner);
        true
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// Writes down the workspace of the agent that was the default, which is that of all where it has none of its own.
fn pin(root: &mut Item<'_>, owner: &str) {
    let way = ["agents", "entries", owner, "workspace"];
    let shared = root.look().text_at(&["agents", "defaults", "workspace"]);
    let own = root.at(&way).is_some_and(|own| own.text().is_none_or(|text| !text.trim().is_empty()));
    if !own {
        root.set(&way, Item::text(shared.as_deref().unwrap_or(heirs::HOME_WORKSPACE)));
    }
}

/// The objects that name the owner of a surface, of the surfaces that have none. Where nobody owns the accounts that
/// agents inherit, `main` does.
fn surfaces(root: &Item<'_>, owner: &str) -> Vec<&'static [&'static str]> {
    let has_heartbeat = |agent: &Vec<String>| {
        let way: Vec<&str> = agent.iter().map(String::as_str).chain(["heartbeat"]).collect();
        root.at(&way).is_some()
    };
    let mut found: Vec<&'static [&'static str]> = Vec::new();
    if root.at(&["agents", "defaults", "heartbeat"]).is_none() && !agent_paths(root).iter().any(has_heartbeat)
    {
        found.push(&["agents", "defaults", "heartbeat"]);
    }
    found.push(&["agents", "defaults", "systemAgent"]);
    if normalize(owner) != MAIN {
        found.push(&["agents", "defaults", "authInheritance"]);
    }
    let shared = |store: String| !store.contains("{agentId}");
    if root.look().text_at(&["session", "store"]).is_some_and(shared) {
        found.push(&["agents", "defaults", "sessionStore"]);
    }
    found.push(&["talk"]);
    found
}

/// Adds a binding for each channel that has none for all of its accounts.
fn bind_channels(root: &mut Item<'_>, owner: &str) {
    let channels = root.at(&["channels"]).map(Look::entries).unwrap_or_default();
    let is_on =
        |look: Look<'_, '_>| look.is_object() && look.get("enabled").and_then(Look::boolean) != Some(false);
    let mut names: Vec<String> = channels
        .into_iter()
        .filter(|(name, look)| !is_section(name) && is_on(*look))
        .map(|(name, _)| name)
        .collect();
    names.sort();
    let bound = |name: &String| {
        let bindings = root.at(&["bindings"]).map(Look::entries).unwrap_or_default();
        let whole = |binding: Look<'_, '_>| {
            let of = |key| binding.at(&["match", key]).and_then(Look::text);
            let wide = binding.get("match").is_some_and(|rule| rule.keys().len() == 2);
            wide && of("channel").as_deref() == Some(name) && of("accountId").as_deref() == Some("*")
        };
        bindings.iter().any(|(_, binding)| whole(*binding))
    };
    let names: Vec<String> = names.into_iter().filter(|name| !bound(name)).collect();
    if !names.is_empty() && root.at(&["bindings"]).is_none() {
        root.set(&["bindings"], Item::array([]));
    }
    for name in names {
        let mut binding = Item::object();
        binding.set(&["agentId"], Item::text(owner));
        binding.set(&["match", "channel"], Item::text(&name));
        binding.set(&["match", "accountId"], Item::text("*"));
        root.at_mut(&["bindings"]).into_iter().for_each(|bindings| bindings.push(binding.clone()));
    }
}

const OWNERSHIP: Rewrite = Rewrite {
    title: "Write `ownership: \"explicit\"`, which several agents without a default need",
    find: always,
    apply: Apply::Plain(|root, _| {
        let (ids, marked) = roster(root);
        ids.len() > 1
            && marked.is_empty()
            && !is_explicit(root)
            && root.put(&["agents"], Member::new("ownership", Item::text("explicit")))
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

const SYSTEM_AGENT: Rewrite = Rewrite {
    title: "Name the agent that runs what belongs to none: `main`",
    find: always,
    apply: Apply::Plain(|root, _| {
        let (ids, marked) = roster(root);
        let owner = match marked.as_slice() {
            [] => ids.iter().find(|id| *id == "main"),
            [one] if is_explicit(root) => Some(one),
            _ => None,
        };
        let Some(owner) = owner.filter(|_| ids.len() > 1) else { return false };
        let way = ["agents", "defaults", "systemAgent"];
        if root.at(&[&way[..], &["agentId"]].concat()).is_some() {
            return false;
        }
        let beats = surfaces(root, owner).first().is_some_and(|surface| surface.last() == Some(&"heartbeat"));
        if beats {
            root.put(&["agents", "defaults", "heartbeat"], Member::new("agentId", Item::text(owner)));
        }
        root.put(&way, Member::new("agentId", Item::text(owner)))
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// Whether a row writes down what the default agent had without a word.
pub fn names_heir(migration: &Migration) -> bool {
    FIRST.iter().any(|row| row.change == migration.change)
}
