//! The table of migrations: which path, what becomes of it, since when. The facts are those of OpenClaw's own
//! migration table as its code was run (docs/openclaw/migrations.md#the-table).

use super::row::{Change, Migration};
use super::{
    agents, channels, extras, gateway, lifetimes, media, memory, models, moves, owners, plugins, providers,
    retired, roster, runtimes, secrets, tools, vllm,
};
use crate::schema::{PathStep, PathTrie};
use std::sync::LazyLock;

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

static TABLE: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    lifetimes::ROWS
        .iter()
        .chain(lifetimes::AGENTS_AND_ENV)
        .copied()
        .chain(retired::rows())
        .chain(rewrites())
        .collect()
});

static TRIE: LazyLock<PathTrie<&'static Migration>> =
    LazyLock::new(|| PathTrie::build(table().iter().map(|row| (row.old, row))));

/// All rows.
pub fn table() -> &'static [Migration] {
    &TABLE
}

/// The rows that count at a place, of those that match: the first, and every rewrite.
pub fn counting(rows: &[&'static Migration]) -> impl Iterator<Item = &'static Migration> {
    let first = rows.iter().copied().find(|row| !row.is_rewrite());
    first.into_iter().chain(rows.iter().copied().filter(|row| row.is_rewrite()))
}

/// The rows by the path of the old member, the most literal path first; see [`counting`].
pub fn trie() -> &'static PathTrie<&'static Migration> {
    &TRIE
}

/// Whether the member at `path` is a key that a migration reports, so that it is no finding as an unknown key too.
pub fn is_legacy(path: &[PathStep<'_>]) -> bool {
    trie().lookup(path).iter().any(|row| row.is_unknown_key() && row.change != Change::Variable)
}
