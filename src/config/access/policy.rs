//! The policies that say who gets in.

/// Who gets in, as `dmPolicy` and `groupPolicy` say it (docs/openclaw/access.md#policies).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Policy {
    /// All, where the list of senders says so too.
    Open,
    /// Those on a list.
    Allowlist,
    /// Those on a list and those who are paired; others are offered a code.
    Pairing,
    /// Nobody.
    Disabled,
}

impl Policy {
    /// The policy with a name.
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "open" => Some(Self::Open),
            "allowlist" => Some(Self::Allowlist),
            "pairing" => Some(Self::Pairing),
            "disabled" => Some(Self::Disabled),
            _ => None,
        }
    }

    /// Its name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Allowlist => "allowlist",
            Self::Pairing => "pairing",
            Self::Disabled => "disabled",
        }
    }
}
