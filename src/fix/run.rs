//! The migrations of a whole document, round after round.

use super::rounds::{members_round, rewrites_round, round_of, taken};
use super::which::Which;
use crate::base::Snapshot;
use crate::edit::{compose, edited};
use crate::migrations::work;
use crate::text::{TextEdit, TextRange, apply_all};
use std::sync::Arc;

/// A migration may make room for another one; none needs more rounds than it has steps.
const ROUNDS: usize = 24;

/// The document after all that OpenClaw's own migration does.
pub(super) fn migrated(snapshot: &Snapshot) -> Snapshot {
    const KEY: u64 = u64::from_be_bytes(*b"migrated");
    let key = KEY ^ snapshot.world.generation().rotate_left(8) ^ snapshot.kind as u64;
    let make = || edited(snapshot, &run(snapshot, Which::everything(None)));
    snapshot.tree.root().memo().get_or(key, make).as_ref().clone()
}

/// The edits of the migrations that are taken, whatever they lead to.
pub fn run(snapshot: &Snapshot, which: Which<'_>) -> Vec<TextEdit> {
    let first = which.with_extras(snapshot);
    let mut run = Run { snapshot, now: snapshot.clone(), edits: Vec::new() };
    run.until_done(|snapshot| members_round(snapshot, &taken(snapshot, work(snapshot), which, false)));
    // What the extras write down is what the document says when it is only brought into shape.
    run.step(|snapshot| rewrites_round(snapshot, taken(snapshot, work(snapshot), first, true)));
    run.until_done(|snapshot| round_of(snapshot, work(snapshot), which));
    run.edits
}

/// A document that is being migrated step by step.
struct Run<'s> {
    snapshot: &'s Snapshot,
    /// What it is after the steps so far: until the first one the document itself, of which much is known already.
    now: Snapshot,
    /// The steps so far as edits of the document.
    edits: Vec<TextEdit>,
}

impl Run<'_> {
    /// Takes a step; says whether anything changed.
    fn step(&mut self, step: impl Fn(&Snapshot) -> Vec<TextEdit>) -> bool {
        let next = step(&self.now);
        if next.is_empty() {
            return false;
        }
        let text = apply_all(&whole(&self.now), &next);
        self.now = Snapshot::new(&text, self.snapshot.kind, Arc::clone(&self.snapshot.world));
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
