//! The models that a part of a document names, found by any of their names without a walk over all of them.

use super::alias::{Alias, AliasOrigin, ModelEntry, full_ref};
use crate::config::lexicon::Lexicon;
use crate::config::model_ref::ModelRef;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;

/// The entries of a `models` map, with the models that are declared beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// The aliases in force, in their order.
    pub(super) aliases: Vec<Alias>,
    /// The models whose entries say something about an alias, be it that there is none.
    pub(super) decided: FxHashSet<ModelRef>,
    /// The first model of OpenRouter that costs nothing.
    pub(super) free: Option<ModelRef>,
    /// The model that the document declares first, unless it also declares OpenClaw's own default.
    pub(super) first_declared: Option<(String, String)>,
    /// The places in `aliases`, by the name in lower case.
    by_name: FxHashMap<String, Vec<usize>>,
    /// The models with an id, by the id in lower case: provider and id.
    by_id: FxHashMap<String, Vec<(String, String)>>,
    /// The declared models, in lower case.
    declared: FxHashSet<(String, String)>,
}

impl Known {
    pub(super) fn new(
        entries: &[ModelEntry],
        origin: AliasOrigin,
        built_in: Vec<Alias>,
        declared: Vec<(String, String)>,
        lexicon: Lexicon,
    ) -> Self {
        let mut known = Self::default();
        known.add_aliases(entries, origin, lexicon);
        known.aliases.extend(built_in);
        for (at, alias) in known.aliases.iter().enumerate() {
            known.by_name.entry(alias.name.to_lowercase()).or_default().push(at);
        }
        let models: Vec<ModelRef> =
            entries.iter().filter_map(|entry| full_ref(&entry.key, lexicon)).collect();
        let free_declared =
            || declared.iter().map(|(p, id)| ModelRef::normalize(p, id, lexicon)).find(is_free);
        known.free = models.iter().find(|model| is_free(model)).cloned().or_else(free_declared);
        let own = lexicon.default_model();
        let has_own = declared.iter().any(|(provider, id)| (provider.as_str(), id.as_str()) == own);
        known.first_declared = declared.first().filter(|_| !has_own).cloned();
        let lower = |(provider, id): &(String, String)| (provider.clone(), id.to_lowercase());
        known.declared = declared.iter().map(lower).collect();
        let listed = models.into_iter().map(|model| (model.provider, model.id));
        for (provider, id) in listed.chain(declared) {
            known.by_id.entry(id.to_lowercase()).or_default().push((provider, id));
        }
        known
    }

    /// Of several entries for one model the last one decides about its alias, and about the place of that alias.
    fn add_aliases(&mut self, entries: &[ModelEntry], origin: AliasOrigin, lexicon: Lexicon) {
        let says = |entry: &ModelEntry| {
            Some((entry.alias.clone()?, full_ref(&entry.key, lexicon)?, entry.key.clone()))
        };
        let said: Vec<(String, ModelRef, String)> = entries.iter().filter_map(says).collect();
        let last: FxHashMap<&ModelRef, usize> =
            said.iter().enumerate().map(|(at, (_, target, _))| (target, at)).collect();
        let deciding = said.iter().enumerate().filter(|(at, (_, target, _))| last.get(target) == Some(at));
        let speaking = deciding.filter(|(_, (name, ..))| !name.is_empty());
        self.aliases = speaking
            .map(|(_, (name, target, key))| Alias {
                name: name.clone(),
                key: key.clone(),
                target: target.clone(),
                origin,
            })
            .collect();
        self.decided = said.iter().map(|(_, target, _)| target.clone()).collect();
    }

    /// The aliases with a name in lower case, the one that counts first.
    pub(super) fn named(&self, lower: &str) -> impl Iterator<Item = &Alias> {
        let places = self.by_name.get(lower).map(Vec::as_slice).unwrap_or_default();
        places.iter().rev().filter_map(|at| self.aliases.get(*at))
    }

    /// Whether a provider declares a model, both in lower case.
    pub(super) fn declares(&self, provider: &str, id: &str) -> bool {
        self.declared.contains(&(provider.to_owned(), id.to_owned()))
    }

    /// The providers that have a model of this id; those that differ in case only where none has it exactly.
    pub(super) fn providers_of(&self, name: &str) -> BTreeSet<&str> {
        let similar = self.by_id.get(&name.to_lowercase()).map(Vec::as_slice).unwrap_or_default();
        let exact: BTreeSet<&str> =
            similar.iter().filter(|(_, id)| id == name).map(|(provider, _)| provider.as_str()).collect();
        if exact.is_empty() { similar.iter().map(|(provider, _)| provider.as_str()).collect() } else { exact }
    }
}

fn is_free(model: &ModelRef) -> bool {
    model.provider == "openrouter" && model.id.contains('/') && model.id.ends_with(":free")
}
