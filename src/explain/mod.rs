//! What will really happen: which model an agent uses, which cache retention takes effect for it and why, what is
//! shadowed on the way, and which `params` win, who answers whom (docs/openclaw/models.md#names-without-a-provider,
//! docs/openclaw/params.md#layers, docs/openclaw/routing.md#order), which tools an agent has (docs/openclaw/tools.md#layers), and what its
//! prompt cache costs (docs/cost-of-the-cache.md).

mod access;
mod access_shown;
mod commands;
mod commands_shown;
mod cost;
mod cost_shown;
mod explainer;
mod explanation;
mod layers;
mod models_shown;
mod params;
mod roles;
mod routing;
mod section;
mod start;
mod taken;
#[cfg(test)]
mod tests;
mod tools;
mod tools_shown;

pub use access::{ANYONE, AccessAnswer, AccessLayer, AccessRow, PlaceRow};
pub use commands::{AgentCommands, ApproverRow, CommandRow, ElevatedAnswer, Opening};
pub use cost::{CacheCost, CostRow, MESSAGES, PROMPTS};
pub use explainer::Explainer;
pub use explanation::{Explanation, Query, change_in_words};
pub use layers::{Fate, LayerRow, ModelKey, layer_of};
pub use models_shown::logins_in_words;
pub use params::{ParamRow, table_name};
pub use roles::{Limits, Role, Roles};
pub use routing::{AccountRow, BindingRow, MessageRow, Routing, State, Verdict};
pub use section::{Grid, Section};
pub use start::{StartEffect, StartVerdict, not_set_up, outside, start_verdict};
pub use taken::TakenTool;
pub use tools::{AgentTools, Elsewhere, ToolCount};
