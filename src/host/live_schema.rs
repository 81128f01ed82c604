//! The schema that documents are judged by: the embedded one, that of a file, or that of the installed OpenClaw.

use super::files::{self, Contents};
use super::installation::{Installation, MOST_BYTES, ProgramError};
use crate::release::Version;
use crate::schema::Schema;
use crate::schema::snapshot::{Snapshot, fingerprint};
use etcetera::BaseStrategy;
use serde_json::Value;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a remembered schema is used without asking the installation again: its plugins may have changed.
const FRESH: Duration = Duration::from_hours(24);

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
    /// That of the installation when its version is another one than the embedded schema's; only then is it run.
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
}

/// The embedded one.
impl Default for LiveSchema {
    fn default() -> Self {
        Self { schema: Schema::embedded(), origin: SchemaOrigin::Embedded, installed: None }
    }
}

/// What can be had without running anything.
#[derive(Debug)]
pub enum AtHand {
    /// The schema that is wanted.
    Wanted(LiveSchema),
    /// The installation has to be asked; what it said before may serve until it answers.
    Ask(Installation, Option<LiveSchema>),
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
                write!(f, "the schema file {} cannot be read: {error}; mend the setting `schema.file`", file.display())
            }
            Self::TooSlow(Some(file)) => {
                write!(f, "the schema file {} takes too long to read; name one on a disk of this machine in the setting `schema.file`", file.display())
            }
            Self::TooSlow(None) => {
                f.write_str("the installed OpenClaw takes too long to look at; the embedded schema is used")
            }
            Self::NoSchema(origin) => write!(
                f,
                "no schema of OpenClaw's configuration ({origin}); expected what `openclaw config schema` prints"
            ),
            Self::Incomplete(program) => write!(
                f,
                "the schema that {} prints lacks the plugins, since the configuration is invalid; mend it, then restart the server",
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
    /// What can be had at once: reads files, runs nothing.
    ///
    /// # Errors
    ///
    /// When the named file is no schema, or when an installation is wanted and there is none.
    pub fn at_hand(&self) -> Result<AtHand, SchemaError> {
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
        if is_auto && installation.version == embedded.schema.version() {
            let installed = installation.version.parse().ok();
            return Ok(AtHand::Wanted(LiveSchema { installed, ..embedded }));
        }
        Ok(match remembered(&installation) {
            Some((schema, true)) => AtHand::Wanted(schema),
            known => AtHand::Ask(installation, known.map(|(schema, _)| schema)),
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

/// Asks an installation for its schema, and remembers the answer for the next time.
///
/// # Errors
///
/// When the program fails, or when the schema lacks the plugins: such a one would call every plugin's settings unknown.
pub async fn from_installation(installation: &Installation) -> Result<LiveSchema, SchemaError> {
    let printed = installation.print_schema().await.map_err(SchemaError::Program)?;
    let installation = installation.clone();
    // Megabytes are read and compiled: not in the thread that answers the client.
    let work = tokio::task::spawn_blocking(move || {
        let origin = SchemaOrigin::Installed(installation.program.clone());
        let live = compiled(&printed, &installation.version, origin)?;
        if let Err(error) = remember(&installation, &printed) {
            tracing::info!(
                "the schema of OpenClaw {} could not be remembered: {error}",
                installation.version
            );
        }
        Ok(live)
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
            Ok(LiveSchema { schema: Schema::from_snapshot(&snapshot), origin, installed })
        }
    }
}

/// The file that an installation's schema is remembered in: one per program and version.
fn memory(installation: &Installation) -> Option<PathBuf> {
    let folder =
        etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir().join(env!("CARGO_PKG_NAME"));
    let program = fingerprint(&installation.program.to_string_lossy());
    Some(folder.join(format!("schema-{}-{program}.json", installation.version)))
}

/// What an installation said before, and whether that is fresh enough not to ask again.
fn remembered(installation: &Installation) -> Option<(LiveSchema, bool)> {
    let file = memory(installation)?;
    let age = fs::metadata(&file).and_then(|facts| facts.modified()).ok()?.elapsed().unwrap_or_default();
    let text = files::read_regular(&file, MOST_BYTES as u64).ok()?.text;
    let origin = SchemaOrigin::Installed(installation.program.clone());
    Some((compiled(&text, &installation.version, origin).ok()?, age < FRESH))
}

fn remember(installation: &Installation, printed: &str) -> io::Result<()> {
    let Some(file) = memory(installation) else { return Ok(()) };
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    written.write_all(printed.as_bytes())?;
    written.persist(&file)?;
    Ok(())
}

#[cfg(test)]
mod tests;
