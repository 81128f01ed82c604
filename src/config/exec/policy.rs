//! The words of `tools.exec`, and what each stands for (docs/openclaw/exec.md#modes).

/// Where commands are to run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Host {
    /// In the sandbox where the session is in one, else on the gateway's machine.
    #[default]
    Auto,
    /// In the sandbox.
    Sandbox,
    /// On the gateway's machine.
    Gateway,
    /// On another machine that is paired.
    Node,
}

/// Which commands are let run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Security {
    /// None is.
    Deny,
    /// Those on a list are, or those that somebody agrees to.
    Listed,
    /// All are.
    Full,
}

/// When somebody is asked first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// Never.
    #[default]
    Off,
    /// Where the command is on no list.
    OnMiss,
    /// Always.
    Always,
}

/// Both in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// None runs.
    Deny,
    /// Those on a list run.
    Allowlist,
    /// Those on a list run, and somebody is asked about the others.
    Ask,
    /// The same, but a model looks at the others first.
    Auto,
    /// All run.
    Full,
}

impl Host {
    pub(super) fn named(word: &str) -> Option<Self> {
        match word {
            "auto" => Some(Self::Auto),
            "sandbox" => Some(Self::Sandbox),
            "gateway" => Some(Self::Gateway),
            "node" => Some(Self::Node),
            _ => None,
        }
    }

    /// The word of the document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Sandbox => "sandbox",
            Self::Gateway => "gateway",
            Self::Node => "node",
        }
    }
}

impl Security {
    pub(super) fn named(word: &str) -> Option<Self> {
        match word {
            "deny" => Some(Self::Deny),
            "allowlist" => Some(Self::Listed),
            "full" => Some(Self::Full),
            _ => None,
        }
    }

    /// The word of the document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Listed => "allowlist",
            Self::Full => "full",
        }
    }
}

impl Ask {
    pub(super) fn named(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "on-miss" => Some(Self::OnMiss),
            "always" => Some(Self::Always),
            _ => None,
        }
    }

    /// The word of the document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::OnMiss => "on-miss",
            Self::Always => "always",
        }
    }
}

impl Mode {
    /// The mode with a name.
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "deny" => Some(Self::Deny),
            "allowlist" => Some(Self::Allowlist),
            "ask" => Some(Self::Ask),
            "auto" => Some(Self::Auto),
            "full" => Some(Self::Full),
            _ => None,
        }
    }

    /// The word of the document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Allowlist => "allowlist",
            Self::Ask => "ask",
            Self::Auto => "auto",
            Self::Full => "full",
        }
    }

    /// The mode that two older settings come to.
    pub const fn of(security: Security, ask: Ask) -> Self {
        match (security, ask) {
            (Security::Deny, _) => Self::Deny,
            (Security::Listed, Ask::Off) => Self::Allowlist,
            (Security::Full, Ask::Off | Ask::OnMiss) => Self::Full,
            (Security::Listed | Security::Full, _) => Self::Ask,
        }
    }

    /// What it lets run.
    pub const fn security(self) -> Security {
        match self {
            Self::Deny => Security::Deny,
            Self::Allowlist | Self::Ask | Self::Auto => Security::Listed,
            Self::Full => Security::Full,
        }
    }

    /// When it asks.
    pub const fn ask(self) -> Ask {
        match self {
            Self::Ask | Self::Auto => Ask::OnMiss,
            Self::Deny | Self::Allowlist | Self::Full => Ask::Off,
        }
    }
}
