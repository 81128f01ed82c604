//! Counts the work of the parser and of those who walk the tree, so that tests can show that it stays flat.

use std::cell::Cell;

/// The work done on this thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Nodes made: items, containers, and nodes of balanced sequences.
    pub nodes: usize,
    /// Bytes cut into tokens.
    pub bytes: usize,
    /// Members and elements that somebody looked at.
    pub entries: usize,
}

thread_local! {
    static COST: Cell<Cost> = const { Cell::new(Cost { nodes: 0, bytes: 0, entries: 0 }) };
}

pub(super) fn node() {
    COST.with(|cost| cost.set(Cost { nodes: cost.get().nodes + 1, ..cost.get() }));
}

pub(super) fn bytes(count: usize) {
    COST.with(|cost| cost.set(Cost { bytes: cost.get().bytes + count, ..cost.get() }));
}

pub(super) fn entries(count: usize) {
    COST.with(|cost| cost.set(Cost { entries: cost.get().entries + count, ..cost.get() }));
}

/// Runs something and says what it cost on this thread.
pub fn measure<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let before = COST.get();
    let result = work();
    let after = COST.get();
    let cost = Cost {
        nodes: after.nodes - before.nodes,
        bytes: after.bytes - before.bytes,
        entries: after.entries - before.entries,
    };
    (result, cost)
}
