//! The schema that documents are judged by: the embedded one, that of a file, or that of the installed OpenClaw.

use super::files::{self, Contents};
use super::installation::{Installation, LIMITS, MOST_BYTES, ProgramError};
use super::manifests;
use super::schema_memory::Memory;
use super::user_plugins::Evidence;
use crate::catalog::Installed;
use crate::release::Version;
use crate::schema::Schema;
use crate::schema::snapshot::Snapshot;
use serde_json::Value;
use std::fmt;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// How long a server waits for another one that asks the same installation.
const QUEUE: Duration = LIMITS.patience.saturating_mul(2);

/// Where the user wants the schema from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaWish {
    /// A file that holds what `openclaw config schema` printed; it goes before everything else.
    pub file: Option<PathBuf>,
    /// Which schema is used without a file.
    pub source: SchemaSource,
    /// The `openclaw` program; without it, the one on the `PATH`.
    pub program: Option<PathBuf>,
}

/// Which schema is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SchemaSource {
    /// That of the installation when its version is another one than the embedded schema's, or the user has installed plugins;
    /// only then is it run.
    #[default]
    Auto,
    /// Always the one that this program carries. Nothing is ever run.
    Embedded,
    /// Always that of the installation, which knows the user's own plugins and channels.
    Installed,
}

/// Where a schema came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SchemaOrigin {
    /// This program carries it.
    #[default]
    Embedded,
    /// A file that the user named.
    File(PathBuf),
    /// The installation with this program printed it.
    Installed(PathBuf),
}

/// The origin in a few words, for status lines.
impl fmt::Display for SchemaOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Embedded => f.write_str("embedded"),
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Installed(program) => write!(f, "printed by {}", program.display()),
        }
    }
}

/// A schema and where it came from.
#[derive(Clone, Debug)]
pub struct LiveSchema {
    /// What OpenClaw accepts.
    pub schema: Schema,
    /// Where it came from.
    pub origin: SchemaOrigin,
    /// The release that is installed, if one was looked for and found.
    pub installed: Option<Version>,
    /// The models and providers of the installation, where its files say more of them than this program knows.
    pub models: Option<Arc<Installed>>,
}

/// The embedded one.
impl Default for LiveSchema {
    fn default() -> Self {
        Self { schema: Schema::embedded(), origin: SchemaOrigin::Embedded, installed: None, models: None }
    }
}

impl LiveSchema {
    /// What serves until an installation has answered: the embedded schema of its release, if there is one.
    fn waiting_for(installation: &Installation) -> Self {
        Self { installed: installation.version.parse().ok(), ..Self::default() }.with_models(installation)
    }

    /// The same with what the files of an installation say of models. They are read now.
    fn with_models(self, installation: &Installation) -> Self {
        Self { models: manifests::models(installation), ..self }
    }
}

/// What can be had without running anything.
#[derive(Debug)]
pub enum AtHand {
    /// The schema that is wanted.
    Wanted(LiveSchema),
    /// The installation has to be asked; the schema serves until it answers: what it said before, or the embedded one of its
    /// release.
    Ask(Installation, LiveSchema),
}

/// Why the schema that the user wants is not to be had. Every message says what to do.
#[derive(Debug)]
pub enum SchemaError {
    /// The file cannot be read.
    Unreadable(PathBuf, io::Error),
    /// The disk with the file, or with the installation, does not answer.
    TooSlow(Option<PathBuf>),
    /// The text is no JSON Schema of OpenClaw's configuration.
    NoSchema(SchemaOrigin),
    /// The schema lacks the plugins, as it does when the user's configuration is invalid
    /// (docs/openclaw/programs.md#the-schema).
    Incomplete(PathBuf),
    /// There is no installation.
    NotInstalled,
    /// The installation did not answer.
    Program(ProgramError),
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(file, error) => {
                write!(f, "the schema file {} cannot be read: {error}; correct the setting `schema.file`", file.display())
            }
            Self::TooSlow(Some(file)) => {
                write!(f, "the schema file {} takes too long to read; name one on a disk of this machine in the setting `schema.file`", file.display())
            }
            Self::TooSlow(None) => {
                f.write_str("the installed OpenClaw takes too long to look at; the embedded schema is used")
            }
            Self::NoSchema(origin) => write!(
                f,
                "not a schema of OpenClaw's configuration ({origin}); expected what `openclaw config schema` prints"
            ),
            Self::Incomplete(program) => write!(
                f,
                "the schema that {} prints lacks the plugins, even with an empty configuration; run `openclaw doctor` to see why",
                program.display()
            ),
            Self::NotInstalled => {
                f.write_str("no OpenClaw is installed on the PATH; name the program in the setting `schema.program`, or set `schema.source` to `auto`")
            }
            Self::Program(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SchemaError {}

impl SchemaWish {
    /// Two numbers that are others when what is wished for may have changed on the disk: for the schema the file, or the
    /// installation and its plugins, and for the models what OpenClaw has written down of them.
    pub fn marks(&self) -> (u64, u64) {
        if let Some(file) = &self.file {
            let mark = fs::metadata(file).ok().map_or(0, |facts| {
                let mut hasher = DefaultHasher::new();
                (facts.modified().ok(), facts.len()).hash(&mut hasher);
                hasher.finish()
            });
            return (mark, 0);
        }
        if self.source == SchemaSource::Embedded {
            return (0, 0);
        }
        let Evidence { mark, models_mark, .. } =
            Evidence::of(Installation::find(self.program.as_deref()).as_ref());
        (mark, models_mark)
    }

    /// What the files of the installation say of models now. Nothing is asked.
    pub fn models(&self) -> Option<Arc<Installed>> {
        if self.file.is_some() || self.source == SchemaSource::Embedded {
            return None;
        }
        manifests::models(&Installation::find(self.program.as_deref())?)
    }

    /// What can be had at once: reads files, runs nothing. With `again`, what is remembered only serves until the installation
    /// has answered.
    ///
    /// # Errors
    ///
    /// When the named file is no schema, or when an installation is wanted and there is none.
    pub fn at_hand(&self, again: bool) -> Result<AtHand, SchemaError> {
        if let Some(file) = &self.file {
            return from_regular_file(file).map(AtHand::Wanted);
        }
        let embedded = LiveSchema::default();
        if self.source == SchemaSource::Embedded {
            return Ok(AtHand::Wanted(embedded));
        }
        let is_auto = self.source == SchemaSource::Auto;
        let Some(installation) = Installation::find(self.program.as_deref()) else {
            return if is_auto { Ok(AtHand::Wanted(embedded)) } else { Err(SchemaError::NotInstalled) };
        };
        if is_auto && is_embedded(&installation, &embedded.schema) {
            return Ok(AtHand::Wanted(LiveSchema::waiting_for(&installation)));
        }
        Ok(match remembered(&installation) {
            Some((schema, true)) if !again => AtHand::Wanted(schema),
            known => {
                let known =
                    known.map_or_else(|| LiveSchema::waiting_for(&installation), |(schema, _)| schema);
                AtHand::Ask(installation, known)
            }
        })
    }
}

/// Reads a schema from a file, or from a pipe, that holds what `openclaw config schema` printed.
///
/// # Errors
///
/// When it cannot be read, has more than 16 MB, or holds something else.
pub fn from_file(file: &Path) -> Result<LiveSchema, SchemaError> {
    from_contents(file, files::read_bounded(file, MOST_BYTES as u64))
}

/// The same for a regular file only: whoever waits for an editor cannot see that a pipe never ends.
fn from_regular_file(file: &Path) -> Result<LiveSchema, SchemaError> {
    from_contents(file, files::read_regular(file, MOST_BYTES as u64))
}

fn from_contents(file: &Path, contents: io::Result<Contents>) -> Result<LiveSchema, SchemaError> {
    let text = contents.map_err(|error| SchemaError::Unreadable(file.to_owned(), error))?.text;
    let name = file.file_name().unwrap_or_default().display().to_string();
    compiled(&text, &format!("({name})"), SchemaOrigin::File(file.to_owned()))
}

/// Asks an installation for its schema, and remembers the answer for the next time. Where another server asks it already, its
/// answer is waited for and taken, if it is none from before `since`.
///
/// # Errors
///
/// When the program fails, or when the schema lacks the plugins even with an empty configuration: such a one would call every
/// plugin's settings unknown.
pub async fn from_installation(
    installation: &Installation,
    since: SystemTime,
) -> Result<LiveSchema, SchemaError> {
    let memory = Memory::of(installation);
    let lock = match &memory {
        Some(memory) => memory.lock(QUEUE).await,
        None => None,
    };
    let by_another = memory.as_ref().and_then(Memory::read).filter(|known| known.at > since);
    let answer = match by_another {
        Some(known) => compile_elsewhere(installation, known.text).await,
        None => ask(installation, memory).await,
    };
    drop(lock);
    answer
}

/// With an invalid configuration OpenClaw leaves the plugins out, so that it is asked once more with an empty one.
async fn ask(installation: &Installation, memory: Option<Memory>) -> Result<LiveSchema, SchemaError> {
    let printed = installation.print_schema(None).await.map_err(SchemaError::Program)?;
    let (printed, live) = match compile_elsewhere(installation, printed.clone()).await {
        Err(SchemaError::Incomplete(_)) => {
            let printed = with_empty_configuration(installation).await?;
            let live = compile_elsewhere(installation, printed.clone()).await?;
            (printed, live)
        }
        answer => (printed, answer?),
    };
    if let Some(Err(error)) = memory.map(|memory| memory.write(&printed)) {
        tracing::info!("the schema of OpenClaw {} could not be cached: {error}", installation.version);
    }
    Ok(live)
}

async fn with_empty_configuration(installation: &Installation) -> Result<String, SchemaError> {
    let unwritten = |error| SchemaError::Unreadable(std::env::temp_dir(), error);
    let mut empty = tempfile::Builder::new().suffix(".json").tempfile().map_err(unwritten)?;
    empty.write_all(b"{}").map_err(unwritten)?;
    installation.print_schema(Some(empty.path())).await.map_err(SchemaError::Program)
}

/// Megabytes are read and compiled: not in the thread that answers the client.
async fn compile_elsewhere(installation: &Installation, printed: String) -> Result<LiveSchema, SchemaError> {
    let installation = installation.clone();
    let work = tokio::task::spawn_blocking(move || {
        let origin = SchemaOrigin::Installed(installation.program.clone());
        compiled(&printed, &installation.version, origin).map(|live| live.with_models(&installation))
    });
    work.await.unwrap_or_else(|_| Ok(LiveSchema::default()))
}

fn compiled(printed: &str, version: &str, origin: SchemaOrigin) -> Result<LiveSchema, SchemaError> {
    let Ok(snapshot) = Snapshot::read(printed, version) else { return Err(SchemaError::NoSchema(origin)) };
    if snapshot.schema.pointer("/properties/agents").is_none() {
        return Err(SchemaError::NoSchema(origin));
    }
    let plugins = snapshot.schema.pointer("/properties/plugins/properties/entries/properties");
    let has_plugins = plugins.and_then(Value::as_object).is_some_and(|plugins| !plugins.is_empty());
    match origin {
        SchemaOrigin::Installed(program) if !has_plugins => Err(SchemaError::Incomplete(program)),
        origin => {
            let installed =
                matches!(origin, SchemaOrigin::Installed(_)).then(|| version.parse().ok()).flatten();
            Ok(LiveSchema { schema: Schema::from_snapshot(&snapshot), origin, installed, models: None })
        }
    }
}

/// What an installation said before, to whoever asked it, where the embedded schema of its release does not know as much. Nothing
/// is run, so that the answer may be an older one.
pub fn known(installation: &Installation) -> Option<LiveSchema> {
    if is_embedded(installation, &Schema::embedded()) {
        return None;
    }
    remembered(installation).map(|(schema, _)| schema)
}

/// Whether the schema that this program carries is all that an installation would print: the user's own plugins have settings
/// that the embedded one of the same release does not know.
fn is_embedded(installation: &Installation, embedded: &Schema) -> bool {
    installation.version == embedded.version() && Evidence::of(Some(installation)).plugins.is_empty()
}

/// What an installation said before, and whether that is fresh enough not to ask again.
fn remembered(installation: &Installation) -> Option<(LiveSchema, bool)> {
    let remembered = Memory::of(installation)?.read()?;
    let origin = SchemaOrigin::Installed(installation.program.clone());
    let live = compiled(&remembered.text, &installation.version, origin).ok()?.with_models(installation);
    Some((live, remembered.is_fresh(Evidence::of(Some(installation)).changed)))
}

#[cfg(test)]
mod tests;
