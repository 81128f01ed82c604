//! Since when and until when something holds.

use super::Version;
use std::fmt;

/// What a release does with a configuration that has a retired key, or the fault of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// It refuses the configuration, and no migration of its own knows the form.
    Refuses,
    /// It refuses it, and `openclaw doctor --fix` migrates the form.
    Mends,
    /// It accepts it.
    Reads,
    /// It accepts it, and `openclaw doctor --fix` migrates the form.
    Migrates,
    /// It refuses the configuration without the form or fault too: as a rule it does not know the place.
    Unknown,
}

impl Deed {
    const ALL: [Self; 5] = [Self::Refuses, Self::Mends, Self::Reads, Self::Migrates, Self::Unknown];

    /// The word in the tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refuses => "refuses",
            Self::Mends => "mends",
            Self::Reads => "reads",
            Self::Migrates => "migrates",
            Self::Unknown => "unknown",
        }
    }

    /// The deed of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.word() == word)
    }

    /// Whether the release refuses the configuration for the form or fault.
    pub const fn refused(self) -> bool {
        matches!(self, Self::Refuses | Self::Mends)
    }

    /// Whether the release accepts the configuration.
    pub const fn accepted(self) -> bool {
        matches!(self, Self::Reads | Self::Migrates)
    }

    /// Whether `openclaw doctor --fix` of the release migrates the form.
    pub const fn migrated(self) -> bool {
        matches!(self, Self::Mends | Self::Migrates)
    }
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// An interval of releases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first release; nothing where the oldest known one is in it.
    pub since: Option<Version>,
    /// The first release that is not in it any more; nothing where the newest known one is in it.
    pub until: Option<Version>,
}

impl Span {
    /// Reads the two columns of a table.
    ///
    /// # Errors
    /// When one of them is neither empty nor a release.
    pub fn read(since: &str, until: &str) -> Result<Self, super::NoVersion> {
        let version = |text: &str| (!text.is_empty()).then(|| text.parse()).transpose();
        Ok(Self { since: version(since)?, until: version(until)? })
    }

    /// Whether a release is in it. One that is newer than all we know does what the newest does.
    pub fn includes(self, version: Version) -> bool {
        self.since.is_none_or(|since| since <= version) && self.until.is_none_or(|until| version < until)
    }
}

/// What the releases do, each release in at most one span; oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History<'a>(&'a [(Deed, Span)]);

impl<'a> History<'a> {
    pub(super) const fn new(spans: &'a [(Deed, Span)]) -> Self {
        Self(spans)
    }

    /// What a release does.
    pub fn at(self, version: Version) -> Option<Deed> {
        self.0.iter().find(|(_, span)| span.includes(version)).map(|(deed, _)| *deed)
    }

    /// Whether a release refuses what a later one accepts: it does not know it yet.
    pub fn comes_after(self, version: Version) -> bool {
        let later = self.0.iter().skip_while(|(_, span)| !span.includes(version));
        self.at(version).is_some_and(|deed| !deed.accepted())
            && later.clone().any(|(deed, _)| deed.accepted())
    }

    /// All spans.
    pub fn spans(self) -> impl ExactSizeIterator<Item = (Deed, Span)> + use<'a> {
        self.0.iter().copied()
    }

    /// The first release that refuses it after releases that accepted it.
    pub fn retired(self) -> Option<Version> {
        self.0
            .windows(2)
            .find(|pair| pair[0].0.accepted() && pair[1].0.refused())
            .and_then(|pair| pair[1].1.since)
    }
}
