//! The text of a tree, by a walk that keeps its own stack.

use super::green::{Container, ContainerKind, Item};
use super::seq::{Kids, SeqNode};

impl Container {
    /// Its text.
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.len());
        write_text(self, &mut text);
        text
    }
}

/// A step of a walk over the tree that keeps its own stack, since trees can be deeper than the program's.
pub(super) enum Walk<'t> {
    Container(&'t Container, usize),
    Node(&'t SeqNode<Item>, usize),
    Text(&'t str),
}

/// Writes the text of a container.
pub(super) fn write_text(container: &Container, out: &mut String) {
    let mut todo = vec![Walk::Container(container, 0)];
    while let Some(step) = todo.pop() {
        match step {
            Walk::Text(text) => out.push_str(text),
            Walk::Container(container, _) => {
                let (open, close) = brackets(container);
                out.push_str(open);
                todo.push(Walk::Text(close));
                todo.push(Walk::Text(container.tail().text()));
                todo.extend(container.items().root().map(|node| Walk::Node(node, 0)));
            }
            Walk::Node(node, _) => match node.kids() {
                Kids::Branch(nodes) => todo.extend(nodes.iter().rev().map(|node| Walk::Node(node, 0))),
                Kids::Leaf(items) => {
                    for item in items.iter().rev() {
                        todo.push(Walk::Text(item.tail().text()));
                        todo.extend(item.child().map(|child| Walk::Container(child, 0)));
                        todo.push(Walk::Text(item.head().text()));
                    }
                }
            },
        }
    }
}

fn brackets(container: &Container) -> (&'static str, &'static str) {
    let close = match (container.kind(), container.closer_kind()) {
        (ContainerKind::Root, _) | (_, None) => "",
        (_, Some(ContainerKind::Array)) => "]",
        (_, Some(_)) => "}",
    };
    let open = match container.kind() {
        ContainerKind::Root => "",
        ContainerKind::Object => "{",
        ContainerKind::Array => "[",
    };
    (open, close)
}
