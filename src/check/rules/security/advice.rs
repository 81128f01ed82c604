//! How risks are told (docs/openclaw/security.md#how-bad-a-check-is), and what many of them ask.

use crate::base::{SecurityLevel, Severity};
use crate::check::rules::plain::text;
use crate::check::{Facts, Finding, Place, Risk};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Value};

/// A risk over a value. How bad it is follows from the checks that it answers.
pub(super) fn risk(code: &'static str, value: Value<'_>, message: impl Into<String>) -> Finding {
    Finding::new(code, Severity::Information, value.range(), message)
}

/// Tells a risk where the user wants to hear of it: what OpenClaw calls critical is a warning, the rest only information. A check that
/// the document suppresses says nothing.
pub(super) fn advise(place: &Place<'_>, found: &mut Vec<Finding>, finding: Finding) {
    let worst = finding.answers.iter().map(|answer| answer.risk).max().unwrap_or(Risk::Info);
    advise_as(place, found, finding, worst);
}

/// The same for a risk that is not as bad here as OpenClaw thinks.
pub(super) fn advise_as(place: &Place<'_>, found: &mut Vec<Finding>, mut finding: Finding, risk: Risk) {
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
pub(super) fn texts(list: Option<Value<'_>>) -> impl Iterator<Item = (Value<'_>, String)> {
    let list = list.and_then(Value::array);
    let values = list.into_iter().flat_map(Node::entries).filter_map(Entry::value);
    values.filter_map(|value| Some((value, trim(&text(value)?).to_owned())))
}

/// Where the gateway listens: `loopback` where it is not written, or nothing that OpenClaw takes.
pub(super) fn bind(facts: &Facts<'_>) -> &'static str {
    let bind = facts.get(&["gateway", "bind"]).and_then(Value::as_str);
    let known = ["lan", "tailnet", "auto", "custom"];
    known.into_iter().find(|known| bind.as_deref() == Some(known)).unwrap_or("loopback")
}

/// What Tailscale makes of the gateway: `off`, `serve` or `funnel`.
pub(super) fn tailscale(facts: &Facts<'_>) -> String {
    let mode = facts.get(&["gateway", "tailscale", "mode"]).and_then(Value::as_str);
    mode.map_or_else(|| "off".to_owned(), std::borrow::Cow::into_owned)
}

/// Whether others than this machine reach the gateway.
pub(super) fn is_exposed(facts: &Facts<'_>) -> bool {
    bind(facts) != "loopback" || matches!(&*tailscale(facts), "serve" | "funnel")
}

/// Critical where something holds, and to be thought about where it does not.
pub(super) fn critical_if(holds: bool) -> Risk {
    if holds { Risk::Critical } else { Risk::Warn }
}
