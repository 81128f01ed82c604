//! References to names that the document defines: agents, channels, accounts, profiles, tools (FACTS.md F).
//!
//! Where they stand is data, `data/overlay/references.tsv`.

use super::context::{Place, Site, Step};
use super::insert::Writer;
use super::keys::named;
use super::{CompletionItem, CompletionKind, names};
use crate::schema::{PathStep, PathTrie, overlay};
use crate::syntax::{Entry, Node};
use std::sync::LazyLock;

pub(super) use names::profiles;

/// What sort of name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An agent id.
    Agent,
    /// An auth profile.
    Profile,
    /// An auth profile of the provider that is the key above.
    OrderProfile,
    /// A provider of models.
    Provider,
    /// A channel.
    Channel,
    /// An account of the channel around.
    OwnAccount,
    /// An account of the channel that a sibling names.
    Account,
    /// A secret provider of the sort that the key says.
    SecretDefault,
    /// A role of the gateway.
    Role,
    /// A provider among the siblings' `providers`.
    Voice,
    /// A skill.
    Skill,
    /// A plugin.
    Plugin,
    /// A tool or a group of tools.
    Tool,
    /// A secret provider of the sort that a sibling names.
    Secret,
}

/// A name that could be meant, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The name.
    pub text: String,
    /// A few words.
    pub about: String,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    kind: Kind,
    is_key: bool,
    more: &'static str,
}

static PLACES: LazyLock<PathTrie<Row>> = LazyLock::new(|| {
    let file = include_str!("../../../data/overlay/references.tsv");
    PathTrie::build(rows(file).map(|[path, kind, more]| {
        let is_key = kind.ends_with("-key");
        (path, Row { kind: kind_of(kind.trim_end_matches("-key")), is_key, more })
    }))
});

/// The lines of a data file as columns.
pub(super) fn rows(file: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    let lines = file.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

/// The kind that a word of the file stands for.
pub(super) fn kind_of(word: &str) -> Kind {
    match word {
        "agent" => Kind::Agent,
        "profile" => Kind::Profile,
        "order-profile" => Kind::OrderProfile,
        "provider" => Kind::Provider,
        "channel" => Kind::Channel,
        "own-account" => Kind::OwnAccount,
        "account" => Kind::Account,
        "secret-default" => Kind::SecretDefault,
        "role" => Kind::Role,
        "voice" => Kind::Voice,
        "skill" => Kind::Skill,
        "plugin" => Kind::Plugin,
        _ => Kind::Tool,
    }
}

/// The names that could be the value at a site.
pub(super) fn values(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let path = site.value_path();
    let row = PLACES.lookup(&path).iter().find(|row| !row.is_key);
    let (kind, more) = match row {
        Some(row) => (row.kind, row.more),
        None if is_secret_provider(site) => (Kind::Secret, ""),
        None => return Vec::new(),
    };
    let mut found = names::of(site, kind);
    found.retain(|name| !is_listed(site, &name.text));
    let extra = more.split(',').filter(|word| !word.is_empty() && !is_listed(site, word));
    let item =
        |name: &Name| writer.string(&name.text, CompletionKind::Reference).with_detail(name.about.as_str());
    let mut items: Vec<_> = found.iter().map(item).collect();
    items.extend(extra.map(|word| writer.string(word, CompletionKind::EnumMember)));
    items
}

/// The names that could be a key at a site.
pub(super) fn keys(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let mut path = site.path();
    path.push(PathStep::Key(""));
    let Some(row) = PLACES.lookup(&path).iter().find(|row| row.is_key) else { return Vec::new() };
    let item = |name: &Name| {
        Some(named(site, writer, &name.text, CompletionKind::Reference)?.with_detail(name.about.as_str()))
    };
    names::of(site, row.kind).iter().filter_map(item).collect()
}

/// Whether the list that is being filled holds a text already.
fn is_listed(site: &Site<'_>, text: &str) -> bool {
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
