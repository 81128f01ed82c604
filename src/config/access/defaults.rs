//! What OpenClaw fills in where a document names no policy.

use super::policy::Policy;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The policies that the schema of a channel fills in on reading (docs/openclaw/access.md#defaults).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Who may write directly.
    pub direct: Option<Policy>,
    /// Who may write in groups.
    pub group: Option<Policy>,
}

/// What is filled in for a channel, and for an account of it that is written.
static ROWS: LazyLock<BTreeMap<&str, [Defaults; 2]>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/config/access.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let channel = cells.next()?;
        let mut next = || cells.next().and_then(Policy::of);
        let mut pair = || Defaults { direct: next(), group: next() };
        Some((channel, [pair(), pair()]))
    })
    .collect()
});

impl Defaults {
    /// What is filled in for a channel itself.
    pub fn of_channel(channel: &str) -> Self {
        ROWS.get(channel).map(|row| row[0]).unwrap_or_default()
    }

    /// What is filled in for an account of it.
    pub fn of_account(channel: &str) -> Self {
        ROWS.get(channel).map(|row| row[1]).unwrap_or_default()
    }

    /// The channels with a schema that fills in something.
    pub fn channels() -> impl Iterator<Item = &'static str> {
        ROWS.keys().copied()
    }
}
