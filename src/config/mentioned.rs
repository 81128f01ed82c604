//! The models that the agents of a document name.

use crate::schema::overlay::{ModelClass, ModelShape, model_references};
use crate::schema::{PathStep, State};
use crate::syntax::{Entry, Value};
use crate::text::TextRange;
use rustc_hash::FxHashMap;

/// As many values are looked at; what lies behind them is hardly what somebody thinks of.
const MOST: usize = 4_000;

/// The references to models below `agents`, and how often each stands there.
///
/// `except` is left out: the place that is being written.
pub fn mentioned(root: Value<'_>, except: TextRange) -> FxHashMap<String, usize> {
    let mut found = Found { counts: FxHashMap::default(), left: MOST, except };
    if let Some(agents) = root.get("agents") {
        found.value(model_references().walk(&[PathStep::Key("agents")]), agents);
    }
    found.counts
}

struct Found {
    counts: FxHashMap<String, usize>,
    left: usize,
    except: TextRange,
}

impl Found {
    /// Goes through a value, only as deep as a model can be named.
    fn value(&mut self, state: State, value: Value<'_>) {
        if let Some(object) = value.object() {
            for entry in object.entries() {
                self.member(state, entry);
            }
        } else if let Some(array) = value.array() {
            let state = model_references().step(state, PathStep::Item);
            for entry in array.entries() {
                self.child(state, entry);
            }
        } else if names_model(state, |shape| shape != ModelShape::Key)
            && let Some(text) = value.as_str()
        {
            self.count(&text);
        }
    }

    fn member(&mut self, state: State, entry: Entry<'_>) {
        let Some(key) = entry.key() else { return };
        let state = model_references().step(state, PathStep::Key(&key));
        let is_written = entry.key_token().is_some_and(|token| token.range.touches(self.except.start));
        if !is_written && names_model(state, |shape| shape == ModelShape::Key) {
            self.count(&key);
        }
        self.child(state, entry);
    }

    fn child(&mut self, state: State, entry: Entry<'_>) {
        let Some(value) = entry.value() else { return };
        let is_written = value.as_str().is_some() && value.range().touches(self.except.start);
        if is_written || state.is_dead() || self.left == 0 {
            return;
        }
        self.left -= 1;
        self.value(state, value);
    }

    fn count(&mut self, reference: &str) {
        let reference = reference.trim();
        if reference.contains('/') && !reference.ends_with('*') {
            *self.counts.entry(reference.to_owned()).or_default() += 1;
        }
    }
}

/// Whether a model is named at a place, in a shape.
fn names_model(state: State, fits: impl Fn(ModelShape) -> bool) -> bool {
    model_references().values(state).iter().any(|reference| {
        fits(reference.shape) && !matches!(reference.class, ModelClass::IdOnly | ModelClass::KeyProvider)
    })
}
