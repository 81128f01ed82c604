//! In which release of OpenClaw a key came, and in which it went.
//!
//! `data/schema-history.tsv` is made from the schemas that the releases print (`cargo run --example schema-history`). It
//! begins with the release that its head names first: what is older has no known beginning.

use super::{PathIndex, PathStep, overlay};
use crate::release::Version;
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

/// When a key came and went, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The first release that knows it.
    pub came: Option<Version>,
    /// The first release that does not know it any more.
    pub went: Option<Version>,
}

impl Life {
    /// Whether a release knows the key.
    pub fn includes(self, release: Version) -> bool {
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

    fn release(text: &str) -> Version {
        text.parse().unwrap()
    }

    fn life_of(path: &str) -> Life {
        let steps: Vec<PathStep<'_>> = path.split('.').map(PathStep::Key).collect();
        life(&steps)
    }

    #[test]
    fn the_map_of_agents_took_the_place_of_the_array() {
        let (entries, list) = (life_of("agents.entries"), life_of("agents.list"));
        assert_eq!((entries.went, list.came), (None, None));
        assert_eq!(entries.came, list.went);
        let came = entries.came.unwrap();
        assert!(release("2026.6.11") < came && came <= release("2026.8.1"), "{came}");
        assert!(!entries.includes(release("2026.6.11")) && entries.includes(crate::release::newest()));
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
                known.clone().count() > 0 && known.clone().all(|text| text.parse::<Version>().is_ok()),
                "{line}"
            );
        }
    }
}
