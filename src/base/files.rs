//! What the host has found out about the files that a document names. Nothing that judges a document looks for itself.

use rustc_hash::FxHashMap;

/// What OpenClaw wants of a file before it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileUse {
    /// To find plugins in it: `plugins.load.paths`.
    PluginPath,
    /// To run it for secrets: `secrets.providers.*.command` of the source `exec`.
    SecretCommand,
}

/// A file that a document names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileQuestion {
    /// What it is for.
    pub used: FileUse,
    /// The path as it is written, without blanks around it.
    pub path: String,
}

/// Why OpenClaw cannot use a file (docs/openclaw/validation.md#files).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// Nothing is there.
    Missing,
    /// It cannot be looked at.
    Unreadable,
    /// It is no regular file; a path of plugins may be a folder too.
    NotAFile,
    /// It is a symbolic link.
    Link,
    /// Others than its owner may write it.
    TooOpen,
    /// It belongs to somebody else.
    Foreign,
}

/// The answers to questions about files; what nobody has asked about is taken to be usable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFacts(FxHashMap<FileQuestion, FileFault>);

impl FileFacts {
    /// The faults that were found, each with the question that led to it.
    pub fn new(faults: impl IntoIterator<Item = (FileQuestion, FileFault)>) -> Self {
        Self(faults.into_iter().collect())
    }

    /// What is wrong with a file, if anything is known to be.
    pub fn fault(&self, question: &FileQuestion) -> Option<FileFault> {
        self.0.get(question).copied()
    }
}
