//! What an older release makes of retired keys: its schema has the last word, since the table says what it does with one value
//! of each.

use super::collect::way;
use crate::base::{Diagnostic, Severity, Snapshot};
use crate::migrations::Table;
use crate::schema::PathStep;
use crate::syntax::Tree;
use crate::text::TextRange;

/// Adds what the table says of retired keys to what the other passes find. For an older release, an error of the table counts
/// where something else in the same member is refused too, and a key that the release is known to read is no unknown one.
pub(super) fn join(snapshot: &Snapshot, found: &mut Vec<Diagnostic>, mut retired: Vec<Diagnostic>) {
    if snapshot.world.reader().is_old() {
        let tree = &snapshot.tree;
        let table = Table::of(snapshot.release());
        found.retain(|one| one.code != "unknown-key" || !is_read(tree, table, one.range));
        let refused: Vec<TextRange> =
            found.iter().filter(|one| one.severity == Severity::Error).map(|one| one.range).collect();
        retired.retain(|one| one.severity != Severity::Error || is_refused(tree, &refused, one.range));
    }
    found.append(&mut retired);
}

fn is_refused(tree: &Tree, refused: &[TextRange], key: TextRange) -> bool {
    let member = way(tree, key.start).last().map_or(key, |entry| entry.range());
    refused.iter().any(|range| member.contains_range(*range))
}

fn is_read(tree: &Tree, table: &Table, key: TextRange) -> bool {
    let way = way(tree, key.start);
    let keys: Vec<_> = way.iter().skip(1).map(|entry| entry.key()).collect();
    let path: Vec<_> = keys.iter().map(|key| key.as_deref().map_or(PathStep::Item, PathStep::Key)).collect();
    table.reads(&path)
}
