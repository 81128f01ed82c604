//! Code actions: quick fixes of findings, and refactorings of the place at the cursor.
//!
//! Every change is tried before it is offered ([`offer`]): the text with the edits must have no more errors, and a quick
//! fix must take its finding away.

mod code_action;
mod deferred;
mod ignore;
mod legacy;
mod offer;
mod quick;
mod reader;
mod refactor;
mod refused;
mod spot;
mod syntax;
#[cfg(test)]
mod tests;

use code_action::MOST;
pub use code_action::{ActionKind, CodeAction};
pub use deferred::{Deferred, complete};
pub use ignore::ignoring;
pub use reader::{OtherReader, other_reader};
pub use refused::{WithheldAction, withheld_actions};

use crate::base::{Diagnostic, Snapshot, masking};
use crate::check::{told, unfiltered};
use crate::fix::judge::reads_clearly;
use crate::migrations;
use crate::text::{TextEdit, TextRange};

/// What can be changed at a byte range: the quick fixes of every diagnostic that the range meets, the
/// refactorings of the place where it begins, and all safe migrations of the document.
pub fn code_actions(snapshot: &Snapshot, range: TextRange) -> Vec<CodeAction> {
    let offered = offered_actions(snapshot, range).into_iter().map(|action| match &action.deferred {
        Some(deferred) => {
            let (edits, note) = complete(snapshot, deferred);
            CodeAction { edits, note: Some(note), deferred: None, ..action }
        }
        None => action,
    });
    offered.filter(|action| !action.edits.is_empty()).collect()
}

/// The same, where the edits of what migrates many keys at once are still to be made: most of what is offered is never
/// chosen.
pub fn offered_actions(snapshot: &Snapshot, range: TextRange) -> Vec<CodeAction> {
    let places = migrations::places(snapshot);
    // What a change leads to is compared with all that is found, and what is ignored needs no change.
    let all = unfiltered(snapshot);
    let found = told(snapshot, all.clone());
    let is_told = |mark: &(&str, TextRange)| found.iter().any(|one| (one.code, one.range) == *mark);
    let mut actions: Vec<CodeAction> = Vec::new();
    actions.extend(legacy::actions(snapshot, &places, range));
    for action in quick::actions(snapshot, &all, range) {
        add(&mut actions, action);
    }
    actions.retain(|action| action.fixes.is_empty() || action.fixes.iter().any(is_told));
    let here = found.iter().filter(|finding| finding.range.meets(range));
    actions.extend(here.flat_map(|finding| ignore::mending(snapshot, finding)));
    actions.extend(refactor::actions(snapshot, range));
    actions.extend(legacy::fix_all_action(snapshot, &places));
    let mut sound = syntax::actions(snapshot, range);
    sound.extend(actions.into_iter().filter(|action| action.is_clear(snapshot)));
    for action in &mut sound {
        // Of an action for many findings the title speaks of none.
        let places = action.fixes.iter().take(MOST).map(|(_, range)| range.start).chain([range.start]);
        action.title = places.fold(std::mem::take(&mut action.title), |title, offset| {
            masking::about_place(&snapshot.tree, offset, &title)
        });
    }
    sound
}

/// Adds an action; what does the same for two findings is offered once.
fn add(actions: &mut Vec<CodeAction>, action: CodeAction) {
    match actions.iter_mut().find(|known| known.kind == action.kind && known.edits == action.edits) {
        Some(known) => known.fixes.extend(action.fixes),
        None => actions.push(action),
    }
}

/// Which of a document's diagnostics have a quick fix.
pub fn fixable<'d>(snapshot: &Snapshot, found: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<bool> {
    let places = migrations::places(snapshot);
    let own = unfiltered(snapshot);
    let mends = |finding: &Diagnostic| {
        let is_clear = || reads_clearly(snapshot, [finding.range]);
        syntax::mends(snapshot, finding)
            || (is_clear()
                && (!ignore::mending(snapshot, finding).is_empty()
                    || quick::mends(snapshot, &own, finding)
                    || legacy::mends(snapshot, &places, finding)))
    };
    found.into_iter().map(mends).collect()
}

/// All safe migrations of the document as one set of edits; with `only`, those of one diagnostic code.
pub fn fix_all(snapshot: &Snapshot, only: Option<&str>) -> Vec<TextEdit> {
    crate::fix::fix_all(snapshot, only)
}
