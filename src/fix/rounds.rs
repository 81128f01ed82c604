//! The migrations that can be made at once.

use super::change::apply;
use super::one::mends;
use super::rewrites::rewrite;
use super::which::Which;
use crate::base::Snapshot;
use crate::check::ignored;
use crate::edit::Plan;
use crate::migrations::{Place, Table};
use crate::text::TextEdit;

/// The edits of the migrations of some of the places of a document ([`crate::migrations::work`]) that can be made at once: those of single
/// members first, then the rewrites.
pub fn round_of<'t>(snapshot: &'t Snapshot, places: Vec<Place<'t>>, which: Which<'_>) -> Vec<TextEdit> {
    let edits = members_round(snapshot, &taken(snapshot, places.clone(), which, false));
    if edits.is_empty() { rewrites_round(snapshot, taken(snapshot, places, which, true)) } else { edits }
}

/// Those of some places that are taken: the single members, or the rewrites.
pub(super) fn taken<'t>(
    snapshot: &Snapshot,
    mut places: Vec<Place<'t>>,
    which: Which<'_>,
    rewrites: bool,
) -> Vec<Place<'t>> {
    places.retain(|place| which.takes(place) && place.migration.is_rewrite() == rewrites);
    if which.heeds_comments() && !places.is_empty() {
        let ignored = ignored(snapshot);
        let is_ignored = |place: &Place<'_>| {
            ignored.iter().any(|one| (one.code, one.range) == (place.finding.code, place.finding.range))
        };
        places.retain(|place| !is_ignored(place));
    }
    places
}

/// The rewrites, in their order.
pub(super) fn rewrites_round<'t>(snapshot: &'t Snapshot, mut places: Vec<Place<'t>>) -> Vec<TextEdit> {
    let table = Table::of(snapshot.release());
    places.sort_by_key(|place| table.place(place.migration));
    rewrite(snapshot, &places.iter().collect::<Vec<_>>())
}

/// The migrations of single members that can be made at once. What holds another place that changes waits until that
/// one is done.
pub(super) fn members_round(snapshot: &Snapshot, places: &[Place<'_>]) -> Vec<TextEdit> {
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
