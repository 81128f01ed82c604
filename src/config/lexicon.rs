//! The names of models that a release reads as others: short names, its own aliases, the model where none is named
//! (docs/openclaw/models.md#names-without-a-provider).

use crate::catalog::Catalog;
use crate::release::{self, Manner, Version};

/// What one release makes of names; the newest one that is known where none is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lexicon(Option<Version>);

impl Lexicon {
    /// That of a release.
    pub const fn of(release: Version) -> Self {
        Self(Some(release))
    }

    fn catalog(self) -> &'static Catalog {
        self.0.map_or_else(Catalog::embedded, Catalog::of)
    }

    /// Whether the release has a manner.
    pub fn has(self, manner: Manner) -> bool {
        manner.holds(self.0.unwrap_or_else(release::newest))
    }

    /// What a short name of a provider stands for.
    pub fn short_name(self, provider: &str, short: &str) -> Option<&'static str> {
        self.catalog().short_name(provider, short)
    }

    /// The short names of a provider, with the ids that they stand for.
    pub fn short_names(self, provider: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.catalog().short_names(provider)
    }

    /// The id that the release's `doctor --fix` writes for a retired id of a provider.
    pub fn upgraded_id(self, provider: &str, id: &str) -> Option<&'static str> {
        self.catalog().upgraded_id(provider, id)
    }

    /// The id that takes the place of a retired one of Claude, whoever offers it.
    pub fn retired_claude(self, id: &str) -> Option<&'static str> {
        self.catalog().retired_claude(id)
    }

    /// The aliases that work where their target is a key of `agents.defaults.models`.
    pub fn aliases(self) -> &'static [(&'static str, &'static str)] {
        self.catalog().built_in_aliases()
    }

    /// The target of the alias with a name, compared without case.
    pub fn alias(self, name: &str) -> Option<&'static str> {
        self.catalog().built_in_alias(name)
    }

    /// The provider and the id of the model that is taken where none is named. The provider is also given to a bare name that
    /// nothing else claims.
    pub fn default_model(self) -> (&'static str, &'static str) {
        self.catalog().default_model().split_once('/').unwrap_or_default()
    }
}
