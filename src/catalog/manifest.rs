//! What a plugin's manifest says of providers and models: plain data that serde can read.
//!
//! As with documents, a field of the wrong type counts as absent, and nothing has a field that may hold a secret.

use super::document::{DocumentModel, lenient, lenient_list, lenient_map};
use super::embedded::{Suppression, SuppressionWhen};
use super::model::{Model, Status};
use crate::schema::Addition;
use serde::Deserialize;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The manifest of one plugin (docs/openclaw/models.md#catalogues).
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Manifest {
    /// The id of the plugin.
    #[serde(deserialize_with = "lenient")]
    pub id: Option<String>,
    /// The ids of the channels that it brings.
    #[serde(deserialize_with = "lenient_list")]
    pub channels: Vec<String>,
    /// The settings of those channels, by id.
    #[serde(deserialize_with = "lenient_map")]
    pub channel_configs: BTreeMap<String, ManifestChannel>,
    /// The JSON Schema of its own settings.
    #[serde(deserialize_with = "lenient")]
    pub config_schema: Option<Value>,
    /// The ids of the providers that the plugin brings.
    #[serde(deserialize_with = "lenient_list")]
    pub providers: Vec<String>,
    /// Its models, and those that it refuses.
    #[serde(deserialize_with = "lenient")]
    pub model_catalog: Option<ManifestCatalog>,
    /// Its short names.
    #[serde(deserialize_with = "lenient")]
    pub model_id_normalization: Option<ManifestNames>,
}

/// The value of `channelConfigs.<id>`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ManifestChannel {
    /// The JSON Schema of the channel's settings.
    #[serde(deserialize_with = "lenient")]
    pub schema: Option<Value>,
}

/// The value of `modelCatalog`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ManifestCatalog {
    /// The models of each provider.
    #[serde(deserialize_with = "lenient_map")]
    pub providers: BTreeMap<String, ManifestProvider>,
    /// The ids that are refused.
    #[serde(deserialize_with = "lenient_list")]
    pub suppressions: Vec<ManifestSuppression>,
}

/// The value of `modelCatalog.providers.<id>`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ManifestProvider {
    /// The wire protocol.
    #[serde(deserialize_with = "lenient")]
    pub api: Option<String>,
    /// The models.
    #[serde(deserialize_with = "lenient_list")]
    pub models: Vec<ManifestModel>,
}

/// A model, which says where it is in its life besides what a document can say.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ManifestModel {
    /// What a document can say as well.
    #[serde(flatten)]
    pub row: DocumentModel,
    /// Where it is in its life.
    #[serde(deserialize_with = "lenient")]
    pub status: Option<String>,
    /// The id of its successor.
    #[serde(deserialize_with = "lenient")]
    pub replaced_by: Option<String>,
}

/// An element of `modelCatalog.suppressions`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ManifestSuppression {
    /// The provider.
    #[serde(deserialize_with = "lenient")]
    pub provider: Option<String>,
    /// The refused id.
    #[serde(deserialize_with = "lenient")]
    pub model: Option<String>,
    /// Where it is refused; everywhere where nothing is said.
    #[serde(deserialize_with = "lenient")]
    pub when: Option<ManifestCondition>,
    /// What took its place.
    #[serde(deserialize_with = "lenient")]
    pub retirement: Option<ManifestRetirement>,
}

/// The value of `when` of a suppression.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ManifestCondition {
    /// The hosts on which the id is refused.
    #[serde(deserialize_with = "lenient_list")]
    pub base_url_hosts: Vec<String>,
}

/// The value of `retirement` of a suppression.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct ManifestRetirement {
    /// The id that took its place.
    #[serde(deserialize_with = "lenient")]
    pub replaced_by: Option<String>,
}

/// The value of `modelIdNormalization`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ManifestNames {
    /// By provider.
    #[serde(deserialize_with = "lenient_map")]
    pub providers: BTreeMap<String, ManifestAliases>,
}

/// The short names of one provider.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ManifestAliases {
    /// The id that each stands for.
    #[serde(deserialize_with = "lenient_map")]
    pub aliases: BTreeMap<String, String>,
}

impl Manifest {
    /// What it adds to the schema of OpenClaw: the settings of its channels, and its own. A channel that it only names takes any
    /// object.
    pub fn additions(&self) -> Vec<Addition> {
        let schema = |id: &String| self.channel_configs.get(id).and_then(|own| own.schema.clone());
        let any = || json!({ "type": "object" });
        let channels = self.channels.iter().filter(|id| is_id(id));
        let channels = channels.map(|id| Addition::channel(id, schema(id).unwrap_or_else(any)));
        let plugin = self.id.as_ref().filter(|id| is_id(id));
        let own = plugin.map(|id| Addition::plugin(id, self.config_schema.clone().unwrap_or_else(any)));
        channels.chain(own).collect()
    }

    /// All providers that it names.
    pub(super) fn provider_ids(&self) -> impl Iterator<Item = &str> {
        self.providers.iter().map(String::as_str).chain(self.sections().map(|(id, _)| id))
    }

    /// Its providers with models.
    pub(super) fn sections(&self) -> impl Iterator<Item = (&str, &ManifestProvider)> {
        let catalog = self.model_catalog.iter();
        catalog.flat_map(|catalog| catalog.providers.iter().map(|(id, section)| (id.as_str(), section)))
    }

    /// The ids that it refuses, with their providers.
    pub(super) fn suppressions(&self) -> impl Iterator<Item = (&str, &str, Suppression)> {
        let all = self.model_catalog.iter().flat_map(|catalog| &catalog.suppressions);
        all.filter_map(|one| Some((one.provider.as_deref()?, one.model.as_deref()?, one.read())))
    }

    /// Provider, short name and id.
    pub(super) fn short_names(&self) -> impl Iterator<Item = [&str; 3]> {
        let names = self.model_id_normalization.iter().flat_map(|names| &names.providers);
        names.flat_map(|(provider, own)| {
            own.aliases.iter().map(move |(short, id)| [provider.as_str(), short.as_str(), id.as_str()])
        })
    }
}

/// Whether a text can be a key of a configuration.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.trim() == text
}

impl ManifestSuppression {
    fn read(&self) -> Suppression {
        let hosts = self.when.iter().flat_map(|when| &when.base_url_hosts);
        let hosts: Vec<Cow<'static, str>> = hosts.map(|host| Cow::Owned(host.clone())).collect();
        let when = if self.when.is_none() { SuppressionWhen::Always } else { SuppressionWhen::OnHosts };
        let replacement = self.retirement.as_ref().and_then(|one| one.replaced_by.clone());
        Suppression { when, hosts, replacement: replacement.map(Cow::Owned) }
    }
}

impl ManifestModel {
    /// The model of a provider with this id, filled up from what is known of it.
    pub(super) fn model(
        &self,
        provider: &str,
        section: &ManifestProvider,
        known: Option<&Model>,
    ) -> Option<Model> {
        let own = self.row.to_row(provider, section.api.as_ref(), known)?;
        let status = self.status.as_deref().and_then(Status::parse);
        let replaced_by = self.replaced_by.clone().map(Cow::Owned);
        Some(Model { status: status.unwrap_or(Status::Available), replaced_by, ..own })
    }
}
