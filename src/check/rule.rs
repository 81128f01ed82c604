//! What a rule is, and the place that it looks at.

use super::facts::{Fact, Facts};
use super::finding::Finding;
use crate::base::DocumentKind;
use crate::config::placeholder::placeholders;
use crate::schema::PathStep;
use crate::schema::overlay::written_out;
use crate::syntax::{Entry, Node, Value};
use std::borrow::Cow;

/// A rule: what it looks at, and what it depends on beside that.
#[derive(Debug)]
pub struct Rule {
    /// The path pattern of the values that it looks at; the empty pattern for the document. `agents.entries.*` stands
    /// for the older roster too.
    pub at: &'static str,
    /// The parts of the document that it asks [`Facts`] about.
    pub needs: &'static [Fact],
    /// The rule.
    pub check: fn(&Place<'_>, &mut Vec<Finding>),
}

/// A value that a rule looks at. Offsets count from somewhere near; findings must use them as they are.
#[derive(Clone, Copy, Debug)]
pub struct Place<'t> {
    /// The member or element; its key is the last step of the path.
    pub entry: Entry<'t>,
    /// Its value.
    pub value: Value<'t>,
    /// The rest of the document.
    pub facts: &'t Facts<'t>,
}

impl<'t> Place<'t> {
    /// The key of the member.
    pub fn key(&self) -> Cow<'t, str> {
        self.entry.key().unwrap_or_default()
    }

    /// The object that the value is.
    pub fn object(&self) -> Option<Node<'t>> {
        self.value.object()
    }

    /// The text of the string that the value is; none where it holds `${NAME}`, since nobody knows what it becomes.
    pub fn text(&self) -> Option<Cow<'t, str>> {
        known_text(self.value)
    }

    /// Whether the schema of the release that reads names a key in an object.
    pub fn is_named(&self, object: &[&str], key: &str) -> bool {
        let path: Vec<PathStep<'_>> = object.iter().map(|key| PathStep::Key(key)).collect();
        let schema = &self.facts.world.schema;
        schema.lookup(&path).into_iter().any(|id| schema.node(id).property(key).is_some())
    }

    /// Whether something that is missing in an object of this place is missing for OpenClaw too: not in a patch, not
    /// where an `$include` may add it.
    pub fn is_whole(&self, object: Node<'_>) -> bool {
        self.facts.kind != DocumentKind::Patch && !object.has("$include")
    }
}

/// The text of the string that a value is; none where it holds `${NAME}`, since nobody knows what it becomes.
pub fn known_text(value: Value<'_>) -> Option<Cow<'_, str>> {
    value.as_str().filter(|text| placeholders(text).is_empty())
}

/// The patterns of the places that a rule looks at, without abbreviations.
pub(super) fn places(rule: &Rule) -> Vec<String> {
    written_out(rule.at)
}
