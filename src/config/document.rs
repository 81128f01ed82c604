//! The syntax tree of a document as a configuration.

use super::{ConfigValue, include};
use crate::catalog::{DocumentCatalog, MergedCatalog, ReleaseCatalog};
use crate::release;
use crate::syntax::{Entry, Node, ScalarKind, Tree, Value};
use serde_json::{Map, Number, Value as Json};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock, OnceLock};

/// What the catalogue is remembered under, in the memo of the `models` object.
const CATALOG: u64 = u64::from_be_bytes(*b"catalog.");

/// The values of a catalogue are nested less deeply than this; whatever lies deeper is left out.
const DEEPEST: usize = 24;

impl ConfigValue for Value<'_> {
    fn get(&self, key: &str) -> Option<Self> {
        Value::get(*self, key)
    }

    fn as_str(&self) -> Option<Cow<'_, str>> {
        Value::as_str(*self)
    }

    fn as_bool(&self) -> Option<bool> {
        self.scalar()?.as_bool()
    }

    fn as_f64(&self) -> Option<f64> {
        self.scalar()?.as_f64()
    }

    fn is_list(&self) -> bool {
        self.array().is_some()
    }

    fn entries(&self) -> Vec<(String, Self)> {
        let members = self.object().into_iter().flat_map(Node::entries);
        // The directive says where members come from, and is none itself.
        let members = members.filter(|entry| entry.key().as_deref() != Some(include::KEY));
        members.filter_map(|entry| Some((entry.key()?.into_owned(), entry.value()?))).collect()
    }

    fn items(&self) -> Vec<Self> {
        self.array().into_iter().flat_map(Node::entries).filter_map(Entry::value).collect()
    }
}

/// The catalogue that holds for a document: that of the release that reads it, with what the document declares under `models`.
///
/// It is made once for each version of the `models` object and each release, and kept with it.
pub fn catalog(tree: &Tree, release: impl Into<ReleaseCatalog>) -> Arc<MergedCatalog> {
    let section = tree.value().and_then(|root| root.get("models")).and_then(Value::object);
    catalog_of(section, release)
}

/// The catalogue that holds for a document with this `models` object, or without any; see [`catalog`].
pub fn catalog_of(section: Option<Node<'_>>, release: impl Into<ReleaseCatalog>) -> Arc<MergedCatalog> {
    static PLAIN: LazyLock<Vec<OnceLock<Arc<MergedCatalog>>>> =
        LazyLock::new(|| release::releases().iter().map(|_| OnceLock::new()).collect());
    let release = release.into();
    let key = CATALOG ^ release.key();
    let carried = match release {
        ReleaseCatalog::Carried(version) => PLAIN.get(release::index(version)),
        ReleaseCatalog::Installed(_) => None,
    };
    let made = |document| Arc::new(MergedCatalog::of(document, release));
    match (section, carried) {
        (Some(section), _) => section.green().memo().get_or_share(key, || made(declared(section))),
        (None, Some(slot)) => Arc::clone(slot.get_or_init(|| made(DocumentCatalog::default()))),
        (None, None) => made(DocumentCatalog::default()),
    }
}

fn declared(section: Node<'_>) -> DocumentCatalog {
    serde_json::from_value(to_json(Value::Node(section), 0)).unwrap_or_default()
}

/// A value as plain data. What JSON cannot say becomes `null`.
fn to_json(value: Value<'_>, depth: usize) -> Json {
    let node = match value {
        Value::Node(node) if depth < DEEPEST => node,
        Value::Node(_) => return Json::Null,
        Value::Scalar(scalar) => {
            return match scalar.kind() {
                ScalarKind::String => scalar.as_str().map_or(Json::Null, |text| text.into_owned().into()),
                ScalarKind::Number => {
                    scalar.as_f64().and_then(Number::from_f64).map_or(Json::Null, Json::Number)
                }
                ScalarKind::Boolean => scalar.as_bool().map_or(Json::Null, Json::Bool),
                ScalarKind::Null | ScalarKind::Malformed => Json::Null,
            };
        }
    };
    let read = |value| to_json(value, depth + 1);
    if node.is_object() {
        let members = node.entries();
        let members = members.filter_map(|entry| Some((entry.key()?.into_owned(), read(entry.value()?))));
        return Json::Object(members.collect::<Map<_, _>>());
    }
    Json::Array(node.entries().filter_map(|entry| entry.value().map(read)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release::newest;

    #[test]
    fn the_tree_reads_as_json5_does() {
        let tree = Tree::parse("{ a: 1, 'b': ['x', { c: \"y\" }], a: 'last', d: ");
        let root = tree.value().expect("an object");
        assert_eq!(
            root.at(&["a"]).and_then(|a| ConfigValue::as_str(&a).map(Cow::into_owned)).as_deref(),
            Some("last")
        );
        assert_eq!(root.entries().len(), 3, "a member without a value says nothing");
        assert_eq!(root.at(&["b"]).map(|b| b.items().len()), Some(2));
    }

    #[test]
    fn the_catalogue_of_a_document_is_made_once() {
        let tree = Tree::parse(
            "{ models: { providers: { box: { models: [{ id: 'm', contextWindow: 0x2000, reasoning: true, oops }] } } } }",
        );
        let first = catalog(&tree, newest());
        let model = first.model("box", "m").expect("the document's row");
        assert_eq!((model.context_window, model.reasoning), (Some(8192), Some(true)));
        assert!(Arc::ptr_eq(&first, &catalog(&tree, newest())));
        assert!(catalog(&Tree::parse("{}"), newest()).model("anthropic", "claude-opus-5").is_some());
    }
}
