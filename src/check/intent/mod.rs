//! Values of the wrong type whose intention is plain: `heartbeat: false`, `models: ["a/b"]`, `"30s"` for a number of seconds.
//!
//! [`meant_form`] makes the value that was meant. It is only given out where OpenClaw takes it.

mod keyed;
mod objects;
mod scalars;

#[cfg(test)]
mod tests;

use super::fit;
use crate::base::{Diagnostic, Snapshot};
use crate::edit::Style;
use crate::schema::{Node as Shape, PathStep, SchemaId, TypeSet, overlay};
use crate::syntax::{Entry, Node, Tree, Value};
use std::borrow::Cow;

/// Longer forms are not shown in a message.
const SHORT: usize = 60;

/// The codes whose findings are looked at.
const CODES: [&str; 3] = ["wrong-type", "no-union-branch", "invalid-enum-value"];

/// A value at a place that does not take it.
struct Misfit<'t> {
    snapshot: &'t Snapshot,
    /// The object or array that holds it.
    holder: Node<'t>,
    way: Vec<Option<Cow<'t, str>>>,
    entry: Entry<'t>,
    value: Value<'t>,
    ids: Vec<SchemaId>,
}

impl<'t> Misfit<'t> {
    fn at(snapshot: &'t Snapshot, offset: usize) -> Option<Self> {
        let cursor = snapshot.tree.cursor(offset);
        let entry = cursor.entry?;
        let mut way: Vec<Option<Cow<'t, str>>> = cursor.path().map(Entry::key).collect();
        way.push(entry.key());
        let (holder, value) = (cursor.container, entry.value()?);
        let mut misfit = Self { snapshot, holder, way, entry, value, ids: Vec::new() };
        misfit.ids = snapshot.world.schema.lookup(&misfit.steps());
        Some(misfit)
    }

    fn steps(&self) -> Vec<PathStep<'_>> {
        self.way.iter().map(|key| key.as_deref().map_or(PathStep::Item, PathStep::Key)).collect()
    }

    fn key(&self) -> Cow<'t, str> {
        self.entry.key().unwrap_or_default()
    }

    fn style(&self) -> Style {
        Style::around(self.snapshot, self.holder)
    }

    fn source(&self, value: Value<'_>) -> String {
        self.snapshot.text.slice(value.range())
    }

    /// The schemas with the branches of their unions.
    fn branches(&self) -> Vec<Shape<'t>> {
        let schema = &self.snapshot.world.schema;
        let ids = self.ids.iter().flat_map(|id| schema.branches(*id));
        ids.map(|id| schema.node(id)).collect()
    }

    fn expects(&self, kind: TypeSet) -> bool {
        self.branches().iter().any(|node| !node.types().is_any() && node.types().names(kind))
    }

    /// Whether OpenClaw takes a text as the value here.
    fn is_taken(&self, source: &str) -> bool {
        let tree = Tree::parse(source);
        let Some(value) = tree.value().filter(|_| tree.is_valid()) else { return false };
        self.ids.iter().any(|id| fit::errors(self.snapshot, *id, value) == 0)
    }

    /// Whether a form may be shown: not where a secret could be in it.
    fn is_shown(&self, form: &str) -> bool {
        let is_scalar = |entry: Entry<'_>| entry.value().is_some_and(|value| value.scalar().is_some());
        let is_switch = |entry: Entry<'_>| {
            entry.value().is_some_and(|value| match value {
                Value::Scalar(scalar) => scalar.as_bool().is_some(),
                Value::Node(node) => node.entries().all(|entry| {
                    entry.value().and_then(Value::scalar).is_some_and(|scalar| scalar.as_bool().is_some())
                }),
            })
        };
        let is_plain = match self.value {
            Value::Scalar(_) => true,
            Value::Node(node) if node.is_object() => node.entries().all(is_switch),
            Value::Node(node) => node.entries().all(is_scalar),
        };
        let has_login = form.contains("://") && form.contains('@');
        let is_short = form.len() <= SHORT && !form.contains('\n');
        is_plain && is_short && !has_login && !overlay::is_secret(&self.steps())
    }
}

/// The source of the value that was meant by the one whose finding begins at an offset, and whether it may be shown.
pub fn meant_form(snapshot: &Snapshot, offset: usize) -> Option<(String, bool)> {
    let misfit = Misfit::at(snapshot, offset)?;
    let form = forms(&misfit).into_iter().find(|form| misfit.is_taken(form))?;
    let is_shown = misfit.is_shown(&form);
    Some((form, is_shown))
}

/// What may have been meant, the likeliest first.
fn forms(misfit: &Misfit<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if misfit.expects(TypeSet::BOOLEAN) {
        found.extend(scalars::boolean(misfit));
    }
    if misfit.expects(TypeSet::NUMBER) || misfit.expects(TypeSet::INTEGER) {
        found.extend(scalars::number(misfit));
    }
    if misfit.expects(TypeSet::STRING) {
        found.extend(scalars::text(misfit));
    }
    if misfit.expects(TypeSet::ARRAY) {
        found.extend(objects::array(misfit));
    }
    if misfit.expects(TypeSet::OBJECT) {
        found.extend(objects::object(misfit));
        found.extend(keyed::record(misfit));
    }
    found
}

/// Says of each value of the wrong type in which form it is taken.
pub(super) fn improve(snapshot: &Snapshot, found: &mut [Diagnostic]) {
    for finding in found.iter_mut().filter(|one| CODES.contains(&one.code)) {
        let Some(misfit) = Misfit::at(snapshot, finding.range.start) else { continue };
        if scalars::is_reference(&misfit) {
            finding.code = "misplaced-secret-reference";
            finding.message = reference_sentence(&misfit);
            continue;
        }
        if let Some(words) = keyed::sentence(&misfit) {
            finding.message = format!("{}: {words}", finding.message);
            continue;
        }
        let is_known = finding.meant.is_some() || finding.message.contains("write `");
        let form = forms(&misfit).into_iter().find(|form| misfit.is_taken(form)).filter(|_| !is_known);
        if let Some(form) = form.filter(|form| misfit.is_shown(form)) {
            finding.message = format!("{}: write `{form}`", finding.message);
        }
    }
}

fn reference_sentence(misfit: &Misfit<'_>) -> String {
    match scalars::variable(misfit) {
        Some(form) => format!("OpenClaw takes no reference to a secret here, only text: write `{form}`"),
        None => {
            "OpenClaw takes no reference to a secret here, only text: write a `${VARIABLE}` that is set where it runs".to_owned()
        }
    }
}
