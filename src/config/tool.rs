//! The tools that OpenClaw brings, and its groups of tools (docs/openclaw/references.md#tools).

/// Other names that OpenClaw takes for a tool.
const ALIASES: [&str; 3] = ["bash", "apply-patch", "cron"];

/// The names, each with what it is: `tool`, `group`, or a few words.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../data/overlay/tools.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t'))
}

/// Whether a name stands for a tool or a group, in any case.
pub fn is_known(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    ALIASES.contains(&&*lower) || all().any(|(known, _)| known == lower)
}
