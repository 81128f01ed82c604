//! Which tools the agents have, as it is shown to people.

use super::access::ANYONE;
use super::section::{Grid, Section};
use super::tools::AgentTools;
use crate::config::quantity::plural;

impl Section {
    /// Which tools the agents have.
    pub fn of_tools(found: &[AgentTools]) -> Self {
        let title = "Which tools each agent has";
        let alarm = alarm(found);
        if let [one] = found {
            return Self { title, alarm, facts: facts(one), grids: grids(one) };
        }
        let row = |one: &AgentTools| {
            let profile = one.profile.as_ref().map_or("-", |(name, _)| name);
            let strangers = if one.commands.strangers.is_empty() { "-" } else { ANYONE };
            vec![
                one.agent.clone(),
                one.kept.len().to_string(),
                one.taken.len().to_string(),
                profile.to_owned(),
                one.sandbox.word().to_owned(),
                one.commands.brief(),
                strangers.to_owned(),
            ]
        };
        let heading =
            vec!["AGENT", "TOOLS", "WITHOUT", "PROFILE", "SANDBOX", "COMMANDS", "ON THE HOST UNASKED"];
        let grids = vec![Grid { heading, rows: found.iter().map(row).collect() }];
        Self { title, alarm, facts: Vec::new(), grids }
    }
}

/// Where strangers may have commands run.
fn alarm(found: &[AgentTools]) -> Option<String> {
    let of_agent = |one: &AgentTools| Some(format!("{} ({})", one.agent, one.commands.strangers_in_words()?));
    let all: Vec<String> = found.iter().filter_map(of_agent).collect();
    (!all.is_empty()).then(|| {
        format!("Anyone may have any command run outside a sandbox, and nobody is asked: {}", all.join("; "))
    })
}

fn facts(one: &AgentTools) -> Vec<(&'static str, String)> {
    let profile = one.profile.as_ref().map(|(name, path)| format!("{name} ({path})"));
    let mut facts = vec![("agent", one.agent.clone())];
    facts.extend(one.asked.clone().map(|asked| ("asked in", asked)));
    facts.extend([
        ("model", one.model.clone()),
        ("profile", profile.unwrap_or_else(|| "none: all tools, unless a list says otherwise".to_owned())),
        ("sandbox", one.sandbox.word().to_owned()),
        ("has", format!("{}: {}", plural(one.kept.len(), "tool"), one.kept.join(", "))),
    ]);
    // Without commands nobody leads any out of a sandbox.
    let has_commands = one.commands.rows.iter().any(|row| row.taken.is_none());
    facts.extend(Some(one.commands.facts()).filter(|_| has_commands).into_iter().flatten());
    facts
}

/// What takes the tools that are missing, what is missing elsewhere, and what becomes of commands.
fn grids(one: &AgentTools) -> Vec<Grid> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut taken: Vec<_> = one.taken.iter().collect();
    taken.sort_by_key(|gone| gone.layer);
    for gone in taken {
        let reason = gone.why();
        match rows.iter_mut().find(|row| row[0] == reason) {
            Some(row) => row[1] = format!("{}, {}", row[1], gone.tool),
            None => rows.push(vec![reason, gone.tool.clone()]),
        }
    }
    let gains = one.elsewhere.iter().any(|more| !more.gained.is_empty());
    let elsewhere = one.elsewhere.iter().map(|more| {
        let gained = if more.gained.is_empty() { "-".to_owned() } else { more.gained.join(", ") };
        let mut row = vec![more.place.clone(), without(&more.tools, &one.kept)];
        row.extend(gains.then_some(gained));
        row
    });
    let mut heading = vec!["ELSEWHERE", "ALSO WITHOUT"];
    heading.extend(gains.then_some("ALSO HAS"));
    let mut grids =
        vec![Grid { heading: vec!["TAKEN BY", "TOOLS"], rows }, Grid { heading, rows: elsewhere.collect() }];
    grids.extend(one.commands.grids());
    grids.retain(|grid| !grid.rows.is_empty());
    grids
}

/// More names than these are told by those that are left, where these are fewer.
const MANY: usize = 12;

/// What is lacking of those that an agent has otherwise.
fn without(tools: &[String], kept: &[String]) -> String {
    let rest: Vec<&str> = kept.iter().filter(|tool| !tools.contains(tool)).map(String::as_str).collect();
    match (tools.len(), rest.len()) {
        (0, _) => "-".to_owned(),
        (_, 0) => "all of them".to_owned(),
        (lacking, left) if lacking > MANY && left < lacking => format!("all but {}", rest.join(", ")),
        _ => tools.join(", "),
    }
}
