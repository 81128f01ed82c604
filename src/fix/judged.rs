//! The migrations of a document that leave nobody worse off.

use super::judge;
use super::rounds::round_of;
use super::run::run;
use super::which::Which;
use crate::base::Snapshot;
use crate::migrations::{Place, work};
use crate::text::TextEdit;
use std::collections::BTreeMap;

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
    harmless(snapshot, which).map_or_else(Vec::new, |without| run(snapshot, which.without(&without)))
}

/// The rows, by their patterns, without which all migrations that are among those given leave nobody worse off; nothing where
/// there are none such.
pub fn harmless(snapshot: &Snapshot, which: Which<'_>) -> Option<Vec<&'static str>> {
    let may = |without: &[&'static str]| {
        let edits = run(snapshot, which.without(without));
        edits.is_empty() || judge::may(snapshot, &edits, "")
    };
    if may(&[]) {
        return Some(Vec::new());
    }
    Some(harmful(snapshot, which)).filter(|without| may(without))
}

/// The rows whose migrations alone leave somebody worse off, by their patterns.
fn harmful(snapshot: &Snapshot, which: Which<'_>) -> Vec<&'static str> {
    let extended = which.with_extras(snapshot);
    let mut rows: BTreeMap<&'static str, Vec<Place<'_>>> = BTreeMap::new();
    for place in work(snapshot).into_iter().filter(|place| which.takes(place) || extended.takes(place)) {
        rows.entry(place.migration.old).or_default().push(place);
    }
    let harms = |places: Vec<Place<'_>>| !judge::may(snapshot, &round_of(snapshot, places, extended), "");
    rows.into_iter().filter_map(|(row, places)| harms(places).then_some(row)).collect()
}
