//! Our own sentences about keys, from `data/docs/*.tsv`.
//!
//! A line is `path<TAB>text`, where the path is a pattern of [`super::path`] and the text is Markdown of one or a few
//! sentences. Lines that begin with `#` are comments. The build script finds the files.

use super::{PathIndex, PathStep, overlay};
use std::sync::LazyLock;

/// Name and text of each file.
const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/docs.rs"));

static DOCS: LazyLock<PathIndex<&str>> =
    LazyLock::new(|| overlay::index(entries().map(|entry| (entry.path, entry.text))));

/// One line of documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The file it stands in, without directories.
    pub file: &'static str,
    /// The pattern of the paths it is about.
    pub path: &'static str,
    /// Markdown.
    pub text: &'static str,
}

/// What the key at `path` means, in Markdown: an entry that names the keys goes before one with `*`.
pub fn lookup(path: &[PathStep<'_>]) -> Option<&'static str> {
    DOCS.lookup(path).copied()
}

/// Every entry, file by file. A line without a tab has an empty text.
pub fn entries() -> impl Iterator<Item = Entry> {
    FILES.iter().flat_map(|&(file, content)| {
        let lines = content.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        lines.map(move |line| {
            let (path, text) = line.split_once('\t').unwrap_or((line, ""));
            Entry { file, path, text }
        })
    })
}

#[cfg(test)]
mod tests;
