//! A message that somebody writes, as far as its way to an agent depends on it.

use std::fmt;

/// What a conversation is to bindings: groups and channels are one kind (docs/openclaw/routing.md#peers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Two who talk.
    Direct,
    /// A group, room or channel.
    Group,
}

impl Class {
    /// The class of a kind: `direct` (or `dm`), `group`, `channel`.
    pub fn of(kind: &str) -> Option<Self> {
        match kind.trim().to_lowercase().as_str() {
            "direct" | "dm" => Some(Self::Direct),
            "group" | "channel" => Some(Self::Group),
            _ => None,
        }
    }

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Group => "group",
        }
    }
}

/// A conversation: a person, or a group, room or channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// What it is.
    pub class: Class,
    /// Its id, without blanks around it.
    pub id: String,
}

impl Peer {
    /// A conversation of a class with an id.
    pub fn new(class: Class, id: &str) -> Self {
        Self { class, id: id.trim().to_owned() }
    }
}

impl fmt::Display for Peer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.class.word(), self.id)
    }
}

/// A message that somebody writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The channel that it comes from.
    pub channel: String,
    /// The account of ours that it is written to; that without a name where there is none.
    pub account: Option<String>,
    /// The conversation.
    pub peer: Option<Peer>,
    /// The conversation that holds this one: the channel of a thread.
    pub parent: Option<Peer>,
    /// The server of Discord.
    pub guild: Option<String>,
    /// The workspace of Slack or the team of Microsoft Teams.
    pub team: Option<String>,
    /// The roles that the sender has there.
    pub roles: Vec<String>,
    /// The topic of a forum in Telegram.
    pub thread: Option<String>,
}

impl Message {
    /// Reads `CHANNEL`, `CHANNEL:ACCOUNT` or `CHANNEL:ACCOUNT:KIND:ID`; the id may have colons of its own.
    ///
    /// # Errors
    ///
    /// Says what the text lacks.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.splitn(4, ':');
        let channel = parts.next().unwrap_or_default().trim().to_lowercase();
        if channel.is_empty() {
            return Err("a message begins with its channel, as in telegram:default:group:-100".to_owned());
        }
        let account = parts.next().map(str::trim).filter(|account| !account.is_empty());
        let message = Self { channel, account: account.map(str::to_owned), ..Self::default() };
        match (parts.next(), parts.next()) {
            (None, _) => Ok(message),
            (Some(kind), id) => Ok(Self { peer: Some(peer(kind, id.unwrap_or_default())?), ..message }),
        }
    }
}

/// Reads `KIND:ID`.
///
/// # Errors
///
/// Says what the text lacks.
pub(super) fn parse_peer(text: &str) -> Result<Peer, String> {
    let (kind, id) = text.split_once(':').unwrap_or((text, ""));
    peer(kind, id)
}

fn peer(kind: &str, id: &str) -> Result<Peer, String> {
    let class = Class::of(kind)
        .ok_or_else(|| format!("`{kind}` is no kind of conversation: direct, group or channel"))?;
    if id.trim().is_empty() {
        return Err(format!("`{kind}` needs the id of the conversation after it, as in {kind}:123"));
    }
    Ok(Peer::new(class, id))
}

impl std::str::FromStr for Peer {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        parse_peer(text)
    }
}

/// A part of a message that a binding may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The channel.
    Channel,
    /// The account.
    Account,
    /// The conversation.
    Peer,
    /// The server.
    Guild,
    /// The team.
    Team,
    /// The roles of the sender.
    Roles,
}

impl Part {
    /// The key of `match` that names it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Account => "accountId",
            Self::Peer => "peer",
            Self::Guild => "guildId",
            Self::Team => "teamId",
            Self::Roles => "roles",
        }
    }
}
