//! Tables of paths, in which the older roster of agents mirrors the newer one.

use crate::schema::path::alternatives;
use crate::schema::{PathIndex, PathTrie};
use crate::text::cells;

/// The lines of a data file as columns; a missing column is empty.
pub fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| {
        let mut columns = cells(line);
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

/// Builds a trie in which the older roster mirrors the newer one.
pub(super) fn trie<T: Clone>(entries: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> PathTrie<T> {
    PathTrie::build(mirrored(entries))
}

/// Builds an index in which the older roster mirrors the newer one.
pub fn index<T: Clone>(entries: impl IntoIterator<Item = (impl AsRef<str>, T)>) -> PathIndex<T> {
    PathIndex::build(mirrored(entries))
}

fn mirrored<T: Clone>(
    entries: impl IntoIterator<Item = (impl AsRef<str>, T)>,
) -> impl Iterator<Item = (String, T)> {
    entries.into_iter().flat_map(|(path, value)| {
        written_out(path.as_ref()).into_iter().map(move |path| (path, value.clone()))
    })
}

/// The alternatives of a pattern, in the older roster as well as in the newer one.
pub fn written_out(pattern: &str) -> Vec<String> {
    let mut all = alternatives(pattern);
    let older: Vec<String> =
        all.iter().filter(|one| one.contains(ROSTER)).map(|one| one.replace(ROSTER, OLDER_ROSTER)).collect();
    all.extend(older);
    all
}

/// An agent in the roster of today (docs/openclaw/agents.md#two-forms).
const ROSTER: &str = "agents.entries.*";

/// An agent in the roster of 2026.7 and before.
const OLDER_ROSTER: &str = "agents.list[]";
