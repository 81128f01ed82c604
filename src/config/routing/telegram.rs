//! What Telegram's plugin adds: topics of forums, and accounts that need a binding of their own
//! (docs/openclaw/routing.md#telegram).

use super::message::{Class, Message, Peer};
use super::owner::Owners;
use crate::config::agent_id::normalize;
use crate::config::{ConfigValue, account_id};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The variable that holds the login of the account without a name.
const LOGIN: &str = "TELEGRAM_BOT_TOKEN";

/// The settings of Telegram that have a say.
#[derive(Clone, Debug, Default)]
pub(super) struct Telegram {
    /// The account that needs no binding.
    default_account: String,
    /// The agents of topics, by account; that without a name is what the section itself says.
    topics: BTreeMap<Option<String>, Topics>,
}

/// The agents of topics, of one account.
#[derive(Clone, Debug, Default)]
struct Topics {
    groups: Chats,
    direct: Chats,
}

/// Chats by their keys; topics by theirs, with the agent that is written. Each key may be `*`.
#[derive(Clone, Debug, Default)]
struct Chats {
    path: String,
    topics: BTreeMap<String, BTreeMap<String, Option<String>>>,
}

impl Telegram {
    pub(super) fn read<V: ConfigValue>(config: &V, owners: &Owners, variables: &[String]) -> Self {
        let section = config.at(&["channels", "telegram"]);
        let section = section.as_ref();
        let accounts = section.and_then(|section| section.get("accounts"));
        let accounts = accounts.map(|all| all.entries()).unwrap_or_default();
        let mut topics = BTreeMap::from([(None, Topics::read(None, section, false))]);
        for (key, account) in &accounts {
            let own = Topics::read(Some((key, account)), section, accounts.len() == 1);
            topics.entry(Some(account_id::normalize(key))).or_insert(own);
        }
        let ids = accounts.iter().map(|(key, _)| account_id::normalize(key)).collect();
        let has_variable = variables.iter().any(|name| name == LOGIN);
        Self { default_account: default_account(config, section, ids, owners, has_variable), topics }
    }

    /// A message as it is asked for: a topic is a conversation of its own, in that of its chat.
    pub(super) fn asked(message: &Message) -> Message {
        let group = message.peer.as_ref().filter(|peer| peer.class == Class::Group);
        let Some((group, thread)) = group.zip(message.thread.as_deref()) else { return message.clone() };
        let own = Peer::new(Class::Group, &format!("{}:topic:{}", group.id, thread.trim()));
        Message { peer: Some(own), parent: Some(group.clone()), ..message.clone() }
    }

    /// Whether a message is written to the account that needs no binding of its own.
    pub(super) fn is_default(&self, message: &Message) -> bool {
        account(message) == self.default_account
    }

    /// The account that needs no binding of its own.
    pub(super) fn default_account(&self) -> &str {
        &self.default_account
    }

    /// The agent of the topic that a message is written in, and where it is named.
    pub(super) fn topic(&self, message: &Message) -> Option<(String, String)> {
        let (chat, thread) = (message.peer.as_ref()?.id.as_str(), message.thread.as_deref()?.trim());
        let all = self.topics.get(&Some(account(message))).or_else(|| self.topics.get(&None))?;
        let chats = if chat.starts_with('-') { &all.groups } else { &all.direct };
        let (key, own) = chats.topics.get_key_value(chat).or_else(|| chats.topics.get_key_value("*"))?;
        let named = [thread, "*"].into_iter().find_map(|topic| Some((topic, own.get(topic)?.as_ref()?)));
        let (topic, agent) = named.filter(|(_, agent)| !agent.trim().is_empty())?;
        Some((normalize(agent), format!("{}[\"{key}\"].topics[\"{topic}\"].agentId", chats.path)))
    }
}

/// The account that a message is written to.
fn account(message: &Message) -> String {
    account_id::normalize(message.account.as_deref().unwrap_or_default())
}

impl Topics {
    /// Those of an account, which has its own `groups` and `direct` or those of the section. Groups that are empty count
    /// as none where there is one account.
    fn read<V: ConfigValue>(account: Option<(&String, &V)>, section: Option<&V>, is_alone: bool) -> Self {
        let chats = |name: &str| {
            let own = account.and_then(|(key, account)| Some((key, account.get(name)?)));
            let own = own.filter(|(_, own)| !(is_alone && name == "groups" && own.entries().is_empty()));
            let path = match &own {
                Some((key, _)) => format!("channels.telegram.accounts.{key}.{name}"),
                None => format!("channels.telegram.{name}"),
            };
            let chats = own.map(|(_, own)| own).or_else(|| section?.get(name));
            let chats = chats.map(|chats| chats.entries()).unwrap_or_default();
            Chats { path, topics: chats.into_iter().map(|(id, chat)| (id, topics_of(&chat))).collect() }
        };
        Self { groups: chats("groups"), direct: chats("direct") }
    }
}

fn topics_of<V: ConfigValue>(chat: &V) -> BTreeMap<String, Option<String>> {
    let topics = chat.get("topics").map(|topics| topics.entries()).unwrap_or_default();
    let agent = |topic: &V| topic.get("agentId").and_then(|agent| agent.as_str().map(Cow::into_owned));
    topics.iter().map(|(id, topic)| (id.clone(), agent(topic))).collect()
}

/// The accounts that bindings name, each with the agent and whether the binding is about messages.
fn bound<V: ConfigValue>(config: &V) -> Vec<(String, String, bool)> {
    let elements = config.get("bindings").map(|bindings| bindings.items()).unwrap_or_default();
    let named = elements.iter().filter_map(|element| {
        let channel = element.text_at(&["match", "channel"])?;
        let account = element.text_at(&["match", "accountId"]).filter(|id| id != "*")?;
        let agent = normalize(&element.text_at(&["agentId"]).unwrap_or_default());
        let is_route = element.text_at(&["type"]).as_deref() != Some("acp");
        channel.eq_ignore_ascii_case("telegram").then(|| (account_id::normalize(&account), agent, is_route))
    });
    named.collect()
}

/// The account that needs no binding of its own.
fn default_account<V: ConfigValue>(
    config: &V,
    section: Option<&V>,
    configured: Vec<String>,
    owners: &Owners,
    has_variable: bool,
) -> String {
    let bound = bound(config);
    if !owners.is_explicit || owners.ids.len() == 1 {
        let of_owner =
            bound.iter().find(|(_, agent, is_route)| *is_route && owners.owner.as_ref() == Some(agent));
        if let Some((account, ..)) = of_owner {
            return account.clone();
        }
    }
    let has_login = has_variable
        || ["botToken", "tokenFile"]
            .iter()
            .any(|key| is_filled(section.and_then(|section| section.get(key))));
    let implicit = Some(account_id::DEFAULT.to_owned()).filter(|_| has_login);
    let named = bound.into_iter().map(|(account, ..)| account);
    let mut ids: Vec<String> = configured.into_iter().chain(named).chain(implicit).collect();
    ids.sort_by_key(|id| collated(id));
    let preferred = section.and_then(|section| section.text_at(&["defaultAccount"]));
    let preferred = preferred.and_then(|id| account_id::usable(&id));
    let wanted = [preferred, Some(account_id::DEFAULT.to_owned()), ids.first().cloned()];
    let listed = wanted.into_iter().flatten().find(|id| ids.contains(id));
    listed.unwrap_or_else(|| account_id::DEFAULT.to_owned())
}

fn is_filled<V: ConfigValue>(value: Option<V>) -> bool {
    value.is_some_and(|value| value.as_str().is_none_or(|text| !text.trim().is_empty()))
}

/// The order of JavaScript's `localeCompare` for ids of accounts: `_`, `-`, digits, letters.
fn collated(id: &str) -> Vec<u8> {
    let rank = |byte| match byte {
        b'_' => 0,
        b'-' => 1,
        other => other,
    };
    id.bytes().map(rank).collect()
}
