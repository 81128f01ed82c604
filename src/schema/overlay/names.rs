//! Where the names stand that a configuration makes up itself, and where it means them
//! (docs/openclaw/references.md#silent-references).

use super::table::{rows, trie};
use crate::schema::PathTrie;
use std::sync::LazyLock;

/// What is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// An agent.
    Agent,
    /// A session, or how its key begins; keys with `agent:` in front name the agent next.
    SessionKey,
    /// Another name of a model.
    Alias,
    /// A model of a provider.
    Model,
    /// A provider of models.
    Provider,
    /// An auth profile.
    Profile,
    /// A channel.
    Channel,
    /// An account of a channel.
    Account,
    /// A provider of secrets.
    SecretProvider,
    /// A role of the gateway.
    Role,
    /// A provider of speech, among those beside it.
    Voice,
    /// A skill.
    Skill,
    /// A plugin.
    Plugin,
    /// An MCP server.
    Server,
    /// A tool or a group of tools; those of an MCP server begin with its name.
    Tool,
    /// An environment variable.
    Variable,
    /// A profile of the browser.
    BrowserProfile,
    /// A profile of cloud workers.
    WorkerProfile,
}

impl NameKind {
    /// The words for one such thing, without an article.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::SessionKey => "session",
            Self::Alias => "model alias",
            Self::Model => "model",
            Self::Provider | Self::Voice => "provider",
            Self::Profile => "auth profile",
            Self::Channel => "channel",
            Self::Account => "account",
            Self::SecretProvider => "secret provider",
            Self::Role => "role",
            Self::Skill => "skill",
            Self::Plugin => "plugin",
            Self::Server => "MCP server",
            Self::Tool => "tool",
            Self::Variable => "environment variable",
            Self::BrowserProfile => "browser profile",
            Self::WorkerProfile => "worker profile",
        }
    }
}

/// What a name does at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameUse {
    /// It is made up there.
    Definition,
    /// It is meant there.
    Reference,
    /// It is meant there, and OpenClaw says nothing when it leads nowhere.
    Silent,
}

/// One place of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamePlace {
    /// What is named.
    pub kind: NameKind,
    /// What the name does there.
    pub used: NameUse,
    /// The name is the key of the member, not its value.
    pub is_key: bool,
    more: &'static str,
}

impl NamePlace {
    /// Further texts that are allowed there and are no names, such as `*`.
    pub fn more(&self) -> impl Iterator<Item = &'static str> {
        self.more.split(',').filter(|word| !word.is_empty())
    }
}

pub(super) const TABLE: &str = include_str!("../../../data/overlay/references.tsv");

static PLACES: LazyLock<PathTrie<NamePlace>> = LazyLock::new(|| trie(places()));

fn places() -> impl Iterator<Item = (&'static str, NamePlace)> {
    rows(TABLE).map(|[path, kind, used, more]| {
        let used = match used {
            "definition" => NameUse::Definition,
            "silent" => NameUse::Silent,
            _ => NameUse::Reference,
        };
        (path, NamePlace { kind: kind_of(kind), used, is_key: path.ends_with(".<key>"), more })
    })
}

/// Every place of a name but those of model references, which [`super::model_references`] knows.
pub fn name_places() -> &'static PathTrie<NamePlace> {
    &PLACES
}

/// The patterns of the places at which a name of a kind is meant and OpenClaw says nothing when it leads nowhere.
pub fn silent_references(kind: NameKind) -> impl Iterator<Item = &'static str> {
    let wanted = move |place: &NamePlace| place.kind == kind && place.used == NameUse::Silent;
    places().filter(move |(_, place)| wanted(place)).map(|(path, _)| path)
}

/// The patterns of the places at which a name of a kind is meant.
pub fn references(kind: NameKind) -> impl Iterator<Item = &'static str> {
    let wanted = move |place: &NamePlace| place.kind == kind && place.used != NameUse::Definition;
    places().filter(move |(_, place)| wanted(place)).map(|(path, _)| path)
}

pub(super) fn kind_of(word: &str) -> NameKind {
    match word {
        "agent" => NameKind::Agent,
        "session-key" => NameKind::SessionKey,
        "alias" => NameKind::Alias,
        "model" => NameKind::Model,
        "provider" => NameKind::Provider,
        "profile" => NameKind::Profile,
        "channel" => NameKind::Channel,
        "account" => NameKind::Account,
        "secret-provider" => NameKind::SecretProvider,
        "role" => NameKind::Role,
        "voice" => NameKind::Voice,
        "skill" => NameKind::Skill,
        "plugin" => NameKind::Plugin,
        "server" => NameKind::Server,
        "variable" => NameKind::Variable,
        "browser-profile" => NameKind::BrowserProfile,
        "worker-profile" => NameKind::WorkerProfile,
        _ => NameKind::Tool,
    }
}
