//! The schema pass over `agents.list`, the roster of older releases: OpenClaw moves its elements to `agents.entries`
//! before it checks them, so they are checked like those, but for their `id`.

use super::finding::Findings;
use super::schema::Pass;
use super::walk::remembered;
use crate::schema::{Schema, SchemaId};
use crate::syntax::{Node, Value};
use std::sync::Arc;

/// What is wrong with the elements, with their first bytes.
pub(super) fn run(pass: &Pass<'_>, root: Value<'_>) -> Vec<(usize, Arc<Findings>)> {
    let agents = root.get("agents").and_then(Value::object).filter(|agents| !agents.has("entries"));
    let list = agents.and_then(|agents| agents.get("list")).and_then(Value::array);
    let (Some(list), Some(schema)) = (list, entry_schema(pass.schema)) else { return Vec::new() };
    let elements = list.entries().filter_map(|entry| entry.value()?.object());
    elements.map(|node| (node.range().start, element(pass, schema, node))).collect()
}

/// The schema of one member of `agents.entries`.
fn entry_schema(schema: &Schema) -> Option<SchemaId> {
    let path = ["agents", "entries", "main"];
    path.iter().try_fold(schema.root(), |id, key| schema.child(id, key).ids().first().copied())
}

fn element(pass: &Pass<'_>, schema: SchemaId, node: Node<'_>) -> Arc<Findings> {
    remembered(node.green().memo(), pass.key(schema, u64::from_be_bytes(*b"roster.1")), |findings| {
        let members = Node::new(node.green(), 0).entries();
        for entry in members.filter(|entry| entry.key().as_deref() != Some("id")) {
            pass.entry(schema, entry, findings);
        }
    })
}
