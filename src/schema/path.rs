//! Key paths, patterns over them, and a matcher that walks many patterns at once.
//!
//! A pattern is dotted: `agents.entries.*.models.*.params`. `*` stands for any key (`<key>` too, where the key itself is
//! meant), `[]` for any array item, `**` for any number of steps, and `{a,b.*}` for one of several texts, also an empty
//! one: `channels.discord{,.accounts.*}.token`.
//!
//! [`PathTrie`] is read by many threads: a step is one hash lookup, and a [`State`] is a small number that can be part of a
//! memo key. [`PathIndex`] is for large tables of which few paths are asked for.

mod index;
mod pattern;
mod slots;
mod tree;
mod trie;

pub use index::PathIndex;
pub use pattern::{PathStep, PatternStep, alternatives, parse_patterns, steps};
pub use slots::Slots;
pub use trie::{PathTrie, State};

#[cfg(test)]
mod tests;
