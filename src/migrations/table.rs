//! The table of migrations: which path, what becomes of it, since when. The facts are those of OpenClaw's own
//! migration table as its code was run (docs/openclaw/migrations.md#the-table).

use super::row::{Measured, Migration, SECTIONS};
use super::{
    agents, channels, extras, gateway, lifetimes, media, memory, models, moves, owners, plugins, providers,
    retired, roster, runtimes, secrets, tools, vllm,
};
use crate::release::{self, Deed, History, Version};
use crate::schema::path::alternatives;
use crate::schema::{PathStep, PathTrie};
use std::sync::{LazyLock, OnceLock};

/// The rewrites, in the order in which they are made.
fn rewrites() -> impl Iterator<Item = Migration> {
    REWRITES.iter().flat_map(|rows| rows.iter()).copied().chain(secrets::rows())
}

const REWRITES: &[&[Migration]] = &[
    owners::FIRST,
    extras::FIRST,
    agents::ROWS,
    roster::ROWS,
    moves::ROWS,
    tools::ROWS,
    media::ROWS,
    gateway::ROWS,
    memory::ROWS,
    providers::ROWS,
    models::ROWS,
    extras::LAST,
    vllm::ROWS,
    runtimes::ROWS,
    plugins::ROWS,
    channels::ROWS,
    owners::ROWS,
];

static ROWS: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    lifetimes::ROWS
        .iter()
        .chain(lifetimes::AGENTS_AND_ENV)
        .copied()
        .chain(retired::rows())
        .chain(rewrites())
        .collect()
});

/// The tables of the releases, each made when it is first asked for.
static TABLES: LazyLock<Vec<OnceLock<Table>>> =
    LazyLock::new(|| release::releases().iter().map(|_| OnceLock::new()).collect());

static NEWEST: LazyLock<Table> = LazyLock::new(|| Table::new(release::newest()));

/// The rows that one release has: what it refuses, or migrates.
#[derive(Debug)]
pub struct Table {
    rows: Vec<&'static Migration>,
    trie: PathTrie<&'static Migration>,
    /// By path whether it accepts the key there; a path of its own says more than a pattern. Made when it is first asked for:
    /// documents rarely have such keys.
    reads: OnceLock<PathTrie<bool>>,
    version: Version,
}

impl Table {
    /// The table of a release; what is newer than all that we know has that of the newest.
    pub fn of(version: Version) -> &'static Self {
        let slot = TABLES.get(release::index(version));
        slot.map_or_else(|| &*NEWEST, |slot| slot.get_or_init(|| Self::new(version)))
    }

    fn new(version: Version) -> Self {
        let mut rows = Vec::new();
        let mut patterns = Vec::new();
        for row in table() {
            for (old, row) in by_severity(row, version) {
                rows.push(row);
                patterns.extend(old.into_iter().map(|old| (old, row)));
            }
        }
        Self { rows, trie: PathTrie::build(patterns), reads: OnceLock::new(), version }
    }

    /// The place of a row in the order in which rewrites are made.
    pub fn place(&self, migration: &Migration) -> Option<usize> {
        self.rows.iter().position(|row| std::ptr::eq(*row, migration))
    }

    /// The rows by the path of the old member, the most literal path first; see [`counting`].
    pub const fn trie(&self) -> &PathTrie<&'static Migration> {
        &self.trie
    }

    /// Whether the release was measured to accept the key at a path that others have retired.
    pub fn reads(&self, path: &[PathStep<'_>]) -> bool {
        let reads = || {
            let known = |history: History<'_>| history.at(self.version).map(Deed::accepted);
            PathTrie::build(release::rows().filter_map(|(path, history)| Some((path, known(history)?))))
        };
        self.reads.get_or_init(reads).lookup(path).first().is_some_and(|reads| *reads)
    }
}

/// The paths of a row that a release refuses, and those that it only migrates, each with the row as it is for them. A table is
/// made once for each release, so that what it leaks has an end.
fn by_severity(row: &'static Migration, version: Version) -> Vec<(Vec<String>, &'static Migration)> {
    if version >= release::newest() {
        return vec![(alternatives(row.old), row)];
    }
    let mut groups: Vec<(Vec<String>, Migration)> = Vec::new();
    for old in alternatives(row.old) {
        let Some(own) = of_release(row, &old, version) else { continue };
        match groups.iter_mut().find(|(_, other)| *other == own) {
            Some((paths, _)) => paths.push(old),
            None => groups.push((vec![old], own)),
        }
    }
    let shared = |own: Migration| if own == *row { row } else { Box::leak(Box::new(own)) };
    groups.into_iter().map(|(paths, own)| (paths, shared(own))).collect()
}

/// A row as it is for a release at one of its paths; nothing where the release reads the old form, or does not know it yet: its
/// schema says so then.
fn of_release(row: &Migration, old: &str, version: Version) -> Option<Migration> {
    if version >= release::newest() {
        return Some(*row);
    }
    let history = row.history(old)?;
    if let Measured::With(_) = row.measured {
        return row.measured.holds(version).then_some(*row);
    }
    match history.at(version)? {
        Deed::Refuses if history.comes_after(version) => None,
        Deed::Refuses | Deed::Mends => Some(Migration { refused: true, ..*row }),
        Deed::Migrates => Some(row.accepted()),
        // Nothing ever refuses these: they do nothing, whatever the release.
        Deed::Reads if row.is_cache() && history.spans().len() == 1 => Some(*row),
        // What the newest mends without listing it says nothing by being accepted: it came with the rewrites of sections.
        Deed::Reads if !row.refused && history.at(release::newest()) == Some(Deed::Reads) => {
            Measured::With(SECTIONS).holds(version).then_some(*row)
        }
        Deed::Reads | Deed::Unknown => None,
    }
}

/// All rows, as they are for the newest release.
pub fn table() -> &'static [Migration] {
    &ROWS
}

/// The rows that count at a place, of those that match: the first, and every rewrite.
pub fn counting(rows: &[&'static Migration]) -> impl Iterator<Item = &'static Migration> {
    let first = rows.iter().copied().find(|row| !row.is_rewrite());
    first.into_iter().chain(rows.iter().copied().filter(|row| row.is_rewrite()))
}

/// The rows of the newest release by the path of the old member; see [`Table::trie`].
pub fn trie() -> &'static PathTrie<&'static Migration> {
    Table::of(release::newest()).trie()
}

#[cfg(test)]
mod tests {
    use super::{alternatives, table};

    /// A row that no release was asked about would be one of the newest alone, or of all.
    #[test]
    fn every_row_was_measured() {
        let mut missing = Vec::new();
        for row in table() {
            missing.extend(alternatives(row.old).into_iter().filter(|path| row.history(path).is_none()));
        }
        assert!(table().len() > 300, "{}", table().len());
        assert_eq!(missing, Vec::<String>::new(), "no interval in data/releases/rows.tsv");
    }
}
