//! One immutable view of a document, plus the knowledge to judge it.

use super::InlayOptions;
use super::check::Readings;
use crate::config::auth::AuthEnvironment;
use crate::config::cache_layers::CacheEnvironment;
use crate::schema::Schema;
use crate::schema::history::Release;
use crate::syntax::Tree;
use crate::text::{Text, TextEdit};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a file is to OpenClaw (docs/openclaw/files.md#other-files).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// The main configuration, `openclaw.json`.
    #[default]
    Main,
    /// A file that an `$include` names, or any file that is not known to be a root.
    Fragment,
    /// A `*.patch.json5` for `openclaw config patch`: a partial tree in which `null` deletes.
    Patch,
}

impl DocumentKind {
    /// What a file is, by its name: a patch when it ends in `.patch.json5`, else a main configuration, whatever its
    /// name, since `OPENCLAW_CONFIG_PATH` may name any file (docs/openclaw/files.md#the-main-configuration).
    pub fn of_file_name(name: &str) -> Self {
        if name.ends_with(".patch.json5") { Self::Patch } else { Self::Main }
    }
}

/// What the user set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Names of environment variables that are known to be set. Values are never kept.
    pub env_names: Vec<String>,
    /// Whether `OPENCLAW_CACHE_RETENTION` is exactly `long`, the one value of it that OpenClaw reads
    /// (docs/openclaw/cache-retention.md#the-environment).
    pub long_cache_retention: bool,
    /// Which inlay hints are shown.
    pub hints: InlayOptions,
    /// Whether agents have code lenses.
    pub lenses: bool,
    /// The release that the documents are for; without it, the one that wrote a document last, else that of the schema.
    pub target: Option<Release>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            env_names: Vec::new(),
            long_cache_retention: false,
            hints: InlayOptions::default(),
            lenses: true,
            target: None,
        }
    }
}

impl Options {
    /// What the environment says about caching.
    pub fn cache_environment(&self) -> CacheEnvironment {
        let has = |name: &str| self.env_names.iter().any(|known| known == name);
        let auth =
            AuthEnvironment { oauth_token: has("ANTHROPIC_OAUTH_TOKEN"), api_key: has("ANTHROPIC_API_KEY") };
        CacheEnvironment { long: self.long_cache_retention, auth }
    }
}

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

    /// The same text, judged by another world.
    #[must_use]
    pub fn in_world(&self, world: Arc<World>) -> Self {
        Self { world, ..self.clone() }
    }
}
