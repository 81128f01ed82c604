//! What the models of all agents of a document follow from, read once.

use crate::catalog::MergedCatalog;
use crate::config::ConfigValue;
use crate::config::cache_layers::{CacheEnvironment, CacheReader};
use crate::config::cache_lifetime::Route;
use crate::config::cache_retention::CacheOutcome;
use crate::config::document::catalog;
use crate::config::lexicon::Lexicon;
use crate::config::model_ref::ModelRef;
use crate::config::selection::ModelNames;
use crate::release::Version;
use crate::syntax::{Tree, Value};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

pub(super) struct Shared<'t> {
    /// The value of the document.
    pub(super) root: Value<'t>,
    /// The entry of each agent, by its id in lower case; read when one is asked for.
    agents: OnceCell<HashMap<String, Value<'t>>>,
    names: ModelNames,
    /// The names that the release knows.
    pub(super) lexicon: Lexicon,
    catalog: Arc<MergedCatalog>,
    cache: CacheReader<Value<'t>>,
}

impl<'t> Shared<'t> {
    /// Reads a document with this value.
    pub(super) fn of(tree: &Tree, root: Value<'t>, reader: Version, environment: CacheEnvironment) -> Self {
        Self {
            root,
            agents: OnceCell::new(),
            names: ModelNames::read(&root, None, environment),
            lexicon: environment.names,
            catalog: catalog(tree, reader),
            cache: CacheReader::new(&root, environment),
        }
    }

    /// The entry of an agent, as [`agent_entry`](crate::config::agent_entry::agent_entry) finds it.
    pub(super) fn agent(&self, id: &str) -> Option<Value<'t>> {
        self.agents.get_or_init(|| agents(self.root)).get(&plain(id)).copied()
    }

    /// The names of models that an agent may use; without one, those that hold for all.
    pub(super) fn names(&self, agent: Option<&Value<'t>>) -> ModelNames {
        let names = self.names.clone();
        match agent {
            Some(agent) => names.of_entry(agent),
            None => names,
        }
    }

    /// What becomes of the cache for an agent and a model.
    pub(super) fn outcome(&self, agent: Option<&Value<'t>>, model: &ModelRef) -> CacheOutcome {
        self.cache.effective(agent, model, &Route::of(&self.catalog, model))
    }
}

/// Of two entries of `agents.entries` the last one counts, of two of `agents.list` the first, and the former before the
/// latter.
fn agents(root: Value<'_>) -> HashMap<String, Value<'_>> {
    let listed = root.at(&["agents", "list"]).map(|list| list.items()).unwrap_or_default();
    let listed = listed.into_iter().rev().filter_map(|entry| Some((plain(&entry.text_at(&["id"])?), entry)));
    let keyed = root.at(&["agents", "entries"]).map(|entries| entries.entries()).unwrap_or_default();
    listed.chain(keyed.into_iter().map(|(id, entry)| (plain(&id), entry))).collect()
}

fn plain(id: &str) -> String {
    id.trim().to_lowercase()
}
