//! What OpenClaw knows about key paths and its JSON Schema does not say: facts from `data/overlay/*.tsv`.
//!
//! Each part is a [`PathTrie`] or a [`PathIndex`] that is built when first asked for. Whatever holds below `agents.entries.*` holds below
//! `agents.list[]` too, the roster of older releases, which is still read.

mod keys;
mod models;
mod names;
mod secrets;

pub use keys::{KeyUse, ParamsLayer, authored_only, common_keys, key_use, params_layers};
pub use models::{ModelClass, ModelReference, ModelShape, model_reference_patterns, model_references};
pub use names::{NameKind, NamePlace, NameUse, name_places, silent_references};
pub use secrets::{
    accepts_secret_reference, is_secret, secret_patterns, secret_reference_patterns, secret_references,
    secrets,
};

use super::path::alternatives;
use super::{PathIndex, PathTrie};

/// The lines of a data file as columns; a missing column is empty.
pub fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

/// Builds a trie in which the older roster mirrors the newer one.
pub(super) fn trie<T: Clone>(entries: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> PathTrie<T> {
    let mirrored = mirrored(entries);
    PathTrie::build(mirrored.iter().map(|(path, value)| (path.as_str(), value.clone())))
}

/// Builds an index in which the older roster mirrors the newer one.
pub(super) fn index<T: Clone>(entries: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> PathIndex<T> {
    let mirrored = mirrored(entries);
    PathIndex::build(mirrored.iter().map(|(path, value)| (path.as_str(), value.clone())))
}

fn mirrored<T>(entries: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> Vec<(String, T)> {
    entries.into_iter().map(|(path, value)| (in_both_rosters(path.as_ref()), value)).collect()
}

/// A pattern that holds in the older roster as well as in the newer one, however it is abbreviated.
pub fn in_both_rosters(pattern: &str) -> String {
    let mut all = alternatives(pattern);
    // Written out one by one: alternatives inside of alternatives would multiply each other.
    let older: Vec<String> =
        all.iter().filter(|one| one.contains(ROSTER)).map(|one| one.replace(ROSTER, OLDER_ROSTER)).collect();
    all.extend(older);
    format!("{{{}}}", all.join(","))
}

/// An agent in the roster of today (docs/openclaw/agents.md#two-forms).
const ROSTER: &str = "agents.entries.*";

/// An agent in the roster of 2026.7 and before.
const OLDER_ROSTER: &str = "agents.list[]";

#[cfg(test)]
mod tests;
