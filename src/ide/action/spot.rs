//! The member or element that an action is about.

use crate::base::Snapshot;
use crate::config::selection::ModelNames;
use crate::schema::{Literal, PathStep, SchemaId};
use crate::syntax::{ContainerKind, Entry, Node, Value};
use std::borrow::Cow;

/// A member or element, with the way that leads there.
#[derive(Clone, Debug)]
pub(super) struct Spot<'t> {
    pub(super) snapshot: &'t Snapshot,
    /// The entries on the way to the container, from the document's value on.
    pub(super) above: Vec<Entry<'t>>,
    /// Their keys without the first; `None` stands for an element.
    pub(super) way: Vec<Option<Cow<'t, str>>>,
    /// The object or array that holds it.
    pub(super) object: Node<'t>,
    /// The member or element itself.
    pub(super) entry: Entry<'t>,
    own_key: Option<Cow<'t, str>>,
}

impl<'t> Spot<'t> {
    /// The innermost one at an offset.
    pub(super) fn at(snapshot: &'t Snapshot, offset: usize) -> Option<Self> {
        let cursor = snapshot.tree.cursor(offset);
        let way = cursor.path().map(Entry::key).collect();
        let (entry, object) = (cursor.entry?, cursor.container);
        Some(Self { snapshot, above: cursor.ancestors, way, object, entry, own_key: entry.key() })
    }

    /// The spot that holds it: the member or element whose value is the container.
    pub(super) fn outer(&self) -> Option<Self> {
        let (entry, above) = self.above.split_last()?;
        let object =
            above.last().map_or_else(|| Some(self.snapshot.tree.document()), |holder| holder.child())?;
        let mut way = self.way.clone();
        way.pop();
        let (above, own_key) = (above.to_vec(), entry.key());
        Some(Self { snapshot: self.snapshot, above, way, object, entry: *entry, own_key })
    }

    /// The key; of an element none.
    pub(super) fn key(&self) -> Cow<'t, str> {
        self.entry.key().unwrap_or_default()
    }

    pub(super) fn value(&self) -> Option<Value<'t>> {
        self.entry.value()
    }

    /// The text of the string that the value is.
    pub(super) fn text(&self) -> Option<Cow<'t, str>> {
        self.value()?.as_str()
    }

    /// The object that the value is.
    pub(super) fn inner(&self) -> Option<Node<'t>> {
        self.value()?.object()
    }

    /// The object that is the document.
    pub(super) fn root(&self) -> Option<Node<'t>> {
        self.snapshot.tree.value().and_then(Value::object)
    }

    /// The names that the document gives to models outside single agents.
    pub(super) fn model_names(&self) -> Option<ModelNames> {
        let environment = self.snapshot.world.environment();
        Some(ModelNames::read(&self.snapshot.tree.value()?, None, environment))
    }

    /// The value at a path of keys from the top.
    pub(super) fn get(&self, path: &[&str]) -> Option<Value<'t>> {
        path.iter().try_fold(self.snapshot.tree.value()?, |value, key| value.get(key))
    }

    /// The keys of the object at a path.
    pub(super) fn keys(&self, path: &[&str]) -> Vec<Cow<'t, str>> {
        let object = self.get(path).and_then(Value::object);
        object.into_iter().flat_map(Node::entries).filter_map(Entry::key).collect()
    }

    /// Whether it is the document's value.
    fn is_document(&self) -> bool {
        self.object.kind() == ContainerKind::Root
    }

    /// The steps to the value.
    pub(super) fn path(&self) -> Vec<PathStep<'_>> {
        let own = if self.is_document() { None } else { Some(&self.own_key) };
        let keys = self.way.iter().chain(own);
        keys.map(|key| PathStep::of(key.as_deref())).collect()
    }

    /// The schemas of the value.
    pub(super) fn value_schemas(&self) -> Vec<SchemaId> {
        self.snapshot.world.schema.lookup(&self.path())
    }

    /// The schemas of a member of the value.
    pub(super) fn child_schemas(&self, key: &str) -> Vec<SchemaId> {
        let mut path = self.path();
        path.push(PathStep::Key(key));
        self.snapshot.world.schema.lookup(&path)
    }

    /// Schemas with all branches of their unions.
    pub(super) fn branches(&self, schemas: &[SchemaId]) -> Vec<crate::schema::Node<'t>> {
        let schema = &self.snapshot.world.schema;
        let branches = schemas.iter().flat_map(|id| schema.branches(*id));
        branches.map(|id| schema.node(id)).collect()
    }

    /// The strings that are allowed as the value.
    pub(super) fn allowed(&self) -> Vec<&'t str> {
        let values = |node: crate::schema::Node<'t>| node.enum_values().chain(node.const_value());
        let strings = self.branches(&self.value_schemas()).into_iter().flat_map(values);
        let mut names: Vec<&str> = Vec::new();
        for literal in strings {
            if let Literal::String(name) = literal
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }
}
