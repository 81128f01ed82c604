//! A member that its object does not know, and what helps against it.

use crate::base::Snapshot;
use crate::edit::NewValue;
use crate::schema::{PathStep, steps};
use crate::syntax::{Entry, Node};
use std::borrow::Cow;

/// What helps against an unknown key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The object knows it under this name.
    Rename(String),
    /// It lives at another place.
    Move(Target),
    /// It lives at places of this pattern, of which there may be several or none.
    Lives(String),
    /// No key takes its place; the sentence says what does.
    Told(String),
    /// It is a note of people to each other: a comment.
    Comment,
    /// Other objects have a key of this name, and none of them is surely meant; one of the same section.
    Other(Option<String>),
    /// No object has a key of this name. `kept` is set where its value holds more than can be written again at once.
    Nowhere {
        /// Whether there is a secret or a filled object in it.
        kept: bool,
    },
}

/// Where a key goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// How many objects and arrays above the one that holds it the way begins.
    pub up: usize,
    /// The keys from there on.
    pub path: Vec<String>,
    /// The value, where it is written in another way there.
    pub value: Option<NewValue>,
    /// The whole place, for people.
    pub shown: String,
}

/// A member that its object does not know.
#[derive(Clone, Debug)]
pub struct Stray<'t> {
    /// The document.
    pub snapshot: &'t Snapshot,
    /// The containers around it, from the document's value to the object that holds it.
    pub holders: Vec<Node<'t>>,
    /// The keys that lead to the object that holds it; none stands for an element.
    pub way: Vec<Option<Cow<'t, str>>>,
    /// The member.
    pub entry: Entry<'t>,
}

impl<'t> Stray<'t> {
    /// The member whose key lies at an offset.
    pub fn at(snapshot: &'t Snapshot, offset: usize) -> Option<Self> {
        let cursor = snapshot.tree.cursor(offset);
        let entry = cursor.entry.filter(|entry| entry.key_token().is_some())?;
        let holders = cursor.ancestors.iter().filter_map(|ancestor| ancestor.child()).collect();
        let way = cursor.path().map(Entry::key).collect();
        Some(Self { snapshot, holders, way, entry })
    }

    /// The key.
    pub fn key(&self) -> Cow<'t, str> {
        self.entry.key().unwrap_or_default()
    }

    /// The object that holds it.
    pub(super) fn holder(&self) -> Option<Node<'t>> {
        self.holders.last().copied()
    }

    /// The steps to the object that holds it. An agent of the older roster counts as one of `agents.entries`, as it
    /// does for OpenClaw (docs/openclaw/agents.md#two-forms).
    pub(super) fn steps(&self) -> Vec<PathStep<'_>> {
        let mut steps = steps(&self.way);
        if let [PathStep::Key("agents"), list @ PathStep::Key("list"), id @ PathStep::Item, ..] =
            &mut steps[..]
        {
            *list = PathStep::Key("entries");
            *id = PathStep::Key("main");
        }
        steps
    }
}
