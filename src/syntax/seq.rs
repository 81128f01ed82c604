//! A balanced, immutable sequence: look-up by index or offset and splicing cost O(log n).

use super::memo::Memo;
use std::sync::Arc;

/// The most children of one node.
const MAX: usize = 32;
/// The fewest children of a node that has a sibling.
const MIN: usize = 8;

/// What a sequence sums up over its elements.
pub trait Measured {
    /// The length in bytes.
    fn bytes(&self) -> u32;
    /// Flags, joined by bitwise or.
    fn flags(&self) -> u8;
    /// A height, of which the greatest counts.
    fn height(&self) -> u32;
    /// A hash of which the sum counts: equal sums mean the same elements in some order.
    fn hash(&self) -> u64;
}

/// A balanced sequence of shared elements. Cloning costs nothing.
#[derive(Debug)]
pub struct Seq<T> {
    root: Option<Arc<SeqNode<T>>>,
}

/// One node of the balanced tree below a [`Seq`].
#[derive(Debug)]
pub struct SeqNode<T> {
    count: u32,
    len: u32,
    height: u32,
    hash: u64,
    flags: u8,
    kids: Kids<T>,
    memo: Memo,
}

/// The children of a [`SeqNode`].
#[derive(Debug)]
pub enum Kids<T> {
    /// Elements.
    Leaf(Vec<Arc<T>>),
    /// Nodes of one height.
    Branch(Vec<Arc<SeqNode<T>>>),
}

impl<T> Clone for Seq<T> {
    fn clone(&self) -> Self {
        Self { root: self.root.clone() }
    }
}

impl<T> Default for Seq<T> {
    fn default() -> Self {
        Self { root: None }
    }
}

impl<T: Measured> SeqNode<T> {
    fn leaf(items: Vec<Arc<T>>) -> Arc<Self> {
        let count = items.len() as u32;
        let len = items.iter().map(|item| item.bytes()).sum();
        let flags = items.iter().fold(0, |flags, item| flags | item.flags());
        let height = items.iter().map(|item| item.height()).max().unwrap_or(0);
        let hash = items.iter().fold(0u64, |sum, item| sum.wrapping_add(item.hash()));
        super::cost::node();
        Arc::new(Self { count, len, height, hash, flags, kids: Kids::Leaf(items), memo: Memo::default() })
    }

    fn branch(nodes: Vec<Arc<Self>>) -> Arc<Self> {
        let count = nodes.iter().map(|node| node.count).sum();
        let len = nodes.iter().map(|node| node.len).sum();
        let flags = nodes.iter().fold(0, |flags, node| flags | node.flags);
        let height = nodes.iter().map(|node| node.height).max().unwrap_or(0);
        let hash = nodes.iter().fold(0u64, |sum, node| sum.wrapping_add(node.hash));
        super::cost::node();
        Arc::new(Self { count, len, height, hash, flags, kids: Kids::Branch(nodes), memo: Memo::default() })
    }

    /// The number of elements below.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// The length in bytes of all elements below.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there is no element below.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The joined flags of all elements below.
    pub fn flags(&self) -> u8 {
        self.flags
    }

    /// The greatest height below.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The children.
    pub fn kids(&self) -> &Kids<T> {
        &self.kids
    }

    /// What readers remember about this node.
    pub fn memo(&self) -> &Memo {
        &self.memo
    }

    fn arity(&self) -> usize {
        match &self.kids {
            Kids::Leaf(items) => items.len(),
            Kids::Branch(nodes) => nodes.len(),
        }
    }
}

impl<T: Measured> Seq<T> {
    /// A sequence of elements, built in O(n).
    pub fn new(items: Vec<Arc<T>>) -> Self {
        let mut level: Vec<Arc<SeqNode<T>>> = chunks(items).into_iter().map(SeqNode::leaf).collect();
        while level.len() > 1 {
            level = chunks(level).into_iter().map(SeqNode::branch).collect();
        }
        Self { root: level.pop() }
    }

    /// The top node, unless the sequence is empty.
    pub fn root(&self) -> Option<&Arc<SeqNode<T>>> {
        self.root.as_ref()
    }

    /// The number of elements.
    pub fn count(&self) -> usize {
        self.root.as_ref().map_or(0, |root| root.count())
    }

    /// The length of all elements in bytes.
    pub fn len(&self) -> usize {
        self.root.as_ref().map_or(0, |root| root.len())
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.root.is_none()
    }

    /// The joined flags.
    pub fn flags(&self) -> u8 {
        self.root.as_ref().map_or(0, |root| root.flags)
    }

    /// The greatest height.
    pub fn height(&self) -> u32 {
        self.root.as_ref().map_or(0, |root| root.height)
    }

    /// The sum of the hashes of all elements.
    pub fn hash(&self) -> u64 {
        self.root.as_ref().map_or(0, |root| root.hash)
    }

    /// The element at an index, with its byte offset.
    pub fn get(&self, index: usize) -> Option<(usize, &Arc<T>)> {
        let mut node = self.root.as_ref().filter(|root| index < root.count())?;
        let (mut index, mut offset) = (index, 0);
        loop {
            match &node.kids {
                Kids::Leaf(items) => {
                    offset += items[..index].iter().map(|item| item.bytes() as usize).sum::<usize>();
                    return Some((offset, &items[index]));
                }
                Kids::Branch(nodes) => {
                    node = nodes.iter().find(|node| {
                        let inside = index < node.count();
                        if !inside {
                            index -= node.count();
                            offset += node.len();
                        }
                        inside
                    })?;
                }
            }
        }
    }

    /// The element that holds the byte at an offset: index, start offset, element. `None` from the end on.
    pub fn find(&self, at: usize) -> Option<(usize, usize, &Arc<T>)> {
        let mut node = self.root.as_ref().filter(|root| at < root.len())?;
        let (mut index, mut start) = (0, 0);
        loop {
            match &node.kids {
                Kids::Leaf(items) => {
                    for item in items {
                        if at < start + item.bytes() as usize {
                            return Some((index, start, item));
                        }
                        start += item.bytes() as usize;
                        index += 1;
                    }
                    return None;
                }
                Kids::Branch(nodes) => {
                    node = nodes.iter().find(|node| {
                        let inside = at < start + node.len();
                        if !inside {
                            index += node.count();
                            start += node.len();
                        }
                        inside
                    })?;
                }
            }
        }
    }

    /// All elements from an index on, each with its byte offset.
    pub fn iter_from(&self, index: usize) -> SeqIter<'_, T> {
        SeqIter::new(self, index)
    }

    /// All elements, each with its byte offset.
    pub fn iter(&self) -> SeqIter<'_, T> {
        self.iter_from(0)
    }

    /// The sequence with the elements `from..to` replaced.
    #[must_use]
    pub fn splice(&self, from: usize, to: usize, new: Vec<Arc<T>>) -> Self {
        let Some(root) = &self.root else { return Self::new(new) };
        let mut level = splice(root, from, to, new);
        while level.len() > 1 {
            level = chunks(level).into_iter().map(SeqNode::branch).collect();
        }
        let mut top = level.pop().filter(|node| node.count > 0);
        while let Some(node) = &top {
            let Kids::Branch(nodes) = &node.kids else { break };
            let [only] = nodes.as_slice() else { break };
            top = Some(Arc::clone(only));
        }
        Self { root: top }
    }
}

impl<'s, T: Measured> IntoIterator for &'s Seq<T> {
    type Item = (usize, &'s Arc<T>);
    type IntoIter = SeqIter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Splits a list into as few pieces of at most [`MAX`] as possible, of nearly equal size.
fn chunks<X>(mut items: Vec<X>) -> Vec<Vec<X>> {
    if items.is_empty() {
        return Vec::new();
    }
    if items.len() <= MAX {
        items.shrink_to_fit();
        return vec![items];
    }
    let pieces = items.len().div_ceil(MAX);
    let (size, longer) = (items.len() / pieces, items.len() % pieces);
    let mut out = Vec::with_capacity(pieces);
    let mut rest = items.drain(..);
    for piece in 0..pieces {
        out.push(rest.by_ref().take(size + usize::from(piece < longer)).collect());
    }
    out
}

/// Replaces elements below a node; the results have the node's height.
fn splice<T: Measured>(
    node: &Arc<SeqNode<T>>,
    from: usize,
    to: usize,
    new: Vec<Arc<T>>,
) -> Vec<Arc<SeqNode<T>>> {
    match &node.kids {
        Kids::Leaf(items) => {
            let mut all = items[..from].to_vec();
            all.extend(new);
            all.extend_from_slice(&items[to..]);
            chunks(all).into_iter().map(SeqNode::leaf).collect()
        }
        Kids::Branch(nodes) => splice_branch(nodes, from, to, new),
    }
}

fn splice_branch<T: Measured>(
    nodes: &[Arc<SeqNode<T>>],
    from: usize,
    to: usize,
    new: Vec<Arc<T>>,
) -> Vec<Arc<SeqNode<T>>> {
    let (first, first_start) = child_of(nodes, from);
    let (last, last_start) = if to > from { child_of(nodes, to - 1) } else { (first, first_start) };
    let mut middle;
    if first == last {
        middle = splice(&nodes[first], from - first_start, to - first_start, new);
    } else {
        middle = splice(&nodes[first], from - first_start, nodes[first].count(), new);
        middle.extend(splice(&nodes[last], 0, to - last_start, Vec::new()));
    }
    let mut all = nodes[..first].to_vec();
    let changed = all.len().saturating_sub(1)..all.len() + middle.len() + 1;
    all.extend(middle);
    all.extend_from_slice(&nodes[last + 1..]);
    mend(&mut all, changed);
    chunks(all).into_iter().map(SeqNode::branch).collect()
}

/// The child that holds an element; an index at the end belongs to the last child.
fn child_of<T: Measured>(nodes: &[Arc<SeqNode<T>>], index: usize) -> (usize, usize) {
    let mut start = 0;
    for (at, node) in nodes.iter().enumerate() {
        if index < start + node.count() || at + 1 == nodes.len() {
            return (at, start);
        }
        start += node.count();
    }
    (0, 0)
}

/// Joins nodes that have become too small with a neighbour.
fn mend<T: Measured>(nodes: &mut Vec<Arc<SeqNode<T>>>, changed: std::ops::Range<usize>) {
    let mut at = changed.start;
    let mut end = changed.end;
    while at < end.min(nodes.len()) && nodes.len() > 1 {
        if nodes[at].arity() >= MIN {
            at += 1;
            continue;
        }
        let left = at.min(nodes.len() - 2);
        let joined = join(&nodes[left], &nodes[left + 1]);
        let pieces = joined.len();
        nodes.splice(left..left + 2, joined);
        if pieces > 1 {
            at = left + 2;
        } else {
            at = left;
            end = end.saturating_sub(1);
        }
    }
}

fn join<T: Measured>(left: &Arc<SeqNode<T>>, right: &Arc<SeqNode<T>>) -> Vec<Arc<SeqNode<T>>> {
    match (&left.kids, &right.kids) {
        (Kids::Leaf(a), Kids::Leaf(b)) => {
            chunks([a.as_slice(), b].concat()).into_iter().map(SeqNode::leaf).collect()
        }
        (Kids::Branch(a), Kids::Branch(b)) => {
            chunks([a.as_slice(), b].concat()).into_iter().map(SeqNode::branch).collect()
        }
        _ => vec![Arc::clone(left), Arc::clone(right)],
    }
}

/// Iterates over a [`Seq`].
#[derive(Debug)]
pub struct SeqIter<'s, T> {
    stack: Vec<std::slice::Iter<'s, Arc<SeqNode<T>>>>,
    leaf: std::slice::Iter<'s, Arc<T>>,
    offset: usize,
}

impl<'s, T: Measured> SeqIter<'s, T> {
    fn new(seq: &'s Seq<T>, mut index: usize) -> Self {
        let mut iter = Self { stack: Vec::new(), leaf: [].iter(), offset: 0 };
        let Some(mut node) = seq.root.as_ref() else { return iter };
        if index >= node.count() {
            iter.offset = node.len();
            return iter;
        }
        loop {
            match &node.kids {
                Kids::Leaf(items) => {
                    iter.offset += items[..index].iter().map(|item| item.bytes() as usize).sum::<usize>();
                    iter.leaf = items[index..].iter();
                    return iter;
                }
                Kids::Branch(nodes) => {
                    let (at, start) = child_of(nodes, index);
                    iter.offset += nodes[..at].iter().map(|node| node.len()).sum::<usize>();
                    iter.stack.push(nodes[at + 1..].iter());
                    index -= start;
                    node = &nodes[at];
                }
            }
        }
    }
}

impl<'s, T: Measured> Iterator for SeqIter<'s, T> {
    type Item = (usize, &'s Arc<T>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.leaf.next() {
                let offset = self.offset;
                self.offset += item.bytes() as usize;
                return Some((offset, item));
            }
            let node = loop {
                match self.stack.last_mut()?.next() {
                    Some(node) => break node,
                    None => self.stack.pop(),
                };
            };
            match &node.kids {
                Kids::Leaf(items) => self.leaf = items.iter(),
                Kids::Branch(nodes) => self.stack.push(nodes.iter()),
            }
        }
    }
}
