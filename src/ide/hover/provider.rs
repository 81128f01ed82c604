//! Keys that name a provider.

use super::card::{Card, code, code_list};
use super::model::unknown_in;
use super::place::{Part, Place};
use crate::catalog::{MergedCatalog, Provider, Source, life_of_provider};
use crate::release::Manner;
use crate::schema::overlay::{ModelClass, ModelShape, model_references};

/// The header whose flags OpenClaw sends itself unless the document has it.
const BETA_HEADER: &str = "anthropic-beta";

/// Says what a header of the document's own takes the place of.
pub(super) fn note_header(card: &mut Card, place: &Place<'_>) {
    let is_header = (place.key_at(0), place.key_at(1), place.key_at(3))
        == (Some("models"), Some("providers"), Some("headers"));
    if is_header && place.last_key().is_some_and(|key| key.eq_ignore_ascii_case(BETA_HEADER)) {
        let first =
            Manner::EarlyCache.last_until().map(|until| format!(" before {until}")).unwrap_or_default();
        card.paragraph(&format!(
            "These flags take the place of those that OpenClaw sends. Releases{first} need \
             `extended-cache-ttl-2025-04-11` among them for a cache of 1 hour; later ones need no flag for it, and one that \
             is kept does no harm.",
        ));
    }
}

/// Writes the provider that the key under the cursor names.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let steps = place.steps();
    let reference = model_references().lookup(&steps).first();
    let names_provider = reference.is_some_and(|reference| {
        reference.class == ModelClass::KeyProvider && reference.shape == ModelShape::Key
    });
    let Some(key) =
        place.last_key().filter(|key| names_provider && place.part == Part::Key && !key.contains('/'))
    else {
        return;
    };
    let id = key.trim().to_lowercase();
    let catalog = place.snapshot.catalog();
    match catalog.provider(&id).filter(|provider| provider.declared) {
        Some(provider) => known(card, provider),
        None => unknown(card, &catalog, &id),
    }
}

fn known(card: &mut Card, provider: &Provider) {
    let models = provider.models();
    let own = models.iter().filter(|model| model.source == Source::Document).count();
    let count = match (models.len(), own) {
        (0, _) => "none in the catalogue".to_owned(),
        (all, 0) => format!("{all} in the catalogue"),
        (all, own) if all == own => format!("{own} declared in this document"),
        (all, own) => format!("{all}, of which {own} declared in this document"),
    };
    card.paragraph(&format!("Provider {}.", code(&provider.id)));
    card.fact("Models", &count);
    let ids: Vec<&str> = models.iter().map(|model| model.id.as_ref()).collect();
    if !ids.is_empty() {
        card.fact("Ids", &code_list(&ids, 6));
    }
    if let Some(api) = &provider.api {
        card.fact("Protocol", &code(api));
    }
    if let Some(same) = &provider.same_as {
        card.fact("Stands for", &code(same));
    }
    if provider.overlay {
        card.fact("Shipped with OpenClaw", "`baseUrl` and `models` may be left out");
    }
}

fn unknown(card: &mut Card, catalog: &MergedCatalog, id: &str) {
    if let Some(life) = life_of_provider(id, catalog.version()) {
        card.paragraph(&unknown_in(catalog, id, life));
        return;
    }
    let hint = catalog.nearest_provider(id).map(|meant| format!(" Did you mean {}?", code(&meant)));
    card.paragraph(&format!("No provider {} is declared.{}", code(id), hint.unwrap_or_default()));
}
