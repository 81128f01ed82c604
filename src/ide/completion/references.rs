//! References to names that the document defines: agents, channels, accounts, profiles, tools
//! (docs/openclaw/references.md).
//!
//! Where they stand the overlay knows.

use super::context::{Place, Site, Step};
use super::insert::Writer;
use super::keys::named;
use super::{CompletionItem, CompletionKind, names};
use crate::schema::PathStep;
use crate::schema::overlay::{self, NameKind, NamePlace, NameUse, name_places};
use crate::syntax::{Entry, Node};

pub(super) use names::profiles;

/// A name that could be meant, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The name.
    pub text: String,
    /// A few words.
    pub about: String,
}

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
    found.retain(|name| !is_listed(site, &name.text));
    let more = place.into_iter().flat_map(NamePlace::more).filter(|word| !is_listed(site, word));
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

/// Whether the list that is being filled holds a text already.
pub(super) fn is_listed(site: &Site<'_>, text: &str) -> bool {
    if !matches!(site.place, Place::Value(Some(Step::Item(_)))) {
        return false;
    }
    let elements = site.container().into_iter().flat_map(Node::entries);
    let own = site.entry.map(Entry::index);
    elements
        .filter(|element| own != Some(element.index()))
        .any(|element| element.value().and_then(|value| Some(value.as_str()? == text)).unwrap_or_default())
}

/// `provider` of a `SecretRef` names one of `secrets.providers`.
fn is_secret_provider(site: &Site<'_>) -> bool {
    site.place == Place::Value(Some(Step::Key("provider".to_owned())))
        && overlay::accepts_secret_reference(&site.path())
}
