//! The rewrites of a document: each works on a draft of the whole of it.

use crate::base::{DocumentKind, Severity, Snapshot, World};
use crate::check::verdicts;
use crate::edit::draft::{Item, edits};
use crate::migrations::{Change, Place, heirs, names_heir};
use crate::text::TextEdit;
use std::sync::Arc;

/// The edits of these rewrites together; where they do not go together, those of the first that does anything.
pub(super) fn rewrite(snapshot: &Snapshot, places: &[&Place<'_>]) -> Vec<TextEdit> {
    let Some(root) = snapshot.tree.value() else { return Vec::new() };
    let mut draft = Item::Source(root);
    // Where the workspace of all is another one than the usual, only OpenClaw itself knows what to write down.
    let elsewhere = heirs::is_elsewhere(&snapshot.world.options.env_names);
    let known = |place: &&&Place<'_>| !elsewhere || !names_heir(place.migration);
    let count = places.iter().filter(known).filter(|place| make(&mut draft, place, snapshot)).count();
    let all = if count == 0 { Vec::new() } else { edits(snapshot, &draft) };
    if count < 2 || !all.is_empty() {
        return all;
    }
    let one = |place: &&Place<'_>| rewrite(snapshot, &[place]);
    places.iter().map(one).find(|edits| !edits.is_empty()).unwrap_or_default()
}

/// Makes the rewrite of one place in a draft; says whether it did anything.
fn make(draft: &mut Item<'_>, place: &Place<'_>, snapshot: &Snapshot) -> bool {
    let Change::Rewrite(rewrite) = place.migration.change else { return false };
    let steps: Vec<String> = (0..place.steps.len()).filter_map(|index| place.step(index)).collect();
    let path: Vec<&str> = steps.iter().map(String::as_str).collect();
    let guard = rewrite.guard.and_then(|guard| guard(draft, &path));
    guard.is_none_or(|text| is_accepted(&text, &snapshot.world))
        && rewrite.apply.make(draft, &path, snapshot.world.lexicon())
}

fn is_accepted(text: &str, world: &Arc<World>) -> bool {
    let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::clone(world));
    !verdicts(&snapshot).iter().any(|found| found.severity == Severity::Error)
}
