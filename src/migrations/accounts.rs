//! Which accounts a channel has (docs/openclaw/agents.md#from-list-to-entries).

use crate::syntax::{Node, Value};
use std::sync::LazyLock;

/// The channels that come with OpenClaw itself; the others come with plugins of their own.
const BUNDLED: [&str; 3] = ["a2a", "reef", "telegram"];

/// Whether a channel needs no plugin that somebody has to install.
pub(super) fn is_bundled(channel: &str) -> bool {
    BUNDLED.contains(&channel)
}

/// How the accounts of a channel are found.
pub(super) struct Manner {
    /// Whether the channel has one account, whatever is named.
    pub(super) is_alone: bool,
    /// The keys of the channel itself that make an account.
    keys: Vec<&'static str>,
    /// The variable that makes an account; empty where there is none.
    pub(super) variable: &'static str,
    /// Whether nothing else makes an account without a name.
    pub(super) is_needed: bool,
    /// Whether a binding that names an account makes one.
    pub(super) counts_bindings: bool,
}

static MANNERS: LazyLock<Vec<(&str, Manner)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/config/accounts.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(row).collect()
});

fn row(line: &'static str) -> Option<(&'static str, Manner)> {
    let mut columns = line.split('\t');
    let (channel, keys) = (columns.next()?, columns.next()?);
    let manner = Manner {
        is_alone: keys.starts_with('-'),
        keys: keys.split(' ').filter(|key| *key != "-").collect(),
        variable: columns.next().unwrap_or_default(),
        is_needed: columns.next() == Some("needed"),
        counts_bindings: channel == "telegram",
    };
    Some((channel, manner))
}

impl Manner {
    /// That of a channel.
    pub(super) fn of(channel: &str) -> &'static Self {
        static OTHER: Manner = Manner {
            is_alone: false,
            keys: Vec::new(),
            variable: "",
            is_needed: false,
            counts_bindings: false,
        };
        MANNERS.iter().find(|(name, _)| *name == channel).map_or(&OTHER, |(_, manner)| manner)
    }

    /// Whether the settings of a channel make an account by themselves.
    pub(super) fn has_own(&self, section: Node<'_>) -> bool {
        let filled = |value: Value<'_>| value.as_str().is_none_or(|text| !text.trim().is_empty());
        self.keys.iter().any(|key| section.get(key).is_some_and(filled))
    }
}

#[cfg(test)]
mod tests {
    use super::MANNERS;
    use crate::config::channel;

    #[test]
    fn each_is_a_channel() {
        for (name, _) in MANNERS.iter() {
            assert!(channel::is_shipped(name), "{name}");
        }
    }
}
