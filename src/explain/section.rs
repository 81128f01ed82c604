//! A part of an explanation as it is shown to people: facts and tables, whatever they are written as.

use super::routing::{BindingRow, MessageRow, Routing, State, Verdict};
use crate::config::routing::{Fate, Idle, Part};

/// A part of an explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What it answers.
    pub title: &'static str,
    /// What comes before all else, since it does harm; a sentence without a full stop.
    pub alarm: Option<String>,
    /// Single facts, each with its name.
    pub facts: Vec<(&'static str, String)>,
    /// Tables.
    pub grids: Vec<Grid>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The names of the columns.
    pub heading: Vec<&'static str>,
    /// The rows, each as long as the heading.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// The same without a last column that has no name and says nothing.
    fn without_blanks(mut self) -> Self {
        let says_nothing = |row: &Vec<String>| row.last().is_some_and(String::is_empty);
        if self.heading.last() == Some(&"") && self.rows.iter().all(says_nothing) {
            self.heading.pop();
            self.rows.iter_mut().for_each(|row| drop(row.pop()));
        }
        self
    }
}

impl Section {
    /// Who answers what.
    pub fn of_routing(found: &Routing) -> Self {
        let mut facts = match &found.message {
            Some(message) => message_facts(message),
            None => Vec::new(),
        };
        if found.message.is_none() {
            let owner = found.owner.as_deref().unwrap_or("nobody");
            facts.push(("all else", format!("{owner}: {}", found.owner_because)));
        }
        let accounts = Grid {
            heading: vec!["CHANNEL", "ACCOUNT", "DIRECT MESSAGES", "GROUPS"],
            rows: found
                .accounts
                .iter()
                .map(|row| {
                    let of = |verdict| brief(verdict, found.owner_because);
                    vec![row.channel.clone(), row.account.clone(), of(&row.direct), of(&row.groups)]
                })
                .collect(),
        };
        let is_asked = found.message.is_some();
        let bindings = Grid {
            heading: vec!["BINDING", "AGENT", "IS ABOUT", if is_asked { "WITH THIS MESSAGE" } else { "" }],
            rows: found.bindings.iter().map(binding).collect(),
        };
        let shown =
            [Some(accounts).filter(|_| !is_asked), Some(bindings.without_blanks())].into_iter().flatten();
        Self {
            title: "Who answers",
            alarm: None,
            facts,
            grids: shown.filter(|grid| !grid.rows.is_empty()).collect(),
        }
    }
}

fn message_facts(found: &MessageRow) -> Vec<(&'static str, String)> {
    let asked = &found.asked;
    let mut words = vec![asked.channel.clone()];
    words.push(format!("account {}", asked.account.as_deref().unwrap_or("default")));
    let peers = [("", &asked.peer), ("in ", &asked.parent)];
    words.extend(peers.iter().filter_map(|(word, peer)| Some(format!("{word}{}", peer.as_ref()?))));
    let ids = [("server", &asked.guild), ("team", &asked.team)];
    words.extend(ids.iter().filter_map(|(word, id)| Some(format!("{word} {}", id.as_deref()?))));
    if !asked.roles.is_empty() {
        words.push(format!("role {}", asked.roles.join(" and ")));
    }
    let mut facts = vec![("message", words.join(", "))];
    facts.push(("agent", found.verdict.agent.clone().unwrap_or_else(|| "nobody".to_owned())));
    facts.push(("because", found.verdict.because.clone()));
    if found.verdict.agent.is_some() {
        facts.push(("session", found.scope.clone()));
    }
    facts
}

/// Who answers, with the binding that says so.
fn brief(verdict: &Verdict, owner_because: &str) -> String {
    match (&verdict.agent, &verdict.binding) {
        (Some(agent), Some(binding)) => format!("{agent} ({binding})"),
        (Some(agent), None) => agent.clone(),
        // Why nobody owns the rest is said once, above.
        (None, _) if verdict.because.ends_with(owner_because) => "nobody: no binding is about it".to_owned(),
        (None, _) => format!("nobody: {}", verdict.because),
    }
}

fn binding(row: &BindingRow) -> Vec<String> {
    let path = row.path.clone().unwrap_or_else(|| "(added on loading)".to_owned());
    let state = match (&row.state, row.fate) {
        (State::Idle(Idle::Acp), _) => {
            "about an ACP session, which has its conversation to itself".to_owned()
        }
        (State::Idle(Idle::NoPeer), _) => "passed over: its peer has no id".to_owned(),
        (State::Idle(Idle::NoChannel), _) => "passed over: it names no channel".to_owned(),
        (_, Some(Fate::Wins)) => "wins".to_owned(),
        (State::Hidden(by), _) => format!("never decides: {by} stands before it"),
        (State::Counts, Some(Fate::Beaten)) => "is about it too, but less closely or later".to_owned(),
        (State::Counts, Some(Fate::Misfit(part))) => format!("is about another {}", word(part)),
        (State::Counts, None) => String::new(),
    };
    vec![path, row.agent.clone(), row.about.clone(), state]
}

const fn word(part: Part) -> &'static str {
    match part {
        Part::Channel => "channel",
        Part::Account => "account",
        Part::Peer => "conversation",
        Part::Guild => "server",
        Part::Team => "team",
        Part::Roles => "role",
    }
}
