//! `anyOf`, `oneOf`, `allOf`, `not` and `if`: a union reports the branch that was meant, not "matches no branch".

use super::finding::{Finding, Findings};
use super::keywords;
use super::messages;
use crate::config::placeholder::placeholders;
use crate::schema::{Literal, Node as Shape, Schema, SchemaId, TypeSet};
use crate::syntax::{Node, Value};
use std::sync::Arc;

/// What judges the branches: the pass that a union stands in.
pub(super) trait Judge {
    /// The schema that the ids are of.
    fn schema(&self) -> &Schema;
    /// What is wrong with a value; places are relative to the value.
    fn value(&self, id: SchemaId, value: Value<'_>) -> Arc<Findings>;
}

/// Checks a value against the node's combinations of other schemas.
pub(super) fn check(pass: &impl Judge, id: SchemaId, value: Value<'_>, findings: &mut Findings) {
    let schema = pass.schema().node(id);
    for id in schema.all_of().iter() {
        findings.add(0, pass.value(id, value));
    }
    if !keywords::is_include(value) {
        for (branches, discriminated) in [(schema.any_of(), false), (schema.one_of(), true)] {
            if !branches.is_empty() {
                let kind = Union { discriminated, binding: !is_route(value) && is_binding(pass, id) };
                union(pass, &branches.iter().collect::<Vec<_>>(), kind, value, findings);
            }
        }
    }
    if let Some(id) = schema.not()
        && pass.value(id, value).errors == 0
    {
        findings.push(
            Finding::error("invalid-value", value.range(), "this value is not allowed here").on_owner(),
        );
    }
    if let Some((condition, then, otherwise)) = schema.if_then() {
        let holds = pass.value(condition, value).errors == 0;
        if let Some(id) = if holds { then } else { otherwise } {
            findings.lift(pass.value(id, value));
        }
    }
}

/// How OpenClaw reports a union.
#[derive(Clone, Copy)]
struct Union {
    discriminated: bool,
    /// An element of `bindings` that is no plain route: the faults of the other branch are reported where they are.
    binding: bool,
}

/// Whether a schema node is that of the elements of `bindings`.
fn is_binding(pass: &impl Judge, id: SchemaId) -> bool {
    let list = pass.schema().child(pass.schema().root(), "bindings");
    list.ids().iter().any(|list| pass.schema().item(*list, 0).ids().contains(&id))
}

/// Whether a binding is of the type that is meant where none is written, or of one that a variable holds.
fn is_route(value: Value<'_>) -> bool {
    value.get("type").is_none_or(|kind| {
        kind.as_str().is_some_and(|kind| kind == "route" || !placeholders(&kind).is_empty())
    })
}

/// Whether a branch fails because of values outside a list, and nothing else is wrong in its form: OpenClaw then names
/// the lists at the union itself. To OpenClaw, a `type` that is no text is one more value outside the list.
fn is_choice(branch: &Findings, binding: Value<'_>) -> bool {
    let is_text = binding.get("type").is_none_or(|kind| kind.as_str().is_some());
    let (mut listed, mut typed) = (!is_text, 0);
    branch.each(0, &mut |_, finding, _| {
        listed |= finding.code == "invalid-enum-value";
        typed += usize::from(matches!(finding.code, "wrong-type" | "missing-required" | "no-union-branch"));
    });
    listed && typed == usize::from(!is_text)
}

/// A value that no branch takes. OpenClaw prints `oneOf` for unions with a discriminator, which it reports like the
/// branch that was named; of others, it reports the branch where the only one is left whose bounds alone are not
/// kept, and else the value as a whole.
fn union(pass: &impl Judge, branches: &[SchemaId], kind: Union, value: Value<'_>, findings: &mut Findings) {
    let mut results: Vec<(SchemaId, Arc<Findings>)> = Vec::new();
    for id in branches {
        let result = pass.value(*id, value);
        if result.errors == 0 {
            return;
        }
        results.push((*id, result));
    }
    let left: Vec<_> = results.iter().filter(|(_, result)| result.fatal == 0).map(|(_, one)| one).collect();
    let only = if let ([only], false) = (left.as_slice(), kind.discriminated) {
        Some(Arc::clone(only))
    } else {
        None
    };
    if let (Some(only), Value::Node(_)) = (&only, value) {
        return findings.add(0, Arc::clone(only));
    }
    if kind.binding
        && let Some((_, other)) = results.iter().find(|(id, _)| pass.schema().node(*id).is_required("type"))
    {
        let add =
            if is_choice(other, value) { Findings::lift } else { |all: &mut Findings, one| all.add(0, one) };
        return add(findings, Arc::clone(other));
    }
    let add = if kind.discriminated { |all: &mut Findings, one| all.add(0, one) } else { Findings::lift };
    results.retain(|(id, _)| takes(pass, *id, value));
    match (results.as_slice(), value) {
        ([], _) => {
            let expected = branches.iter().fold(TypeSet::default(), |all, id| all | types(pass, *id));
            let finding = Finding::error("wrong-type", value.range(), messages::wrong_type(expected, value));
            findings.push(if matches!(value, Value::Node(_)) { finding.on_owner() } else { finding });
        }
        ([(_, only)], _) => add(findings, Arc::clone(only)),
        (_, Value::Scalar(_)) => {
            scalar(pass, &results, value, findings);
            // In a union around this one, the branch stays in the running.
            findings.fatal -= usize::from(only.is_some()).min(findings.fatal);
        }
        (_, Value::Node(node)) => add(findings, Arc::clone(meant(pass, &results, node))),
    }
}

/// The types that a branch takes, through nested unions.
fn types(pass: &impl Judge, id: SchemaId) -> TypeSet {
    let node = pass.schema().node(id);
    let nested = node.any_of().iter().chain(node.one_of().iter());
    nested.fold(node.types(), |all, id| all | types(pass, id))
}

fn takes(pass: &impl Judge, id: SchemaId, value: Value<'_>) -> bool {
    let node = pass.schema().node(id);
    let mut nested = node.any_of().iter().chain(node.one_of().iter()).peekable();
    keywords::takes(node, value) && (nested.peek().is_none() || nested.any(|id| takes(pass, id, value)))
}

/// Several branches take the scalar's type, and none its value: all that is allowed is named at once.
fn scalar(
    pass: &impl Judge,
    results: &[(SchemaId, Arc<Findings>)],
    value: Value<'_>,
    findings: &mut Findings,
) {
    let Some(scalar) = value.scalar() else { return };
    let nodes: Vec<Shape<'_>> = results.iter().map(|(id, _)| pass.schema().node(*id)).collect();
    let allowed: Vec<Literal<'_>> = nodes.iter().flat_map(|node| keywords::allowed(*node)).collect();
    if nodes.iter().all(|node| !keywords::allowed(*node).is_empty()) {
        return findings.push(keywords::not_allowed(&allowed, scalar));
    }
    let words = nodes.iter().map(|node| messages::describe(*node)).collect();
    let message = format!("this value fits none of the choices: use {}", messages::join(words, "or"));
    findings.push(Finding::error("no-union-branch", value.range(), message));
}

/// The branch whose fixed members fit what is written; among those the one with the fewest errors.
fn meant<'r>(
    pass: &impl Judge,
    results: &'r [(SchemaId, Arc<Findings>)],
    node: Node<'_>,
) -> &'r Arc<Findings> {
    let rank = |(id, result): &&(SchemaId, Arc<Findings>)| (misfits(pass, *id, node), result.errors);
    let (_, best) = results.iter().min_by_key(rank).unwrap_or(&results[0]);
    best
}

/// How many members with a fixed value (discriminators) have another one.
fn misfits(pass: &impl Judge, id: SchemaId, node: Node<'_>) -> usize {
    let schema = pass.schema().node(id);
    let fixed = schema.properties().filter_map(|(name, id)| {
        let allowed = keywords::allowed(pass.schema().node(id));
        (!allowed.is_empty()).then_some((name, allowed))
    });
    fixed
        .filter(|(name, allowed)| {
            let value = node.get(name).and_then(Value::scalar);
            value.is_some_and(|scalar| !allowed.iter().any(|literal| keywords::equals(*literal, scalar)))
        })
        .count()
}
