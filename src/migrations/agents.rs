//! Settings of agents that moved or went, where more than one member takes part.

use super::rewrite::{Apply, Found, Rewrite, remove};
use super::row::Migration;
use super::row::{self, row};
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::syntax::Value;

pub(super) const ROWS: &[Migration] = &[
    row("legacy-key", "agents.{defaults,entries.*,list[]}.agentRuntime", "agentRuntime of a model", &RUNTIME),
    row("legacy-value", "agents.{defaults,entries.*,list[]}.sandbox.browser.network", "", &BROWSER_NETWORK)
        .accepted()
        .with(row::SECTIONS),
    row("legacy-key", "heartbeat", "agents.defaults.heartbeat", &HEARTBEAT),
    row(
        "legacy-key",
        "agents.{defaults,entries.*,list[]}.cliBackends.*.sessionArg",
        "sessionArgs",
        &SESSION_ARG,
    ),
    row("legacy-key", "agents.defaults.compaction.truncateAfterCompaction", "", &TRUNCATE),
    row("legacy-key", "{tools,agents.entries.*.tools,agents.list[].tools}.exec.security", "mode", &EXEC_MODE)
        .accepted(),
    row(
        "conflicting-keys",
        "{tools,agents.entries.*.tools,agents.list[].tools}.exec.{security,ask}",
        "mode",
        &EXEC_REST,
    ),
];

/// The runtimes of a command line and the provider whose models they run.
const CLI_RUNTIMES: &[(&str, &str)] = &[("claude-cli", "anthropic"), ("google-gemini-cli", "google")];

const RUNTIME: Rewrite = Rewrite {
    title: "Move `agentRuntime` to the models that it is for, or remove it: OpenClaw ignores it here",
    find: |_, entry| {
        entry.value()?.object()?;
        Some(Found::at_key(
            entry,
            "`agentRuntime` is retired here: a runtime belongs to a model or a provider",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let Some(member) = root.take(path) else { return false };
        if let Some(agent) = root.at_mut(&path[..path.len() - 1]) {
            keep_runtime(agent, &member);
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

fn keep_runtime(agent: &mut Item<'_>, old: &Member<'_>) {
    let id = old.item.look().text_at(&["id"]).unwrap_or_default().to_lowercase();
    let Some((runtime, provider)) = CLI_RUNTIMES.iter().find(|(runtime, _)| *runtime == id) else { return };
    let selected = agent.at(&["model"]).map(selected).unwrap_or_default();
    let is_own = |model: &&String| {
        model.split_once('/').is_some_and(|(own, id)| own.eq_ignore_ascii_case(provider) && !id.is_empty())
    };
    for model in selected.iter().filter(is_own) {
        set_runtime(agent, model, runtime);
    }
}

/// Gives a model of an agent a runtime, unless it has one of its own.
pub(super) fn set_runtime(agent: &mut Item<'_>, model: &str, runtime: &str) -> bool {
    let way = ["models", model, "agentRuntime", "id"];
    let own = agent.look().text_at(&way).map(|id| id.to_lowercase());
    let free = own.is_none_or(|id| id == "auto");
    free && agent.set(&way, Item::text(runtime))
}

/// The models of a setting: the text itself, or its `primary` and `fallbacks`.
pub(super) fn selected(model: Look<'_, '_>) -> Vec<String> {
    let text = |look: Look<'_, '_>| Some(look.text()?.trim().to_owned());
    let one = text(model).or_else(|| text(model.get("primary")?));
    let fallbacks =
        model.get("fallbacks").filter(|list| list.is_array()).map(Look::entries).unwrap_or_default();
    one.into_iter().chain(fallbacks.into_iter().filter_map(|(_, look)| text(look))).collect()
}

const DEDICATED: &str = "openclaw-sandbox-browser";

const BROWSER_NETWORK: Rewrite = Rewrite {
    title: "Switch the sandboxed browser off, which cannot work without a network, and give it its own network",
    find: |_, entry| {
        let value = entry.value()?;
        is_none(&value.as_str()?).then(|| {
            Found::at_value(
                value,
                "a browser in a sandbox cannot work with the network `none`: switch it off instead",
            )
        })
    },
    apply: Apply::Plain(|root, path| {
        let browser = &path[..path.len() - 1];
        if path.get(1) == Some(&"defaults") {
            inherited_networks(root);
        }
        let Some(browser) = root.at_mut(browser) else { return false };
        browser.set(&["enabled"], Item::boolean(false)) && browser.set(&["network"], Item::text(DEDICATED))
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

fn is_none(network: &str) -> bool {
    network.trim().eq_ignore_ascii_case("none")
}

/// Keeps for each agent what the defaults meant for it: on where it has a network of its own, else off.
fn inherited_networks(root: &mut Item<'_>) {
    let enabled = |look: Option<Look<'_, '_>>| look.and_then(|browser| browser.get("enabled")?.boolean());
    let on = enabled(root.at(&["agents", "defaults", "sandbox", "browser"])) == Some(true);
    for agent in agent_paths(root) {
        let way: Vec<&str> = agent.iter().map(String::as_str).chain(["sandbox", "browser"]).collect();
        let Some(browser) = root.at(&way).filter(|browser| browser.is_object()) else { continue };
        let network = browser.get("network").and_then(Look::text).map(std::borrow::Cow::into_owned);
        let own = enabled(Some(browser));
        let new = match network {
            None if own == Some(true) => false,
            Some(network) if own.is_none() && on && !is_none(&network) => true,
            _ => continue,
        };
        if let Some(browser) = root.at_mut(&way) {
            browser.set(&["enabled"], Item::boolean(new));
        }
    }
}

/// The paths of all agents that have entries of their own.
pub(super) fn agent_paths(root: &Item<'_>) -> Vec<Vec<String>> {
    let path = |section: &'static str| {
        let keys = root.at(&["agents", section]).map(Look::keys).unwrap_or_default();
        keys.into_iter().map(move |key| vec!["agents".to_owned(), section.to_owned(), key])
    };
    let mut paths: Vec<Vec<String>> = path("entries").collect();
    if paths.is_empty() {
        paths.extend(path("list"));
    }
    paths
}

const HEARTBEAT: Rewrite = Rewrite {
    title: "Move `heartbeat` to `agents.defaults.heartbeat` and `channels.defaults.heartbeatVisibility`",
    find: |_, entry| {
        entry.value()?.object()?;
        Some(Found::at_key(
            entry,
            "`heartbeat` is retired here: what runs it is now `agents.defaults.heartbeat`, what it shows `channels.defaults.heartbeatVisibility`",
        ))
    },
    apply: Apply::Plain(|root, path| {
        const SHOWN: [&str; 3] = ["showOk", "showAlerts", "useIndicator"];
        let Some(mut old) = root.take(path) else { return false };
        let is_one = !old.item.look().keys().iter().any(|key| SHOWN.contains(&key.as_str()));
        let new = ["agents", "defaults", "heartbeat"];
        if is_one && root.at(&new).is_none() && !old.item.look().is_empty_object() {
            // As a whole it takes the comment above it along.
            return root.put(&new[..2], old);
        }
        for member in old.item.members() {
            let shows = SHOWN.contains(&member.key.as_str());
            let way: &[&str] = if shows {
                &["channels", "defaults", "heartbeatVisibility"]
            } else {
                &["agents", "defaults", "heartbeat"]
            };
            root.put(way, member);
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const SESSION_ARG: Rewrite = Rewrite {
    title: "Replace `sessionArg` with `sessionArgs`",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`sessionArg` is retired: it is now `sessionArgs`, an array with `{sessionId}`",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let backend = &path[..path.len() - 1];
        let Some(arg) = root.take(path) else { return false };
        let args = Item::array([arg.item, Item::text("{sessionId}")]);
        root.put(backend, Member::new("sessionArgs", args));
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const TRUNCATE: Rewrite = Rewrite {
    title: "Remove `truncateAfterCompaction`; where it is off, `maxActiveTranscriptBytes` goes too, which would switch it on",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`truncateAfterCompaction` is retired: `maxActiveTranscriptBytes` alone switches it on",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let Some(old) = root.take(path) else { return false };
        if old.item.look().boolean() == Some(false) {
            root.remove(&["agents", "defaults", "compaction", "maxActiveTranscriptBytes"]);
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

/// What the two old switches of running commands mean together.
const EXEC_MODES: &[(&str, &str, &str)] = &[
    ("deny", "off", "deny"),
    ("deny", "on-miss", "deny"),
    ("allowlist", "off", "allowlist"),
    ("allowlist", "on-miss", "ask"),
    ("full", "off", "full"),
];

const EXEC_MODE: Rewrite = Rewrite {
    title: "Replace `security` and `ask` with `mode`",
    find: |exec, entry| {
        let mode = exec_mode(&Look::Source(Value::Node(exec))).filter(|_| !exec.has("mode"))?;
        let message = format!("`security` and `ask` are one setting today: write `mode: \"{mode}\"`");
        Some(Found::at_key(entry, message))
    },
    apply: Apply::Plain(|root, path| {
        let Some(exec) = root.at_mut(&path[..path.len() - 1]) else { return false };
        let Some(mode) = exec_mode(&exec.look()) else { return false };
        let Some(old) = exec.take(&["security"]) else { return false };
        exec.remove(&["ask"]);
        exec.put(&[], old.named("mode").with(Item::text(mode)))
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

const EXEC_REST: Rewrite = Rewrite {
    title: "Remove `{key}`: `mode` counts",
    find: |exec, entry| exec.has("mode").then(|| Found::at_key(entry, "")),
    apply: Apply::Plain(remove),
    quiet: true,
    on_parent: false,
    guard: None,
};

fn exec_mode(exec: &Look<'_, '_>) -> Option<&'static str> {
    let (security, ask) = (exec.text_at(&["security"])?, exec.text_at(&["ask"])?);
    EXEC_MODES
        .iter()
        .find(|(first, second, _)| *first == security && *second == ask)
        .map(|(_, _, mode)| *mode)
}
