//! What lies under the cursor.

use super::card::shortened;
use crate::base::Snapshot;
use crate::config::secret;
use crate::schema::PathStep;
use crate::syntax::{Entry, Node, TokenAt, Tree, Value};
use crate::text::TextRange;
use std::borrow::Cow;

/// No path of OpenClaw is half as long; what lies deeper has nothing to say.
const DEEPEST: usize = 64;

/// The half of a member that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Key,
    Value,
}

/// A step from a container to one of its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step<'t> {
    /// To the member with this key.
    Key(Cow<'t, str>),
    /// To the element at this index.
    Item(usize),
}

/// The key or scalar under the cursor, with the way that leads there.
pub(super) struct Place<'t> {
    /// The document and what it is judged by.
    pub(super) snapshot: &'t Snapshot,
    /// The steps from the document's value.
    pub(super) path: Vec<Step<'t>>,
    /// The containers that the steps start from, outermost first.
    pub(super) containers: Vec<Node<'t>>,
    /// The member or element.
    pub(super) entry: Entry<'t>,
    /// Which half of it.
    pub(super) part: Part,
    /// The bytes of the token.
    pub(super) range: TextRange,
}

impl<'t> Place<'t> {
    /// The key or scalar whose token holds the byte at an offset.
    pub(super) fn at(snapshot: &'t Snapshot, offset: usize) -> Option<Self> {
        let tree: &'t Tree = &snapshot.tree;
        let cursor = tree.cursor(offset);
        let entry = cursor.entry?;
        let (part, token) = part_at(entry, offset)?;
        let ancestors = cursor.ancestors.get(..).filter(|way| !way.is_empty() && way.len() <= DEEPEST)?;
        let containers: Vec<Node<'t>> = ancestors.iter().filter_map(|entry| entry.child()).collect();
        let entries = ancestors.iter().skip(1).copied().chain([entry]);
        let path = containers.iter().zip(entries).map(|(container, entry)| step(*container, entry));
        let path = path.collect::<Option<Vec<_>>>()?;
        Some(Self { snapshot, path, containers, entry, part, range: token.range })
    }

    /// The path as the schema's tables read it.
    pub(super) fn steps(&self) -> Vec<PathStep<'_>> {
        self.path.iter().map(Step::as_schema).collect()
    }

    /// The value of the whole document.
    pub(super) fn root(&self) -> Option<Value<'t>> {
        self.containers.first().copied().map(Value::Node)
    }

    /// The value of the member or element.
    pub(super) fn value(&self) -> Option<Value<'t>> {
        self.entry.value()
    }

    /// The text of the value, if it is a string.
    pub(super) fn text(&self) -> Option<Cow<'t, str>> {
        self.value()?.as_str()
    }

    /// The key at a position of the path.
    pub(super) fn key_at(&self, index: usize) -> Option<&str> {
        match self.path.get(index)? {
            Step::Key(key) => Some(key),
            Step::Item(_) => None,
        }
    }

    /// The key of the member itself.
    pub(super) fn last_key(&self) -> Option<&str> {
        self.key_at(self.path.len().checked_sub(1)?)
    }

    /// The agent whose entry the place lies in: `agents.entries.<id>` or the `id` of an element of `agents.list`.
    pub(super) fn agent(&self) -> Option<String> {
        match (self.key_at(0)?, self.key_at(1)?, self.path.get(2)?) {
            ("agents", "entries", Step::Key(id)) => Some(id.trim().to_owned()),
            ("agents", "list", Step::Item(_)) => {
                Some(self.containers.get(3)?.get("id")?.as_str()?.trim().to_owned())
            }
            _ => None,
        }
    }

    /// The path as it is shown: `agents.defaults.models["p/m"].params`, `fallbacks[0]`.
    pub(super) fn title(&self) -> String {
        shown_path(&self.path)
    }

    /// The line of an offset, counted from 1 as editors show it.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.snapshot.text.line_of(offset) + 1
    }
}

impl Step<'_> {
    fn as_schema(&self) -> PathStep<'_> {
        match self {
            Self::Key(key) => PathStep::Key(key),
            Self::Item(_) => PathStep::Item,
        }
    }
}

/// A path as people write it.
pub(super) fn shown_path(path: &[Step<'_>]) -> String {
    path.iter().enumerate().map(|(index, step)| shown_step(step, index == 0)).collect()
}

fn shown_step(step: &Step<'_>, is_first: bool) -> String {
    match step {
        Step::Item(index) => format!("[{index}]"),
        // A credential that was pasted as a key would hide among the dots from the mask over the whole text.
        Step::Key(key) if secret::looks_like(key).is_some() || !is_plain(key) => {
            format!("[\"{}\"]", shortened(key))
        }
        Step::Key(key) if is_first => key.to_string(),
        Step::Key(key) => format!(".{key}"),
    }
}

fn is_plain(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$'))
}

fn step<'t>(container: Node<'t>, entry: Entry<'t>) -> Option<Step<'t>> {
    if container.is_object() { entry.key().map(Step::Key) } else { Some(Step::Item(entry.index())) }
}

/// The key or scalar of an entry that holds an offset. A key without a colon is still being typed, or is no key at all.
fn part_at(entry: Entry<'_>, offset: usize) -> Option<(Part, TokenAt<'_>)> {
    let holds = |token: &TokenAt<'_>| token.range.start <= offset && offset < token.range.end;
    if let Some(key) = entry.key_token().filter(holds) {
        return entry.colon().map(|_| (Part::Key, key));
    }
    let scalar = entry.value()?.scalar()?;
    Some(scalar.token).filter(holds).map(|token| (Part::Value, token))
}
