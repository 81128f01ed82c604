//! Names of models that select something else than they spell.

use super::scene::{Scene, Words};
use super::walk::Path;
use crate::config::model_ref::{ModelRef, Parsed};
use crate::config::placeholder::placeholders;
use crate::config::selection::{AliasOrigin, How};
use crate::schema::overlay::{ModelClass, ModelShape, model_references};

/// The model that a written name selects, where it is not the one that is written.
pub(super) fn hint(scene: &Scene<'_>, path: &Path<'_>) -> Option<Words> {
    let reference = model_references().lookup(&path.as_schema()).first().copied()?;
    if reference.shape == ModelShape::Key {
        return None;
    }
    let written = path.value()?.as_str()?;
    let written = written.trim();
    if written.is_empty() || !placeholders(written).is_empty() {
        return None;
    }
    match reference.class {
        ModelClass::Selector | ModelClass::Policy => selected(scene, path, written),
        ModelClass::Literal | ModelClass::Decision | ModelClass::Exact => {
            let model = Parsed::parse(written).model_ref(scene.snapshot.world.lexicon())?;
            differs(&model, written).then(|| (format!("= {model}"), None))
        }
        _ => None,
    }
}

fn selected(scene: &Scene<'_>, path: &Path<'_>, written: &str) -> Option<Words> {
    if written.ends_with("/*") {
        return None;
    }
    let explainer = scene.explainer()?;
    let agent = scene.agent(path);
    let agent = agent.as_deref().and_then(|id| explainer.agent(id));
    let found = explainer.resolve(agent, written);
    if !differs(&found.model, written) {
        return None;
    }
    let tooltip = match found.how {
        How::Written | How::Special => "another spelling of this model",
        How::Alias(AliasOrigin::BuiltIn) => {
            "an alias of OpenClaw's own, in force because the model is a key of agents.defaults.models"
        }
        How::Alias(AliasOrigin::Defaults) => "an alias of agents.defaults.models",
        How::Alias(AliasOrigin::Agent) => "an alias of the agent's models",
        How::UniqueMatch => "only this provider has a model with this id",
        How::DefaultProvider => {
            "no alias and no configured model has this name, so OpenClaw uses its default provider"
        }
        How::DefaultModel => "the reference cannot be read, so OpenClaw uses its default model",
    };
    Some((format!("= {}", found.model), Some(tooltip.to_owned())))
}

/// Whether a model is not the one that a text spells, an auth profile left aside.
fn differs(model: &ModelRef, written: &str) -> bool {
    let written = Parsed::parse(written).without_profile();
    written != model.to_string() && written != model.key()
}
