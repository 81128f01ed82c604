//! Model references, as values and as keys: which model is meant, and its card.

use super::card::{Card, code};
use super::place::{Part, Place};
use super::usage;
use crate::catalog::{
    Judgement, Life, MergedCatalog, Model, Source, card as catalog_card, life_of_model, life_of_provider,
};
use crate::check::Facts;
use crate::config::model_ref::{ModelRef, Parsed, Shape};
use crate::config::selection::{Alias, AliasOrigin, How, ModelNames};
use crate::schema::overlay::{ModelClass, ModelReference, ModelShape, model_references};
use crate::syntax::Value;

/// Writes the model that the reference under the cursor selects.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let Some((written, class)) = reference_at(place) else { return };
    let catalog = place.snapshot.catalog();
    let names = names_at(place);
    let Some(model) = meant(card, place, &names, &written, class) else { return };
    judge(card, &catalog, &model);
    if let Some(row) = row_of(&catalog, &model) {
        card.paragraph(&catalog_card::markdown(row));
        if let Some(line) = declared_line(place, &model).filter(|_| row.source == Source::Document) {
            card.fact("Line", &line.to_string());
        }
    }
    aliases(card, place, &names, &model);
    usage::explain(card, place, &model);
    if place.part == Part::Key {
        params_note(card, place, &model, &written);
    }
}

/// The text of the reference and how OpenClaw reads it.
fn reference_at(place: &Place<'_>) -> Option<(String, ModelClass)> {
    let steps = place.steps();
    let ModelReference { class, shape } = *model_references().lookup(&steps).first()?;
    match (place.part, shape) {
        (Part::Key, ModelShape::Key) => {
            let key = place.last_key()?;
            let is_model = class == ModelClass::KeyModel || key.contains('/');
            is_model.then(|| (key.to_owned(), class))
        }
        (Part::Value, ModelShape::Text | ModelShape::TextOrObject) => {
            let text = place.text().filter(|text| !text.contains("${"))?;
            Some((text.into_owned(), class))
        }
        _ => None,
    }
}

/// The names that hold at the place: those of its agent, or of the defaults.
pub(super) fn names_at(place: &Place<'_>) -> ModelNames {
    let environment = place.snapshot.world.environment();
    let agent = place.agent();
    match place.root() {
        // Those of the defaults are known from the diagnostics.
        Some(_) if agent.is_none() => ModelNames::clone(Facts::new(place.snapshot).names()),
        Some(root) => ModelNames::read(&root, agent.as_deref(), environment),
        None => ModelNames::default(),
    }
}

/// The model that a written text means at the place, after saying how it comes to it.
fn meant(
    card: &mut Card,
    place: &Place<'_>,
    names: &ModelNames,
    written: &str,
    class: ModelClass,
) -> Option<ModelRef> {
    let parsed = Parsed::parse(written);
    match (class, parsed.shape) {
        (ModelClass::IdOnly, _) => Some(ModelRef::new(&provider_beside(place)?, written.trim())),
        (_, Shape::Wildcard) => {
            let provider = code(parsed.provider_text().unwrap_or_default());
            card.paragraph(&format!("Stands for all models of {provider} that begin so."));
            None
        }
        (_, Shape::Empty) => {
            card.paragraph("Empty: no model.");
            None
        }
        (
            ModelClass::KeyModel
            | ModelClass::KeyProvider
            | ModelClass::Literal
            | ModelClass::Exact
            | ModelClass::Decision,
            _,
        ) => literal(card, place, &parsed, written),
        (ModelClass::Loose, Shape::Bare) => None,
        _ => Some(selected(card, place, names, written)),
    }
}

/// A place where aliases are not looked up.
fn literal(card: &mut Card, place: &Place<'_>, parsed: &Parsed<'_>, written: &str) -> Option<ModelRef> {
    if parsed.shape != Shape::Full {
        card.paragraph(&format!(
            "{} is not `provider/model`, and aliases are not looked up here.",
            code(written)
        ));
        return None;
    }
    let model = parsed.model_ref(place.snapshot.world.lexicon())?;
    if model.to_string() != written.trim() {
        card.paragraph(&format!("Selects {}.", code(&model.to_string())));
    }
    Some(model)
}

fn selected(card: &mut Card, place: &Place<'_>, names: &ModelNames, written: &str) -> ModelRef {
    let found = names.resolve(written);
    let (name, model) = (code(written), code(&found.model.to_string()));
    let sentence = match &found.how {
        How::Written if found.model.to_string() == written.trim() => String::new(),
        How::Written | How::Special => format!("{name} selects {model}."),
        How::Alias(AliasOrigin::BuiltIn) => format!(
            "{name} is an alias of OpenClaw's own for {model}; it holds because that model is a key of \
             `agents.defaults.models`, written there or added on loading."
        ),
        How::Alias(origin) => {
            format!("{name} is an alias for {model}{}.", alias_place(place, names, &found.model, *origin))
        }
        How::UniqueMatch => format!("{name} selects {model}: only that provider has a model of this id."),
        How::DefaultProvider => format!(
            "{name} is neither an alias nor the id of a configured model: OpenClaw reads it as {model} and only logs a warning. \
             Write `provider/model`."
        ),
        How::DefaultModel => format!("{name} cannot be read as a model: OpenClaw uses {model} instead."),
    };
    card.paragraph(&sentence);
    if let Some(profile) = found.profile {
        card.paragraph(&format!("Uses the auth profile {}.", code(&profile)));
    }
    found.model
}

/// Where an alias is written: `, defined in line 12`.
fn alias_place(place: &Place<'_>, names: &ModelNames, model: &ModelRef, origin: AliasOrigin) -> String {
    let alias = names.aliases().find(|alias| alias.target == *model && alias.origin == origin);
    alias
        .and_then(|alias| alias_line(place, alias))
        .map_or_else(String::new, |line| format!(", defined in line {line}"))
}

fn alias_line(place: &Place<'_>, alias: &Alias) -> Option<usize> {
    let agents = place.root()?.get("agents")?;
    let models = match alias.origin {
        AliasOrigin::Agent => {
            crate::config::agent_entry::agent_entry(&place.root()?, &place.agent()?)?.get("models")?
        }
        _ => agents.get("defaults")?.get("models")?,
    };
    let entry = models.get(&alias.key)?.object()?.member("alias")?;
    Some(place.line(entry.range().start))
}

/// The provider that an id without one belongs to: the section it stands in, or its sibling `provider`.
fn provider_beside(place: &Place<'_>) -> Option<String> {
    if place.key_at(0) == Some("models") && place.key_at(1) == Some("providers") {
        return place.key_at(2).map(|id| id.trim().to_lowercase());
    }
    let siblings = place.containers.last()?;
    Some(siblings.get("provider")?.as_str()?.trim().to_lowercase())
}

fn judge(card: &mut Card, catalog: &MergedCatalog, model: &ModelRef) {
    let write = |to: &Option<String>| {
        to.as_ref().map(|to| format!(" Write {} instead.", code(to))).unwrap_or_default()
    };
    let maybe = |to: &Option<String>| {
        to.as_ref().map(|to| format!(" Did you mean {}?", code(to))).unwrap_or_default()
    };
    let (provider, id) = (model.provider.as_str(), model.id.as_str());
    let name = code(&model.to_string());
    let sentence = match catalog.judge(provider, id) {
        Judgement::Known(_) => return,
        Judgement::Suppressed { replacement } => {
            format!("OpenClaw refuses {name}: the configuration is invalid with it.{}", write(&replacement))
        }
        Judgement::Retired { target } => format!("{name} is out of service.{}", write(&Some(target))),
        Judgement::Deprecated { replaced_by, .. } => {
            format!("{name} is deprecated: hidden in lists, but still selectable.{}", write(&replaced_by))
        }
        Judgement::UnknownModel { .. } if let Some(life) = life_of_model(provider, id, catalog.version()) => {
            format!("OpenClaw {} does not list {name}: {}.", catalog.version(), lived(life))
        }
        Judgement::UnknownModel { nearest } => format!(
            "{name} is not in the catalogue; it may be newer than the catalogue, or self-hosted.{}",
            maybe(&nearest)
        ),
        Judgement::UnknownProvider { .. }
            if let Some(life) = life_of_provider(provider, catalog.version()) =>
        {
            unknown_in(catalog, provider, life)
        }
        Judgement::UnknownProvider { nearest } => {
            let nearest = nearest.map(|nearest| format!("{nearest}/{id}"));
            format!("No provider {} is declared.{}", code(provider), maybe(&nearest))
        }
        Judgement::NoRows => format!("The catalogue has no list of the models of {}.", code(provider)),
    };
    card.paragraph(&sentence);
}

/// That a release does not know a provider that others know.
pub(super) fn unknown_in(catalog: &MergedCatalog, provider: &str, life: Life) -> String {
    format!("OpenClaw {} does not know the provider {}: {}.", catalog.version(), code(provider), lived(life))
}

fn lived(life: Life) -> String {
    match life {
        Life::Comes(since) => format!("it exists since {since}"),
        Life::Went(until) => format!("it was known before {until}"),
    }
}

/// The catalogue's row, also where the provider stands for another or the id begins with the provider.
fn row_of<'c>(catalog: &'c MergedCatalog, model: &ModelRef) -> Option<&'c Model> {
    let provider = catalog.provider(&model.provider)?;
    let own_prefix = model.id.strip_prefix(&format!("{}/", model.provider));
    let own = provider.model(&model.id).or_else(|| provider.model(own_prefix?));
    own.or_else(|| catalog.model(provider.same_as.as_deref()?, &model.id))
}

/// The line of the element of `models.providers.<provider>.models` with the id.
fn declared_line(place: &Place<'_>, model: &ModelRef) -> Option<usize> {
    let sections = place.root()?.get("models")?.get("providers")?.object()?;
    let is_provider = |key: &str| key.trim().to_lowercase() == model.provider;
    let section = sections.entries().find(|entry| entry.key().is_some_and(|key| is_provider(&key)))?;
    let rows = section.value()?.get("models")?.array()?;
    let has_id =
        |value: Value<'_>| value.get("id").and_then(Value::as_str).is_some_and(|id| id.trim() == model.id);
    let row = rows.entries().find(|entry| entry.value().is_some_and(has_id))?;
    Some(place.line(row.range().start))
}

fn aliases(card: &mut Card, place: &Place<'_>, names: &ModelNames, model: &ModelRef) {
    for alias in names.aliases().filter(|alias| alias.target == *model) {
        let origin = match alias_line(place, alias).filter(|_| alias.origin != AliasOrigin::BuiltIn) {
            Some(line) => format!("line {line}"),
            None => "OpenClaw's own".to_owned(),
        };
        card.fact("Alias", &format!("{} ({origin})", code(&alias.name)));
    }
}

/// Says so where the `params` of an entry can never apply, since its key is not the one that is looked up.
fn params_note(card: &mut Card, place: &Place<'_>, model: &ModelRef, written: &str) {
    let has_params = place.value().is_some_and(|value| value.get("params").is_some());
    let applies = model.takes_params(written, place.agent().is_some(), place.snapshot.world.lexicon());
    if has_params && !applies {
        let name = code(&model.to_string());
        card.paragraph(&format!(
            "The `params` of this entry never apply: OpenClaw looks for the key {name} exactly."
        ));
    }
}
