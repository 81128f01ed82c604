//! The migrations of a whole document, round after round.

use super::one;
use super::rounds::{members_round, rewrites_round, round_of, taken};
use super::which::Which;
use crate::base::{Severity, Snapshot};
use crate::check::diagnostics;
use crate::edit::compose;
use crate::migrations::work;
use crate::text::{TextEdit, TextRange, apply_all};
use std::sync::Arc;

/// A migration may make room for another one; none needs more rounds than it has steps.
const ROUNDS: usize = 24;

/// The edits of all safe migrations of a document; with `only`, those of one diagnostic code.
pub fn fix_all(snapshot: &Snapshot, only: Option<&str>) -> Vec<TextEdit> {
    fix(snapshot, Which::safe(only))
}

/// The edits of all migrations of a document, also of those that lose or switch off something; with `only`, those of
/// one diagnostic code.
pub fn fix_everything(snapshot: &Snapshot, only: Option<&str>) -> Vec<TextEdit> {
    fix(snapshot, Which::everything(only))
}

/// The edits of all migrations of a document that are among those given. A rewrite that leads from one refused form to
/// another is left out, as OpenClaw itself has such: it must not keep the others from being made.
pub fn fix(snapshot: &Snapshot, which: Which<'_>) -> Vec<TextEdit> {
    let edits = run(snapshot, which);
    if edits.is_empty() || !worsens(snapshot, &edits) {
        return edits;
    }
    let all = work(snapshot);
    let rewrites = all.iter().filter(|place| place.migration.is_rewrite() && which.takes(place));
    let without: Vec<&'static str> = rewrites
        .filter(|place| worsens(snapshot, &one::edits(snapshot, place)))
        .map(|place| place.migration.old)
        .collect();
    run(snapshot, which.without(&without))
}

/// Whether a document would have more errors after some edits.
pub(super) fn worsens(snapshot: &Snapshot, edits: &[TextEdit]) -> bool {
    let errors = |snapshot: &Snapshot| {
        diagnostics(snapshot).iter().filter(|one| one.severity == Severity::Error).count()
    };
    errors(&snapshot.with_edits(edits)) > errors(snapshot)
}

fn run(snapshot: &Snapshot, which: Which<'_>) -> Vec<TextEdit> {
    let first = which.with_extras(snapshot);
    let mut run = Run { snapshot, text: whole(snapshot), edits: Vec::new() };
    run.until_done(|snapshot| members_round(snapshot, &taken(work(snapshot), which, false)));
    // What the extras write down is what the document says when it is only brought into shape.
    run.step(|snapshot| rewrites_round(snapshot, taken(work(snapshot), first, true)));
    run.until_done(|snapshot| round_of(snapshot, work(snapshot), which));
    run.edits
}

/// A document that is being migrated step by step.
struct Run<'s> {
    snapshot: &'s Snapshot,
    /// The text after the steps so far.
    text: String,
    /// The steps so far as edits of the document.
    edits: Vec<TextEdit>,
}

impl Run<'_> {
    /// Takes a step; says whether anything changed.
    fn step(&mut self, step: impl Fn(&Snapshot) -> Vec<TextEdit>) -> bool {
        let now = Snapshot::new(&self.text, self.snapshot.kind, Arc::clone(&self.snapshot.world));
        let next = step(&now);
        if next.is_empty() {
            return false;
        }
        self.text = apply_all(&self.text, &next);
        self.edits =
            if self.edits.is_empty() { next } else { compose(self.snapshot.text.len(), &self.edits, &next) };
        true
    }

    fn until_done(&mut self, step: impl Fn(&Snapshot) -> Vec<TextEdit>) {
        for _ in 0..ROUNDS {
            if !self.step(&step) {
                break;
            }
        }
    }
}

fn whole(snapshot: &Snapshot) -> String {
    snapshot.text.slice(TextRange::new(0, snapshot.text.len()))
}
