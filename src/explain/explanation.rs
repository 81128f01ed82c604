//! What an agent gets with a model.

use super::explainer::Explainer;
use super::layers::{LayerRow, ModelKey, layer_rows};
use super::params::ParamRow;
use super::roles::Roles;
use crate::config::auth::AuthDecision;
use crate::config::cache_retention::{CacheOutcome, Retention, Why};
use crate::config::effective::{self, Agent, Choice, Filled, ModelSource, Pruning};
use crate::config::model_ref::ModelRef;
use crate::config::selection::{ModelNames, Resolution};
use crate::syntax::Value;

/// Whom and what the question is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Query<'q> {
    /// The agent's id; without it only `agents.defaults` counts.
    pub agent: Option<&'q str>,
    /// The model, as it could be written in the document; without it the agent's own.
    pub model: Option<&'q str>,
    /// The wire protocol, where another one than the catalogue's is meant.
    pub api: Option<&'q str>,
}

/// What an agent gets with a model.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The agent's id; none for the defaults.
    pub agent: Option<String>,
    /// Whether the document defines the agent.
    pub is_defined: bool,
    /// The model as it is written; none where nothing is written.
    pub written: Option<String>,
    /// The path where it is written; none where it was asked for, or is written nowhere.
    pub written_at: Option<String>,
    /// The model that the text selects, and how.
    pub resolution: Resolution,
    /// Whether OpenClaw knows a provider of the model's.
    pub knows_provider: bool,
    /// The wire protocol, as far as it is known.
    pub api: Option<String>,
    /// The cache retention that takes effect.
    pub cache: CacheOutcome,
    /// What each layer says about caching, the weakest first.
    pub layers: Vec<LayerRow>,
    /// The entries of the `models` maps that are about this model, or look as if they were.
    pub keys: Vec<ModelKey>,
    /// The parameters that apply, by name.
    pub params: Vec<ParamRow>,
    /// The models that are tried next, with what takes effect for each.
    pub fallbacks: Vec<(ModelRef, CacheOutcome)>,
    /// How many fallbacks of the defaults do not count for the agent, since it names a model of its own.
    pub fallbacks_left_out: usize,
    /// What is used beside the model, and what bounds it.
    pub roles: Roles,
    /// How often the heartbeat comes.
    pub heartbeat: Filled,
    /// How the context is pruned.
    pub pruning: Pruning,
    /// How Anthropic is used.
    pub auth: AuthDecision,
    /// Whether the Claude command line runs the model, which takes no `params`.
    pub is_claude_cli: bool,
    /// Whether parts of the agents' settings come from other files, which are not seen here.
    pub is_partial: bool,
}

impl Explanation {
    /// Whether some entry of a `models` map has a key whose `params` apply to this model.
    pub fn params_key_applies(&self) -> bool {
        self.keys.iter().any(|key| key.applies)
    }
}

impl<'t> Explainer<'t> {
    /// Explains all that a query asks for.
    pub fn explain(&self, query: Query<'_>) -> Explanation {
        let brief = self.explain_cache(query);
        let agent = query.agent.and_then(|id| self.agent(id));
        let entry = agent.map(|agent| agent.entry);
        let model = &brief.resolution.model;
        let input = self.reader.read(entry.as_ref(), model, &self.route(model, query.api));
        let fallbacks = if query.model.is_some() {
            Vec::new()
        } else {
            let choice = effective::choice(&self.root, entry.as_ref());
            self.fallbacks(agent, &self.names_of(agent), &choice)
        };
        let (keys, params) = (self.model_keys(agent, model), self.param_rows(agent, model, &input));
        let roles = self.roles(agent, model);
        Explanation { keys, params, fallbacks, roles, ..brief }
    }

    /// The same without the keys of models, the params, the fallbacks and other models, which cost the more the larger the document is.
    pub fn explain_cache(&self, query: Query<'_>) -> Explanation {
        let agent = query.agent.and_then(|id| self.agent(id));
        let entry = agent.map(|agent| agent.entry);
        let names = self.names_of(agent);
        let choice = effective::choice(&self.root, entry.as_ref());
        let written = query.model.map(str::to_owned).or_else(|| choice.written.clone());
        let resolution = names.resolve(written.as_deref().unwrap_or_default());
        let model = &resolution.model;
        let route = self.route(model, query.api);
        let input = self.reader.read(entry.as_ref(), model, &route);
        let cache = crate::config::cache_retention::resolve(&input);
        let auth = self.reader.auth().clone();
        Explanation {
            agent: query.agent.map(|id| agent.map_or(id, |agent| &agent.id).to_owned()),
            is_defined: query.agent.is_none() || agent.is_some(),
            written_at: written_at(query, agent, &choice),
            knows_provider: self.knows_provider(model),
            api: route.api.clone(),
            layers: layer_rows(agent, model, &input, &cache, |layer| self.cache_range(layer, agent, model)),
            keys: Vec::new(),
            params: Vec::new(),
            fallbacks: Vec::new(),
            roles: Roles::default(),
            fallbacks_left_out: if query.model.is_none() { choice.leaves_out } else { 0 },
            heartbeat: effective::heartbeat(&self.root, entry.as_ref(), auth.mode),
            pruning: effective::pruning(&self.root, auth.mode),
            is_claude_cli: self.is_claude_cli(agent, model),
            is_partial: self.is_partial(agent),
            written,
            resolution,
            cache,
            auth,
        }
    }

    fn fallbacks(
        &self,
        agent: Option<&Agent<Value<'t>>>,
        names: &ModelNames,
        choice: &Choice,
    ) -> Vec<(ModelRef, CacheOutcome)> {
        let entry = agent.map(|agent| agent.entry);
        let models = choice.fallbacks.iter().map(|written| names.resolve(written).model);
        let effective = |model: ModelRef| {
            let outcome = self.reader.effective(entry.as_ref(), &model, &self.route(&model, None));
            (model, outcome)
        };
        models.map(effective).collect()
    }
}

/// What becomes of the cache of a model: `was short, becomes long, 1 hour; longer cache writes cost more`.
pub fn change_in_words(before: &CacheOutcome, after: &CacheOutcome) -> String {
    let word = |outcome: &CacheOutcome| outcome.effective.map_or("unset", Retention::word);
    let why = if before.why == Why::Seeded { " (set for the API key)" } else { "" };
    let cost = if after.effective == Some(Retention::Long) { "; longer cache writes cost more" } else { "" };
    format!("was {}{why}, becomes {}, {}{cost}", word(before), word(after), after.lifetime.words())
}

/// The path of the text that names the model, unless the query named it.
fn written_at(query: Query<'_>, agent: Option<&Agent<Value<'_>>>, choice: &Choice) -> Option<String> {
    if query.model.is_some() {
        return None;
    }
    match choice.source {
        ModelSource::Agent => agent.map(|agent| format!("{}.model", agent.path())),
        ModelSource::Defaults => Some("agents.defaults.model".to_owned()),
        ModelSource::Nowhere => None,
    }
}
