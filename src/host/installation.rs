//! The OpenClaw that is installed on this machine.

mod shims;

#[cfg(test)]
mod tests;

use super::child::{self, ChildError, Limits};
use super::files;
use serde_json::Value;
use std::env;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The names that the program has on this system.
const PROGRAMS: &[&str] = if cfg!(windows) { &["openclaw.cmd", "openclaw.exe"] } else { &["openclaw"] };

/// The name of the package in its own `package.json`.
const PACKAGE: &str = "openclaw";

/// How far above the program its `package.json` may lie.
const LEVELS: usize = 3;

/// How much the program may do: it answers in 3 to 12 seconds, with two megabytes
/// (docs/openclaw/programs.md#the-schema).
pub(super) const LIMITS: Limits = Limits { patience: Duration::from_mins(1), most_bytes: MOST_BYTES };

/// The most bytes that a schema may have, printed or in a file: OpenClaw prints two to four million.
pub const MOST_BYTES: usize = 16 << 20;

/// The most bytes that a `package.json` may have.
const MOST_OF_MANIFEST: u64 = 1 << 20;

/// An OpenClaw on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    /// The program, by its absolute path.
    pub program: PathBuf,
    /// Its version, read from the `package.json` beside it.
    pub version: String,
    /// That `package.json`.
    pub manifest: Option<PathBuf>,
}

/// Why a program did not print its schema. Every message names the program and what to do.
#[derive(Debug)]
pub enum ProgramError {
    /// It could not be started.
    NotStarted(PathBuf, std::io::Error),
    /// It did not end in time.
    TooSlow(PathBuf),
    /// It printed more than any schema has.
    TooMuch(PathBuf),
    /// It ended with an error.
    Failed(PathBuf),
}

impl fmt::Display for ProgramError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted(program, error) => {
                write!(f, "{} could not be started: {error}", program.display())
            }
            Self::TooSlow(program) => {
                write!(
                    f,
                    "{} config schema took more than {} seconds; run it once in a terminal",
                    program.display(),
                    LIMITS.patience.as_secs()
                )
            }
            Self::TooMuch(program) => {
                write!(
                    f,
                    "{} config schema printed more than {} MB, which is no schema; name the right program in the setting \
                     `schema.program`",
                    program.display(),
                    MOST_BYTES >> 20
                )
            }
            Self::Failed(program) => {
                write!(f, "{} config schema failed; run it in a terminal to see why", program.display())
            }
        }
    }
}

impl std::error::Error for ProgramError {}

impl Installation {
    /// The installation of a program that the user named, else of the first `openclaw` on the `PATH`. Nothing is run.
    ///
    /// Only absolute folders of the `PATH` count, so that no workspace can put a program of its own into the way.
    pub fn find(named: Option<&Path>) -> Option<Self> {
        let program = named.map(Path::to_owned).or_else(on_path)?;
        let real = fs::canonicalize(&program).ok()?;
        // A link to a manager's one binary tells nothing, but the folder in which it stands does.
        let places = || shims::packages(&real).into_iter().chain(shims::packages(&program));
        let (version, manifest) = version(&real).or_else(|| places().find_map(|place| version(&place)))?;
        Some(Self { program, version, manifest: Some(manifest) })
    }

    /// What `openclaw config schema` prints, with the user's own plugins and channels in it; with another configuration than the
    /// user's, where one is named.
    ///
    /// # Errors
    ///
    /// When the program cannot be started, fails, takes longer than a minute, or prints more than 16 MB.
    pub async fn print_schema(&self, configuration: Option<&Path>) -> Result<String, ProgramError> {
        // OpenClaw reads a `.env` file of its working folder, which must not be the user's workspace.
        let variables: Vec<(&str, &Path)> =
            configuration.map(|file| ("OPENCLAW_CONFIG_PATH", file)).into_iter().collect();
        let folder = self.program.parent();
        let printed = child::output(&self.program, &["config", "schema"], &variables, folder, LIMITS).await;
        let program = self.program.clone();
        let printed = printed.map_err(|error| match error {
            ChildError::NotStarted(error) => ProgramError::NotStarted(program, error),
            ChildError::TooSlow => ProgramError::TooSlow(program),
            ChildError::TooMuch => ProgramError::TooMuch(program),
            ChildError::Failed => ProgramError::Failed(program),
        })?;
        String::from_utf8(printed).map_err(|_| ProgramError::Failed(self.program.clone()))
    }
}

fn on_path() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).filter(|folder| folder.is_absolute()).collect();
    let programs = folders.iter().flat_map(|folder| PROGRAMS.iter().map(|name| folder.join(name)));
    programs.into_iter().find(|program| program.is_file())
}

/// The version of the package that a program belongs to, and the file that says so.
fn version(program: &Path) -> Option<(String, PathBuf)> {
    let above = program.ancestors().skip(1).take(LEVELS).map(|folder| folder.join("package.json"));
    // A shim of a package manager lies beside the folder of packages that it leads to.
    let beside = program.ancestors().skip(1).take(2).flat_map(|folder| {
        ["node_modules", "lib/node_modules"]
            .map(|packages| folder.join(packages).join(PACKAGE).join("package.json"))
    });
    above.chain(beside).find_map(|file| {
        let manifest: Value =
            serde_json::from_str(&files::read_regular(&file, MOST_OF_MANIFEST).ok()?.text).ok()?;
        let is_own = manifest.get("name").and_then(Value::as_str) == Some(PACKAGE);
        let version = manifest.get("version").and_then(Value::as_str).filter(|_| is_own)?;
        Some((version.to_owned(), file))
    })
}
