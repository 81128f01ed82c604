//! The rules that the JSON Schema does not know: one file per family.

mod agents;
mod authored;
mod avatar;
mod bindings;
mod channels;
mod models;
mod policy;
mod providers;
mod roster;
mod talk;

#[cfg(test)]
mod tests;

use super::check::Rule;

/// All rules.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    const FAMILIES: &[&[Rule]] = &[
        agents::RULES,
        authored::RULES,
        bindings::RULES,
        channels::RULES,
        policy::RULES,
        providers::RULES,
        roster::RULES,
        talk::RULES,
    ];
    FAMILIES.iter().copied().flatten().chain(models::rules())
}
