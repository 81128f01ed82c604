//! The tables of what releases do, read at their first use.

use super::{Deed, History, Span, Version};
use crate::text::cells;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

const RELEASES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/releases.tsv"));
const ROWS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/rows.tsv"));
const RULES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/rules.tsv"));

/// One table: by id the spans, oldest first.
struct Table {
    spans: Vec<(Deed, Span)>,
    places: FxHashMap<&'static str, Range<usize>>,
}

static LIST: LazyLock<Vec<Version>> =
    LazyLock::new(|| lines(RELEASES).filter_map(|line| cells(line).next()?.parse().ok()).collect());
static ROW_TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(ROWS));
static RULE_TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(RULES));

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().skip(1)
}

impl Table {
    /// A line that cannot be read is left out, and the lines of one id stand together; tests see to it.
    fn read(text: &'static str) -> Self {
        let mut table = Self { spans: Vec::new(), places: FxHashMap::default() };
        let mut last: Option<(&str, usize)> = None;
        for (id, deed, span) in lines(text).filter_map(line) {
            let start = last.filter(|(same, _)| *same == id).map_or(table.spans.len(), |(_, start)| start);
            table.spans.push((deed, span));
            table.places.insert(id, start..table.spans.len());
            last = Some((id, start));
        }
        table
    }

    fn history(&self, id: &str) -> Option<History<'_>> {
        Some(History::new(&self.spans[self.places.get(id)?.clone()]))
    }

    fn all(&self) -> impl Iterator<Item = (&'static str, History<'_>)> {
        self.places.iter().map(|(id, place)| (*id, History::new(&self.spans[place.clone()])))
    }
}

fn line(line: &'static str) -> Option<(&'static str, Deed, Span)> {
    let mut cells = cells(line);
    let (id, deed, since, until) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    cells.next().is_none().then_some(())?;
    Some((id, Deed::of_word(deed)?, Span::read(since, until).ok()?))
}

/// All releases that we know, oldest first.
pub fn releases() -> &'static [Version] {
    &LIST
}

/// The newest release that we know.
pub fn newest() -> Version {
    releases().last().copied().unwrap_or_default()
}

/// The place in [`releases`] of a release, or of the newest one before it; 0 for what is older than all of them.
pub fn index(version: Version) -> usize {
    releases().partition_point(|known| *known <= version).saturating_sub(1)
}

/// What releases do with the retired key at a path, such as `agents.list[].sandbox.perSession`. The path is spelled out: it has
/// no braces.
pub fn row(path: &str) -> Option<History<'static>> {
    ROW_TABLE.history(path)
}

/// All retired keys that were asked about.
pub fn rows() -> impl Iterator<Item = (&'static str, History<'static>)> {
    ROW_TABLE.all()
}

/// What releases do with the fault of a rule, such as `gateway/tailscale-auth`: the file of the rule, and the condition.
pub fn rule(id: &str) -> Option<History<'static>> {
    RULE_TABLE.history(id)
}

/// The id of a rule that was asked about.
pub fn rule_id(id: &str) -> Option<&'static str> {
    RULE_TABLE.places.get_key_value(id).map(|(id, _)| *id)
}

/// All faults that were asked about.
pub fn rules() -> impl Iterator<Item = (&'static str, History<'static>)> {
    RULE_TABLE.all()
}

#[cfg(test)]
mod tests {
    use super::{RELEASES, ROWS, RULES, line, lines, newest, releases, rows, rules};

    #[test]
    fn every_line_is_read() {
        for text in [ROWS, RULES] {
            for text in lines(text) {
                assert!(line(text).is_some(), "{text}");
            }
        }
        let read: usize = rows().chain(rules()).map(|(_, history)| history.spans().len()).sum();
        assert_eq!(read, lines(ROWS).count() + lines(RULES).count(), "the lines of an id stand together");
        assert_eq!(lines(RELEASES).count(), releases().len());
        assert!(releases().is_sorted() && releases().len() > 80);
    }

    /// An interval ends where the next one begins, and every release does one thing.
    #[test]
    fn each_release_does_one_thing() {
        for (id, history) in rows().chain(rules()) {
            for version in releases() {
                let deeds = history.spans().filter(|(_, span)| span.includes(*version)).count();
                assert_eq!(deeds, 1, "{id} at {version}");
            }
            assert_eq!(history.at(newest()), history.spans().last().map(|(deed, _)| deed), "{id}");
        }
    }
}
