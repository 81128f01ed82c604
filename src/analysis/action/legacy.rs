//! Quick fixes of retired and misplaced keys: one, all of a kind, all of the document.

use super::{ActionKind, CodeAction};
use crate::analysis::migrations::{self, Place};
use crate::analysis::{Diagnostic, Snapshot};
use crate::text::TextRange;

/// The fixes of the migrations whose findings a range meets.
pub(super) fn actions(snapshot: &Snapshot, places: &[Place<'_>], range: TextRange) -> Vec<CodeAction> {
    let here: Vec<&Place<'_>> = places.iter().filter(|place| place.finding.range.meets(range)).collect();
    let mut actions: Vec<CodeAction> = here.iter().flat_map(|place| fixes(snapshot, place)).collect();
    let mut codes: Vec<&'static str> = here.iter().map(|place| place.finding.code).collect();
    codes.dedup();
    actions.extend(codes.into_iter().filter_map(|code| all_of_kind(snapshot, places, code)));
    actions
}

/// Whether a migration has a fix for a finding.
pub(super) fn mends(snapshot: &Snapshot, places: &[Place<'_>], finding: &Diagnostic) -> bool {
    let same =
        |place: &&Place<'_>| (place.finding.code, place.finding.range) == (finding.code, finding.range);
    places.iter().filter(same).any(|place| !migrations::choices(snapshot, place).is_empty())
}

fn fixes(snapshot: &Snapshot, place: &Place<'_>) -> Vec<CodeAction> {
    let finding = (place.finding.code, place.finding.range);
    let action = |choice: migrations::Choice| CodeAction {
        title: choice.title,
        kind: ActionKind::QuickFix,
        edits: choice.edits,
        fixes: vec![finding],
        preferred: choice.preferred,
        safe: choice.safe,
    };
    migrations::choices(snapshot, place).into_iter().map(action).collect()
}

/// One action for all findings of a code, where there are several that can be mended without asking.
fn all_of_kind(snapshot: &Snapshot, places: &[Place<'_>], code: &'static str) -> Option<CodeAction> {
    let same = mendable(snapshot, places.iter().filter(|place| place.finding.code == code));
    if same.len() < 2 {
        return None;
    }
    let edits = migrations::fix_all(snapshot, Some(code));
    let title = format!("Mend all {} findings of `{code}` in this file", same.len());
    (!edits.is_empty()).then_some(CodeAction {
        title,
        kind: ActionKind::QuickFix,
        edits,
        fixes: same,
        preferred: false,
        safe: true,
    })
}

/// What the answer of [`fix_all_action`] is remembered under, with the document.
const FIX_ALL: u64 = u64::from_be_bytes(*b"fix all.");

/// Every safe migration of the document. It is made once for a version: editors ask at each step of the cursor.
pub(super) fn fix_all_action(snapshot: &Snapshot, places: &[Place<'_>]) -> Option<CodeAction> {
    if places.is_empty() {
        return None;
    }
    let key = FIX_ALL ^ snapshot.world.generation().rotate_left(8) ^ snapshot.kind as u64;
    let memo = snapshot.tree.root().memo();
    memo.get_or(key, || make_fix_all(snapshot, places)).as_ref().clone()
}

fn make_fix_all(snapshot: &Snapshot, places: &[Place<'_>]) -> Option<CodeAction> {
    let edits = migrations::fix_all(snapshot, None);
    if edits.is_empty() {
        return None;
    }
    let fixes = mendable(snapshot, places.iter());
    let title = "Migrate all retired keys in this file".to_owned();
    Some(CodeAction { title, kind: ActionKind::FixAll, edits, fixes, preferred: false, safe: true })
}

/// The findings that are mended without asking.
fn mendable<'p, 't: 'p>(
    snapshot: &'t Snapshot,
    places: impl Iterator<Item = &'p Place<'t>>,
) -> Vec<(&'static str, TextRange)> {
    let mends = |place: &&Place<'t>| migrations::is_safe(snapshot, place);
    places.filter(mends).map(|place| (place.finding.code, place.finding.range)).collect()
}
