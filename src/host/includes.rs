//! Reads the files that a configuration includes, and no others, by OpenClaw's rules (docs/openclaw/includes.md#paths,
//! docs/openclaw/includes.md#files).

use crate::base::{DocumentKind, Snapshot, World};
use crate::config::include::{MOST_BYTES, Problem, Roots, normalized};
use crate::host::files::Contents;
use crate::project::{Project, ProjectFile};
use rustc_hash::FxHashMap;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// More files than any configuration includes; beyond that what was read is forgotten.
const MOST_KEPT: usize = 1024;

/// OpenClaw knows no bound for the main configuration; beyond this, one that nobody opened is not read.
const MOST_OF_MAIN: u64 = 16 << 20;

/// How far up a main configuration is looked for.
const MOST_FOLDERS: usize = 16;

/// The names of main configurations (docs/openclaw/files.md#the-main-configuration).
const MAIN_NAMES: [&str; 2] = ["openclaw.json", "clawdbot.json"];

/// What an editor has open: the text that wins over the disk.
pub type Buffers<'b> = dyn Fn(&Path) -> Option<Snapshot> + 'b;

/// Reads included files, and keeps those that have not changed on the disk.
#[derive(Debug, Default)]
pub struct Includes {
    extra: Vec<PathBuf>,
    kept: Mutex<FxHashMap<PathBuf, (Stamp, Snapshot)>>,
    /// What each path led to when it was last looked at.
    last: Mutex<FxHashMap<PathBuf, Result<Snapshot, Problem>>>,
}

/// Where files are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// On the disk, however long that takes.
    Disk,
    /// In what was read before: of anything else it is said that it takes long.
    Memory,
}

/// A variable of the environment that is not empty.
fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The folder that `~` stands for.
pub(super) fn home() -> Option<PathBuf> {
    let home = variable("OPENCLAW_HOME").or_else(|| variable("HOME")).or_else(|| variable("USERPROFILE"));
    home.map(PathBuf::from)
}

/// What changes when a file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
}

impl Includes {
    /// A reader with the extra folders of the environment: `OPENCLAW_INCLUDE_ROOTS`.
    pub fn from_environment() -> Self {
        let roots = variable("OPENCLAW_INCLUDE_ROOTS").unwrap_or_default();
        Self::new(extra_roots(&roots, home().as_deref()))
    }

    /// A reader with these extra folders.
    pub fn new(extra: Vec<PathBuf>) -> Self {
        Self { extra, ..Self::default() }
    }

    /// Another reader with the same extra folders, which has read nothing yet.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self::new(self.extra.clone())
    }

    /// A main configuration at an absolute path, with everything that it includes.
    pub fn project(&self, path: &Path, main: &Snapshot, buffers: &Buffers<'_>) -> Project {
        self.project_from(Access::Disk, path, main, buffers)
    }

    /// The same from the disk or from memory alone.
    pub fn project_from(
        &self,
        access: Access,
        path: &Path,
        main: &Snapshot,
        buffers: &Buffers<'_>,
    ) -> Project {
        let path = normalized(path);
        let roots = Roots { main: path.parent().unwrap_or(&path).to_owned(), extra: self.extra.clone() };
        let real_roots: Vec<PathBuf> = match access {
            Access::Disk => roots.all().map(real_or_same).collect(),
            Access::Memory => Vec::new(),
        };
        let read = |path: &Path| match access {
            Access::Disk => self.read(path, &real_roots, &main.world, buffers),
            Access::Memory => self.remembered(path, &main.world, buffers),
        };
        let file = ProjectFile { path, snapshot: main.clone() };
        Project::collect(file, |including, written| roots.resolve(including, written), read)
    }

    /// A main configuration on the disk, if it includes anything.
    pub fn main(&self, path: &Path, world: &Arc<World>) -> Option<Snapshot> {
        self.main_from(Access::Disk, path, world)
    }

    /// The same from the disk or from memory alone.
    pub fn main_from(&self, access: Access, path: &Path, world: &Arc<World>) -> Option<Snapshot> {
        let main = match access {
            Access::Disk => self.remember(path, self.read_main(path, world)),
            Access::Memory => self.remembered(path, world, &|_| None),
        };
        let main = Snapshot { kind: DocumentKind::Main, ..main.ok()? };
        Project::is_needed(&main).then_some(main)
    }

    fn read_main(&self, path: &Path, world: &Arc<World>) -> Result<Snapshot, Problem> {
        let real = fs::canonicalize(path).map_err(|error| unreadable(&error))?;
        let metadata = fs::metadata(&real).map_err(|error| unreadable(&error))?;
        if !metadata.is_file() || metadata.len() > MOST_OF_MAIN {
            return Err(Problem::NoFile);
        }
        self.kept_or_read(real, &metadata, world, MOST_OF_MAIN)
    }

    fn read(
        &self,
        path: &Path,
        roots: &[PathBuf],
        world: &Arc<World>,
        buffers: &Buffers<'_>,
    ) -> Result<Snapshot, Problem> {
        #[cfg(test)]
        slow_disk::wait(path);
        let checked = check(path, roots);
        if let Some(buffer) = buffers(path) {
            return match checked {
                // A new file that was not saved yet.
                Ok(_) | Err(Problem::Missing | Problem::Large(_)) if fits(buffer.text.len() as u64) => {
                    Ok(buffer)
                }
                Ok(_) | Err(Problem::Missing | Problem::Large(_)) => {
                    Err(Problem::Large(buffer.text.len() as u64))
                }
                Err(problem) => Err(problem),
            };
        }
        let read = checked.and_then(|(real, metadata)| self.kept_or_read(real, &metadata, world, MOST_BYTES));
        self.remember(path, read)
    }

    fn remember(&self, path: &Path, read: Result<Snapshot, Problem>) -> Result<Snapshot, Problem> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() >= MOST_KEPT {
            last.clear();
        }
        last.insert(path.to_owned(), read.clone());
        read
    }

    /// What a path led to when it was last looked at, or what an editor has open there.
    fn remembered(
        &self,
        path: &Path,
        world: &Arc<World>,
        buffers: &Buffers<'_>,
    ) -> Result<Snapshot, Problem> {
        if let Some(buffer) = buffers(path) {
            return Ok(buffer);
        }
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let snapshot = last.get(path).cloned().unwrap_or(Err(Problem::Slow))?;
        Ok(snapshot.in_world(Arc::clone(world)))
    }

    fn kept_or_read(
        &self,
        real: PathBuf,
        metadata: &Metadata,
        world: &Arc<World>,
        most: u64,
    ) -> Result<Snapshot, Problem> {
        let stamp = Stamp { bytes: metadata.len(), changed: metadata.modified().ok() };
        if let Some((_, snapshot)) = self.kept().get(&real).filter(|(kept, _)| *kept == stamp) {
            return Ok(snapshot.in_world(Arc::clone(world)));
        }
        let text = read_file(&real, most).map_err(|error| unreadable(&error))?.text;
        let snapshot = Snapshot::new(&text, DocumentKind::Fragment, Arc::clone(world));
        let mut kept = self.kept();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(real, (stamp, snapshot.clone()));
        Ok(snapshot)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, FxHashMap<PathBuf, (Stamp, Snapshot)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a file has the name of a main configuration, so that it is none that another one includes.
pub fn has_main_name(path: &Path) -> bool {
    path.file_name().is_some_and(|name| MAIN_NAMES.iter().any(|main| name == *main))
}

/// The main configurations that may include a file: included files lie below the folder of the main one, so those of its
/// own folder and of the folders above it, up to the folder that the user works in.
pub fn mains_above(path: &Path, workspace: &[PathBuf]) -> Vec<PathBuf> {
    if has_main_name(path) {
        return Vec::new();
    }
    let last = workspace
        .iter()
        .filter(|folder| path.starts_with(folder))
        .min_by_key(|folder| folder.as_os_str().len());
    let mut found = Vec::new();
    for folder in path.ancestors().skip(1).take(MOST_FOLDERS) {
        found.extend(MAIN_NAMES.iter().map(|name| folder.join(name)).filter(|main| main.is_file()));
        if last.is_some_and(|last| last == folder) {
            break;
        }
    }
    found
}

/// The folders of a path list: absolute ones, `~` being the user's own folder. Others are left out, as OpenClaw does.
fn extra_roots(list: &OsStr, home: Option<&Path>) -> Vec<PathBuf> {
    let expanded = std::env::split_paths(list).filter_map(|root| match root.strip_prefix("~") {
        Ok(rest) => home.map(|home| home.join(rest)),
        Err(_) => Some(root),
    });
    expanded.filter(|root| root.is_absolute()).map(|root| normalized(&root)).collect()
}

/// A path with its symbolic links resolved, or as it is where that cannot be done.
fn real_or_same(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The real path of a file that may be included as far as its place and its kind go.
fn check(path: &Path, roots: &[PathBuf]) -> Result<(PathBuf, Metadata), Problem> {
    let real = fs::canonicalize(path).map_err(|error| absent(path, roots, &error))?;
    if !roots.iter().any(|root| real.starts_with(root)) {
        return Err(Problem::LinkedOutside);
    }
    let metadata = fs::metadata(&real).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(Problem::NoFile);
    }
    if names(&metadata) > 1 {
        return Err(Problem::HardLink);
    }
    if fits(metadata.len()) { Ok((real, metadata)) } else { Err(Problem::Large(metadata.len())) }
}

/// Why there is nothing at a path. Only where a file that is put there would be included, it is just missing.
fn absent(path: &Path, roots: &[PathBuf], error: &io::Error) -> Problem {
    if error.kind() != ErrorKind::NotFound {
        return unreadable(error);
    }
    let there = path.ancestors().find(|path| fs::symlink_metadata(path).is_ok());
    let real = there.and_then(|there| {
        let rest = path.strip_prefix(there).ok()?;
        Some(fs::canonicalize(there).ok()?.join(rest))
    });
    match real {
        Some(real) if roots.iter().any(|root| real.starts_with(root)) => Problem::Missing,
        Some(_) => Problem::LinkedOutside,
        None => Problem::Dangling,
    }
}

fn fits(bytes: u64) -> bool {
    bytes <= MOST_BYTES
}

fn unreadable(error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::NotFound => Problem::Missing,
        ErrorKind::NotADirectory => Problem::BelowFile,
        kind => Problem::Unreadable(kind.to_string()),
    }
}

/// The number of names that a file has.
#[cfg(unix)]
fn names(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

/// The standard library cannot tell elsewhere.
#[cfg(not(unix))]
fn names(_: &Metadata) -> u64 {
    1
}

/// Reads a file, but no more than one that grows meanwhile may have.
fn read_file(path: &Path, most: u64) -> io::Result<Contents> {
    let mut bytes = Vec::new();
    File::open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(Contents::from(bytes))
}

#[cfg(test)]
mod slow_disk;
#[cfg(test)]
mod tests;
