//! The layers that may take a tool, in the order in which they are asked.

use super::policy::Policy;

/// A layer (docs/openclaw/tools.md#layers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// The profile of the agent, else of all.
    Profile,
    /// The profile of the model's provider.
    ProviderProfile,
    /// `tools`.
    Global,
    /// `tools.byProvider`.
    GlobalProvider,
    /// The agent's `tools`.
    Agent,
    /// `byProvider` of these.
    AgentProvider,
    /// `tools` and `toolsBySender` of a group in `channels`.
    Group,
    /// `toolsBySender`, for whoever asks.
    Sender,
    /// The tools of the sandbox.
    Sandbox,
    /// What only the owner gets.
    Owner,
    /// What sub-agents do not get.
    Subagent,
}

impl Layer {
    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::ProviderProfile => "provider-profile",
            Self::Global => "global",
            Self::GlobalProvider => "global-provider",
            Self::Agent => "agent",
            Self::AgentProvider => "agent-provider",
            Self::Group => "group",
            Self::Sender => "sender",
            Self::Sandbox => "sandbox",
            Self::Owner => "owner",
            Self::Subagent => "subagent",
        }
    }
}

/// A layer that counts for an agent in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which one.
    pub layer: Layer,
    /// What it lets through.
    pub policy: Policy,
    /// Where its list of what is allowed stands; nothing where it is OpenClaw's own.
    pub allow_at: Option<String>,
    /// Where its list of what is denied stands; nothing where it is OpenClaw's own.
    pub deny_at: Option<String>,
}
