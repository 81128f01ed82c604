//! In which release of OpenClaw a key came, and in which it went.
//!
//! `data/schema-history.tsv` is made from the schemas that the releases print (`cargo run --example schema-history`). It
//! begins with the release that its head names first: what is older has no known beginning.

use super::{PathIndex, PathStep, overlay};
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

const LINES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/schema-history.tsv"));

static LIVES: LazyLock<PathIndex<Life>> = LazyLock::new(|| {
    let lines = LINES.lines().filter(|line| !line.starts_with('#'));
    overlay::index(lines.filter_map(|line| {
        let (path, life) = line.split_once('\t')?;
        let (came, went) = life.split_once('\t')?;
        Some((path, Life { came: came.parse().ok(), went: went.parse().ok() }))
    }))
});

/// The number of a release, such as 2026.9.6. What follows the three numbers (`-beta.1`) counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release([u32; 3]);

/// A text that is no number of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoRelease(String);

impl fmt::Display for NoRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no release of OpenClaw: expected three numbers such as 2026.9.6", self.0)
    }
}

impl std::error::Error for NoRelease {}

/// # Errors
///
/// When the text does not begin with three numbers and dots between.
impl FromStr for Release {
    type Err = NoRelease;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.trim().trim_start_matches('v').splitn(3, '.');
        let mut number = || {
            let part = parts.next()?;
            let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            part.get(..digits)?.parse().ok()
        };
        let mut numbers = || Some([number()?, number()?, number()?]);
        numbers().map(Self).ok_or_else(|| NoRelease(text.to_owned()))
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([year, month, number]) = self;
        write!(f, "{year}.{month}.{number}")
    }
}

/// When a key came and went, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The first release that knows it.
    pub came: Option<Release>,
    /// The first release that does not know it any more.
    pub went: Option<Release>,
}

impl Life {
    /// Whether a release knows the key.
    pub fn includes(self, release: Release) -> bool {
        self.came.is_none_or(|came| came <= release) && self.went.is_none_or(|went| release < went)
    }
}

/// When the key at a path came or went otherwise than those above it.
pub fn own_life(path: &[PathStep<'_>]) -> Option<Life> {
    LIVES.lookup(path).copied()
}

/// The life of the key at a path: it is no longer than that of any key above it.
pub fn life(path: &[PathStep<'_>]) -> Life {
    (1..=path.len()).fold(Life::default(), |life, len| {
        let own = path.get(..len).and_then(own_life).unwrap_or_default();
        let went = [life.went, own.went].into_iter().flatten().min();
        Life { came: life.came.max(own.came), went }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::path::parse_patterns;

    fn release(text: &str) -> Release {
        text.parse().unwrap()
    }

    fn life_of(path: &str) -> Life {
        let steps: Vec<PathStep<'_>> = path.split('.').map(PathStep::Key).collect();
        life(&steps)
    }

    #[test]
    fn releases_are_ordered_by_number_and_not_by_letter() {
        assert!(release("2026.9.6") < release("2026.10.1"));
        assert!(release("2026.6.9") < release("2026.6.33"));
        assert_eq!(release("v2026.9.6-beta.1"), release("2026.9.6"));
        assert!("latest".parse::<Release>().is_err());
        assert!("2026.9".parse::<Release>().is_err());
    }

    #[test]
    fn the_map_of_agents_took_the_place_of_the_array() {
        let (entries, list) = (life_of("agents.entries"), life_of("agents.list"));
        assert_eq!((entries.went, list.came), (None, None));
        assert_eq!(entries.came, list.went);
        let came = entries.came.unwrap();
        assert!(release("2026.6.11") < came && came <= release("2026.8.1"), "{came}");
        assert!(!entries.includes(release("2026.6.11")) && entries.includes(release("2026.9.6")));
    }

    #[test]
    fn a_key_lives_no_longer_than_those_above_it() {
        let below = life_of("agents.entries.main.model");
        assert_eq!(below.came, life_of("agents.entries").came);
        assert_eq!(life_of("agents.defaults.model"), Life::default());
    }

    #[test]
    fn every_line_can_be_read() {
        for line in LINES.lines().filter(|line| !line.starts_with('#')) {
            let parts: Vec<&str> = line.split('\t').collect();
            let [path, came, went] = parts[..] else { panic!("{line}") };
            assert_eq!(parse_patterns(path).len(), 1, "{line}");
            let known = [came, went].into_iter().filter(|text| !text.is_empty());
            assert!(
                known.clone().count() > 0 && known.clone().all(|text| text.parse::<Release>().is_ok()),
                "{line}"
            );
        }
    }
}
