//! What somebody wrote that is gone after a change: people are told before and after.

use super::which::Which;
use crate::base::Snapshot;
use crate::base::masking::secret_ranges;
use crate::edit::edited;
use crate::migrations::{Change, Place, Transform, mapped, word, work};
use crate::syntax::{Entry, Node, Scalar, Value};
use crate::text::{TextEdit, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

/// The longest value that is shown, in bytes.
const LONGEST: usize = 40;

/// No path is followed deeper.
const DEEPEST: usize = 64;

/// What stands for an object or array with nothing in it: nobody misses it.
const EMPTY: &str = "";

/// A value that is no object and no array, with its path.
struct Leaf {
    path: Vec<String>,
    value: String,
}

/// The values of a document that are gone after edits of it, as `path: value`; values of secret fields are not shown.
pub fn dropped(snapshot: &Snapshot, edits: &[TextEdit]) -> Vec<String> {
    if edits.is_empty() { Vec::new() } else { dropped_in(snapshot, &edited(snapshot, edits)) }
}

/// The same for a document that has become another one.
pub fn dropped_in(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let (old, new) = (leaves(before), leaves(after));
    let mut told: Vec<Vec<String>> = Vec::new();
    let replaced: FxHashSet<Vec<String>> = work(before).iter().flat_map(replaced).collect();
    for leaf in gone(&old, &new) {
        if !replaced.contains(&leaf.path) {
            let path = narrowed(before, topmost(after, &leaf.path, &old, &new), &leaf.path);
            if !told.contains(&path) {
                told.push(path);
            }
        }
    }
    let secrets = secret_ranges(before, TextRange::new(0, before.text.len()));
    told.iter().map(|path| shown(before, path, &secrets)).collect()
}

/// The paths of members whose values become other ones on their way.
fn replaced(place: &Place<'_>) -> Vec<Vec<String>> {
    let path: Vec<String> = (0..place.steps.len()).filter_map(|index| place.step(index)).collect();
    if let (Change::Rewrite(rewrite), Some((_, object))) = (place.migration.change, path.split_last()) {
        let key_of = |key: &str| if key == "{key}" { path.last().cloned() } else { Some(key.to_owned()) };
        let keys = rewrite.replaced_keys().filter_map(key_of);
        return keys.map(|key| [object, &[key]].concat()).collect();
    }
    if becomes_another(place).unwrap_or_default() { vec![path] } else { Vec::new() }
}

/// Whether a value becomes another one where it goes.
fn becomes_another(place: &Place<'_>) -> Option<bool> {
    let (_, entry) = place.member()?;
    let value = entry.value()?;
    Some(match place.migration.change {
        Change::Move(target) if !target.map.is_empty() => {
            word(value).and_then(|word| mapped(target.map, &word)).is_some_and(|to| to != "-")
        }
        Change::Rename { transform, .. } => transform == Transform::SecondsToMillis,
        Change::CacheTtl
        | Change::Value { .. }
        | Change::Wrap { .. }
        | Change::BesideParams
        | Change::UnreadParams
        | Change::ProviderKey => true,
        _ => false,
    })
}

fn leaves(snapshot: &Snapshot) -> Vec<Leaf> {
    let mut found = Vec::new();
    if let Some(Value::Node(root)) = snapshot.tree.value() {
        collect(snapshot, root, &mut Vec::new(), &mut found);
    }
    found
}

fn collect(snapshot: &Snapshot, node: Node<'_>, path: &mut Vec<String>, found: &mut Vec<Leaf>) {
    // Of several members with one key only the last was ever read.
    let read = |entry: &Entry<'_>| {
        entry.key().is_none_or(|key| node.member(&key).is_some_and(|last| last.index() == entry.index()))
    };
    for entry in node.entries().filter(read) {
        let Some(value) = entry.value() else { continue };
        path.push(entry.key().map_or_else(|| entry.index().to_string(), std::borrow::Cow::into_owned));
        match value {
            Value::Node(child) if child.count() > 0 && path.len() < DEEPEST => {
                collect(snapshot, child, path, found);
            }
            Value::Node(_) => found.push(Leaf { path: path.clone(), value: EMPTY.to_owned() }),
            Value::Scalar(scalar) => found.push(Leaf { path: path.clone(), value: plain(snapshot, scalar) }),
        }
        path.pop();
    }
}

fn plain(snapshot: &Snapshot, scalar: Scalar<'_>) -> String {
    match (scalar.as_str(), scalar.as_f64()) {
        (Some(text), _) => format!("\"{text}"),
        (None, Some(number)) => number.to_string(),
        (None, None) => snapshot.text.slice(scalar.token.range),
    }
}

/// The leaves of the old document that are neither where they were nor anywhere else. A value that turns into a key is there.
fn gone<'l>(old: &'l [Leaf], new: &[Leaf]) -> Vec<&'l Leaf> {
    let paths: FxHashSet<&[String]> = new.iter().map(|leaf| leaf.path.as_slice()).collect();
    let mut left: FxHashMap<&str, usize> = FxHashMap::default();
    for leaf in new {
        *left.entry(&leaf.value).or_default() += 1;
    }
    for leaf in old {
        if let Some(count) =
            left.get_mut(leaf.value.as_str()).filter(|_| paths.contains(leaf.path.as_slice()))
        {
            *count = count.saturating_sub(1);
        }
    }
    let steps: FxHashSet<&str> = new.iter().flat_map(|leaf| leaf.path.iter().map(String::as_str)).collect();
    let mut is_there = |leaf: &&Leaf| {
        let count = left.get_mut(leaf.value.as_str()).filter(|count| **count > 0);
        let moved = count.map(|count| *count -= 1).is_some();
        moved || leaf.value.strip_prefix('"').is_some_and(|text| steps.contains(text))
    };
    let elsewhere = old.iter().filter(|leaf| leaf.value != EMPTY && !paths.contains(leaf.path.as_slice()));
    elsewhere.filter(|leaf| !is_there(leaf)).collect()
}

/// The longest way of a path that is all gone: an object or array of which nothing is left is told as one.
fn topmost(after: &Snapshot, path: &[String], old: &[Leaf], new: &[Leaf]) -> Vec<String> {
    let is_left = |way: &[String]| {
        way.iter().try_fold(after.tree.value(), |value, key| Some(step(value?, key))).flatten().is_some()
    };
    let lost: Vec<&Leaf> = gone(old, new);
    for length in 1..path.len() {
        let way = &path[..length];
        let below = |leaf: &&&Leaf| leaf.path.starts_with(way);
        let all = old.iter().filter(|leaf| leaf.path.starts_with(way)).count();
        if !is_left(way) && lost.iter().filter(below).count() == all {
            return way.to_vec();
        }
    }
    path.to_vec()
}

/// The way on to a leaf past the objects that hold nothing else.
fn narrowed(before: &Snapshot, mut way: Vec<String>, leaf: &[String]) -> Vec<String> {
    while let Some(next) = leaf.get(way.len()) {
        let value = way.iter().try_fold(before.tree.value(), |value, key| Some(step(value?, key))).flatten();
        if value.and_then(Value::object).is_none_or(|object| object.count() != 1) {
            break;
        }
        way.push(next.clone());
    }
    way
}

fn step<'t>(value: Value<'t>, key: &str) -> Option<Value<'t>> {
    match value.array() {
        Some(array) => array.entry(key.parse().ok()?)?.value(),
        None => value.get(key),
    }
}

/// `path: value` as people read it.
fn shown(snapshot: &Snapshot, path: &[String], secrets: &[TextRange]) -> String {
    let value = path.iter().try_fold(snapshot.tree.value(), |value, key| Some(step(value?, key))).flatten();
    let name = path.join(".");
    let Some(range) = value.map(Value::range) else { return format!("`{name}`") };
    let source = snapshot.text.slice(range);
    if secrets.iter().any(|secret| secret.start < range.end && range.start < secret.end) {
        return format!("`{name}`");
    }
    if source.len() > LONGEST || source.contains(['\n', '`']) {
        return format!("`{name}`");
    }
    format!("`{name}: {source}`")
}

/// How many of the places that are migrated without asking only go, with what somebody wrote there.
pub fn going(places: &[Place<'_>], which: Which<'_>) -> usize {
    let goes = |place: &&Place<'_>| {
        which.takes(place)
            && match place.migration.change {
                Change::Remove { .. } => true,
                Change::Rewrite(rewrite) => rewrite.only_removes(),
                _ => false,
            }
    };
    places.iter().filter(goes).count()
}
