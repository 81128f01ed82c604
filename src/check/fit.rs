//! Whether a value may stand at another place.

use crate::base::{DocumentKind, Snapshot};
use crate::check::keywords;
use crate::check::schema::Pass;
use crate::check::unions::Judge as _;
use crate::check::walk::mix;
use crate::schema::SchemaId;
use crate::syntax::Value;

/// Whether a value has a type that a schema takes. What is not written yet may become anything.
pub(super) fn takes(snapshot: &Snapshot, id: SchemaId, value: Option<Value<'_>>) -> bool {
    let schema = &snapshot.world.schema;
    let Some(value) = value else { return true };
    let branches: Vec<_> = schema.branches(id).into_iter().map(|id| schema.node(id)).collect();
    match branches.as_slice() {
        [only] => keywords::takes(*only, value),
        // The node of a union itself says nothing about types.
        several => several.iter().any(|node| !node.types().is_any() && keywords::takes(*node, value)),
    }
}

/// How many faults a value would have at another place.
pub(super) fn errors(snapshot: &Snapshot, id: SchemaId, value: Value<'_>) -> usize {
    let patch = snapshot.kind == DocumentKind::Patch;
    let salt = mix(snapshot.world.generation() + 1, u64::from(patch));
    Pass { schema: &snapshot.world.schema, salt, patch }.value(id, value).errors
}
