//! A value at a place that does not take it.

use crate::base::Snapshot;
use crate::check::fit;
use crate::edit::Style;
use crate::schema::{Node as Shape, PathStep, SchemaId, TypeSet, overlay, steps};
use crate::syntax::{Entry, Node, Tree, Value};
use std::borrow::Cow;

/// Longer forms are not shown in a message.
const SHORT: usize = 60;

/// A value at a place that does not take it.
pub(super) struct Misfit<'t> {
    pub(super) snapshot: &'t Snapshot,
    /// The object or array that holds it.
    pub(super) holder: Node<'t>,
    pub(super) way: Vec<Option<Cow<'t, str>>>,
    pub(super) entry: Entry<'t>,
    pub(super) value: Value<'t>,
    pub(super) ids: Vec<SchemaId>,
}

impl<'t> Misfit<'t> {
    pub(super) fn at(snapshot: &'t Snapshot, offset: usize) -> Option<Self> {
        let cursor = snapshot.tree.cursor(offset);
        let entry = cursor.entry?;
        let mut way: Vec<Option<Cow<'t, str>>> = cursor.path().map(Entry::key).collect();
        way.push(entry.key());
        let (holder, value) = (cursor.container, entry.value()?);
        let mut misfit = Self { snapshot, holder, way, entry, value, ids: Vec::new() };
        misfit.ids = snapshot.world.schema.lookup(&misfit.steps());
        Some(misfit)
    }

    pub(super) fn steps(&self) -> Vec<PathStep<'_>> {
        steps(&self.way)
    }

    pub(super) fn key(&self) -> Cow<'t, str> {
        self.entry.key().unwrap_or_default()
    }

    pub(super) fn style(&self) -> Style {
        Style::around(self.snapshot, self.holder)
    }

    pub(super) fn source(&self, value: Value<'_>) -> String {
        self.snapshot.text.slice(value.range())
    }

    /// The schemas with the branches of their unions.
    pub(super) fn branches(&self) -> Vec<Shape<'t>> {
        let schema = &self.snapshot.world.schema;
        let ids = self.ids.iter().flat_map(|id| schema.branches(*id));
        ids.map(|id| schema.node(id)).collect()
    }

    pub(super) fn expects(&self, kind: TypeSet) -> bool {
        self.branches().iter().any(|node| !node.types().is_any() && node.types().names(kind))
    }

    /// Whether OpenClaw takes a text as the value here.
    pub(super) fn is_taken(&self, source: &str) -> bool {
        let tree = Tree::parse(source);
        let Some(value) = tree.value().filter(|_| tree.is_valid()) else { return false };
        self.ids.iter().any(|id| fit::errors(self.snapshot, *id, value) == 0)
    }

    /// Whether a form may be shown: not where a secret could be in it.
    pub(super) fn is_shown(&self, form: &str) -> bool {
        let is_scalar = |entry: Entry<'_>| entry.value().is_some_and(|value| value.scalar().is_some());
        let is_switch = |entry: Entry<'_>| {
            entry.value().is_some_and(|value| match value {
                Value::Scalar(scalar) => scalar.as_bool().is_some(),
                Value::Node(node) => node.entries().all(|entry| {
                    entry.value().and_then(Value::scalar).is_some_and(|scalar| scalar.as_bool().is_some())
                }),
            })
        };
        let is_plain = match self.value {
            Value::Scalar(_) => true,
            Value::Node(node) if node.is_object() => node.entries().all(is_switch),
            Value::Node(node) => node.entries().all(is_scalar),
        };
        let has_login = form.contains("://") && form.contains('@');
        let is_short = form.len() <= SHORT && !form.contains('\n');
        is_plain && is_short && !has_login && !overlay::is_secret(&self.steps())
    }
}
