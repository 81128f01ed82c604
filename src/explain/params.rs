//! The parameters that reach a model, merged from the layers of `params` (docs/openclaw/params.md#layers).

use super::explainer::Explainer;
use super::layers::layer_path;
use crate::config::ConfigValue;
use crate::config::cache_retention::{CacheInput, Layer, Retention};
use crate::config::effective::Agent;
use crate::config::model_ref::ModelRef;
use crate::config::params;
use crate::syntax::Value;
use crate::text::TextRange;
use std::collections::BTreeMap;

const RETENTION: &str = "cacheRetention";

/// A parameter that applies, or would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamRow {
    /// Its name; that of the table where another spelling is written.
    pub name: String,
    /// Its text in the document, shortened, with secrets masked; where `is_seeded`, what OpenClaw puts in on loading.
    pub value: String,
    /// Whether OpenClaw puts the value in on loading, over whatever is written there.
    pub is_seeded: bool,
    /// The path of the `params` that wins.
    pub path: String,
    /// Where the value stands, in bytes; none where OpenClaw puts it in.
    pub range: Option<TextRange>,
    /// The paths of those that it wins over, the weakest first.
    pub shadowed: Vec<String>,
}

/// A parameter in one layer.
struct Found {
    name: String,
    value: String,
    is_seeded: bool,
    range: Option<TextRange>,
}

impl<'t> Explainer<'t> {
    /// The parameters that apply to a model, by name.
    pub(super) fn param_rows(
        &self,
        agent: Option<&Agent<Value<'t>>>,
        model: &ModelRef,
        input: &CacheInput,
    ) -> Vec<ParamRow> {
        let mut rows: BTreeMap<String, ParamRow> = BTreeMap::new();
        for layer in Layer::ALL {
            let path = layer_path(layer, agent, model);
            for Found { name, value, is_seeded, range } in self.layer_params(layer, agent, model, input) {
                let weaker = rows.remove(&name);
                let shadowed = weaker.map(|mut row| {
                    row.shadowed.push(row.path);
                    row.shadowed
                });
                let shadowed = shadowed.unwrap_or_default();
                let path = path.clone();
                rows.insert(name.clone(), ParamRow { name, value, is_seeded, path, range, shadowed });
            }
        }
        rows.into_values().collect()
    }

    /// Where a layer says how long the cache is kept.
    pub(super) fn cache_range(
        &self,
        layer: Layer,
        agent: Option<&Agent<Value<'t>>>,
        model: &ModelRef,
    ) -> Option<TextRange> {
        let bags = self.reader.bags(layer, agent.map(|agent| agent.entry).as_ref(), model);
        let written = |key: &str| bags.iter().rev().find_map(|bag| ConfigValue::get(bag, key));
        let value = written(RETENTION).or_else(|| written("cacheControlTtl"))?;
        Some(value.range())
    }

    fn layer_params(
        &self,
        layer: Layer,
        agent: Option<&Agent<Value<'t>>>,
        model: &ModelRef,
        input: &CacheInput,
    ) -> Vec<Found> {
        let entry = agent.map(|agent| agent.entry);
        let bags = self.reader.bags(layer, entry.as_ref(), model);
        let written: BTreeMap<String, Value<'t>> = bags.iter().flat_map(ConfigValue::entries).collect();
        let is_seeded = layer == Layer::DefaultsModel && input.seeded_over.is_some();
        let strongest = written.iter().filter(|(key, _)| first_spelling(key, &written) == key.as_str());
        let mut found: Vec<Found> = strongest
            .filter(|(key, _)| !is_seeded || *key != RETENTION)
            .map(|(key, value)| Found {
                name: table_name(key),
                value: self.shown(*value),
                is_seeded: false,
                range: Some(value.range()),
            })
            .collect();
        if is_seeded {
            let value = format!("\"{}\"", Retention::Short.word());
            found.push(Found { name: RETENTION.to_owned(), value, is_seeded, range: None });
        }
        found
    }
}

/// The name of a parameter in the table, for any of its spellings.
pub fn table_name(key: &str) -> String {
    params::key(key).map_or(key, |known| known.name).to_owned()
}

/// Of several spellings of one parameter in one layer, the one that OpenClaw takes: the first in the table's order.
fn first_spelling<'k>(key: &'k str, written: &'k BTreeMap<String, Value<'_>>) -> &'k str {
    let Some(known) = params::key(key) else { return key };
    let mut spellings = std::iter::once(known.name).chain(known.aliases.iter().copied());
    spellings.find(|spelling| written.contains_key(*spelling)).unwrap_or(key)
}
