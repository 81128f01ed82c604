//! Where a configuration names a model (docs/openclaw/models.md#places).

use super::table::{rows, trie};
use crate::schema::PathTrie;
use std::sync::LazyLock;

/// How OpenClaw reads a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModelClass {
    /// `provider/model` or an alias.
    Selector,
    /// `provider/model`; aliases are not looked up.
    Literal,
    /// `provider/model` of a decision plugin, or empty to switch off; anything else is an error.
    Decision,
    /// An entry of an allow list: alias, `provider/model`, or a trailing wildcard.
    Policy,
    /// `provider/model` or `*`.
    Exact,
    /// A model id alone, or `provider/model`.
    Loose,
    /// A model id alone, in the provider's own words; references are wrong here.
    IdOnly,
    /// A key that is `provider/model` or `provider/*`.
    KeyModel,
    /// A key that is a provider, below `tools.byProvider` also `provider/model`.
    KeyProvider,
}

/// What may stand at the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModelShape {
    /// A string.
    Text,
    /// A string, or an object with `primary` and `fallbacks`.
    TextOrObject,
    /// The reference is the member's name, not its value.
    Key,
}

/// One place of a model reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ModelReference {
    /// How OpenClaw reads it.
    pub class: ModelClass,
    /// What may stand there.
    pub shape: ModelShape,
}

static REFERENCES: LazyLock<PathTrie<ModelReference>> = LazyLock::new(|| {
    trie(model_reference_patterns().flat_map(|(path, reference)| {
        let text = ModelReference { shape: ModelShape::Text, ..reference };
        let mut places = vec![(path.to_owned(), reference)];
        if reference.shape == ModelShape::TextOrObject {
            places.push((format!("{path}.primary"), text));
            places.push((format!("{path}.fallbacks[]"), text));
        }
        places
    }))
});

/// The patterns of all places, one for both forms of an object; of agents only those in the newer roster.
pub fn model_reference_patterns() -> impl Iterator<Item = (&'static str, ModelReference)> {
    rows(include_str!("../../../data/overlay/model-references.tsv"))
        .map(|[path, class, shape]| (path, ModelReference { class: class_of(class), shape: shape_of(shape) }))
}

/// Every place of a model reference. `primary` and `fallbacks[]` of the object form are places of their own; for
/// [`ModelShape::Key`] the path is that of the member whose name is meant.
pub fn model_references() -> &'static PathTrie<ModelReference> {
    &REFERENCES
}

fn class_of(word: &str) -> ModelClass {
    match word {
        "literal" => ModelClass::Literal,
        "decision" => ModelClass::Decision,
        "policy" => ModelClass::Policy,
        "exact" => ModelClass::Exact,
        "loose" => ModelClass::Loose,
        "id-only" => ModelClass::IdOnly,
        "key-literal" => ModelClass::KeyModel,
        "key-provider" => ModelClass::KeyProvider,
        _ => ModelClass::Selector,
    }
}

fn shape_of(word: &str) -> ModelShape {
    match word {
        "object" => ModelShape::TextOrObject,
        "key" => ModelShape::Key,
        _ => ModelShape::Text,
    }
}
