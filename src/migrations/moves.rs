//! Members that move under conditions of their own.

use super::rewrite::{Apply, Found, Rewrite, remove};
use super::row::Migration;
use super::row::row;
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::syntax::{Scalar, Value};

pub(super) const ROWS: &[Migration] = &[
    row("legacy-key", "defaultModel", "agents.defaults.model", &DEFAULT_MODEL),
    row("legacy-key", "session.typingMode", "agents.defaults.typingMode", &TYPING_MODE),
    row(
        "legacy-key",
        "browser.ssrfPolicy.allowPrivateNetwork",
        "dangerouslyAllowPrivateNetwork",
        &PRIVATE_NETWORK,
    ),
    row("legacy-key", "tools.web.fetch.firecrawl", "plugins.entries.firecrawl.config.webFetch", &FIRECRAWL),
    row("legacy-key", "agents.defaults.promptOverlays", "", &OVERLAYS),
    row("legacy-key", "tools.experimental", "", &EXPERIMENTAL),
    row("legacy-flat-env", "env.*", "env.vars", &VARIABLE),
    row("wrong-type", "{agents.entries.*,agents.list[]}.workspace", "", &WORKSPACE),
    row("wrong-type", "agents.{defaults,entries.*,list[]}.heartbeat.activeHours", "", &ACTIVE_HOURS)
        .with_loss(),
    row("legacy-key", "skills.entries.nano-banana-pro", "agents.defaults.mediaModels.image", &BANANA)
        .accepted(),
    row("legacy-value", "skills.allowBundled", "", &BANANA_LIST).accepted(),
];

const DEFAULT_MODEL: Rewrite = Rewrite {
    title: "Move `defaultModel` to `agents.defaults.model`, unless that is set",
    find: |_, entry| {
        Some(Found::at_key(entry, "`defaultModel` is retired: it is now `agents.defaults.model`"))
    },
    apply: Apply::Plain(|root, path| {
        let Some(member) = root.take(path) else { return false };
        if member.item.look().text().is_some() {
            root.put(&["agents", "defaults"], member.named("model"));
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const TYPING_MODE: Rewrite = Rewrite {
    title: "Move `typingMode` to `agents.defaults`, where it counts instead of the one that is there",
    find: |_, entry| {
        Some(Found::at_key(entry, "`typingMode` is retired here: it is now `agents.defaults.typingMode`"))
    },
    apply: Apply::Plain(|root, path| {
        let Some(member) = root.take(path) else { return false };
        match root.at_mut(&["agents", "defaults", "typingMode"]) {
            Some(there) => there.replace(member.item),
            None => {
                root.put(&["agents", "defaults"], member);
            }
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const PRIVATE_NETWORK: Rewrite = Rewrite {
    title: "Replace `allowPrivateNetwork` with `dangerouslyAllowPrivateNetwork`, on where either is",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`allowPrivateNetwork` is retired: it is now `dangerouslyAllowPrivateNetwork`",
        ))
    },
    apply: Apply::Plain(|root, path| {
        const NEW: &str = "dangerouslyAllowPrivateNetwork";
        let way = &path[..path.len() - 1];
        if root.at(&[way, &[NEW]].concat()).is_none() {
            return root.rename(path, NEW);
        }
        let old = root.take(path).and_then(|old| old.item.look().boolean());
        if old == Some(true) {
            root.set(&[way, &[NEW]].concat(), Item::boolean(true));
        }
        old.is_some()
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const FIRECRAWL: Rewrite = Rewrite {
    title: "Move `firecrawl` to its plugin, which is switched on",
    find: |_, entry| {
        entry.value()?.object()?;
        Some(Found::at_key(
            entry,
            "`firecrawl` is retired here: it is now `plugins.entries.firecrawl.config.webFetch`",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let Some(mut old) = root.take(path) else { return false };
        old.item.remove(&["enabled"]);
        if old.item.look().is_empty_object() {
            return true;
        }
        root.put(&["plugins", "entries", "firecrawl"], Member::new("enabled", Item::boolean(true)));
        let config = ["plugins", "entries", "firecrawl", "config"];
        if root.at(&[&config[..], &["webFetch"]].concat()).is_some() {
            root.fill(&[&config[..], &["webFetch"]].concat(), old.item);
        } else {
            root.put(&config, old.named("webFetch"));
        }
        true
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const OVERLAYS: Rewrite = Rewrite {
    title: "Remove `promptOverlays`, which nothing reads any more",
    find: |_, entry| {
        let moves = entry.value().and_then(|overlays| overlays.get("gpt5")?.get("personality")).is_some();
        (!moves).then(|| {
            Found::at_key(entry, "`promptOverlays` is retired: remove it, nothing reads it any more")
        })
    },
    apply: Apply::Plain(remove),
    quiet: false,
    on_parent: true,
    guard: None,
};

const EXPERIMENTAL: Rewrite = Rewrite {
    title: "Remove `experimental`, which nothing reads any more",
    find: |_, entry| {
        let moves = entry.value().and_then(|section| section.get("planTool")).is_some();
        (!moves).then(|| {
            Found::at_key(entry, "`experimental` is retired here: remove it, nothing reads it any more")
        })
    },
    apply: Apply::Plain(remove),
    quiet: false,
    on_parent: true,
    guard: None,
};

/// Names that do not look like those of variables are reported as unknown keys, but OpenClaw moves them too.
const VARIABLE: Rewrite = Rewrite {
    title: "Move `{key}` into `env.vars`",
    find: |_, entry| {
        let key = entry.key()?;
        let is_own = ["vars", "shellEnv", "$include"].contains(&&*key);
        (!is_own && entry.value()?.as_str().is_some()).then(|| Found::at_key(entry, ""))
    },
    apply: Apply::Plain(|root, path| {
        let Some(member) = root.take(path) else { return false };
        if root.object_at(&["env", "vars"]).is_none() {
            return false;
        }
        root.put(&["env", "vars"], member);
        true
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

const WORKSPACE: Rewrite = Rewrite {
    title: "Remove the empty `workspace`",
    find: |_, entry| {
        let null = entry.value()?.scalar().is_some_and(Scalar::is_null);
        null.then(|| Found::at_key(entry, ""))
    },
    apply: Apply::Plain(remove),
    quiet: true,
    on_parent: false,
    guard: None,
};

const ACTIVE_HOURS: Rewrite = Rewrite {
    title: "Remove `activeHours`, which cannot be read: the heartbeat runs at all hours",
    find: |_, entry| {
        let hours = entry.value()?;
        let fits = |key: &str, value: Value<'_>| {
            let text = value.as_str();
            let time = |text: &str| text.contains("${") || is_time(text, key == "end");
            text.is_some_and(|text| key == "timezone" || time(&text))
        };
        let known = |key: &str| ["start", "end", "timezone"].contains(&key);
        let good = hours.object().is_some_and(|hours| {
            hours.entries().all(|entry| {
                entry.key().zip(entry.value()).is_some_and(|(key, value)| known(&key) && fits(&key, value))
            })
        });
        (!good).then(|| Found::at_key(entry, ""))
    },
    apply: Apply::Plain(remove),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// Whether a text is a time of day; a day may end at 24:00.
fn is_time(text: &str, end: bool) -> bool {
    let Some((hour, minute)) = text.split_once(':') else { return false };
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() == 2);
    match (number(hour), number(minute)) {
        (Some(24), Some(minute)) => end && minute == 0,
        (Some(hour), Some(minute)) => hour < 24 && minute < 60,
        _ => false,
    }
}

const SKILL: &str = "nano-banana-pro";

const BANANA: Rewrite = Rewrite {
    title: "Replace the skill with the image model that it used, with its key",
    find: |_, entry| {
        entry.value()?.object()?;
        Some(Found::at_key(
            entry,
            "this skill is retired: images are made by `agents.defaults.mediaModels.image`",
        ))
    },
    apply: Apply::Plain(|root, path| {
        let Some(mut old) = root.take(path) else { return false };
        let image = ["agents", "defaults", "mediaModels"];
        if root.at(&[&image[..], &["image"]].concat()).is_none() {
            root.set(
                &[&image[..], &["image", "primary"]].concat(),
                Item::text("google/gemini-3-pro-image-preview"),
            );
        }
        let filled = |look: Option<Look<'_, '_>>| {
            look.is_some_and(|look| look.text().is_none_or(|text| !text.trim().is_empty()))
        };
        let ways: [&[&str]; 2] = [&["env", "GEMINI_API_KEY"], &["apiKey"]];
        let key = ways.into_iter().find(|way| filled(old.item.at(way))).and_then(|way| old.item.take(way));
        if let Some(key) = key.filter(|_| root.at(&["models", "providers", "google", "apiKey"]).is_none()) {
            let google = ["models", "providers", "google"];
            root.put(&google, key.named("apiKey"));
            root.put(
                &google,
                Member::new("baseUrl", Item::text("https://generativelanguage.googleapis.com/v1beta")),
            );
            root.put(&google, Member::new("models", Item::array([])));
        }
        root.prune(&["skills", "entries"], 2);
        true
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

const BANANA_LIST: Rewrite = Rewrite {
    title: "Remove the retired skill from the list",
    find: |_, entry| {
        let skills = entry.value()?.array()?;
        let old = skills.entries().filter_map(crate::syntax::Entry::value).find(|value| is_skill(*value))?;
        Some(Found::at_value(old, "this skill is retired: remove it"))
    },
    apply: Apply::Plain(|root, path| {
        let Some(list) = root.at_mut(path).filter(|list| list.look().is_array()) else { return false };
        let mut skills = list.members();
        skills.retain(|skill| skill.item.look().text().is_none_or(|text| text.trim() != SKILL));
        let empty = skills.is_empty();
        list.set_members(skills);
        if empty {
            root.remove(path);
        }
        true
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

fn is_skill(value: Value<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim() == SKILL)
}
