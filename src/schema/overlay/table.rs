//! Tables of paths, in which the older roster of agents mirrors the newer one.

use crate::schema::path::alternatives;
use crate::schema::{PathIndex, PathTrie};

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
pub fn index<T: Clone>(entries: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> PathIndex<T> {
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
