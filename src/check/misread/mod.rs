//! Texts that do not parse for one reason that their syntax errors do not say: a merge that is not finished, characters of
//! a word processor, a bracket too many, prose around or between, another encoding.
//!
//! The reason is found by repair: it is the reason if the text parses once it is gone. So each fix makes a text that
//! parses, and one fault is one finding.

mod closer;
mod conflict;
mod encoding;
mod foreign;
mod foreign_scan;
mod prose;
mod source;

#[cfg(test)]
mod tests;

pub use source::{Misread, Repair};

use crate::base::Snapshot;
use source::Source;
use std::sync::Arc;

/// Longer texts are not searched: it is done at each keystroke in a text that does not parse.
const LONGEST: usize = 256 * 1024;

/// What the answer is remembered under, with the document.
const MEMO: u64 = u64::from_be_bytes(*b"misread.");

/// The reason why a document does not parse, where there is one behind its syntax errors.
pub fn misread(snapshot: &Snapshot) -> Option<Arc<Misread>> {
    if snapshot.tree.is_valid() || snapshot.text.len() > LONGEST {
        return None;
    }
    let found = snapshot.tree.root().memo().get_or(MEMO, || find(snapshot));
    found.as_ref().clone().map(Arc::new)
}

fn find(snapshot: &Snapshot) -> Option<Misread> {
    let source = Source { snapshot, errors: snapshot.tree.errors() };
    encoding::find(&source)
        .or_else(|| conflict::find(&source))
        .or_else(|| foreign::find(&source))
        .or_else(|| closer::find(&source))
        .or_else(|| prose::find(&source))
}
