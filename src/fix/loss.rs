//! Migrations that lose or switch off something: never made without asking.

use super::one::mends;
use super::which::Which;
use crate::base::Snapshot;
use crate::migrations::{Place, work};

/// The places of a document that are left alone only because their migration loses or switches off something.
pub fn lossy<'t>(snapshot: &'t Snapshot, which: Which<'_>) -> Vec<Place<'t>> {
    let mut places = work(snapshot);
    places.retain(|place| !which.takes(place) && which.with_loss().takes(place) && mends(snapshot, place));
    places
}

/// A title that says what is lost, as the note of the migration does.
pub(super) fn told(title: String, place: &Place<'_>) -> String {
    let note = place.migration.note;
    let says_it = place.is_safe() || note.is_empty() || title.contains(note);
    if says_it { title } else { format!("{title}: {note}") }
}
