//! The plugins that OpenClaw brings, and those that it offers to install (docs/openclaw/warnings.md#plugins).

use std::collections::HashMap;
use std::sync::LazyLock;

/// A plugin, with what its manifest says.
#[derive(Debug)]
pub struct Plugin {
    /// The id.
    pub id: &'static str,
    /// Whether it is on without being named.
    pub is_on: bool,
    /// Whether it may take the slot of the memory.
    pub is_memory: bool,
    /// The channels that it brings.
    pub channels: Vec<&'static str>,
    /// The providers of web search that it brings.
    pub search: Vec<&'static str>,
    /// What `openclaw plugins install` takes; none for one that OpenClaw brings.
    pub package: Option<&'static str>,
    commands: Vec<&'static str>,
    names: Vec<&'static str>,
}

static PLUGINS: LazyLock<Vec<Plugin>> = LazyLock::new(|| {
    let lines = include_str!("../../data/config/plugins.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).map(row).collect()
});

static BUNDLED: LazyLock<HashMap<&'static str, &'static Plugin>> = LazyLock::new(|| {
    PLUGINS.iter().filter(|plugin| plugin.package.is_none()).map(|one| (one.id, one)).collect()
});

/// Offers by id and by their other names; the first of two counts.
static OFFERED: LazyLock<HashMap<&'static str, &'static Plugin>> = LazyLock::new(|| {
    let offers = PLUGINS.iter().rev().filter(|plugin| plugin.package.is_some());
    let named = offers.flat_map(|one| one.names.iter().copied().chain([one.id]).map(move |name| (name, one)));
    named.collect()
});

fn row(line: &'static str) -> Plugin {
    let mut columns = line.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let words = |text: &'static str| text.split(' ').filter(|word| !word.is_empty()).collect();
    let (id, on, kind) = (next(), next(), next());
    let is_on = on == "on" || on == "mac" && cfg!(target_os = "macos");
    let (channels, commands, search) = (words(next()), words(next()), words(next()));
    let package = Some(next()).filter(|package| !package.is_empty());
    let names = words(next());
    Plugin { id, is_on, is_memory: kind == "memory", channels, search, package, commands, names }
}

/// A plugin that OpenClaw brings.
pub fn bundled(id: &str) -> Option<&'static Plugin> {
    BUNDLED.get(id).copied()
}

/// A plugin that OpenClaw offers to install, by its id, its channel or one of its providers.
pub fn offered(name: &str) -> Option<&'static Plugin> {
    OFFERED.get(name.trim()).copied()
}

/// The plugin whose command a name is, unless the name is the id of another one.
pub fn of_command(name: &str) -> Option<&'static Plugin> {
    let lower = name.trim().to_lowercase();
    let mut owners = BUNDLED.values().filter(|plugin| plugin.commands.contains(&&*lower));
    owners.find(|owner| owner.id == lower || bundled(&lower).is_none()).copied()
}

/// Whether a plugin that OpenClaw brings has a provider of web search.
pub fn brings_search(provider: &str) -> bool {
    BUNDLED.values().any(|plugin| plugin.search.contains(&provider))
}

/// The ids of all plugins, sorted by where they come from.
pub fn ids() -> impl Iterator<Item = &'static str> {
    PLUGINS.iter().map(|plugin| plugin.id)
}

/// The form in which OpenClaw compares ids: without blanks around them, in lower case, and under today's name.
pub fn normalize(id: &str) -> String {
    let lower = id.trim().to_lowercase();
    match &*lower {
        "google-gemini-cli" => "google".to_owned(),
        "minimax-portal" | "minimax-portal-auth" => "minimax".to_owned(),
        _ => lower,
    }
}

/// Whether an id is that of a plugin which is gone.
pub fn is_retired(id: &str) -> bool {
    matches!(&*normalize(id), "google-antigravity-auth" | "google-gemini-cli-auth" | "skill-workshop")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plugins_by_their_names() {
        assert_eq!(bundled("telegram").map(|plugin| plugin.channels.clone()), Some(vec!["telegram"]));
        assert!(bundled("browser").is_some_and(|plugin| plugin.is_on));
        assert!(bundled("memory-core").is_some_and(|plugin| plugin.is_memory && !plugin.is_on));
        assert_eq!(offered(" brave ").and_then(|plugin| plugin.package), Some("@openclaw/brave-plugin"));
        assert_eq!(offered("qqbot").map(|plugin| plugin.id), Some("openclaw-qqbot"));
        assert_eq!(of_command("Wiki").map(|plugin| plugin.id), Some("memory-wiki"));
        assert_eq!(of_command("telegram").map(|plugin| plugin.id), None);
        assert!(is_retired("Skill-Workshop") && !is_retired("telegram"));
    }
}
