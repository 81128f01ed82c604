//! What the manifests of a release's bundled plugins say: models, suppressions, short names, providers, plugins.

use super::{Span, Version};
use crate::text::cells;
use std::sync::LazyLock;

macro_rules! table {
    ($file:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/", $file))
    };
}

/// A table of facts with intervals; the columns are in `data/releases/README.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Models: provider, id, name, limits, prices, status, replacement, api.
    Models,
    /// Refused models: provider, id, hosts, replacement.
    Suppressed,
    /// Short or old ids: provider, short, id.
    ShortNames,
    /// Declared providers: provider, plugin.
    Providers,
    /// Providers of official plugins, which are installed apart: provider, package.
    Official,
    /// Names of models that a release brings: alias, reference. Without an alias it is the model where none is named.
    Aliases,
    /// Bundled plugins: plugin, and `yes` where it is on without being named.
    Plugins,
}

/// The most columns of a table.
const COLUMNS: usize = 16;

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    line: &'static str,
    /// Where each column ends.
    ends: [u16; COLUMNS],
    /// How many columns there are but for the two of the interval.
    columns: usize,
    span: Span,
}

impl Fact {
    /// A column, counted from 0; empty where it is.
    pub fn column(&self, at: usize) -> &'static str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before.min(COLUMNS - 1)] as usize + 1);
        let end = self.ends[at.min(COLUMNS - 1)] as usize;
        if at < self.columns { self.line.get(start..end).unwrap_or_default() } else { "" }
    }

    /// When it holds.
    pub const fn span(&self) -> Span {
        self.span
    }
}

static MODELS: LazyLock<Vec<Fact>> = LazyLock::new(|| read(table!("models.tsv")));
static SUPPRESSED: LazyLock<Vec<Fact>> = LazyLock::new(|| read(table!("suppressed.tsv")));
static SHORT_NAMES: LazyLock<Vec<Fact>> = LazyLock::new(|| read(table!("short-names.tsv")));
static PROVIDERS: LazyLock<Vec<Fact>> = LazyLock::new(|| read(table!("providers.tsv")));
static OFFICIAL: LazyLock<Vec<Fact>> = LazyLock::new(|| read(table!("official-providers.tsv")));
static ALIASES: LazyLock<Vec<Fact>> = LazyLock::new(|| read(table!("aliases.tsv")));
static PLUGINS: LazyLock<Vec<Fact>> = LazyLock::new(|| read(table!("plugins.tsv")));

/// A line whose interval cannot be read is left out; a test sees to it that there is none.
fn read(text: &'static str) -> Vec<Fact> {
    text.lines().skip(1).filter_map(fact).collect()
}

fn fact(line: &'static str) -> Option<Fact> {
    let (mut ends, mut columns, mut at) = ([0; COLUMNS], 0, 0);
    let mut interval = ["", ""];
    for cell in cells(line) {
        at += cell.len() + 1;
        *ends.get_mut(columns)? = u16::try_from(at - 1).ok()?;
        columns += 1;
        interval = [interval[1], cell];
    }
    let [since, until] = interval;
    Some(Fact { line, ends, columns: columns.checked_sub(2)?, span: Span::read(since, until).ok()? })
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 7] = [
        Self::Models,
        Self::Suppressed,
        Self::ShortNames,
        Self::Providers,
        Self::Official,
        Self::Aliases,
        Self::Plugins,
    ];

    /// All lines, of whatever release.
    pub fn lines(self) -> &'static [Fact] {
        match self {
            Self::Models => &MODELS,
            Self::Suppressed => &SUPPRESSED,
            Self::ShortNames => &SHORT_NAMES,
            Self::Providers => &PROVIDERS,
            Self::Official => &OFFICIAL,
            Self::Aliases => &ALIASES,
            Self::Plugins => &PLUGINS,
        }
    }

    /// The lines that hold in a release.
    pub fn of_release(self, version: Version) -> impl Iterator<Item = &'static Fact> {
        self.lines().iter().filter(move |fact| fact.span.includes(version))
    }
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::release::newest;

    #[test]
    fn every_line_is_read() {
        let texts = [
            table!("models.tsv"),
            table!("suppressed.tsv"),
            table!("short-names.tsv"),
            table!("providers.tsv"),
            table!("official-providers.tsv"),
            table!("aliases.tsv"),
            table!("plugins.tsv"),
        ];
        for (table, text) in Table::ALL.into_iter().zip(texts) {
            assert_eq!(table.lines().len(), text.lines().count() - 1, "{table:?}");
        }
    }

    #[test]
    fn the_newest_release_has_facts_of_each_kind() {
        let newest = newest();
        for table in Table::ALL {
            assert!(table.of_release(newest).count() > 8, "{table:?}");
        }
        let anthropic = |table: Table| table.of_release(newest).any(|fact| fact.column(0) == "anthropic");
        assert!(anthropic(Table::Models) && anthropic(Table::Providers) && anthropic(Table::Plugins));
    }
}
