//! Risks: what OpenClaw's security audit and other auditors of such files look for (docs/security.md). OpenClaw accepts all of it, and does
//! what the text says; who wrote it may not know what that lets others do.

mod access;
mod advice;
mod commands;
mod elsewhere;
mod exec;
mod flags;
mod gateway;
mod hooks;
mod login;
mod models;
mod network;
mod nodes;
mod origins;
mod proxy;
mod safe_bins;
mod sandbox;
mod secrets;
mod trust;

#[cfg(test)]
mod tests;

use crate::check::Rule;

/// All rules about risks.
pub(super) fn rules() -> &'static [Rule] {
    static RULES: std::sync::LazyLock<Vec<Rule>> = std::sync::LazyLock::new(|| {
        let families: [&[Rule]; 16] = [
            access::RULES,
            commands::RULES,
            elsewhere::RULES,
            exec::RULES,
            flags::RULES,
            gateway::RULES,
            hooks::RULES,
            login::RULES,
            models::RULES,
            network::RULES,
            nodes::RULES,
            origins::RULES,
            proxy::RULES,
            safe_bins::RULES,
            sandbox::RULES,
            trust::RULES,
        ];
        let copy = |rule: &Rule| Rule { at: rule.at, needs: rule.needs, check: rule.check };
        families
            .iter()
            .flat_map(|family| family.iter().map(copy))
            .chain(secrets::rules())
            .chain(elsewhere::rules())
            .collect()
    });
    &RULES
}
