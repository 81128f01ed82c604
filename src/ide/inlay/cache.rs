//! Cache settings: the lifetime that they come to, or who ignores or shadows them.

use super::scene::{Scene, Words};
use super::walk::Path;
use crate::config::cache_lifetime::Lifetime;
use crate::config::cache_retention::{Layer, LayerValue, Retention, Why};
use crate::config::lexicon::Lexicon;
use crate::config::model_ref::{ModelRef, Parsed};
use crate::config::placeholder::placeholders;
use crate::explain::{Explainer, Explanation, Query, layer_of};
use crate::schema::overlay::params_layers;

/// What becomes of the cache setting at a path.
pub(super) fn hint(scene: &Scene<'_>, path: &Path<'_>) -> Option<Words> {
    let key = path.last_key().filter(|key| matches!(*key, "cacheRetention" | "cacheControlTtl"))?;
    let steps = path.as_schema();
    let layer = layer_of(*params_layers().lookup(&steps[..steps.len() - 1]).first()?);
    let written = path.value()?.as_str().map(std::borrow::Cow::into_owned);
    if written.as_deref().is_some_and(|text| !placeholders(text).is_empty()) {
        return None;
    }
    let is_legacy = key == "cacheControlTtl";
    let means = |text: &str| if is_legacy { Retention::from_legacy(text) } else { Retention::parse(text) };
    if written.as_deref().and_then(means).is_none() {
        return Some(("no effect".to_owned(), Some("the value means nothing to OpenClaw".to_owned())));
    }
    let explainer = scene.explainer()?;
    let model = match model_of(path, layer, scene.snapshot.world.lexicon()) {
        Subject::Is(model) => Some(model),
        Subject::OfTheAgent => None,
        Subject::Never => return Some(("never applies".to_owned(), None)),
    };
    let agent = scene.agent(path).filter(|_| matches!(layer, Layer::Agent | Layer::AgentModel));
    let model = model.map(|model| model.to_string());
    let found =
        explainer.explain_cache(Query { agent: agent.as_deref(), model: model.as_deref(), api: None });
    Some(words(explainer, &found, layer, is_legacy, model.is_none()))
}

/// Whom a layer is about.
enum Subject {
    /// A model.
    Is(ModelRef),
    /// All models of the agent, or of all agents.
    OfTheAgent,
    /// No model at all.
    Never,
}

fn model_of(path: &Path<'_>, layer: Layer, names: Lexicon) -> Subject {
    let from_end = |steps: usize| path.len().checked_sub(steps).and_then(|at| path.key(at));
    match layer {
        Layer::Defaults | Layer::Agent => Subject::OfTheAgent,
        Layer::DefaultsModel | Layer::AgentModel => {
            let key = from_end(3).unwrap_or_default();
            let model = Parsed::parse(key).model_ref(names);
            let model = model.filter(|model| model.takes_params(key, layer == Layer::AgentModel, names));
            model.map_or(Subject::Never, Subject::Is)
        }
        // Of the providers' own sections only one is read, and it holds for all its models.
        Layer::Provider | Layer::ProviderModel if path.key(2) != Some("openrouter") => Subject::Never,
        Layer::Provider | Layer::ProviderModel => {
            Subject::Is(ModelRef::normalize("openrouter", "anthropic/claude", names))
        }
    }
}

fn words(
    explainer: &Explainer<'_>,
    found: &Explanation,
    layer: Layer,
    is_legacy: bool,
    is_general: bool,
) -> Words {
    let model = &found.resolution.model;
    let about = format!("for {model}{}", agent_words(found));
    let why = found.cache.why;
    let decides = why == if is_legacy { Why::Legacy(layer) } else { Why::Layer(layer) };
    let path_of = |layer: Layer| {
        let row = found.layers.iter().find(|row| row.layer == layer);
        row.map_or_else(|| layer.path(None, &model.key()), |row| row.path.clone())
    };
    let label = match why {
        _ if found.is_claude_cli => "ignored: Claude CLI".to_owned(),
        Why::NotRead if !found.knows_provider => format!("unknown provider: {}", model.provider),
        Why::NotRead => format!("ignored: {}", model.provider),
        _ if decides && is_general => format!("= {} with {model}", short(found.cache.lifetime)),
        _ if decides => format!("= {}", short(found.cache.lifetime)),
        Why::Seeded => {
            format!("shadowed: \"short\" is put into {} on loading", path_of(Layer::DefaultsModel))
        }
        Why::Layer(winner) => format!("shadowed by {}", path_of(winner)),
        Why::Legacy(winner) if winner != layer => format!("shadowed by {}", path_of(winner)),
        _ if is_legacy && found.layers.iter().any(|row| is_valid(&row.retention)) => "shadowed".to_owned(),
        _ => "no effect".to_owned(),
    };
    let overridden = if decides && !is_general && layer == Layer::DefaultsModel {
        overriding(explainer, model)
    } else {
        Vec::new()
    };
    if overridden.is_empty() {
        return (label, Some(about));
    }
    (label, Some(format!("{about}; agents with another value: {}", overridden.join(", "))))
}

fn is_valid(value: &LayerValue) -> bool {
    value.retention().is_some()
}

fn agent_words(found: &Explanation) -> String {
    found.agent.as_ref().map(|id| format!(", agent {id}")).unwrap_or_default()
}

/// The agents whose own `params` have a retention, which beats the shared entry of a model.
fn overriding(explainer: &Explainer<'_>, model: &ModelRef) -> Vec<String> {
    /// So many agents are named.
    const MOST: usize = 5;
    let own = |agent: &&crate::config::effective::Agent<_>| explainer.has_own_retention(agent, model);
    explainer.agents().iter().filter(own).take(MOST).map(|agent| agent.id.clone()).collect()
}

/// A lifetime as it stands behind a value.
pub(crate) const fn short(lifetime: Lifetime) -> &'static str {
    match lifetime {
        Lifetime::FiveMinutes => "5 min",
        Lifetime::ThirtyMinutes => "30 min",
        Lifetime::OneHour => "1 h",
        Lifetime::OneDay => "24 h",
        Lifetime::ProviderDefault => "the provider's default",
        Lifetime::NotCached => "no caching",
        Lifetime::NoCacheKey => "no cache key",
        Lifetime::Ignored => "ignored",
    }
}
