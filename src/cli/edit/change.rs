//! What is asked for: the value that is to come out, and the edits that lead there.

use super::json::Json;
use super::place::{Place, Step, innermost};
use crate::base::Snapshot;
use crate::config::include::KEY;
use crate::edit::{NewMember, NewValue, Plan, Style, has_comments};
use crate::syntax::{Entry, Node, TokenKind, Value, tokens};
use crate::text::TextEdit;

/// A change of a configuration.
#[derive(Clone, Debug)]
pub(in crate::cli) enum Change {
    /// A place gets a value; what is missing on the way is made.
    Set(Place, Json),
    /// Nothing is at a place any more.
    Unset(Place),
    /// A patch is merged into the whole.
    Patch(Json),
}

impl Change {
    /// The value that is to come out of one.
    ///
    /// # Errors
    ///
    /// When there is no room at the place, in a sentence without any value.
    pub(in crate::cli) fn expected(&self, before: &Json) -> Result<Json, String> {
        let mut after = before.clone();
        match self {
            Self::Patch(patch) => return Ok(after.patched(patch)),
            Self::Set(place, value) => set(&mut after, &place.0, value, &mut Vec::new())?,
            Self::Unset(place) => match place.0.split_last() {
                None => return Err("the whole file cannot be unset: name a key".to_owned()),
                Some((last, way)) => {
                    if let Some(parent) = part(&mut after, way) {
                        remove(parent, last);
                    }
                }
            },
        }
        Ok(after)
    }

    /// Whether it says what is to be included.
    pub(super) fn includes(&self) -> bool {
        match self {
            Self::Set(place, value) => value.includes() || place.0.iter().any(|step| step.key() == Some(KEY)),
            Self::Unset(_) => false,
            Self::Patch(patch) => patch.includes(),
        }
    }

    /// The edits of a document that make the change; none where nothing changes, or where they would break the syntax.
    pub(in crate::cli) fn edits(&self, snapshot: &Snapshot) -> Vec<TextEdit> {
        let Some(root) = snapshot.tree.value() else { return Vec::new() };
        let document = snapshot.tree.document();
        let Some(entry) = document.entries().find(|entry| entry.value().is_some()) else { return Vec::new() };
        let mut plan = Plan::new(snapshot);
        match self {
            Self::Set(place, value) => match root {
                Value::Node(node) if !place.0.is_empty() => put(&mut plan, node, &place.0, value),
                _ => assign(&mut plan, document, entry, root, value),
            },
            Self::Unset(place) => {
                if let Value::Node(node) = root {
                    delete(&mut plan, node, &place.0);
                }
            }
            Self::Patch(patch) => {
                let after = Json::of(root).patched(patch);
                assign(&mut plan, document, entry, root, &after);
            }
        }
        plan.edits()
    }
}

/// Sets a part of a value. `way` are the steps so far, for messages.
fn set(value: &mut Json, steps: &[Step], new: &Json, way: &mut Vec<Step>) -> Result<(), String> {
    let Some((step, rest)) = steps.split_first() else {
        *value = new.clone();
        return Ok(());
    };
    let no_room = |what: &Json, wanted: &str| {
        format!("`{}` is {}, not {wanted}", Place(way.clone()).shown(), what.kind())
    };
    let child = match (step, &mut *value) {
        (Step::Key(key), Json::Object(members)) => {
            let at = members.iter().position(|(known, _)| known == key).unwrap_or_else(|| {
                members.push((key.clone(), empty(rest)));
                members.len() - 1
            });
            &mut members[at].1
        }
        (Step::Index(index), Json::Array(items)) => {
            if *index > items.len() {
                let place = Place(way.clone()).shown();
                return Err(format!(
                    "`{place}` has {} elements, so there is none before [{index}]",
                    items.len()
                ));
            }
            if *index == items.len() {
                items.push(empty(rest));
            }
            &mut items[*index]
        }
        (Step::Key(_), what) => return Err(no_room(what, "an object")),
        (Step::Index(_), what) => return Err(no_room(what, "an array")),
    };
    way.push(step.clone());
    set(child, rest, new, way)
}

/// What is made where something is missing on the way.
fn empty(rest: &[Step]) -> Json {
    match rest.first() {
        None => Json::Null,
        Some(Step::Key(_)) => Json::Object(Vec::new()),
        Some(Step::Index(_)) => Json::Array(Vec::new()),
    }
}

fn part<'j>(value: &'j mut Json, way: &[Step]) -> Option<&'j mut Json> {
    way.iter().try_fold(value, |value, step| match (step, value) {
        (Step::Key(key), Json::Object(members)) => {
            members.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
        }
        (Step::Index(index), Json::Array(items)) => items.get_mut(*index),
        _ => None,
    })
}

fn remove(parent: &mut Json, step: &Step) {
    match (step, parent) {
        (Step::Key(key), Json::Object(members)) => members.retain(|(known, _)| known != key),
        (Step::Index(index), Json::Array(items)) if *index < items.len() => drop(items.remove(*index)),
        _ => {}
    }
}

/// Puts a value at a place below a node.
fn put<'t>(plan: &mut Plan<'t>, root: Node<'t>, steps: &[Step], value: &Json) {
    let (node, rest) = innermost(root, steps);
    let Some((first, others)) = rest.split_first() else { return };
    match (first.entry(node), others) {
        (Some(entry), []) => {
            if let Some(old) = entry.value() {
                assign(plan, node, entry, old, value);
            }
        }
        (Some(_), _) => {}
        (None, others) => {
            let mut new = value.clone();
            for step in others.iter().rev() {
                new = match step {
                    Step::Key(key) => Json::Object(vec![(key.clone(), new)]),
                    Step::Index(_) => Json::Array(vec![new]),
                };
            }
            match first {
                Step::Key(key) => plan.insert(node, &[], new.member(key)),
                Step::Index(_) => plan.insert(node, &[], NewMember::element(new.written())),
            }
        }
    }
}

/// Removes what is at a place below a node: of several members with one key all, as an earlier one would count then.
fn delete<'t>(plan: &mut Plan<'t>, root: Node<'t>, steps: &[Step]) {
    let (node, rest) = innermost(root, steps);
    match rest {
        [Step::Key(key)] if node.is_object() => delete_all(plan, node, key),
        [step] => {
            if let Some(entry) = step.entry(node) {
                plan.delete(node, entry);
            }
        }
        _ => {}
    }
}

fn delete_all<'t>(plan: &mut Plan<'t>, node: Node<'t>, key: &str) {
    for entry in node.entries().filter(|entry| entry.key().as_deref() == Some(key)) {
        plan.delete(node, entry);
    }
}

/// Makes a value another one, and changes no more of its text than differs: objects member by member, arrays element by
/// element.
fn assign<'t>(plan: &mut Plan<'t>, node: Node<'t>, entry: Entry<'t>, old: Value<'t>, new: &Json) {
    if Json::of(old) == *new {
        return;
    }
    match (old, new) {
        (Value::Node(object), Json::Object(members)) if object.is_object() => {
            merge(plan, object, members);
        }
        (Value::Node(array), Json::Array(items)) if !array.is_object() => align(plan, array, items),
        (Value::Node(container), _) if has_comments(container) => {
            let text = with_comments(plan.snapshot(), container, new);
            plan.set_source(old, text);
        }
        (Value::Scalar(_), Json::Object(members)) if entry.key().is_some() && !members.is_empty() => {
            // Its members have lines of their own.
            let key = entry.key().unwrap_or_default().into_owned();
            let members = members.iter().map(|(key, value)| value.member(key)).collect();
            plan.wrap(node, entry, &key, members);
        }
        _ => plan.set_value(node, old, &new.written()),
    }
}

fn merge<'t>(plan: &mut Plan<'t>, object: Node<'t>, members: &[(String, Json)]) {
    let wanted = |key: &str| members.iter().find(|(known, _)| known == key).map(|(_, value)| value);
    for entry in object.entries().filter(|entry| entry.key().is_none_or(|key| wanted(&key).is_none())) {
        plan.delete(object, entry);
    }
    for (key, value) in members {
        match object.member(key).and_then(|entry| Some((entry, entry.value()?))) {
            Some((entry, old)) => assign(plan, object, entry, old, value),
            None => plan.insert(object, &[], value.member(key)),
        }
    }
}

fn align<'t>(plan: &mut Plan<'t>, array: Node<'t>, items: &[Json]) {
    let entries: Vec<Entry<'t>> = array.entries().collect();
    for (index, item) in items.iter().enumerate() {
        match entries.get(index).and_then(|entry| Some((*entry, entry.value()?))) {
            Some((entry, old)) => assign(plan, array, entry, old, item),
            None => plan.push(array, item.written()),
        }
    }
    for entry in entries.into_iter().skip(items.len()) {
        plan.delete(array, entry);
    }
}

/// A new value with the comments of the container in whose place it comes: they stand before it.
fn with_comments(snapshot: &Snapshot, container: Node<'_>, new: &Json) -> String {
    let style = Style::around(snapshot, container);
    let text = snapshot.text.slice(container.range());
    let mut out = String::new();
    for (start, token, _) in tokens(&text) {
        let comment = || text.get(start..start + token.len as usize).unwrap_or_default();
        match token.kind {
            TokenKind::BlockComment => out.extend([comment(), " "]),
            TokenKind::LineComment => out.extend([comment(), style.newline, &style.base, &style.unit]),
            _ => {}
        }
    }
    out + &one_line(&new.written(), &style)
}

/// A value on one line. Strings are quoted as the document does.
fn one_line(value: &NewValue, style: &Style) -> String {
    match value {
        NewValue::Source(text) => text.clone(),
        NewValue::Text(text) => style.string(text),
        NewValue::Array(items) => {
            format!("[{}]", items.iter().map(|item| one_line(item, style)).collect::<Vec<_>>().join(", "))
        }
        NewValue::Object(members) => {
            let member = |member: &NewMember| {
                format!(
                    "{}: {}",
                    style.key(member.key.as_deref().unwrap_or_default()),
                    one_line(&member.value, style)
                )
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}
