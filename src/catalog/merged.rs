//! The embedded catalogue and the open document's declarations as one.

use std::sync::LazyLock;

use super::document::{CacheCompat, DocumentCatalog, ModelsMode};
use super::embedded::Catalog;
use super::installed::ReleaseCatalog;
use super::model::{Model, Provider};
use crate::release::{self, Version};

/// The catalogue that holds for one document.
#[derive(Clone, Debug)]
pub struct MergedCatalog {
    release: ReleaseCatalog,
    replace: bool,
    /// Sorted by id. Each holds the rows of the document and, in merge mode, OpenClaw's own rows of that provider.
    declared: Vec<Provider>,
    document: DocumentCatalog,
}

impl Default for MergedCatalog {
    fn default() -> Self {
        Self::of(DocumentCatalog::default(), release::newest())
    }
}

impl MergedCatalog {
    /// The catalogue of a document for the newest release.
    pub fn new(document: DocumentCatalog) -> Self {
        Self::of(document, release::newest())
    }

    /// The catalogue of a document for a release. Only providers that the document declares are copied.
    pub fn of(document: DocumentCatalog, release: impl Into<ReleaseCatalog>) -> Self {
        let release = release.into();
        let replace = document.mode == Some(ModelsMode::Replace);
        let mut declared: Vec<Provider> = Vec::new();
        for (written, section) in &document.providers {
            let id = written.trim().to_lowercase();
            let own = if replace { None } else { release.provider(&id) };
            let mut provider = section.to_provider(&id, own);
            if let Some(own) = own {
                add_missing(&mut provider.models, own.models());
            }
            declared.push(provider);
        }
        declared.sort_by(|a, b| a.id.cmp(&b.id));
        declared.dedup_by(|a, b| a.id == b.id);
        Self { release, replace, declared, document }
    }

    /// The release whose catalogue it is.
    pub fn version(&self) -> Version {
        self.release.version()
    }

    /// The catalogue of a document that declares nothing.
    pub fn plain() -> &'static Self {
        static PLAIN: LazyLock<MergedCatalog> = LazyLock::new(MergedCatalog::default);
        &PLAIN
    }

    /// The tables that no document changes: suppressions, upgrades, short names, built-in aliases.
    pub fn embedded(&self) -> &Catalog {
        &self.release
    }

    /// What the document declares, as it was read.
    pub fn document(&self) -> &DocumentCatalog {
        &self.document
    }

    /// Whether only the document's providers exist (`models.mode: "replace"`).
    pub fn replaces(&self) -> bool {
        self.replace
    }

    /// The provider with this id (lower case).
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        let declared = self.declared.binary_search_by(|provider| provider.id.as_ref().cmp(id)).ok();
        let declared = declared.and_then(|at| self.declared.get(at));
        declared.or_else(|| if self.replace { None } else { self.release.provider(id) })
    }

    /// All providers, sorted by id; of two with one id the document's.
    pub fn providers(&self) -> impl Iterator<Item = &Provider> {
        let own: &[Provider] = if self.replace { &[] } else { self.release.providers() };
        let is_declared = |id: &str| self.declared.binary_search_by(|p| p.id.as_ref().cmp(id)).is_ok();
        let own = own.iter().filter(move |provider| !is_declared(&provider.id));
        let mut all: Vec<&Provider> = self.declared.iter().chain(own).collect();
        all.sort_by(|a, b| a.id.cmp(&b.id));
        all.into_iter()
    }

    /// The model with this exact id.
    pub fn model(&self, provider: &str, id: &str) -> Option<&Model> {
        self.provider(provider)?.model(id)
    }

    /// All models, sorted by provider and id.
    pub fn models(&self) -> impl Iterator<Item = &Model> {
        self.providers().flat_map(Provider::models)
    }

    /// The document's caching switches for a model.
    pub fn cache_compat(&self, provider: &str, id: &str) -> Option<&CacheCompat> {
        let mut sections = self.document.providers.iter();
        let (_, section) = sections.find(|(written, _)| written.trim().eq_ignore_ascii_case(provider))?;
        let row = section.models.iter().find(|row| row.id.as_deref().is_some_and(|row| row.trim() == id))?;
        row.compat.as_ref()
    }
}

/// Adds the rows whose ids are not there yet, and keeps the order by id.
fn add_missing(models: &mut Vec<Model>, own: &[Model]) {
    let missing: Vec<Model> =
        own.iter().filter(|row| !models.iter().any(|model| model.id == row.id)).cloned().collect();
    models.extend(missing);
    models.sort_by(|a, b| a.id.cmp(&b.id));
}

#[cfg(test)]
mod tests {
    use super::super::model::Source;
    use super::*;

    fn merged(text: &str) -> MergedCatalog {
        MergedCatalog::new(json5::from_str(text).expect("a models section"))
    }

    #[test]
    fn a_document_adds_providers_and_models() {
        let catalog = merged("{ providers: { Box: { models: [{ id: 'm', contextWindow: 8192 }] } } }");
        let model = catalog.model("box", "m").expect("the document's row");
        assert_eq!((model.context_window, &model.source), (Some(8192), &Source::Document));
        assert!(catalog.model("anthropic", "claude-opus-5").is_some());
        assert_eq!(catalog.models().count(), 310);
        assert!(catalog.providers().is_sorted_by(|a, b| a.id < b.id));
    }

    #[test]
    fn a_document_row_wins_and_inherits_what_it_leaves_out() {
        let catalog = merged(
            "{ providers: { anthropic: { models: [{ id: 'claude-opus-5', name: 'Mine', cost: { input: 1 } }] } } }",
        );
        let model = catalog.model("anthropic", "claude-opus-5").expect("one row");
        assert_eq!((model.name.as_ref(), model.cost.input, model.cost.output), ("Mine", Some(1.0), None));
        assert_eq!(model.context_window, Some(1_000_000));
        assert!(catalog.model("anthropic", "claude-sonnet-5").is_some(), "the provider keeps its other rows");
        assert_eq!(catalog.models().count(), 309);
    }

    #[test]
    fn replace_leaves_only_the_document() {
        let catalog = merged("{ mode: 'replace', providers: { box: { models: [{ id: 'm' }] } } }");
        assert_eq!(catalog.models().count(), 1);
        assert!(catalog.provider("anthropic").is_none());
    }

    #[test]
    fn caching_switches_are_found_by_model() {
        let catalog = merged(
            "{ providers: { box: { models: [{ id: 'm', compat: { supportsPromptCacheKey: true } }] } } }",
        );
        assert_eq!(catalog.cache_compat("box", "m").and_then(|c| c.supports_prompt_cache_key), Some(true));
        assert!(catalog.cache_compat("box", "n").is_none());
    }
}
