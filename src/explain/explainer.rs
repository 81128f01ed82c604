//! A document that is read once for many questions about what takes effect in it.

use crate::base::Snapshot;
use crate::catalog::MergedCatalog;
use crate::check::{Facts, is_unknown_provider};
use crate::config::ConfigValue;
use crate::config::auth::runs_claude_cli;
use crate::config::cache_layers::{CacheEnvironment, CacheReader};
use crate::config::cache_lifetime::Route;
use crate::config::cache_retention::{CacheOutcome, Layer};
use crate::config::effective::{self, Agent};
use crate::config::model_ref::ModelRef;
use crate::config::selection::{ModelNames, Resolution};
use crate::syntax::Value;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::Arc;

/// A document that is read once for many questions.
#[derive(Debug)]
pub struct Explainer<'t> {
    pub(super) snapshot: &'t Snapshot,
    pub(crate) root: Value<'t>,
    pub(super) catalog: Arc<MergedCatalog>,
    pub(super) reader: CacheReader<Value<'t>>,
    pub(super) names: Arc<ModelNames>,
    pub(crate) agents: Vec<Agent<Value<'t>>>,
    /// The last agent with an id in lower case, as its place in `agents`.
    by_id: FxHashMap<String, usize>,
    /// The names that hold for agents that were asked about, by their index in the roster.
    own_names: RefCell<FxHashMap<usize, Arc<ModelNames>>>,
}

impl<'t> Explainer<'t> {
    /// Reads a document; nothing where its value is no object. Costs O(agents + entries of the `models` maps).
    pub fn new(snapshot: &'t Snapshot) -> Option<Self> {
        let root = snapshot.tree.value().filter(|value| value.object().is_some())?;
        let agents = effective::agents(&root);
        let ids = agents.iter().enumerate().map(|(at, agent)| (agent.id.trim().to_lowercase(), at));
        Some(Self {
            by_id: ids.collect(),
            own_names: RefCell::default(),
            snapshot,
            root,
            catalog: snapshot.catalog(),
            reader: CacheReader::new(&root, environment(snapshot)),
            names: Arc::clone(Facts::new(snapshot).names()),
            agents,
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
        self.agents.get(*self.by_id.get(&id.trim().to_lowercase())?)
    }

    /// The agent at an index of the roster.
    pub fn agent_at(&self, index: usize) -> Option<&Agent<Value<'t>>> {
        // Elements without an id are no agents, so an agent stands at its index or before; the order is the same.
        let at = self.agents.binary_search_by_key(&index, |agent| agent.index).ok()?;
        self.agents.get(at)
    }

    /// What takes effect, without the reasons: the model of an agent or of the defaults, and its cache retention.
    pub fn effective(&self, agent: Option<&Agent<Value<'t>>>) -> (Resolution, CacheOutcome) {
        let entry = agent.map(|agent| agent.entry);
        let resolution = effective::choice(&self.root, entry.as_ref()).resolve(&self.names_of(agent));
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

    /// The model that a written name selects for an agent, or for the defaults.
    pub fn resolve(&self, agent: Option<&Agent<Value<'t>>>, written: &str) -> Resolution {
        self.names_of(agent).resolve(written)
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
            let names = self.names_of(Some(agent));
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

    /// The names that hold for an agent, or for the defaults. Those of an agent are read once.
    pub(super) fn names_of(&self, agent: Option<&Agent<Value<'t>>>) -> Arc<ModelNames> {
        // An agent without models has the names of the defaults.
        let own = agent.filter(|agent| agent.entry.get("models").and_then(Value::object).is_some());
        let Some(agent) = own else { return Arc::clone(&self.names) };
        let mut known = self.own_names.borrow_mut();
        let read = || Arc::new(ModelNames::clone(&self.names).of_entry(&agent.entry));
        Arc::clone(known.entry(agent.index).or_insert_with(read))
    }

    pub(super) fn route(&self, model: &ModelRef, api: Option<&str>) -> Route {
        let route = Route::of(&self.catalog, model);
        Route { api: api.map(str::to_owned).or_else(|| route.api.clone()), ..route }
    }

    /// Whether a part that counts has an `$include`.
    pub(super) fn is_partial(&self, agent: Option<&Agent<Value<'t>>>) -> bool {
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

/// What the options tell about the process that runs OpenClaw.
pub(super) fn environment(snapshot: &Snapshot) -> CacheEnvironment {
    snapshot.world.environment()
}
