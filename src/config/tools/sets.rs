//! The profiles and groups of tools (docs/openclaw/references.md#tools).

use std::collections::HashMap;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../../data/config/tool-sets.tsv");

static SETS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, tools)| (name, tools.split(' ').filter(|tool| !tool.is_empty()).collect()))
        .collect()
});

/// The tools of each profile and each group, by its name; those of groups begin with `group:`.
pub fn sets() -> &'static HashMap<&'static str, Vec<&'static str>> {
    &SETS
}

/// The tools that OpenClaw itself brings, in its order.
pub fn core_tools() -> Vec<&'static str> {
    let lines = TEXT.lines().filter(|line| line.starts_with("group:") && !line.starts_with("group:openclaw"));
    lines
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(_, tools)| tools.split(' '))
        .filter(|tool| !tool.is_empty())
        .collect()
}
