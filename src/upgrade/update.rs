//! Which update is meant: the release that reads a document now, and the one that will.

use crate::base::Snapshot;
use crate::release::{self, Version};
use std::fmt;

/// From one release to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Update {
    /// The release that reads the document now.
    pub from: Version,
    /// The one that will read it.
    pub to: Version,
}

/// Why nothing can be said about an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoUpdate {
    /// Nobody says where it begins.
    NoStart,
    /// There are no tables of a release.
    Unknown(Version),
}

impl fmt::Display for NoUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStart => f.write_str(
                "neither the file nor an installation says which release reads the file now: name it",
            ),
            Self::Unknown(version) => {
                let first = release::releases().first().copied().unwrap_or_default();
                let newest = release::newest();
                write!(f, "OpenClaw {version} is not known here: this program knows {first} to {newest}")
            }
        }
    }
}

impl Update {
    /// The update of a document. What nobody names begins at the release that wrote the file last, else at the installed one,
    /// and ends at the newest that this program knows.
    ///
    /// # Errors
    ///
    /// When nothing says where it begins, or when one of the releases is not known.
    pub fn of(snapshot: &Snapshot, from: Option<Version>, to: Option<Version>) -> Result<Self, NoUpdate> {
        let stamp = || snapshot.stamp().map(|(version, _)| version);
        let from = from.or_else(stamp).or(snapshot.world.options.installed);
        let update = Self { from: from.ok_or(NoUpdate::NoStart)?, to: to.unwrap_or_else(release::newest) };
        [update.from, update.to].into_iter().try_for_each(is_known)?;
        Ok(update)
    }
}

fn is_known(version: Version) -> Result<(), NoUpdate> {
    let first = release::releases().first().copied().unwrap_or_default();
    if (first..=release::newest()).contains(&version) { Ok(()) } else { Err(NoUpdate::Unknown(version)) }
}

#[cfg(test)]
mod tests {
    use super::{NoUpdate, Update};
    use crate::base::{DocumentKind, Options, Snapshot, World};
    use crate::release::{Version, newest, releases};
    use crate::schema::Schema;
    use std::sync::Arc;

    fn update(text: &str, installed: Option<Version>, from: Option<Version>) -> Result<Update, NoUpdate> {
        let world = World::new(Schema::embedded(), Options { installed, ..Options::default() });
        Update::of(&Snapshot::new(text, DocumentKind::Main, Arc::new(world)), from, None)
    }

    #[test]
    fn it_begins_where_the_user_says_else_at_the_stamp_else_at_the_installation() {
        let known = releases();
        let (first, second, third) = (known[0], known[1], known[2]);
        let stamped = format!("{{ meta: {{ lastTouchedVersion: '{second}' }} }}");
        let from = |from| Ok(Update { from, to: newest() });
        assert_eq!(update(&stamped, Some(third), Some(first)), from(first));
        assert_eq!(update(&stamped, Some(third), None), from(second));
        assert_eq!(update("{}", Some(third), None), from(third));
        assert_eq!(update("{}", None, None), Err(NoUpdate::NoStart));
    }

    #[test]
    fn a_release_without_tables_is_named() {
        let old = "2025.1.1".parse().expect("a version");
        assert_eq!(update("{}", None, Some(old)), Err(NoUpdate::Unknown(old)));
        assert!(NoUpdate::Unknown(old).to_string().contains(&newest().to_string()));
    }
}
