//! The names of each kind that a document, the schema or OpenClaw itself defines.

use super::context::{Place, Site, Step};
use super::snippet::CHOICES;
use super::variables;
use crate::catalog::{Provider, Status};
use crate::config::{channel, credentials, tool};
use crate::schema::overlay::{NameKind, NamePlace, NameUse, name_places};
use crate::schema::{PathStep, SchemaId};
use crate::syntax::{Entry, Node, Value};

/// A name that could be meant, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The name.
    pub text: String,
    /// A few words.
    pub about: String,
}

/// All names of a kind that could be meant at a site. Those of models are made elsewhere.
pub(super) fn of(site: &Site<'_>, kind: NameKind) -> Vec<Name> {
    let words = kind.words();
    match kind {
        NameKind::Agent => agents(site),
        NameKind::Profile => profiles(site, ordered_provider(site)).into_iter().map(about(words)).collect(),
        NameKind::Provider => {
            let catalog = site.snapshot.catalog();
            let declared = catalog.providers().filter(|provider| provider.declared);
            declared.map(|provider| provider.id.clone().into_owned()).map(about(words)).collect()
        }
        NameKind::Channel => channels(site),
        NameKind::Account => accounts(site),
        NameKind::SecretProvider => secret_providers(site),
        NameKind::Role => keys_at(site, &["gateway", "roles", "definitions"]).map(about(words)).collect(),
        NameKind::Voice => members(site.sibling("providers")).filter_map(key).map(about(words)).collect(),
        NameKind::Skill => keys_at(site, &["skills", "entries"]).map(about(words)).collect(),
        NameKind::Plugin => known(site, &["plugins", "entries"], words),
        NameKind::Tool => tools(site),
        NameKind::Variable => variables::names(site).into_iter().map(about(words)).collect(),
        NameKind::BrowserProfile => keys_at(site, &["browser", "profiles"]).map(about(words)).collect(),
        NameKind::WorkerProfile => keys_at(site, &["cloudWorkers", "profiles"]).map(about(words)).collect(),
        NameKind::Server | NameKind::Alias | NameKind::Model | NameKind::SessionKey => Vec::new(),
    }
}

/// The provider whose profiles are put in order at a site.
fn ordered_provider<'s>(site: &'s Site<'_>) -> Option<&'s str> {
    match &site.steps[..] {
        [Step::Key(auth), Step::Key(order), Step::Key(provider), ..]
            if auth == "auth" && order == "order" =>
        {
            Some(provider)
        }
        _ => None,
    }
}

fn about(words: &'static str) -> impl Fn(String) -> Name {
    move |text| Name { text, about: words.to_owned() }
}

fn key(entry: Entry<'_>) -> Option<String> {
    Some(entry.key()?.into_owned())
}

/// The value at a path of the document.
pub(super) fn at<'t>(site: &Site<'t>, path: &[&str]) -> Option<Value<'t>> {
    path.iter().try_fold(site.snapshot.tree.value()?, |value, key| value.get(key))
}

/// The entries of a value that is an object.
pub(super) fn members(value: Option<Value<'_>>) -> impl Iterator<Item = Entry<'_>> {
    value.and_then(Value::object).into_iter().flat_map(Node::entries)
}

fn keys_at<'t>(site: &Site<'t>, path: &[&str]) -> impl Iterator<Item = String> + 't {
    members(at(site, path)).filter_map(key)
}

fn text(entry: Entry<'_>, name: &str) -> Option<String> {
    Some(entry.value()?.get(name)?.as_str()?.into_owned())
}

fn sibling_text(site: &Site<'_>, name: &str) -> Option<String> {
    Some(site.sibling(name)?.as_str()?.into_owned())
}

/// The agents of both rosters; `main` exists where there is none.
fn agents(site: &Site<'_>) -> Vec<Name> {
    let detail =
        |entry| text(entry, "name").map_or_else(|| "agent".to_owned(), |name| format!("agent · {name}"));
    let entries = members(at(site, &["agents", "entries"]));
    let mut found: Vec<Name> =
        entries.filter_map(|entry| Some(Name { about: detail(entry), text: key(entry)? })).collect();
    let list = at(site, &["agents", "list"]).and_then(Value::array);
    let listed = list.into_iter().flat_map(Node::entries);
    found.extend(listed.filter_map(|entry| Some(Name { about: detail(entry), text: text(entry, "id")? })));
    if found.is_empty() {
        found.push(Name { text: "main".to_owned(), about: "the only agent".to_owned() });
    }
    found
}

/// The auth profiles that the document declares, of all providers or those that serve one, its own first.
pub(super) fn profiles(site: &Site<'_>, provider: Option<&str>) -> Vec<String> {
    let all = members(at(site, &["auth", "profiles"]));
    let own = |entry: &Entry<'_>| text(*entry, "provider");
    let fits = |entry: &Entry<'_>| {
        provider.is_none_or(|provider| own(entry).is_none_or(|own| credentials::serves(&own, provider)))
    };
    let is_foreign = |entry: &Entry<'_>| {
        provider.is_some_and(|provider| own(entry).is_some_and(|own| !own.eq_ignore_ascii_case(provider)))
    };
    let mut found: Vec<Entry<'_>> = all.filter(fits).collect();
    found.sort_by_key(is_foreign);
    found.into_iter().filter_map(key).collect()
}

/// The keys that the schema names at a path, and those that the document adds.
fn known(site: &Site<'_>, path: &[&str], words: &'static str) -> Vec<Name> {
    let schema = &site.snapshot.world.schema;
    let steps: Vec<PathStep<'_>> = path.iter().map(|key| PathStep::Key(key)).collect();
    let ids: Vec<SchemaId> = schema.lookup(&steps);
    let branches = ids.iter().flat_map(|id| schema.branches(*id));
    let mut found: Vec<String> = branches
        .flat_map(|id| schema.node(id).properties().map(|(name, _)| name.to_owned()).collect::<Vec<_>>())
        .collect();
    found.extend(keys_at(site, path));
    let mut seen = rustc_hash::FxHashSet::default();
    found.retain(|name| seen.insert(name.clone()));
    found.into_iter().map(about(words)).collect()
}

/// The channels; those that the document sets up come first.
fn channels(site: &Site<'_>) -> Vec<Name> {
    let channels = at(site, &["channels"]).and_then(Value::object);
    let is_set_up = |name: &Name| channels.is_some_and(|channels| channels.has(&name.text));
    let mut found = known(site, &["channels"], "channel");
    found.retain(|name| !channel::is_section(&name.text));
    found.sort_by_key(|name| !is_set_up(name));
    for name in &mut found {
        if is_set_up(name) {
            "channel of this document".clone_into(&mut name.about);
        }
    }
    found
}

/// The names of the document that could be the value at a path, where there are few enough to choose from.
pub(super) fn of_document(site: &Site<'_>, path: &[PathStep<'_>]) -> Vec<String> {
    use PathStep::{Item, Key};
    match path {
        [Key("auth"), Key("profiles"), Key(profile), Key("provider")] => {
            return profile.split_once(':').map(|(provider, _)| provider.to_owned()).into_iter().collect();
        }
        [Key("models"), Key("providers"), Key(provider), Key("models"), Item, Key("id")] => {
            return models(site, provider);
        }
        _ => {}
    }
    let place = name_places().lookup(path).iter().find(|place| !place.is_key);
    let names = match place {
        Some(NamePlace { used: NameUse::Definition, .. }) | None => return Vec::new(),
        Some(NamePlace { kind: NameKind::Channel, .. }) => channels_set_up(site),
        Some(place) => of(site, place.kind).into_iter().map(|name| name.text).collect(),
    };
    if names.len() > CHOICES { Vec::new() } else { names }
}

/// The first models of a provider that OpenClaw knows.
fn models(site: &Site<'_>, provider: &str) -> Vec<String> {
    let catalog = site.snapshot.catalog();
    let known = catalog.embedded().provider(&provider.trim().to_lowercase()).map(Provider::models);
    let usable = known
        .unwrap_or_default()
        .iter()
        .filter(|model| matches!(model.status, Status::Available | Status::Preview));
    usable.take(CHOICES).map(|model| model.id.to_string()).collect()
}

/// The channels that the document sets up.
fn channels_set_up(site: &Site<'_>) -> Vec<String> {
    keys_at(site, &["channels"]).filter(|name| !channel::is_section(name)).collect()
}

/// The accounts of the channel that a site lies in, or of the one that is named beside it.
fn accounts(site: &Site<'_>) -> Vec<Name> {
    let around = match &site.steps[..] {
        [Step::Key(channels), Step::Key(channel), ..] if channels == "channels" => Some(channel.clone()),
        _ => None,
    };
    let beside = || sibling_text(site, "channel").or_else(|| sibling_text(site, "target"));
    let Some(channel) = around.or_else(beside) else { return Vec::new() };
    let section = at(site, &["channels", channel::meant(&channel).unwrap_or(&channel)]);
    let accounts = members(section.and_then(|section| section.get("accounts")));
    accounts.filter_map(key).map(about("account")).collect()
}

/// The secret providers of the source that a reference asks for, or that a default is for.
fn secret_providers(site: &Site<'_>) -> Vec<Name> {
    let source = match (&site.steps[..], &site.place) {
        ([Step::Key(secrets), ..], Place::Value(Some(Step::Key(source)))) if secrets == "secrets" => {
            Some(source.clone())
        }
        _ => sibling_text(site, "source"),
    };
    let fits = |entry: &Entry<'_>| {
        let own = text(*entry, "source");
        source.as_ref().is_none_or(|source| own.is_none_or(|own| own == *source))
    };
    let all = members(at(site, &["secrets", "providers"]));
    all.filter(fits).filter_map(key).map(about("secret provider")).collect()
}

/// OpenClaw's tools and groups, and what the document's MCP servers bring.
fn tools(site: &Site<'_>) -> Vec<Name> {
    let own = tool::all().map(|(name, kind)| Name { text: name.to_owned(), about: kind.to_owned() });
    let servers = keys_at(site, &["mcp", "servers"]).chain(keys_at(site, &["nodeHost", "mcp", "servers"]));
    // Tool names begin with the server's, which OpenClaw rewrites where it holds other characters.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let globs = servers.filter(|server| server.chars().all(plain)).map(|server| Name {
        about: format!("tools of the MCP server {server}"),
        text: format!("{server}__*"),
    });
    globs.chain(own).collect()
}
