//! A snapshot that is still to be made.

use crate::base::{DocumentKind, Snapshot, World};
use crate::text::Text;
use std::sync::{Arc, OnceLock};

/// A snapshot that is still to be made from its text. Whoever needs it first makes it, the others wait for it.
#[derive(Clone)]
pub(super) struct Fresh {
    text: Text,
    kind: DocumentKind,
    world: Arc<World>,
    pub(super) made: Arc<OnceLock<Snapshot>>,
}

impl Fresh {
    pub(super) fn new(text: Text, kind: DocumentKind, world: Arc<World>) -> Self {
        Self { text, kind, world, made: Arc::default() }
    }

    /// The snapshot. This can take as long as parsing the whole document, so it must not be asked for on the reader.
    pub(super) fn get(&self) -> &Snapshot {
        self.made.get_or_init(|| Snapshot::new(&self.text.to_string(), self.kind, Arc::clone(&self.world)))
    }
}

/// A snapshot, or what it is to be made of.
pub(super) type Seen = Result<Snapshot, Fresh>;
