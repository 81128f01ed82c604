//! The cache retention that takes effect for one agent and model (docs/openclaw/cache-retention.md#layers), resolved
//! over plain data.
//!
//! [`super::cache_layers`] fills the data from a configuration; [`super::cache_lifetime`] says what a provider makes of
//! the result.

use super::cache_lifetime::{CacheFamily, Lifetime};

pub use super::retention::Retention;

/// What a layer says for one key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LayerValue {
    /// The key is not there.
    #[default]
    Absent,
    /// A string.
    Text(String),
    /// A value that is no string, `null` included.
    Other,
}

impl LayerValue {
    /// Whether the key is there, with whatever value.
    pub fn is_present(&self) -> bool {
        *self != Self::Absent
    }

    /// The retention that a `cacheRetention` spells.
    pub fn retention(&self) -> Option<Retention> {
        self.text().and_then(Retention::parse)
    }

    /// The retention that a `cacheControlTtl` stands for.
    pub fn legacy_retention(&self) -> Option<Retention> {
        self.text().and_then(Retention::from_legacy)
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The places that OpenClaw merges, the weakest first (docs/openclaw/params.md#layers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// `models.providers.<id>.params`, read for `openrouter` only.
    Provider,
    /// `models.providers.<id>.models[].params`, read for `openrouter` only.
    ProviderModel,
    /// `agents.defaults.params`.
    Defaults,
    /// `agents.defaults.models["p/m"].params`.
    DefaultsModel,
    /// `agents.entries.<id>.models["p/m"].params`.
    AgentModel,
    /// `agents.entries.<id>.params`, which beats the agent's own entry for the model.
    Agent,
}

impl Layer {
    /// All layers, the weakest first.
    pub const ALL: [Self; 6] = [
        Self::Provider,
        Self::ProviderModel,
        Self::Defaults,
        Self::DefaultsModel,
        Self::AgentModel,
        Self::Agent,
    ];

    /// The path of the layer's `params`, as it is shown to people.
    pub fn path(self, agent: Option<&str>, model: &str) -> String {
        let agent = agent.unwrap_or("<id>");
        let provider = model.split('/').next().unwrap_or(model);
        match self {
            Self::Provider => format!("models.providers.{provider}.params"),
            Self::ProviderModel => format!("models.providers.{provider}.models[].params"),
            Self::Defaults => "agents.defaults.params".to_owned(),
            Self::DefaultsModel => format!("agents.defaults.models[\"{model}\"].params"),
            Self::AgentModel => format!("agents.entries.{agent}.models[\"{model}\"].params"),
            Self::Agent => format!("agents.entries.{agent}.params"),
        }
    }
}

/// What one layer says about caching.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheParams {
    /// `cacheRetention`.
    pub retention: LayerValue,
    /// `cacheControlTtl`.
    pub legacy: LayerValue,
}

/// Everything that the decision depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheInput {
    /// The layers' values, by [`Layer`]; after seeding.
    pub layers: [CacheParams; 6],
    /// The value that the user wrote where seeding put `short` over it, or that was absent; none if nothing was seeded.
    pub seeded_over: Option<LayerValue>,
    /// Whether any layer has any key at all, which makes OpenClaw pass a retention on explicitly.
    pub has_params: bool,
    /// What the model's provider does about caching.
    pub family: CacheFamily,
    /// Whether `OPENCLAW_CACHE_RETENTION` is exactly `long` and the model's route heeds it
    /// ([`super::cache_lifetime::Route::heeds_environment`]).
    pub environment_long: bool,
}

impl CacheInput {
    /// What a layer says.
    pub fn layer(&self, layer: Layer) -> &CacheParams {
        &self.layers[layer as usize]
    }

    /// What a layer says, to be filled.
    pub fn layer_mut(&mut self, layer: Layer) -> &mut CacheParams {
        &mut self.layers[layer as usize]
    }
}

/// The retention that takes effect, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheOutcome {
    /// The retention that OpenClaw passes on; none where it leaves the choice to the provider's transport.
    pub effective: Option<Retention>,
    /// Why.
    pub why: Why,
    /// The layers whose valid `cacheRetention` another layer wins over, the weakest first.
    pub shadowed: Vec<Layer>,
    /// The layer whose `cacheRetention` wins the merge although its value means nothing.
    pub invalid: Option<Layer>,
    /// What becomes of `cacheControlTtl`.
    pub legacy: LegacyFate,
    /// What the provider makes of it.
    pub lifetime: Lifetime,
}

/// Why a retention takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// `cacheRetention` of this layer.
    Layer(Layer),
    /// OpenClaw put `short` into the model's entry, because an API key is used.
    Seeded,
    /// `cacheControlTtl` of this layer.
    Legacy(Layer),
    /// The environment variable `OPENCLAW_CACHE_RETENTION`.
    Environment,
    /// The default of the provider.
    Default,
    /// The provider does not read any retention.
    NotRead,
}

/// What becomes of `cacheControlTtl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegacyFate {
    /// No layer has it.
    Absent,
    /// It decides.
    Honoured(Layer),
    /// A valid `cacheRetention` of this layer, or the seeded one, wins.
    Shadowed(Layer),
    /// Its value is neither `5m` nor `1h`.
    Unmapped(Layer),
    /// This provider never reads it.
    Ignored(Layer),
}

/// Resolves the layers as OpenClaw does: key by key, the strongest layer that has the key wins, also with a value that
/// means nothing; then a valid `cacheRetention`, else the legacy key, else the default of the provider.
pub fn resolve(input: &CacheInput) -> CacheOutcome {
    let retention_layer = strongest(input, |params| &params.retention);
    let chosen = retention_layer.and_then(|layer| input.layer(layer).retention.retention());
    let (effective, why) = decide(input, retention_layer, chosen);
    CacheOutcome {
        effective,
        why,
        shadowed: shadowed(input, retention_layer),
        invalid: retention_layer.filter(|_| chosen.is_none()),
        legacy: legacy_fate(input, retention_layer.filter(|_| chosen.is_some())),
        lifetime: input.family.lifetime(effective),
    }
}

fn decide(input: &CacheInput, layer: Option<Layer>, chosen: Option<Retention>) -> (Option<Retention>, Why) {
    if !input.family.reads_retention() {
        return (None, Why::NotRead);
    }
    if let (Some(layer), Some(retention)) = (layer, chosen) {
        let is_seed = layer == Layer::DefaultsModel && input.seeded_over.is_some();
        return (Some(retention), if is_seed { Why::Seeded } else { Why::Layer(layer) });
    }
    let legacy = strongest(input, |params| &params.legacy).filter(|_| input.family.honours_legacy());
    if let Some(layer) = legacy
        && let Some(retention) = input.layer(layer).legacy.legacy_retention()
    {
        return (Some(retention), Why::Legacy(layer));
    }
    let default = input.family.default_retention();
    if input.environment_long && (default.is_none() || !input.has_params) {
        return (Some(Retention::Long), Why::Environment);
    }
    (default, Why::Default)
}

/// The strongest layer that has a key.
fn strongest(input: &CacheInput, key: fn(&CacheParams) -> &LayerValue) -> Option<Layer> {
    Layer::ALL.into_iter().rev().find(|layer| key(input.layer(*layer)).is_present())
}

fn shadowed(input: &CacheInput, winner: Option<Layer>) -> Vec<Layer> {
    let is_valid = |layer: &Layer| {
        let seeded = *layer == Layer::DefaultsModel && input.seeded_over.is_some();
        !seeded && input.layer(*layer).retention.retention().is_some()
    };
    Layer::ALL
        .into_iter()
        .filter(|layer| winner.is_some_and(|winner| *layer < winner) && is_valid(layer))
        .collect()
}

fn legacy_fate(input: &CacheInput, winner: Option<Layer>) -> LegacyFate {
    let Some(layer) = strongest(input, |params| &params.legacy) else { return LegacyFate::Absent };
    if !input.family.honours_legacy() {
        return LegacyFate::Ignored(layer);
    }
    match (input.layer(layer).legacy.legacy_retention(), winner) {
        (None, _) => LegacyFate::Unmapped(layer),
        (Some(_), Some(winner)) => LegacyFate::Shadowed(winner),
        (Some(_), None) => LegacyFate::Honoured(layer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(family: CacheFamily, values: &[(Layer, &str, &str)]) -> CacheInput {
        let mut input = CacheInput { family, has_params: !values.is_empty(), ..CacheInput::default() };
        let value = |text: &str| match text {
            "" => LayerValue::Absent,
            "null" => LayerValue::Other,
            text => LayerValue::Text(text.to_owned()),
        };
        for (layer, retention, legacy) in values {
            *input.layer_mut(*layer) = CacheParams { retention: value(retention), legacy: value(legacy) };
        }
        input
    }

    #[test]
    fn layers_merge_key_by_key() {
        let outcome = resolve(&input(
            CacheFamily::AnthropicDirect,
            &[(Layer::Defaults, "none", ""), (Layer::Agent, "", "1h")],
        ));
        assert_eq!((outcome.effective, outcome.why), (Some(Retention::None), Why::Layer(Layer::Defaults)));
        assert_eq!(outcome.legacy, LegacyFate::Shadowed(Layer::Defaults));
    }

    #[test]
    fn the_agent_beats_its_own_entry_for_the_model() {
        let outcome = resolve(&input(
            CacheFamily::AnthropicDirect,
            &[
                (Layer::DefaultsModel, "none", ""),
                (Layer::AgentModel, "short", ""),
                (Layer::Agent, "long", ""),
            ],
        ));
        assert_eq!(outcome.why, Why::Layer(Layer::Agent));
        assert_eq!(outcome.shadowed, [Layer::DefaultsModel, Layer::AgentModel]);
        assert_eq!(outcome.lifetime, Lifetime::OneHour);
    }

    #[test]
    fn an_invalid_value_still_wins_the_merge() {
        let values = [(Layer::Defaults, "long", ""), (Layer::Agent, "null", "")];
        let outcome = resolve(&input(CacheFamily::AnthropicDirect, &values));
        assert_eq!((outcome.effective, outcome.why), (Some(Retention::Short), Why::Default));
        assert_eq!(outcome.invalid, Some(Layer::Agent));
    }

    #[test]
    fn providers_that_do_not_read_it() {
        let outcome = resolve(&input(CacheFamily::NotRead, &[(Layer::Defaults, "long", "1h")]));
        assert_eq!((outcome.effective, outcome.why), (None, Why::NotRead));
        assert_eq!(outcome.legacy, LegacyFate::Ignored(Layer::Defaults));
        assert_eq!(outcome.lifetime, Lifetime::Ignored);
    }

    #[test]
    fn the_environment_is_asked_only_where_nothing_is_explicit() {
        let with = |values: &[(Layer, &str, &str)]| {
            resolve(&CacheInput { environment_long: true, ..input(CacheFamily::AnthropicDirect, values) })
        };
        assert_eq!(with(&[]).why, Why::Environment);
        assert_eq!(with(&[(Layer::Defaults, "standard", "")]).why, Why::Default);
        assert_eq!(with(&[(Layer::Defaults, "none", "")]).effective, Some(Retention::None));
    }

    #[test]
    fn paths_name_the_place() {
        assert_eq!(Layer::Agent.path(Some("main"), "a/b"), "agents.entries.main.params");
        assert_eq!(Layer::DefaultsModel.path(None, "a/b"), "agents.defaults.models[\"a/b\"].params");
        assert!(Layer::ALL.is_sorted());
    }
}
