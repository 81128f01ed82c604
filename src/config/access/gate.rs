//! What becomes of messages in a conversation.

use super::allowed::Allowed;
use super::conversation::Sender;
use super::policy::Policy;
use super::scope::Chosen;
use super::way::Way;

/// Who is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Senders {
    /// Everybody who can write there.
    Anyone,
    /// Those on a list.
    Only(Allowed),
    /// Nobody by any list.
    Nobody,
}

/// What becomes of messages in a conversation, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Who is let in.
    pub senders: Senders,
    /// Whether others are offered a code, and are let in once it is approved.
    pub pairing: bool,
    /// Whether a message counts only where it mentions the agent.
    pub mention: bool,
    /// What decides, in the order in which it is asked.
    pub reasons: Vec<Reason>,
    pub(super) way: Way,
}

/// A setting that decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Where it is written; nothing where OpenClaw does so by itself.
    pub path: Option<String>,
    /// What it says.
    pub says: Says,
}

/// What a setting says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// Direct messages follow this policy.
    Direct(Policy),
    /// Groups follow this policy.
    Groups(Policy),
    /// So many may write, the list being there or not.
    Senders(usize),
    /// Everybody may write.
    Everybody,
    /// There is no list of senders, or nobody is on it.
    NoSenders,
    /// What the conversation belongs to is switched off.
    Off,
    /// It is switched on, which it is not by itself.
    On,
    /// The map of groups names the conversation.
    Named,
    /// The map of groups does not name it.
    Unnamed,
    /// A mention is needed.
    Mention(bool),
    /// Only messages in topics count.
    NeedsTopic,
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The agent gets it.
    Heard,
    /// Its sender is let in, but it mentions nobody.
    NotMentioned,
    /// Its sender is offered a code.
    Pairing,
    /// It is dropped.
    Dropped,
}

impl Gate {
    /// The gate with what says whether a mention is needed, the last thing that is asked.
    pub(super) fn mentioning(mut self, mention: Reason) -> Self {
        self.mention = mention.says == Says::Mention(true);
        self.reasons.push(mention);
        self
    }

    pub(super) fn new(way: Way, senders: Senders) -> Self {
        Self { senders, pairing: false, mention: false, reasons: Vec::new(), way }
    }

    /// A gate that lets nobody in, and the last thing that says so.
    pub(super) fn closed(way: Way, mut reasons: Vec<Reason>, path: Option<String>, says: Says) -> Self {
        reasons.push(Reason { path, says });
        Self { reasons, ..Self::new(way, Senders::Nobody) }
    }

    pub(super) fn because(mut self, reasons: Vec<Reason>) -> Self {
        self.reasons = reasons;
        self
    }

    /// Whether everybody gets in.
    pub fn is_for_anyone(&self) -> bool {
        self.senders == Senders::Anyone
    }

    /// Whether nobody ever gets in.
    pub fn is_shut(&self) -> bool {
        self.senders == Senders::Nobody && !self.pairing
    }

    /// What becomes of a message of somebody, who may be paired.
    pub fn decide(&self, sender: &Sender, is_paired: bool, is_mentioned: bool) -> Decision {
        let is_listed = match &self.senders {
            Senders::Anyone => true,
            Senders::Only(list) => list.admits(&sender.forms(self.way)),
            Senders::Nobody => false,
        };
        match (is_listed || (self.pairing && is_paired), self.pairing) {
            (true, _) if self.mention && !is_mentioned => Decision::NotMentioned,
            (true, _) => Decision::Heard,
            (false, true) => Decision::Pairing,
            (false, false) => Decision::Dropped,
        }
    }
}

impl Senders {
    pub(super) fn of(list: Allowed) -> Self {
        match (list.everybody, list.is_nobody()) {
            (true, _) => Self::Anyone,
            (false, true) => Self::Nobody,
            (false, false) => Self::Only(list),
        }
    }
}

impl Reason {
    pub(super) fn direct(chosen: &Chosen) -> Self {
        Self { path: chosen.path.clone(), says: Says::Direct(chosen.policy) }
    }

    pub(super) fn groups(chosen: &Chosen) -> Self {
        Self { path: chosen.path.clone(), says: Says::Groups(chosen.policy) }
    }

    /// A list of senders.
    pub(super) fn list(path: Option<String>, list: &Allowed) -> Self {
        let says = match (list.everybody, list.is_nobody()) {
            (true, _) => Says::Everybody,
            (false, true) => Says::NoSenders,
            (false, false) => Says::Senders(list.people),
        };
        Self { path, says }
    }
}
