//! Many patterns at once: a deterministic automaton.

use super::pattern::PathStep;
use super::tree::Tree;
use rustc_hash::FxHashMap;
use std::collections::HashMap;

/// Where a walk along a path stands in a [`PathTrie`]. Equal states have equal futures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct State(u32);

impl State {
    /// No pattern can match here or below.
    pub const DEAD: Self = Self(0);

    /// True when no pattern can match here or below.
    pub const fn is_dead(self) -> bool {
        self.0 == 0
    }

    /// The number, for tables indexed by state.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Values attached to path patterns, as a deterministic automaton.
#[derive(Debug)]
pub struct PathTrie<T> {
    states: Vec<StateRow<T>>,
}

#[derive(Debug)]
struct StateRow<T> {
    keys: FxHashMap<Box<str>, State>,
    other_key: State,
    item: State,
    values: Vec<T>,
}

impl<T: Clone> PathTrie<T> {
    /// Builds the automaton. Values of one path come with the most literal pattern first (compared from the start of
    /// the path), values of one pattern in the given order.
    pub fn build<'p>(entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        Determiniser::run(&Tree::of(entries))
    }
}

impl<T> PathTrie<T> {
    /// The state of the document root.
    pub const fn start(&self) -> State {
        State(1)
    }

    /// The state one step further.
    pub fn step(&self, from: State, step: PathStep<'_>) -> State {
        let Some(row) = self.states.get(from.index()) else { return State::DEAD };
        match step {
            PathStep::Key(key) => row.keys.get(key).copied().unwrap_or(row.other_key),
            PathStep::Item => row.item,
        }
    }

    /// The values of all patterns that match the path walked so far, most literal pattern first.
    pub fn values(&self, state: State) -> &[T] {
        self.states.get(state.index()).map_or(&[], |row| &row.values)
    }

    /// The state after a whole path.
    pub fn walk(&self, path: &[PathStep<'_>]) -> State {
        path.iter().fold(self.start(), |state, step| self.step(state, *step))
    }

    /// The values of all patterns that match `path`, most literal first.
    pub fn lookup(&self, path: &[PathStep<'_>]) -> &[T] {
        self.values(self.walk(path))
    }

    /// All states, the dead one included, by their numbers.
    pub fn states(&self) -> impl Iterator<Item = State> + use<T> {
        (0..self.states.len() as u32).map(State)
    }

    /// The keys that some pattern names for the next step from a state.
    pub fn named_keys(&self, state: State) -> impl Iterator<Item = &str> {
        self.states.get(state.index()).into_iter().flat_map(|row| row.keys.keys().map(AsRef::as_ref))
    }

    /// The state after a key that no pattern names.
    pub fn step_other(&self, state: State) -> State {
        self.states.get(state.index()).map_or(State::DEAD, |row| row.other_key)
    }

    /// Number of states, the dead one included.
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// True when no pattern was given.
    pub fn is_empty(&self) -> bool {
        self.states.iter().all(|row| row.values.is_empty())
    }
}

/// The subset construction: a state is an ordered set of tree nodes.
struct Determiniser {
    ids: HashMap<Vec<usize>, State>,
    sets: Vec<Vec<usize>>,
}

impl Determiniser {
    fn run<T: Clone>(tree: &Tree<T>) -> PathTrie<T> {
        let mut this = Self { ids: HashMap::new(), sets: Vec::new() };
        this.state(Vec::new());
        this.state(tree.closure([0]));
        let mut states = Vec::new();
        while let Some(set) = this.sets.get(states.len()).cloned() {
            states.push(this.row(tree, &set));
        }
        PathTrie { states }
    }

    fn state(&mut self, set: Vec<usize>) -> State {
        let next = State(self.sets.len() as u32);
        *self.ids.entry(set).or_insert_with_key(|set| {
            self.sets.push(set.clone());
            next
        })
    }

    fn row<T: Clone>(&mut self, tree: &Tree<T>, set: &[usize]) -> StateRow<T> {
        let names = set.iter().flat_map(|&at| tree.nodes[at].keys.keys());
        let keys =
            names.map(|name| (name.as_str().into(), self.state(tree.after_key(set, Some(name))))).collect();
        StateRow {
            keys,
            other_key: self.state(tree.after_key(set, None)),
            item: self.state(tree.after_item(set)),
            values: set.iter().flat_map(|&at| tree.nodes[at].values.iter().cloned()).collect(),
        }
    }
}
