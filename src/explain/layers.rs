//! The layers of `params`, one by one.

use super::explainer::Explainer;
use crate::base::masking;
use crate::config::ConfigValue;
use crate::config::cache_retention::{CacheInput, CacheOutcome, Layer, LayerValue, Why};
use crate::config::effective::Agent;
use crate::config::lexicon::Lexicon;
use crate::config::model_ref::{ModelRef, Parsed};
use crate::schema::overlay::ParamsLayer;
use crate::syntax::Value;
use crate::text::TextRange;

/// The longest value that is shown whole, in characters.
const LONGEST: usize = 80;

/// What one layer says about caching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerRow {
    /// The layer.
    pub layer: Layer,
    /// The path of its `params`.
    pub path: String,
    /// `cacheRetention` as OpenClaw has it after loading.
    pub retention: LayerValue,
    /// `cacheRetention` as it is written, where loading puts another value over it or fills it in.
    pub before_seeding: Option<LayerValue>,
    /// `cacheControlTtl`.
    pub legacy: LayerValue,
    /// What becomes of it.
    pub fate: Fate,
    /// Where the value stands, in bytes; none where nothing is written.
    pub range: Option<TextRange>,
}

/// What becomes of a layer's cache settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It says nothing.
    Absent,
    /// It decides.
    Wins,
    /// A stronger layer decides.
    Shadowed,
    /// It is the strongest, but its value means nothing.
    Invalid,
    /// Its old key is not looked at, because some layer has a valid `cacheRetention`, or has no effect at all.
    Unused,
    /// The provider reads no retention.
    NotRead,
}

impl Fate {
    /// The word for a table and for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Wins => "wins",
            Self::Shadowed => "shadowed",
            Self::Invalid => "invalid",
            Self::Unused => "unused",
            Self::NotRead => "not read",
        }
    }
}

/// An entry of a `models` map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelKey {
    /// The path of the map: `agents.defaults.models` or that of the agent.
    pub map: String,
    /// The key as written.
    pub key: String,
    /// Whether its `params` apply to the model.
    pub applies: bool,
    /// Whether it has `params`.
    pub has_params: bool,
}

impl<'t> Explainer<'t> {
    /// The entries whose key leads to the model, and those that look as if they did.
    pub(super) fn model_keys(&self, agent: Option<&Agent<Value<'t>>>, model: &ModelRef) -> Vec<ModelKey> {
        let shared = self.root.at(&["agents", "defaults", "models"]);
        let own = agent.and_then(|agent| agent.entry.get("models"));
        let maps = [
            (Some("agents.defaults.models".to_owned()), shared, false),
            (agent.map(|agent| format!("{}.models", agent.path())), own, true),
        ];
        let mut keys = Vec::new();
        let names = self.snapshot.world.lexicon();
        for (map, models, is_own) in maps {
            let (Some(map), Some(models)) = (map, models) else { continue };
            for (key, entry) in models.entries() {
                let applies = model.takes_params(&key, is_own, names);
                if applies || is_meant(&key, model, names) {
                    let has_params = entry.get("params").is_some();
                    keys.push(ModelKey { map: map.clone(), key, applies, has_params });
                }
            }
        }
        keys
    }

    /// A value as it is written, on one line and without secrets.
    pub(crate) fn shown(&self, value: Value<'_>) -> String {
        let text = masking::source(self.snapshot, value.range());
        let masked = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if masked.chars().count() <= LONGEST {
            return masked;
        }
        masked.chars().take(LONGEST - 3).chain("...".chars()).collect()
    }
}

/// What each layer says, the weakest first; those of the provider only where they count. `range` tells where a layer says it.
pub(super) fn layer_rows(
    agent: Option<&Agent<Value<'_>>>,
    model: &ModelRef,
    input: &CacheInput,
    outcome: &CacheOutcome,
    range: impl Fn(Layer) -> Option<TextRange>,
) -> Vec<LayerRow> {
    let counts = |layer: &Layer| match layer {
        Layer::Provider | Layer::ProviderModel => model.provider == "openrouter",
        Layer::AgentModel | Layer::Agent => agent.is_some(),
        Layer::Defaults | Layer::DefaultsModel => true,
    };
    let row = |layer: Layer| {
        let params = input.layer(layer);
        let seeded = input.seeded_over.as_ref().filter(|_| layer == Layer::DefaultsModel);
        LayerRow {
            layer,
            path: layer_path(layer, agent, model),
            retention: params.retention.clone(),
            before_seeding: seeded.cloned(),
            legacy: params.legacy.clone(),
            fate: fate(input, outcome, layer),
            range: range(layer),
        }
    };
    Layer::ALL.into_iter().filter(counts).map(row).collect()
}

/// The layer in the words of the resolver.
pub const fn layer_of(layer: ParamsLayer) -> Layer {
    match layer {
        ParamsLayer::AllModels => Layer::Defaults,
        ParamsLayer::Model => Layer::DefaultsModel,
        ParamsLayer::AgentModel => Layer::AgentModel,
        ParamsLayer::Agent => Layer::Agent,
        ParamsLayer::Provider => Layer::Provider,
        ParamsLayer::ProviderModel => Layer::ProviderModel,
    }
}

/// The path of a layer's `params`, in the roster that the document uses.
pub(super) fn layer_path(layer: Layer, agent: Option<&Agent<Value<'_>>>, model: &ModelRef) -> String {
    match (layer, agent) {
        (Layer::Agent, Some(agent)) => format!("{}.params", agent.path()),
        (Layer::AgentModel, Some(agent)) => format!("{}.models[\"{}\"].params", agent.path(), model.key()),
        _ => layer.path(None, &model.key()),
    }
}

fn fate(input: &CacheInput, outcome: &CacheOutcome, layer: Layer) -> Fate {
    let params = input.layer(layer);
    if !params.retention.is_present() && !params.legacy.is_present() {
        return Fate::Absent;
    }
    match outcome.why {
        Why::NotRead => Fate::NotRead,
        Why::Layer(winner) | Why::Legacy(winner) if winner == layer => Fate::Wins,
        Why::Seeded if layer == Layer::DefaultsModel => Fate::Wins,
        _ if outcome.invalid == Some(layer) => Fate::Invalid,
        _ if params.retention.is_present() => Fate::Shadowed,
        _ => Fate::Unused,
    }
}

/// Whether a key is another spelling of the model: a short name, another case, an `@profile`, a repeated provider, the
/// id alone, or a wildcard of the provider.
fn is_meant(key: &str, model: &ModelRef, names: Lexicon) -> bool {
    let parsed = Parsed::parse(key);
    let same = |id: &str| id.eq_ignore_ascii_case(&model.id);
    let provider = parsed.provider_text().map(str::to_lowercase);
    match (parsed.model_ref(names), provider) {
        (Some(meant), _) => meant.provider == model.provider && same(&meant.id),
        (None, Some(provider)) => provider == model.provider && parsed.id.is_none(),
        (None, None) => parsed.id_text().is_some_and(same),
    }
}
