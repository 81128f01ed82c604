//! A channel with its accounts, read once for all of them.

use super::account::Account;
use super::allowed::Reader;
use super::defaults::Defaults;
use super::scope::{Level, Scope, Setting, joined};
use super::way::Way;
use crate::config::{ConfigValue, account_id};
use std::collections::HashMap;

/// What the accounts of WhatsApp do not take over from the one without a name.
const OWN: [&str; 4] = ["enabled", "name", "authDir", "selfChatMode"];

/// A channel with its accounts.
#[derive(Clone, Debug)]
pub struct Channel<V> {
    name: String,
    path: String,
    way: Way,
    section: V,
    accounts: Vec<(String, V)>,
    /// The places of accounts by their keys, and by their ids in the form that is compared, of which the first counts.
    by_key: HashMap<String, usize>,
    by_id: HashMap<String, usize>,
    group_default: Option<Setting<V>>,
    groups: Option<V>,
}

/// Reads the settings of one account of a channel; nothing where the document has no such channel. Whoever wants several reads
/// the [`Channel`] once.
pub fn read_account<V: ConfigValue>(root: &V, channel: &str, id: &str) -> Option<Account<V>> {
    Channel::read(root, channel).map(|channel| channel.account(id))
}

impl<V: ConfigValue> Channel<V> {
    /// Reads a channel; nothing where the document has none of that name.
    pub fn read(root: &V, name: &str) -> Option<Self> {
        let section = root.at(&["channels", name]).filter(|section| !section.is_list())?;
        let accounts = section.get("accounts").map(|all| all.entries()).unwrap_or_default();
        let group_default = root
            .at(&["channels", "defaults", "groupPolicy"])
            .map(|value| Setting { path: "channels.defaults.groupPolicy".to_owned(), value });
        let channel = Self::of(section, name, accounts, root.get("accessGroups"));
        Some(Self { group_default, ..channel })
    }

    /// Reads the settings of one account, by its key, or else those of the channel itself, without looking at the other accounts of it and
    /// at what all channels have in common. Whether there are others has to be told.
    pub fn account_of(
        section: V,
        name: &str,
        key: Option<&str>,
        is_alone: bool,
        groups: Option<V>,
    ) -> Account<V> {
        let all = section.get("accounts");
        let named = |key: &str| Some((key.to_owned(), all.as_ref()?.get(key)?));
        let accounts: Vec<(String, V)> =
            [key, Some(account_id::DEFAULT)].into_iter().flatten().filter_map(named).collect();
        let channel = Self::of(section, name, accounts, groups);
        Account { is_alone, ..channel.account(key.unwrap_or(account_id::DEFAULT)) }
    }

    fn of(section: V, name: &str, accounts: Vec<(String, V)>, groups: Option<V>) -> Self {
        let way = Way::of(name);
        let (mut by_key, mut by_id) = (HashMap::new(), HashMap::new());
        for (at, (key, _)) in accounts.iter().enumerate() {
            by_key.entry(key.clone()).or_insert(at);
            if let Some(id) = compared(way, key) {
                by_id.entry(id).or_insert(at);
            }
        }
        let path = joined("channels", name);
        Self {
            name: name.to_owned(),
            path,
            way,
            section,
            accounts,
            by_key,
            by_id,
            group_default: None,
            groups,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The settings of one of its accounts.
    pub fn account(&self, id: &str) -> Account<V> {
        let level =
            |value: V, path: String, defaults: Defaults| Level { path, value, without: &[], defaults };
        let under = |key: &str| joined(&format!("{}.accounts", self.path), key);
        let own = self.find(id);
        let own = own.map(|(key, value)| level(value.clone(), under(key), Defaults::of_account(&self.name)));
        // Accounts of WhatsApp have the settings of the one without a name between their own and the channel's.
        let between = (self.way == Way::WhatsApp && id != account_id::DEFAULT)
            .then(|| self.find(account_id::DEFAULT))
            .flatten();
        let between = between.map(|(key, value)| Level {
            without: &OWN,
            ..level(value.clone(), under(key), Defaults::default())
        });
        let base = Level {
            without: &["accounts", "defaultAccount"],
            ..level(self.section.clone(), self.path.clone(), Defaults::of_channel(&self.name))
        };
        let levels = own.into_iter().chain(between).chain([base]).collect();
        let scope = Scope { levels, group_default: self.group_default.clone() };
        let by_name = scope.is_on("dangerouslyAllowNameMatching");
        let reader =
            Reader { way: self.way, channel: self.name.clone(), by_name, groups: self.groups.clone() };
        Account { way: self.way, scope, reader, is_alone: self.accounts.len() <= 1 }
    }

    /// The settings of an account, by its id.
    fn find(&self, id: &str) -> Option<&(String, V)> {
        let id_of = || {
            if self.way == Way::Telegram { Some(account_id::normalize(id)) } else { compared(self.way, id) }
        };
        let by_id = || self.by_id.get(&id_of()?);
        self.accounts.get(*self.by_key.get(id).or_else(by_id)?)
    }
}

/// An id in the form that is compared: Telegram compares ids as sessions do, others only in lower case.
fn compared(way: Way, id: &str) -> Option<String> {
    match way {
        Way::Telegram => account_id::usable(id),
        _ => Some(id.trim().to_lowercase()),
    }
}
