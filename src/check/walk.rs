//! The walk that all passes share: over the items of a container, remembering what was found with every node.

use super::finding::Findings;
use crate::syntax::{Container, Entry, Item, Kids, Measured, Memo, SeqNode};
use std::sync::{Arc, LazyLock};

/// What is remembered for a clean part: one value for all, since most parts of a document are clean.
static NOTHING: LazyLock<Arc<Findings>> = LazyLock::new(Arc::default);

/// What `find` finds for a node; looked for once and remembered under `key`.
pub(super) fn remembered(memo: &Memo, key: u64, find: impl FnOnce(&mut Findings)) -> Arc<Findings> {
    memo.get_or_share(key, || {
        let mut findings = Findings::default();
        find(&mut findings);
        if findings.is_empty() { Arc::clone(&NOTHING) } else { Arc::new(findings) }
    })
}

/// What is looked at in every member or element.
pub(super) trait Look {
    /// The memo key for the items from an index on. The index matters only where elements differ by their place.
    fn key(&self, first: usize) -> u64;
    /// Looks at one member or element; findings count from where the entry's offsets count.
    fn entry(&self, entry: Entry<'_>, findings: &mut Findings);
}

/// Looks at all items of a container; findings count from the container.
///
/// Few items lie in one leaf: what is found there is remembered with the container alone.
pub(super) fn items(green: &Container, look: &impl Look, findings: &mut Findings) {
    let Some(root) = green.items().root() else { return };
    match root.kids() {
        Kids::Leaf(items) => leaf(items, green.opener_len(), 0, look, findings),
        Kids::Branch(_) => findings.add(green.opener_len(), node(root, 0, look)),
    }
}

fn node(seq: &Arc<SeqNode<Item>>, first: usize, look: &impl Look) -> Arc<Findings> {
    remembered(seq.memo(), look.key(first), |findings| {
        let (mut offset, mut index) = (0, first);
        match seq.kids() {
            Kids::Leaf(items) => leaf(items, 0, first, look, findings),
            Kids::Branch(nodes) => {
                for child in nodes {
                    findings.add(offset, node(child, index, look));
                    offset += child.len();
                    index += child.count();
                }
            }
        }
    })
}

fn leaf(items: &[Arc<Item>], start: usize, first: usize, look: &impl Look, findings: &mut Findings) {
    let mut offset = start;
    for (item, index) in items.iter().zip(first..) {
        look.entry(Entry::new(item, offset, index), findings);
        offset += item.bytes() as usize;
    }
}

/// Joins numbers to one that is different for different numbers, as good as always.
pub(super) fn mix(left: u64, right: u64) -> u64 {
    let mixed = (left ^ right.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 32)
}
