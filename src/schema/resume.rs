//! A compiled schema taken up again, so that more can be added to it.

use super::arena::Arena;
use super::blob::Blob;
use super::layout::Header;

impl Blob {
    /// An arena that holds all of the blob. What is added to it is interned among itself.
    pub(super) fn resume(&self) -> Arena {
        let mut arena = Arena::new();
        arena.words = self.all_words().collect();
        let table = |at: Header, count: u32| {
            let start = self.header(at);
            (0..count).map(move |index| start + index)
        };
        let nodes = self.header(Header::NodeCount);
        arena.nodes = table(Header::Nodes, nodes).map(|at| Some(self.word(at))).collect();
        let strings = self.string_count();
        arena.string_ends = table(Header::Strings, strings).map(|at| self.word(at)).collect();
        arena.strings = (0..strings).map(|id| (self.string(id).to_owned(), id)).collect();
        arena.text = (0..strings).map(|id| self.string(id)).collect();
        let patterns = self.header(Header::PatternCount);
        arena.patterns = table(Header::Patterns, 2 * patterns).map(|at| self.word(at)).collect();
        let pattern = |index: u32| {
            let at = 2 * index as usize;
            ((arena.patterns[at], arena.patterns[at + 1]), index)
        };
        arena.pattern_ids = (0..patterns).map(pattern).collect();
        arena
    }

    /// How many strings there are: their table ends where the text does.
    fn string_count(&self) -> u32 {
        let (start, end) = (self.header(Header::Strings), self.header(Header::Patterns));
        end.saturating_sub(start)
    }
}

impl Arena {
    /// The word at an offset.
    pub(super) fn word(&self, at: u32) -> u32 {
        self.words.get(at as usize).copied().unwrap_or_default()
    }

    /// Where the record of a node is.
    pub(super) fn record(&self, node: u32) -> u32 {
        self.nodes.get(node as usize).copied().flatten().unwrap_or_default()
    }

    /// A string by its id.
    pub(super) fn text_of(&self, id: u32) -> String {
        let end = |id: u32| self.string_ends.get(id as usize).map_or(0, |end| *end as usize);
        let start = id.checked_sub(1).map_or(0, end);
        self.text.get(start..end(id)).unwrap_or_default().to_owned()
    }
}
