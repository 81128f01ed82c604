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
mod reporter;
mod sarif;
mod short;
mod statistics;
#[cfg(test)]
mod tests;

pub(super) use finding::{Finding, findings};
pub(super) use json::document as json_document;
pub(super) use reporter::{Reporter, Style, Unread};
pub(super) use statistics::Statistics;

use super::args::Format;

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
