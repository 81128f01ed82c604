//! Where an offset lies: the way down to it.

use super::tree::Tree;
use super::view::{Entry, Node, TokenAt};

/// An offset in the tree, with the way that leads there.
#[derive(Clone, Debug)]
pub struct Cursor<'t> {
    /// The byte offset.
    pub offset: usize,
    /// The entries whose containers enclose the offset, outermost first. The first is the document's value.
    pub ancestors: Vec<Entry<'t>>,
    /// The innermost container that has the offset between its brackets.
    pub container: Node<'t>,
    /// The member or element of that container that the offset touches, trivia before it and comma included.
    /// Right after a comma this is the next one.
    pub entry: Option<Entry<'t>>,
}

impl Tree {
    /// Finds an offset. Costs O(depth · log n).
    pub fn cursor(&self, offset: usize) -> Cursor<'_> {
        let mut ancestors = Vec::new();
        let mut container = self.document();
        loop {
            let entry = container.entry_at(offset);
            let inner = entry.and_then(|entry| Some((entry, entry.child()?)));
            match inner.filter(|(_, child)| child.range().start < offset && child.content().touches(offset)) {
                Some((entry, child)) => {
                    ancestors.push(entry);
                    container = child;
                }
                None => return Cursor { offset, ancestors, container, entry },
            }
        }
    }
}

impl<'t> Cursor<'t> {
    /// The token of the entry that holds the byte before the offset, or begins at the offset when `after` is set.
    pub fn token(&self, after: bool) -> Option<TokenAt<'t>> {
        let at = if after { self.offset } else { self.offset.checked_sub(1)? };
        self.entry?.tokens().find(|token| token.range.start <= at && at < token.range.end)
    }

    /// The keys on the way to the container, as path steps: the key of a member or the index of an element.
    pub fn path(&self) -> impl Iterator<Item = Entry<'t>> + '_ {
        self.ancestors.iter().copied().skip(1)
    }
}
