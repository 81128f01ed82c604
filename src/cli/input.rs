//! The files that a command is about.

use crate::base::DocumentKind;
use crate::host::files::{self, Contents};
use std::io;
use std::path::{Path, PathBuf};

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Stdin,
    File(PathBuf),
}

/// A document that was read.
#[derive(Debug)]
pub(super) struct Input {
    /// What messages call it: the path as it was given.
    pub(super) name: String,
    /// The file, unless it came through a pipe.
    pub(super) file: Option<PathBuf>,
    pub(super) kind: DocumentKind,
    pub(super) contents: Contents,
}

impl Source {
    /// The source that an argument or a line of a list names.
    pub(super) fn from_argument(path: PathBuf) -> Self {
        if path.as_os_str() == "-" { Self::Stdin } else { Self::File(path) }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Stdin => "<stdin>".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Reads the document, or says in a sentence why that cannot be done.
    pub(super) fn read(&self) -> Result<Input, String> {
        match self {
            Self::Stdin => {
                let contents = files::read_stream(io::stdin().lock())
                    .map_err(|error| format!("cannot read standard input: {error}"))?;
                Ok(Input { name: self.name(), file: None, kind: DocumentKind::Main, contents })
            }
            Self::File(path) => read_file(path),
        }
    }
}

/// Reads a file, or the configuration in a folder.
fn read_file(path: &Path) -> Result<Input, String> {
    let mut path = path.to_owned();
    let mut read = files::read(&path);
    // Asked for only after a failure, so that the usual file costs no extra look at the disk. The search does not go
    // down: a state folder holds backups and other people's files, which nobody asked to be judged.
    if read.is_err() && path.is_dir() {
        let folder = path.display().to_string();
        path.push("openclaw.json");
        read = files::read(&path);
        if read.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            return Err(format!("no openclaw.json is in {folder}: name a file, or the folder that has one"));
        }
    }
    let name = path.display().to_string();
    let contents = read.map_err(|error| format!("cannot read {name}: {error}"))?;
    let kind = DocumentKind::of_file_name(&name);
    Ok(Input { name, file: Some(path), kind, contents })
}

/// The sources that arguments name, in this order.
pub(super) fn sources(paths: &[PathBuf]) -> Vec<Source> {
    paths.iter().cloned().map(Source::from_argument).collect()
}

/// The sources that a list of files names, one per line.
///
/// # Errors
///
/// When the list cannot be read, or standard input is both the list and one of the files.
pub(super) fn listed(list: &Path, paths: &[PathBuf]) -> Result<Vec<Source>, String> {
    let list = Source::from_argument(list.to_owned());
    if list == Source::Stdin && paths.iter().any(|path| path.as_os_str() == "-") {
        return Err("standard input cannot be both the list of files and a file".to_owned());
    }
    let names = list.read()?.contents.text;
    // `git ls-files -z` and `find -print0`: with line breaks between them, `git` writes names that are not ASCII otherwise.
    let parts =
        if names.contains('\0') { names.split('\0').collect() } else { names.lines().collect::<Vec<_>>() };
    let names = parts.into_iter().filter(|name| !name.is_empty());
    Ok(names.map(|name| Source::File(PathBuf::from(name))).collect())
}

impl Input {
    /// The folder of the file.
    pub(super) fn folder(&self) -> Option<&Path> {
        let folder = self.file.as_deref()?.parent()?;
        Some(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    }

    /// The same document as if it had been read from a file.
    pub(super) fn at(self, file: &Path) -> Self {
        let name = file.display().to_string();
        let kind = DocumentKind::of_file_name(&name);
        Self { name, kind, file: Some(file.to_owned()), ..self }
    }
}
