//! Quick fixes of findings, by their codes. Each proposes what may mend its finding; only what does is offered.

mod access;
mod agents;
mod case;
mod keys;
mod missing;
mod models;
mod respell;
mod retention;
mod routes;
mod sample;
mod secrets;
mod sections;
mod start;
mod stray;
#[cfg(test)]
mod tests;
mod values;

pub(super) use retention::narrows;

use super::CodeAction;
use super::code_action::MOST;
use super::offer::Offers;
use super::spot::Spot;
use crate::base::{Diagnostic, Snapshot};
use crate::text::TextRange;
use case::Case;

type Fixer = for<'t> fn(&Case<'t>, &mut Offers<'t>);

/// What may mend a finding, the likeliest first.
fn fixers(code: &str) -> &'static [Fixer] {
    match code {
        "unknown-key" => &[stray::unknown],
        "duplicate-key" => &[keys::repeated],
        "invalid-key-name" | "invalid-variable" => &[keys::respelled],
        "misplaced-key"
        | "duplicate-item"
        | "invalid-count"
        | "legacy-copilot-discovery"
        | "legacy-default-marker" => &[keys::remove],
        "invalid-length" => &[keys::remove_empty],
        "foreign-mcp-key" => &[keys::meant],
        "unknown-param" => &[keys::meant, keys::remove],
        "invalid-enum-value" => &[values::form, values::allowed, keys::last_resort],
        "wrong-type" => &[values::converted],
        "no-union-branch" => &[values::form],
        "out-of-range" => &[values::bounds],
        "invalid-param-value" => &[values::parameter, keys::remove],
        "missing-required" => &[missing::required],
        "incomplete-provider" => &[missing::provider],
        "invalid-format"
        | "pattern-mismatch"
        | "invalid-duration"
        | "invalid-pruning-ttl"
        | "invalid-time"
        | "invalid-byte-size"
        | "invalid-host"
        | "invalid-url"
        | "invalid-path"
        | "invalid-agent-id"
        | "unsafe-command" => &[respell::respelled],
        "invalid-roster" => &[agents::owner],
        "unreachable-direct-messages" => &[access::direct_messages],
        "unowned-heartbeat" => &[access::heartbeat],
        "unstartable-gateway" => &[start::mode],
        "duplicate-agent" => &[agents::duplicate],
        "unknown-agent" => &[values::meant, agents::add],
        "invalid-broadcast" => &[agents::broadcast],
        "unknown-channel" | "unmatched-channel" | "unknown-skill" => &[keys::meant, values::meant],
        "retired-model" | "suppressed-model" | "deprecated-model" | "unknown-model" | "unknown-provider" => {
            &[models::replaced]
        }
        "unresolved-model" | "invalid-model-reference" => &[values::meant, models::resolved],
        "mismatched-api" => &[routes::fitting],
        "params-never-apply" => &[models::params],
        "ignored-cache-retention" | "subscription-cache-retention" => &[retention::ignored],
        "missing-cache-beta" => &[retention::beta],
        "shadowed-cache-retention" => &[retention::shadowed],
        "seeded-cache-retention" => &[retention::seeded],
        "short-pruning-ttl"
        | "foreign-secret"
        | "invalid-origin"
        | "cold-cache-heartbeat"
        | "unknown-role"
        | "unknown-auth-profile"
        | "unknown-time-zone"
        | "ineffective-active-hours"
        | "unknown-browser-profile" => &[values::meant],
        "unknown-tool" => &[values::tool],
        "unset-model" => &[models::unset],
        "foreign-auth-profile" | "repeated-model" => &[keys::remove_element],
        "unknown-account" => &[values::meant, sections::account],
        "unknown-plugin" => &[keys::meant, values::meant, sections::no_plugin, sections::not_allowed],
        "unknown-web-search-provider" => &[values::meant, keys::remove],
        "undeclared-provider" => &[sections::speaker],
        "conflicting-keys" => &[sections::one_list, keys::last_resort],
        "unsafe-sandbox" => &[sections::sandbox, keys::remove],
        "unsafe-exposure" => &[sections::exposure],
        "unknown-secret-provider" => &[values::meant, secrets::declare],
        "secret-source-mismatch" => &[secrets::source],
        "misplaced-secret-reference" => &[secrets::variable, keys::last_resort],
        "lost-backslash" => &[respell::doubled_backslashes],
        "literal-variable" => &[secrets::literal],
        "missing-variable" => &[secrets::unset],
        "redacted-secret" => &[secrets::named],
        "plain-secret" => &[secrets::referred],
        _ => &[],
    }
}

/// The fixes of the findings that a range meets.
pub(super) fn actions(snapshot: &Snapshot, all: &[Diagnostic], range: TextRange) -> Vec<CodeAction> {
    let here = all.iter().filter(|finding| finding.range.meets(range)).take(MOST);
    here.flat_map(|finding| of(snapshot, all, finding, usize::MAX)).collect()
}

/// Whether a finding of a document has a fix; `all` are its findings.
pub(super) fn mends(snapshot: &Snapshot, all: &[Diagnostic], finding: &Diagnostic) -> bool {
    let same = |own: &&Diagnostic| (own.code, own.range) == (finding.code, finding.range);
    let mended = |own| of(snapshot, all, own, 1).iter().any(|action| !action.fixes.is_empty());
    all.iter().find(same).is_some_and(mended)
}

fn of(snapshot: &Snapshot, all: &[Diagnostic], finding: &Diagnostic, enough: usize) -> Vec<CodeAction> {
    let fixers = fixers(finding.code);
    if fixers.is_empty() {
        return Vec::new();
    }
    let Some(spot) = Spot::at(snapshot, finding.range.start) else { return Vec::new() };
    // What is no member yet gets its syntax mended first.
    if !spot.entry.range().contains_range(finding.range) || !spot.entry.green().own_errors().is_empty() {
        return Vec::new();
    }
    let case = Case { spot, finding, all };
    let mut offers = Offers::among(snapshot, enough, finding, all);
    for fixer in fixers {
        fixer(&case, &mut offers);
    }
    offers.into_actions()
}
