//! Key paths, patterns over them, and a matcher that walks many patterns at once.
//!
//! A pattern is dotted: `agents.entries.*.models.*.params`. `*` stands for any key (`<key>` too, where the key itself is
//! meant), `[]` for any array item, `**` for any number of steps, and `{a,b.*}` for one of several texts, also an empty
//! one: `channels.discord{,.accounts.*}.token`.
//!
//! [`PathTrie`] is built once and read by many threads: a step is one hash lookup, and a [`State`] is a small number that
//! can be part of a memo key. [`PathIndex`] is for large tables of which few paths are asked for.

mod index;

pub use index::PathIndex;

use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, HashMap};

/// One step from a value to a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathStep<'a> {
    /// To the member of an object with this name.
    Key(&'a str),
    /// To an item of an array.
    Item,
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PatternStep {
    /// The member with this name.
    Key(String),
    /// Any member: `*`.
    AnyKey,
    /// Any item: `[]`.
    Item,
    /// Any number of steps, also none: `**`.
    Deep,
}

/// Reads a pattern; one with alternatives stands for several.
pub fn parse_patterns(pattern: &str) -> Vec<Vec<PatternStep>> {
    alternatives(pattern).iter().map(|text| parse_steps(text)).collect()
}

/// Writes `{a,b}` out as several patterns, innermost and rightmost brace first.
pub fn alternatives(pattern: &str) -> Vec<String> {
    let Some((before, rest)) = pattern.rsplit_once('{') else { return vec![pattern.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![pattern.to_owned()] };
    let expand = |choice: &str| alternatives(&format!("{before}{choice}{after}"));
    choices.split(',').flat_map(expand).collect()
}

fn parse_steps(pattern: &str) -> Vec<PatternStep> {
    let mut steps = Vec::new();
    for segment in pattern.split('.').filter(|segment| !segment.is_empty()) {
        let name = segment.trim_end_matches("[]");
        match name {
            "" => {}
            "*" | "<key>" => steps.push(PatternStep::AnyKey),
            "**" => steps.push(PatternStep::Deep),
            _ => steps.push(PatternStep::Key(name.to_owned())),
        }
        let items = (segment.len() - name.len()) / 2;
        steps.extend(std::iter::repeat_n(PatternStep::Item, items));
    }
    steps
}

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

/// The patterns as a tree whose branches may overlap.
#[derive(Debug)]
struct Tree<T> {
    nodes: Vec<TreeNode<T>>,
}

#[derive(Debug)]
struct TreeNode<T> {
    keys: BTreeMap<String, usize>,
    any: Option<usize>,
    item: Option<usize>,
    /// Where `**` leads; reached without a step.
    deep: Option<usize>,
    /// True below `**`: every step leads here again.
    loops: bool,
    values: Vec<T>,
}

impl<T> TreeNode<T> {
    const fn new(loops: bool) -> Self {
        Self { keys: BTreeMap::new(), any: None, item: None, deep: None, loops, values: Vec::new() }
    }
}

impl<T: Clone> Tree<T> {
    fn of<'p>(entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
        let mut tree = Self { nodes: vec![TreeNode::new(false)] };
        for (pattern, value) in entries {
            for steps in parse_patterns(pattern) {
                tree.insert(&steps, value.clone());
            }
        }
        tree
    }
}

impl<T> Tree<T> {
    fn insert(&mut self, steps: &[PatternStep], value: T) {
        let mut at = 0;
        for step in steps {
            let fresh = self.nodes.len();
            let node = &mut self.nodes[at];
            at = match step {
                PatternStep::Key(key) => *node.keys.entry(key.clone()).or_insert(fresh),
                PatternStep::AnyKey => *node.any.get_or_insert(fresh),
                PatternStep::Item => *node.item.get_or_insert(fresh),
                PatternStep::Deep => *node.deep.get_or_insert(fresh),
            };
            if at == fresh {
                self.nodes.push(TreeNode::new(*step == PatternStep::Deep));
            }
        }
        self.nodes[at].values.push(value);
    }

    /// `nodes` without repetition, each followed by what it reaches without a step.
    fn closure(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut closed = Vec::new();
        for node in nodes {
            let mut next = Some(node);
            while let Some(node) = next.filter(|node| !closed.contains(node)) {
                closed.push(node);
                next = self.nodes[node].deep;
            }
        }
        closed
    }

    fn after_key(&self, from: &[usize], key: Option<&str>) -> Vec<usize> {
        self.closure(from.iter().flat_map(|&at| {
            let node = &self.nodes[at];
            let literal = key.and_then(|key| node.keys.get(key)).copied();
            literal.into_iter().chain(node.any).chain(node.loops.then_some(at))
        }))
    }

    fn after_item(&self, from: &[usize]) -> Vec<usize> {
        self.closure(from.iter().flat_map(|&at| {
            let node = &self.nodes[at];
            node.item.into_iter().chain(node.loops.then_some(at))
        }))
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

#[cfg(test)]
mod tests;
