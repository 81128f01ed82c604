//! Migrations that depend on more than one member: each is a function on a draft of the document.
//!
//! A rewrite is found at one member, by [`Rewrite::find`], and made by [`Rewrite::apply`], which sees the whole document.
//! It must come to rest: applied to its own result it does nothing.

use crate::config::lexicon::Lexicon;
use crate::edit::draft::Item;
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use std::fmt;

/// What a rewrite finds at a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What is at fault, in the document of the member that was given.
    pub range: TextRange,
    /// The sentence of the diagnostic.
    pub message: String,
}

impl Found {
    /// A finding at the key of a member.
    pub fn at_key(entry: Entry<'_>, message: impl Into<String>) -> Self {
        let range = entry.key_token().map_or_else(|| entry.range(), |token| token.range);
        Self { range, message: message.into() }
    }

    /// A finding at a value.
    pub fn at_value(value: Value<'_>, message: impl Into<String>) -> Self {
        Self { range: value.range(), message: message.into() }
    }
}

/// Judges a member by its object alone.
pub type Find = fn(Node<'_>, Entry<'_>) -> Option<Found>;

/// Changes the document for the member at a path; says whether it did.
#[derive(Clone, Copy)]
pub enum Apply {
    /// By what the document says alone.
    Plain(fn(&mut Item<'_>, &[&str]) -> bool),
    /// By the names of models that the release knows, too.
    Named(fn(&mut Item<'_>, &[&str], Lexicon) -> bool),
}

impl Apply {
    /// Changes the document for a release with these names of models.
    pub fn make(self, root: &mut Item<'_>, path: &[&str], names: Lexicon) -> bool {
        match self {
            Self::Plain(apply) => apply(root, path),
            Self::Named(apply) => apply(root, path, names),
        }
    }
}

/// The text of a configuration that stands for what the rewrite would leave; nothing where there is nothing to judge.
pub type Guard = fn(&mut Item<'_>, &[&str]) -> Option<String>;

/// A migration of more than one member.
#[derive(Clone, Copy)]
pub struct Rewrite {
    /// What the action is called.
    pub title: &'static str,
    /// Whether and where a member is at fault.
    pub find: Find,
    /// What is done about it.
    pub apply: Apply,
    /// Whether something else reports the fault, or nobody needs to know: it is only mended.
    pub quiet: bool,
    /// Whether OpenClaw names the object that holds the member.
    pub on_parent: bool,
    /// What OpenClaw must accept for it to be made, where it depends on that.
    pub guard: Option<Guard>,
}

impl Rewrite {
    /// Whether the member only goes: such a title begins with `Remove`.
    pub fn only_removes(&self) -> bool {
        self.title.starts_with("Remove")
    }

    /// The keys, beside the member, that the new form says in another way: a title names them as ``Replace `a` and `b` with …``.
    pub fn replaced_keys(&self) -> impl Iterator<Item = &'static str> {
        let named = self.title.strip_prefix("Replace ").and_then(|rest| rest.split_once(" with "));
        named.into_iter().flat_map(|(old, _)| old.split('`').skip(1).step_by(2))
    }
}

impl PartialEq for Rewrite {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title
    }
}

impl Eq for Rewrite {}

impl fmt::Debug for Rewrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rewrite").field("title", &self.title).finish_non_exhaustive()
    }
}

/// A rewrite that only drops the member.
pub(super) fn remove(root: &mut Item<'_>, path: &[&str]) -> bool {
    root.remove(path)
}

/// Finds a member whatever it holds, for rewrites that are not reported.
#[expect(clippy::unnecessary_wraps, reason = "it is one of the functions that find something or nothing")]
pub(super) fn always(_: Node<'_>, entry: Entry<'_>) -> Option<Found> {
    Some(Found::at_key(entry, ""))
}
