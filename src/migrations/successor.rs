//! What takes the place of a retired member, and whether a release knows it.

use super::row::{Change, Migration};
use crate::schema::{ChildSchemas, PathStep, Schema};

/// Whether the release of a schema knows the key that the migration of the member at a path leaves behind.
pub(super) fn is_understood(schema: &Schema, migration: &Migration, path: &[PathStep<'_>]) -> bool {
    successor(migration, path).is_none_or(|new| knows(schema, &new))
}

/// Whether a schema takes a key at a path.
fn knows(schema: &Schema, path: &[PathStep<'_>]) -> bool {
    let mut ids = vec![schema.root()];
    for step in path {
        let children = ids.iter().map(|id| match step {
            PathStep::Key(key) => schema.child(*id, key),
            PathStep::Item => schema.item(*id, 0),
        });
        let children: Vec<_> =
            children.filter(|children| !matches!(children, ChildSchemas::Denied)).collect();
        ids = children.iter().flat_map(|children| children.ids().to_vec()).collect();
        if ids.is_empty() {
            // Nothing is said about what lies below.
            return !children.is_empty();
        }
    }
    true
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
