//! Whose code decides for a channel.

/// The code that decides for a channel (docs/openclaw/access.md#channels).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Telegram's plugin.
    Telegram,
    /// Discord's.
    Discord,
    /// Slack's.
    Slack,
    /// WhatsApp's.
    WhatsApp,
    /// Signal's.
    Signal,
    /// That of iMessage.
    IMessage,
    /// What the core decides for all channels; what another plugin adds to that is not known here.
    Shared,
}

impl Way {
    /// The way of a channel.
    pub fn of(channel: &str) -> Self {
        match channel {
            "telegram" => Self::Telegram,
            "discord" => Self::Discord,
            "slack" => Self::Slack,
            "whatsapp" => Self::WhatsApp,
            "signal" => Self::Signal,
            "imessage" => Self::IMessage,
            _ => Self::Shared,
        }
    }
}
