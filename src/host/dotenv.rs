//! The `.env` files that OpenClaw reads at its start. Which variables they set is all that is kept: never a value.

mod scan;

use crate::config::environment::{is_portable, is_refused_in_folder};
use crate::config::include::normalized;
use crate::schema::format::trim;
use rustc_hash::FxHashMap;
use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The variable that lengthens the cache retention of Anthropic's models.
pub(super) const CACHE_RETENTION: &str = "OPENCLAW_CACHE_RETENTION";

/// OpenClaw reads no larger file.
const MOST_BYTES: u64 = 1 << 20;

/// The value of a variable of the process, if it has it.
pub type Lookup<'l> = dyn Fn(&str) -> Option<OsString> + 'l;

/// The files, in the order in which they are read: the first one that names a variable decides about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DotEnv {
    /// That of the folder that OpenClaw works in. Others may have written it, so not every name is taken from it.
    folder: Option<PathBuf>,
    /// The user's own.
    own: Vec<PathBuf>,
}

/// What the files set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The variables with a value that is not empty, sorted.
    pub names: Vec<String>,
    /// Whether `OPENCLAW_CACHE_RETENTION` is `long`.
    pub long_cache_retention: bool,
}

/// What the first file that names a variable says of it.
#[derive(Clone, Copy)]
struct Said {
    empty: bool,
    long: bool,
}

impl DotEnv {
    /// The files of this process.
    pub fn of_process() -> Self {
        Self::of(&|name| env::var_os(name), env::current_dir().ok().as_deref())
    }

    /// The files of a process with these variables in this folder.
    pub fn of(variable: &Lookup<'_>, folder: Option<&Path>) -> Self {
        let absolute =
            |path: PathBuf| normalized(&folder.map_or_else(|| path.clone(), |folder| folder.join(&path)));
        let home = home(variable).map(absolute);
        let path = |name| {
            let path = expanded(variable(name)?, home.as_deref())?;
            Some(absolute(path))
        };
        let usual = home.as_ref().map(|home| home.join(".openclaw"));
        let beside = || path("OPENCLAW_CONFIG_PATH").and_then(|config| config.parent().map(Path::to_owned));
        let state = path("OPENCLAW_STATE_DIR").or_else(beside).or_else(|| usual.clone());
        // A gateway with a state of its own does not take what is meant for the usual one.
        let is_usual = variable("OPENCLAW_STATE_DIR").is_none() || state == usual;
        let gateway = home.filter(|_| is_usual).map(|home| home.join(".config/openclaw/gateway.env"));
        let own = state.map(|state| state.join(".env")).into_iter().chain(gateway).collect();
        Self { folder: folder.map(|folder| folder.join(".env")), own }
    }

    /// The files, whether they are there or not.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.folder.iter().chain(&self.own).map(PathBuf::as_path)
    }

    /// When each file was last written, and its length; nothing for one that is not there.
    pub fn marks(&self) -> Vec<Option<(SystemTime, u64)>> {
        let mark = |file: &Path| {
            let about = fs::metadata(file).ok()?;
            Some((about.modified().ok()?, about.len()))
        };
        self.files().map(mark).collect()
    }

    /// The user's own file, beside the configuration: the place for a variable that OpenClaw alone needs.
    pub fn own(&self) -> Option<&Path> {
        self.own
            .first()
            .map(PathBuf::as_path)
            .filter(|file| file.file_name().is_some_and(|name| name == ".env"))
    }

    /// What the files set now for a process that has these variables: those stay as they are.
    pub fn read(&self, is_in_process: &dyn Fn(&str) -> bool) -> Given {
        let mut said = FxHashMap::default();
        let folder = self.folder.iter().map(|file| (file, true));
        for (file, is_foreign) in folder.chain(self.own.iter().map(|file| (file, false))) {
            let is_taken = |name: &str| {
                is_portable(name) && !is_in_process(name) && !(is_foreign && is_refused_in_folder(name))
            };
            for (name, one) in read(file) {
                if is_taken(&name) {
                    said.entry(name).or_insert(one);
                }
            }
        }
        Given::new(said)
    }
}

impl Given {
    /// What a file of this text would set by itself.
    pub fn parse(text: &str) -> Self {
        let text = one_line_end(text);
        Self::new(said(&text))
    }

    fn new(said: FxHashMap<String, Said>) -> Self {
        let long_cache_retention = said.get(CACHE_RETENTION).is_some_and(|one| one.long);
        let full = said.into_iter().filter(|(_, one)| !one.empty);
        let mut names: Vec<String> = full.map(|(name, _)| name).collect();
        names.sort_unstable();
        Self { names, long_cache_retention }
    }
}

/// What one file says. Of two assignments to one name the last one counts.
fn read(file: &Path) -> FxHashMap<String, Said> {
    said(&text(file).unwrap_or_default())
}

fn said(text: &str) -> FxHashMap<String, Said> {
    let said = |value: &str| Said { empty: value.is_empty(), long: value == "long" };
    scan::assignments(text).into_iter().map(|(name, value)| (name.to_owned(), said(value))).collect()
}

fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The text of a regular file that is not too large, with one kind of line ends. Anything else is as good as nothing.
fn text(file: &Path) -> Option<String> {
    // A pipe would never end, so the kind is asked for before anything is opened.
    fs::metadata(file).ok().filter(|found| found.is_file() && found.len() <= MOST_BYTES)?;
    let mut bytes = Vec::new();
    File::open(file).ok()?.take(MOST_BYTES + 1).read_to_end(&mut bytes).ok()?;
    let fits = bytes.len() as u64 <= MOST_BYTES;
    fits.then(|| one_line_end(&String::from_utf8_lossy(&bytes)))
}

/// The folder that is the user's own to OpenClaw.
pub(super) fn home(variable: &Lookup<'_>) -> Option<PathBuf> {
    // Scripts that pass on what they do not have leave such words behind.
    let path = |name| {
        variable(name).and_then(trimmed).filter(|path| !matches!(path.to_str(), Some("undefined" | "null")))
    };
    let system = path("HOME").or_else(|| path("USERPROFILE"));
    match path("OPENCLAW_HOME") {
        Some(own) => expanded(own.into_os_string(), system.as_deref()),
        None => system,
    }
}

/// A path with `~` replaced; nothing where it is blank, or the folder that `~` stands for is not known.
pub(super) fn expanded(path: OsString, home: Option<&Path>) -> Option<PathBuf> {
    let path = trimmed(path)?;
    match path.strip_prefix("~") {
        Ok(rest) => home.map(|home| home.join(rest)),
        Err(_) => Some(path),
    }
}

/// A path without blanks around it; nothing where nothing is left.
fn trimmed(path: OsString) -> Option<PathBuf> {
    let path = path.into_string().map_or_else(PathBuf::from, |text| PathBuf::from(trim(&text)));
    (!path.as_os_str().is_empty()).then_some(path)
}

#[cfg(test)]
mod tests;
