//! Which release of OpenClaw a document is for, and what that release understands.
//!
//! A document is judged by one schema, and the verdict is that of its release. But a file may still be read by an older
//! OpenClaw, which would refuse what a migration writes: then the finding stays and its fix is withheld.

use super::migrations::{self, Change, Migration};
use super::{Diagnostic, Related, Snapshot};
use crate::schema::PathStep;
use crate::schema::history::{Release, life};
use crate::syntax::Value;
use crate::text::TextRange;
use rustc_hash::FxHashSet;

/// A release that is older than the one whose schema judges the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Older {
    release: Release,
    /// Where the document says so, if it is not the user who does.
    stamp: Option<TextRange>,
}

impl Older {
    /// The release that reads the document, if it is older: that of the settings, else the one that wrote it last
    /// (docs/openclaw/files.md#the-stamp).
    pub(crate) fn of(snapshot: &Snapshot) -> Option<Self> {
        let newest: Release = snapshot.world.schema.version().parse().ok()?;
        let older = match snapshot.world.options.target {
            Some(release) => Self { release, stamp: None },
            None => stamped(snapshot)?,
        };
        (older.release < newest).then_some(older)
    }

    /// Whether the release understands what the migration of the member at a path leaves behind: it knows the new key,
    /// or no longer knows the one that only goes.
    pub(crate) fn understands(self, migration: &Migration, path: &[PathStep<'_>]) -> bool {
        match successor(migration, path) {
            Some(new) => life(&new).includes(self.release),
            None => life(path).went.is_none_or(|went| went <= self.release),
        }
    }

    /// Whether the release knows the key at a path.
    pub(crate) fn knows(self, path: &[PathStep<'_>]) -> bool {
        life(path).includes(self.release)
    }

    fn reason(self) -> String {
        let release = self.release;
        format!(
            "OpenClaw {release} wrote this file last and does not know the new form: the fix waits for the update"
        )
    }
}

/// The release that reads a document, as far as that is known: that of the settings, else the one that wrote it last.
pub(super) fn reader(target: Option<Release>, root: Option<Value<'_>>) -> Option<Release> {
    let stamp = || root?.get("meta")?.get("lastTouchedVersion")?.as_str()?.parse().ok();
    target.or_else(stamp)
}

/// Whether a release is one of the first with `cacheRetention`: they took cache settings with API keys only, asked for a
/// cache of one hour by a flag in a header, and had `models auth setup-token` for subscriptions.
pub(super) fn is_early(release: Release) -> bool {
    "2026.3.0".parse().is_ok_and(|later: Release| release < later)
}

fn stamped(snapshot: &Snapshot) -> Option<Older> {
    let meta = snapshot.tree.value().and_then(Value::object)?.member("meta")?.child()?;
    let stamp = meta.member("lastTouchedVersion")?.value()?;
    Some(Older { release: stamp.as_str()?.parse().ok()?, stamp: Some(stamp.range()) })
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

/// How many fixes are withheld, and the release that does not understand them; nothing where none is.
pub fn withheld(snapshot: &Snapshot) -> Option<(usize, Release)> {
    let older = Older::of(snapshot)?;
    let count = migrations::places(snapshot).iter().filter(|place| place.withheld).count();
    (count > 0).then_some((count, older.release))
}

/// Says why at the findings whose fix is withheld. Costs nothing where the document is
/// for the release that judges it.
pub(super) fn withhold(snapshot: &Snapshot, found: &mut [Diagnostic]) {
    let Some(older) = Older::of(snapshot) else { return };
    let places = migrations::places(snapshot);
    let withheld: FxHashSet<(&str, TextRange)> = places
        .iter()
        .filter(|place| place.withheld)
        .map(|place| (place.finding.code, place.finding.range))
        .collect();
    for diagnostic in found.iter_mut().filter(|one| withheld.contains(&(one.code, one.range))) {
        let note = older.stamp.map(|range| Related { file: None, range, message: older.reason() });
        diagnostic.related.extend(note);
    }
}

#[cfg(test)]
mod tests;
