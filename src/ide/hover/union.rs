//! Which branches of a union a written value means.

use crate::schema::{Ids, Literal, Node as SchemaNode, Schema, SchemaId, TypeSet};
use crate::syntax::{Node, Scalar, ScalarKind, Value};

/// Unions in unions are followed this far.
const DEEPEST: usize = 12;

/// Whether a schema has no branches.
pub(super) fn is_leaf(node: SchemaNode<'_>) -> bool {
    node.any_of().is_empty() && node.one_of().is_empty() && node.all_of().is_empty()
}

/// The schemas and the branches below them that may hold for a value; of a union those that fit it, and all of them
/// where none does.
pub(super) fn meant(schema: &Schema, ids: &[SchemaId], value: Value<'_>) -> Vec<SchemaId> {
    let mut found = Vec::new();
    for id in ids {
        collect(schema, *id, Some(value), DEEPEST, &mut found);
    }
    found
}

/// The branches without branches below some schemas; with a value those that it means.
pub(super) fn leaves(schema: &Schema, ids: &[SchemaId], value: Option<Value<'_>>) -> Vec<SchemaId> {
    let mut found = Vec::new();
    for id in ids {
        collect(schema, *id, value, DEEPEST, &mut found);
    }
    found.retain(|id| is_leaf(schema.node(*id)));
    found
}

fn collect(schema: &Schema, id: SchemaId, value: Option<Value<'_>>, depth: usize, found: &mut Vec<SchemaId>) {
    if depth == 0 || found.contains(&id) {
        return;
    }
    found.push(id);
    let node = schema.node(id);
    for branch in node.all_of().iter() {
        collect(schema, branch, value, depth - 1, found);
    }
    for branches in [node.any_of(), node.one_of()] {
        let fits = |branch: SchemaId| value.is_none_or(|value| fits(schema, branch, value, depth - 1));
        let some = branches.iter().any(fits);
        for branch in branches.iter().filter(|branch| !some || fits(*branch)) {
            collect(schema, branch, value, depth - 1, found);
        }
    }
    let conditional = node.if_then().map(|(_, then, otherwise)| [then, otherwise]);
    for branch in conditional.into_iter().flatten().flatten() {
        collect(schema, branch, value, depth - 1, found);
    }
}

/// Whether a value may have been meant for a branch: its type, its literal, and the literals of its members agree.
fn fits(schema: &Schema, id: SchemaId, value: Value<'_>, depth: usize) -> bool {
    let node = schema.node(id);
    if !node.types().allows(types_of(value)) || !literal_fits(node, value) {
        return false;
    }
    let members = value.object().is_none_or(|object| members_fit(schema, node, object));
    let any = |branches: Ids<'_>| {
        branches.is_empty()
            || branches.iter().any(|branch| depth > 0 && fits(schema, branch, value, depth - 1))
    };
    members && any(node.any_of()) && any(node.one_of())
}

/// Whether the members whose schema is a literal have that literal.
fn members_fit(schema: &Schema, node: SchemaNode<'_>, object: Node<'_>) -> bool {
    node.properties().all(|(name, id)| {
        let property = schema.node(id);
        let is_discriminator = property.const_value().is_some() || property.enum_values().len() > 0;
        !is_discriminator || object.get(name).is_none_or(|value| literal_fits(property, value))
    })
}

fn literal_fits(node: SchemaNode<'_>, value: Value<'_>) -> bool {
    let constant = node.const_value().is_none_or(|literal| is_literal(value, literal));
    constant
        && (node.enum_values().len() == 0 || node.enum_values().any(|literal| is_literal(value, literal)))
}

/// Whether a value is a literal of the schema.
pub(super) fn is_literal(value: Value<'_>, literal: Literal<'_>) -> bool {
    let Some(scalar) = value.scalar() else { return false };
    match literal {
        Literal::String(text) => scalar.as_str().as_deref() == Some(text),
        Literal::Bool(flag) => scalar.as_bool() == Some(flag),
        Literal::Number(number) => scalar.as_f64().is_some_and(|found| found.total_cmp(&number).is_eq()),
        Literal::Null => scalar.is_null(),
        Literal::Json(_) => false,
    }
}

fn types_of(value: Value<'_>) -> TypeSet {
    match value {
        Value::Node(node) if node.is_object() => TypeSet::OBJECT,
        Value::Node(_) => TypeSet::ARRAY,
        Value::Scalar(scalar) => scalar_types(scalar),
    }
}

fn scalar_types(scalar: Scalar<'_>) -> TypeSet {
    match scalar.kind() {
        // Text without quotes was meant to be a string.
        ScalarKind::String | ScalarKind::Malformed => TypeSet::STRING,
        ScalarKind::Boolean => TypeSet::BOOLEAN,
        ScalarKind::Null => TypeSet::NULL,
        ScalarKind::Number if scalar.as_f64().is_some_and(|number| number.fract() == 0.0) => {
            TypeSet::INTEGER | TypeSet::NUMBER
        }
        ScalarKind::Number => TypeSet::NUMBER,
    }
}
