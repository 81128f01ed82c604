//! The release that reads a document: that of the settings, else the one that wrote the document last.
//!
//! A document is judged by one schema, and the verdict is that of its release. But a file may still be read by an older
//! OpenClaw, which would refuse what a migration writes: then the finding stays and its fix is withheld.

use crate::schema::PathStep;
use crate::schema::history::{Release, life};
use crate::syntax::{Tree, Value};
use crate::text::TextRange;

/// A release that is older than the one whose schema judges the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Older {
    /// The release.
    pub release: Release,
    /// Where the document says so, in bytes, if it is not the user who does.
    pub stamp: Option<TextRange>,
}

impl Older {
    /// The release that reads a document, if it is older than `newest`: `target`, else the one that wrote it last
    /// (docs/openclaw/files.md#the-stamp).
    pub fn of(tree: &Tree, target: Option<Release>, newest: Release) -> Option<Self> {
        let older = match target {
            Some(release) => Self { release, stamp: None },
            None => stamped(tree)?,
        };
        (older.release < newest).then_some(older)
    }

    /// Whether the release knows the key at a path.
    pub fn knows(self, path: &[PathStep<'_>]) -> bool {
        life(path).includes(self.release)
    }
}

/// The release that reads a document, as far as that is known: that of the settings, else the one that wrote it last.
pub fn reader(target: Option<Release>, root: Option<Value<'_>>) -> Option<Release> {
    let stamp = || root?.get("meta")?.get("lastTouchedVersion")?.as_str()?.parse().ok();
    target.or_else(stamp)
}

/// Whether a release is one of the first with `cacheRetention`: they took cache settings with API keys only, asked for a
/// cache of one hour by a flag in a header, and had `models auth setup-token` for subscriptions.
pub fn is_early(release: Release) -> bool {
    "2026.3.0".parse().is_ok_and(|later: Release| release < later)
}

fn stamped(tree: &Tree) -> Option<Older> {
    let meta = tree.value().and_then(Value::object)?.member("meta")?.child()?;
    let stamp = meta.member("lastTouchedVersion")?.value()?;
    Some(Older { release: stamp.as_str()?.parse().ok()?, stamp: Some(stamp.range()) })
}
