//! Collects words, lists and strings of a schema under construction, each distinct one once.

use super::layout::Header;
use std::collections::HashMap;

/// A compiled schema in the form of `layout.rs`.
#[derive(Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The words, little-endian.
    pub words: Vec<u8>,
    /// Every string, back to back.
    pub text: String,
}

/// The growing blob. Offsets count words from the start of the header.
pub(super) struct Arena {
    pub(super) words: Vec<u32>,
    pub(super) lists: HashMap<Vec<u32>, u32>,
    /// Record offset per node id; `None` while a recursive reference waits for its target.
    pub(super) nodes: Vec<Option<u32>>,
    pub(super) node_ids: HashMap<u32, u32>,
    pub(super) strings: HashMap<String, u32>,
    pub(super) string_ends: Vec<u32>,
    pub(super) text: String,
    pub(super) patterns: Vec<u32>,
    pub(super) pattern_ids: HashMap<(u32, u32), u32>,
}

impl Arena {
    pub(super) fn new() -> Self {
        Self {
            words: vec![0; Header::Len as usize],
            lists: HashMap::new(),
            nodes: Vec::new(),
            node_ids: HashMap::new(),
            strings: HashMap::new(),
            string_ends: Vec::new(),
            text: String::new(),
            patterns: Vec::new(),
            pattern_ids: HashMap::new(),
        }
    }

    /// Offset of `list`, which is stored once however often it occurs.
    pub(super) fn list(&mut self, list: Vec<u32>) -> u32 {
        if let Some(&at) = self.lists.get(&list) {
            return at;
        }
        let at = self.words.len() as u32;
        self.words.extend_from_slice(&list);
        self.lists.insert(list, at);
        at
    }

    /// Id of the node with this record; equal records are one node.
    pub(super) fn node(&mut self, record: Vec<u32>) -> u32 {
        let at = self.list(record);
        if let Some(&id) = self.node_ids.get(&at) {
            return id;
        }
        let id = self.nodes.len() as u32;
        self.nodes.push(Some(at));
        self.node_ids.insert(at, id);
        id
    }

    /// An id whose node follows with [`Arena::resolve`].
    pub(super) fn reserve(&mut self) -> u32 {
        self.nodes.push(None);
        self.nodes.len() as u32 - 1
    }

    /// Makes the reserved id mean the same as `target`.
    pub(super) fn resolve(&mut self, reserved: u32, target: u32) {
        let record = self.nodes.get(target as usize).copied().flatten();
        if let Some(slot) = self.nodes.get_mut(reserved as usize) {
            *slot = record;
        }
    }

    /// Id of `string`.
    pub(super) fn string(&mut self, string: &str) -> u32 {
        if let Some(&id) = self.strings.get(string) {
            return id;
        }
        let id = self.string_ends.len() as u32;
        self.text.push_str(string);
        self.string_ends.push(self.text.len() as u32);
        self.strings.insert(string.to_owned(), id);
        id
    }

    /// Index of the pattern with these flags.
    pub(super) fn pattern(&mut self, source: &str, flags: u32) -> u32 {
        let source = self.string(source);
        if let Some(&id) = self.pattern_ids.get(&(source, flags)) {
            return id;
        }
        let id = self.pattern_ids.len() as u32;
        self.patterns.extend([source, flags]);
        self.pattern_ids.insert((source, flags), id);
        id
    }

    /// Offset of the two halves of `number`.
    pub(super) fn number(&mut self, number: f64) -> u32 {
        let bits = number.to_bits();
        self.list(vec![bits as u32, (bits >> 32) as u32])
    }

    /// Writes the tables and the header. Each release is its version, its root and the digest of what it printed.
    pub(super) fn finish(mut self, releases: &[(&str, u32, &str)]) -> Compiled {
        let entry =
            |&(version, root, digest): &(&str, u32, &str)| [self.string(version), root, self.string(digest)];
        let releases: Vec<[u32; 3]> = releases.iter().map(entry).collect();
        // A reference that only ever leads to itself constrains nothing.
        let any = self.list(vec![0, 0]);
        let nodes: Vec<u32> = self.nodes.iter().map(|at| at.unwrap_or(any)).collect();
        let node_table = self.append(&nodes);
        let string_table = self.append(&self.string_ends.clone());
        let pattern_table = self.append(&self.patterns.clone());
        let release_table = self.append(releases.as_flattened());
        let header = [
            (Header::ReleaseCount, releases.len() as u32),
            (Header::Releases, release_table),
            (Header::NodeCount, nodes.len() as u32),
            (Header::Nodes, node_table),
            (Header::Strings, string_table),
            (Header::PatternCount, self.pattern_ids.len() as u32),
            (Header::Patterns, pattern_table),
        ];
        for (word, value) in header {
            self.words[word as usize] = value;
        }
        let words = self.words.iter().flat_map(|word| word.to_le_bytes()).collect();
        Compiled { words, text: self.text }
    }

    fn append(&mut self, table: &[u32]) -> u32 {
        let at = self.words.len() as u32;
        self.words.extend_from_slice(table);
        at
    }
}
