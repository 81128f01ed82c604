//! The channels that OpenClaw ships (docs/openclaw/references.md#shipped-channels).

use std::sync::LazyLock;

struct Channel {
    id: &'static str,
    aliases: Vec<&'static str>,
}

static CHANNELS: LazyLock<Vec<Channel>> = LazyLock::new(|| {
    let lines = include_str!("../../data/config/channels.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let (id, aliases) = row.split_once('\t').unwrap_or((row, ""));
        Channel { id, aliases: aliases.split(' ').filter(|alias| !alias.is_empty()).collect() }
    })
    .collect()
});

/// The ids, sorted.
pub fn ids() -> impl Iterator<Item = &'static str> {
    CHANNELS.iter().map(|channel| channel.id)
}

/// Whether a name is exactly the id of a channel that OpenClaw ships.
pub fn is_shipped(name: &str) -> bool {
    ids().any(|id| id == name)
}

/// Whether a key of `channels` is about all channels and names none.
pub fn is_section(key: &str) -> bool {
    matches!(key, "defaults" | "modelByChannel")
}

/// Whether a text that stands in the place of a channel says how to find one.
pub fn is_word(text: &str) -> bool {
    matches!(text, "last" | "owner" | "none")
}

/// The channel that a name stands for: an id or an alias, in any case.
pub fn meant(name: &str) -> Option<&'static str> {
    let lower = name.trim().to_lowercase();
    let is_meant = |channel: &&Channel| channel.id == lower || channel.aliases.contains(&&*lower);
    CHANNELS.iter().find(is_meant).map(|channel| channel.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_channels() {
        assert_eq!(ids().count(), 26);
        assert!(is_shipped("telegram") && !is_shipped("Telegram") && !is_shipped("qa-channel"));
        assert_eq!(meant(" LARK "), Some("feishu"));
        assert_eq!(meant("webchat"), None);
    }
}
