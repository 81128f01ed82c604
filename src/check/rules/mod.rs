//! The rules that the JSON Schema does not know: one file per family.

mod access_groups;
mod account_policies;
mod agent_cache;
mod agents;
mod authored;
mod avatar;
mod bindings;
mod browser;
mod caching;
mod channels;
mod cloud_workers;
mod codex;
mod credentials;
mod direct_messages;
mod durations;
mod gateway;
mod hooks;
mod logins;
mod mcp;
mod model_lists;
mod models;
mod outlived;
mod ownership;
mod params;
mod paths;
pub(super) mod plain;
mod plugin_names;
mod plugin_state;
mod plugins;
mod policy;
mod provider_routes;
mod providers;
mod references;
mod regexes;
mod roster;
mod sandbox;
mod secrets;
mod security;
mod senders;
mod skill_names;
mod start;
mod talk;
mod time_zones;
mod tool_names;
mod tools;
mod unreadable;
mod unset_model;
mod variables;

#[cfg(test)]
pub(super) mod tests;

pub use mcp::reserved_name;
pub use models::is_unknown_provider;

use crate::check::Rule;

/// All rules, each with its family: the file that it stands in.
pub(super) fn by_family() -> impl Iterator<Item = (&'static str, &'static Rule)> {
    const FAMILIES: &[(&str, &[Rule])] = &[
        ("access_groups", access_groups::RULES),
        ("account_policies", account_policies::RULES),
        ("agent_cache", agent_cache::RULES),
        ("agents", agents::RULES),
        ("authored", authored::RULES),
        ("bindings", bindings::RULES),
        ("browser", browser::RULES),
        ("caching", caching::RULES),
        ("channels", channels::RULES),
        ("cloud_workers", cloud_workers::RULES),
        ("direct_messages", direct_messages::RULES),
        ("durations", durations::RULES),
        ("gateway", gateway::RULES),
        ("hooks", hooks::RULES),
        ("logins", logins::RULES),
        ("mcp", mcp::RULES),
        ("model_lists", model_lists::RULES),
        ("ownership", ownership::RULES),
        ("params", params::RULES),
        ("outlived", outlived::RULES),
        ("paths", paths::RULES),
        ("plugin_names", plugin_names::RULES),
        ("plugin_state", plugin_state::RULES),
        ("plugins", plugins::RULES),
        ("policy", policy::RULES),
        ("provider_routes", provider_routes::RULES),
        ("providers", providers::RULES),
        ("references", references::RULES),
        ("regexes", regexes::RULES),
        ("roster", roster::RULES),
        ("sandbox", sandbox::RULES),
        ("secrets", secrets::RULES),
        ("skill_names", skill_names::RULES),
        ("senders", senders::RULES),
        ("start", start::RULES),
        ("talk", talk::RULES),
        ("time_zones", time_zones::RULES),
        ("tools", tools::RULES),
        ("unreadable", unreadable::RULES),
        ("unset_model", unset_model::RULES),
        ("variables", variables::RULES),
    ];
    let made = [
        ("models", models::rules()),
        ("secrets", secrets::references()),
        ("references", references::silent()),
        ("tool_names", tool_names::rules()),
        ("credentials", credentials::rules()),
        ("logins", logins::references()),
        ("security", security::rules()),
    ];
    let families = FAMILIES.iter().copied().chain(made);
    families.flat_map(|(family, rules)| rules.iter().map(move |rule| (family, rule)))
}
