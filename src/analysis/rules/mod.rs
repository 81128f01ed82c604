//! The rules that the JSON Schema does not know: one file per family.

mod agent_cache;
mod agents;
mod authored;
mod avatar;
mod bindings;
mod browser;
mod caching;
mod channels;
mod cloud_workers;
mod credentials;
mod durations;
mod gateway;
mod hooks;
mod logins;
mod mcp;
mod models;
mod params;
mod paths;
mod plain;
mod plugins;
mod policy;
mod providers;
mod references;
mod roster;
mod sandbox;
mod secrets;
mod talk;
mod tools;
mod unreadable;

#[cfg(test)]
pub(super) mod tests;

use super::check::Rule;

/// All rules.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    const FAMILIES: &[&[Rule]] = &[
        agent_cache::RULES,
        agents::RULES,
        authored::RULES,
        bindings::RULES,
        browser::RULES,
        caching::RULES,
        channels::RULES,
        cloud_workers::RULES,
        durations::RULES,
        gateway::RULES,
        hooks::RULES,
        logins::RULES,
        mcp::RULES,
        params::RULES,
        paths::RULES,
        plugins::RULES,
        policy::RULES,
        providers::RULES,
        references::RULES,
        roster::RULES,
        sandbox::RULES,
        secrets::RULES,
        talk::RULES,
        tools::RULES,
        unreadable::RULES,
    ];
    let listed = FAMILIES.iter().copied().flatten();
    let secrets = secrets::references().iter().chain(references::silent());
    listed.chain(models::rules()).chain(secrets).chain(credentials::rules()).chain(logins::references())
}
