//! Where an agent works, and whether it is shut in there.

/// Where an agent works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// In its main session.
    Main,
    /// In any other: a group's, or one of a sender's own.
    Other,
    /// As a sub-agent of the first depth.
    Subagent,
}

/// When an agent is in a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sandbox {
    /// Never.
    Off,
    /// In all sessions but the main one.
    NonMain,
    /// Always.
    All,
}

impl Sandbox {
    /// How a written mode is read.
    pub fn of(mode: Option<&str>) -> Self {
        match mode {
            Some("all") => Self::All,
            Some("non-main") => Self::NonMain,
            _ => Self::Off,
        }
    }

    /// The word of the document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::NonMain => "non-main",
            Self::All => "all",
        }
    }

    /// Whether a session is in it.
    pub const fn holds(self, session: Session) -> bool {
        match self {
            Self::Off => false,
            Self::NonMain => !matches!(session, Session::Main),
            Self::All => true,
        }
    }
}
