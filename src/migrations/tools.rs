//! Tool policies: tools with another name, lists that exclude each other, and grants that a profile hides.

use super::agents::agent_paths;
use super::rewrite::{Apply, Found, Rewrite, always};
use super::row::Migration;
use super::row::{self, row};
use crate::config::tool_sets::{allows, expanded, glob, is_own, normal, profile};
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};

pub(super) const ROWS: &[Migration] = &[
    row("legacy-value", "tools", "tools.allow", &SECTIONS).accepted().with(row::SECTIONS),
    row("legacy-value", "{agents.entries.*,agents.list[]}.tools", "tools.allow", &SECTIONS)
        .accepted()
        .with(row::SECTIONS),
    row("legacy-value", "{tools,agents,channels,gateway}", "", &NAMES).accepted().with(row::SECTIONS),
    row("conflicting-keys", "tools", "allow", &EXTRAS).by("case:tools.allow-also-allow-conflict #1"),
    row("conflicting-keys", "agents", "allow", &EXTRAS).by("case:tools.allow-also-allow-conflict agents"),
    row("conflicting-keys", "channels", "allow", &EXTRAS).by("case:tools.allow-also-allow-conflict channels"),
    row("conflicting-keys", "gateway", "allow", &EXTRAS).by("case:tools.allow-also-allow-conflict gateway"),
    row(
        "legacy-key",
        "{tools,agents.entries.*.tools,agents.list[].tools}.message.allowCrossContextSend",
        "crossContext",
        &CROSS_CONTEXT,
    ),
];

fn texts(list: Option<Look<'_, '_>>) -> Vec<String> {
    let list = list.filter(|list| list.is_array()).map(Look::entries).unwrap_or_default();
    list.into_iter().filter_map(|(_, look)| look.text().map(std::borrow::Cow::into_owned)).collect()
}

fn array<'t>(texts: &[String]) -> Item<'t> {
    Item::array(texts.iter().map(|text| Item::text(text)))
}

/// The paths of all tool policies below a section.
fn policies(look: Look<'_, '_>, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    let in_tools = path.iter().rposition(|step| step == "byProvider");
    let is_policy = path.last().is_some_and(|step| step == "tools")
        || path.iter().any(|step| step == "toolsBySender")
        || in_tools.is_some_and(|at| path[..at].iter().any(|step| step == "tools"));
    if look.is_object() && is_policy {
        found.push(path.clone());
    }
    for (key, child) in look.entries() {
        path.push(key);
        policies(child, path, found);
        path.pop();
    }
}

fn policies_of(root: &Item<'_>, section: &[&str]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    if let Some(look) = root.at(section) {
        policies(look, &mut section.iter().map(|&step| step.to_owned()).collect(), &mut found);
    }
    found
}

/// The tools with another name today.
const RENAMED: &[(&str, &str)] = &[("spawn_task", "suggest_task"), ("image", "view_image")];

const NAMES: Rewrite = Rewrite {
    title: "Replace the names of tools that have another one today",
    find: always,
    apply: Apply::Plain(|root, path| {
        let mut changed = false;
        for policy in policies_of(root, path) {
            for list in ["allow", "alsoAllow", "deny", "toolsAllow"] {
                let way: Vec<&str> = policy.iter().map(String::as_str).chain([list]).collect();
                changed |= RENAMED.iter().any(|pair| rename_tool(root, &way, *pair));
            }
        }
        changed
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// Renames a tool in a list; a pattern that was for the old name only gets the new one beside it.
fn rename_tool(root: &mut Item<'_>, list: &[&str], (old, new): (&str, &str)) -> bool {
    let entries = root.at(list).filter(|look| look.is_array()).map(Look::entries).unwrap_or_default();
    let names: Vec<(String, String)> =
        entries.into_iter().filter_map(|(index, look)| Some((index, normal(&look.text()?)))).collect();
    let exact: Vec<&String> = names.iter().filter(|(_, name)| name == old).map(|(index, _)| index).collect();
    let covers = |tool: &str| names.iter().any(|(_, pattern)| glob(pattern, tool));
    if exact.is_empty() && covers(old) && !covers(new) {
        root.at_mut(list).into_iter().for_each(|list| list.push(Item::text(new)));
        return true;
    }
    for index in &exact {
        root.set(&[list, &[index]].concat(), Item::text(new));
    }
    !exact.is_empty()
}

const EXTRAS: Rewrite = Rewrite {
    title: "Put what `alsoAllow` adds into `allow`",
    find: always,
    apply: Apply::Plain(|root, path| {
        let mut changed = false;
        for policy in policies_of(root, path) {
            let policy: Vec<&str> = policy.iter().map(String::as_str).collect();
            changed |= join_extras(root, &policy);
        }
        changed
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

fn join_extras(root: &mut Item<'_>, policy: &[&str]) -> bool {
    let list = |key| texts(root.at(&[policy, &[key]].concat()));
    let (mut all, extras) = (list("allow"), list("alsoAllow"));
    let consumers = consumers(root, policy);
    if all.is_empty()
        || extras.is_empty()
        || !consumers.iter().all(|profile| needs_no_extras(profile.as_ref(), &extras))
    {
        return false;
    }
    for extra in extras {
        if !all.contains(&extra) {
            all.push(extra);
        }
    }
    let also = [policy, &["alsoAllow"]].concat();
    set_list(root, &[policy, &["allow"]].concat(), &all);
    root.set(&also, Item::array([]))
}

/// Gives a list these texts; elements that stay keep their place.
fn set_list(root: &mut Item<'_>, path: &[&str], new: &[String]) {
    let Some(list) = root.at_mut(path) else { return };
    let mut old = list.members();
    let take = |text: &String, old: &mut Vec<Member<'_>>| {
        old.iter().position(|member| member.item.look().text().as_deref() == Some(text))
    };
    let mut members = Vec::new();
    for text in new {
        match take(text, &mut old) {
            Some(at) => members.push(old.remove(at)),
            None => members.push(Member::new("", Item::text(text))),
        }
    }
    list.set_members(members);
}

/// The profiles that the extras of a policy are added to.
fn consumers(root: &Item<'_>, policy: &[&str]) -> Vec<Option<String>> {
    let own = |way: &[&str]| root.look().text_at(&[way, &["profile"]].concat());
    let global = own(&["tools"]);
    let mut found = match policy {
        ["tools"] => vec![global.clone()],
        [owner @ .., "tools"] if owner.first() == Some(&"agents") => return vec![own(policy).or(global)],
        _ => return vec![own(policy)],
    };
    for agent in agent_paths(root) {
        let tools: Vec<&str> = agent.iter().map(String::as_str).chain(["tools"]).collect();
        if !root.at(&[&tools[..], &["alsoAllow"]].concat()).is_some_and(Look::is_array) {
            found.push(own(&tools).or_else(|| global.clone()));
        }
    }
    found
}

/// Whether a profile has all extras already, so that they may go into the list of a policy.
fn needs_no_extras(name: Option<&String>, extras: &[String]) -> bool {
    let Some(name) = name else { return true };
    let Some(tools) = profile(name) else { return false };
    tools.contains(&"*")
        || (!allows(extras, "gateway") && extras.iter().all(|extra| tools.contains(&normal(extra).as_str())))
}

/// The sections whose presence grants tools.
const GRANTS: &[(&str, &[&str])] = &[("exec", &["exec", "process"]), ("fs", &["read", "write", "edit"])];

fn grants(tools: Option<Look<'_, '_>>) -> Vec<&'static str> {
    let has = |section: &str| tools.is_some_and(|tools| tools.get(section).is_some_and(Look::is_object));
    GRANTS.iter().filter(|(section, _)| has(section)).flat_map(|(_, tools)| tools.iter().copied()).collect()
}

const SECTIONS: Rewrite = Rewrite {
    title: "Write the tools of the profile into `allow`, so that the sections for `exec` and `fs` grant theirs",
    find: always,
    apply: Apply::Plain(|root, path| {
        let global = root.at(&["tools"]);
        let is_global = path == ["tools"];
        let profile = global.and_then(|tools| tools.text_at(&["profile"])).filter(|_| !is_global);
        let also = texts(global.and_then(|tools| tools.get("alsoAllow")).filter(|_| !is_global));
        let own = root.at(path);
        let mut granted = grants(own);
        let inherits = !is_global && own.is_some_and(|own| own.get("profile").is_none());
        granted.extend(grants(global.filter(|_| inherits)));
        let mut changed = grant_sections(root, path, profile.as_deref(), &also, &granted);
        let providers = root.at(&[path, &["byProvider"]].concat()).map(Look::keys).unwrap_or_default();
        for provider in providers {
            let way = [path, &["byProvider", &provider]].concat();
            changed |= grant_sections(root, &way, None, &[], &granted);
        }
        changed
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// The tools that the sections grant, the lists allow, and the profile hides.
fn hidden(
    policy: Look<'_, '_>,
    tools: &[&str],
    inherited: &[String],
    granted: &[&'static str],
) -> Vec<String> {
    let (allow, also) = (texts(policy.get("allow")), policy.get("alsoAllow").filter(|also| also.is_array()));
    if allow.is_empty() {
        return Vec::new();
    }
    let own = texts(also);
    let explicit: Vec<String> = allow.iter().chain(&own).cloned().collect();
    let extras = if also.is_some() { own.clone() } else { inherited.to_vec() };
    let by_profile: Vec<String> = tools.iter().map(|&tool| tool.to_owned()).chain(extras).collect();
    let hides = |tool: &str| !allows(&by_profile, tool) || (!own.is_empty() && allows(&own, tool));
    let mut found: Vec<String> = Vec::new();
    for tool in granted.iter().filter(|tool| allows(&explicit, tool) && hides(tool)) {
        if !found.iter().any(|known| known == tool) {
            found.push((*tool).to_owned());
        }
    }
    found
}

fn grant_sections(
    root: &mut Item<'_>,
    path: &[&str],
    inherited: Option<&str>,
    inherited_also: &[String],
    granted: &[&'static str],
) -> bool {
    let Some(policy) = root.at(path).filter(|policy| policy.is_object()) else { return false };
    let name = policy.text_at(&["profile"]).or(inherited.map(str::to_owned));
    let Some(tools) = name.as_deref().filter(|name| *name != "full").and_then(profile) else { return false };
    let hidden = hidden(policy, tools, inherited_also, granted);
    if hidden.is_empty() {
        return false;
    }
    let also = policy.get("alsoAllow").filter(|also| also.is_array());
    let has_own = also.is_some();
    let extras = if has_own { texts(also) } else { inherited_also.to_vec() };
    let explicit: Vec<String> = texts(policy.get("allow"))
        .into_iter()
        .chain(if has_own { extras.clone() } else { Vec::new() })
        .collect();
    let all: Vec<String> = tools.iter().map(|&tool| tool.to_owned()).chain(extras).collect();
    let new = bound(&expanded(&all), &explicit, hidden);
    let allow = [path, &["allow"]].concat();
    root.set(&allow, array(&new));
    if has_own {
        root.remove(&[path, &["alsoAllow"]].concat());
    }
    root.set(&[path, &["profile"]].concat(), Item::text("full"))
}

/// What a profile and a list let through together, and the tools that the sections grant.
fn bound(profile: &[String], explicit: &[String], hidden: Vec<String>) -> Vec<String> {
    let core: Vec<String> = profile.iter().filter(|tool| allows(explicit, tool)).cloned().collect();
    let plugin = expanded(explicit).into_iter().filter(|entry| {
        entry != "*"
            && !is_own(entry)
            && !profile.iter().any(|tool| allows(std::slice::from_ref(entry), tool))
    });
    let mut all: Vec<String> = Vec::new();
    for tool in core.into_iter().chain(plugin).chain(hidden) {
        if !all.contains(&tool) {
            all.push(tool);
        }
    }
    all
}

const CROSS_CONTEXT: Rewrite = Rewrite {
    title: "Replace `allowCrossContextSend` with the two switches in `crossContext`",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`allowCrossContextSend` is retired: it is now `crossContext` with `allowWithinProvider` and `allowAcrossProviders`",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let bypass =
            root.at(&["tools", "message", "allowCrossContextSend"]).and_then(Look::boolean) == Some(true);
        // What all may do counts for the agents that say nothing, so they go together.
        if path.first() == Some(&"agents") && !bypass {
            return cross_context(root, &path[..path.len() - 1], false);
        }
        for agent in agent_paths(root).into_iter().filter(|_| bypass) {
            let message: Vec<&str> = agent.iter().map(String::as_str).chain(["tools", "message"]).collect();
            cross_context(root, &message, true);
        }
        cross_context(root, &["tools", "message"], false)
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

/// Writes out what one `message` section means. `bypass` is what an agent takes over from all.
fn cross_context(root: &mut Item<'_>, path: &[&str], bypass: bool) -> bool {
    const SWITCHES: [&str; 2] = ["allowWithinProvider", "allowAcrossProviders"];
    let Some(message) = root.at(path).filter(|message| message.is_object()) else { return false };
    let old = message.get("allowCrossContextSend");
    if old.is_none() && !bypass {
        return false;
    }
    let free = old.map_or(bypass, |old| old.boolean() == Some(true));
    let set = |look: Option<Look<'_, '_>>, key: &str| {
        look.and_then(|look| look.get("crossContext")?.get(key)?.boolean())
    };
    let global = root.at(&["tools", "message"]);
    let kept = SWITCHES.map(|key| set(Some(message), key).or_else(|| set(global, key)));
    let news = match (free, bypass) {
        (true, _) => Some([true, true]),
        (false, true) => Some([kept[0] != Some(false), kept[1] == Some(true)]),
        (false, false) => None,
    };
    let (old, contexts) = ([path, &["allowCrossContextSend"]].concat(), [path, &["crossContext"]].concat());
    // The comments of the old switch stay with the first of the new ones.
    if let Some(retired) = root.take(&old).filter(|_| news.is_some()) {
        root.put(&contexts, retired.named(SWITCHES[0]));
    }
    for (key, on) in SWITCHES.iter().zip(news.into_iter().flatten()) {
        root.set(&[&contexts[..], &[*key]].concat(), Item::boolean(on));
    }
    true
}
