//! The parts of a tree in which some key begins with `$`, or a comment speaks to this program, found without a look at the
//! others.

use super::cost;
use super::green::{HAS_DOLLAR_KEY, HAS_REMARK, Item};
use super::seq::{Kids, Measured, SeqNode};
use super::view::{Entry, Node};

impl<'t> Node<'t> {
    /// The members or elements whose key, or a key below them, begins with `$`. Costs O(found · log n).
    pub fn dollar_entries(self) -> Vec<Entry<'t>> {
        let mut found = Vec::new();
        if let Some(root) = self.green().items().root() {
            collect(HAS_DOLLAR_KEY, root, (self.items_start(), 0), &mut found);
        }
        found
    }

    /// The members or elements in which, or below which, a comment may speak to this program.
    pub(super) fn remark_entries(self) -> Vec<Entry<'t>> {
        let mut found = Vec::new();
        if let Some(root) = self.green().items().root() {
            collect(HAS_REMARK, root, (self.items_start(), 0), &mut found);
        }
        found
    }
}

/// Balanced sequences are a few levels high, so recursion is safe.
fn collect<'t>(
    flag: u8,
    node: &'t SeqNode<Item>,
    (mut start, mut index): (usize, usize),
    found: &mut Vec<Entry<'t>>,
) {
    if node.flags() & flag == 0 {
        return;
    }
    match node.kids() {
        Kids::Branch(nodes) => {
            for node in nodes {
                collect(flag, node, (start, index), found);
                start += node.len();
                index += node.count();
            }
        }
        Kids::Leaf(items) => {
            for item in items {
                if item.flags() & flag != 0 {
                    cost::entries(1);
                    found.push(Entry::new(item, start, index));
                }
                start += item.bytes() as usize;
                index += 1;
            }
        }
    }
}
