//! The tree of one document version.

use super::error::SyntaxError;
use super::green::{Closer, Container, ContainerKind, Item, LocalError};
use super::parser::{Mode, Parser};
use super::run::Run;
use super::seq::{Kids, Measured, Seq, SeqNode};
use super::source::Source;
use super::walk::{Walk, write_text};
use crate::text::TextRange;
use std::sync::Arc;

/// The syntax tree of one document version: every byte of the text, in order. Cloning costs nothing.
#[derive(Clone, Debug)]
pub struct Tree {
    root: Arc<Container>,
}

impl Tree {
    /// Reads a text. Never fails: what is wrong is in [`Tree::errors`].
    pub fn parse(text: &str) -> Self {
        super::cost::bytes(text.len());
        let text: Arc<str> = text.into();
        let source = Source { text: &text, wholes: &[] };
        let (root, unbalanced) = parse_root(source, Mode::Strict);
        if !unbalanced {
            return Self { root };
        }
        Self { root: parse_root(source, Mode::Indentation).0 }
    }

    pub(super) fn from_root(root: Arc<Container>) -> Self {
        Self { root }
    }

    /// The document as a container without brackets.
    pub fn root(&self) -> &Arc<Container> {
        &self.root
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.root.len()
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text, byte for byte.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.len());
        write_text(&self.root, &mut out);
        out
    }

    /// Whether the document is what JSON5 allows.
    pub fn is_valid(&self) -> bool {
        !self.root.has_error()
    }

    /// All syntax errors, by position. Costs O(errors · log n).
    pub fn errors(&self) -> Vec<SyntaxError> {
        let mut errors = Vec::new();
        collect_errors(&self.root, &mut errors);
        errors.sort_by_key(|error| (error.range, error.kind as u8));
        errors
    }
}

fn parse_root(source: Source<'_>, mode: Mode) -> (Arc<Container>, bool) {
    let mut parser = Parser::new(source, ContainerKind::Root, mode);
    parser.run();
    while parser.stack.len() > 1 {
        parser.finish_container(Closer::Missing);
    }
    let tail = parser.finish_items();
    let items = std::mem::take(&mut parser.top().items);
    (Arc::new(Container::new(ContainerKind::Root, Seq::new(items), tail, Closer::Present)), parser.unbalanced)
}

fn collect_errors(root: &Container, errors: &mut Vec<SyntaxError>) {
    let mut todo = vec![Walk::Container(root, 0)];
    while let Some(step) = todo.pop() {
        match step {
            Walk::Text(_) => {}
            Walk::Container(container, start) => {
                errors.extend(container.own_error().map(|error| bracket_error(container, error, start)));
                let items = container.items().root().filter(|_| container.has_error());
                todo.extend(items.map(|node| Walk::Node(node, start + container.opener_len())));
            }
            Walk::Node(node, start) => error_steps(node, start, &mut todo, errors),
        }
    }
}

fn error_steps<'t>(
    node: &'t SeqNode<Item>,
    mut start: usize,
    todo: &mut Vec<Walk<'t>>,
    errors: &mut Vec<SyntaxError>,
) {
    if node.flags() & super::green::HAS_ERROR == 0 {
        return;
    }
    match node.kids() {
        Kids::Branch(nodes) => {
            for node in nodes {
                todo.push(Walk::Node(node, start));
                start += node.len();
            }
        }
        Kids::Leaf(items) => {
            for item in items {
                errors.extend(item.own_errors().iter().map(|error| absolute(*error, start)));
                let child = item.child().filter(|child| child.has_error());
                todo.extend(child.map(|child| Walk::Container(child, start + item.head().text().len())));
                start += item.bytes() as usize;
            }
        }
    }
}

fn absolute(error: LocalError, start: usize) -> SyntaxError {
    let range = TextRange::at(start + error.offset as usize, error.len as usize);
    SyntaxError { kind: error.kind, range, opener: None }
}

/// The error of a container, which remembers where the container opens.
fn bracket_error(container: &Container, error: LocalError, start: usize) -> SyntaxError {
    let opener = (container.opener_len() > 0).then(|| TextRange::at(start, container.opener_len()));
    SyntaxError { opener, ..absolute(error, start) }
}

/// Whether two trees are the same, whatever the shape of their balanced sequences.
impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        let mut todo = vec![(&self.root, &other.root)];
        while let Some((left, right)) = todo.pop() {
            if Arc::ptr_eq(left, right) {
                continue;
            }
            let same = left.kind() == right.kind()
                && left.closer_kind() == right.closer_kind()
                && left.own_error() == right.own_error()
                && left.height() == right.height()
                && left.tail() == right.tail()
                && left.items().count() == right.items().count();
            if !same {
                return false;
            }
            for ((_, a), (_, b)) in left.items().iter().zip(right.items().iter()) {
                if !same_item(a, b) {
                    return false;
                }
                todo.extend(a.child().zip(b.child()));
            }
        }
        true
    }
}

fn same_item(a: &Item, b: &Item) -> bool {
    let run = |run: &Run| run.tokens().map(|(_, token, _)| token).collect::<Vec<_>>();
    a.head().text() == b.head().text()
        && a.tail().text() == b.tail().text()
        && run(a.head()) == run(b.head())
        && run(a.tail()) == run(b.tail())
        && a.shape() == b.shape()
        && a.own_errors() == b.own_errors()
        && a.has_error() == b.has_error()
        && a.child().is_some() == b.child().is_some()
}
