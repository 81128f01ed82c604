//! Which fixers know what to do about which findings.

use super::case::Case;
use super::{
    access, agents, keys, missing, models, respell, retention, routes, secrets, sections, start, stray,
    values,
};
use crate::ide::action::offer::Offers;

/// Offers what it thinks may mend a finding.
pub(super) type Fixer = for<'t> fn(&Case<'t>, &mut Offers<'t>);

/// The codes of findings, and what may mend them, the likeliest first.
const FIXERS: &[(&[&str], &[Fixer])] = &[
    (&["unknown-key"], &[stray::unknown]),
    (&["duplicate-key"], &[keys::repeated]),
    (&["invalid-key-name", "invalid-variable"], &[keys::respelled]),
    (
        &[
            "misplaced-key",
            "duplicate-item",
            "invalid-count",
            "legacy-copilot-discovery",
            "legacy-default-marker",
        ],
        &[keys::remove],
    ),
    (&["invalid-length"], &[keys::remove_empty]),
    (&["foreign-mcp-key"], &[keys::meant]),
    (&["unknown-param"], &[keys::meant, keys::remove]),
    (&["invalid-enum-value"], &[values::form, values::allowed, keys::last_resort]),
    (&["wrong-type"], &[values::converted]),
    (&["no-union-branch"], &[values::form]),
    (&["out-of-range"], &[values::bounds]),
    (&["invalid-param-value"], &[values::parameter, keys::remove]),
    (&["missing-required"], &[missing::required]),
    (&["incomplete-provider"], &[missing::provider]),
    (
        &[
            "invalid-format",
            "pattern-mismatch",
            "invalid-duration",
            "invalid-pruning-ttl",
            "invalid-time",
            "invalid-byte-size",
            "invalid-host",
            "invalid-url",
            "invalid-path",
            "invalid-agent-id",
            "unsafe-command",
        ],
        &[respell::respelled],
    ),
    (&["invalid-roster"], &[agents::owner]),
    (&["unreachable-direct-messages"], &[access::direct_messages]),
    (&["unowned-heartbeat"], &[access::heartbeat]),
    (&["unstartable-gateway"], &[start::mode]),
    (&["duplicate-agent"], &[agents::duplicate]),
    (&["unknown-agent"], &[values::meant, agents::add]),
    (&["invalid-broadcast"], &[agents::broadcast]),
    (&["unknown-channel", "unmatched-channel", "unknown-skill"], &[keys::meant, values::meant]),
    (
        &["retired-model", "suppressed-model", "deprecated-model", "unknown-model", "unknown-provider"],
        &[models::replaced],
    ),
    (&["unresolved-model", "invalid-model-reference"], &[values::meant, models::resolved]),
    (&["mismatched-api"], &[routes::fitting]),
    (&["params-never-apply"], &[models::params]),
    (&["ignored-cache-retention", "subscription-cache-retention"], &[retention::ignored]),
    (&["missing-cache-beta"], &[retention::beta]),
    (&["shadowed-cache-retention"], &[retention::shadowed]),
    (&["seeded-cache-retention"], &[retention::seeded]),
    (
        &[
            "short-pruning-ttl",
            "foreign-secret",
            "invalid-origin",
            "cold-cache-heartbeat",
            "unknown-role",
            "unknown-auth-profile",
            "unknown-time-zone",
            "ineffective-active-hours",
            "unknown-browser-profile",
        ],
        &[values::meant],
    ),
    (&["unknown-tool"], &[values::tool]),
    (&["unset-model"], &[models::unset]),
    (&["foreign-auth-profile"], &[keys::remove_element]),
    (&["repeated-model"], &[keys::remove_fallback]),
    (&["unknown-account"], &[values::meant, sections::account]),
    (&["unknown-plugin"], &[keys::meant, values::meant, sections::no_plugin, sections::not_allowed]),
    (&["unknown-web-search-provider"], &[values::meant, keys::remove]),
    (&["undeclared-provider"], &[sections::speaker]),
    (&["conflicting-keys"], &[sections::one_list, keys::last_resort]),
    (&["unsafe-sandbox"], &[sections::sandbox, keys::remove]),
    (&["unsafe-exposure"], &[sections::exposure]),
    (&["unknown-secret-provider"], &[values::meant, secrets::declare]),
    (&["secret-source-mismatch"], &[secrets::source]),
    (&["misplaced-secret-reference"], &[secrets::variable, keys::last_resort]),
    (&["lost-backslash"], &[respell::doubled_backslashes]),
    (&["literal-variable"], &[secrets::literal]),
    (&["missing-variable"], &[secrets::unset]),
    (&["redacted-secret"], &[secrets::named]),
    (&["plain-secret"], &[secrets::referred]),
];

/// What may mend a finding with this code.
pub(super) fn fixers(code: &str) -> &'static [Fixer] {
    FIXERS.iter().find(|(codes, _)| codes.contains(&code)).map_or(&[], |(_, fixers)| fixers)
}
