//! What could be done about a finding, and is not for now: a menu that shows why is better than none.

use super::code_action::{ActionKind, MOST};
use super::legacy;
use crate::base::Snapshot;
use crate::migrations;
use crate::migrations::Place;
use crate::text::TextRange;

/// A fix that is not made for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithheldAction {
    /// What the menu shows.
    pub title: String,
    /// What sort of action it would be.
    pub kind: ActionKind,
    /// Why it is not made, and what to do first.
    pub reason: String,
    /// The finding that would go: code and range.
    pub fixes: Vec<(&'static str, TextRange)>,
}

/// The migrations of what a range meets that are not made for now, and that of the whole document.
pub fn withheld_actions(snapshot: &Snapshot, range: TextRange) -> Vec<WithheldAction> {
    let places = migrations::places(snapshot);
    let here = places.iter().filter(|place| place.finding.range.meets(range)).take(MOST);
    let mut found: Vec<WithheldAction> = here.flat_map(|place| of_place(snapshot, place)).collect();
    if !places.is_empty() && !snapshot.tree.is_valid() {
        found.push(WithheldAction {
            title: "Migrate all retired keys in this file".to_owned(),
            kind: ActionKind::FixAll,
            reason: "the file has syntax errors: fix them first".to_owned(),
            fixes: Vec::new(),
        });
    }
    found
}

fn of_place(snapshot: &Snapshot, place: &Place<'_>) -> Vec<WithheldAction> {
    let fixes = vec![(place.finding.code, place.finding.range)];
    let action =
        |title, reason| WithheldAction { title, kind: ActionKind::QuickFix, reason, fixes: fixes.clone() };
    if place.withheld {
        let release = snapshot.release();
        let reason =
            format!("OpenClaw {release}, which reads this file, does not know the new form: update it first");
        return vec![action(crate::fix::title(snapshot, place), reason)];
    }
    let unclear = legacy::fixes(snapshot, place).into_iter().filter(|offer| !offer.is_clear(snapshot));
    let reason = "a syntax error leaves open what belongs together here: fix it first";
    unclear.map(|offer| action(offer.title, reason.to_owned())).collect()
}
