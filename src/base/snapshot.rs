//! One immutable view of a document, plus the knowledge to judge it.

use super::files::FileFacts;
use super::options::{DocumentKind, Options};
use super::reader::Reader;
use super::readings::Readings;
use crate::catalog::{Installed, Manifest, MergedCatalog, ReleaseCatalog};
use crate::config::cache_layers::CacheEnvironment;
use crate::config::document;
use crate::config::lexicon::Lexicon;
use crate::release::{self, Deed, Version};
use crate::schema::{Places, Schema};
use crate::syntax::{Tree, Value};
use crate::text::{Text, TextEdit, TextRange};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

/// Whether a release refuses settings of a plugin that its manifest does not allow.
const PLUGIN_SETTINGS: &str = "schema/plugin-config";

/// What does not change from keystroke to keystroke: schema, catalogue, options.
#[derive(Debug)]
pub struct World {
    /// What OpenClaw accepts.
    pub schema: Schema,
    /// What the user set.
    pub options: Options,
    places: OnceLock<Arc<Places>>,
    /// The release that reads the documents.
    reader: Reader,
    /// Tells worlds apart, so that what one has judged is not taken for another's judgement.
    generation: u64,
    /// The plugins that a document loads.
    plugins: Vec<Arc<Manifest>>,
    /// What they were added to.
    base: Weak<World>,
    /// The same with the plugins that a document loads, as it was last asked for.
    extended: Mutex<Option<Arc<World>>>,
}

impl Default for World {
    fn default() -> Self {
        Self::new(Schema::embedded(), Options::default())
    }
}

impl World {
    /// A world of the user's options, which say what release reads the documents. The schema counts where it is of that
    /// release, or of no known one; else the embedded one of that release does.
    pub fn new(schema: Schema, options: Options) -> Self {
        let reader = Reader::of(&options, &schema);
        Self::read_by(reader, reader.schema(schema), options)
    }

    fn read_by(reader: Reader, schema: Schema, options: Options) -> Self {
        static GENERATION: AtomicU64 = AtomicU64::new(0);
        let generation = GENERATION.fetch_add(1, Ordering::Relaxed);
        Self {
            schema,
            options,
            places: OnceLock::new(),
            reader,
            generation,
            plugins: Vec::new(),
            base: Weak::new(),
            extended: Mutex::default(),
        }
    }

    /// The same for a document that loads further plugins, by their manifests. Those that were asked for last are remembered.
    #[must_use]
    pub fn with_plugins(self: &Arc<Self>, plugins: &[Arc<Manifest>]) -> Arc<Self> {
        if self.plugins == plugins {
            return Arc::clone(self);
        }
        if let Some(base) = self.base.upgrade() {
            return base.with_plugins(plugins);
        }
        let mut known = self.extended.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(world) = known.as_ref().filter(|world| world.plugins == plugins) {
            return Arc::clone(world);
        }
        let world = Arc::new(self.extended(plugins));
        *known = Some(Arc::clone(&world));
        world
    }

    fn extended(self: &Arc<Self>, plugins: &[Arc<Manifest>]) -> Self {
        // Before, no release looked into the settings of plugins.
        let judged = release::rule(PLUGIN_SETTINGS).and_then(|history| history.at(self.reader.release));
        let additions = plugins.iter().flat_map(|plugin| plugin.additions()).collect();
        let schema =
            if judged.is_some_and(Deed::refused) { self.schema.with(additions) } else { self.schema.clone() };
        let models = Some(Arc::new(Installed::with(&self.catalog(), plugins)));
        let world = Self::read_by(self.reader, schema, Options { models, ..self.options.clone() });
        Self { plugins: plugins.to_vec(), base: Arc::downgrade(self), ..world }
    }

    /// Where each key name may stand. Made when it is first asked for.
    pub fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::shared(&self.schema))
    }

    /// The release that reads the documents, and why it is this one.
    pub fn reader(&self) -> Reader {
        self.reader
    }

    /// The models and providers of the release that reads the documents.
    pub fn catalog(&self) -> ReleaseCatalog {
        let own = self.options.models.as_ref().filter(|own| own.release() == self.reader.release);
        own.map_or_else(|| self.reader.release.into(), |own| ReleaseCatalog::Installed(Arc::clone(own)))
    }

    /// What the process that runs OpenClaw and its release say that no document does.
    pub fn environment(&self) -> CacheEnvironment {
        CacheEnvironment { names: self.lexicon(), ..self.options.cache_environment() }
    }

    /// The names of models that the release that reads the documents knows.
    pub fn lexicon(&self) -> Lexicon {
        Lexicon::of(self.reader.release)
    }

    /// A number that no other world of this process has.
    pub fn generation(&self) -> u64 {
        self.generation
    }
}

/// A path from the top of the whole: keys, and nothing for an array item.
pub type Mount = Vec<Option<String>>;

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
    /// The paths of the whole at which the file is included; none for one that is the whole.
    pub mounts: Arc<[Mount]>,
    /// What is known about the files that it names.
    pub files: Arc<FileFacts>,
    /// What it is judged by.
    pub world: Arc<World>,
    /// What the versions of one document share.
    pub(crate) readings: Arc<Readings>,
}

/// Beyond this depth nothing but the syntax is looked at: OpenClaw itself gives up on values of some 5 000 levels, and what
/// walks down a document by calling itself needs an end.
pub const DEEPEST: usize = 400;

impl Snapshot {
    /// Whether values are nested more than [`DEEPEST`] deep, so that nothing is known of them but their syntax.
    pub fn is_too_deep(&self) -> bool {
        self.tree.root().height() > DEEPEST
    }

    /// The models of the release that reads the document, with those that it declares.
    pub fn catalog(&self) -> Arc<MergedCatalog> {
        document::catalog(&self.tree, self.world.catalog())
    }

    /// A snapshot of a text.
    pub fn new(text: &str, kind: DocumentKind, world: Arc<World>) -> Self {
        let (text, tree) = (Text::new(text), Tree::parse(text));
        Self {
            text,
            tree,
            kind,
            included: false,
            mounts: Arc::new([]),
            files: Arc::default(),
            world,
            readings: Arc::default(),
        }
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

    /// The release that reads the document.
    pub fn release(&self) -> Version {
        self.world.reader.release
    }

    /// The release that wrote the document last, and where the document says so, in bytes
    /// (docs/openclaw/files.md#the-stamp).
    pub fn stamp(&self) -> Option<(Version, TextRange)> {
        let meta = self.tree.value().and_then(Value::object)?.member("meta")?.child()?;
        let stamp = meta.member("lastTouchedVersion")?.value()?;
        Some((stamp.as_str()?.parse().ok()?, stamp.range()))
    }

    /// The same text, judged by another world.
    #[must_use]
    pub fn in_world(&self, world: Arc<World>) -> Self {
        Self { world, ..self.clone() }
    }
}
