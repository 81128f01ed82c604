//! Refactorings of the place at the cursor: what is right already, said in another way or somewhere else.

mod model;
mod retention;
pub(super) mod secret;
#[cfg(test)]
mod tests;

use super::CodeAction;
use super::offer::Offers;
use super::spot::Spot;
use crate::base::{DocumentKind, Snapshot};
use crate::text::TextRange;

/// What can be done at a range, as far as its beginning tells.
pub(super) fn actions(snapshot: &Snapshot, range: TextRange) -> Vec<CodeAction> {
    // Paths in a fragment are not known, and a patch is not read as a whole configuration.
    if snapshot.kind != DocumentKind::Main || !snapshot.tree.is_valid() {
        return Vec::new();
    }
    let Some(spot) = Spot::at(snapshot, range.start) else { return Vec::new() };
    let is_in_it = spot.entry.range().touches(range.start);
    let mut offers = Offers::new(snapshot, usize::MAX);
    if is_in_it {
        model::offer(&spot, &mut offers);
        retention::offer(&spot, &mut offers);
        secret::offer(&spot, &mut offers);
    }
    offers.into_actions()
}
