//! The one place through which every text of a document passes before anybody sees it: hovers, explanations, outlines,
//! messages, titles, logs, source lines and diffs (docs/openclaw/secrets.md#fields-that-hold-secrets).
//!
//! Some questions are asked of it, and whoever shows something asks the narrowest that fits:
//!
//! | what is shown | ask |
//! |---|---|
//! | a part of the document as it stands | [`source`], [`aligned`], [`scalar`]: what is secret is known by its place |
//! | one value of the document without its text | [`decoded`]: by its place, and by its form |
//! | one string of the document | [`written`]: what is secret is known by its form |
//! | a sentence of ours about one value | [`about`], [`about_place`]: also where it repeats a part of it |
//! | any other sentence of ours that may quote something | [`text`]: by form, but our own words stay readable |
//!
//! Text that goes back into the document is not shown: edits, and what a completion inserts, keep every byte.

mod clean;
mod forms;
mod mask;
mod names;
mod places;
mod quotes;

#[cfg(test)]
pub(crate) mod planted;
#[cfg(test)]
mod tests;

pub use forms::{text, written};
pub use mask::MASK;
pub use places::{Decoded, decoded, hides, is_secret, may_be_torn, meeting, scalar, secret_ranges};
pub use quotes::{about, about_place, path, path_at};

use super::snapshot::Snapshot;
use crate::text::TextRange;

/// The document's own text in a range of bytes, with a mask in place of each secret in it. Costs O(depth · log n + range).
pub fn source(snapshot: &Snapshot, range: TextRange) -> String {
    masked(snapshot, range, |_| MASK.to_owned())
}

/// The same with a `*` for each character of a secret, so that what is drawn below a line stays in its place.
pub fn aligned(snapshot: &Snapshot, range: TextRange) -> String {
    masked(snapshot, range, |hidden| "*".repeat(hidden.chars().count()))
}

fn masked(snapshot: &Snapshot, range: TextRange, mask: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut at = range.start;
    for secret in secret_ranges(snapshot, range) {
        let (start, end) = (secret.start.max(at), secret.end.min(range.end));
        if end > at {
            out += &snapshot.text.slice(TextRange::new(at, start));
            out += &mask(&snapshot.text.slice(TextRange::new(start, end)));
            at = end;
        }
    }
    out += &snapshot.text.slice(TextRange::new(at, range.end));
    // Keys, comments and what is no JSON5 have no place that could tell.
    for span in forms::spans(&out).into_iter().rev() {
        out.replace_range(span.start..span.end, &mask(&out[span.start..span.end]));
    }
    out
}
