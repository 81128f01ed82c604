//! The tables of what releases do, read at their first use.

use super::{Deed, History, Span, Version};
use std::collections::HashMap;
use std::sync::LazyLock;

const RELEASES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/releases.tsv"));
const ROWS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/rows.tsv"));
const RULES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/rules.tsv"));

/// One table: by id the spans, oldest first.
type Table = HashMap<&'static str, Vec<(Deed, Span)>>;

static LIST: LazyLock<Vec<Version>> =
    LazyLock::new(|| lines(RELEASES).filter_map(|line| line.split('\t').next()?.parse().ok()).collect());
static ROW_TABLE: LazyLock<Table> = LazyLock::new(|| table(ROWS));
static RULE_TABLE: LazyLock<Table> = LazyLock::new(|| table(RULES));

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().skip(1)
}

/// A line that cannot be read is left out; a test sees to it that there is none.
fn table(text: &'static str) -> Table {
    let mut table = Table::new();
    for (id, deed, span) in lines(text).filter_map(line) {
        table.entry(id).or_default().push((deed, span));
    }
    table
}

fn line(line: &'static str) -> Option<(&'static str, Deed, Span)> {
    let [id, deed, since, until] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
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
    ROW_TABLE.get(path).map(|spans| History::new(spans))
}

/// All retired keys that were asked about.
pub fn rows() -> impl Iterator<Item = (&'static str, History<'static>)> {
    ROW_TABLE.iter().map(|(path, spans)| (*path, History::new(spans)))
}

/// What releases do with the fault of a rule, such as `gateway/tailscale-auth`: the file of the rule, and the condition.
pub fn rule(id: &str) -> Option<History<'static>> {
    RULE_TABLE.get(id).map(|spans| History::new(spans))
}

/// The id of a rule that was asked about.
pub fn rule_id(id: &str) -> Option<&'static str> {
    RULE_TABLE.get_key_value(id).map(|(id, _)| *id)
}

/// All faults that were asked about.
pub fn rules() -> impl Iterator<Item = (&'static str, History<'static>)> {
    RULE_TABLE.iter().map(|(id, spans)| (*id, History::new(spans)))
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
