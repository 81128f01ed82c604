//! The tables that the manifests of the bundled plugins give: models, suppressions, short names, providers and plugins.

use serde_json::Value;

/// One table: its file, its head without the interval, and how many of its columns name the thing.
pub struct Kind {
    pub file: &'static str,
    pub head: &'static str,
    pub keys: usize,
    /// The lines that one manifest gives, without the interval.
    pub lines: fn(&Value) -> Vec<Vec<String>>,
}

pub const KINDS: [Kind; 7] = [
    Kind {
        file: "models.tsv",
        head: "provider\tmodel_id\tdisplay_name\tcontext_window\tmax_output_tokens\treasoning\tinput\tcost_in_per_M\tcost_out_per_M\tcost_cache_read_per_M\tcost_cache_write_per_M\tstatus\treplaced_by\tapi",
        keys: 2,
        lines: models,
    },
    Kind {
        file: "suppressed.tsv",
        head: "provider\tmodel_id\thosts\tsuggested_replacement",
        keys: 3,
        lines: suppressed,
    },
    Kind { file: "short-names.tsv", head: "provider\tshort\tmodel_id", keys: 2, lines: short_names },
    Kind { file: "providers.tsv", head: "provider\tplugin", keys: 2, lines: providers },
    Kind { file: "official-providers.tsv", head: "provider\tpackage", keys: 2, lines: official },
    Kind { file: "aliases.tsv", head: "alias\treference", keys: 1, lines: aliases },
    Kind { file: "plugins.tsv", head: "plugin\tenabled", keys: 1, lines: plugins },
];

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.replace(['\t', '\n'], " "),
        other => other.to_string(),
    }
}

fn named(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn joined(value: &Value, between: &str) -> String {
    list(value).filter_map(Value::as_str).collect::<Vec<_>>().join(between)
}

fn models(manifest: &Value) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for (provider, catalog) in named(&manifest["modelCatalog"]["providers"]) {
        let of = |model| model_line(provider, catalog, model);
        lines.extend(list(&catalog["models"]).map(of));
    }
    lines
}

fn model_line(provider: &str, catalog: &Value, model: &Value) -> Vec<String> {
    let provider = model["provider"].as_str().unwrap_or(provider);
    let reasoning = match model["reasoning"].as_bool() {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    };
    let cost = |part: &str| text(&model["cost"][part]);
    let api = if model["api"].is_null() { &catalog["api"] } else { &model["api"] };
    let status = model["status"].as_str().unwrap_or("available");
    vec![
        provider.to_owned(),
        text(&model["id"]),
        text(&model["name"]),
        text(&model["contextWindow"]),
        text(&model["maxTokens"]),
        reasoning.to_owned(),
        joined(&model["input"], "+"),
        cost("input"),
        cost("output"),
        cost("cacheRead"),
        cost("cacheWrite"),
        status.to_owned(),
        text(&model["replacedBy"]),
        text(api),
    ]
}

fn suppressed(manifest: &Value) -> Vec<Vec<String>> {
    let line = |one: &Value| {
        let hosts = joined(&one["when"]["baseUrlHosts"], ";");
        vec![text(&one["provider"]), text(&one["model"]), hosts, replacement(one)]
    };
    list(&manifest["modelCatalog"]["suppressions"]).map(line).collect()
}

/// The model that a suppression names: a fact of its own, or the id in the reason that stands behind "Use".
fn replacement(suppression: &Value) -> String {
    if let Some(id) = suppression["retirement"]["replacedBy"].as_str() {
        return id.to_owned();
    }
    let reason = suppression["reason"].as_str().unwrap_or_default();
    let (_, rest) = reason.rsplit_once("Use ").unwrap_or_default();
    let word = rest.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ',', ';', '`']);
    if word.contains(['-', '/']) { word.to_owned() } else { String::new() }
}

fn short_names(manifest: &Value) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for (provider, own) in named(&manifest["modelIdNormalization"]["providers"]) {
        lines.extend(
            named(&own["aliases"]).map(|(short, id)| vec![provider.clone(), short.clone(), text(id)]),
        );
    }
    lines
}

fn providers(manifest: &Value) -> Vec<Vec<String>> {
    let plugin = text(&manifest["id"]);
    let declared = list(&manifest["providers"]).filter_map(Value::as_str);
    let with_models = named(&manifest["modelCatalog"]["providers"]).map(|(id, _)| id.as_str());
    let mut ids: Vec<&str> = declared.chain(with_models).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().map(|id| vec![id.to_owned(), plugin.clone()]).collect()
}

/// A line of `official.mjs` is no manifest.
fn official(line: &Value) -> Vec<Vec<String>> {
    let pair = line["provider"].as_str().zip(line["package"].as_str());
    pair.map(|(provider, package)| vec![provider.to_owned(), package.to_owned()]).into_iter().collect()
}

/// A line of `aliases.mjs` is no manifest. Without an alias it is the model where none is named.
fn aliases(line: &Value) -> Vec<Vec<String>> {
    let pair = line["alias"].as_str().zip(line["reference"].as_str());
    pair.map(|(alias, reference)| vec![alias.to_owned(), reference.to_owned()]).into_iter().collect()
}

fn plugins(manifest: &Value) -> Vec<Vec<String>> {
    if manifest["id"].is_null() {
        return Vec::new();
    }
    let enabled = if manifest["enabledByDefault"].as_bool() == Some(true) { "yes" } else { "no" };
    vec![vec![text(&manifest["id"]), enabled.to_owned()]]
}
