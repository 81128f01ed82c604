//! Patterns as a tree whose branches may overlap.

use super::pattern::{Step, alternatives, steps_of};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// The number of a node; that of the root, 0, also says that there is none, since the root is below nothing.
pub(super) type NodeId = u32;

/// The patterns as a tree whose branches may overlap.
///
/// Tables of thousands of patterns are read at start, so that nothing is allocated for a node: keys lie in one text and
/// are found through one table of hashes.
#[derive(Debug)]
pub(super) struct Tree<T> {
    text: String,
    nodes: Vec<TreeNode>,
    /// Members by the hash of parent and key, a power of two of them, of which half stay empty.
    slots: Vec<NodeId>,
    members: usize,
    /// In the order of the nodes they belong to.
    values: Vec<T>,
}

#[derive(Clone, Copy, Debug, Default)]
struct TreeNode {
    parent: NodeId,
    /// Where the key stands in the text.
    key: (u32, u32),
    /// The latest member that is named, and after it the one before.
    named: NodeId,
    next: NodeId,
    any: NodeId,
    item: NodeId,
    /// Where `**` leads; reached without a step.
    deep: NodeId,
    /// True below `**`: every step leads here again.
    loops: bool,
    /// What all patterns through here are marked with.
    marks: u32,
    values: (u32, u32),
}

impl<T> Tree<T> {
    /// Reads patterns, each with what it is marked with.
    pub(super) fn of<P: AsRef<str>>(entries: impl IntoIterator<Item = (P, T, u32)>) -> Self
    where
        T: Clone,
    {
        let mut tree = Self {
            text: String::new(),
            nodes: vec![TreeNode::default()],
            slots: vec![0; 64],
            members: 0,
            values: Vec::new(),
        };
        let mut placed = Vec::new();
        for (pattern, value, marks) in entries {
            let pattern = pattern.as_ref();
            if pattern.contains('{') {
                let all = alternatives(pattern);
                placed.extend(all.iter().map(|one| (tree.insert(one, marks), value.clone())));
            } else {
                placed.push((tree.insert(pattern, marks), value));
            }
        }
        tree.place(placed);
        tree
    }

    /// Gives each node its values, in the order in which they came.
    fn place(&mut self, mut placed: Vec<(NodeId, T)>) {
        placed.sort_by_key(|(node, _)| *node);
        for (node, value) in placed {
            let at = self.values.len() as u32;
            let range = &mut self.nodes[node as usize].values;
            *range = (if range.1 == 0 { at } else { range.0 }, at + 1);
            self.values.push(value);
        }
    }

    fn insert(&mut self, pattern: &str, marks: u32) -> NodeId {
        let mut at = 0;
        self.nodes[0].marks |= marks;
        for step in steps_of(pattern) {
            at = self.below(at, step);
            self.nodes[at as usize].marks |= marks;
        }
        at
    }

    /// The node one step below, made where it lacks.
    fn below(&mut self, at: NodeId, step: Step<'_>) -> NodeId {
        let fresh = self.nodes.len() as NodeId;
        if let Step::Key(key) = step {
            return self.member(at, key).unwrap_or_else(|| self.add_member(at, key));
        }
        let node = &mut self.nodes[at as usize];
        let link = match step {
            Step::Item => &mut node.item,
            Step::Deep => &mut node.deep,
            Step::AnyKey | Step::Key(_) => &mut node.any,
        };
        if *link == 0 {
            *link = fresh;
            let loops = matches!(step, Step::Deep);
            self.nodes.push(TreeNode { parent: at, loops, ..TreeNode::default() });
            return fresh;
        }
        *link
    }

    fn add_member(&mut self, at: NodeId, key: &str) -> NodeId {
        let fresh = self.nodes.len() as NodeId;
        let start = self.text.len() as u32;
        self.text.push_str(key);
        let node = &mut self.nodes[at as usize];
        let next = std::mem::replace(&mut node.named, fresh);
        self.nodes.push(TreeNode {
            parent: at,
            key: (start, self.text.len() as u32),
            next,
            ..TreeNode::default()
        });
        self.members += 1;
        if self.members * 2 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            let members = (1..=fresh).filter(|node| !self.is_link(*node));
            members.collect::<Vec<_>>().into_iter().for_each(|node| self.settle(node));
        } else {
            self.settle(fresh);
        }
        fresh
    }

    /// Whether a node is reached by something else than a key.
    fn is_link(&self, node: NodeId) -> bool {
        let parent = &self.nodes[self.nodes[node as usize].parent as usize];
        [parent.any, parent.item, parent.deep].contains(&node)
    }

    fn settle(&mut self, node: NodeId) {
        let mask = self.slots.len() - 1;
        let mut slot = hash(self.nodes[node as usize].parent, self.key(node)) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = node;
    }

    pub(super) fn key(&self, node: NodeId) -> &str {
        let (start, end) = self.nodes[node as usize].key;
        &self.text[start as usize..end as usize]
    }

    /// The member of a node that a pattern names.
    pub(super) fn member(&self, at: NodeId, key: &str) -> Option<NodeId> {
        let mask = self.slots.len() - 1;
        let mut slot = hash(at, key) & mask;
        loop {
            let node = self.slots[slot];
            if node == 0 {
                return None;
            }
            if self.nodes[node as usize].parent == at && self.key(node) == key {
                return Some(node);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The members of a node that patterns name.
    pub(super) fn members(&self, at: NodeId) -> impl Iterator<Item = NodeId> {
        let next = |node: &NodeId| Some(self.nodes[*node as usize].next).filter(|next| *next != 0);
        std::iter::successors(Some(self.nodes[at as usize].named).filter(|node| *node != 0), next)
    }

    pub(super) fn values(&self, at: NodeId) -> &[T] {
        let (start, end) = self.nodes[at as usize].values;
        &self.values[start as usize..end as usize]
    }

    pub(super) fn marks(&self, at: NodeId) -> u32 {
        self.nodes[at as usize].marks
    }

    pub(super) const fn count(&self) -> usize {
        self.nodes.len()
    }

    pub(super) const fn has_values(&self) -> bool {
        !self.values.is_empty()
    }

    /// The only node that a step from a node can lead to; nothing where it may lead to several.
    pub(super) fn only_after(&self, at: NodeId, step: Taken<'_>) -> Option<NodeId> {
        let node = &self.nodes[at as usize];
        if node.loops {
            return None;
        }
        let named = match step {
            Taken::Key(key) => self.member(at, key).unwrap_or_default(),
            Taken::OtherKey | Taken::Item => 0,
        };
        let general = if matches!(step, Taken::Item) { node.item } else { node.any };
        let next = match (named, general) {
            (named, 0) => named,
            (0, general) => general,
            _ => return None,
        };
        (self.nodes[next as usize].deep == 0 || next == 0).then_some(next)
    }

    /// `nodes` without repetition, each followed by what it reaches without a step.
    pub(super) fn closure(&self, nodes: impl IntoIterator<Item = NodeId>) -> Vec<NodeId> {
        let mut closed = Vec::new();
        for node in nodes {
            let mut next = Some(node);
            while let Some(node) = next.filter(|node| !closed.contains(node)) {
                closed.push(node);
                next = Some(self.nodes[node as usize].deep).filter(|deep| *deep != 0);
            }
        }
        closed
    }

    /// Where a step leads from some nodes, the most literal way first.
    pub(super) fn after(&self, from: &[NodeId], step: Taken<'_>) -> Vec<NodeId> {
        self.closure(from.iter().flat_map(|&at| {
            let node = &self.nodes[at as usize];
            let (named, general) = match step {
                Taken::Key(key) => (self.member(at, key), node.any),
                Taken::OtherKey => (None, node.any),
                Taken::Item => (None, node.item),
            };
            let general = Some(general).filter(|general| *general != 0);
            named.into_iter().chain(general).chain(node.loops.then_some(at))
        }))
    }
}

/// A step of a path, as far as the patterns know it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Taken<'a> {
    Key(&'a str),
    /// A key that no pattern names.
    OtherKey,
    Item,
}

fn hash(parent: NodeId, key: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write_u32(parent);
    hasher.write(key.as_bytes());
    hasher.finish() as usize
}
