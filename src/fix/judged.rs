//! The migrations of a document that leave nobody worse off.

use super::judge;
use super::one;
use super::run::run;
use super::which::Which;
use crate::base::Snapshot;
use crate::migrations::{Place, work};
use crate::text::TextEdit;

/// The edits of all safe migrations of a document; with `only`, those of one diagnostic code.
pub fn fix_all(snapshot: &Snapshot, only: Option<&str>) -> Vec<TextEdit> {
    fix(snapshot, Which::safe(only))
}

/// The edits of all migrations of a document, also of those that lose or switch off something; with `only`, those of
/// one diagnostic code.
pub fn fix_everything(snapshot: &Snapshot, only: Option<&str>) -> Vec<TextEdit> {
    fix(snapshot, Which::everything(only))
}

/// The edits of all migrations of a document that are among those given; none where it does not parse. What leaves
/// anybody worse off ([`judge`]) is left out, as OpenClaw itself has such: it must not keep the others from being made.
pub fn fix(snapshot: &Snapshot, which: Which<'_>) -> Vec<TextEdit> {
    if !snapshot.tree.is_valid() {
        return Vec::new();
    }
    let edits = run(snapshot, which);
    if edits.is_empty() || judge::may(snapshot, &edits, "") {
        return edits;
    }
    let all = work(snapshot);
    let harms = |place: &&Place<'_>| !judge::may(snapshot, &one::edits(snapshot, place), "");
    let extended = which.with_extras(snapshot);
    let taken = all.iter().filter(|place| which.takes(place) || extended.takes(place));
    let without: Vec<&'static str> = taken.filter(harms).map(|place| place.migration.old).collect();
    let edits = run(snapshot, which.without(&without));
    if judge::may(snapshot, &edits, "") { edits } else { Vec::new() }
}
