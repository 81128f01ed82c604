//! Manners of releases that no probe can ask for: `data/releases/manners.tsv`, written by hand.

use super::{Span, Version};
use std::sync::LazyLock;

const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/manners.tsv"));

/// Something that releases do apart from judging a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Cache settings count with API keys only, one hour is asked for by a flag in a header, and subscriptions have
    /// `models auth setup-token`.
    EarlyCache,
    /// The manifests of the bundled plugins name all models and providers that are not in the code of a plugin.
    Catalogued,
    /// It asks for a catalogue of models that is hosted apart from all releases.
    HostedCatalogue,
    /// A model id that repeats its provider loses it.
    OwnPrefix,
    /// An id of Hugging Face that repeats it loses it.
    HuggingFacePrefix,
    /// A plain id of OpenRouter gets the provider before it, and one of Claude at Vercel's gateway Anthropic.
    RoutedPrefix,
    /// A plain id of NVIDIA gets the provider before it.
    NvidiaPrefix,
    /// Keys of `agents.defaults.models` with retired ids get the new ones.
    RenamedKeys,
}

impl Manner {
    /// All manners.
    pub const ALL: [Self; 8] = [
        Self::EarlyCache,
        Self::Catalogued,
        Self::HostedCatalogue,
        Self::OwnPrefix,
        Self::HuggingFacePrefix,
        Self::RoutedPrefix,
        Self::NvidiaPrefix,
        Self::RenamedKeys,
    ];

    /// The word in the table.
    const fn word(self) -> &'static str {
        match self {
            Self::EarlyCache => "early-cache",
            Self::Catalogued => "catalogued",
            Self::HostedCatalogue => "hosted-catalogue",
            Self::OwnPrefix => "own-prefix",
            Self::HuggingFacePrefix => "huggingface-prefix",
            Self::RoutedPrefix => "routed-prefix",
            Self::NvidiaPrefix => "nvidia-prefix",
            Self::RenamedKeys => "renamed-keys",
        }
    }

    /// Whether a release has it.
    pub fn holds(self, version: Version) -> bool {
        self.spans().iter().any(|span| span.includes(version))
    }

    /// The first release that does not have it any more.
    pub fn last_until(self) -> Option<Version> {
        self.spans().iter().filter_map(|span| span.until).max()
    }

    fn spans(self) -> &'static [Span] {
        &SPANS[self as usize]
    }
}

/// The lines of each manner: models are asked for them again and again.
static SPANS: LazyLock<[Vec<Span>; Manner::ALL.len()]> = LazyLock::new(|| {
    Manner::ALL.map(|manner| TEXT.lines().skip(1).filter_map(|line| span(line, manner.word())).collect())
});

fn span(line: &str, word: &str) -> Option<Span> {
    let [manner, since, until] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
    if manner == word { Span::read(since, until).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Manner, TEXT};
    use crate::release::{newest, releases};

    /// A word of the table that no manner has would be a fact that nobody reads.
    #[test]
    fn every_line_is_of_a_manner_and_every_manner_has_lines() {
        let lines: usize = Manner::ALL.iter().map(|manner| manner.spans().len()).sum();
        assert_eq!(lines, TEXT.lines().count() - 1);
        assert!(Manner::ALL.iter().all(|manner| !manner.spans().is_empty()));
    }

    #[test]
    fn the_first_releases_took_cache_settings_otherwise() {
        assert!(Manner::EarlyCache.holds(releases()[0]) && !Manner::EarlyCache.holds(newest()));
    }
}
