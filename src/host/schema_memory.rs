//! Schemas that installations have printed, remembered between sessions: a file each, in this program's folder of the cache.
//!
//! What is read back decides about every file of the user's, so that it must be the user's own: a file that somebody else owns
//! or may write to is no memory. A lock lets one server at a time ask an installation; the others take its answer.

use super::files;
use super::installation::{Installation, MOST_BYTES};
use crate::schema::snapshot::fingerprint;
#[cfg(not(test))]
use etcetera::BaseStrategy as _;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How long an answer is taken without asking again.
const FRESH: Duration = Duration::from_hours(24);

/// How long an answer is kept at all.
const KEPT: Duration = Duration::from_hours(24 * 30);

/// How often a lock is tried that another server holds.
const PAUSE: Duration = Duration::from_millis(200);

/// How the files are called: this program's version, the release, and the program that was asked.
const PREFIX: &str = concat!("schema-", env!("CARGO_PKG_VERSION"), "-");

/// Where one installation's answers are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Memory(PathBuf);

/// What is remembered.
#[derive(Debug)]
pub(super) struct Remembered {
    /// What the installation printed.
    pub(super) text: String,
    /// When it did.
    pub(super) at: SystemTime,
}

impl Remembered {
    /// Whether nothing has to be asked: it is recent, and nothing has changed since.
    pub(super) fn is_fresh(&self, changed: Option<SystemTime>) -> bool {
        let age = self.at.elapsed().unwrap_or_default();
        age < FRESH && changed.is_none_or(|changed| changed < self.at)
    }
}

impl Memory {
    /// The memory of an installation; nothing where there is no folder for caches.
    pub(super) fn of(installation: &Installation) -> Option<Self> {
        Some(Self::inside(&folder()?, installation))
    }

    fn inside(folder: &Path, installation: &Installation) -> Self {
        let program = fingerprint(&installation.program.to_string_lossy());
        Self(folder.join(format!("{PREFIX}{}-{program}.json", installation.version)))
    }

    /// What is remembered, if it is the user's own and not too old.
    pub(super) fn read(&self) -> Option<Remembered> {
        let facts = fs::symlink_metadata(&self.0).ok()?;
        let at = facts.modified().ok()?;
        if !facts.is_file() || !is_own(&facts) {
            tracing::warn!("others may write to {}, so it is ignored", self.0.display());
            return None;
        }
        if at.elapsed().unwrap_or_default() > KEPT {
            let _ = fs::remove_file(&self.0);
            return None;
        }
        let text = files::read_regular(&self.0, MOST_BYTES as u64).ok()?.text;
        Some(Remembered { text, at })
    }

    /// Remembers an answer, and forgets those of other versions of this program and old ones.
    pub(super) fn write(&self, printed: &str) -> io::Result<()> {
        let folder = self.folder();
        fs::create_dir_all(folder)?;
        let mut written = tempfile::NamedTempFile::new_in(folder)?;
        written.write_all(printed.as_bytes())?;
        written.persist(&self.0)?;
        prune(folder);
        Ok(())
    }

    /// Waits until no other server asks this installation; nothing where that takes too long, or no lock is to be had.
    pub(super) async fn lock(&self, patience: Duration) -> Option<File> {
        fs::create_dir_all(self.folder()).ok()?;
        let file = File::create(self.0.with_extension("lock")).ok()?;
        let wait = async {
            loop {
                match file.try_lock() {
                    Ok(()) => return true,
                    Err(TryLockError::WouldBlock) => tokio::time::sleep(PAUSE).await,
                    Err(TryLockError::Error(_)) => return false,
                }
            }
        };
        let is_locked = tokio::time::timeout(patience, wait).await.unwrap_or(false);
        is_locked.then_some(file)
    }

    fn folder(&self) -> &Path {
        self.0.parent().unwrap_or(Path::new("."))
    }
}

#[cfg(not(test))]
fn folder() -> Option<PathBuf> {
    let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
    Some(strategy.cache_dir().join(env!("CARGO_PKG_NAME")))
}

/// Tests leave the user's cache alone.
#[cfg(test)]
#[expect(clippy::unnecessary_wraps, reason = "as the real one")]
fn folder() -> Option<PathBuf> {
    Some(std::env::temp_dir().join(concat!(env!("CARGO_PKG_NAME"), "-test-cache")))
}

/// Removes what nobody will read: answers for other versions of this program, and those that are too old.
fn prune(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.starts_with("schema-")) else { continue };
        let age = entry.metadata().and_then(|facts| facts.modified()).ok().and_then(|at| at.elapsed().ok());
        if !name.starts_with(PREFIX) || age.is_some_and(|age| age > KEPT) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a file belongs to the user who runs this program, and nobody else may write to it.
#[cfg(unix)]
fn is_own(facts: &fs::Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    const OTHERS_WRITE: u32 = 0o022;
    facts.uid() == rustix::process::geteuid().as_raw() && facts.permissions().mode() & OTHERS_WRITE == 0
}

/// Elsewhere the folder of the user's own settings is for the user alone.
#[cfg(not(unix))]
fn is_own(_: &fs::Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::{KEPT, Memory, PREFIX, Remembered};
    use crate::host::installation::Installation;
    use std::fs::{self, File};
    use std::path::{Path, PathBuf};
    use std::time::{Duration, SystemTime};

    fn memory(folder: &Path) -> Memory {
        let program = PathBuf::from("/bin/openclaw");
        Memory::inside(folder, &Installation { program, version: "2099.1.0".to_owned(), manifest: None })
    }

    fn age(file: &Path, by: Duration) {
        File::options().write(true).open(file).unwrap().set_modified(SystemTime::now() - by).unwrap();
    }

    #[test]
    fn an_answer_is_read_back_while_it_is_young_and_nothing_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let memory = memory(folder.path());
        assert!(memory.read().is_none());
        memory.write("printed").unwrap();
        let Remembered { text, at } = memory.read().unwrap();
        assert_eq!(text, "printed");
        let fresh = |changed| memory.read().unwrap().is_fresh(changed);
        assert!(
            fresh(None)
                && fresh(Some(at - Duration::from_secs(1)))
                && !fresh(Some(at + Duration::from_secs(1)))
        );
        age(&memory.0, Duration::from_hours(25));
        assert!(!fresh(None));
        age(&memory.0, KEPT * 2);
        assert!(memory.read().is_none() && !memory.0.exists());
    }

    #[cfg(unix)]
    #[test]
    fn what_others_may_write_or_lead_elsewhere_is_no_memory() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let memory = memory(folder.path());
        memory.write("printed").unwrap();
        fs::set_permissions(&memory.0, fs::Permissions::from_mode(0o666)).unwrap();
        assert!(memory.read().is_none());
        let elsewhere = folder.path().join("elsewhere");
        fs::rename(&memory.0, &elsewhere).unwrap();
        fs::set_permissions(&elsewhere, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &memory.0).unwrap();
        assert!(memory.read().is_none());
    }

    #[test]
    fn old_answers_and_those_of_other_versions_go() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let old = file(&format!("{PREFIX}2099.1.0-x.json"));
        for path in [
            &old,
            &file("schema-0.0.0-2099.1.0-x.json"),
            &file("schema-2099.1.0-x.json"),
            &file("other.json"),
        ] {
            fs::write(path, "").unwrap();
        }
        age(&old, KEPT * 2);
        let memory = memory(folder.path());
        memory.write("printed").unwrap();
        let mut left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["other.json".as_ref(), memory.0.file_name().unwrap()]);
    }

    #[tokio::test]
    async fn one_server_at_a_time_asks() {
        let folder = tempfile::tempdir().unwrap();
        let memory = memory(folder.path());
        let first = memory.lock(Duration::from_millis(1)).await;
        assert!(first.is_some() && memory.lock(Duration::from_millis(1)).await.is_none());
        drop(first);
        assert!(memory.lock(Duration::from_secs(20)).await.is_some());
    }
}
