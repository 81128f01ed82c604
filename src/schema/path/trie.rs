//! Many patterns at once: a deterministic automaton.

use super::pattern::PathStep;
use super::slots::Slots;
use super::tree::{NodeId, Taken, Tree};
use rustc_hash::FxHashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

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

/// Values attached to path patterns, as a deterministic automaton: the subset construction over the tree of the patterns.
///
/// Most states are one node of the tree, and then the tree itself says where a step leads. Where patterns overlap a state
/// is a set of nodes, ordered, and made when a walk first comes there: documents visit few of them.
#[derive(Debug)]
pub struct PathTrie<T> {
    tree: Tree<T>,
    start: State,
    /// The numbers of the sets, counted on from the nodes.
    numbers: Mutex<FxHashMap<Box<[NodeId]>, u32>>,
    sets: Slots<Set<T>>,
}

/// A state of several nodes.
#[derive(Debug)]
struct Set<T> {
    nodes: Box<[NodeId]>,
    values: Vec<T>,
    marks: u32,
    steps: OnceLock<Steps>,
}

/// Where the steps from a set lead.
#[derive(Debug)]
struct Steps {
    keys: FxHashMap<Box<str>, State>,
    other_key: State,
    item: State,
}

impl<T: Clone> PathTrie<T> {
    /// Reads the patterns. Values of one path come with the most literal pattern first (compared from the start of the
    /// path), values of one pattern in the given order.
    pub fn build<P: AsRef<str>>(entries: impl IntoIterator<Item = (P, T)>) -> Self {
        Self::build_marked(entries.into_iter().map(|(pattern, value)| (pattern, value, 0)))
    }

    /// The same with bits for each pattern; see [`PathTrie::marks`].
    pub fn build_marked<P: AsRef<str>>(entries: impl IntoIterator<Item = (P, T, u32)>) -> Self {
        let tree = Tree::of(entries);
        let start = tree.closure([0]);
        let mut whole = Self { tree, start: State::DEAD, numbers: Mutex::default(), sets: Slots::default() };
        whole.start = whole.state(start);
        whole
    }

    /// The state of the document root.
    pub const fn start(&self) -> State {
        self.start
    }

    /// The state one step further.
    pub fn step(&self, from: State, step: PathStep<'_>) -> State {
        self.take(
            from,
            match step {
                PathStep::Key(key) => Taken::Key(key),
                PathStep::Item => Taken::Item,
            },
        )
    }

    /// The state after a key that no pattern names.
    pub fn step_other(&self, from: State) -> State {
        self.take(from, Taken::OtherKey)
    }

    fn take(&self, from: State, step: Taken<'_>) -> State {
        let Some(node) = self.node(from) else {
            let Some(steps) = self.set(from).map(|set| set.steps.get_or_init(|| self.steps(&set.nodes)))
            else {
                return State::DEAD;
            };
            return match step {
                Taken::Key(key) => steps.keys.get(key).copied().unwrap_or(steps.other_key),
                Taken::OtherKey => steps.other_key,
                Taken::Item => steps.item,
            };
        };
        match self.tree.only_after(node, step) {
            Some(0) => State::DEAD,
            Some(next) => State(next + 1),
            None => self.state(self.tree.after(&[node], step)),
        }
    }

    /// The node that a state is; nothing for a set, and for the dead state.
    fn node(&self, state: State) -> Option<NodeId> {
        state.0.checked_sub(1).filter(|node| (*node as usize) < self.tree.count())
    }

    fn set(&self, state: State) -> Option<&Set<T>> {
        self.sets.get(state.index().checked_sub(self.tree.count() + 1)?)
    }

    /// The state of some nodes.
    fn state(&self, nodes: Vec<NodeId>) -> State {
        match nodes[..] {
            [] => State::DEAD,
            [node] => State(node + 1),
            _ => self.state_of_set(nodes.into_boxed_slice()),
        }
    }

    fn state_of_set(&self, nodes: Box<[NodeId]>) -> State {
        // What another thread left behind is whole: a number is given to a set that is there.
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let next = numbers.len() as u32;
        let number = numbers.get(&nodes).copied().unwrap_or_else(|| {
            self.sets.get_or_init(next as usize, || self.new_set(nodes.clone()));
            numbers.insert(nodes, next);
            next
        });
        State(self.tree.count() as u32 + 1 + number)
    }

    fn new_set(&self, nodes: Box<[NodeId]>) -> Set<T> {
        Set {
            values: nodes.iter().flat_map(|node| self.tree.values(*node).iter().cloned()).collect(),
            marks: nodes.iter().fold(0, |marks, node| marks | self.tree.marks(*node)),
            steps: OnceLock::new(),
            nodes,
        }
    }

    fn steps(&self, set: &[NodeId]) -> Steps {
        let after = |step| self.state(self.tree.after(set, step));
        let names = set.iter().flat_map(|at| self.tree.members(*at)).map(|member| self.tree.key(member));
        Steps {
            keys: names.map(|name| (name.into(), after(Taken::Key(name)))).collect(),
            other_key: after(Taken::OtherKey),
            item: after(Taken::Item),
        }
    }

    /// The values of all patterns that match the path walked so far, most literal pattern first.
    pub fn values(&self, state: State) -> &[T] {
        match self.node(state) {
            Some(node) => self.tree.values(node),
            None => self.set(state).map_or(&[], |set| &set.values),
        }
    }

    /// The marks of all patterns that may match here or below.
    pub fn marks(&self, state: State) -> u32 {
        match self.node(state) {
            Some(node) => self.tree.marks(node),
            None => self.set(state).map_or(0, |set| set.marks),
        }
    }

    /// The state after a whole path.
    pub fn walk(&self, path: &[PathStep<'_>]) -> State {
        path.iter().fold(self.start(), |state, step| self.step(state, *step))
    }

    /// The values of all patterns that match `path`, most literal first.
    pub fn lookup(&self, path: &[PathStep<'_>]) -> &[T] {
        self.values(self.walk(path))
    }

    /// The keys that some pattern names for the next step from a state, each once for every such pattern above it.
    pub fn named_keys(&self, state: State) -> impl Iterator<Item = &str> {
        let set = self.set(state).map(|set| &*set.nodes);
        let nodes = self.node(state).into_iter().chain(set.into_iter().flatten().copied());
        nodes.flat_map(|node| self.tree.members(node)).map(|member| self.tree.key(member))
    }

    /// True when no pattern was given.
    pub const fn is_empty(&self) -> bool {
        !self.tree.has_values()
    }
}
