//! What will really happen: which model an agent uses, which cache retention takes effect for it and why, what is
//! shadowed on the way, and which `params` win (docs/openclaw/models.md#names-without-a-provider,
//! docs/openclaw/params.md#layers).

mod layers;
mod params;
#[cfg(test)]
mod tests;

pub use layers::{Fate, LayerRow, ModelKey, layer_of};
pub use params::{ParamRow, table_name};

use crate::base::Snapshot;
use crate::catalog::MergedCatalog;
use crate::check::{Facts, is_unknown_provider};
use crate::config::auth::{AuthDecision, runs_claude_cli};
use crate::config::cache_layers::{CacheEnvironment, CacheReader};
use crate::config::cache_lifetime::Route;
use crate::config::cache_retention::{CacheOutcome, Layer, Retention, Why};
use crate::config::effective::{self, Agent, Choice, Filled, ModelSource, Pruning};
use crate::config::model_ref::ModelRef;
use crate::config::selection::{ModelNames, Resolution};
use crate::config::{ConfigValue, document};
use crate::syntax::{Entry, Value};
use std::sync::Arc;

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

/// A document that is read once for many questions.
#[derive(Debug)]
pub struct Explainer<'t> {
    snapshot: &'t Snapshot,
    pub(crate) root: Value<'t>,
    catalog: Arc<MergedCatalog>,
    reader: CacheReader<Value<'t>>,
    names: Arc<ModelNames>,
    pub(crate) agents: Vec<Agent<Value<'t>>>,
}

impl<'t> Explainer<'t> {
    /// Reads a document; nothing where its value is no object. Costs O(agents + entries of the `models` maps).
    pub fn new(snapshot: &'t Snapshot) -> Option<Self> {
        let root = snapshot.tree.value().filter(|value| value.object().is_some())?;
        Some(Self {
            snapshot,
            root,
            catalog: document::catalog(&snapshot.tree),
            reader: CacheReader::new(&root, environment(snapshot)),
            names: Arc::clone(Facts::new(snapshot).names()),
            agents: effective::agents(&root),
        })
    }

    /// The agents that the document names, in its order.
    pub fn agents(&self) -> &[Agent<Value<'t>>] {
        &self.agents
    }

    /// Every agent's id; the implicit one where the document names none.
    pub fn agent_ids(&self) -> Vec<String> {
        if self.agents.is_empty() {
            return vec![effective::IMPLICIT_AGENT.to_owned()];
        }
        self.agents.iter().map(|agent| agent.id.clone()).collect()
    }

    /// The agent with an id, compared in lower case (docs/openclaw/agents.md#ids).
    pub fn agent(&self, id: &str) -> Option<&Agent<Value<'t>>> {
        let id = id.trim().to_lowercase();
        self.agents.iter().rev().find(|agent| agent.id.trim().to_lowercase() == id)
    }

    /// What takes effect, without the reasons: the model of an agent or of the defaults, and its cache retention.
    pub fn effective(&self, agent: Option<&Agent<Value<'t>>>) -> (Resolution, CacheOutcome) {
        let entry = agent.map(|agent| agent.entry);
        let resolution = effective::choice(&self.root, entry.as_ref()).resolve(&self.names_of(agent, None));
        let route = Route::of(&self.catalog, &resolution.model);
        let outcome = self.reader.effective(entry.as_ref(), &resolution.model, &route);
        (resolution, outcome)
    }

    /// The cache retention that takes effect for an agent, or for the defaults, and a model.
    pub fn outcome(&self, agent: Option<&Agent<Value<'t>>>, model: &ModelRef) -> CacheOutcome {
        let entry = agent.map(|agent| agent.entry);
        self.reader.effective(entry.as_ref(), model, &Route::of(&self.catalog, model))
    }

    /// Whether OpenClaw knows the provider of a model, or may once the plugin is there that the document names.
    pub fn knows_provider(&self, model: &ModelRef) -> bool {
        !is_unknown_provider(&Facts::new(self.snapshot), &model.provider)
    }

    /// Explains all that a query asks for.
    pub fn explain(&self, query: Query<'_>) -> Explanation {
        let agent = query.agent.and_then(|id| self.agent(id));
        let entry = agent.map(|agent| agent.entry);
        let names = self.names_of(agent, query.model);
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
            layers: layers::layer_rows(agent, model, &input, &cache, |layer| {
                self.cache_range(layer, agent, model)
            }),
            keys: self.model_keys(agent, model),
            params: self.param_rows(agent, model, &input),
            fallbacks: if query.model.is_some() {
                Vec::new()
            } else {
                self.fallbacks(agent, &names, &choice)
            },
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

    /// The model that a written name selects for an agent, or for the defaults.
    pub fn resolve(&self, agent: Option<&Agent<Value<'t>>>, written: &str) -> Resolution {
        self.names_of(agent, Some(written)).resolve(written)
    }

    /// Whether the Claude command line runs a model for an agent: its entry says so, or the login does.
    pub fn is_claude_cli(&self, agent: Option<&Agent<Value<'t>>>, model: &ModelRef) -> bool {
        let own = agent.and_then(|agent| ConfigValue::get(&agent.entry, "models"));
        let maps = [own, self.root.at(&["agents", "defaults", "models"])];
        let key = model.key();
        let mut runtimes = maps.iter().flatten().filter_map(|map| map.text_at(&[&key, "agentRuntime", "id"]));
        model.provider == "anthropic"
            && match runtimes.next() {
                Some(runtime) => runtime == "claude-cli",
                None => runs_claude_cli(&self.root, self.reader.auth()),
            }
    }

    /// The agents whose first choice a model is, and those that have it as a fallback.
    pub fn users(&self, model: &ModelRef) -> (Vec<&str>, Vec<&str>) {
        let mut users = (Vec::new(), Vec::new());
        for agent in &self.agents {
            let names = self.names_of(Some(agent), None);
            let choice = effective::choice(&self.root, Some(&agent.entry));
            let is_meant = |written: &String| names.resolve(written).model == *model;
            if choice.resolve(&names).model == *model {
                users.0.push(agent.id.as_str());
            } else if choice.fallbacks.iter().any(is_meant) {
                users.1.push(agent.id.as_str());
            }
        }
        users
    }

    /// Whether an agent has a retention of its own for a model, in its `params` or in its entry for the model.
    pub fn has_own_retention(&self, agent: &Agent<Value<'t>>, model: &ModelRef) -> bool {
        let layers = [Layer::AgentModel, Layer::Agent].into_iter();
        let mut bags = layers.flat_map(|layer| self.reader.bags(layer, Some(&agent.entry), model));
        bags.any(|bag| bag.get("cacheRetention").is_some())
    }

    /// The names that hold for an agent, as far as its own texts and one that is asked about need them.
    fn names_of(
        &self,
        agent: Option<&Agent<Value<'t>>>,
        asked: Option<&str>,
    ) -> std::borrow::Cow<'_, ModelNames> {
        // An agent without names of its own has those of the defaults.
        match agent.filter(|agent| self.has_own_names(agent, asked)) {
            Some(agent) => std::borrow::Cow::Owned(ModelNames::read(
                &self.root,
                Some(&agent.id),
                environment(self.snapshot).auth,
            )),
            None => std::borrow::Cow::Borrowed(&self.names),
        }
    }

    /// Whether the entries of an agent's models can change what its texts select: an alias, or a text without provider.
    fn has_own_names(&self, agent: &Agent<Value<'t>>, asked: Option<&str>) -> bool {
        let Some(models) = agent.entry.get("models").and_then(Value::object) else { return false };
        let has_alias = |entry: Entry<'_>| entry.value().is_some_and(|model| model.get("alias").is_some());
        let choice = effective::choice(&self.root, Some(&agent.entry));
        let written = choice.written.iter().chain(&choice.fallbacks).map(String::as_str).chain(asked);
        written.into_iter().any(|text| !text.contains('/')) || models.entries().any(has_alias)
    }

    fn route(&self, model: &ModelRef, api: Option<&str>) -> Route {
        let route = Route::of(&self.catalog, model);
        Route { api: api.map(str::to_owned).or_else(|| route.api.clone()), ..route }
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

    /// Whether a part that counts has an `$include`.
    fn is_partial(&self, agent: Option<&Agent<Value<'t>>>) -> bool {
        let paths: [&[&str]; 5] = [
            &[],
            &["agents"],
            &["agents", "entries"],
            &["agents", "defaults"],
            &["agents", "defaults", "models"],
        ];
        let has = |value: Value<'_>| value.get("$include").is_some();
        if self.snapshot.included {
            return false;
        }
        paths.iter().any(|path| self.root.at(path).is_some_and(has))
            || agent.is_some_and(|agent| has(agent.entry))
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

/// What the options tell about the process that runs OpenClaw.
pub(super) fn environment(snapshot: &Snapshot) -> CacheEnvironment {
    snapshot.world.options.cache_environment()
}
