//! Who uses a model, with which settings, and with what credentials.

use super::agent::cache_words;
use super::card::{Card, code_list};
use super::credentials;
use super::place::Place;
use crate::config::lexicon::Lexicon;
use crate::config::model_ref::ModelRef;
use crate::explain::{Explainer, Query};
use crate::syntax::{Entry, Node, Value};

/// So many agents are named.
const MOST: usize = 8;

/// Lists the cache retention, the agents, the entry with settings of its own, and the credentials of a model.
pub(super) fn explain(card: &mut Card, place: &Place<'_>, model: &ModelRef) {
    let (Some(explainer), Some(root)) = (Explainer::new(place.snapshot), place.root()) else { return };
    let (agent, name) = (place.agent(), model.to_string());
    let query = Query { agent: agent.as_deref(), model: Some(&name), api: None };
    let found = explainer.explain(query);
    if found.resolution.model == *model {
        card.fact("Prompt cache", &cache_words(&found));
    }
    users(card, &explainer, model);
    if let Some(entry) = settings(&root, model, place.snapshot.world.lexicon()) {
        card.fact("Settings", &format!("line {}", place.line(entry.range().start)));
    }
    credentials::line(card, &root, &model.provider);
}

fn users(card: &mut Card, explainer: &Explainer<'_>, model: &ModelRef) {
    let (first, next) = explainer.users(model);
    if !first.is_empty() {
        card.fact("Used by", &code_list(&first, MOST));
    }
    if !next.is_empty() {
        card.fact("Fallback of", &code_list(&next, MOST));
    }
}

/// The entry of `agents.defaults.models` whose `params` apply to the model.
fn settings<'t>(root: &Value<'t>, model: &ModelRef, names: Lexicon) -> Option<Entry<'t>> {
    let models = root.get("agents")?.get("defaults")?.get("models")?.object()?;
    let by_key = [model.key(), model.to_string()].into_iter().find_map(|key| models.member(&key));
    by_key.or_else(|| {
        // Only one with upper case or blanks is not found by its key, which is rare.
        let is_meant = |entry: &Entry<'_>| entry.key().is_some_and(|key| model.takes_params_of(&key, names));
        Node::entries(models).find(is_meant)
    })
}
