//! The catalogue of a release with what an installation of it brings besides what this program knows: the manifests of its
//! own plugins where the release is newer than all that we know, those of the user's plugins, and the models that OpenClaw has
//! written down for its agents.

use super::document::DocumentCatalog;
use super::embedded::{Catalog, Suppression};
use super::manifest::Manifest;
use super::model::{Provider, Source};
use crate::release::{self, Version};
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Deref;
use std::sync::Arc;

/// What was read of an installation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brought {
    /// The manifests of the plugins in the package; those of a known release need not be read.
    pub package: Vec<Manifest>,
    /// The manifests of the user's own plugins.
    pub plugins: Vec<Manifest>,
    /// Further providers that official plugins bring, which are installed apart.
    pub official: Vec<String>,
    /// What OpenClaw has written down of the providers and models of its agents.
    pub written: Vec<DocumentCatalog>,
}

impl Brought {
    /// Whether there is nothing to add.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The catalogue of an installation.
#[derive(Debug)]
pub struct Installed {
    release: Version,
    catalog: Catalog,
    is_told: bool,
    mark: u64,
}

/// Two with the same content are the same.
impl PartialEq for Installed {
    fn eq(&self, other: &Self) -> bool {
        (self.release, self.mark) == (other.release, other.mark)
    }
}

impl Eq for Installed {}

impl Installed {
    /// The catalogue of a release with what was read.
    pub fn new(release: Version, brought: &Brought) -> Self {
        let mut hasher = DefaultHasher::new();
        format!("{release} {brought:?}").hash(&mut hasher);
        let is_told = release > release::newest() && !brought.package.is_empty();
        let mut catalog = Catalog::of(release).clone();
        if is_told {
            forget(&mut catalog, &brought.package);
        }
        for manifest in brought.package.iter().chain(&brought.plugins) {
            add(&mut catalog, manifest);
        }
        brought.official.iter().for_each(|id| declare(&mut catalog, id));
        brought.written.iter().for_each(|written| write_down(&mut catalog, written));
        catalog.providers.iter_mut().for_each(Provider::settle);
        Self { release, catalog, is_told, mark: hasher.finish() }
    }

    /// A catalogue with what further plugins bring.
    pub fn with(base: &ReleaseCatalog, plugins: &[Arc<Manifest>]) -> Self {
        let mut hasher = DefaultHasher::new();
        format!("{} {plugins:?}", base.key()).hash(&mut hasher);
        let mut catalog = Catalog::clone(base);
        for manifest in plugins {
            add(&mut catalog, manifest);
        }
        catalog.providers.iter_mut().for_each(Provider::settle);
        Self { release: base.version(), catalog, is_told: base.is_told(), mark: hasher.finish() }
    }

    /// The release.
    pub fn release(&self) -> Version {
        self.release
    }
}

/// Takes out what the manifests of a newer release would say: the models of providers that they list, and what is refused.
fn forget(catalog: &mut Catalog, package: &[Manifest]) {
    catalog.clear_suppressed();
    for (id, section) in package.iter().flat_map(Manifest::sections) {
        if let Some(provider) = catalog.provider_mut(id).filter(|_| !section.models.is_empty()) {
            provider.models.retain(|model| model.source != Source::Embedded("bundled"));
        }
    }
}

fn add(catalog: &mut Catalog, manifest: &Manifest) {
    manifest.provider_ids().for_each(|id| declare(catalog, id));
    for (id, section) in manifest.sections() {
        // What we know beyond the manifest stays with a model that it lists.
        let known = Catalog::embedded().provider(id);
        let Some(provider) = catalog.provider_mut(id) else { continue };
        let own = |id: &str| known.and_then(|known| known.model(id));
        for row in &section.models {
            let known = row.row.id.as_deref().and_then(|id| own(id.trim()));
            if let Some(model) = row.model(id, section, known) {
                provider.models.retain(|other| other.id != model.id);
                provider.add(model);
            }
        }
    }
    for (provider, id, why) in manifest.suppressions() {
        suppress(catalog, provider, id, why);
    }
    for name in manifest.short_names() {
        catalog.set_short_name(name);
    }
}

fn suppress(catalog: &mut Catalog, provider: &str, id: &str, why: Suppression) {
    let known = Catalog::embedded().suppressed(provider, id).and_then(|known| known.replacement.clone());
    let why = Suppression { replacement: why.replacement.clone().or(known), ..why };
    catalog.suppress(provider, id, why);
}

/// Makes a provider known.
fn declare(catalog: &mut Catalog, id: &str) {
    let id = id.trim().to_lowercase();
    match catalog.providers.binary_search_by(|provider| provider.id.as_ref().cmp(&id)) {
        Ok(at) => catalog.providers[at].declared = true,
        Err(_) if id.is_empty() => {}
        Err(at) => catalog.providers.insert(at, Provider::bundled(Cow::Owned(id))),
    }
}

/// Adds what is not known otherwise: what OpenClaw writes down is made of manifests and of the configuration.
fn write_down(catalog: &mut Catalog, written: &DocumentCatalog) {
    for (id, section) in &written.providers {
        declare(catalog, id);
        let id = id.trim().to_lowercase();
        let Some(provider) = catalog.provider_mut(&id) else { continue };
        for model in section.models.iter().filter_map(|row| row.to_row(&id, section.api.as_ref(), None)) {
            if !provider.models.iter().any(|known| known.id == model.id) {
                provider.add(model);
            }
        }
    }
}

/// The catalogue of the release that reads: the one that this program carries, or that of an installation.
#[derive(Clone, Debug)]
pub enum ReleaseCatalog {
    /// What this program knows of a release.
    Carried(Version),
    /// What an installation of it brings, too.
    Installed(Arc<Installed>),
}

impl From<Version> for ReleaseCatalog {
    fn from(version: Version) -> Self {
        Self::Carried(version)
    }
}

impl Deref for ReleaseCatalog {
    type Target = Catalog;

    fn deref(&self) -> &Catalog {
        match self {
            Self::Carried(version) => Catalog::of(*version),
            Self::Installed(own) => &own.catalog,
        }
    }
}

impl ReleaseCatalog {
    /// The release.
    pub fn version(&self) -> Version {
        match self {
            Self::Carried(version) => *version,
            Self::Installed(own) => own.release,
        }
    }

    /// A number that other catalogues do not have.
    pub fn key(&self) -> u64 {
        match self {
            Self::Carried(version) => u64::try_from(release::index(*version)).unwrap_or_default(),
            Self::Installed(own) => own.mark,
        }
    }

    /// Whether a release that is newer than all that this program knows has said itself which models it refuses.
    pub fn is_told(&self) -> bool {
        matches!(self, Self::Installed(own) if own.is_told)
    }
}

#[cfg(test)]
mod tests {
    use super::{Brought, Installed, ReleaseCatalog};
    use crate::catalog::{DocumentCatalog, Judgement, MergedCatalog, Status};
    use crate::release::{Version, newest};
    use std::sync::Arc;

    fn newer() -> Version {
        "2099.1.1".parse().expect("a release")
    }

    const PACKAGE: &str = r#"{ "id": "anthropic", "providers": ["anthropic", "brand-new"], "modelCatalog": {
        "providers": { "anthropic": { "api": "anthropic-messages", "models": [
            { "id": "claude-next-9", "name": "Next 9", "contextWindow": 2000000, "cost": { "input": 1 } },
            { "id": "claude-opus-5", "status": "deprecated", "replacedBy": "claude-next-9" }, 7 ] } },
        "suppressions": [ { "provider": "anthropic", "model": "claude-old" },
            { "provider": "anthropic", "model": "claude-far", "when": { "baseUrlHosts": ["api.far"] } } ] },
        "modelIdNormalization": { "providers": { "anthropic": { "aliases": { "next": "claude-next-9" } } } } }"#;

    fn brought(package: &[&str], plugins: &[&str]) -> Brought {
        let read = |texts: &[&str]| {
            texts.iter().map(|text| serde_json::from_str(text).expect("a manifest")).collect()
        };
        Brought { package: read(package), plugins: read(plugins), ..Brought::default() }
    }

    fn catalog(release: Version, brought: &Brought) -> MergedCatalog {
        MergedCatalog::of(
            DocumentCatalog::default(),
            ReleaseCatalog::Installed(Arc::new(Installed::new(release, brought))),
        )
    }

    #[test]
    fn a_newer_release_brings_its_own_models() {
        let catalog = catalog(newer(), &brought(&[PACKAGE], &[]));
        let next = catalog.model("anthropic", "claude-next-9").expect("its model");
        assert_eq!((next.context_window, next.api.as_deref()), (Some(2_000_000), Some("anthropic-messages")));
        let opus = catalog.model("anthropic", "claude-opus-5").expect("its model");
        assert_eq!((opus.status, opus.name.as_ref()), (Status::Deprecated, "Claude Opus 5"));
        // What only the manifests of our newest release listed is gone; what else there may be stays.
        assert!(catalog.model("anthropic", "claude-opus-5-5").is_none());
        assert!(catalog.model("anthropic", "claude-sonnet-5").is_some());
        assert!(catalog.model("openai", "gpt-5.4").is_some());
        assert!(
            matches!(catalog.judge("anthropic", "next"), Judgement::Known(model) if model.id == "claude-next-9")
        );
        assert!(matches!(catalog.judge("anthropic", "claude-old"), Judgement::Suppressed { .. }));
        assert!(!matches!(catalog.judge("anthropic", "claude-far"), Judgement::Suppressed { .. }));
        assert!(!matches!(catalog.judge("google", "gemini-2.0-flash"), Judgement::Suppressed { .. }));
        assert!(matches!(catalog.judge("brand-new", "x"), Judgement::NoRows));
        assert!(catalog.providers().is_sorted_by(|a, b| a.id < b.id), "lookups are binary searches");
    }

    #[test]
    fn a_plugin_of_the_user_adds_to_the_release_that_we_know() {
        let plugin = r#"{ "providers": ["Mine"], "modelCatalog": { "providers": { "mine": { "models": [{ "id": "m" }] } } } }"#;
        let catalog = catalog(newest(), &brought(&[], &[plugin]));
        assert!(matches!(catalog.judge("mine", "m"), Judgement::Known(_)));
        assert!(catalog.model("anthropic", "claude-sonnet-5").is_some());
        assert!(matches!(catalog.judge("google", "gemini-2.0-flash"), Judgement::Suppressed { .. }));
    }

    #[test]
    fn what_openclaw_has_written_down_is_known() {
        let text =
            r#"{ "providers": { "lab": { "apiKey": "hush", "models": [{ "id": "m1", "name": "M 1" }] } } }"#;
        let written = serde_json::from_str(text).expect("models");
        let brought = Brought { written: vec![written], ..Brought::default() };
        assert!(!format!("{brought:?}").contains("hush"));
        assert!(matches!(catalog(newest(), &brought).judge("lab", "m1"), Judgement::Known(_)));
    }

    #[test]
    fn equal_content_is_equal() {
        let of = |text| Installed::new(newer(), &brought(&[text], &[]));
        assert_eq!(of(PACKAGE), of(PACKAGE));
        assert_ne!(of(PACKAGE), of("{}"));
    }
}
