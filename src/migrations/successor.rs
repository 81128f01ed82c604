//! What takes the place of a retired member, and whether a release knows it.

use super::row::{Change, Migration};
use crate::release::Older;
use crate::schema::PathStep;
use crate::schema::history::life;

/// Whether a release understands what the migration of the member at a path leaves behind: it knows the new key, or no
/// longer knows the one that only goes.
pub(super) fn is_understood(older: Older, migration: &Migration, path: &[PathStep<'_>]) -> bool {
    match successor(migration, path) {
        Some(new) => older.knows(&new),
        None => life(path).went.is_none_or(|went| went <= older.release),
    }
}

/// The path of what takes the place of a member; nothing where it only goes, or where its value alone changes.
fn successor<'p>(migration: &Migration, path: &[PathStep<'p>]) -> Option<Vec<PathStep<'p>>> {
    let (_, parent) = path.split_last()?;
    let beside = |base: &[PathStep<'p>], way: &'static str| {
        base.iter().copied().chain(way.split('.').map(PathStep::Key)).collect()
    };
    match migration.change {
        Change::Rename { to, .. } | Change::Merge { to } | Change::Into { into: to, .. } => {
            Some(beside(parent, to))
        }
        Change::Move(target) => {
            Some(beside(parent.get(..parent.len().checked_sub(target.up)?)?, target.path))
        }
        Change::Wrap { key, .. } => Some(beside(path, key)),
        Change::Roster | Change::Variable => Some(beside(&[], migration.new)),
        Change::Rewrite(_) if !migration.new.is_empty() => Some(beside(&[], migration.new)),
        _ => None,
    }
}
