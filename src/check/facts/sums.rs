//! Numbers of a part of the document, remembered with its tree: after an edit only what lies on the way to it is looked at again.

use crate::check::walk::mix;
use crate::syntax::{Entry, Item, Kids, Measured, Node, SeqNode, Value, hash_key};
use std::sync::Arc;

/// The tag of a hash of the whole text of a part.
const CONTENT: u64 = 0x636f_6e74;

/// A hash of all text of a value, remembered with the tree.
pub(super) fn written(value: Value<'_>) -> u64 {
    match value {
        Value::Node(node) => *node.green().memo().get_or(CONTENT, || hash_key(&node.green().text())),
        Value::Scalar(scalar) => hash_key(scalar.token.text),
    }
}

/// Numbers of the members or elements of a node, joined bit by bit. `key` names the number, with all that it depends on: it
/// is remembered with every part of the node, so after an edit only the parts on the way to it are looked at again.
pub(super) fn joined<'t>(node: Node<'t>, key: u64, each: &dyn Fn(Entry<'t>) -> u64) -> u64 {
    node.green().items().root().map_or(0, |root| joined_below(root, key, each))
}

fn joined_below<'t>(node: &'t Arc<SeqNode<Item>>, key: u64, each: &dyn Fn(Entry<'t>) -> u64) -> u64 {
    *node.memo().get_or(key, || match node.kids() {
        Kids::Branch(nodes) => nodes.iter().fold(0, |bits, node| bits | joined_below(node, key, each)),
        Kids::Leaf(items) => {
            items.iter().enumerate().fold(0, |bits, (index, item)| bits | each(Entry::new(item, 0, index)))
        }
    })
}

/// The sum of a number over the members or elements of a node. `tag` names the number: it is remembered with every part
/// of the node, so after an edit only the parts on the way to it are summed up again.
pub fn total(node: Node<'_>, tag: u64, each: fn(Entry<'_>) -> u64) -> u64 {
    node.green().items().root().map_or(0, |root| subtotal(root, tag, each))
}

fn subtotal(node: &Arc<SeqNode<Item>>, tag: u64, each: fn(Entry<'_>) -> u64) -> u64 {
    folded(node, tag, each, u64::wrapping_add)
}

/// A hash of numbers of the elements of a node, in which their order counts; remembered like a [`total`].
pub(super) fn in_order(node: Node<'_>, tag: u64, each: fn(Entry<'_>) -> u64) -> u64 {
    node.green().items().root().map_or(0, |root| folded(root, tag, each, mix))
}

fn folded(node: &Arc<SeqNode<Item>>, tag: u64, each: fn(Entry<'_>) -> u64, join: fn(u64, u64) -> u64) -> u64 {
    *node.memo().get_or(tag, || match node.kids() {
        Kids::Branch(nodes) => nodes.iter().fold(0, |sum, node| join(sum, folded(node, tag, each, join))),
        Kids::Leaf(items) => {
            let mut offset = 0;
            let mut sum = 0_u64;
            for (index, item) in items.iter().enumerate() {
                sum = join(sum, each(Entry::new(item, offset, index)));
                offset += item.bytes() as usize;
            }
            sum
        }
    })
}
