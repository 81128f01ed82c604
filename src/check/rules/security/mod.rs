//! Risks: what OpenClaw's security audit and other auditors of such files look for (docs/security.md). OpenClaw accepts all of it, and does
//! what the text says; who wrote it may not know what that lets others do.

mod access;
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

use crate::base::{SecurityLevel, Severity};
use crate::check::{Facts, Finding, Place, Risk, Rule};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Value};

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

/// A risk over a value. How bad it is follows from the checks that it answers.
fn risk(code: &'static str, value: Value<'_>, message: impl Into<String>) -> Finding {
    Finding::new(code, Severity::Information, value.range(), message)
}

/// Tells a risk where the user wants to hear of it: what OpenClaw calls critical is a warning, the rest only information. A check that
/// the document suppresses says nothing.
fn advise(place: &Place<'_>, found: &mut Vec<Finding>, finding: Finding) {
    let worst = finding.answers.iter().map(|answer| answer.risk).max().unwrap_or(Risk::Info);
    advise_as(place, found, finding, worst);
}

/// The same for a risk that is not as bad here as OpenClaw thinks.
fn advise_as(place: &Place<'_>, found: &mut Vec<Finding>, mut finding: Finding, risk: Risk) {
    let had_answers = !finding.answers.is_empty();
    finding.answers.retain(|answer| !is_suppressed(place.facts, &answer.check));
    let is_wanted = match place.facts.world.options.security {
        SecurityLevel::Off => false,
        SecurityLevel::Critical => risk == Risk::Critical,
        SecurityLevel::All => true,
    };
    if is_wanted && (!finding.answers.is_empty() || !had_answers) {
        finding.severity = if risk == Risk::Critical { Severity::Warning } else { Severity::Information };
        found.push(finding);
    }
}

/// Whether the document tells OpenClaw's audit to be silent about a check, whatever it says
/// (docs/openclaw/security.md#suppressions).
fn is_suppressed(facts: &Facts<'_>, check: &str) -> bool {
    let list = facts.get(&["security", "audit", "suppressions"]).and_then(Value::array);
    let mut suppressions = list.into_iter().flat_map(Node::entries).filter_map(Entry::value);
    suppressions.any(|one| {
        let is_blank =
            |key: &str| one.get(key).and_then(Value::as_str).is_none_or(|text| trim(&text).is_empty());
        let names = one.get("checkId").and_then(Value::as_str).is_some_and(|id| trim(&id) == check);
        names && is_blank("titleIncludes") && is_blank("detailIncludes")
    })
}

/// The texts of a list without variables, with their values.
fn texts(list: Option<Value<'_>>) -> impl Iterator<Item = (Value<'_>, String)> {
    let list = list.and_then(Value::array);
    let values = list.into_iter().flat_map(Node::entries).filter_map(Entry::value);
    values.filter_map(|value| Some((value, trim(&super::plain::text(value)?).to_owned())))
}

/// Where the gateway listens: `loopback` where it is not written, or nothing that OpenClaw takes.
fn bind(facts: &Facts<'_>) -> &'static str {
    let bind = facts.get(&["gateway", "bind"]).and_then(Value::as_str);
    let known = ["lan", "tailnet", "auto", "custom"];
    known.into_iter().find(|known| bind.as_deref() == Some(known)).unwrap_or("loopback")
}

/// What Tailscale makes of the gateway: `off`, `serve` or `funnel`.
fn tailscale(facts: &Facts<'_>) -> String {
    let mode = facts.get(&["gateway", "tailscale", "mode"]).and_then(Value::as_str);
    mode.map_or_else(|| "off".to_owned(), std::borrow::Cow::into_owned)
}

/// Whether others than this machine reach the gateway.
fn is_exposed(facts: &Facts<'_>) -> bool {
    bind(facts) != "loopback" || matches!(&*tailscale(facts), "serve" | "funnel")
}

/// Critical where something holds, and to be thought about where it does not.
fn critical_if(holds: bool) -> Risk {
    if holds { Risk::Critical } else { Risk::Warn }
}
