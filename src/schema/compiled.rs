//! A compiled schema: one blob that holds the nodes of one release, or of all of them.

use super::blob::Blob;
use super::layout::Header;
use super::snapshot;
use crate::release::Version;
use regress::Regex;
use std::sync::{Arc, LazyLock, OnceLock};

/// A compiled schema. Clones share everything; so do the embedded schemas of all releases.
#[derive(Clone)]
pub struct Schema {
    inner: Arc<Inner>,
    /// Which of the releases in the blob.
    release: u32,
}

struct Inner {
    blob: Blob,
    patterns: Cache,
}

/// Names a node of one schema, or of all embedded ones; small numbers without gaps, below [`Schema::len`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub(super) u32);

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
    pub(super) fn newest(blob: Blob) -> Self {
        let patterns = Cache::new(blob.header(Header::PatternCount));
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

    pub(super) fn record(&self, id: SchemaId) -> u32 {
        self.blob().word(self.blob().header(Header::Nodes) + id.0)
    }

    pub(super) fn blob(&self) -> &Blob {
        &self.inner.blob
    }

    pub(super) fn patterns(&self) -> &Cache {
        &self.inner.patterns
    }
}

/// The compiled patterns of one schema; `None` inside marks a pattern that does not compile.
pub(super) struct Cache(pub(super) Box<[OnceLock<Option<Regex>>]>);

impl Cache {
    pub(super) fn new(count: u32) -> Self {
        Self((0..count).map(|_| OnceLock::new()).collect())
    }
}
