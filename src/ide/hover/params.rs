//! The keys of a `params` bag: who reads them, and how else they are spelt (docs/openclaw/params.md#keys).

use super::card::{Card, code, code_list};
use super::place::Place;
use crate::config::cache_lifetime::Route;
use crate::config::model_ref::Parsed;
use crate::config::params::{self, ParamKey};
use crate::schema::overlay;

/// Lists what the table of parameters knows about the key.
pub(super) fn list(card: &mut Card, place: &Place<'_>) {
    let steps = place.steps();
    let Some((_, bag)) = steps.split_last() else { return };
    if overlay::params_layers().lookup(bag).is_empty() {
        return;
    }
    let Some(key) = place.last_key() else { return };
    match params::key(key) {
        Some(known) => describe(card, place, known, key),
        None => match params::nearest_name(key) {
            Some(meant) => card.fact("Not a known parameter", &format!("did you mean {}?", code(meant))),
            None => card.fact("Not a known parameter", "it is passed on or silently ignored"),
        },
    }
}

fn describe(card: &mut Card, place: &Place<'_>, known: &ParamKey, written: &str) {
    if !known.types.is_empty() {
        card.fact("Type", &known.types.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or "));
    }
    if !known.values.is_empty() {
        card.fact("Values with an effect", &code_list(&known.values, 24));
    }
    let bounds: Vec<String> =
        [known.min.map(|min| format!("at least {min}")), known.max.map(|max| format!("at most {max}"))]
            .into_iter()
            .flatten()
            .collect();
    if !bounds.is_empty() {
        card.fact("Bounds", &bounds.join(", "));
    }
    if !known.read_by.is_empty() {
        card.fact("Read by", &code_list(&known.read_by, 12));
    }
    let others: Vec<&str> = std::iter::once(known.name)
        .chain(known.aliases.iter().copied())
        .filter(|name| *name != written)
        .collect();
    if !others.is_empty() {
        card.fact("Other spellings", &code_list(&others, 8));
    }
    if let Some(provider) = unread(place, known) {
        card.fact("Here", &format!("{} does not read it", code(&provider)));
    }
}

/// The provider of the model whose entry the bag belongs to, if it does not read the key.
fn unread(place: &Place<'_>, known: &ParamKey) -> Option<String> {
    let at = place.path.len().checked_sub(3)?;
    let is_models = place.key_at(at.checked_sub(1)?) == Some("models");
    let model =
        Parsed::parse(place.key_at(at).filter(|_| is_models)?).model_ref(place.snapshot.world.lexicon())?;
    let route = Route::of(&place.snapshot.catalog(), &model);
    (!known.is_read_by(&model.provider, route.api.as_deref())).then_some(model.provider)
}
