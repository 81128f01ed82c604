//! References to names that the document defines: agents, channels, accounts, profiles, tools
//! (docs/openclaw/references.md).
//!
//! Where they stand the overlay knows.

use super::context::{Place, Site, Step};
use super::insert::Writer;
use super::key::named;
use super::names::Name;
use super::{CompletionItem, CompletionKind, names};
use crate::schema::PathStep;
use crate::schema::overlay::{self, NameKind, NamePlace, NameUse, name_places};

/// The names that could be the value at a site.
pub(super) fn values(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let path = site.value_path();
    let place = name_places().lookup(&path).iter().find(|place| !place.is_key);
    let kind = match place {
        Some(place) if place.used == NameUse::Definition => return Vec::new(),
        Some(place) => place.kind,
        None if is_secret_provider(site) => NameKind::SecretProvider,
        None => return Vec::new(),
    };
    let mut found = names::of(site, kind);
    found.retain(|name| !site.lists(&name.text));
    let more = place.into_iter().flat_map(NamePlace::more).filter(|word| !site.lists(word));
    let item =
        |name: &Name| writer.string(&name.text, CompletionKind::Reference).with_detail(name.about.as_str());
    let mut items: Vec<_> = found.iter().map(item).collect();
    items.extend(more.map(|word| writer.string(word, CompletionKind::EnumMember)));
    items
}

/// The names that could be a key at a site.
pub(super) fn keys(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let mut path = site.path();
    path.push(PathStep::Key(""));
    let is_meant = |place: &&NamePlace| place.is_key && place.used != NameUse::Definition;
    let Some(place) = name_places().lookup(&path).iter().find(is_meant) else { return Vec::new() };
    let item = |name: &Name| {
        Some(named(site, writer, &name.text, CompletionKind::Reference)?.with_detail(name.about.as_str()))
    };
    names::of(site, place.kind).iter().filter_map(item).collect()
}

/// `provider` of a `SecretRef` names one of `secrets.providers`.
fn is_secret_provider(site: &Site<'_>) -> bool {
    site.place == Place::Value(Some(Step::Key("provider".to_owned())))
        && overlay::accepts_secret_reference(&site.path())
}
