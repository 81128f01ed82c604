//! Keys that a document does not write, and that another release fills in otherwise.

use super::facts::Filled;
use crate::base::Snapshot;
use crate::release::Version;
use crate::schema::{Schema, SchemaId};
use crate::syntax::{Node, Value};

/// How far objects that are not written are looked into: all of their members are named ones.
const DEEPEST: usize = 8;

/// The keys that are not written and have a default in both releases, not the same one.
pub(super) fn changed(snapshot: &Snapshot, from: Version, to: Version) -> Vec<Filled> {
    let schemas = Schema::of_release(from).zip(Schema::of_release(to));
    let Some((old, new)) = schemas else { return Vec::new() };
    let root = snapshot.tree.value().and_then(Value::object);
    let (first, second) = (vec![old.root()], vec![new.root()]);
    let mut walk = Walk { old, new, found: Vec::new() };
    walk.object(&first, &second, root, "", 0);
    walk.found
}

struct Walk {
    old: Schema,
    new: Schema,
    found: Vec<Filled>,
}

impl Walk {
    fn object(
        &mut self,
        old: &[SchemaId],
        new: &[SchemaId],
        node: Option<Node<'_>>,
        path: &str,
        depth: usize,
    ) {
        // Where both releases say the same, nothing below differs: equal schemas have one id.
        if depth > DEEPEST || node.is_some_and(|node| node.has("$include")) {
            return;
        }
        let mut names: Vec<String> = old
            .iter()
            .flat_map(|id| self.old.node(*id).properties())
            .map(|(name, _)| name.to_owned())
            .collect();
        names.extend(written(node));
        names.sort_unstable();
        names.dedup();
        for name in names {
            let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            self.member((old, new), node, &name, (&below, depth));
        }
    }

    fn member(
        &mut self,
        (old, new): (&[SchemaId], &[SchemaId]),
        node: Option<Node<'_>>,
        name: &str,
        (path, depth): (&str, usize),
    ) {
        let child = |schema: &Schema, ids: &[SchemaId]| -> Vec<SchemaId> {
            ids.iter().flat_map(|id| schema.children_through_unions(*id, name)).collect()
        };
        let (old, new) = (child(&self.old, old), child(&self.new, new));
        if old.is_empty() || new.is_empty() || old == new {
            return;
        }
        let value = node.and_then(|node| node.get(name));
        if value.is_none()
            && let (Some(from), Some(to)) = (default(&self.old, &old), default(&self.new, &new))
            && from != to
        {
            self.found.push(Filled { path: path.to_owned(), from, to });
        }
        // A written value that is no object has no members to fill in.
        if value.is_none_or(|value| value.object().is_some()) {
            self.object(&old, &new, value.and_then(Value::object), path, depth + 1);
        }
    }
}

fn written(node: Option<Node<'_>>) -> impl Iterator<Item = String> {
    node.into_iter().flat_map(Node::entries).filter_map(|entry| entry.key().map(std::borrow::Cow::into_owned))
}

/// The default of a value; nothing where its branches have several.
fn default(schema: &Schema, ids: &[SchemaId]) -> Option<String> {
    let defaults = ids.iter().flat_map(|id| schema.branches(*id)).filter_map(|id| {
        let default = schema.node(id).default()?;
        Some(default.to_string())
    });
    let mut defaults: Vec<String> = defaults.collect();
    defaults.dedup();
    if let [only] = defaults.as_slice() { Some(only.clone()) } else { None }
}
