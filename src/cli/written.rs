//! Which files a command has written so far.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The files that were written, by their real paths. What was made of several files at once may be about a text that is no
/// longer there: of a file that is named twice, or that another one includes.
#[derive(Debug, Default)]
pub(super) struct Written(HashSet<PathBuf>);

impl Written {
    pub(super) fn add(&mut self, file: &Path) {
        let Self(files) = self;
        files.insert(real(file));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a file was written.
    pub(super) fn has(&self, file: &Path) -> bool {
        !self.is_empty() && self.0.contains(&real(file))
    }

    /// Whether one of these files was written.
    pub(super) fn has_any(&self, files: &[PathBuf]) -> bool {
        files.iter().any(|file| self.has(file))
    }
}

fn real(file: &Path) -> PathBuf {
    file.canonicalize().unwrap_or_else(|_| file.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Written;
    use std::fs;

    #[test]
    fn a_file_is_known_by_any_of_its_paths() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("a.json"), folder.path().join("b.json"));
        fs::write(&file, "{}").unwrap();
        fs::write(&other, "{}").unwrap();
        let again = folder.path().join(".").join("a.json");
        let mut written = Written::default();
        assert!(!written.has_any(std::slice::from_ref(&file)));
        written.add(&file);
        assert!(written.has_any(&[other.clone(), again]));
        assert!(!written.has_any(&[other]));
    }
}
