//! What OpenClaw knows about key paths and its JSON Schema does not say: facts from `data/overlay/*.tsv`.
//!
//! Each part is a [`PathTrie`] that is built when first asked for. Whatever holds below `agents.entries.*` holds below
//! `agents.list[]` too, the roster of older releases, which is still read.

mod keys;
mod models;
mod names;
mod secrets;

pub use keys::{KeyUse, ParamsLayer, authored_only, common_keys, key_use, key_uses, params_layers};
pub use models::{ModelClass, ModelReference, ModelShape, model_reference_patterns, model_references};
pub use names::{NameKind, NamePlace, NameUse, name_places, silent_references};
pub use secrets::{
    accepts_secret_reference, is_secret, secret_patterns, secret_reference_patterns, secret_references,
    secrets,
};

use super::PathTrie;
use super::path::alternatives;

/// The lines of a data file as columns; a missing column is empty.
pub fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

/// Builds a trie in which the older roster mirrors the newer one.
pub(super) fn trie<T: Clone>(entries: impl IntoIterator<Item = (String, T)>) -> PathTrie<T> {
    let mirrored: Vec<(String, T)> =
        entries.into_iter().map(|(path, value)| (in_both_rosters(&path), value)).collect();
    PathTrie::build(mirrored.iter().map(|(path, value)| (path.as_str(), value.clone())))
}

/// A pattern that holds in the older roster as well as in the newer one, however it is abbreviated.
pub fn in_both_rosters(pattern: &str) -> String {
    let mirrored: Vec<String> =
        alternatives(pattern).iter().map(|one| one.replace("agents.entries.*", ROSTERS)).collect();
    format!("{{{}}}", mirrored.join(","))
}

/// An agent in the roster of today and in the one of 2026.7 and before (FACTS.md, F).
const ROSTERS: &str = "agents.{entries.*,list[]}";

#[cfg(test)]
mod tests;
