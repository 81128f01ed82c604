//! What a format is.

use crate::cli::checked::Checked;
use crate::cli::tally::Tally;
use crate::release::Version;
use std::io;

/// A format.
pub(in crate::cli) trait Reporter: Sync {
    /// What stands before all documents.
    fn open(&self) -> String {
        String::new()
    }

    /// What is said about a document and the files that it includes; may be nothing.
    ///
    /// # Errors
    ///
    /// When a value cannot be written in the format.
    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()>;

    /// What is said about a file that cannot be read, in formats that other programs read; people are told on standard error.
    ///
    /// # Errors
    ///
    /// When a value cannot be written in the format.
    fn unread(&self, _out: &mut Vec<u8>, _unread: &Unread<'_>) -> io::Result<()> {
        Ok(())
    }

    /// What stands between two documents about which something is said.
    fn between(&self) -> &'static str {
        ""
    }

    /// What stands after all documents.
    fn close(&self, _total: Tally) -> String {
        String::new()
    }
}

/// A file that cannot be read.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Unread<'a> {
    /// The file as it was given.
    pub(in crate::cli) file: &'a str,
    /// Why it cannot be read, as a sentence that names it.
    pub(in crate::cli) reason: &'a str,
    /// The release that would have judged.
    pub(in crate::cli) release: Version,
}

/// How people want to read it.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Style {
    /// Whether to print in colour.
    pub(in crate::cli) color: bool,
    /// Whether to leave the count out.
    pub(in crate::cli) quiet: bool,
    /// Whether to print all findings of a file, and not only the worst.
    pub(in crate::cli) all: bool,
}

/// The count of all documents as the last line, unless it is not wanted.
pub(super) fn count(style: Style, total: Tally) -> String {
    if style.quiet { String::new() } else { format!("{total}\n") }
}
