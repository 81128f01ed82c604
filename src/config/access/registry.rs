//! The maps of groups, which are settings of single groups and lists of what counts at once
//! (docs/openclaw/access.md#named-groups).

use super::gate::{Reason, Says};
use super::policy::Policy;
use super::scope::Setting;
use crate::config::ConfigValue;

/// What a map of groups says of one group.
#[derive(Clone, Debug)]
pub(super) struct Entry<V> {
    /// Its own settings.
    pub(super) own: Option<Setting<V>>,
    /// Those of `*`.
    pub(super) any: Option<Setting<V>>,
    /// Whether only what the map names counts.
    pub(super) is_listing: bool,
    /// Whether the group counts.
    pub(super) is_in: bool,
    /// The path of the map.
    pub(super) path: Option<String>,
}

impl<V: ConfigValue> Entry<V> {
    /// Asks a map, where the policy that is written for the account or its channel counts; `has_senders` where a list of
    /// senders stands for a map that is missing.
    pub(super) fn ask(
        map: Option<&Setting<V>>,
        policy: Option<Policy>,
        id: Option<&str>,
        has_senders: bool,
    ) -> Self {
        let has_groups = map.is_some_and(|map| !map.value.entries().is_empty());
        let is_listing = policy == Some(Policy::Allowlist) || has_groups;
        let own = map.zip(id.map(str::trim)).and_then(|(map, id)| map.get(id));
        let any = map.and_then(|map| map.get("*"));
        let is_spared = policy == Some(Policy::Allowlist) && !has_groups && has_senders;
        let is_named = any.is_some() || own.is_some();
        let is_in = policy != Some(Policy::Disabled) && (!is_listing || is_named || is_spared);
        Self { own, any, is_listing, is_in, path: map.map(|map| map.path.clone()) }
    }

    /// The settings that count for it as a whole.
    pub(super) fn settings(&self) -> Option<&Setting<V>> {
        self.own.as_ref().or(self.any.as_ref())
    }

    /// Why it counts or not.
    pub(super) fn reason(&self) -> Reason {
        let own = self.settings().map(|settings| settings.path.clone());
        match own {
            Some(path) => Reason { path: Some(path), says: Says::Named },
            None => Reason { path: self.path.clone(), says: Says::Unnamed },
        }
    }

    /// Whether a mention is needed, by its own settings, those of `*`, or what holds for a group that is named.
    pub(super) fn mention(&self, is_named_enough: bool) -> Reason {
        let read = |setting: &Option<Setting<V>>| needs_mention(setting.as_ref());
        let last = Reason { path: None, says: Says::Mention(!(is_named_enough && self.own.is_some())) };
        read(&self.own).or_else(|| read(&self.any)).unwrap_or(last)
    }
}

/// What `requireMention` says in settings that have it.
pub(super) fn needs_mention<V: ConfigValue>(settings: Option<&Setting<V>>) -> Option<Reason> {
    mention(settings?.get("requireMention"))
}

/// What `requireMention` says, where it is written.
pub(super) fn mention<V: ConfigValue>(written: Option<Setting<V>>) -> Option<Reason> {
    let written = written?;
    let says = Says::Mention(written.value.as_bool()?);
    Some(Reason { path: Some(written.path), says })
}
