//! What a decision says.

use super::message::{Class, Message, Part};
use super::tier::Tier;

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An agent, by its id in the form that is compared.
    Agent(String),
    /// Nobody: there are several agents, and none of them owns what no binding assigns.
    NoOwner,
    /// Nobody: the binding names an agent that there is not.
    NoAgent(String),
}

impl Outcome {
    /// The agent, if one answers.
    pub fn agent(&self) -> Option<&str> {
        match self {
            Self::Agent(id) => Some(id),
            Self::NoOwner | Self::NoAgent(_) => None,
        }
    }
}

/// What the core of OpenClaw makes of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Who answers.
    pub outcome: Outcome,
    /// How closely the binding names the message that won.
    pub tier: Tier,
    /// The place of the binding in the router's `bindings`.
    pub winner: Option<usize>,
    /// How direct messages are kept apart: `main` is one session for everybody.
    pub dm_scope: String,
    /// How groups are kept apart.
    pub group_scope: String,
}

/// What becomes of a message in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What the core decides, and for whom.
    pub route: Route,
    /// The message as the channel asks for it: a topic of Telegram is a conversation of its own.
    pub asked: Message,
    /// The agent of the topic, which stands above all bindings, with the path that names it.
    pub topic: Option<(String, String)>,
    /// Whether the channel drops the message: Telegram does so in groups, for an account beside the default one that no
    /// binding is about.
    pub is_dropped: bool,
}

impl Answer {
    /// Whether it is about a direct message.
    pub fn is_direct(&self) -> bool {
        self.asked.peer.as_ref().is_none_or(|peer| peer.class == Class::Direct)
    }

    /// Whether the message comes into the agent's main session.
    pub fn is_in_main_session(&self) -> bool {
        let scope = if self.is_direct() { &self.route.dm_scope } else { &self.route.group_scope };
        scope == "main"
    }

    /// The agent that answers; nothing where nobody does.
    pub fn agent(&self) -> Option<&str> {
        // Without an owner OpenClaw breaks off before it looks at topics.
        let agent = self.route.outcome.agent().filter(|_| !self.is_dropped)?;
        Some(self.topic.as_ref().map_or(agent, |(topic, _)| topic))
    }
}

/// What becomes of a binding when a message comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It decides.
    Wins,
    /// It is about the message, but another names it more closely, or as closely and stands before it.
    Beaten,
    /// It is about something else.
    Misfit(Part),
}
