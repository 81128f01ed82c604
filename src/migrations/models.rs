//! Model references that are retired, and rows of models with values of old catalogues.

use super::canonical::canonical;
use super::rewrite::{Apply, Found, Rewrite, always, remove};
use super::row::Migration;
use super::row::{self, row};
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::syntax::Value;

pub(super) const ROWS: &[Migration] = &[
    row(
        "legacy-context-budget",
        "models.providers.*.{contextTokens,contextWindow}",
        "a model",
        &PROVIDER_BUDGET,
    )
    .accepted(),
    row("legacy-context-budget", "agents.{defaults,entries.*,list[]}.contextTokens", "", &AGENT_BUDGET)
        .accepted(),
    row("retired-model", "{agents,plugins,messages,tools,hooks,channels,models}", "", &REFERENCES)
        .accepted()
        .with(row::SECTIONS),
    row("invalid-enum-value", "models.providers.*.models[].compat.thinkingFormat", "", &THINKING_FORMAT)
        .with_loss(),
    row("legacy-value", "models.providers.{deepseek,xai}.models[].contextWindow", "", &WINDOW).accepted(),
];

const PROVIDER_BUDGET: Rewrite = Rewrite {
    title: "Move `{key}` to the models of the provider",
    find: always,
    apply: Apply::Plain(|root, path| {
        let Some(old) = root.take(path) else { return false };
        let Some(provider) = root.at_mut(&path[..path.len() - 1]) else { return false };
        let rows =
            provider.at(&["models"]).filter(|rows| rows.is_array()).map(Look::keys).unwrap_or_default();
        // The first row takes the member with its comments, the others get the same value.
        let value = old.item.look().copy();
        let key = old.key.clone();
        let mut first = Some(old);
        for index in rows {
            let way = ["models", &index];
            if provider.at(&way).is_none_or(|row| !row.is_object() || row.get(&key).is_some()) {
                continue;
            }
            let member = first.take().unwrap_or_else(|| Member::new(&key, value.clone()));
            provider.put(&way, member);
        }
        true
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

const AGENT_BUDGET: Rewrite = Rewrite {
    title: "Remove `{key}`, which nothing reads any more",
    find: always,
    apply: Apply::Plain(remove),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// The keys whose text is a reference, wherever they stand.
const TEXT_KEYS: &[&str] = &[
    "model",
    "primary",
    "summaryModel",
    "imageModel",
    "utilityModel",
    "voiceModel",
    "imageGenerationModel",
    "musicGenerationModel",
    "pdfModel",
    "videoGenerationModel",
    "preferredModel",
];

/// The keys whose elements are references.
const LIST_KEYS: &[&str] =
    &["fallback", "fallbacks", "allowedModels", "modelFallbacks", "imageModelFallbacks"];

const REFERENCES: Rewrite = Rewrite {
    title: "Replace retired models",
    find: always,
    apply: Apply::Named(|root, path, names| {
        rewrite_references(root, path, &|written| canonical(written, names))
    }),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// Replaces the references below a path; says whether there were any.
pub(super) fn rewrite_references(
    root: &mut Item<'_>,
    path: &[&str],
    canonical: &dyn Fn(&str) -> Option<String>,
) -> bool {
    let mut scan = Scan { canonical, texts: Vec::new(), keys: Vec::new() };
    let Some(look) = root.at(path) else { return false };
    scan.value(look, &mut path.iter().map(|&step| step.to_owned()).collect());
    scan.write(root)
}

/// What changes in a section.
struct Scan<'c> {
    /// The reference that takes the place of another one.
    canonical: &'c dyn Fn(&str) -> Option<String>,
    /// New texts, by path.
    texts: Vec<(Vec<String>, String)>,
    /// New keys of members, by path, inner ones first.
    keys: Vec<(Vec<String>, String)>,
}

impl Scan<'_> {
    fn value(&mut self, look: Look<'_, '_>, path: &mut Vec<String>) {
        if let Some(text) = look.text() {
            if is_reference(path) {
                self.texts.extend((self.canonical)(&text).map(|new| (path.clone(), new)));
            }
            return;
        }
        let pair = look.is_object() && self.pair(look, path);
        let is_map = look.is_object() && path.last().is_some_and(|key| key == "models");
        for (key, child) in look.entries() {
            path.push(key);
            let key = path.last().map_or("", String::as_str);
            let new = is_map.then(|| (self.canonical)(key)).flatten();
            if !(pair && key == "model") {
                self.value(child, path);
            }
            self.keys.extend(new.map(|new| (path.clone(), new)));
            path.pop();
        }
        if is_catalog(path) {
            self.catalog(look, path);
        }
    }

    /// A `provider` beside a `model` make one reference.
    fn pair(&mut self, look: Look<'_, '_>, path: &[String]) -> bool {
        let text = |key| look.get(key).and_then(Look::text);
        let (Some(provider), Some(model)) = (text("provider"), text("model")) else { return false };
        if let Some(new) = (self.canonical)(&format!("{provider}/{model}"))
            && let Some((_, id)) = new.split_once('/')
        {
            let way = path.iter().cloned().chain(["model".to_owned()]).collect();
            self.texts.push((way, id.to_owned()));
        }
        true
    }

    /// The ids in the rows of a provider; one that is there already stays the only one.
    fn catalog(&mut self, look: Look<'_, '_>, path: &[String]) {
        let Some(provider) = path.last() else { return };
        let Some(rows) = look.get("models").filter(|rows| rows.is_array()) else { return };
        let ids: Vec<Option<String>> = rows.entries().iter().map(|(_, row)| row.text_at(&["id"])).collect();
        for (index, id) in ids.iter().enumerate() {
            let Some(id) = id else { continue };
            let new = (self.canonical)(&format!("{provider}/{id}"));
            let new = new.as_deref().and_then(|new| new.split_once('/')).map(|(_, id)| id.to_owned());
            let taken = |new: &String| ids.iter().flatten().any(|other| other == new);
            if let Some(new) = new.filter(|new| new != id && !taken(new)) {
                let index = index.to_string();
                let way = ["models", index.as_str(), "id"].map(str::to_owned);
                self.texts.push((path.iter().cloned().chain(way).collect(), new));
            }
        }
    }

    fn write(self, root: &mut Item<'_>) -> bool {
        let changes = !self.texts.is_empty() || !self.keys.is_empty();
        for (path, text) in self.texts {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            if let Some(item) = root.at_mut(&path) {
                item.replace(Item::text(&text));
            }
        }
        for (path, new) in self.keys {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            rename_or_merge(root, &path, &new);
        }
        changes
    }
}

/// Gives an entry of a `models` object another key; where that one is there, it is filled with what it lacks.
pub(super) fn rename_or_merge(root: &mut Item<'_>, path: &[&str], new: &str) {
    let Some((_, way)) = path.split_last() else { return };
    let target: Vec<&str> = way.iter().copied().chain([new]).collect();
    if root.at(&target).is_none() {
        root.rename(path, new);
    } else if let Some(old) = root.take(path).filter(|old| old.item.look().is_object()) {
        root.fill(&target, old.item);
    }
}

/// Whether the text at a path is a reference to a model.
fn is_reference(path: &[String]) -> bool {
    let mut steps = path.iter().rev().map(String::as_str);
    let (last, parent, above) = (steps.next(), steps.next(), steps.next());
    let is_index = last.is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    last.is_some_and(|key| TEXT_KEYS.contains(&key))
        || path.iter().rev().skip(1).any(|step| step == "modelByChannel")
        || (parent == Some("mediaModels")
            && last.is_some_and(|key| ["image", "video", "music"].contains(&key)))
        || (is_index && parent.is_some_and(|key| LIST_KEYS.contains(&key)))
        || (is_index && parent == Some("allow") && above == Some("modelPolicy"))
}

/// Whether a path is that of a provider.
fn is_catalog(path: &[String]) -> bool {
    matches!(path, [models, providers, _] if models == "models" && providers == "providers")
}

/// The forms of thinking that OpenClaw speaks.
const THINKING_FORMATS: &[&str] =
    &["openai", "openrouter", "deepseek", "together", "qwen", "qwen-chat-template", "zai"];

const THINKING_FORMAT: Rewrite = Rewrite {
    title: "Remove `thinkingFormat`, whose value OpenClaw does not know: the one that the provider has counts",
    find: |_, entry| {
        let value = entry.value()?;
        let text = value.as_str()?;
        let known = THINKING_FORMATS.contains(&&*text) || text.contains("${");
        (!known)
            .then(|| Found::at_value(value, format!("OpenClaw knows no thinking format `{text}`: remove it")))
    },
    apply: Apply::Plain(remove),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// The windows that older catalogues wrote into the rows of models.
const WINDOWS: &[(&str, &str, u32, u32)] = &[
    ("deepseek", "deepseek-v4-flash", 200_000, 1_000_000),
    ("xai", "grok-4.20-0309-reasoning", 2_000_000, 1_000_000),
    ("xai", "grok-4.20-0309-non-reasoning", 2_000_000, 1_000_000),
    ("xai", "grok-4.20-beta-latest-reasoning", 2_000_000, 1_000_000),
    ("xai", "grok-4.20-beta-latest-non-reasoning", 2_000_000, 1_000_000),
    ("xai", "grok-4.20-experimental-beta-0304-reasoning", 2_000_000, 1_000_000),
    ("xai", "grok-4.20-experimental-beta-0304-non-reasoning", 2_000_000, 1_000_000),
    ("xai", "grok-4.20-reasoning", 2_000_000, 1_000_000),
    ("xai", "grok-4.20-non-reasoning", 2_000_000, 1_000_000),
];

const WINDOW: Rewrite = Rewrite {
    title: "Write the window of the model as it is today",
    find: |row, entry| {
        let (old, new) = stale_window(&Look::Source(Value::Node(row)))?;
        Some(Found::at_value(
            entry.value()?,
            format!("the window of this model is {new}, not {old}, as older catalogues said"),
        ))
    },
    apply: Apply::Plain(|root, path| {
        let row = root.at(&path[..path.len() - 1]);
        let Some((_, new)) = row.and_then(|row| stale_window(&row)) else { return false };
        root.set(path, Item::Literal(new.to_string()))
    }),
    quiet: false,
    on_parent: false,
    guard: None,
};

fn stale_window(row: &Look<'_, '_>) -> Option<(u32, u32)> {
    let id = row.text_at(&["id"])?.to_lowercase();
    let window = row.get("contextWindow")?.number()?;
    let found = WINDOWS
        .iter()
        .find(|(provider, own, ..)| id.strip_prefix(&format!("{provider}/")).unwrap_or(&id) == *own);
    found.filter(|(.., old, _)| (f64::from(*old) - window).abs() < 0.5).map(|(.., old, new)| (*old, *new))
}
