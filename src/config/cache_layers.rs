//! From a configuration to the layers that decide about caching: reading, merging, and the seeding that OpenClaw does
//! when it loads a configuration with an Anthropic API key (docs/openclaw/params.md#layers,
//! docs/openclaw/cache-retention.md#seeding).

use super::ConfigValue;
use super::agent_entry::{agent_entry, own_params, primary_of};
use super::auth::{AuthDecision, AuthEnvironment, AuthMode, decide, runs_claude_cli};
use super::cache_lifetime::{CacheFamily, Route};
use super::cache_retention::{CacheInput, CacheOutcome, CacheParams, Layer, LayerValue, Retention, resolve};
use super::lexicon::Lexicon;
use super::model_ref::{ModelRef, Parsed, config_key};
use crate::catalog::{Catalog, Provider};
use std::collections::{HashMap, HashSet};

/// What the process says that the configuration does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CacheEnvironment {
    /// Whether `OPENCLAW_CACHE_RETENTION` is exactly `long`.
    pub long: bool,
    /// Which credentials the process has.
    pub auth: AuthEnvironment,
    /// The names that its release knows.
    pub names: Lexicon,
}

/// The retention that takes effect for an agent and a model of a configuration.
///
/// Without an agent only the layers under `agents.defaults` count.
pub fn effective<V: ConfigValue>(
    config: &V,
    agent_id: Option<&str>,
    model: &ModelRef,
    route: &Route,
    environment: CacheEnvironment,
) -> CacheOutcome {
    resolve(&read(config, agent_id, model, route, environment))
}

/// Fills the layers from a configuration, after seeding.
pub fn read<V: ConfigValue>(
    config: &V,
    agent_id: Option<&str>,
    model: &ModelRef,
    route: &Route,
    environment: CacheEnvironment,
) -> CacheInput {
    let agent = agent_id.and_then(|id| agent_entry(config, id));
    CacheReader::new(config, environment).read(agent.as_ref(), model, route)
}

/// A configuration that is read once for the questions about many agents and models.
#[derive(Clone, Debug)]
pub struct CacheReader<V> {
    config: V,
    environment: CacheEnvironment,
    auth: AuthDecision,
    seeding: Seeding,
    defaults: Option<V>,
    default_models: ModelBags<V>,
}

impl<V: ConfigValue> CacheReader<V> {
    /// Reads what does not depend on the agent. Costs O(entries of `agents.defaults.models`).
    pub fn new(config: &V, environment: CacheEnvironment) -> Self {
        let auth = decide(config, environment.auth);
        let models = config.at(&["agents", "defaults", "models"]);
        Self {
            config: config.clone(),
            environment,
            seeding: Seeding::plan(config, &auth, environment.names),
            auth,
            defaults: config.at(&["agents", "defaults", "params"]),
            default_models: ModelBags::read(models.as_ref(), environment.names),
        }
    }

    /// How Anthropic is used, which decides about seeding.
    pub fn auth(&self) -> &AuthDecision {
        &self.auth
    }

    /// Which entries are seeded.
    pub fn seeding(&self) -> &Seeding {
        &self.seeding
    }

    /// The `params` objects of a layer for an agent's entry and a model; more than one where several keys lead to the
    /// model, the later stronger.
    pub fn bags(&self, layer: Layer, agent: Option<&V>, model: &ModelRef) -> Vec<V> {
        match layer {
            Layer::Provider | Layer::ProviderModel => {
                provider_bags(&self.config, layer, model, self.environment.names)
            }
            Layer::Defaults => self.defaults.iter().cloned().collect(),
            Layer::DefaultsModel => self.default_models.of(model),
            Layer::AgentModel => agent.and_then(|agent| own_params(agent, model)).into_iter().collect(),
            Layer::Agent => agent.and_then(|agent| agent.get("params")).into_iter().collect(),
        }
    }

    /// Fills the layers for an agent's entry and a model, after seeding.
    pub fn read(&self, agent: Option<&V>, model: &ModelRef, route: &Route) -> CacheInput {
        let family = CacheFamily::of(model, route);
        let mut input = CacheInput {
            family,
            environment_long: self.environment.long && route.heeds_environment(family),
            ..CacheInput::default()
        };
        for layer in Layer::ALL {
            let bags = self.bags(layer, agent, model);
            input.has_params |= bags.iter().any(|bag| !bag.entries().is_empty());
            *input.layer_mut(layer) = merged(&bags);
        }
        seed(&mut input, &self.seeding, model);
        input
    }

    /// What takes effect for an agent's entry and a model.
    pub fn effective(&self, agent: Option<&V>, model: &ModelRef, route: &Route) -> CacheOutcome {
        resolve(&self.read(agent, model, route))
    }
}

/// Puts `short` where seeding does, and remembers what was there.
fn seed(input: &mut CacheInput, seeding: &Seeding, model: &ModelRef) {
    if !seeding.reaches(model) {
        return;
    }
    let written = &mut input.layer_mut(Layer::DefaultsModel).retention;
    if !matches!(written, LayerValue::Text(_)) {
        let before = std::mem::replace(written, LayerValue::Text(Retention::Short.word().to_owned()));
        input.seeded_over = Some(before);
        input.has_params = true;
    }
}

/// Which entries of `agents.defaults.models` get `params.cacheRetention: "short"` on load, unless they hold a string
/// there already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seeding {
    /// The keys, in the form that OpenClaw looks them up by, and why each is seeded.
    pub keys: Vec<(String, SeedReason)>,
    /// The keys alone, so that many can be asked for.
    known: HashSet<String>,
}

/// Why an entry is seeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeedReason {
    /// It is listed in `agents.defaults.models`.
    Listed,
    /// It is the model of `agents.defaults.model`.
    Primary,
    /// OpenClaw adds it beside any other seeded entry.
    Added,
}

/// The entries that OpenClaw adds by itself as soon as any entry is seeded.
const ADDED: [&str; 2] = ["anthropic/claude-sonnet-5", "anthropic/claude-sonnet-4-6"];

impl Seeding {
    /// What OpenClaw seeds into a configuration. Per-agent models never count.
    pub fn plan<V: ConfigValue>(config: &V, auth: &AuthDecision, names: Lexicon) -> Self {
        let mut plan = Self::default();
        let Some(defaults) = config.at(&["agents", "defaults"]).filter(|_| auth.mode == AuthMode::ApiKey)
        else {
            return plan;
        };
        for (key, _) in defaults.get("models").map(|models| models.entries()).unwrap_or_default() {
            if is_target(&key) {
                plan.add(config_key(&key, names), SeedReason::Listed);
            }
        }
        if let Some(primary) =
            defaults.get("model").and_then(|model| primary_of(&model)).map(|p| seeded_primary(&p, names))
            && is_target(&primary)
        {
            plan.add(config_key(&primary, names), SeedReason::Primary);
        }
        if !plan.keys.is_empty() {
            for key in ADDED {
                plan.add(key.to_owned(), SeedReason::Added);
            }
        }
        plan
    }

    /// Whether the entry of a model is among them.
    pub fn reaches(&self, model: &ModelRef) -> bool {
        self.known.contains(&model.key())
    }

    fn add(&mut self, key: String, reason: SeedReason) {
        if self.known.insert(key.clone()) {
            self.keys.push((key, reason));
        }
    }
}

/// The keys that OpenClaw adds to `agents.defaults.models` on loading where the Claude command line runs Anthropic's models:
/// the default model if it is Anthropic's, and all that the command line offers. None of them gets `params`.
pub(super) fn added_for_claude_cli<V: ConfigValue>(
    config: &V,
    auth: &AuthDecision,
    names: Lexicon,
) -> Vec<String> {
    if !runs_claude_cli(config, auth) {
        return Vec::new();
    }
    let primary = config.at(&["agents", "defaults", "model"]).as_ref().and_then(primary_of);
    let primary =
        primary.map(|primary| seeded_primary(&primary, names)).filter(|key| key.starts_with("anthropic/"));
    let rows = Catalog::embedded().provider("claude-cli").map(Provider::models).unwrap_or_default();
    primary.into_iter().chain(rows.iter().map(|row| format!("anthropic/{}", row.id))).collect()
}

/// Whether seeding is about this reference. A name without a provider counts as Anthropic's.
fn is_target(reference: &str) -> bool {
    let Some((provider, id)) = reference.split_once('/') else { return !reference.trim().is_empty() };
    match provider.trim().to_lowercase().as_str() {
        "anthropic" => !id.trim().is_empty(),
        "amazon-bedrock" | "bedrock" | "aws-bedrock" => id.to_lowercase().contains("anthropic.claude"),
        _ => false,
    }
}

/// The key that the default model is seeded under: Claude short names, retired ids and the command-line provider lead
/// to Anthropic's current id, and an `@profile` stays part of the key, which then matches no model.
fn seeded_primary(written: &str, names: Lexicon) -> String {
    let parsed = Parsed::parse(written);
    let provider = parsed.provider_text().map(str::to_lowercase);
    if !matches!(provider.as_deref(), None | Some("anthropic" | "claude-cli")) {
        return written.trim().to_owned();
    }
    let id = parsed.id_text().unwrap_or_default();
    let id = current_claude_id(id, names).unwrap_or_else(|| id.to_owned());
    let profile = parsed.profile_text().map(|profile| format!("@{profile}")).unwrap_or_default();
    format!("anthropic/{id}{profile}")
}

/// Anthropic's current id for a short or retired one. Seeding leads retired Opus ids to Opus 5, not to the id that the
/// doctor writes.
fn current_claude_id(id: &str, names: Lexicon) -> Option<String> {
    match names.retired_claude(id) {
        Some(target) if target.starts_with("claude-opus") => Some("claude-opus-5".to_owned()),
        Some(target) => Some(target.to_owned()),
        None => names.short_name("anthropic", id).map(str::to_owned),
    }
}

/// The `params` of the entries of a `models` map, by the key that OpenClaw looks them up by, in file order: entries that
/// its renames bring to one key are merged.
#[derive(Clone, Debug)]
struct ModelBags<V>(HashMap<String, Vec<V>>);

impl<V: ConfigValue> ModelBags<V> {
    fn read(models: Option<&V>, names: Lexicon) -> Self {
        let mut bags: HashMap<String, Vec<V>> = HashMap::new();
        for (key, entry) in models.map(ConfigValue::entries).unwrap_or_default() {
            if let Some(params) = entry.get("params") {
                bags.entry(config_key(&key, names)).or_default().push(params);
            }
        }
        Self(bags)
    }

    /// Those for a model. The key that repeats the provider is asked only where the plain one has no `params`.
    fn of(&self, model: &ModelRef) -> Vec<V> {
        self.0.get(&model.key()).or_else(|| self.0.get(&model.to_string())).cloned().unwrap_or_default()
    }
}

/// The `params` under `models.providers`, which count for `openrouter` alone.
fn provider_bags<V: ConfigValue>(config: &V, layer: Layer, model: &ModelRef, names: Lexicon) -> Vec<V> {
    if model.provider != "openrouter" {
        return Vec::new();
    }
    let Some(section) = config.at(&["models", "providers", "openrouter"]) else { return Vec::new() };
    if layer == Layer::Provider {
        return section.get("params").into_iter().collect();
    }
    let rows = section.get("models").map(|models| models.items()).unwrap_or_default();
    let is_model = |row: &&V| {
        let id = row.text_at(&["id"]);
        id.is_some_and(|id| ModelRef::normalize("openrouter", &id, names).id == model.id)
    };
    rows.iter().find(is_model).and_then(|row| row.get("params")).into_iter().collect()
}

fn merged<V: ConfigValue>(bags: &[V]) -> CacheParams {
    let last = |key: &str| {
        let value = bags.iter().rev().find_map(|bag| bag.get(key));
        value.map_or(LayerValue::Absent, |value| match value.as_str() {
            Some(text) => LayerValue::Text(text.into_owned()),
            None => LayerValue::Other,
        })
    };
    CacheParams { retention: last("cacheRetention"), legacy: last("cacheControlTtl") }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::cache_retention::Why;
    use super::*;

    fn outcome(config: &Value, agent: Option<&str>, reference: &str) -> CacheOutcome {
        let (provider, id) = reference.split_once('/').expect("a reference");
        let api = if provider == "openrouter" { "openai-completions" } else { "anthropic-messages" };
        let route = Route { api: Some(api.to_owned()), ..Route::default() };
        effective(&config, agent, &ModelRef::new(provider, id), &route, CacheEnvironment::default())
    }

    #[expect(clippy::needless_pass_by_value, reason = "configurations are written in place")]
    fn check(config: Value, agent: Option<&str>, reference: &str, effective: Option<Retention>, why: Why) {
        let found = outcome(&config, agent, reference);
        assert_eq!((found.effective, found.why), (effective, why), "{config}");
    }

    fn with_key(agents: &Value) -> Value {
        json!({ "auth": { "profiles": { "a": { "provider": "anthropic", "mode": "api_key" } } }, "agents": agents })
    }

    #[test]
    fn every_vector() {
        let vectors = include_str!("../../tests/fixtures/cache-retention.json");
        let vectors: Vec<Value> = serde_json::from_str(vectors).expect("a fixture");
        assert_eq!(vectors.len(), 173);
        for vector in vectors {
            let text = |key: &str| vector[key].as_str().map(str::to_owned);
            let model = ModelRef::new(&text("provider").expect("text"), &text("model").expect("text"));
            let route = Route { api: text("api"), ..Route::default() };
            let agent = text("agentId");
            let environment = CacheEnvironment::default();
            let found = effective(&&vector["config"], agent.as_deref(), &model, &route, environment);
            assert_eq!(found.effective.map(Retention::word), vector["effective"].as_str(), "{vector}");
        }
    }

    const OPUS: &str = "anthropic/claude-opus-5";

    #[test]
    fn an_api_key_seeds_the_primary_and_the_listed_models() {
        let agents = json!({ "defaults": { "model": OPUS, "params": { "cacheRetention": "long" } } });
        check(with_key(&agents), None, OPUS, Some(Retention::Short), Why::Seeded);
        check(with_key(&agents), None, ADDED[0], Some(Retention::Short), Why::Seeded);
        check(
            with_key(&agents),
            None,
            "anthropic/claude-haiku-4-5",
            Some(Retention::Long),
            Why::Layer(Layer::Defaults),
        );
        let found = outcome(&with_key(&agents), None, OPUS);
        assert_eq!(found.shadowed, [Layer::Defaults]);
    }

    #[test]
    fn a_string_in_the_entry_keeps_the_seed_away() {
        let entry = |value: Value| json!({ "defaults": { "models": { OPUS: { "params": { "cacheRetention": value } } } } });
        check(
            with_key(&entry(json!("long"))),
            None,
            OPUS,
            Some(Retention::Long),
            Why::Layer(Layer::DefaultsModel),
        );
        check(with_key(&entry(json!("LONG"))), None, OPUS, Some(Retention::Short), Why::Default);
        check(with_key(&entry(json!(1))), None, OPUS, Some(Retention::Short), Why::Seeded);
    }

    #[test]
    fn the_primary_is_seeded_under_its_current_id() {
        let primary = |text: &str| {
            Seeding::plan(
                &&with_key(&json!({ "defaults": { "model": { "primary": text } } })),
                &AuthDecision { mode: AuthMode::ApiKey, ..AuthDecision::default() },
                Lexicon::default(),
            )
            .keys
            .first()
            .map(|(key, _)| key.clone())
        };
        assert_eq!(primary("opus").as_deref(), Some(OPUS));
        assert_eq!(primary("anthropic/claude-opus-4.5").as_deref(), Some(OPUS));
        assert_eq!(primary("claude-cli/claude-opus-5").as_deref(), Some(OPUS));
        assert_eq!(primary("anthropic/claude-opus-5@work").as_deref(), Some("anthropic/claude-opus-5@work"));
        assert_eq!(
            primary("bedrock/us.anthropic.claude-x").as_deref(),
            Some("bedrock/us.anthropic.claude-x")
        );
        assert_eq!(primary("openai/gpt-5.4"), None);
    }

    #[test]
    fn entries_whose_keys_come_to_the_same_are_merged() {
        let config = json!({ "agents": { "defaults": { "models": {
            "anthropic/claude-opus-5": { "params": { "cacheControlTtl": "1h" } },
            "Anthropic/claude-opus-5": { "params": { "cacheRetention": "none" } } } } } });
        check(config, None, OPUS, Some(Retention::None), Why::Layer(Layer::DefaultsModel));
    }

    #[test]
    fn provider_layers_count_for_openrouter_alone() {
        let config = |provider: &str| {
            let rows = json!([{ "id": "anthropic/claude-opus-5", "params": { "cacheRetention": "long" } }]);
            json!({ "models": { "providers": { provider: { "params": { "cacheRetention": "none" }, "models": rows } } } })
        };
        let openrouter = "openrouter/anthropic/claude-opus-5";
        check(
            config("openrouter"),
            None,
            openrouter,
            Some(Retention::Long),
            Why::Layer(Layer::ProviderModel),
        );
        check(
            config("anthropic"),
            None,
            "anthropic/anthropic/claude-opus-5",
            Some(Retention::Short),
            Why::Default,
        );
    }

    #[test]
    fn the_old_roster_counts_too() {
        let config =
            json!({ "agents": { "list": [{ "id": "Work", "params": { "cacheRetention": "none" } }] } });
        check(config, Some("work"), OPUS, Some(Retention::None), Why::Layer(Layer::Agent));
    }
}
