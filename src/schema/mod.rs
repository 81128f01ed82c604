//! JSON Schema draft-07 as OpenClaw prints it, compiled to a flat arena that is read in place.
//!
//! [`Schema::of_release`] is the schema of one release of OpenClaw, [`Schema::embedded`] that of the newest that we know:
//! the build script compiles the table in `data/releases/`, which all releases share. A live schema goes the same
//! way at run time: [`snapshot::Snapshot::read`], then [`Schema::from_snapshot`]. Nodes are interned: two ids are equal
//! when the schemas say the same, in releases too, which makes a [`SchemaId`] a good key for memoised findings.
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
pub mod table;
mod types;

#[cfg(test)]
mod tests;

pub use literal::Literal;
pub use lookup::ChildSchemas;
pub use node::{Additional, Ids, Items, Node};
pub use path::{PathIndex, PathStep, PathTrie, State};
pub use regex::Pattern;
pub use types::TypeSet;

use crate::release::Version;
use blob::Blob;
use layout::Header;
use std::sync::{Arc, LazyLock};

/// A compiled schema. Clones share everything; so do the embedded schemas of all releases.
#[derive(Clone)]
pub struct Schema {
    inner: Arc<Inner>,
    /// Which of the releases in the blob.
    release: u32,
}

struct Inner {
    blob: Blob,
    patterns: regex::Cache,
}

/// Names a node of one schema, or of all embedded ones; small numbers without gaps, below [`Schema::len`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(u32);

impl SchemaId {
    /// The number, for tables indexed by node.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

static EMBEDDED: LazyLock<Schema> = LazyLock::new(|| {
    Schema::newest(Blob::embedded(
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
    /// The newest of the releases in a blob.
    fn newest(blob: Blob) -> Self {
        let patterns = regex::Cache::new(blob.header(Header::PatternCount));
        let release = blob.header(Header::ReleaseCount).saturating_sub(1);
        Self { inner: Arc::new(Inner { blob, patterns }), release }
    }

    /// The schema of the newest release that this program knows.
    pub fn embedded() -> Self {
        EMBEDDED.clone()
    }

    /// The embedded schema of a release: of the newest one that is not newer than it. Nothing for a release that is older
    /// than all that we know.
    pub fn of_release(version: Version) -> Option<Self> {
        let embedded = Self::embedded();
        let count = embedded.blob().header(Header::ReleaseCount);
        let release = |release| Self { inner: Arc::clone(&embedded.inner), release };
        (0..count)
            .rev()
            .map(release)
            .find(|one| one.version().parse().is_ok_and(|known: Version| known <= version))
    }

    /// Compiles the schema of an installation.
    pub fn from_snapshot(snapshot: &snapshot::Snapshot) -> Self {
        Self::newest(Blob::owned(snapshot.compile()))
    }

    /// The version of OpenClaw that printed the schema, such as `2026.9.6`.
    pub fn version(&self) -> &str {
        self.blob().string(self.release_word(0))
    }

    /// Fingerprint of what OpenClaw printed, see [`snapshot::fingerprint`].
    pub fn digest(&self) -> &str {
        self.blob().string(self.release_word(2))
    }

    /// The schema of the whole document.
    pub fn root(&self) -> SchemaId {
        SchemaId(self.release_word(1))
    }

    fn release_word(&self, part: u32) -> u32 {
        self.blob().word(self.blob().header(Header::Releases) + 3 * self.release + part)
    }

    /// Number of nodes; of all releases together, where the schema is an embedded one.
    pub fn len(&self) -> usize {
        self.blob().header(Header::NodeCount) as usize
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
        self.blob().word(self.blob().header(Header::Nodes) + id.0)
    }

    fn blob(&self) -> &Blob {
        &self.inner.blob
    }

    fn patterns(&self) -> &regex::Cache {
        &self.inner.patterns
    }
}
