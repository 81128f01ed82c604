//! The `params` bag that a site lies in, and the model that it is about.

use super::context::{Site, Step};
use crate::config::model_ref::ModelRef;
use crate::config::{self, ConfigValue as _};
use crate::schema::overlay::{self, ParamsLayer};

/// The layer whose bag the innermost container is.
pub(super) fn layer(site: &Site<'_>) -> Option<ParamsLayer> {
    overlay::params_layers().lookup(&site.path()).first().copied()
}

/// The model that the bag around a site is about, where it is about one.
pub(super) fn model(site: &Site<'_>) -> Option<ModelRef> {
    match (layer(site)?, site.steps.as_slice()) {
        (ParamsLayer::Model | ParamsLayer::AgentModel, [.., Step::Key(key), _]) => {
            ModelRef::parse(key).model_ref(site.snapshot.world.lexicon())
        }
        (ParamsLayer::ProviderModel, [_, _, Step::Key(provider), ..]) => {
            let row = site.containers.get(site.containers.len().checked_sub(2)?)?;
            let id = row.get("id")?;
            Some(ModelRef::normalize(provider, &id.as_str()?, site.snapshot.world.lexicon()))
        }
        _ => None,
    }
}

/// The provider that the bag around a site is about, where it is about one.
pub(super) fn provider(site: &Site<'_>) -> Option<String> {
    match (layer(site)?, site.steps.as_slice()) {
        (ParamsLayer::Provider | ParamsLayer::ProviderModel, [_, _, Step::Key(provider), ..]) => {
            Some(provider.trim().to_lowercase())
        }
        _ => model(site).map(|model| model.provider),
    }
}

/// The model that is used where nothing more is said: the agent's own, else that of the defaults.
pub(super) fn primary(site: &Site<'_>) -> Option<ModelRef> {
    let root = site.snapshot.tree.value()?;
    let agent = match (layer(site)?, site.steps.as_slice()) {
        (ParamsLayer::Agent, _) => site.containers.get(site.containers.len().checked_sub(2)?)?.get("model"),
        _ => None,
    };
    let model = agent.or_else(|| root.at(&["agents", "defaults", "model"]))?;
    let written = config::agent_entry::primary_of(&model)?;
    let environment = site.snapshot.world.environment();
    Some(config::selection::ModelNames::read(&root, None, environment).resolve(&written).model)
}
