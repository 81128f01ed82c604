//! Our code for each kind of warning.

/// Kinds of OpenClaw's warnings, and the code under which we give them.
pub const KINDS: &[(&str, &str)] = &[
    ("budget-dropped", "legacy-context-budget"),
    ("budget-moved", "legacy-context-budget"),
    ("channel-stale", "unknown-channel"),
    ("channel-unchecked", "unreachable-plugin-path"),
    ("dm-nobody", "unreachable-direct-messages"),
    ("dm-open", "unreachable-direct-messages"),
    ("heartbeat-owner", "unowned-heartbeat"),
    ("missing-variable", "missing-variable"),
    ("path-missing", "unreachable-plugin-path"),
    ("plugin-command", "unknown-plugin"),
    ("plugin-disabled", "disabled-plugin"),
    ("plugin-memory", "unknown-plugin"),
    ("plugin-official", "unknown-plugin"),
    ("plugin-removed", "unknown-plugin"),
    ("plugin-unknown", "unknown-plugin"),
    ("roster-list", "legacy-agents-list"),
    ("roster-marker", "legacy-default-marker"),
    ("roster-owners", "implicit-owner"),
    ("roster-workspace", "implicit-workspace"),
    ("search-missing", "unknown-web-search-provider"),
    ("search-stale", "unknown-web-search-provider"),
    ("search-unchecked", "unreachable-plugin-path"),
    ("target-unchecked", "unreachable-plugin-path"),
];

/// The code for a kind.
pub fn code(kind: &str) -> &'static str {
    KINDS.iter().find(|(name, _)| *name == kind).unwrap_or_else(|| panic!("no code for {kind}")).1
}

/// Whether a code is one of those that stand for warnings of OpenClaw's.
pub fn is_theirs(wanted: &str) -> bool {
    KINDS.iter().any(|(_, code)| *code == wanted)
}
