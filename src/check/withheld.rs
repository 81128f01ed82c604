//! Fixes that wait for an update, since an older OpenClaw reads the document that does not know what they write.

use crate::base::{Diagnostic, Related, Snapshot};
use crate::migrations;
use crate::release::Older;
use crate::schema::history::Release;
use crate::text::TextRange;
use rustc_hash::FxHashSet;

/// How many fixes are withheld, and the release that does not understand them; nothing where none is.
pub fn withheld(snapshot: &Snapshot) -> Option<(usize, Release)> {
    let older = snapshot.older()?;
    let count = migrations::places(snapshot).iter().filter(|place| place.withheld).count();
    (count > 0).then_some((count, older.release))
}

/// Says why at the findings whose fix is withheld. Costs nothing where the document is
/// for the release that judges it.
pub(super) fn withhold(snapshot: &Snapshot, found: &mut [Diagnostic]) {
    let Some(older) = snapshot.older() else { return };
    let places = migrations::places(snapshot);
    let withheld: FxHashSet<(&str, TextRange)> = places
        .iter()
        .filter(|place| place.withheld)
        .map(|place| (place.finding.code, place.finding.range))
        .collect();
    for diagnostic in found.iter_mut().filter(|one| withheld.contains(&(one.code, one.range))) {
        let note = older.stamp.map(|range| Related { file: None, range, message: reason(older) });
        diagnostic.related.extend(note);
    }
}

fn reason(older: Older) -> String {
    let release = older.release;
    format!(
        "OpenClaw {release} wrote this file last and does not know the new form: the fix waits for the update"
    )
}
