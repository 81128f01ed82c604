//! What a tool that writes shows first, and the token that says it was seen.

use crate::base::Snapshot;
use crate::cli::diff;
use crate::cli::edit::text;
use serde_json::{Value, json};
use std::hash::{BuildHasher, RandomState};

/// A file and what would become of it.
pub(super) struct Pair<'p> {
    pub(super) name: &'p str,
    pub(super) before: &'p Snapshot,
    pub(super) after: &'p Snapshot,
}

/// The difference of all files, with secrets masked.
pub(super) fn difference(pairs: &[Pair<'_>]) -> String {
    let mut out = Vec::new();
    for pair in pairs {
        // Writing into memory does not fail.
        let _ = diff::masked(&mut out, pair.name, pair.before, &text(pair.after));
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A token for exactly these texts before and after: when either is another one, so is the token. It is made with a key that
/// only this process has, so that nobody can find out by it what the texts hold.
pub(super) fn token(key: &RandomState, pairs: &[Pair<'_>]) -> String {
    let texts: Vec<_> = pairs.iter().map(|pair| (pair.name, text(pair.before), text(pair.after))).collect();
    format!("{:016x}", key.hash_one(texts))
}

/// What the first call answers: nothing is written yet.
pub(super) fn answer(key: &RandomState, pairs: &[Pair<'_>], found: &[String]) -> Value {
    json!({
        "written": false,
        "diff": difference(pairs),
        "found": found,
        "confirm": token(key, pairs),
        "next": "Show the difference to the user; to write it, call again with this token as `confirm`.",
    })
}

/// Says that a token is not that of what would be written now.
pub(super) fn stale() -> String {
    "nothing was written: the token is not for this change of these files; call without `confirm` to see it again"
        .to_owned()
}
