//! Values of several files, joined.

use crate::base::FileId;
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use std::borrow::Cow;

/// A value, with the file of everything in it.
#[derive(Clone, Debug)]
pub(super) enum Part<'p> {
    /// A value as it stands in a file.
    Plain(FileId, Value<'p>),
    /// A value that is half typed: nothing is said about it.
    Unfinished(Place),
    /// An object that was put together.
    Object(Origin<'p>, Vec<Member<'p>>),
    /// An array that was put together.
    Array(Origin<'p>, Vec<Part<'p>>),
}

/// Where an object or array that was put together comes from.
#[derive(Clone, Debug)]
pub(super) struct Origin<'p> {
    /// Where findings about it are shown.
    pub(super) place: Place,
    /// The objects or arrays that were joined, in the order in which that was done: the last one wins.
    pub(super) nodes: Vec<(FileId, Node<'p>)>,
}

impl<'p> Origin<'p> {
    /// The origin of what stands in one file.
    pub(super) fn of(file: FileId, node: Node<'p>) -> Self {
        Self { place: Place::of_node(file, node), nodes: vec![(file, node)] }
    }

    /// The origin of what is put together at a place, of nothing as yet.
    pub(super) fn at(place: Place) -> Self {
        Self { place, nodes: Vec::new() }
    }

    /// The origin of two values that are joined; shown at `place`, or where the later one is.
    pub(super) fn join(mut self, later: Self, place: Option<Place>) -> Self {
        self.nodes.extend(later.nodes);
        Self { place: place.unwrap_or(later.place), nodes: self.nodes }
    }
}

/// A member of an object that was put together.
#[derive(Clone, Debug)]
pub(super) struct Member<'p> {
    /// The decoded key.
    pub(super) key: Cow<'p, str>,
    /// Where the key stands.
    pub(super) token: Place,
    /// The value.
    pub(super) value: Part<'p>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The file.
    pub(super) file: FileId,
    /// The bytes of the token: a key, an opener, a malformed value.
    pub(super) token: TextRange,
    /// The bytes of what begins there: a member, an object, an array.
    pub(super) whole: TextRange,
}

impl Place {
    /// The place of one token.
    pub(super) fn of(file: FileId, token: TextRange) -> Self {
        Self { file, token, whole: token }
    }

    /// The place of an object or array.
    pub(super) fn of_node(file: FileId, node: Node<'_>) -> Self {
        Self { file, token: TextRange::at(node.range().start, 1), whole: node.range() }
    }

    /// The place of a member's key.
    pub(super) fn of_key(file: FileId, entry: Entry<'_>) -> Option<Self> {
        let token = entry.key_token()?.range;
        Some(Self { file, token, whole: entry.range() })
    }
}

impl Part<'_> {
    /// The same value, with an object or array of a file taken apart.
    pub(super) fn opened(self) -> Self {
        match self {
            Self::Plain(file, Value::Node(node)) if node.is_object() => {
                let members = counting_members(node).into_iter().filter_map(|entry| {
                    let (key, value) = (entry.key()?, entry.value()?);
                    Some(Member { key, token: Place::of_key(file, entry)?, value: Part::Plain(file, value) })
                });
                Self::Object(Origin::of(file, node), members.collect())
            }
            Self::Plain(file, Value::Node(node)) => {
                let elements = node.entries().filter_map(Entry::value).map(|value| Part::Plain(file, value));
                Self::Array(Origin::of(file, node), elements.collect())
            }
            other => other,
        }
    }

    /// What the value is, with its article.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Plain(_, value) => crate::config::include::kind(*value),
            Self::Unfinished(_) => "this",
            Self::Object(..) => "an object",
            Self::Array(..) => "an array",
        }
    }
}

/// The members of an object that count: of those with one key the last.
pub(super) fn counting_members(node: Node<'_>) -> Vec<Entry<'_>> {
    let mut members: Vec<Entry<'_>> = Vec::new();
    let mut at = rustc_hash::FxHashMap::default();
    for entry in node.entries() {
        let Some(key) = entry.key() else { continue };
        if let Some(earlier) = at.get(&key).and_then(|at: &usize| members.get_mut(*at)) {
            *earlier = entry;
        } else {
            at.insert(key, members.len());
            members.push(entry);
        }
    }
    members
}
