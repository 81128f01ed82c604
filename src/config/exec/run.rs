//! What becomes of a command.

use super::policy::{Ask, Host, Mode, Security};

/// What becomes of a command in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The place that is set.
    pub set: Host,
    /// The place where it runs: never [`Host::Auto`].
    pub host: Host,
    /// Which commands are let run. In a sandbox, where nothing is written, this says nothing: all run there.
    pub security: Security,
    /// When somebody is asked. Nobody ever is in a sandbox.
    pub ask: Ask,
    /// Both in one word.
    pub mode: Mode,
    /// Whether a command may ask to be run on a node.
    pub may_ask_for_node: bool,
    /// Whether the document says which commands are let run.
    pub is_written: bool,
    /// Whether there is a sandbox in this session.
    pub is_boxed: bool,
}

impl Run {
    /// Whether no command ever runs: none is let, or it is to run in a sandbox that there is not.
    pub fn is_refused(&self) -> bool {
        self.is_denied() || self.lacks_sandbox()
    }

    /// Whether no command is let run. In a sandbox that has to be written.
    pub fn is_denied(&self) -> bool {
        self.security == Security::Deny && (self.host != Host::Sandbox || self.is_written)
    }

    /// Whether commands are to run in a sandbox that there is not.
    pub fn lacks_sandbox(&self) -> bool {
        self.host == Host::Sandbox && !self.is_boxed
    }

    /// Whether every command runs outside a sandbox, and nobody is asked.
    pub fn is_free(&self) -> bool {
        self.host != Host::Sandbox && self.security == Security::Full && self.ask != Ask::Always
    }

    /// Whether somebody may be asked.
    pub fn asks(&self) -> bool {
        // Where all are let run, none is missing from a list.
        let is_asked =
            self.ask == Ask::Always || self.ask == Ask::OnMiss && self.security == Security::Listed;
        is_asked && !self.is_refused() && self.host != Host::Sandbox
    }
}
