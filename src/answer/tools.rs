//! Which tools the agents have, for programs.

use super::commands;
use crate::explain::{AgentTools, Elsewhere, TakenTool};
use serde_json::{Value, json};

pub(super) fn json(found: &[AgentTools]) -> Value {
    json!({ "tools": found.iter().map(agent).collect::<Vec<_>>() })
}

fn agent(found: &AgentTools) -> Value {
    let (profile, profile_at) = found.profile.as_ref().map(|(name, path)| (name, path)).unzip();
    json!({
        "agent": found.agent,
        "askedIn": found.asked,
        "model": found.model,
        "profile": profile,
        "profileAt": profile_at,
        "sandbox": found.sandbox.word(),
        "has": found.kept,
        "taken": found.taken.iter().map(taken).collect::<Vec<_>>(),
        "elsewhere": found.elsewhere.iter().map(elsewhere).collect::<Vec<_>>(),
        "commands": commands::json(&found.commands),
    })
}

fn taken(gone: &TakenTool) -> Value {
    json!({ "tool": gone.tool, "layer": gone.layer.word(), "path": gone.path, "entry": gone.entry })
}

fn elsewhere(more: &Elsewhere) -> Value {
    json!({ "layer": more.layer.word(), "where": more.place, "without": more.tools, "alsoHas": more.gained })
}
