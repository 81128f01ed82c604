//! One immutable view of a document, plus the knowledge to judge it.

use super::options::{DocumentKind, Options};
use super::readings::Readings;
use crate::release::Older;
use crate::schema::Schema;
use crate::syntax::Tree;
use crate::text::{Text, TextEdit};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What does not change from keystroke to keystroke: schema, catalogue, options.
#[derive(Debug)]
pub struct World {
    /// What OpenClaw accepts.
    pub schema: Schema,
    /// What the user set.
    pub options: Options,
    /// Tells worlds apart, so that what one has judged is not taken for another's judgement.
    generation: u64,
}

impl Default for World {
    fn default() -> Self {
        Self::new(Schema::embedded(), Options::default())
    }
}

impl World {
    /// A world of a schema and the user's options.
    pub fn new(schema: Schema, options: Options) -> Self {
        static GENERATION: AtomicU64 = AtomicU64::new(0);
        Self { schema, options, generation: GENERATION.fetch_add(1, Ordering::Relaxed) }
    }

    /// A number that no other world of this process has.
    pub fn generation(&self) -> u64 {
        self.generation
    }
}

/// One version of one document, with the world it is judged in. Cloning costs nothing.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The text.
    pub text: Text,
    /// The syntax tree of the text.
    pub tree: Tree,
    /// What the file is.
    pub kind: DocumentKind,
    /// Whether all that it includes stands in it already, as in the document of a whole project.
    pub included: bool,
    /// What it is judged by.
    pub world: Arc<World>,
    /// What the versions of one document share.
    pub(crate) readings: Arc<Readings>,
}

impl Snapshot {
    /// A snapshot of a text.
    pub fn new(text: &str, kind: DocumentKind, world: Arc<World>) -> Self {
        let (text, tree) = (Text::new(text), Tree::parse(text));
        Self { text, tree, kind, included: false, world, readings: Arc::default() }
    }

    /// The snapshot after one edit. Offsets beyond the end or inside a character are moved down to the nearest one.
    #[must_use]
    pub fn edited(&self, edit: &TextEdit) -> Self {
        let range = self.text.clamp(edit.range);
        let edit = TextEdit::replace(range, edit.text.as_str());
        Self { text: self.text.edited(&edit), tree: self.tree.edited(&edit), ..self.clone() }
    }

    /// The snapshot after several edits, which do not overlap and all refer to this one's text.
    #[must_use]
    pub fn with_edits(&self, edits: &[TextEdit]) -> Self {
        let mut sorted: Vec<&TextEdit> = edits.iter().collect();
        sorted.sort_by_key(|edit| edit.range);
        sorted.into_iter().rev().fold(self.clone(), |now, edit| now.edited(edit))
    }

    /// The release that reads the document, if it is older than the one whose schema judges it.
    pub fn older(&self) -> Option<Older> {
        let newest = self.world.schema.version().parse().ok()?;
        Older::of(&self.tree, self.world.options.target, newest)
    }

    /// The same text, judged by another world.
    #[must_use]
    pub fn in_world(&self, world: Arc<World>) -> Self {
        Self { world, ..self.clone() }
    }
}
