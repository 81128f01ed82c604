//! Plugins that became part of another one, and settings that moved between plugins and their channels.

use super::rewrite::{Apply, Found, Rewrite, always};
use super::row::row;
use super::row::{Extra, Migration};
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::syntax::{Entry, Node, Value};

/// The plugins that another one replaces. In a list that forbids, the supervisor has no successor.
const SUCCESSORS: &[(&str, &str)] = &[("openai-codex", "openai"), ("codex-supervisor", "codex")];

pub(super) const ROWS: &[Migration] = &[
    row(
        "legacy-key",
        "plugins.entries.codex-supervisor",
        "plugins.entries.codex.config.supervision",
        &SUPERVISOR,
    )
    .accepted(),
    row("legacy-key", "plugins.entries.openai-codex", "plugins.entries.openai", &CODEX_ENTRY).accepted(),
    row("legacy-value", "plugins.{allow,deny}", "", &PLUGIN_LIST).accepted(),
    row(
        "legacy-copilot-discovery",
        "plugins.entries.github-copilot.config.discovery.enabled",
        "",
        &DISCOVERY,
    )
    .accepted(),
    row(
        "legacy-key",
        "talk.{voiceId,voiceAliases,modelId,outputFormat,apiKey}",
        "talk.providers",
        &TALK_PROVIDER,
    ),
    row("legacy-key", "talk.{model,mode,transport,brain,voice}", "talk.realtime", &TALK_REALTIME),
    row(
        "legacy-key",
        "plugins.entries.llm-task.config.allowedModels",
        "plugins.entries.llm-task.llm.allowedCompletionModels",
        &TASK_MODELS,
    ),
    row("legacy-key", "plugins.entries.llm-task", "", &TASK_PERMISSIONS).accepted().extra(Extra::Always),
    row("legacy-key", "canvasHost", "plugins.entries.canvas.config.host", &CANVAS).with_loss(),
];

const SUPERVISOR: Rewrite = Rewrite {
    title: "Move what `codex-supervisor` holds into the plugin `codex`",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`codex-supervisor` is part of the plugin `codex` today: write `plugins.entries.codex.config.supervision`",
        ))
    },
    apply: Apply::Plain(supervisor),
    quiet: false,
    on_parent: false,
    guard: None,
};

fn supervisor(root: &mut Item<'_>, path: &[&str]) -> bool {
    let Some(mut old) = root.take(path) else { return false };
    if !old.item.look().is_object() {
        return true;
    }
    let denied = root.at(&["plugins", "deny"]).is_some_and(|deny| {
        deny.entries().iter().any(|(_, item)| is_plugin(item.text().as_deref(), "codex-supervisor"))
    });
    let enabled = old.item.at(&["enabled"]).and_then(Look::boolean) == Some(true) && !denied;
    let Some(codex) = root.object_at(&["plugins", "entries", "codex"]) else { return false };
    if enabled && codex.at(&["enabled"]).is_none() {
        codex.set(&["enabled"], Item::boolean(true));
    }
    let way = ["config", "supervision"];
    codex.put(&way, Member::new("enabled", Item::boolean(enabled)));
    for key in ["endpoints", "allowRawTranscripts", "allowWriteControls"] {
        let fits = old
            .item
            .at(&["config", key])
            .is_some_and(|look| if key == "endpoints" { look.is_array() } else { look.boolean().is_some() });
        if let Some(member) = old.item.take(&["config", key]).filter(|_| fits) {
            codex.put(&way, member);
        }
    }
    true
}

fn is_plugin(text: Option<&str>, id: &str) -> bool {
    text.is_some_and(|text| text.trim().eq_ignore_ascii_case(id))
}

const CODEX_ENTRY: Rewrite = Rewrite {
    title: "Replace the plugin `openai-codex` with `openai`",
    find: |_, entry| {
        Some(Found::at_key(entry, "the plugin `openai-codex` is part of `openai` today: write `openai`"))
    },
    apply: Apply::Plain(|root, path| {
        let there = root.at(&["plugins", "entries", "openai"]).is_some();
        if there { root.remove(path) } else { root.rename(path, "openai") }
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

const PLUGIN_LIST: Rewrite = Rewrite {
    title: "Replace the names of retired plugins in `{key}`",
    find: retired_plugin,
    apply: Apply::Plain(|root, path| {
        let denies = path.last() == Some(&"deny");
        let Some(list) = root.at_mut(path).filter(|list| list.look().is_array()) else { return false };
        replace_plugins(list, denies)
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

fn retired_plugin(_: Node<'_>, entry: Entry<'_>) -> Option<Found> {
    let elements = entry.value()?.array()?.entries().filter_map(Entry::value);
    let retired = |value: Value<'_>| {
        let text = value.as_str();
        let pair = SUCCESSORS.iter().find(|(old, _)| is_plugin(text.as_deref(), old))?;
        Some(Found::at_value(value, format!("the plugin `{}` is part of `{}` today", pair.0, pair.1)))
    };
    elements.into_iter().find_map(retired)
}

fn replace_plugins(list: &mut Item<'_>, denies: bool) -> bool {
    let mut seen: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for mut member in list.members() {
        let text = member.item.look().text().map(std::borrow::Cow::into_owned);
        let pair = SUCCESSORS.iter().find(|(old, _)| is_plugin(text.as_deref(), old));
        if let Some((old, new)) = pair {
            if denies && *old == "codex-supervisor" {
                continue;
            }
            member.item = Item::text(new);
        }
        let id = pair.map(|(_, new)| (*new).to_owned()).or(text).map(|id| id.trim().to_lowercase());
        if let Some(id) = id {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
        }
        kept.push(member);
    }
    list.set_members(kept);
    true
}

const DISCOVERY: Rewrite = Rewrite {
    title: "Remove `discovery`, which nothing reads any more",
    find: always,
    apply: Apply::Plain(|root, path| {
        let removed = root.remove(path);
        root.prune(&path[..path.len() - 1], 1);
        removed
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

const TALK_PROVIDER: Rewrite = Rewrite {
    title: "Move `{key}` to the provider of speech",
    find: |talk, entry| {
        let key = entry.key()?;
        let provider = talk_provider(talk);
        let place = provider.as_deref().map_or("the provider that is meant", |provider| provider);
        Some(Found::at_key(
            entry,
            format!("`{key}` is retired here: it belongs in `talk.providers.<id>`, for {place}"),
        ))
    },
    apply: Apply::Plain(|root, path| {
        let Some(provider) = root.at(&["talk"]).and_then(|talk| chosen_provider(&talk)) else { return false };
        let way = ["talk", "providers", provider.as_str()];
        if root.object_at(&way).is_none() {
            return false;
        }
        root.take(path).map(|member| root.put(&way, member)).is_some()
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

fn talk_provider(talk: Node<'_>) -> Option<String> {
    chosen_provider(&Look::Source(Value::Node(talk)))
}

/// The provider that the settings beside `providers` are for: the one that is named, else the only one.
fn chosen_provider(talk: &Look<'_, '_>) -> Option<String> {
    if let Some(named) = talk.text_at(&["provider"]) {
        return Some(named);
    }
    let providers = talk.get("providers").map(Look::keys).unwrap_or_default();
    match providers.as_slice() {
        [] => Some("elevenlabs".to_owned()),
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The settings that a conversation in real time had to itself.
const REALTIME: [&str; 5] = ["model", "mode", "transport", "brain", "voice"];

const TALK_REALTIME: Rewrite = Rewrite {
    title: "Move the settings of real-time speech into `talk.realtime`, unless that is there",
    find: |_, entry| {
        let key = entry.key()?;
        let to = if key == "voice" { "speakerVoice" } else { &*key };
        Some(Found::at_key(entry, format!("`{key}` is retired here: it is now `talk.realtime.{to}`")))
    },
    apply: Apply::Plain(|root, path| {
        if root.at(&["talk", "realtime"]).is_some() {
            // The new section wins as a whole.
            return root.remove(path);
        }
        let Some(talk) = root.at_mut(&path[..1]) else { return false };
        let news: Vec<Member<'_>> = REALTIME.iter().filter_map(|key| talk.take(&[key])).collect();
        let shared = ["provider", "providers"].map(|key| (key, talk.at(&[key]).map(Look::copy)));
        for member in news {
            let key = if member.key == "voice" { "speakerVoice".to_owned() } else { member.key.clone() };
            talk.put(&["realtime"], member.named(&key));
        }
        for (key, item) in shared {
            if let Some(item) = item {
                talk.put(&["realtime"], Member::new(key, item));
            }
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const TASK_MODELS: Rewrite = Rewrite {
    title: "Move `allowedModels` to `llm.allowedCompletionModels`, and let the plugin choose models and profiles as before",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`allowedModels` is retired: it is now `llm.allowedCompletionModels` of the plugin",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let Some(mut member) = root.take(path) else { return false };
        let plugin = &path[..path.len() - 2];
        let mut kept = member.item.members();
        kept.retain(|element| element.item.look().text().is_some_and(|text| is_full_reference(&text)));
        let way: Vec<&str> = plugin.iter().copied().chain(["llm"]).collect();
        if !kept.is_empty() {
            member.item.set_members(kept);
            root.put(&way, member.named("allowedCompletionModels"));
        }
        permit(root, plugin);
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

fn is_full_reference(text: &str) -> bool {
    text.trim().split_once('/').is_some_and(|(provider, id)| !provider.is_empty() && !id.is_empty())
}

/// Older releases did not ask for these permissions.
fn permit(root: &mut Item<'_>, plugin: &[&str]) -> bool {
    let way: Vec<&str> = plugin.iter().copied().chain(["llm"]).collect();
    let mut put = |key: &str| root.put(&way, Member::new(key, Item::boolean(true)));
    let override_model = put("allowModelOverride");
    let override_profile = put("allowAuthProfileOverride");
    if root.at(plugin).is_some_and(|plugin| plugin.get("config").is_none()) {
        root.put(plugin, Member::new("config", Item::object()));
    }
    override_model || override_profile
}

const TASK_PERMISSIONS: Rewrite = Rewrite {
    title: "Let the plugin choose models and profiles, as older releases did",
    find: |_, entry| {
        let plugin = entry.value()?;
        let has = |key| plugin.get("llm").is_some_and(|llm| llm.get(key).is_some());
        let lacks =
            plugin.object().is_some() && !(has("allowModelOverride") && has("allowAuthProfileOverride"));
        lacks.then(|| Found::at_key(entry, ""))
    },
    apply: Apply::Plain(permit),
    quiet: true,
    on_parent: false,
    guard: None,
};

const CANVAS: Rewrite = Rewrite {
    title: "Move `canvasHost.enabled` to the plugin `canvas`, and remove the rest",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`canvasHost` is retired: only `plugins.entries.canvas.config.host.enabled` is left of it",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let Some(mut old) = root.take(path) else { return false };
        if let Some(enabled) = old.item.take(&["enabled"]) {
            root.put(&["plugins", "entries", "canvas", "config", "host"], enabled);
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};
