//! The thinking format of Qwen models on vLLM, which was a parameter and is a property of the model today.

use super::agents::{agent_paths, selected};
use super::rewrite::{Apply, Found, Rewrite};
use super::row::Migration;
use super::row::row;
use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::syntax::{Entry, Node};

/// The most particular place first: what it says is not overwritten by the others.
pub(super) const ROWS: &[Migration] = &[
    parameter("agents.defaults.models.*.params.{qwenThinkingFormat,qwen_thinking_format}"),
    parameter("models.providers.vllm.models[].params.{qwenThinkingFormat,qwen_thinking_format}"),
    parameter("models.providers.vllm.params.{qwenThinkingFormat,qwen_thinking_format}"),
    parameter("agents.{defaults,entries.*,list[]}.params.{qwenThinkingFormat,qwen_thinking_format}"),
];

const fn parameter(old: &'static str) -> Migration {
    row("legacy-key", old, "compat.thinkingFormat of the model", &FORMAT).accepted()
}

const FORMAT: Rewrite = Rewrite {
    title: "Write the thinking format into the rows of the models of vLLM",
    find: |_: Node<'_>, entry: Entry<'_>| {
        let key = entry.key()?;
        Some(Found::at_key(
            entry,
            format!(
                "`{key}` is retired: it is now `compat.thinkingFormat` of each model in `models.providers.vllm.models`"
            ),
        ))
    },
    apply: Apply::Plain(apply),
    quiet: false,
    on_parent: false,
    guard: None,
};

fn format_of(written: &str) -> Option<&'static str> {
    match written.trim().to_lowercase().replace(['_', ' '], "-").as_str() {
        "chat-template"
        | "chat-template-argument"
        | "chat-template-arguments"
        | "chat-template-kwarg"
        | "chat-template-kwargs"
        | "qwen-chat-template" => Some("qwen-chat-template"),
        "enable-thinking" | "qwen" | "request-body" | "top-level" => Some("qwen"),
        _ => None,
    }
}

/// The id of a model of vLLM.
fn own_id(reference: &str) -> Option<String> {
    let model = reference.split('@').next().unwrap_or(reference);
    let (provider, id) = model.trim().split_once('/')?;
    let id = id.trim();
    (provider.trim().eq_ignore_ascii_case("vllm") && !id.is_empty() && id != "*").then(|| id.to_owned())
}

fn apply(root: &mut Item<'_>, path: &[&str]) -> bool {
    let params = &path[..path.len() - 1];
    let is_entry = path.starts_with(&["agents", "defaults", "models"]);
    if is_entry && own_id(path[3]).is_none() {
        return false;
    }
    let Some(old) = root.take(path) else { return false };
    root.prune(params, 1);
    let Some(format) = old.item.look().text().and_then(|text| format_of(&text)) else { return true };
    if path.first() == Some(&"models") && path.get(3) == Some(&"models") {
        give(root, path[4], format);
        return true;
    }
    for row in targets(root, path) {
        give(root, &row, format);
    }
    true
}

/// The rows of the models that a parameter was for, made where they are missing.
fn targets(root: &mut Item<'_>, path: &[&str]) -> Vec<String> {
    let defaults = ["agents", "defaults"];
    let mut ids = match path {
        ["agents", "defaults", "models", model, ..] => own_id(model).into_iter().collect(),
        ["agents", "entries" | "list", ..] => models_of(root, &path[..3]),
        _ => Vec::new(),
    };
    if ids.is_empty() {
        ids = models_of(root, &defaults);
    }
    let is_provider = path.first() == Some(&"models");
    if is_provider {
        for agent in agent_paths(root) {
            ids.extend(models_of(root, &agent.iter().map(String::as_str).collect::<Vec<_>>()));
        }
    }
    let mut found = if ids.is_empty() || is_provider { all_rows(root) } else { Vec::new() };
    for id in ids {
        let row = row_of(root, &id);
        if !found.contains(&row) {
            found.push(row);
        }
    }
    found
}

/// The models of vLLM that an agent names.
fn models_of(root: &Item<'_>, agent: &[&str]) -> Vec<String> {
    let Some(agent) = root.at(agent) else { return Vec::new() };
    let chosen = agent.get("model").map(selected).unwrap_or_default();
    let listed = agent.get("models").map(Look::keys).unwrap_or_default();
    chosen.iter().chain(&listed).filter_map(|reference| own_id(reference)).collect()
}

const ROWS_PATH: [&str; 4] = ["models", "providers", "vllm", "models"];

fn all_rows(root: &Item<'_>) -> Vec<String> {
    root.at(&ROWS_PATH).map(Look::keys).unwrap_or_default()
}

/// The index of the row of a model.
fn row_of(root: &mut Item<'_>, id: &str) -> String {
    let rows = root.at(&ROWS_PATH).map(Look::entries).unwrap_or_default();
    let long = format!("vllm/{id}");
    let own = |row: &Look<'_, '_>| row.text_at(&["id"]).is_some_and(|own| own == id || own == long);
    if let Some((index, _)) = rows.iter().find(|(_, row)| own(row)) {
        return index.clone();
    }
    let index = rows.len().to_string();
    if root.at(&ROWS_PATH).is_none() {
        root.set(&ROWS_PATH, Item::array([]));
    }
    let mut row = Item::object();
    row.set(&["id"], Item::text(id));
    row.set(&["name"], Item::text(id));
    if let Some(rows) = root.at_mut(&ROWS_PATH) {
        rows.push(row);
    }
    index
}

/// Gives a row the format, unless it has one.
fn give(root: &mut Item<'_>, row: &str, format: &str) {
    let way = [&ROWS_PATH[..], &[row]].concat();
    root.put(&way, Member::new("reasoning", Item::boolean(true)));
    let way = [&way[..], &["compat"]].concat();
    root.put(&way, Member::new("thinkingFormat", Item::text(format)));
}
