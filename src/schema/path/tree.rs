//! Patterns as a tree whose branches may overlap.

use super::pattern::{PatternStep, parse_patterns};
use std::collections::BTreeMap;

/// The patterns as a tree whose branches may overlap.
#[derive(Debug)]
pub(super) struct Tree<T> {
    pub(super) nodes: Vec<TreeNode<T>>,
}

#[derive(Debug)]
pub(super) struct TreeNode<T> {
    pub(super) keys: BTreeMap<String, usize>,
    any: Option<usize>,
    item: Option<usize>,
    /// Where `**` leads; reached without a step.
    deep: Option<usize>,
    /// True below `**`: every step leads here again.
    loops: bool,
    pub(super) values: Vec<T>,
}

impl<T> TreeNode<T> {
    const fn new(loops: bool) -> Self {
        Self { keys: BTreeMap::new(), any: None, item: None, deep: None, loops, values: Vec::new() }
    }
}

impl<T: Clone> Tree<T> {
    pub(super) fn of<'p>(entries: impl IntoIterator<Item = (&'p str, T)>) -> Self {
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
    pub(super) fn closure(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<usize> {
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

    pub(super) fn after_key(&self, from: &[usize], key: Option<&str>) -> Vec<usize> {
        self.closure(from.iter().flat_map(|&at| {
            let node = &self.nodes[at];
            let literal = key.and_then(|key| node.keys.get(key)).copied();
            literal.into_iter().chain(node.any).chain(node.loops.then_some(at))
        }))
    }

    pub(super) fn after_item(&self, from: &[usize]) -> Vec<usize> {
        self.closure(from.iter().flat_map(|&at| {
            let node = &self.nodes[at];
            node.item.into_iter().chain(node.loops.then_some(at))
        }))
    }
}
