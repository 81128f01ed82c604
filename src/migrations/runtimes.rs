//! References that name a runtime in the place of a provider: the runtime is a setting of the model today.

use super::agents::set_runtime;
use super::models::{rename_or_merge, rewrite_references};
use super::rewrite::{Apply, Rewrite, always};
use super::row::Migration;
use super::row::{self, row};
use crate::config::lexicon::Lexicon;
use crate::edit::draft::Item;
use crate::edit::draft::Look;

pub(super) const ROWS: &[Migration] = &[
    row("legacy-value", "agents.{defaults,entries.*,list[]}", "agentRuntime of a model", &AGENT)
        .accepted()
        .with(row::SECTIONS),
    row("legacy-value", "{agents,plugins,messages,tools,hooks,channels,models}", "", &OTHERS)
        .accepted()
        .with(row::SECTIONS),
];

/// The old provider, the one of today, and the runtime.
const RUNTIMES: &[(&str, &str, &str)] = &[
    ("codex", "openai", "codex"),
    ("codex-cli", "openai", "codex"),
    ("claude-cli", "anthropic", "claude-cli"),
    ("anthropic-cli", "anthropic", "claude-cli"),
    ("google-gemini-cli", "google", "google-gemini-cli"),
];

/// The reference of today and the runtime of an old one.
fn split(written: &str, names: Lexicon) -> Option<(String, &'static str)> {
    let (provider, id) = written.trim().split_once('/')?;
    let provider = provider.trim().to_lowercase();
    let (_, provider, runtime) = RUNTIMES.iter().find(|(old, ..)| *old == provider)?;
    let id = id.trim();
    let id = names.short_name(provider, id).unwrap_or(id);
    (!id.is_empty() && !id.contains("${")).then(|| (format!("{provider}/{id}"), *runtime))
}

const TITLE: &str =
    "Name the provider in the references to models, and keep the runtime in `agentRuntime` of each";

/// All references of an agent at once: those in lists and keys are mended together with the chosen one.
const AGENT: Rewrite = Rewrite {
    title: TITLE,
    find: always,
    apply: Apply::Named(migrate_agent),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// References elsewhere have no model beside them that could keep the runtime.
const OTHERS: Rewrite = Rewrite {
    title: TITLE,
    find: always,
    apply: Apply::Named(|root, path, names| {
        let of_provider = |text: &str| Some(split(text, names).filter(|_| !text.starts_with("codex/"))?.0);
        rewrite_references(root, path, &of_provider)
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// The places of an agent that hold references, with their paths.
fn places<'a, 't>(agent: Look<'a, 't>) -> Vec<(Vec<String>, Look<'a, 't>)> {
    let mut found = Vec::new();
    for way in [&["model"][..], &["heartbeat", "model"], &["subagents", "model"]] {
        let Some(model) = agent.at(way) else { continue };
        let path = |rest: &[&str]| way.iter().chain(rest).map(|&step| step.to_owned()).collect::<Vec<_>>();
        found.push((path(&[]), model));
        found.extend(model.get("primary").map(|primary| (path(&["primary"]), primary)));
        let fallbacks = model.get("fallbacks").map(Look::entries).unwrap_or_default();
        found.extend(fallbacks.into_iter().map(|(index, look)| (path(&["fallbacks", &index]), look)));
    }
    let allow = agent.at(&["modelPolicy", "allow"]).map(Look::entries).unwrap_or_default();
    let path = |index| vec!["modelPolicy".to_owned(), "allow".to_owned(), index];
    found.extend(allow.into_iter().map(|(index, look)| (path(index), look)));
    found
}

fn migrate_agent(root: &mut Item<'_>, path: &[&str], names: Lexicon) -> bool {
    const MODELS: [&str; 3] = ["agents", "defaults", "models"];
    let was_there = root.at(&MODELS).is_some();
    let changed = root.at_mut(path).is_some_and(|agent| migrate(agent, names));
    if changed
        && !was_there
        && root.at(&MODELS).is_some()
        && root.at(&["agents", "defaults", "modelPolicy"]).is_none()
    {
        // The new entries only keep a runtime. Without the mark OpenClaw would take them for a list of all models that
        // are allowed.
        root.set(&["meta", "migrations", "modelPolicyAllowlist"], Item::boolean(true));
    }
    changed
}

fn migrate(agent: &mut Item<'_>, names: Lexicon) -> bool {
    let news: Vec<(Vec<String>, String, &'static str)> = places(agent.look())
        .into_iter()
        .filter_map(|(path, look)| {
            let (new, runtime) = split(&look.text()?, names)?;
            Some((path, new, runtime))
        })
        .collect();
    let keys = agent.at(&["models"]).map(Look::keys).unwrap_or_default();
    let keys: Vec<_> =
        keys.iter().filter_map(|key| split(key, names).map(|(new, runtime)| (key, new, runtime))).collect();
    for (key, new, runtime) in &keys {
        rename_or_merge(agent, &["models", key], new);
        set_runtime(agent, new, runtime);
    }
    for (path, new, runtime) in &news {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        if let Some(item) = agent.at_mut(&path) {
            item.replace(Item::text(new));
        }
        set_runtime(agent, new, runtime);
    }
    !(news.is_empty() && keys.is_empty())
}
