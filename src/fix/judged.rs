//! The migrations of a document that leave nobody worse off.

use super::judge::Judge;
use super::rounds::round_of;
use super::run::run;
use super::which::{Which, by_row};
use crate::base::Snapshot;
use crate::migrations::work;
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
/// anybody worse off ([`Judge`]) is left out, as OpenClaw itself has such: it must not keep the others from being made. What a
/// comment has ignored stays.
pub fn fix(snapshot: &Snapshot, which: Which<'_>) -> Vec<TextEdit> {
    if !snapshot.tree.is_valid() {
        return Vec::new();
    }
    settled(snapshot, which.heeding_comments()).map_or_else(Vec::new, |(_, edits)| edits)
}

/// The rows, by their patterns, without which all migrations that are among those given leave nobody worse off; nothing where
/// there are none such.
pub fn harmless(snapshot: &Snapshot, which: Which<'_>) -> Option<Vec<&'static str>> {
    settled(snapshot, which).map(|(without, _)| without)
}

/// The same with the edits of all others.
fn settled(snapshot: &Snapshot, which: Which<'_>) -> Option<(Vec<&'static str>, Vec<TextEdit>)> {
    let judge = Judge::of(snapshot);
    let leaving_out = |without: Vec<&'static str>| {
        let edits = run(snapshot, which.without(&without));
        (edits.is_empty() || judge.may(&edits, "")).then_some((without, edits))
    };
    leaving_out(Vec::new()).or_else(|| leaving_out(harmful(&judge, snapshot, which)))
}

/// The rows whose migrations alone leave somebody worse off, by their patterns.
fn harmful(judge: &Judge<'_>, snapshot: &Snapshot, which: Which<'_>) -> Vec<&'static str> {
    let extended = which.with_extras(snapshot);
    let taken = work(snapshot).into_iter().filter(|place| which.takes(place) || extended.takes(place));
    let harms = |places| !judge.may(&round_of(snapshot, places, extended), "");
    by_row(taken).into_iter().filter_map(|(row, places)| harms(places).then_some(row)).collect()
}
