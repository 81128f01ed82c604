//! How closely a binding names a message: the closest one wins, wherever it stands.

/// How a message found its agent, the closest first (docs/openclaw/routing.md#order).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The conversation is named.
    Peer,
    /// The conversation that holds this one is named.
    Parent,
    /// All conversations of its kind are.
    AnyPeer,
    /// The server is named, and one of the sender's roles.
    Roles,
    /// The server is named.
    Guild,
    /// The workspace or team is named.
    Team,
    /// The account is named.
    Account,
    /// All accounts of the channel are.
    Channel,
    /// No binding is about the message.
    Default,
}

impl Tier {
    /// All tiers that bindings may decide in, the closest first.
    pub const OF_BINDINGS: [Self; 8] = [
        Self::Peer,
        Self::Parent,
        Self::AnyPeer,
        Self::Roles,
        Self::Guild,
        Self::Team,
        Self::Account,
        Self::Channel,
    ];

    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Peer => "peer",
            Self::Parent => "parent",
            Self::AnyPeer => "any-peer",
            Self::Roles => "guild-and-roles",
            Self::Guild => "guild",
            Self::Team => "team",
            Self::Account => "account",
            Self::Channel => "channel",
            Self::Default => "default",
        }
    }

    /// What a binding of this tier names, for people.
    pub const fn named(self) -> &'static str {
        match self {
            Self::Peer => "this conversation",
            Self::Parent => "the conversation that holds this one",
            Self::AnyPeer => "all conversations of this kind",
            Self::Roles => "the server and a role of the sender",
            Self::Guild => "the server",
            Self::Team => "the team",
            Self::Account => "the account",
            Self::Channel => "all accounts of the channel",
            Self::Default => "nothing of the message",
        }
    }
}
