//! One element of `bindings`, as it is matched with messages.

use super::message::{Class, Message, Part, Peer};
use super::tier::Tier;
use crate::config::{ConfigValue, account_id};
use std::borrow::Cow;
use std::fmt;

/// Which accounts of a channel a binding is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AccountPattern {
    /// `*`: each.
    Any,
    /// That with this id, in the form that is compared; a binding that names none is about `default`.
    One(String),
}

impl AccountPattern {
    fn read(written: &str) -> Self {
        if written.trim() == "*" { Self::Any } else { Self::One(account_id::normalize(written)) }
    }

    /// Whether it is about an account.
    pub fn has(&self, account: &str) -> bool {
        match self {
            Self::Any => true,
            Self::One(id) => id == account,
        }
    }
}

/// Which conversations a binding is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PeerRule {
    /// What they are.
    pub class: Class,
    /// The one; each of the class where the document says `*`.
    pub id: Option<String>,
}

impl PeerRule {
    fn has(&self, peer: &Peer) -> bool {
        self.class == peer.class && self.id.as_ref().is_none_or(|id| *id == peer.id)
    }
}

/// A binding that takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Its place in `bindings`; nothing where OpenClaw adds it while it reads the file.
    pub index: Option<usize>,
    /// The agent, as it is written.
    pub agent: String,
    /// The channel, in lower case.
    pub channel: String,
    /// The accounts.
    pub account: AccountPattern,
    /// The conversations; any where there is no such rule.
    pub peer: Option<PeerRule>,
    /// The server of Discord.
    pub guild: Option<String>,
    /// The workspace or team.
    pub team: Option<String>,
    /// The roles, one of which the sender must have; empty where none is asked for.
    pub roles: Vec<String>,
    /// How direct messages are kept apart, where the binding says it.
    pub dm_scope: Option<String>,
    /// How groups are kept apart, where the binding says it.
    pub group_scope: Option<String>,
}

/// Why an element of `bindings` takes no part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// It is about an ACP session, which has one conversation to itself.
    Acp,
    /// It names no channel.
    NoChannel,
    /// It has a `peer` whose `id` is blank, or whose `kind` is none.
    NoPeer,
}

impl Binding {
    /// Reads an element.
    ///
    /// # Errors
    ///
    /// Says why it takes no part.
    pub fn read<V: ConfigValue>(element: &V, index: usize) -> Result<Self, Idle> {
        if element.get("type").and_then(|kind| kind.as_str().map(|kind| kind == "acp")) == Some(true) {
            return Err(Idle::Acp);
        }
        let text = |key: &str| element.text_at(&["match", key]);
        let channel = text("channel").ok_or(Idle::NoChannel)?.to_lowercase();
        let peer = match element.at(&["match", "peer"]) {
            None => None,
            Some(peer) => Some(read_peer(&peer).ok_or(Idle::NoPeer)?),
        };
        let roles = element.at(&["match", "roles"]).map(|roles| roles.items()).unwrap_or_default();
        Ok(Self {
            index: Some(index),
            agent: element.text_at(&["agentId"]).unwrap_or_default(),
            channel,
            account: AccountPattern::read(&text("accountId").unwrap_or_default()),
            peer,
            guild: text("guildId"),
            team: text("teamId"),
            roles: roles.iter().filter_map(|role| role.as_str().map(Cow::into_owned)).collect(),
            dm_scope: element.text_at(&["session", "dmScope"]),
            group_scope: element.text_at(&["session", "groupScope"]),
        })
    }

    /// One that OpenClaw adds for all accounts of a channel.
    pub(super) fn added(channel: &str, agent: &str) -> Self {
        Self {
            index: None,
            agent: agent.to_owned(),
            channel: channel.to_owned(),
            account: AccountPattern::Any,
            peer: None,
            guild: None,
            team: None,
            roles: Vec::new(),
            dm_scope: None,
            group_scope: None,
        }
    }

    /// How closely it names a message.
    pub fn tier(&self) -> Tier {
        match (&self.peer, &self.guild, &self.team, &self.account) {
            (Some(PeerRule { id: Some(_), .. }), ..) => Tier::Peer,
            (Some(PeerRule { id: None, .. }), ..) => Tier::AnyPeer,
            (None, Some(_), ..) if !self.roles.is_empty() => Tier::Roles,
            (None, Some(_), ..) => Tier::Guild,
            (None, None, Some(_), _) => Tier::Team,
            (None, None, None, AccountPattern::One(_)) => Tier::Account,
            (None, None, None, AccountPattern::Any) => Tier::Channel,
        }
    }

    /// The first part that does not fit a message of its channel, with the conversation that counts; nothing where all do.
    pub(super) fn misfit(&self, message: &Message, account: &str, peer: Option<&Peer>) -> Option<Part> {
        let same = |rule: &Option<String>, own: &Option<String>| {
            rule.as_deref().is_none_or(|rule| own.as_deref().map(str::trim) == Some(rule))
        };
        if !self.account.has(account) {
            Some(Part::Account)
        } else if !self.peer.as_ref().is_none_or(|rule| peer.is_some_and(|peer| rule.has(peer))) {
            Some(Part::Peer)
        } else if !same(&self.guild, &message.guild) {
            Some(Part::Guild)
        } else if !same(&self.team, &message.team) {
            Some(Part::Team)
        } else if !self.roles.is_empty() && !self.roles.iter().any(|role| message.roles.contains(role)) {
            Some(Part::Roles)
        } else {
            None
        }
    }

    /// Whether it is about all of a channel: nothing but the channel and each account.
    pub(super) fn is_of_channel(&self, channel: &str) -> bool {
        let is_bare =
            self.peer.is_none() && self.guild.is_none() && self.team.is_none() && self.roles.is_empty();
        is_bare && self.account == AccountPattern::Any && self.channel == channel
    }
}

fn read_peer<V: ConfigValue>(peer: &V) -> Option<PeerRule> {
    let class = Class::of(&peer.text_at(&["kind"])?)?;
    let id = peer.text_at(&["id"])?;
    Some(PeerRule { class, id: Some(id).filter(|id| id != "*") })
}

/// What it is about, in one line: `telegram, account alerts, group -100`.
impl fmt::Display for Binding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.channel)?;
        match &self.account {
            AccountPattern::Any => out.write_str(", any account")?,
            AccountPattern::One(id) => write!(out, ", account {id}")?,
        }
        match &self.peer {
            Some(PeerRule { class, id: Some(id) }) => write!(out, ", {} {id}", class.word())?,
            Some(PeerRule { class: Class::Direct, id: None }) => out.write_str(", any direct chat")?,
            Some(PeerRule { class: Class::Group, id: None }) => out.write_str(", any group or channel")?,
            None => {}
        }
        for (word, id) in [("server", &self.guild), ("team", &self.team)] {
            if let Some(id) = id {
                write!(out, ", {word} {id}")?;
            }
        }
        if !self.roles.is_empty() {
            write!(out, ", role {}", self.roles.join(" or "))?;
        }
        Ok(())
    }
}
