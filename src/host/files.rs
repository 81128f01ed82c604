//! Reading and writing configuration files.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// What a file held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// The text; bytes that are no UTF-8 became U+FFFD, as in OpenClaw (docs/openclaw/reading.md#json5).
    pub text: String,
    /// Whether such bytes were met. The text then differs from the file and must not be written back.
    pub lossy: bool,
}

impl From<Vec<u8>> for Contents {
    fn from(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self { text, lossy: false },
            Err(error) => Self { text: String::from_utf8_lossy(error.as_bytes()).into_owned(), lossy: true },
        }
    }
}

/// The most bytes that are read of what a user names: far more than any configuration has, since `/dev/zero` has no end.
const MOST_BYTES: u64 = 256 << 20;

/// Reads a whole file, or a pipe to its end.
///
/// # Errors
///
/// As the file system, and where there is more than 256 MB.
pub fn read(path: &Path) -> io::Result<Contents> {
    read_bounded(path, MOST_BYTES)
}

/// Reads a regular file that is not too large. A pipe, a device or a folder is refused before it is opened, since opening or
/// reading one may never end.
///
/// # Errors
///
/// When it is not a regular file, has more than `most` bytes, or cannot be read.
pub fn read_regular(path: &Path, most: u64) -> io::Result<Contents> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file"));
    }
    read_bounded(path, most)
}

/// Reads a file or a pipe of at most so many bytes.
///
/// # Errors
///
/// When it has more bytes, or cannot be read.
pub fn read_bounded(path: &Path, most: u64) -> io::Result<Contents> {
    let file = File::open(path)?;
    // What is no regular file says nothing of its length.
    let length = file.metadata().map_or(0, |found| if found.is_file() { found.len() } else { 0 });
    if length > most {
        return Err(too_large(most));
    }
    read_at_most(file, Vec::with_capacity(length as usize + 1), most)
}

/// Reads a stream to its end.
///
/// # Errors
///
/// As the stream, and where there is more than 256 MB.
pub fn read_stream(stream: impl Read) -> io::Result<Contents> {
    read_at_most(stream, Vec::new(), MOST_BYTES)
}

fn read_at_most(stream: impl Read, mut bytes: Vec<u8>, most: u64) -> io::Result<Contents> {
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large(most)) } else { Ok(bytes.into()) }
}

fn too_large(most: u64) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {most} bytes"))
}

/// Replaces the text of a file in one step: a reader sees all of `old` or all of `new`, also after a power cut.
/// The mode is kept, and the owner where the system allows it; a symbolic link stays and its target changes.
///
/// # Errors
///
/// When the file is read-only, when it no longer holds `old`, and as the file system says; the file is then untouched.
pub fn replace(path: &Path, old: &str, new: &str) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let before = fs::metadata(&target)?;
    if before.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".openclaw-lsp-").tempfile_in(folder)?;
    file.write_all(new.as_bytes())?;
    adopt(&file, &before)?;
    file.as_file().sync_all()?;
    if fs::read(&target)? != old.as_bytes() {
        return Err(io::Error::other("the file was changed by somebody else meanwhile; try again"));
    }
    file.persist(&target)?;
    Ok(())
}

/// Whether two paths lead to one file, by whatever links.
pub fn is_same(one: &Path, other: &Path) -> bool {
    let (Ok(first), Ok(second)) = (fs::metadata(one), fs::metadata(other)) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (first.dev(), first.ino()) == (second.dev(), second.ino())
    }
    #[cfg(not(unix))]
    {
        first.file_type() == second.file_type()
            && fs::canonicalize(one)
                .ok()
                .is_some_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
    }
}

/// Writes a whole file: one that is there is replaced in one step, with its mode; what is no regular file, such as a pipe or
/// `/dev/null`, is written to.
///
/// # Errors
///
/// As the file system.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(before) if before.is_file() => {
            if before.permissions().readonly() {
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
            }
            let target = fs::canonicalize(path)?;
            let folder = target.parent().unwrap_or(Path::new("."));
            let mut file = tempfile::Builder::new().prefix(".openclaw-lsp-").tempfile_in(folder)?;
            file.write_all(bytes)?;
            adopt(&file, &before)?;
            file.persist(&target)?;
            Ok(())
        }
        Ok(other) if !other.is_dir() => fs::OpenOptions::new().write(true).open(path)?.write_all(bytes),
        _ => File::create(path)?.write_all(bytes),
    }
}

/// Gives the new file the owner and the mode of the one it replaces.
fn adopt(file: &NamedTempFile, before: &Metadata) -> io::Result<()> {
    // The owner comes first: changing it may clear mode bits. Only a privileged user can change it, and for
    // everybody else the new file is as theirs as the old one was writable by them.
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let _ = fchown(file.as_file(), Some(before.uid()), Some(before.gid()));
    }
    file.as_file().set_permissions(before.permissions())
}

#[cfg(test)]
mod tests {
    use super::{Contents, read, read_bounded, read_regular, read_stream, replace};
    use std::fs;

    #[test]
    fn bytes_that_are_no_utf8_become_replacement_characters() {
        let contents = Contents::from(b"{a:'\xff'}".to_vec());
        assert_eq!(contents, Contents { text: "{a:'\u{fffd}'}".into(), lossy: true });
        assert!(!Contents::from("{a:'\u{e9}'}".as_bytes().to_vec()).lossy);
    }

    #[cfg(unix)]
    #[test]
    fn what_never_ends_is_not_read() {
        let refused =
            |path: &str, most| read_regular(std::path::Path::new(path), most).unwrap_err().to_string();
        assert_eq!(refused("/dev/zero", 10), "it is not a regular file");
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert_eq!(refused(pipe.to_str().unwrap(), 10), "it is not a regular file");
        let sparse = folder.path().join("sparse");
        fs::File::create(&sparse).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(refused(sparse.to_str().unwrap(), 10), "it has more than 10 bytes");
        let zero = std::path::Path::new("/dev/zero");
        let endless = [read_bounded(zero, 10), read(zero), read_stream(fs::File::open(zero).unwrap())];
        for read in endless {
            assert_eq!(read.unwrap_err().kind(), std::io::ErrorKind::FileTooLarge);
        }
    }

    #[test]
    fn replacing_leaves_no_other_file_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("openclaw.json");
        fs::write(&path, "old").unwrap();
        replace(&path, "old", "new").unwrap();
        assert_eq!(read(&path).unwrap().text, "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("openclaw.json");
        fs::write(&path, "newer").unwrap();
        assert!(replace(&path, "old", "new").is_err());
        assert_eq!(read(&path).unwrap().text, "newer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_is_kept_and_a_link_stays_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("real.json"), folder.path().join("openclaw.json"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.json", &link).unwrap();
        replace(&link, "old", "new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o640);
        assert_eq!(read(&path).unwrap().text, "new");
    }

    #[test]
    fn a_read_only_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("openclaw.json");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(replace(&path, "old", "new").is_err());
        assert_eq!(read(&path).unwrap().text, "old");
    }
}
