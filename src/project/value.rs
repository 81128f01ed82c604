//! Compares the values of two documents.

use super::part::counting_members;
use crate::syntax::{Entry, Node, Scalar, Value};

/// Whether two values are the same, whatever the order of members and the way they are written.
pub(super) fn is_same(left: Value<'_>, right: Value<'_>) -> bool {
    match (left, right) {
        (Value::Scalar(left), Value::Scalar(right)) => is_same_scalar(left, right),
        (Value::Node(left), Value::Node(right)) if left.is_object() && right.is_object() => {
            let members = counting_members(left);
            let same = |entry: &Entry<'_>| {
                let other = entry.key().and_then(|key| right.get(&key));
                entry.value().zip(other).is_some_and(|(left, right)| is_same(left, right))
            };
            members.len() == counting_members(right).len() && members.iter().all(same)
        }
        (Value::Node(left), Value::Node(right)) if !left.is_object() && !right.is_object() => {
            let mut pairs = left.entries().zip(right.entries());
            let same = |(left, right): (Entry<'_>, Entry<'_>)| {
                left.value().zip(right.value()).is_some_and(|(left, right)| is_same(left, right))
            };
            left.count() == right.count() && pairs.all(same)
        }
        _ => false,
    }
}

fn is_same_scalar(left: Scalar<'_>, right: Scalar<'_>) -> bool {
    left.kind() == right.kind()
        && match left.as_str() {
            Some(text) => right.as_str() == Some(text),
            None => {
                left.token.text == right.token.text
                    || left.as_f64().is_some_and(|it| right.as_f64() == Some(it))
            }
        }
}

/// The paths of objects without members in `seen` that `expected` does not have at all.
pub(super) fn empty_objects(seen: Option<Value<'_>>, expected: Option<Value<'_>>) -> Vec<Vec<String>> {
    let (mut found, mut path) = (Vec::new(), Vec::new());
    if let (Some(seen), Some(expected)) = (seen.and_then(Value::object), expected.and_then(Value::object)) {
        collect(seen, expected, &mut path, &mut found);
    }
    found
}

fn collect(seen: Node<'_>, expected: Node<'_>, path: &mut Vec<String>, found: &mut Vec<Vec<String>>) {
    for entry in counting_members(seen) {
        let (Some(key), Some(inner)) = (entry.key(), entry.child().filter(|child| child.is_object())) else {
            continue;
        };
        path.push(key.clone().into_owned());
        match expected.get(&key) {
            None if is_empty(inner) => found.push(path.clone()),
            Some(Value::Node(other)) if other.is_object() => collect(inner, other, path, found),
            _ => {}
        }
        path.pop();
    }
}

/// Whether nothing is in an object but objects of which that is true.
fn is_empty(node: Node<'_>) -> bool {
    node.entries().all(|entry| entry.child().is_some_and(|child| child.is_object() && is_empty(child)))
}
