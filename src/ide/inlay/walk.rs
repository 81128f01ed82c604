//! The scalars of a part of a document, with their paths.

use crate::schema::PathStep;
use crate::syntax::{ContainerKind, Entry, Node, Tree, Value};
use crate::text::TextRange;
use std::borrow::Cow;

/// No path of OpenClaw is half as long.
const DEEPEST: usize = 64;

/// One step: a key, or the index of an element.
#[derive(Clone, Debug)]
enum Step<'t> {
    Key(Cow<'t, str>),
    Item(usize),
}

/// A member or element with the way that leads there.
#[derive(Clone, Debug)]
pub(super) struct Path<'t> {
    steps: Vec<Step<'t>>,
    entry: Entry<'t>,
}

impl<'t> Path<'t> {
    /// The value.
    pub(super) fn value(&self) -> Option<Value<'t>> {
        self.entry.value()
    }

    /// The key at a position.
    pub(super) fn key(&self, at: usize) -> Option<&str> {
        match self.steps.get(at)? {
            Step::Key(key) => Some(key),
            Step::Item(_) => None,
        }
    }

    /// The index at a position.
    pub(super) fn index(&self, at: usize) -> Option<usize> {
        match self.steps.get(at)? {
            Step::Item(index) => Some(*index),
            Step::Key(_) => None,
        }
    }

    /// The number of steps.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// The key of the member itself.
    pub(super) fn last_key(&self) -> Option<&str> {
        self.key(self.len().checked_sub(1)?)
    }

    /// The path as the tables of the schema read it.
    pub(super) fn as_schema<'p>(&'p self) -> Vec<PathStep<'p>> {
        let step = |step: &'p Step<'t>| match step {
            Step::Key(key) => PathStep::Key(key),
            Step::Item(_) => PathStep::Item,
        };
        self.steps.iter().map(step).collect()
    }
}

/// Calls `each` for every scalar whose member meets a range. An own stack: documents can be nested deeper than the
/// program's stack allows.
pub(super) fn walk(tree: &Tree, range: TextRange, each: &mut impl FnMut(&Path<'_>)) {
    let mut open: Vec<(Node<'_>, Vec<Step<'_>>)> = vec![(tree.document(), Vec::new())];
    while let Some((node, steps)) = open.pop() {
        let first = node.entry_at(range.start).map_or(0, Entry::index);
        let entries =
            node.entries_from(first).take_while(|entry| entry.full_range().start < range.end.max(1));
        for entry in entries {
            let mut steps = steps.clone();
            if node.kind() != ContainerKind::Root {
                let step = if node.is_object() {
                    entry.key().map(Step::Key)
                } else {
                    Some(Step::Item(entry.index()))
                };
                let Some(step) = step else { continue };
                steps.push(step);
            }
            match entry.value() {
                Some(Value::Node(child)) if steps.len() < DEEPEST => open.push((child, steps)),
                Some(Value::Scalar(_)) => each(&Path { steps, entry }),
                _ => {}
            }
        }
    }
}
