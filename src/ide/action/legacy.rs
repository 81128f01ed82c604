//! Quick fixes of retired and misplaced keys: one, all of a kind, all of the document.

use super::code_action::MOST;
use super::{ActionKind, CodeAction, Deferred};
use crate::base::{Diagnostic, Snapshot};
use crate::fix::{Which, going};
use crate::migrations;
use crate::migrations::Place;
use crate::text::TextRange;

/// The fixes of the migrations whose findings a range meets.
pub(super) fn actions(snapshot: &Snapshot, places: &[Place<'_>], range: TextRange) -> Vec<CodeAction> {
    let here: Vec<&Place<'_>> = places.iter().filter(|place| place.finding.range.meets(range)).collect();
    let mut actions: Vec<CodeAction> =
        here.iter().take(MOST).flat_map(|place| fixes(snapshot, place)).collect();
    let mut codes: Vec<&'static str> = here.iter().map(|place| place.finding.code).collect();
    codes.dedup();
    actions.extend(codes.into_iter().filter_map(|code| all_of_kind(snapshot, places, code)));
    actions
}

/// Whether a migration has a fix for a finding.
pub(super) fn mends(snapshot: &Snapshot, places: &[Place<'_>], finding: &Diagnostic) -> bool {
    let same =
        |place: &&Place<'_>| (place.finding.code, place.finding.range) == (finding.code, finding.range);
    places.iter().filter(same).any(|place| !crate::fix::choices(snapshot, place).is_empty())
}

/// The fixes of one migration.
pub(super) fn fixes(snapshot: &Snapshot, place: &Place<'_>) -> Vec<CodeAction> {
    let finding = (place.finding.code, place.finding.range);
    let action = |choice: crate::fix::Choice| CodeAction {
        title: choice.title,
        kind: ActionKind::QuickFix,
        edits: choice.edits,
        fixes: vec![finding],
        preferred: choice.preferred,
        safe: choice.safe,
        note: Some(choice.note),
        deferred: None,
    };
    crate::fix::choices(snapshot, place).into_iter().map(action).collect()
}

/// One action for all findings of a code, where there are several that can be mended without asking.
fn all_of_kind(snapshot: &Snapshot, places: &[Place<'_>], code: &'static str) -> Option<CodeAction> {
    let same = mendable(snapshot, places.iter().filter(|place| place.finding.code == code));
    if same.len() < 2 || !snapshot.tree.is_valid() {
        return None;
    }
    let title = format!("Fix all {} findings of `{code}` in this file", same.len());
    let title = told(title, going(places, Which::safe(Some(code))));
    Some(bulk(title, ActionKind::QuickFix, Deferred::of_kind(code), same))
}

/// An action whose edits are made when it is chosen.
fn bulk(
    title: String,
    kind: ActionKind,
    deferred: Deferred,
    fixes: Vec<(&'static str, TextRange)>,
) -> CodeAction {
    let deferred = Some(deferred);
    CodeAction { title, kind, edits: Vec::new(), fixes, preferred: false, safe: true, note: None, deferred }
}

/// A title that says how many values go; which, the preview says.
fn told(title: String, going: usize) -> String {
    match going {
        0 => title,
        1 => format!("{title}, and drop the value of one that nothing reads"),
        _ => format!("{title}, and drop the values of {going} that nothing reads"),
    }
}

/// What the answer of [`fix_all_action`] is remembered under, with the document.
const FIX_ALL: u64 = u64::from_be_bytes(*b"fix all.");

/// Every safe migration of the document. It is made once for a version: editors ask at each step of the cursor.
pub(super) fn fix_all_action(snapshot: &Snapshot, places: &[Place<'_>]) -> Option<CodeAction> {
    if places.is_empty() || !snapshot.tree.is_valid() {
        return None;
    }
    let key = FIX_ALL ^ snapshot.world.generation().rotate_left(8) ^ snapshot.kind as u64;
    let memo = snapshot.tree.root().memo();
    memo.get_or(key, || make_fix_all(snapshot, places)).as_ref().clone()
}

fn make_fix_all(snapshot: &Snapshot, places: &[Place<'_>]) -> Option<CodeAction> {
    let fixes = mendable(snapshot, places.iter());
    let work = migrations::work(snapshot);
    if fixes.is_empty() && !work.iter().any(|place| crate::fix::is_safe(snapshot, place)) {
        return None;
    }
    let title = "Migrate all retired keys in this file".to_owned();
    let title = told(title, going(&work, Which::safe(None)));
    Some(bulk(title, ActionKind::FixAll, Deferred::default(), fixes))
}

/// The findings that are mended without asking.
fn mendable<'p, 't: 'p>(
    snapshot: &'t Snapshot,
    places: impl Iterator<Item = &'p Place<'t>>,
) -> Vec<(&'static str, TextRange)> {
    let mends = |place: &&Place<'t>| crate::fix::is_safe(snapshot, place);
    places.filter(mends).map(|place| (place.finding.code, place.finding.range)).collect()
}
