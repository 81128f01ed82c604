//! The way out where a file is judged by another release than the one that wrote it, and nothing is known of an installation.

use crate::base::{Because, Snapshot};
use crate::release::{self, Version};
use crate::text::TextRange;

/// That a document is to be judged by another release. No edit does that: it is a setting of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherReader {
    /// What the menu shows.
    pub title: String,
    /// The release.
    pub release: Version,
    /// The finding that goes: code and range.
    pub fixes: (&'static str, TextRange),
}

/// Judging by the release that wrote the file last, where a range meets its stamp. Where a release is installed, or the user
/// has chosen one, it is no question who reads the file; and of a release that is not known here nothing could be said.
pub fn other_reader(snapshot: &Snapshot, range: TextRange) -> Option<OtherReader> {
    let reader = snapshot.world.reader();
    let (writer, stamp) = snapshot.stamp().filter(|(_, stamp)| stamp.meets(range))?;
    let is_known = release::releases().contains(&writer);
    (reader.because == Because::Newest && is_known && writer != reader.release).then(|| OtherReader {
        title: format!("Check against OpenClaw {writer} instead, if that release reads the file"),
        release: writer,
        fixes: ("other-release", stamp),
    })
}

#[cfg(test)]
mod tests {
    use super::other_reader;
    use crate::base::{DocumentKind, Options, Snapshot, World};
    use crate::release::{newest, releases};
    use crate::schema::Schema;
    use crate::text::TextRange;
    use std::sync::Arc;

    fn offered(stamp: &str, options: Options, at: &str) -> Option<String> {
        let text = format!("{{ meta: {{ lastTouchedVersion: '{stamp}' }}, logging: {{}} }}");
        let snapshot = Snapshot::new(
            text.as_str(),
            DocumentKind::Main,
            Arc::new(World::new(Schema::embedded(), options)),
        );
        let place = TextRange::empty(text.find(at).expect("it is there"));
        other_reader(&snapshot, place).map(|other| other.release.to_string())
    }

    #[test]
    fn it_is_offered_at_the_stamp_of_a_known_release_where_nobody_says_who_reads_the_file() {
        let old = releases()[3].to_string();
        assert_eq!(offered(&old, Options::default(), &old), Some(old.clone()));
        assert_eq!(offered(&old, Options::default(), "logging"), None);
        assert_eq!(offered("2025.1.1", Options::default(), "2025"), None);
        let newest = newest();
        assert_eq!(offered(&newest.to_string(), Options::default(), &newest.to_string()), None);
        for options in [
            Options { installed: Some(newest), ..Options::default() },
            Options { target: Some(newest), ..Options::default() },
        ] {
            assert_eq!(offered(&old, options, &old), None);
        }
    }
}
