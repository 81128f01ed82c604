//! The places at which the schema has a key of the same name, or a record that takes names of people's own.

use super::stray::{Remedy, Stray, Target};
use crate::check::fit;
use crate::schema::overlay::key_use;
use crate::schema::path::PatternStep;
use crate::schema::{Additional, KeyPlace, PathStep, SchemaId};
use crate::syntax::{Entry, Node, Value};

/// A name that so many places have says too little about the one that was meant.
const COMMON: usize = 12;

/// The most steps from where a key stands to where it lives.
const FAR: usize = 3;

/// A place that the key may have been meant for.
struct Candidate {
    /// The steps that both ways have in common.
    common: usize,
    place: KeyPlace,
    /// The key that each step after the common ones takes, where it is known.
    below: Option<Vec<String>>,
    /// How far it is: the steps up and the steps down.
    distance: usize,
    /// What is wrong with the value there.
    errors: usize,
    /// How many example configurations set it.
    uses: u16,
}

/// The one place that is near enough and takes the value.
pub(super) fn moved(stray: &Stray<'_>) -> Option<Remedy> {
    let mut found = candidates(stray);
    found.retain(|one| one.below.is_some());
    found.sort_by_key(|one| (one.errors, one.distance, std::cmp::Reverse(one.uses)));
    let [best, rest @ ..] = found.as_slice() else { return None };
    let rival = rest.first().filter(|next| (next.errors, next.distance) == (best.errors, best.distance));
    if rival.is_some_and(|rival| best.uses < 2 * rival.uses.max(1)) {
        return None;
    }
    let path = best.below.clone()?;
    let up = stray.holders.len().checked_sub(1 + best.common)?;
    Some(Remedy::Move(Target { up, path, value: None, shown: shown(&best.place.steps, stray) }))
}

/// Where a key of the name lives, though it cannot be moved there at once; else where some key of the name stands.
pub(super) fn lives(stray: &Stray<'_>) -> Option<Remedy> {
    let mut found = candidates(stray);
    found.sort_by_key(|one| (one.errors, one.distance, std::cmp::Reverse(one.uses)));
    if let Some(best) = found.first() {
        return Some(Remedy::Lives(shown(&best.place.steps, stray)));
    }
    let places = stray.snapshot.world.places().of_name(&stray.key());
    let way = stray.steps();
    let best = places.iter().max_by_key(|place| {
        (common(&way, &place.steps), uses(place), std::cmp::Reverse(place.steps.len()))
    })?;
    let is_near = common(&way, &best.steps) > 0;
    Some(Remedy::Other(is_near.then(|| shown(&best.steps, stray))))
}

/// The places that may have been meant, with what speaks for each.
fn candidates(stray: &Stray<'_>) -> Vec<Candidate> {
    let way = stray.steps();
    let places = stray.snapshot.world.places().of_name(&stray.key());
    let is_account = |place: &KeyPlace| place.steps.contains(&PatternStep::Key("accounts".to_owned()));
    let count = places.iter().filter(|place| !is_account(place)).count();
    let fits = |place: &KeyPlace| fit::takes(stray.snapshot, place.id, stray.entry.value());
    places.into_iter().filter(fits).filter_map(|place| candidate(stray, &way, place, count)).collect()
}

fn candidate(stray: &Stray<'_>, way: &[PathStep<'_>], place: KeyPlace, count: usize) -> Option<Candidate> {
    let common = common(way, &place.steps);
    let (up, down) = (way.len() - common, place.steps.len() - common);
    let is_common = count > COMMON;
    let is_inside = up == 0 && down <= FAR && (!is_common || down == 2);
    let is_above = down == 1 && !is_common;
    // From one section to another a name has to be one of its own: `pairing` of a channel is not that of the nodes.
    let is_across = common == 0 && (up == 0 && down <= FAR && !is_common || down <= 2 && count == 1);
    let is_of_agent =
        matches!(way, [PathStep::Key("agents"), PathStep::Key("defaults")]) && common == 1 && down == 3;
    if !(is_inside || is_above || is_across || is_of_agent) || stray.key() == "enabled" {
        return None;
    }
    let below = bound(stray, common, &place.steps[common..]).filter(|_| !is_of_agent);
    let errors = stray.entry.value().map_or(0, |value| fit::errors(stray.snapshot, place.id, value));
    let uses = uses(&place);
    Some(Candidate { common, below, distance: up + down, errors, uses, place })
}

/// How many steps of a way a place shares.
fn common(way: &[PathStep<'_>], steps: &[PatternStep]) -> usize {
    let is_same = |(step, pattern): &(&PathStep<'_>, &PatternStep)| match (step, pattern) {
        (PathStep::Key(key), PatternStep::Key(name)) => key == name,
        (PathStep::Key(_), PatternStep::AnyKey) | (PathStep::Item, PatternStep::Item) => true,
        _ => false,
    };
    // The last step is the key itself.
    way.iter().zip(&steps[..steps.len().saturating_sub(1)]).take_while(is_same).count()
}

/// The keys of some steps: a record has one where the document has one entry in it.
fn bound(stray: &Stray<'_>, common: usize, steps: &[PatternStep]) -> Option<Vec<String>> {
    let mut at = stray.holders.get(common).copied();
    let mut keys = Vec::new();
    for step in steps {
        let key = match step {
            PatternStep::Key(name) => name.clone(),
            PatternStep::AnyKey => only_key(at?)?,
            PatternStep::Item | PatternStep::Deep => return None,
        };
        at = at.and_then(|node| node.get(&key)).and_then(Value::object);
        keys.push(key);
    }
    Some(keys)
}

fn only_key(record: Node<'_>) -> Option<String> {
    let entry = record.entry(0).filter(|_| record.count() == 1)?;
    entry.key().map(std::borrow::Cow::into_owned)
}

fn uses(place: &KeyPlace) -> u16 {
    let path: Vec<PathStep<'_>> = place
        .steps
        .iter()
        .map(|step| match step {
            PatternStep::Key(key) => PathStep::Key(key),
            PatternStep::AnyKey | PatternStep::Deep => PathStep::Key("*"),
            PatternStep::Item => PathStep::Item,
        })
        .collect();
    key_use(&path).configs
}

/// A place for people: with the keys of the document as far as they are known.
fn shown(steps: &[PatternStep], stray: &Stray<'_>) -> String {
    let mut text = String::new();
    for (index, step) in steps.iter().enumerate() {
        let own = stray.way.get(index).and_then(Option::as_deref);
        let name = match step {
            PatternStep::Key(name) => name,
            PatternStep::AnyKey if common(&stray.steps(), steps) > index => own.unwrap_or("*"),
            PatternStep::AnyKey | PatternStep::Deep => "*",
            PatternStep::Item => {
                text.push_str("[]");
                continue;
            }
        };
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(name);
    }
    text
}

/// A record of the object in which the key is a name of somebody's own: `agents.ops` for `agents.entries.ops`.
pub(super) fn below(stray: &Stray<'_>) -> Option<Remedy> {
    let is_filled = |value: &Value<'_>| value.object().is_some_and(|object| object.count() > 0);
    let value = stray.entry.value().filter(|value| is_filled(value) && !stray.way.is_empty())?;
    let schema = &stray.snapshot.world.schema;
    let mut found: Vec<(String, usize)> = Vec::new();
    for (name, ids) in stray.known() {
        for branch in ids.into_iter().flat_map(|id| schema.branches(id)) {
            let node = schema.node(branch);
            let Additional::Schema(record) = node.additional() else { continue };
            let is_record = node.properties().len() == 0 && !schema.node(record).is_anything();
            let takes = is_record
                && fit::takes(stray.snapshot, record, Some(value))
                && names_fit(stray, record, value);
            if takes && !found.iter().any(|(known, _)| *known == name) {
                found.push((name.clone(), fit::errors(stray.snapshot, record, value)));
            }
        }
    }
    found.sort_by_key(|(_, errors)| *errors);
    let [(name, errors), rest @ ..] = found.as_slice() else { return None };
    if rest.first().is_some_and(|(_, rival)| rival == errors) {
        return None;
    }
    let key = stray.key().into_owned();
    let way = stray.way.iter().map(|key| key.as_deref().unwrap_or("[]"));
    let shown = way.chain([name.as_str(), &key]).collect::<Vec<_>>().join(".");
    Some(Remedy::Move(Target { up: 0, path: vec![name.clone(), key], value: None, shown }))
}

/// Whether a value has a key that a record's entries have: else anything would fit.
fn names_fit(stray: &Stray<'_>, record: SchemaId, value: Value<'_>) -> bool {
    let schema = &stray.snapshot.world.schema;
    let mut keys = value.object().into_iter().flat_map(Node::entries).filter_map(Entry::key);
    let branches = schema.branches(record);
    keys.any(|key| branches.iter().any(|id| schema.node(*id).property(&key).is_some()))
}
