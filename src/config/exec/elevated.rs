//! Who may lead commands out of the sandbox (docs/openclaw/exec.md#elevated).

use super::sender::Sender;
use crate::config::ConfigValue;
use crate::config::effective::Agent;

/// What stands in a list for everybody.
const EVERYBODY: &str = "*";

/// Who may lead commands out of the sandbox.
#[derive(Clone, Debug)]
pub struct Elevated<V> {
    shared: Option<V>,
    own: Option<(V, String)>,
    /// How far, for those who say nothing.
    pub level: Level,
}

/// How far those who may are out of the sandbox without a word of theirs: `agents.defaults.elevatedDefault`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// They are not: they have to say so first.
    Off,
    /// Their commands run outside, and are asked about as others are.
    On,
    /// The same, and nobody is asked where all commands are let run anyway.
    Full,
}

/// Those of a channel who may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The channel.
    pub channel: String,
    /// How many entries name somebody; nothing where everybody may.
    pub people: Option<usize>,
    /// The list that leaves the fewest.
    pub path: String,
    /// Whether the agent's list and that of all have to name somebody.
    pub is_both: bool,
}

impl Level {
    fn read<V: ConfigValue>(config: &V) -> Self {
        match config.text_at(&["agents", "defaults", "elevatedDefault"]).as_deref() {
            Some("off") => Self::Off,
            Some("full") => Self::Full,
            _ => Self::On,
        }
    }
}

/// The entries of a channel's list; none where there is no list.
fn entries<V: ConfigValue>(section: &V, channel: &str) -> Vec<String> {
    section.at(&["allowFrom", channel]).map(|list| list.texts()).unwrap_or_default()
}

/// How many a list names; nothing where it names everybody.
fn people(entries: &[String]) -> Option<usize> {
    (!entries.iter().any(|entry| entry == EVERYBODY)).then_some(entries.len())
}

impl<V: ConfigValue> Elevated<V> {
    pub(super) fn read(config: &V, agent: Option<&Agent<V>>) -> Self {
        let own = agent.and_then(|agent| {
            Some((agent.entry.at(&["tools", "elevated"])?, format!("{}.tools.elevated", agent.path())))
        });
        Self { shared: config.at(&["tools", "elevated"]), own, level: Level::read(config) }
    }

    /// The settings that switch it off for everybody.
    pub fn off_at(&self) -> Vec<String> {
        let shared = self.shared.as_ref().filter(|shared| shared.is_off());
        let own = self.own.as_ref().filter(|(own, _)| own.is_off());
        let shared = shared.map(|_| "tools.elevated.enabled".to_owned());
        shared.into_iter().chain(own.map(|(_, path)| format!("{path}.enabled"))).collect()
    }

    /// The settings that keep somebody in; none where they may leave.
    pub fn gates(&self, channel: &str, sender: &Sender<'_>) -> Vec<String> {
        let off = self.off_at();
        if !off.is_empty() {
            return off;
        }
        let names = |section: &V| {
            let entries = entries(section, channel);
            people(&entries).is_none() || entries.iter().any(|entry| sender.is_named(channel, entry))
        };
        if !self.shared.as_ref().is_some_and(names) {
            return vec![format!("tools.elevated.allowFrom.{channel}")];
        }
        let own = self.own_lists().filter(|(own, _)| !names(own));
        own.map(|(_, path)| format!("{path}.allowFrom.{channel}")).into_iter().collect()
    }

    /// Those who may, of each channel that a list is for.
    pub fn listed(&self) -> Vec<Listed> {
        let Some(shared) = self.shared.as_ref().filter(|_| self.off_at().is_empty()) else {
            return Vec::new();
        };
        let channels = shared.get("allowFrom").map(|lists| lists.entries()).unwrap_or_default();
        channels.into_iter().filter_map(|(channel, _)| self.of_channel(shared, channel)).collect()
    }

    fn of_channel(&self, shared: &V, channel: String) -> Option<Listed> {
        let all = people(&entries(shared, &channel));
        let shared_path = format!("tools.elevated.allowFrom.{channel}");
        let own = self
            .own_lists()
            .map(|(own, path)| (people(&entries(own, &channel)), format!("{path}.allowFrom.{channel}")));
        let (people, path, is_both) = match (all, own) {
            (all, None | Some((None, _))) => (all, shared_path, false),
            (None, Some((own, path))) => (own, path, false),
            (Some(all), Some((Some(own), path))) => {
                let path = if own <= all { path } else { shared_path };
                (Some(own.min(all)), path, own > 0 && all > 0)
            }
        };
        (people != Some(0)).then_some(Listed { channel, people, path, is_both })
    }

    /// The agent's section, where it has lists.
    fn own_lists(&self) -> Option<&(V, String)> {
        self.own.as_ref().filter(|(own, _)| own.get("allowFrom").is_some())
    }
}
