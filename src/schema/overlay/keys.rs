//! How often keys are set, which keys take open `params`, and which are accepted though the schema does not know them.

use super::names::name_places;
use super::table::{index, rows, trie};
use crate::schema::PathStep;
use crate::schema::{Literal, PathIndex, PathTrie};
use std::sync::LazyLock;

/// How much a key is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KeyUse {
    /// Number of OpenClaw's own 1 229 example configs that set it.
    pub configs: u16,
    /// True for the keys that OpenClaw's own settings show at once.
    pub common: bool,
    /// How often real configurations set it, comparable among the keys of one object.
    pub field: u16,
}

/// The layer of a `params` object (docs/openclaw/params.md#layers). The first four are merged key by key, later ones
/// win.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParamsLayer {
    /// `agents.defaults.params`.
    AllModels,
    /// `agents.defaults.models.*.params`.
    Model,
    /// `agents.entries.*.models.*.params`.
    AgentModel,
    /// `agents.entries.*.params`.
    Agent,
    /// `models.providers.*.params`.
    Provider,
    /// `models.providers.*.models[].params`.
    ProviderModel,
}

const FREQUENCY: &str = include_str!("../../../data/overlay/key-frequency.tsv");

static USES: LazyLock<PathIndex<KeyUse>> = LazyLock::new(|| {
    index(rows(FREQUENCY).map(|[path, configs, tier]| {
        (path, KeyUse { configs: configs.parse().unwrap_or_default(), common: tier == "common", field: 0 })
    }))
});

static FIELD: LazyLock<PathIndex<u16>> = LazyLock::new(|| {
    index(
        rows(include_str!("../../../data/overlay/field-use.tsv"))
            .map(|[path, count]| (path, count.parse().unwrap_or_default())),
    )
});

static USUAL: LazyLock<PathIndex<&str>> = LazyLock::new(|| {
    index(rows(include_str!("../../../data/overlay/field-values.tsv")).map(|[path, value]| (path, value)))
});

static LAYERS: LazyLock<PathTrie<ParamsLayer>> = LazyLock::new(|| {
    trie(rows(include_str!("../../../data/overlay/params.tsv")).map(|[path, layer]| {
        let layer = match layer {
            "all-models" => ParamsLayer::AllModels,
            "model" => ParamsLayer::Model,
            "agent-model" => ParamsLayer::AgentModel,
            "agent" => ParamsLayer::Agent,
            "provider" => ParamsLayer::Provider,
            _ => ParamsLayer::ProviderModel,
        };
        (path, layer)
    }))
});

static AUTHORED: LazyLock<PathTrie<&str>> = LazyLock::new(|| {
    trie(rows(include_str!("../../../data/overlay/authored-only.tsv")).map(|[path, fate]| (path, fate)))
});

/// The patterns of the common keys.
pub fn common_keys() -> impl Iterator<Item = &'static str> {
    rows(FREQUENCY).filter(|[_, _, tier]| *tier == "common").map(|[path, ..]| path)
}

/// How much the key at `path` is used; zero where nothing is known.
pub fn key_use(path: &[PathStep<'_>]) -> KeyUse {
    let field = FIELD.lookup(path).copied().unwrap_or_default();
    KeyUse { field, ..USES.lookup(path).copied().unwrap_or_default() }
}

/// The value that most real configurations give a key: a number or a word, never one that decides who may do what.
pub fn usual_value(path: &[PathStep<'_>]) -> Option<Literal<'static>> {
    let written: &'static str = USUAL.lookup(path)?;
    // A name of somebody else's document leads nowhere in this one.
    if !name_places().lookup(path).is_empty() {
        return None;
    }
    match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(word) => Some(Literal::String(word)),
        None => Some(Literal::Number(written.parse().ok()?)),
    }
}

/// The six `params` objects, which take any key and value.
pub fn params_layers() -> &'static PathTrie<ParamsLayer> {
    &LAYERS
}

/// What OpenClaw does on reading with a key that its schema refuses but its reader accepts, such as "dropped".
pub fn authored_only(path: &[PathStep<'_>]) -> Option<&'static str> {
    AUTHORED.lookup(path).first().copied()
}
