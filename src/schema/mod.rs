//! JSON Schema draft-07 as OpenClaw prints it, compiled to a flat arena that is read in place.
//!
//! [`Schema::embedded`] is the snapshot in `data/schema.json`, compiled by the build script. A live schema goes the same
//! way at run time: [`snapshot::Snapshot::read`], then [`Schema::from_snapshot`]. Nodes are interned: two ids are equal
//! when the schemas say the same, which makes a [`SchemaId`] a good key for memoised findings.
//!
//! [`overlay`] holds what the JSON Schema does not say, [`docs`] our own sentences about keys, and [`path`] the matcher
//! from key paths to what is known about them.

mod arena;
mod blob;
pub mod compile;
pub mod docs;
pub mod format;
pub mod history;
mod layout;
mod literal;
mod lookup;
mod node;
pub mod overlay;
pub mod path;
pub mod regex;
pub mod repair;
pub mod snapshot;
mod types;

#[cfg(test)]
mod tests;

pub use literal::Literal;
pub use lookup::ChildSchemas;
pub use node::{Additional, Ids, Items, Node};
pub use path::{PathIndex, PathStep, PathTrie, State};
pub use regex::Pattern;
pub use types::TypeSet;

use blob::Blob;
use layout::Header;
use std::sync::{Arc, LazyLock};

/// A compiled schema. Clones share everything.
#[derive(Clone)]
pub struct Schema(Arc<Inner>);

struct Inner {
    blob: Blob,
    patterns: regex::Cache,
}

/// Names a node of one schema; small numbers without gaps, below [`Schema::len`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(u32);

impl SchemaId {
    /// The number, for tables indexed by node.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

static EMBEDDED: LazyLock<Schema> = LazyLock::new(|| {
    Schema::new(Blob::embedded(
        include_bytes!(concat!(env!("OUT_DIR"), "/schema.bin")),
        include_str!(concat!(env!("OUT_DIR"), "/schema.txt")),
    ))
});

impl std::fmt::Debug for Schema {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Schema({}, {})", self.version(), self.digest())
    }
}

impl Schema {
    fn new(blob: Blob) -> Self {
        let patterns = regex::Cache::new(blob.header(Header::PatternCount));
        Self(Arc::new(Inner { blob, patterns }))
    }

    /// The schema that this program carries.
    pub fn embedded() -> Self {
        EMBEDDED.clone()
    }

    /// Compiles the schema of an installation.
    pub fn from_snapshot(snapshot: &snapshot::Snapshot) -> Self {
        Self::new(Blob::owned(snapshot.compile()))
    }

    /// The version of OpenClaw that printed the schema, such as `2026.9.6`.
    pub fn version(&self) -> &str {
        self.0.blob.string(self.0.blob.header(Header::Version))
    }

    /// Fingerprint of what OpenClaw printed, see [`snapshot::fingerprint`].
    pub fn digest(&self) -> &str {
        self.0.blob.string(self.0.blob.header(Header::Digest))
    }

    /// The schema of the whole document.
    pub fn root(&self) -> SchemaId {
        SchemaId(self.0.blob.header(Header::Root))
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.0.blob.header(Header::NodeCount) as usize
    }

    /// True when there is no node, which a compiled schema never is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The node with this id. An id of another schema gives a node, but not a meaningful one.
    pub fn node(&self, id: SchemaId) -> Node<'_> {
        Node::new(self, id)
    }

    fn record(&self, id: SchemaId) -> u32 {
        self.0.blob.word(self.0.blob.header(Header::Nodes) + id.0)
    }

    fn blob(&self) -> &Blob {
        &self.0.blob
    }

    fn patterns(&self) -> &regex::Cache {
        &self.0.patterns
    }
}
