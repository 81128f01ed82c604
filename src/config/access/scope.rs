//! The settings of an account over those of its channel.

use super::defaults::Defaults;
use super::policy::Policy;
use crate::config::ConfigValue;

/// A setting, and where it is written.
#[derive(Clone, Debug)]
pub(super) struct Setting<V> {
    pub(super) path: String,
    pub(super) value: V,
}

/// Settings that are written in one place.
#[derive(Clone, Debug)]
pub(super) struct Level<V> {
    pub(super) path: String,
    pub(super) value: V,
    /// Keys that those below do not take over.
    pub(super) without: &'static [&'static str],
    /// What OpenClaw fills in here.
    pub(super) defaults: Defaults,
}

/// The settings that count, the closest first.
#[derive(Clone, Debug)]
pub(super) struct Scope<V> {
    pub(super) levels: Vec<Level<V>>,
    /// `channels.defaults.groupPolicy`.
    pub(super) group_default: Option<Setting<V>>,
}

/// A path with one more key.
pub(super) fn joined(path: &str, key: &str) -> String {
    let is_plain = !key.is_empty() && !key.contains(['.', '[', ']', '"', '\'', ' ', '\\']);
    if is_plain { format!("{path}.{key}") } else { format!("{path}[{}]", quoted(key)) }
}

fn quoted(key: &str) -> String {
    format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))
}

impl<V: ConfigValue> Setting<V> {
    /// A member of it.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        Some(Self { path: joined(&self.path, key), value: self.value.get(key)? })
    }

    /// Whether it is switched off.
    pub(super) fn is_off(&self) -> bool {
        self.value.is_off()
    }

    /// The policy that it names.
    pub(super) fn policy(&self) -> Option<Policy> {
        self.value.as_str().and_then(|name| Policy::of(name.trim()))
    }
}

/// A policy, and where it is written; nothing where OpenClaw fills it in.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) policy: Policy,
    pub(super) path: Option<String>,
}

impl Chosen {
    pub(super) fn own(policy: Policy) -> Self {
        Self { policy, path: None }
    }

    pub(super) fn read<V: ConfigValue>(setting: Option<Setting<V>>) -> Option<Self> {
        let setting = setting?;
        Some(Self { policy: setting.policy()?, path: Some(setting.path) })
    }
}

impl<V: ConfigValue> Scope<V> {
    /// A setting, from where it is written closest.
    pub(super) fn get(&self, key: &str) -> Option<Setting<V>> {
        self.levels.iter().find_map(|level| level.get(key))
    }

    /// Who may write directly.
    pub(super) fn direct_policy(&self) -> Chosen {
        // Releases until 2026.7 had it in `dm`.
        let written =
            |level: &Level<V>| Chosen::read(level.get("dmPolicy").or_else(|| level.get("dm")?.get("policy")));
        let of_level = |level: &Level<V>| written(level).or_else(|| level.defaults.direct.map(Chosen::own));
        self.levels.iter().find_map(of_level).unwrap_or(Chosen::own(Policy::Pairing))
    }

    /// Who may write in groups, as an account or its channel says it, or as OpenClaw fills it in there.
    pub(super) fn group_policy(&self) -> Option<Chosen> {
        let of_level = |level: &Level<V>| {
            Chosen::read(level.get("groupPolicy")).or_else(|| level.defaults.group.map(Chosen::own))
        };
        self.levels.iter().find_map(of_level)
    }

    /// The same with what holds for all channels, and what OpenClaw does without any.
    pub(super) fn group_policy_or(&self, last: Policy) -> Chosen {
        let of_all = || Chosen::read(self.group_default.clone());
        self.group_policy().or_else(of_all).unwrap_or(Chosen::own(last))
    }

    /// `groups` and the like. Where there is one account, it takes those of the channel in place of its own empty ones.
    pub(super) fn map(&self, key: &str, is_alone: bool) -> Option<Setting<V>> {
        let is_empty = |setting: &Setting<V>| setting.value.entries().is_empty();
        let found = self.get(key)?;
        let is_own = self.levels.first().is_some_and(|level| level.get(key).is_some());
        if is_alone && is_own && is_empty(&found) {
            return self.levels.get(1).and_then(|level| level.get(key)).or(Some(found));
        }
        Some(found)
    }

    /// Whether a switch is on.
    pub(super) fn is_on(&self, key: &str) -> bool {
        self.get(key).and_then(|setting| setting.value.as_bool()) == Some(true)
    }
}

impl<V: ConfigValue> Level<V> {
    pub(super) fn get(&self, key: &str) -> Option<Setting<V>> {
        let value = self.value.get(key).filter(|_| !self.without.contains(&key))?;
        Some(Setting { path: joined(&self.path, key), value })
    }
}
