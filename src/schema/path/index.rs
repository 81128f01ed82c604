//! Many patterns of which few are asked for.

use super::pattern::PathStep;
use super::tree::{Taken, Tree};

/// Values attached to path patterns, as the tree of the patterns: it is there as soon as the patterns are read, and a step
/// costs as many lookups as patterns still match.
#[derive(Debug)]
pub struct PathIndex<T>(Tree<T>);

impl<T: Clone> PathIndex<T> {
    /// Reads the patterns. Of those that match a path the most literal one counts (compared from the start of the path),
    /// of equal ones the first.
    pub fn build<P: AsRef<str>>(entries: impl IntoIterator<Item = (P, T)>) -> Self {
        Self(Tree::of(entries.into_iter().map(|(pattern, value)| (pattern, value, 0))))
    }
}

impl<T> PathIndex<T> {
    /// The value of the most literal pattern that matches `path`.
    pub fn lookup(&self, path: &[PathStep<'_>]) -> Option<&T> {
        let Self(tree) = self;
        let end = path.iter().fold(tree.closure([0]), |set, step| {
            tree.after(
                &set,
                match step {
                    PathStep::Key(key) => Taken::Key(key),
                    PathStep::Item => Taken::Item,
                },
            )
        });
        end.into_iter().find_map(|at| tree.values(at).first())
    }
}
