//! Providers that became part of another one, and what their models need to run as before.

use super::rewrite::{Apply, Found, Rewrite, always};
use super::row::{self, row};
use super::row::{Extra, Migration};
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::syntax::{Entry, Node};

pub(super) const ROWS: &[Migration] = &[
    row("legacy-key", "models.providers.{codex,openai-codex}", "models.providers.openai", &CODEX).accepted(),
    row("legacy-value", "models.providers.ollama-cloud.{baseUrl,baseURL}", "", &OLLAMA_CLOUD).accepted(),
    row("legacy-value", "models.providers.ollama.apiKey", "", &OLLAMA_MARKER)
        .accepted()
        .with_loss()
        .with(row::SECTIONS),
    row("legacy-value", "models.providers", "params.num_ctx", &NUM_CTX).accepted().extra(Extra::Always),
    row("legacy-value", "models.providers.mistral.models[].cost.cacheRead", "", &MISTRAL_COST).accepted(),
    row("legacy-value", "models.providers.mistral.models[].maxTokens", "", &MISTRAL_TOKENS).accepted(),
];

const CODEX: Rewrite = Rewrite {
    title: "Move the provider `{key}` to `openai`, whose models keep their runtime",
    find: |_, entry| {
        let key = entry.key()?;
        entry.value()?.object()?;
        Some(Found::at_key(
            entry,
            format!("the provider `{key}` is part of `openai` today: write `models.providers.openai`"),
        ))
    },
    apply: Apply::Plain(codex),
    quiet: false,
    on_parent: false,
    guard: None,
};

/// Settings of a provider that a model cannot have for itself.
const UNSCOPED: &[&str] = &[
    "apiKey",
    "auth",
    "request",
    "timeoutSeconds",
    "region",
    "injectNumCtxForOpenAICompat",
    "localService",
    "headers",
    "authHeader",
];

/// Settings of the other provider that would reach the models that come to it.
const LEAKS: &[&str] = &["contextWindow", "contextTokens", "maxTokens", "params", "agentRuntime"];

/// The settings that a model takes along from its old provider.
const CARRIED: &[&str] = &["baseUrl", "api", "contextWindow", "contextTokens", "maxTokens"];

fn codex(root: &mut Item<'_>, path: &[&str]) -> bool {
    let Some(&id) = path.last() else { return false };
    if is_wildcard_allowed(root, id) {
        return false;
    }
    let Some(old) = root.at(path).filter(|old| old.is_object()) else { return false };
    let rows = old.get("models").filter(|rows| rows.is_array()).map(Look::keys).unwrap_or_default();
    match root.at(&["models", "providers", "openai"]) {
        None => {
            for row in rows.iter().filter(|_| id == "codex") {
                codex_runtime(root, path, row);
            }
            root.rename(path, "openai")
        }
        Some(openai) if !fits(old, openai) => false,
        Some(_) => {
            for row in &rows {
                carry(root, path, row);
            }
            let moved = root.take(&[path, &["models"]].concat()).map(|mut models| models.item.members());
            let openai = root.at_mut(&["models", "providers", "openai"]);
            if let (Some(rows), Some(openai)) = (moved, openai) {
                join(openai, rows);
            }
            root.remove(path)
        }
    }
}

/// Adds rows to those of a provider, except the ones that it has.
fn join<'t>(provider: &mut Item<'t>, rows: Vec<Member<'t>>) {
    let ids =
        |look: Look<'_, '_>| look.entries().into_iter().filter_map(|(_, row)| row.text_at(&["id"])).collect();
    let known: Vec<String> = provider.at(&["models"]).map(ids).unwrap_or_default();
    if known.is_empty() && provider.at(&["models"]).is_none() {
        provider.set(&["models"], Item::array([]));
    }
    let Some(models) = provider.get_mut("models") else { return };
    let mut all = models.members();
    all.extend(
        rows.into_iter()
            .filter(|row| row.item.look().text_at(&["id"]).is_some_and(|id| !known.contains(&id))),
    );
    models.set_members(all);
}

/// Whether a list of models allows all of the old provider: that would become all of the new one.
fn is_wildcard_allowed(root: &Item<'_>, id: &str) -> bool {
    let mut agents = super::agents::agent_paths(root);
    agents.push(vec!["agents".to_owned(), "defaults".to_owned()]);
    let wildcard = format!("{id}/*");
    agents.iter().any(|agent| {
        let way: Vec<&str> = agent.iter().map(String::as_str).chain(["modelPolicy", "allow"]).collect();
        let allow = root.at(&way).map(Look::entries).unwrap_or_default();
        allow
            .iter()
            .any(|(_, item)| item.text().is_some_and(|text| text.trim().eq_ignore_ascii_case(&wildcard)))
    })
}

/// Whether the models of one provider can go to the other without a change for either.
fn fits(old: Look<'_, '_>, openai: Look<'_, '_>) -> bool {
    let row_of = |provider: Look<'_, '_>, id: &str| {
        let rows = provider.get("models")?.entries();
        rows.into_iter()
            .find(|(_, row)| row.text_at(&["id"]).as_deref() == Some(id))
            .map(|(_, row)| row.json())
    };
    let rows = old.get("models").map(Look::entries).unwrap_or_default();
    let mut news = 0;
    for (_, row) in &rows {
        match row.text_at(&["id"]).map(|id| row_of(openai, &id)) {
            Some(Some(there)) if there != row.json() => return false,
            Some(Some(_)) => {}
            _ => news += 1,
        }
    }
    let has = |provider: Look<'_, '_>, keys: &[&str]| keys.iter().any(|key| provider.get(key).is_some());
    news == 0 || !(has(old, UNSCOPED) || has(openai, UNSCOPED) || has(openai, LEAKS))
}

/// Gives a row what it had from its provider.
fn carry(root: &mut Item<'_>, provider: &[&str], row: &str) {
    let value = |root: &Item<'_>, key: &str| root.at(&[provider, &[key]].concat()).map(Look::json);
    let way = [provider, &["models", row]].concat();
    for key in CARRIED {
        let new = match value(root, key) {
            Some(serde_json::Value::String(text)) => Item::Text(text),
            Some(serde_json::Value::Number(number)) => Item::Literal(number.to_string()),
            _ => continue,
        };
        root.put(&way, Member::new(key, new));
    }
    if provider.last() == Some(&"codex") {
        codex_runtime(root, provider, row);
    }
}

/// The models of `codex` ran in its own runtime.
fn codex_runtime(root: &mut Item<'_>, provider: &[&str], row: &str) {
    let id = |way: &[&str]| root.look().text_at(&[provider, way, &["agentRuntime", "id"]].concat());
    let is_free = |id: Option<String>| id.is_none_or(|id| id == "auto");
    if is_free(id(&["models", row])) && is_free(id(&[])) {
        root.set(&[provider, &["models", row, "agentRuntime", "id"]].concat(), Item::text("codex"));
    }
}

const OLLAMA_CLOUD: Rewrite = Rewrite {
    title: "Write today's address",
    find: |_, entry| {
        let value = entry.value()?;
        is_old_cloud(&value.as_str()?)
            .then(|| Found::at_value(value, "this address is retired: write `https://ollama.com`"))
    },
    apply: Apply::Plain(|root, path| {
        let way = &path[..path.len() - 1];
        root.set(path, Item::text("https://ollama.com"))
            && (path.last() == Some(&"baseUrl") || {
                let there = root.at(&[way, &["baseUrl"]].concat()).is_some();
                if there { root.remove(path) } else { root.rename(path, "baseUrl") }
            })
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

fn is_old_cloud(url: &str) -> bool {
    let rest = url.trim().split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', ':', '?', '#']).next().is_some_and(|host| host.eq_ignore_ascii_case("ai.ollama.com"))
}

/// The name of the variable, which setup once wrote as if it were the key, with a login that says nothing.
const MARKER: &str = "OLLAMA_API_KEY";

const OLLAMA_MARKER: Rewrite = Rewrite {
    title: "Replace the name of the variable with `ollama-local`, and remove the login `ollama:default` that went with it",
    find: always,
    apply: Apply::Plain(|root, path| {
        let text = |path: &[&str]| root.look().text_at(path);
        let login = ["auth", "profiles", "ollama:default"];
        let is_plain = root.at(&login).is_some_and(|login| login.keys().len() == 2)
            && text(&[&login[..], &["provider"]].concat()).as_deref() == Some("ollama")
            && text(&[&login[..], &["mode"]].concat()).as_deref() == Some("api_key");
        let speaks_ollama = text(&["models", "providers", "ollama", "api"]).as_deref() == Some("ollama");
        if !is_plain || !speaks_ollama || text(path).as_deref() != Some(MARKER) {
            return false;
        }
        root.remove(&login);
        root.prune(&["auth", "profiles"], 2);
        root.set(path, Item::text("ollama-local"))
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

const NUM_CTX: Rewrite = Rewrite {
    title: "Tell Ollama the window of its models, as older releases did by themselves",
    find: always,
    apply: Apply::Plain(|root, path| {
        let providers = root.at(path).map(Look::keys).unwrap_or_default();
        let mut changed = false;
        for id in providers {
            let Some(provider) = root.at_mut(&[path, &[&id]].concat()) else { continue };
            changed |= num_ctx(provider);
        }
        changed
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

fn positive(look: Look<'_, '_>, key: &str) -> Option<f64> {
    Some(look.get(key)?.number()?.floor()).filter(|number| number.is_finite() && *number > 0.0)
}

fn is_native(look: Look<'_, '_>) -> Option<bool> {
    look.text_at(&["api"]).map(|api| api.eq_ignore_ascii_case("ollama"))
}

/// Whether `num_ctx` may be added to the `params` of a provider or a model.
fn has_room(look: Look<'_, '_>) -> bool {
    look.get("params").is_none_or(|params| params.is_object() && params.get("num_ctx").is_none())
}

fn num_ctx(provider: &mut Item<'_>) -> bool {
    let look = provider.look();
    let Some(rows) = look.get("models").filter(|rows| rows.is_array()) else { return false };
    let native = is_native(look) == Some(true);
    let budgeted = rows.entries().iter().any(|(_, row)| positive(*row, "contextTokens").is_some());
    let own = positive(look, "contextWindow").or_else(|| positive(look, "maxTokens"));
    let mut news: Vec<(Vec<String>, f64)> = Vec::new();
    if native && !budgeted && has_room(look) {
        news.extend(own.map(|own| (Vec::new(), own)));
    }
    let applies = native && (!news.is_empty() || look.at(&["params", "num_ctx"]).is_some());
    for (index, row) in rows.entries() {
        if is_native(row).unwrap_or(native) && has_room(row) {
            let budget = row_budget(row, look, applies);
            news.extend(budget.map(|budget| (vec!["models".to_owned(), index], budget)));
        }
    }
    for (way, number) in &news {
        let way: Vec<&str> = way.iter().map(String::as_str).chain(["params", "num_ctx"]).collect();
        provider.set(&way, Item::number(*number));
    }
    !news.is_empty()
}

/// The window of a model that its provider does not give it already.
fn row_budget(row: Look<'_, '_>, provider: Look<'_, '_>, applies: bool) -> Option<f64> {
    if positive(row, "contextTokens").is_some() {
        return None;
    }
    let inherited = |key| if applies { None } else { positive(provider, key) };
    let has_window =
        positive(row, "contextWindow").is_some() || positive(provider, "contextWindow").is_some();
    let key = if has_window { "contextWindow" } else { "maxTokens" };
    positive(row, key).or_else(|| inherited(key))
}

/// What a million tokens cost that are read from the cache, which older catalogues gave as nothing.
const MISTRAL_CACHE: &[(&str, &str)] = &[
    ("codestral-latest", "0.03"),
    ("devstral-medium-latest", "0.04"),
    ("magistral-small", "0.05"),
    ("mistral-large-latest", "0.05"),
    ("mistral-medium-2508", "0.04"),
    ("mistral-medium-3-5", "0.15"),
    ("mistral-small-latest", "0.01"),
    ("pixtral-large-latest", "0.2"),
];

const MISTRAL_COST: Rewrite = Rewrite {
    title: "Write what reading from the cache of Mistral costs",
    find: zero_cost,
    apply: Apply::Plain(|root, path| {
        let id = root
            .look()
            .text_at(&[&path[..path.len() - 2], &["id"]].concat())
            .unwrap_or_default()
            .to_lowercase();
        let Some((_, cost)) = MISTRAL_CACHE.iter().find(|(own, _)| *own == id) else { return false };
        root.set(path, Item::Literal((*cost).to_owned()))
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

fn zero_cost(_: Node<'_>, entry: Entry<'_>) -> Option<Found> {
    let cost = entry.value()?.scalar()?.as_f64()?;
    (cost == 0.0).then(|| Found::at_key(entry, ""))
}

/// The most tokens that models of Mistral write, where that is not what fits into their window.
const MISTRAL_LIMITS: &[(&str, f64)] = &[
    ("devstral-medium-latest", 32_768.0),
    ("magistral-small", 40_000.0),
    ("mistral-large-latest", 16_384.0),
    ("mistral-medium-2508", 8_192.0),
    ("mistral-small-latest", 16_384.0),
    ("pixtral-large-latest", 32_768.0),
];

/// The limit of models whose own one is not known.
const USUAL_LIMIT: f64 = 8_192.0;

const MISTRAL_TOKENS: Rewrite = Rewrite {
    title: "Write a limit that leaves room for the prompt",
    find: always,
    apply: Apply::Plain(|root, path| {
        let Some(row) = root.at(&path[..path.len() - 1]) else { return false };
        let number = |key| row.get(key).and_then(Look::number).filter(|number| number.is_finite());
        let (Some(window), Some(written)) = (number("contextWindow"), number("maxTokens")) else {
            return false;
        };
        let Some(id) = row.text_at(&["id"]) else { return false };
        let most = written.min(window);
        let limit = match MISTRAL_LIMITS.iter().find(|(own, _)| *own == id) {
            Some((_, safe)) => most.min(*safe),
            None if most < window => most,
            None => USUAL_LIMIT.min(window),
        };
        limit < written && root.set(path, Item::number(limit))
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};
