//! The formats in which findings are told: a file for each, and the table of them.
//!
//! A reporter writes what is said about one document at a time, on all processors, and what stands before, between and
//! after these pieces. It keeps nothing.

mod allowed;
mod finding;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod pretty;
mod sarif;
mod short;
mod statistics;
#[cfg(test)]
mod tests;

pub(super) use finding::{Finding, findings};
pub(super) use json::document as json_document;
pub(super) use statistics::Statistics;

use super::args::Format;
use super::checked::Checked;
use super::tally::Tally;
use std::io;

/// A format.
pub(super) trait Reporter: Sync {
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

    /// What stands between two documents about which something is said.
    fn between(&self) -> &'static str {
        ""
    }

    /// What stands after all documents.
    fn close(&self, _total: Tally) -> String {
        String::new()
    }
}

/// How people want to read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Whether to print in colour.
    pub(super) color: bool,
    /// Whether to leave the count out.
    pub(super) quiet: bool,
    /// Whether to print all findings of a file, and not only the worst.
    pub(super) all: bool,
}

/// The reporter of a format.
pub(super) fn reporter(format: Format, style: Style) -> Box<dyn Reporter> {
    match format {
        Format::Pretty => Box::new(pretty::Printer::new(style)),
        Format::Short => Box::new(short::Short(style)),
        Format::Json => Box::new(json::Json),
        Format::Jsonl => Box::new(jsonl::Jsonl),
        Format::Github => Box::new(github::Github),
        Format::Gitlab => Box::new(gitlab::Gitlab::here()),
        Format::Sarif => Box::new(sarif::Sarif::default()),
        Format::Junit => Box::new(junit::Junit),
    }
}

/// The count of all documents as the last line, unless it is not wanted.
fn count(style: Style, total: Tally) -> String {
    if style.quiet { String::new() } else { format!("{total}\n") }
}
