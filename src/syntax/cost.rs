//! Counts the work of the parser, so that tests can show that it stays flat.

use std::cell::Cell;

/// The work done on this thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Nodes made: items, containers, and nodes of balanced sequences.
    pub nodes: usize,
    /// Bytes cut into tokens.
    pub bytes: usize,
}

thread_local! {
    static COST: Cell<Cost> = const { Cell::new(Cost { nodes: 0, bytes: 0 }) };
}

pub(super) fn node() {
    COST.with(|cost| cost.set(Cost { nodes: cost.get().nodes + 1, ..cost.get() }));
}

pub(super) fn bytes(count: usize) {
    COST.with(|cost| cost.set(Cost { bytes: cost.get().bytes + count, ..cost.get() }));
}

/// Runs something and says what it cost on this thread.
pub fn measure<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let before = COST.get();
    let result = work();
    let after = COST.get();
    (result, Cost { nodes: after.nodes - before.nodes, bytes: after.bytes - before.bytes })
}
