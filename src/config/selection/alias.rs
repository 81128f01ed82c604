//! Names of models, and the entries that give them.

use crate::config::lexicon::Lexicon;
use crate::config::model_ref::{ModelRef, Parsed, Shape};

/// An alias that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// The key of the entry that it belongs to, as written.
    pub key: String,
    /// The model that it selects.
    pub target: ModelRef,
    /// Where it comes from.
    pub origin: AliasOrigin,
}

/// Where an alias comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AliasOrigin {
    /// `agents.defaults.models.<ref>.alias`.
    Defaults,
    /// `agents.entries.<id>.models.<ref>.alias`.
    Agent,
    /// OpenClaw's own, in force because its target is a key of `agents.defaults.models`.
    BuiltIn,
}

/// One entry of a `models` map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelEntry {
    /// Its key as written.
    pub key: String,
    /// Its alias without outer blanks; empty where the entry switches aliases off.
    pub alias: Option<String>,
}

/// The model that a key of a `models` map names. An `@profile` is no profile there but part of the id.
pub(super) fn full_ref(key: &str, names: Lexicon) -> Option<ModelRef> {
    let parsed = Parsed::parse(key);
    let profile = parsed.profile_text().filter(|_| parsed.shape == Shape::Full);
    let model = parsed.model_ref(names)?;
    Some(match profile {
        Some(profile) => {
            ModelRef::normalize(&model.provider, &format!("{}@{profile}", parsed.id_text()?), names)
        }
        None => model,
    })
}
