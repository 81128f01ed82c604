//! What a migration of a single member does.

use super::relocate::{prune as prune_around, relocate, replace, roster, variable, wrap};
use crate::base::Snapshot;
use crate::edit::{NewMember, NewValue, Plan};
use crate::migrations::{Change, Migration, Place, Says, Transform, is_zero, legacy, retention, winner};
use crate::syntax::{Entry, Node, Scalar, Value};

/// Adds the migration of a place to a plan; says whether there is one.
pub(super) fn apply<'t>(place: &Place<'t>, plan: &mut Plan<'t>) -> bool {
    let Some((object, entry)) = place.member() else { return false };
    let Some(value) = entry.value() else { return false };
    if is_shadowed(object, entry) && !is_variable(value) && place.migration.is_retired_key() {
        plan.delete(object, entry);
        return true;
    }
    let migration = place.migration;
    match migration.change {
        Change::CacheTtl => cache_ttl(plan, object, entry, value),
        Change::Rename { to, transform, .. } => rename(plan, migration, object, entry, (to, transform)),
        Change::Merge { to } => merge(plan, object, entry, to),
        Change::Into { into, with } => into_object(plan, object, entry, into, with),
        Change::Remove { prune } => remove(plan, place, prune),
        Change::RemoveZero => {
            plan.delete(object, entry);
            true
        }
        Change::Move(target) => relocate(plan, place, target),
        Change::Wrap { key, map } => wrap(plan, (object, entry), key, map),
        Change::Value { map } => replace(plan, object, value, map),
        Change::Variable => place.finding.fixable && variable(plan, (object, entry)),
        Change::Roster => place.finding.fixable && roster(plan, place),
        Change::BesideParams => is_for_one_model(place) && into_params(plan, migration, object, entry),
        Change::Carry
        | Change::CacheRetention
        | Change::UnreadParams
        | Change::ProviderKey
        | Change::Rewrite(_) => false,
    }
}

/// Whether a later member with the same key wins.
fn is_shadowed(object: Node<'_>, entry: Entry<'_>) -> bool {
    let last = entry.key().and_then(|key| object.member(&key));
    last.is_some_and(|last| last.index() != entry.index())
}

pub(super) fn is_variable(value: Value<'_>) -> bool {
    value.as_str().is_some_and(|text| text.contains("${"))
}

/// Cases 1 to 3 of docs/openclaw/cache-retention.md#how-openclaw-lsp-migrates-it. Where nothing is certain (case 4)
/// nothing is done.
fn cache_ttl<'t>(plan: &mut Plan<'t>, object: Node<'t>, entry: Entry<'t>, value: Value<'t>) -> bool {
    let mapped = match legacy(value) {
        Says::Retention(retention) => Some(retention.word()),
        Says::Nothing => None,
        Says::Variable => return false,
    };
    let current = object.member("cacheRetention").map(Entry::value);
    match (current, mapped) {
        (None, Some(word)) => {
            plan.rename(entry, "cacheRetention");
            plan.set_text(object, value, word);
        }
        (Some(Some(current)), _) if matches!(retention(current), Says::Retention(_)) => {
            plan.delete(object, entry);
        }
        (Some(Some(current)), Some(word)) if retention(current) == Says::Nothing => {
            plan.set_text(object, current, word);
            plan.delete(object, entry);
        }
        _ => return false,
    }
    true
}

fn rename<'t>(
    plan: &mut Plan<'t>,
    migration: &Migration,
    object: Node<'t>,
    entry: Entry<'t>,
    (to, transform): (&str, Transform),
) -> bool {
    let Some(value) = entry.value() else { return false };
    if winner(migration, object, migration.key()).is_some() {
        plan.delete(object, entry);
        return true;
    }
    match transform {
        Transform::DropZero if is_zero(value) => plan.delete(object, entry),
        Transform::Keep | Transform::DropZero => plan.rename(entry, to),
        Transform::SecondsToMillis if is_variable(value) => return false,
        Transform::SecondsToMillis => match value.scalar().and_then(Scalar::as_f64) {
            Some(seconds) if seconds > 0.0 && seconds.is_finite() => {
                plan.rename(entry, to);
                plan.set_source(value, number(seconds * 1000.0));
            }
            _ => plan.delete(object, entry),
        },
    }
    true
}

/// A number as JSON writes it.
fn number(value: f64) -> String {
    format!("{value}")
}

fn merge<'t>(plan: &mut Plan<'t>, object: Node<'t>, entry: Entry<'t>, to: &str) -> bool {
    let Some(old) = entry.child().filter(|old| old.is_object()) else { return false };
    let Some(target) = object.member(to) else {
        plan.rename(entry, to);
        return true;
    };
    let Some(target) = target.child().filter(|target| target.is_object()) else { return false };
    for member in old.entries() {
        let (Some(key), Some(value)) = (member.key(), member.value()) else { continue };
        // What the new section lost as well is not carried over.
        if target.has(&key) || key == "preserveFilenames" || is_shadowed(old, member) {
            continue;
        }
        let source = plan.snapshot().text.slice(value.range());
        let moved = plan.take(old, member, NewMember::new(&key, NewValue::Source(source)));
        plan.insert(target, &[], moved);
    }
    plan.dissolve(old, entry, object);
    true
}

fn into_object<'t>(
    plan: &mut Plan<'t>,
    object: Node<'t>,
    entry: Entry<'t>,
    into: &str,
    (with_key, with_text): (&str, &str),
) -> bool {
    let (Some(value), Some(key)) = (entry.value(), entry.key()) else { return false };
    let member = NewMember::new(&key, NewValue::Source(plan.snapshot().text.slice(value.range())));
    match object.member(into).map(|member| member.child().filter(|child| child.is_object())) {
        None => plan.wrap(object, entry, into, vec![NewMember::text(with_key, with_text), member]),
        Some(None) => return false,
        Some(Some(target)) if target.has(&key) => plan.delete(object, entry),
        Some(Some(target)) => {
            let moved = plan.take(object, entry, member);
            plan.insert(target, &[], moved);
        }
    }
    true
}

fn remove<'t>(plan: &mut Plan<'t>, place: &Place<'t>, prune: usize) -> bool {
    let Some((object, entry)) = place.member() else { return false };
    plan.delete(object, entry);
    prune_around(plan, place, prune);
    true
}

/// Whether the member belongs to one entry of a `models` object: settings for a whole agent reach every model, which
/// is not done without asking.
fn is_for_one_model(place: &Place<'_>) -> bool {
    place.steps.len().checked_sub(3).and_then(|index| place.step(index)).as_deref() == Some("models")
}

/// Moves a cache setting into the `params` beside it.
pub(super) fn into_params<'t>(
    plan: &mut Plan<'t>,
    migration: &Migration,
    object: Node<'t>,
    entry: Entry<'t>,
) -> bool {
    let Some(value) = entry.value() else { return false };
    let Some(member) = setting(plan.snapshot(), migration, value) else { return false };
    if migration.is_ttl() && object.has("cacheRetention") {
        plan.delete(object, entry);
        return true;
    }
    match object.member("params").map(|params| params.child().filter(|params| params.is_object())) {
        None => plan.wrap(object, entry, "params", vec![member]),
        Some(None) => return false,
        Some(Some(params)) if params.has("cacheRetention") => plan.delete(object, entry),
        Some(Some(params)) => {
            let moved = plan.take(object, entry, member);
            plan.insert(params, &[], moved);
        }
    }
    true
}

/// The `cacheRetention` that a misplaced setting becomes.
pub(super) fn setting(snapshot: &Snapshot, migration: &Migration, value: Value<'_>) -> Option<NewMember> {
    if !migration.is_ttl() {
        let source = NewValue::Source(snapshot.text.slice(value.range()));
        return Some(NewMember::new("cacheRetention", source));
    }
    match legacy(value) {
        Says::Retention(retention) => Some(NewMember::text("cacheRetention", retention.word())),
        Says::Nothing | Says::Variable => None,
    }
}
