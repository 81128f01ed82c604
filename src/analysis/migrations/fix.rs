//! What is done about a finding without asking.

use super::check::{is_zero, winner};
use super::place::{Place, work};
use super::relocate::{prune as prune_around, relocate, replace, roster, variable, wrap};
use super::retention::{Says, legacy, retention};
use super::rewrite::rewrite;
use super::table::{Change, Extra, Migration, Transform, is_ttl, table};
use crate::analysis::edit::{NewMember, NewValue, Plan, compose};
use crate::analysis::{Severity, Snapshot, diagnostics};
use crate::syntax::{Entry, Node, Scalar, Value};
use crate::text::{TextEdit, TextRange, apply_all};
use std::sync::Arc;

/// A migration may make room for another one; none needs more rounds than it has steps.
const ROUNDS: usize = 24;

/// How far migrations go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Nothing is lost or switched off.
    Safe,
    /// Something may be.
    WithLoss,
    /// What OpenClaw adds even where nothing is retired is added, too.
    All,
}

/// Which migrations are made.
#[derive(Clone, Copy, Debug)]
pub struct Which<'a> {
    /// Only those of a diagnostic code.
    only: Option<&'a str>,
    reach: Reach,
    /// Whether a retired key is mended, so that those that only add something are made too.
    extras: bool,
    /// Whether it is the time for those.
    first: bool,
    /// The rows that are left out, by their patterns.
    without: &'a [&'static str],
}

impl<'a> Which<'a> {
    /// The safe ones; with `only`, those of one diagnostic code.
    pub fn safe(only: Option<&'a str>) -> Self {
        Self { only, reach: Reach::Safe, extras: false, first: false, without: &[] }
    }

    /// All that OpenClaw makes; with `only`, those of one diagnostic code.
    pub fn everything(only: Option<&'a str>) -> Self {
        Self { only, reach: Reach::All, extras: false, first: false, without: &[] }
    }

    /// The same with those that lose or switch off something.
    #[must_use]
    pub fn with_loss(self) -> Self {
        Self { reach: self.reach.max(Reach::WithLoss), ..self }
    }

    /// The same with the extras, if there is anything in a document that brings them: OpenClaw makes them when it migrates
    /// anything at all.
    #[must_use]
    pub fn with_extras(self, snapshot: &Snapshot) -> Self {
        let brings = |place: &Place<'_>| {
            self.takes(place) && place.migration.brings_extras() && mends(snapshot, place)
        };
        Self { extras: self.only.is_none() && work(snapshot).iter().any(brings), first: true, ..self }
    }

    fn takes_extra(self, extra: Extra) -> bool {
        match extra {
            Extra::No => true,
            Extra::Always => self.first && (self.extras || (self.reach == Reach::All && self.only.is_none())),
            Extra::WithOthers => self.first && self.extras,
        }
    }

    /// Whether the migration of a place is one of them.
    pub fn takes(self, place: &Place<'_>) -> bool {
        !place.withheld
            && !self.without.contains(&place.migration.old)
            && (self.reach >= Reach::WithLoss || place.migration.safe)
            && self.takes_extra(place.migration.extra)
            && self.only.is_none_or(|code| place.finding.code == code)
    }
}

/// The edits of all safe migrations of a document; with `only`, those of one diagnostic code.
pub fn fix_all(snapshot: &Snapshot, only: Option<&str>) -> Vec<TextEdit> {
    fix(snapshot, Which::safe(only))
}

/// The edits of all migrations of a document, also of those that lose or switch off something; with `only`, those of
/// one diagnostic code.
pub fn fix_everything(snapshot: &Snapshot, only: Option<&str>) -> Vec<TextEdit> {
    fix(snapshot, Which::everything(only))
}

/// The edits of all migrations of a document that are among those given. A rewrite that leads from one refused form to
/// another is left out, as OpenClaw itself has such: it must not keep the others from being made.
pub fn fix(snapshot: &Snapshot, which: Which<'_>) -> Vec<TextEdit> {
    let edits = run(snapshot, which);
    if edits.is_empty() || !worsens(snapshot, &edits) {
        return edits;
    }
    let all = work(snapshot);
    let rewrites = all.iter().filter(|place| place.migration.is_rewrite() && which.takes(place));
    let without: Vec<&'static str> = rewrites
        .filter(|place| worsens(snapshot, &self::edits(snapshot, place)))
        .map(|place| place.migration.old)
        .collect();
    run(snapshot, Which { without: &without, ..which })
}

/// Whether a document would have more errors after some edits.
pub(super) fn worsens(snapshot: &Snapshot, edits: &[TextEdit]) -> bool {
    let errors = |snapshot: &Snapshot| {
        diagnostics(snapshot).iter().filter(|one| one.severity == Severity::Error).count()
    };
    errors(&snapshot.with_edits(edits)) > errors(snapshot)
}

fn run(snapshot: &Snapshot, which: Which<'_>) -> Vec<TextEdit> {
    let first = which.with_extras(snapshot);
    let mut run = Run { snapshot, text: whole(snapshot), edits: Vec::new() };
    run.until_done(|snapshot| members_round(snapshot, &taken(work(snapshot), which, false)));
    // What the extras write down is what the document says when it is only brought into shape.
    run.step(|snapshot| rewrites_round(snapshot, taken(work(snapshot), first, true)));
    run.until_done(|snapshot| round_of(snapshot, work(snapshot), which));
    run.edits
}

/// A document that is being migrated step by step.
struct Run<'s> {
    snapshot: &'s Snapshot,
    /// The text after the steps so far.
    text: String,
    /// The steps so far as edits of the document.
    edits: Vec<TextEdit>,
}

impl Run<'_> {
    /// Takes a step; says whether anything changed.
    fn step(&mut self, step: impl Fn(&Snapshot) -> Vec<TextEdit>) -> bool {
        let now = Snapshot::new(&self.text, self.snapshot.kind, Arc::clone(&self.snapshot.world));
        let next = step(&now);
        if next.is_empty() {
            return false;
        }
        self.text = apply_all(&self.text, &next);
        self.edits =
            if self.edits.is_empty() { next } else { compose(self.snapshot.text.len(), &self.edits, &next) };
        true
    }

    fn until_done(&mut self, step: impl Fn(&Snapshot) -> Vec<TextEdit>) {
        for _ in 0..ROUNDS {
            if !self.step(&step) {
                break;
            }
        }
    }
}

fn whole(snapshot: &Snapshot) -> String {
    snapshot.text.slice(TextRange::new(0, snapshot.text.len()))
}

/// The edits of the migrations of some of the places of a document ([`work`]) that can be made at once: those of single
/// members first, then the rewrites.
pub fn round_of<'t>(snapshot: &'t Snapshot, places: Vec<Place<'t>>, which: Which<'_>) -> Vec<TextEdit> {
    let edits = members_round(snapshot, &taken(places.clone(), which, false));
    if edits.is_empty() { rewrites_round(snapshot, taken(places, which, true)) } else { edits }
}

/// Those of some places that are taken: the single members, or the rewrites.
fn taken<'t>(mut places: Vec<Place<'t>>, which: Which<'_>, rewrites: bool) -> Vec<Place<'t>> {
    places.retain(|place| which.takes(place) && place.migration.is_rewrite() == rewrites);
    places
}

/// The rewrites, in their order.
fn rewrites_round<'t>(snapshot: &'t Snapshot, mut places: Vec<Place<'t>>) -> Vec<TextEdit> {
    let order = |place: &Place<'_>| table().iter().position(|row| std::ptr::eq(row, place.migration));
    places.sort_by_key(order);
    rewrite(snapshot, &places.iter().collect::<Vec<_>>())
}

/// The migrations of single members that can be made at once. What holds another place that changes waits until that
/// one is done.
fn members_round(snapshot: &Snapshot, places: &[Place<'_>]) -> Vec<TextEdit> {
    let safe: Vec<bool> = places.iter().map(|place| mends(snapshot, place)).collect();
    let mut plan = Plan::new(snapshot);
    for (index, place) in places.iter().enumerate() {
        // Places come in order, an outer one before those in it.
        let inner = places.iter().zip(&safe).skip(index + 1);
        let mut inner = inner.take_while(|(other, _)| place.range().contains_range(other.range()));
        if safe[index] && (place.migration.stays() || !inner.any(|(_, safe)| *safe)) {
            apply(place, &mut plan);
        }
    }
    plan.edits()
}

/// The edits of the migration of one place; none where there is none that needs no choice.
pub fn edits(snapshot: &Snapshot, place: &Place<'_>) -> Vec<TextEdit> {
    if place.withheld {
        return Vec::new();
    }
    if place.migration.is_rewrite() {
        return rewrite(snapshot, &[place]);
    }
    let mut plan = Plan::new(snapshot);
    apply(place, &mut plan);
    plan.edits()
}

/// Whether a place has a migration that may be made without asking.
pub fn is_safe<'t>(snapshot: &'t Snapshot, place: &Place<'t>) -> bool {
    place.migration.safe && !place.withheld && mends(snapshot, place)
}

/// Whether a place has a migration that needs no choice.
pub fn mends<'t>(snapshot: &'t Snapshot, place: &Place<'t>) -> bool {
    if place.migration.is_rewrite() {
        return !rewrite(snapshot, &[place]).is_empty();
    }
    apply(place, &mut Plan::new(snapshot))
}

/// Adds the migration of a place to a plan; says whether there is one.
fn apply<'t>(place: &Place<'t>, plan: &mut Plan<'t>) -> bool {
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
        Change::Roster => place.finding.fixable && roster(plan, object, entry),
        Change::BesideParams => is_for_one_model(place) && into_params(plan, migration, object, entry),
        Change::CacheRetention | Change::UnreadParams | Change::ProviderKey | Change::Rewrite(_) => false,
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
    if is_ttl(migration) && object.has("cacheRetention") {
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
    if !is_ttl(migration) {
        let source = NewValue::Source(snapshot.text.slice(value.range()));
        return Some(NewMember::new("cacheRetention", source));
    }
    match legacy(value) {
        Says::Retention(retention) => Some(NewMember::text("cacheRetention", retention.word())),
        Says::Nothing | Says::Variable => None,
    }
}
