//! The migration of one place.

use super::change::apply;
use super::rewrites::rewrite;
use crate::base::Snapshot;
use crate::edit::Plan;
use crate::migrations::Place;
use crate::text::TextEdit;

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
    place.is_safe() && !place.withheld && mends(snapshot, place)
}

/// Whether a place has a migration that needs no choice.
pub fn mends<'t>(snapshot: &'t Snapshot, place: &Place<'t>) -> bool {
    if place.migration.is_rewrite() {
        return !rewrite(snapshot, &[place]).is_empty();
    }
    apply(place, &mut Plan::new(snapshot))
}
