//! From a path to the place in a document that it means.

use super::json::Json;
use crate::base::Snapshot;
use crate::config::key_path::KeyStep;
use crate::syntax::{Entry, Node, Value};

/// A place in a value: the keys and numbers that lead to it. Unlike a path as it is typed, it means one place only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Place(pub(in crate::cli) Vec<Step>);

/// One step to a part of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Step {
    /// To a member.
    Key(String),
    /// To an element.
    Index(usize),
}

impl Place {
    /// The place that a path means in a value: a key with dots takes several bare steps. What is not there is taken as it
    /// is written.
    pub(in crate::cli) fn find(value: &Json, steps: &[KeyStep]) -> Self {
        let (mut out, mut at, mut rest) = (Vec::new(), Some(value), steps);
        while let Some((first, others)) = rest.split_first() {
            let (taken, step) = match (at, first.index()) {
                (Some(Json::Array(_)), Some(index)) => (1, Step::Index(index)),
                (Some(object @ Json::Object(_)), _) => member(object, rest),
                (None, Some(index)) if matches!(first, KeyStep::Index(_)) => (1, Step::Index(index)),
                _ => (1, Step::Key(first.text())),
            };
            at = at.and_then(|value| step.of(value));
            out.push(step);
            rest = rest.get(taken..).unwrap_or(others);
        }
        Self(out)
    }

    /// The value at the place.
    pub(in crate::cli) fn of<'j>(&self, value: &'j Json) -> Option<&'j Json> {
        self.0.iter().try_fold(value, |value, step| step.of(value))
    }

    /// What stands at the place in a document.
    pub(in crate::cli) fn written<'t>(&self, snapshot: &'t Snapshot) -> Option<Value<'t>> {
        self.0.iter().try_fold(snapshot.tree.value()?, |value, step| match value {
            Value::Node(node) => step.entry(node)?.value(),
            Value::Scalar(_) => None,
        })
    }

    /// The place in a form that means the same again: `agents.list[0].id`.
    pub(in crate::cli) fn shown(&self) -> String {
        let mut out = String::new();
        for step in &self.0 {
            match step {
                Step::Index(index) => out.extend(["[", &index.to_string(), "]"]),
                Step::Key(key) if key.contains(['.', '[', ']', '"', '\'', ' ']) || key.is_empty() => {
                    out.extend(["[\"", &key.replace('\\', "\\\\").replace('"', "\\\""), "\"]"]);
                }
                Step::Key(key) => {
                    if !out.is_empty() {
                        out.push('.');
                    }
                    out += key;
                }
            }
        }
        if out.is_empty() { "<root>".to_owned() } else { out }
    }
}

/// The member that the next steps lead to, and how many of them: a key with dots takes several.
fn member(object: &Json, rest: &[KeyStep]) -> (usize, Step) {
    let bare = rest.iter().take_while(|step| matches!(step, KeyStep::Bare(_))).count().max(1);
    let joined = |taken: usize| rest.iter().take(taken).map(KeyStep::text).collect::<Vec<_>>().join(".");
    let found = (1..=bare).find(|taken| object.get(&joined(*taken)).is_some()).unwrap_or(1);
    (found, Step::Key(joined(found)))
}

impl Step {
    pub(super) fn of<'j>(&self, value: &'j Json) -> Option<&'j Json> {
        match (self, value) {
            (Self::Key(key), object) => object.get(key),
            (Self::Index(index), Json::Array(items)) => items.get(*index),
            (Self::Index(_), _) => None,
        }
    }

    /// The key, where it leads to a member.
    pub(super) fn key(&self) -> Option<&str> {
        match self {
            Self::Key(key) => Some(key),
            Self::Index(_) => None,
        }
    }

    /// The entry of a node that it leads to; of several members with one key the last.
    pub(super) fn entry<'t>(&self, node: Node<'t>) -> Option<Entry<'t>> {
        match self {
            Self::Key(key) => node.is_object().then(|| node.member(key)).flatten(),
            Self::Index(index) => (!node.is_object()).then(|| node.entry(*index)).flatten(),
        }
    }
}

/// The part of a document that a place leads to as far as it is there: the innermost container on the way, and the steps
/// that remain from it. The last of them may lead to something that is there.
pub(super) fn innermost<'t, 's>(root: Node<'t>, steps: &'s [Step]) -> (Node<'t>, &'s [Step]) {
    let (mut node, mut rest) = (root, steps);
    while let [first, others @ ..] = rest
        && !others.is_empty()
        && let Some(Value::Node(child)) = first.entry(node).and_then(Entry::value)
    {
        node = child;
        rest = others;
    }
    (node, rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::key_path::parse;

    fn check(value: &str, path: &str, expected: &str) {
        let place = Place::find(&Json::parse(value).unwrap(), &parse(path));
        assert_eq!(place.shown(), expected, "{path} in {value}");
    }

    #[test]
    fn keys_with_dots_are_found_with_and_without_quotes() {
        let value = "{ models: { 'a/b-1.5': { params: {} } } }";
        check(value, "models.a/b-1.5.params", "models[\"a/b-1.5\"].params");
        check(value, "models[\"a/b-1.5\"].params", "models[\"a/b-1.5\"].params");
        check(value, "models.a/b-2.5", "models.a/b-2.5");
    }

    #[test]
    fn numbers_are_elements_of_arrays_and_keys_of_objects() {
        check("{ list: [1] }", "list.0", "list[0]");
        check("{ list: [1] }", "list[1]", "list[1]");
        check("{ list: { '0': 1 } }", "list.0", "list.0");
        check("{}", "list[0].id", "list[0].id");
    }
}
