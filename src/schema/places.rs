//! Where a key of a given name may stand: the index of every key name in the schema.

use super::path::PatternStep;
use super::{Additional, Items, Node, Schema, SchemaId};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Beyond this depth no key is indexed: the deepest of OpenClaw's own lie at 14.
const DEEPEST: usize = 24;

/// Every key name of a schema with its places. [`Places::of`] makes it.
#[derive(Debug, Default)]
pub struct Places {
    steps: Vec<Step>,
    by_name: FxHashMap<String, Vec<usize>>,
}

/// One step of the tree of places.
#[derive(Debug)]
struct Step {
    /// The step before it; none for a step from the top.
    parent: Option<usize>,
    to: PatternStep,
    id: SchemaId,
}

/// A place where a key stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPlace {
    /// The steps from the top to the value of the key.
    pub steps: Vec<PatternStep>,
    /// The schema of the value; of several the first.
    pub id: SchemaId,
}

/// What was made, by the version and the fingerprint of the schema.
type Known = FxHashMap<(String, String), Arc<Places>>;

impl Places {
    /// All places of a schema. Costs as much as walking the whole schema.
    pub fn of(schema: &Schema) -> Self {
        let mut places = Self::default();
        let mut seen = FxHashSet::default();
        let mut waiting = vec![(None, schema.root(), 0)];
        while let Some((parent, id, depth)) = waiting.pop() {
            for (step, id) in steps_below(schema, id) {
                if depth < DEEPEST && seen.insert((parent, step.clone(), id)) {
                    waiting.push((Some(places.add(parent, step, id)), id, depth + 1));
                }
            }
        }
        places
    }

    /// The places of a schema, made once for all that are the same: worlds come and go, the schema stays.
    pub fn shared(schema: &Schema) -> Arc<Self> {
        static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
        let key = (schema.version().to_owned(), schema.digest().to_owned());
        // What another thread left behind is whole: entries are only added.
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(key).or_insert_with(|| Arc::new(Self::of(schema))))
    }

    fn add(&mut self, parent: Option<usize>, step: PatternStep, id: SchemaId) -> usize {
        let index = self.steps.len();
        if let PatternStep::Key(name) = &step {
            self.by_name.entry(plain(name)).or_default().push(index);
        }
        self.steps.push(Step { parent, to: step, id });
        index
    }

    /// The places of a key. Letter case, `-` and `_` do not count.
    pub fn of_name(&self, name: &str) -> Vec<KeyPlace> {
        let found = self.by_name.get(&plain(name)).map_or(&[][..], Vec::as_slice);
        let mut places: Vec<KeyPlace> = Vec::new();
        for place in found.iter().map(|index| self.place(*index)) {
            if !places.iter().any(|known| known.steps == place.steps) {
                places.push(place);
            }
        }
        places
    }

    fn place(&self, index: usize) -> KeyPlace {
        let mut steps = Vec::new();
        let mut at = Some(index);
        while let Some(step) = at.and_then(|at| self.steps.get(at)) {
            steps.push(step.to.clone());
            at = step.parent;
        }
        steps.reverse();
        KeyPlace { steps, id: self.steps[index].id }
    }
}

/// A name without what does not tell names apart.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase).collect()
}

/// The members and elements that a schema describes, through its unions. The parts of a reference to a secret are no
/// settings, and are left out.
fn steps_below(schema: &Schema, id: SchemaId) -> Vec<(PatternStep, SchemaId)> {
    let mut found = Vec::new();
    for branch in schema.branches(id).into_iter().map(|id| schema.node(id)) {
        if is_secret_reference(branch) {
            continue;
        }
        found.extend(branch.properties().map(|(name, id)| (PatternStep::Key(name.to_owned()), id)));
        found.extend(branch.pattern_properties().map(|(_, id)| (PatternStep::AnyKey, id)));
        if let Additional::Schema(id) = branch.additional() {
            found.push((PatternStep::AnyKey, id));
        }
        match branch.items() {
            Items::None => {}
            Items::One(id) => found.push((PatternStep::Item, id)),
            Items::Tuple(ids, _) => found.extend(ids.iter().map(|id| (PatternStep::Item, id))),
        }
    }
    found
}

fn is_secret_reference(node: Node<'_>) -> bool {
    node.properties().len() == 3
        && ["source", "provider", "id"].iter().all(|key| node.property(key).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: &[&str]) {
        let schema = Schema::embedded();
        let show = |step: &PatternStep| match step {
            PatternStep::Key(key) => key.clone(),
            PatternStep::AnyKey => "*".to_owned(),
            PatternStep::Item => "[]".to_owned(),
            PatternStep::Deep => "**".to_owned(),
        };
        let mut found: Vec<String> = Places::of(&schema)
            .of_name(name)
            .iter()
            .map(|place| place.steps.iter().map(show).collect::<Vec<_>>().join("."))
            .collect();
        found.sort();
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn every_place_of_a_name_is_known() {
        check("bindings", &["bindings"]);
        check(
            "STRICT_inline-eval",
            &["agents.entries.*.tools.exec.strictInlineEval", "tools.exec.strictInlineEval"],
        );
        check(
            "safeBinProfiles",
            &["agents.entries.*.tools.exec.safeBinProfiles", "tools.exec.safeBinProfiles"],
        );
        check("nobody-has-this", &[]);
    }

    #[test]
    fn parts_of_references_to_secrets_are_no_places() {
        let schema = Schema::embedded();
        let places = Places::of(&schema).of_name("provider");
        let is_token = |place: &KeyPlace| place.steps.contains(&PatternStep::Key("token".to_owned()));
        assert!(!places.is_empty() && !places.iter().any(is_token));
    }
}
