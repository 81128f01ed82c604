//! What becomes of commands, in words.

use super::access::{ANYONE, counted};
use super::commands::{AgentCommands, ApproverRow, CommandRow, ElevatedAnswer, Opening};
use super::section::Grid;
use crate::config::exec::{Ask, Host, Level, Mode, Run, Security};
use crate::config::quantity::plural;
use crate::config::tools::Session;

/// What is said where OpenClaw decides by itself.
const OWN: &str = "OpenClaw's own";

impl CommandRow {
    /// Where they run: `on the gateway's machine`.
    pub fn place(&self) -> String {
        if self.taken.is_some() || self.run.is_refused() {
            return "nowhere".to_owned();
        }
        match (self.run.host, &self.node) {
            (Host::Sandbox, _) => "in the sandbox".to_owned(),
            (Host::Node, Some(node)) => format!("on the paired machine `{node}`"),
            (Host::Node, None) => "on a paired machine".to_owned(),
            _ if self.run.is_boxed => "on the gateway's machine, outside the sandbox".to_owned(),
            _ => "on the gateway's machine".to_owned(),
        }
    }

    /// Which do, and who is asked: `all, and nobody is asked`.
    pub fn terms(&self) -> String {
        if self.taken.is_some() {
            "none: the agent has no `exec`".to_owned()
        } else {
            terms(&self.run).to_owned()
        }
    }

    /// The settings that decide.
    fn by(&self) -> String {
        match &self.taken {
            Some(taken) => taken.clone(),
            None if self.decided_by.is_empty() => OWN.to_owned(),
            None => self.decided_by.join(", "),
        }
    }

    fn sessions(&self) -> String {
        sessions_in_words(&self.sessions)
    }

    /// The shortest word for it.
    fn brief(&self) -> &'static str {
        match self.run.host {
            _ if self.taken.is_some() || self.run.is_refused() => "none",
            Host::Sandbox => "in the sandbox",
            Host::Node if self.run.is_free() => "paired machine, unasked",
            Host::Node => "paired machine, some or asked",
            _ if self.run.is_free() => "host, unasked",
            _ if self.run.asks() => "host, asked",
            _ => "host, listed ones",
        }
    }
}

fn sessions_in_words(sessions: &[Session]) -> String {
    if sessions.len() == 3 {
        return "all sessions".to_owned();
    }
    let word = |session: &Session| match session {
        Session::Main => "the main session",
        Session::Other => "other sessions",
        Session::Subagent => "sub-agents",
    };
    sessions.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn terms(run: &Run) -> &'static str {
    if run.lacks_sandbox() {
        return "none: they are to run in a sandbox, and there is none";
    }
    let is_auto = matches!(run.mode, Mode::Auto);
    match (run.security, run.ask) {
        _ if run.is_denied() => "none",
        // Nobody is asked about commands in a sandbox.
        _ if run.host == Host::Sandbox || run.is_free() => "all, and nobody is asked",
        (_, Ask::Always) => "each, once somebody agrees",
        (Security::Listed, Ask::OnMiss) if is_auto => {
            "those on the machine's list; others once a model, or else somebody, agrees"
        }
        (Security::Listed, Ask::OnMiss) => "those on the machine's list; others once somebody agrees",
        _ => "those on the machine's list of approvals, no others",
    }
}

impl AgentCommands {
    /// What becomes of them, in one line.
    pub fn in_words(&self) -> String {
        let told = |row: &CommandRow| {
            let sessions =
                if row.sessions.len() == 3 { String::new() } else { format!("{}: ", row.sessions()) };
            format!("{sessions}{}: {}", row.place(), row.terms())
        };
        self.rows.iter().map(told).collect::<Vec<_>>().join("; ")
    }

    /// The same for a table of agents.
    pub fn brief(&self) -> String {
        let mut words: Vec<(Vec<Session>, &str)> = Vec::new();
        for row in &self.rows {
            match words.iter_mut().find(|(_, word)| *word == row.brief()) {
                Some((sessions, _)) => sessions.extend(&row.sessions),
                None => words.push((row.sessions.clone(), row.brief())),
            }
        }
        let is_one = words.len() == 1;
        let told = words.into_iter().map(|(sessions, word)| {
            if is_one { word.to_owned() } else { format!("{}: {word}", sessions_in_words(&sessions)) }
        });
        told.collect::<Vec<_>>().join("; ")
    }

    /// Where strangers may have commands run on a machine unasked; nothing where they may nowhere.
    pub fn strangers_in_words(&self) -> Option<String> {
        let places: Vec<String> = self.strangers.iter().map(Opening::to_string).collect();
        (!places.is_empty()).then(|| places.join("; "))
    }

    pub(super) fn grids(&self) -> Vec<Grid> {
        let rows = self.rows.iter().map(|row| vec![row.sessions(), row.place(), row.terms(), row.by()]);
        let commands =
            Grid { heading: vec!["COMMANDS IN", "RUN", "WHICH", "DECIDED BY"], rows: rows.collect() };
        let approvers = Grid {
            heading: vec!["ASKED IN", "WHO AGREES", "DECIDED BY"],
            rows: self.approvers.iter().map(agrees).collect(),
        };
        let listed = self.elevated.listed.iter().filter(|_| self.elevated.matters);
        let leaves = listed.map(|listed| {
            let who = match listed.people {
                None => ANYONE.to_owned(),
                Some(_) if listed.is_both => "those whom both lists name".to_owned(),
                Some(count) => counted(count).unwrap_or_default(),
            };
            vec![listed.channel.clone(), who, listed.path.clone()]
        });
        let leaves =
            Grid { heading: vec!["OUT OF THE SANDBOX", "WHO", "DECIDED BY"], rows: leaves.collect() };
        vec![commands, leaves, approvers]
    }

    pub(super) fn facts(&self) -> Vec<(&'static str, String)> {
        let mut facts = vec![("elevated", self.elevated.in_words())];
        if let Some(forwarding) = &self.forwarding {
            let chat = forwarding.is_to_chat.then(|| "the chat that the command comes from".to_owned());
            let targets = (forwarding.targets > 0).then(|| plural(forwarding.targets, "place"));
            let all: Vec<String> = chat.into_iter().chain(targets).collect();
            facts.push(("sent on to", format!("{} (approvals.exec)", all.join(" and "))));
        }
        facts
    }
}

impl ElevatedAnswer {
    /// Who may lead commands out of the sandbox, in one line.
    pub fn in_words(&self) -> String {
        if let Some(path) = self.off_at.first() {
            return format!("nobody: switched off ({path})");
        }
        if self.listed.is_empty() {
            return "nobody: no list of `tools.elevated.allowFrom` names anybody".to_owned();
        }
        let channels: Vec<&str> = self.listed.iter().map(|listed| listed.channel.as_str()).collect();
        let channels = channels.join(", ");
        if !self.matters {
            return format!("some in {channels}, for whom it changes nothing: no command runs in a sandbox");
        }
        let level = match self.level {
            Level::Off => "once they say /elevated",
            Level::On => {
                "without a word of theirs (agents.defaults.elevatedDefault is `on` unless it is set)"
            }
            Level::Full => "without a word of theirs, and unasked where all commands are let run",
        };
        format!("some in {channels} are out of the sandbox {level}")
    }
}

fn agrees(row: &ApproverRow) -> Vec<String> {
    let approvers = &row.approvers;
    let people = counted(approvers.people.len());
    let people =
        people.unwrap_or_else(|| "whoever may give commands there, by /approve in the chat".to_owned());
    let place = match (approvers.people.is_empty(), approvers.asks, approvers.target.as_str()) {
        (true, ..) => "",
        (_, false, _) => ", by /approve: nobody is asked",
        (_, true, "channel") => ", asked in the chat",
        (_, true, "both") => ", asked directly and in the chat",
        (_, true, _) => ", asked directly",
    };
    let by = approvers.path.clone().unwrap_or_else(|| OWN.to_owned());
    vec![format!("{} · {}", row.channel, row.account), format!("{people}{place}"), by]
}

impl std::fmt::Display for Opening {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let what = if self.is_direct { "direct messages" } else { "groups" };
        write!(out, "{} · {}: {what}", self.channel, self.account)
    }
}
