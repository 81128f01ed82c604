//! Fixes that wait for an update, since an older OpenClaw reads the document that does not know what they write.

use crate::base::Older;
use crate::base::{Diagnostic, Related, Snapshot};
use crate::migrations;
use crate::schema::history::Release;
use crate::text::TextRange;
use rustc_hash::FxHashMap;

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
    let concerned = places.iter().filter(|place| place.withheld || place.still_read);
    let concerned: FxHashMap<(&str, TextRange), bool> =
        concerned.map(|place| ((place.finding.code, place.finding.range), place.still_read)).collect();
    let newest = snapshot.world.schema.version();
    for diagnostic in found {
        let still_read = concerned.get(&(diagnostic.code, diagnostic.range));
        let note = still_read.zip(older.stamp).map(|(still_read, range)| Related {
            file: None,
            range,
            message: reason(older, *still_read, newest),
        });
        diagnostic.related.extend(note);
    }
}

/// What keeps the fix from being made without asking, and how to have it made.
fn reason(older: Older, still_read: bool, newest: &str) -> String {
    let release = older.release;
    let why = if still_read {
        "still reads it"
    } else {
        "does not know the new form: the fix waits for the update"
    };
    format!(
        "OpenClaw {release} wrote this file last and {why}; if {newest} reads it today, set `targetVersion` to `{newest}`"
    )
}
