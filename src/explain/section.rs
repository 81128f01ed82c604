//! A part of an explanation as it is shown to people: facts and tables, whatever they are written as.

use super::routing::{BindingRow, MessageRow, Routing, State, Verdict};
use super::tools::AgentTools;
use crate::config::routing::{Fate, Idle, Part};

/// A part of an explanation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// What it answers.
    pub title: &'static str,
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
                    vec![row.channel.clone(), row.account.clone(), brief(&row.direct), brief(&row.groups)]
                })
                .collect(),
        };
        let is_asked = found.message.is_some();
        let bindings = Grid {
            heading: vec!["BINDING", "AGENT", "IS ABOUT", if is_asked { "WITH THIS MESSAGE" } else { "" }],
            rows: found.bindings.iter().map(binding).collect(),
        };
        let shown = [Some(accounts).filter(|_| !is_asked), Some(bindings)].into_iter().flatten();
        Self { title: "Who answers", facts, grids: shown.filter(|grid| !grid.rows.is_empty()).collect() }
    }
}

impl Section {
    /// Which tools the agents have.
    pub fn of_tools(found: &[AgentTools]) -> Self {
        let title = "Which tools each agent has";
        if let [one] = found {
            return Self { title, facts: tool_facts(one), grids: tool_grids(one) };
        }
        let row = |one: &AgentTools| {
            let profile = one.profile.as_ref().map_or("-", |(name, _)| name);
            let (kept, taken) = (one.kept.len(), one.taken.len());
            vec![
                one.agent.clone(),
                kept.to_string(),
                taken.to_string(),
                profile.to_owned(),
                one.sandbox.word().to_owned(),
            ]
        };
        let heading = vec!["AGENT", "TOOLS", "WITHOUT", "PROFILE", "SANDBOX"];
        Self {
            title,
            facts: Vec::new(),
            grids: vec![Grid { heading, rows: found.iter().map(row).collect() }],
        }
    }
}

fn tool_facts(one: &AgentTools) -> Vec<(&'static str, String)> {
    let profile = one.profile.as_ref().map(|(name, path)| format!("{name} ({path})"));
    vec![
        ("agent", one.agent.clone()),
        ("model", one.model.clone()),
        ("profile", profile.unwrap_or_else(|| "none: all tools, unless a list says otherwise".to_owned())),
        ("sandbox", one.sandbox.word().to_owned()),
        ("has", format!("{} tools: {}", one.kept.len(), one.kept.join(", "))),
    ]
}

/// What takes the tools that are missing, and what is missing elsewhere.
fn tool_grids(one: &AgentTools) -> Vec<Grid> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut taken: Vec<_> = one.taken.iter().collect();
    taken.sort_by_key(|gone| gone.layer);
    for gone in taken {
        let reason = match (&gone.path, &gone.entry) {
            (Some(path), Some(entry)) => format!("{path} has `{entry}`"),
            (Some(path), None) => format!("not in {path}"),
            (None, _) => "OpenClaw itself".to_owned(),
        };
        match rows.iter_mut().find(|row| row[0] == reason) {
            Some(row) => row[1] = format!("{}, {}", row[1], gone.tool),
            None => rows.push(vec![reason, gone.tool.clone()]),
        }
    }
    let elsewhere = one.elsewhere.iter().map(|more| vec![more.place.to_owned(), more.tools.join(", ")]);
    let grids = [
        Grid { heading: vec!["TAKEN BY", "TOOLS"], rows },
        Grid { heading: vec!["ALSO WITHOUT", "TOOLS"], rows: elsewhere.collect() },
    ];
    grids.into_iter().filter(|grid| !grid.rows.is_empty()).collect()
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
fn brief(verdict: &Verdict) -> String {
    match (&verdict.agent, &verdict.binding) {
        (Some(agent), Some(binding)) => format!("{agent} ({binding})"),
        (Some(agent), None) => agent.clone(),
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
