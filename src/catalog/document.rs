//! What an open document declares under `models`: plain data that serde can read.
//!
//! Reading never fails on a single wrong value: a field of the wrong type counts as absent, since the schema reports
//! it already and the rest of the row is still useful. Keys that hold secrets (`apiKey`, `headers`, `request`) have no
//! field here, so that no value of theirs can reach an answer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

use super::model::{Cost, InputKind, Model, Provider, Source, Status};

/// The value of `models` in a document.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct DocumentCatalog {
    /// Whether the document's providers join OpenClaw's own or take their place.
    #[serde(deserialize_with = "lenient")]
    pub mode: Option<ModelsMode>,
    /// The value of `models.providers`, by provider id as written.
    #[serde(deserialize_with = "lenient_map")]
    pub providers: BTreeMap<String, DocumentProvider>,
}

/// The value of `models.mode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ModelsMode {
    /// The document's rows are laid over OpenClaw's own; what `models.mode` means when it is absent.
    Merge,
    /// Only the document's providers exist.
    Replace,
}

/// The value of `models.providers.<id>`, without its secrets.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DocumentProvider {
    /// The address.
    #[serde(deserialize_with = "lenient")]
    pub base_url: Option<String>,
    /// The wire protocol.
    #[serde(deserialize_with = "lenient")]
    pub api: Option<String>,
    /// The models; elements that are not objects are left out.
    #[serde(deserialize_with = "lenient_list")]
    pub models: Vec<DocumentModel>,
}

/// One element of `models.providers.<id>.models`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DocumentModel {
    /// The model id; a row without one declares nothing.
    #[serde(deserialize_with = "lenient")]
    pub id: Option<String>,
    /// The name shown to people.
    #[serde(deserialize_with = "lenient")]
    pub name: Option<String>,
    /// The context window in tokens.
    #[serde(deserialize_with = "lenient")]
    pub context_window: Option<f64>,
    /// How much of the context window OpenClaw uses, in tokens.
    #[serde(deserialize_with = "lenient")]
    pub context_tokens: Option<f64>,
    /// The largest answer in tokens.
    #[serde(deserialize_with = "lenient")]
    pub max_tokens: Option<f64>,
    /// Whether the model can think before it answers.
    #[serde(deserialize_with = "lenient")]
    pub reasoning: Option<bool>,
    /// What it can be given, in OpenClaw's words.
    #[serde(deserialize_with = "lenient")]
    pub input: Option<Vec<String>>,
    /// Prices in US dollars per million tokens.
    #[serde(deserialize_with = "lenient")]
    pub cost: Option<DocumentCost>,
    /// The wire protocol, where it differs from the provider's.
    #[serde(deserialize_with = "lenient")]
    pub api: Option<String>,
    /// The switches that decide about prompt caching.
    #[serde(deserialize_with = "lenient")]
    pub compat: Option<CacheCompat>,
}

/// The value of `cost` of a model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct DocumentCost {
    /// Tokens sent.
    #[serde(deserialize_with = "lenient")]
    pub input: Option<f64>,
    /// Tokens received.
    #[serde(deserialize_with = "lenient")]
    pub output: Option<f64>,
    /// Tokens read from the prompt cache.
    #[serde(deserialize_with = "lenient")]
    pub cache_read: Option<f64>,
    /// Tokens written to the prompt cache.
    #[serde(deserialize_with = "lenient")]
    pub cache_write: Option<f64>,
}

/// The switches of `compat` that decide about prompt caching (docs/openclaw/cache-retention.md#lifetimes).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct CacheCompat {
    /// Whether the endpoint takes a prompt cache key.
    #[serde(deserialize_with = "lenient")]
    pub supports_prompt_cache_key: Option<bool>,
    /// Whether the endpoint takes the long lifetime.
    #[serde(deserialize_with = "lenient")]
    pub supports_long_cache_retention: Option<bool>,
    /// The marker format; only `anthropic` means anything.
    #[serde(deserialize_with = "lenient")]
    pub cache_control_format: Option<String>,
}

impl DocumentProvider {
    /// The catalogue form of this provider, filled up from OpenClaw's own rows where the document is silent.
    pub(super) fn to_provider(&self, id: &str, own: Option<&Provider>) -> Provider {
        let mut models: Vec<Model> =
            self.models.iter().filter_map(|model| model.to_model(id, self, own)).collect();
        // The rows are searched by id, and of two rows with one id the first is the one that OpenClaw finds.
        models.sort_by(|a, b| a.id.cmp(&b.id));
        models.dedup_by(|a, b| a.id == b.id);
        Provider {
            id: Cow::Owned(id.to_owned()),
            api: owned(self.api.as_ref()).or_else(|| own.and_then(|own| own.api.clone())),
            base_url: owned(self.base_url.as_ref()),
            declared: true,
            overlay: own.is_some_and(|own| own.overlay),
            same_as: own.and_then(|own| own.same_as.clone()),
            models,
        }
    }
}

impl DocumentModel {
    fn to_model(&self, provider: &str, section: &DocumentProvider, own: Option<&Provider>) -> Option<Model> {
        let id = self.id.as_deref().map(str::trim)?;
        let own = own.and_then(|own| own.model(id));
        Some(Model { source: Source::Document, ..self.to_row(provider, section.api.as_ref(), own)? })
    }

    /// The model that it is in a file of an installation, filled up from what is known of it.
    pub(super) fn to_row(&self, provider: &str, api: Option<&String>, own: Option<&Model>) -> Option<Model> {
        let id = self.id.as_deref().map(str::trim).filter(|id| !id.is_empty())?;
        let inputs =
            self.input.as_ref().map(|words| words.iter().filter_map(|w| InputKind::parse(w)).collect());
        let api = owned(self.api.as_ref()).or_else(|| owned(api));
        Some(Model {
            provider: Cow::Owned(provider.to_owned()),
            id: Cow::Owned(id.to_owned()),
            name: owned(self.name.as_ref())
                .or_else(|| own.map(|own| own.name.clone()))
                .unwrap_or_else(|| Cow::Owned(id.to_owned())),
            context_window: tokens(self.context_window).or_else(|| own?.context_window),
            max_output: tokens(self.max_tokens).or_else(|| own?.max_output),
            reasoning: self.reasoning.or_else(|| own?.reasoning),
            inputs: inputs.or_else(|| Some(own?.inputs.clone())).unwrap_or_default(),
            cost: self.cost.map(DocumentCost::to_cost).or_else(|| Some(own?.cost)).unwrap_or_default(),
            status: own.map_or(Status::Available, |own| own.status),
            replaced_by: own.and_then(|own| own.replaced_by.clone()),
            api: api.or_else(|| own.and_then(|own| own.api.clone())),
            source: Source::Embedded("installed"),
        })
    }
}

impl DocumentCost {
    fn to_cost(self) -> Cost {
        let price = |value: Option<f64>| value.filter(|price| price.is_finite() && *price >= 0.0);
        Cost {
            input: price(self.input),
            output: price(self.output),
            cache_read: price(self.cache_read),
            cache_write: price(self.cache_write),
        }
    }
}

fn owned(text: Option<&String>) -> Option<Cow<'static, str>> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty()).map(|text| Cow::Owned(text.to_owned()))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked first")]
fn tokens(count: Option<f64>) -> Option<u64> {
    count.filter(|count| *count >= 1.0 && *count < 1e15).map(|count| count as u64)
}

/// A value of the wanted type, or anything else, which is read and dropped.
#[derive(Deserialize)]
#[serde(untagged)]
enum Maybe<T> {
    Fits(T),
    Other(IgnoredAny),
}

impl<T> Maybe<T> {
    fn fitting(self) -> Option<T> {
        match self {
            Self::Fits(value) => Some(value),
            Self::Other(IgnoredAny) => None,
        }
    }
}

pub(super) fn lenient<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    Ok(Maybe::deserialize(from)?.fitting())
}

pub(super) fn lenient_list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    from: D,
) -> Result<Vec<T>, D::Error> {
    let list = Maybe::<Vec<Maybe<T>>>::deserialize(from)?.fitting().unwrap_or_default();
    Ok(list.into_iter().filter_map(Maybe::fitting).collect())
}

pub(super) fn lenient_map<'de, D, T>(from: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let map = Maybe::<BTreeMap<String, Maybe<T>>>::deserialize(from)?.fitting().unwrap_or_default();
    Ok(map.into_iter().filter_map(|(key, value)| Some((key, value.fitting()?))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> DocumentCatalog {
        json5::from_str(text).expect("leniency accepts any JSON5 object")
    }

    #[test]
    fn wrong_types_drop_one_field_not_the_row() {
        let catalog = read(
            "{ mode: 3, providers: { box: { baseUrl: 'http://box', api: {}, apiKey: 'k', models: [
               { id: 'a', contextWindow: '1', maxTokens: 10, cost: { input: 1, output: null } }, 7, { name: 'b' } ] },
               odd: 4 } }",
        );
        assert_eq!(catalog.mode, None);
        assert_eq!(catalog.providers.len(), 1);
        let provider = &catalog.providers["box"];
        assert_eq!((provider.base_url.as_deref(), provider.api.as_deref()), (Some("http://box"), None));
        assert_eq!(provider.models.len(), 2);
        assert_eq!((provider.models[0].context_window, provider.models[0].max_tokens), (None, Some(10.0)));
        assert_eq!(
            provider.to_provider("box", None).models().len(),
            1,
            "a row without an id declares nothing"
        );
    }

    #[test]
    fn secrets_have_no_place() {
        let catalog =
            read("{ providers: { box: { apiKey: 'hush', headers: { a: 'hush' }, models: [{ id: 'm' }] } } }");
        assert!(!format!("{catalog:?}").contains("hush"));
    }

    #[test]
    fn replace_mode_and_compat_are_read() {
        let catalog = read(
            "{ mode: 'replace', providers: { p: { models: [{ id: 'm', compat: {
               supportsPromptCacheKey: true, cacheControlFormat: 'anthropic', other: 1 } }] } } }",
        );
        assert_eq!(catalog.mode, Some(ModelsMode::Replace));
        let compat = catalog.providers["p"].models[0].compat.clone().expect("compat");
        assert_eq!(compat.supports_prompt_cache_key, Some(true));
        assert_eq!(compat.cache_control_format.as_deref(), Some("anthropic"));
    }
}
