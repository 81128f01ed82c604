//! Models that a document names and that another release serves otherwise.

use super::facts::Served;
use crate::base::{Snapshot, masking};
use crate::catalog::{Catalog, life_of_model};
use crate::config::model_ref::ModelRef;
use crate::release::{self, Version};
use crate::schema::overlay::model_references;
use crate::schema::{PathStep, State};
use crate::syntax::{Entry, Node, Value};
use std::collections::BTreeMap;

/// The models that the new release refuses, replaces, or has no longer in its lists.
pub(super) fn changed(snapshot: &Snapshot, from: Version, to: Version) -> Vec<Served> {
    let mut walk = Walk::default();
    if let Some(root) = snapshot.tree.value() {
        walk.value(root, model_references().start(), "");
    }
    walk.named.into_iter().filter_map(|(model, path)| served(&model, &path, from, to)).collect()
}

fn served(model: &str, path: &str, from: Version, to: Version) -> Option<Served> {
    let told = |refused, becomes: Option<&str>| Served {
        path: masking::text(path).into_owned(),
        model: masking::text(model).into_owned(),
        refused,
        becomes: becomes.map(str::to_owned),
    };
    let reference = ModelRef::parse(model).without_profile();
    let (was, will) = (release::fate(reference, from), release::fate(reference, to));
    if let Some(will) = will.filter(|_| was != will) {
        return Some(told(will.refused, will.becomes));
    }
    let (provider, id) = reference.split_once('/')?;
    let (old, new) = (Catalog::of(from), Catalog::of(to));
    let is_listed = |catalog: &Catalog| catalog.model(provider, id).is_some();
    let is_gone = is_listed(old) && !is_listed(new) && life_of_model(provider, id, to).is_some();
    let is_suppressed = old.suppressed(provider, id).is_none() && new.suppressed(provider, id).is_some();
    (is_gone || is_suppressed).then(|| told(false, None))
}

/// The texts at the places that name models, each with the first path where it stands.
#[derive(Default)]
struct Walk {
    named: BTreeMap<String, String>,
}

impl Walk {
    fn value(&mut self, value: Value<'_>, state: State, path: &str) {
        if !model_references().values(state).is_empty() {
            self.names(value, path);
        }
        let node = value.object().or_else(|| value.array());
        node.into_iter().flat_map(Node::entries).for_each(|entry| self.entry(entry, state, path));
    }

    fn entry(&mut self, entry: Entry<'_>, state: State, path: &str) {
        let key = entry.key();
        let next = model_references().step(state, PathStep::of(key.as_deref()));
        if next.is_dead() {
            return;
        }
        let name = key.as_deref().map_or_else(|| entry.index().to_string(), str::to_owned);
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        if !model_references().values(next).is_empty() && name.contains('/') {
            self.add(&name, &path);
        }
        entry.value().into_iter().for_each(|value| self.value(value, next, &path));
    }

    /// A reference, or the `primary` and `fallbacks` of one.
    fn names(&mut self, value: Value<'_>, path: &str) {
        value.as_str().into_iter().for_each(|text| self.add(&text, path));
        let primary = value.get("primary").and_then(Value::as_str);
        if let Some(text) = primary {
            self.add(&text, &format!("{path}.primary"));
        }
        let fallbacks = value.get("fallbacks").and_then(Value::array).into_iter().flat_map(Node::entries);
        for text in fallbacks.filter_map(|entry| entry.value()?.as_str()) {
            self.add(&text, &format!("{path}.fallbacks"));
        }
    }

    fn add(&mut self, model: &str, path: &str) {
        self.named.entry(model.trim().to_owned()).or_insert_with(|| path.to_owned());
    }
}
