//! Providers and models: the embedded catalogue, merged with what a document declares.
//!
//! The embedded tables are facts about one release of OpenClaw, kept as text under `data/catalog/` and read once, on
//! first use, by [`Catalog::embedded`]. What an open document says under `models.providers` is read into a
//! [`DocumentCatalog`]; [`MergedCatalog`] answers for both. [`MergedCatalog::judge`] says how OpenClaw would take a
//! model reference (docs/openclaw/models.md#verdicts), and [`card`] writes a model down for people.

pub mod card;
mod document;
mod embedded;
mod installed;
mod manifest;
mod media;
mod merged;
mod model;
mod past;
mod table;
mod verdict;

pub use document::{CacheCompat, DocumentCatalog, DocumentCost, DocumentModel, DocumentProvider, ModelsMode};
pub use embedded::{Catalog, Renamed, Suppression, SuppressionWhen};
pub use installed::{Brought, Installed, ReleaseCatalog};
pub use manifest::Manifest;
pub use media::{MediaModel, media_models};
pub use merged::MergedCatalog;
pub use model::{Cost, InputKind, Model, Provider, Source, Status};
pub use past::{Life, life_of_model, life_of_provider};
pub use verdict::Judgement;
