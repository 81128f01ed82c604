//! Quick fixes of findings, by their codes. Each proposes what may mend its finding; only what does is offered.

mod access;
mod agents;
mod case;
mod keys;
mod missing;
mod models;
mod respell;
mod retention;
mod routes;
mod sample;
mod secrets;
mod sections;
mod start;
mod stray;
mod table;
#[cfg(test)]
mod tests;
mod values;

pub(super) use retention::narrows;

use super::CodeAction;
use super::code_action::MOST;
use super::offer::Offers;
use super::spot::Spot;
use crate::base::{Diagnostic, Snapshot};
use crate::text::TextRange;
use case::Case;
use table::fixers;

/// The fixes of the findings that a range meets.
pub(super) fn actions(snapshot: &Snapshot, all: &[Diagnostic], range: TextRange) -> Vec<CodeAction> {
    let here = all.iter().filter(|finding| finding.range.meets(range)).take(MOST);
    here.flat_map(|finding| of(snapshot, all, finding, usize::MAX)).collect()
}

/// Whether a finding of a document has a fix; `all` are its findings.
pub(super) fn mends(snapshot: &Snapshot, all: &[Diagnostic], finding: &Diagnostic) -> bool {
    let same = |own: &&Diagnostic| (own.code, own.range) == (finding.code, finding.range);
    let mended = |own| of(snapshot, all, own, 1).iter().any(|action| !action.fixes.is_empty());
    all.iter().find(same).is_some_and(mended)
}

fn of(snapshot: &Snapshot, all: &[Diagnostic], finding: &Diagnostic, enough: usize) -> Vec<CodeAction> {
    let fixers = fixers(finding.code);
    if fixers.is_empty() {
        return Vec::new();
    }
    let Some(spot) = Spot::at(snapshot, finding.range.start) else { return Vec::new() };
    // What is no member yet gets its syntax mended first.
    if !spot.entry.range().contains_range(finding.range) || !spot.entry.green().own_errors().is_empty() {
        return Vec::new();
    }
    let case = Case { spot, finding, all };
    let mut offers = Offers::among(snapshot, enough, finding, all);
    for fixer in fixers {
        fixer(&case, &mut offers);
    }
    offers.into_actions()
}
