//! The settings of one account of a channel.

use super::allowed::Reader;
use super::conversation::Conversation;
use super::defaults::Defaults;
use super::gate::{Gate, Reason};
use super::registry::mention;
use super::scope::{Level, Scope, Setting};
use super::way::Way;
use crate::config::ConfigValue;

/// The settings of one account of a channel.
#[derive(Clone, Debug)]
pub struct Account<V> {
    pub(super) way: Way,
    pub(super) scope: Scope<V>,
    pub(super) reader: Reader<V>,
    /// Whether the channel has at most one account.
    pub(super) is_alone: bool,
}

/// A conversation that the document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path of its settings.
    pub path: String,
    /// The conversation.
    pub conversation: Conversation,
    /// Whether it stands for all that are not named.
    pub is_any: bool,
}

impl<V: ConfigValue> Account<V> {
    /// The code that decides for it.
    pub const fn way(&self) -> Way {
        self.way
    }

    /// Whether it is known who decides: this is code that we know, or the document or the schema names a policy or a list.
    pub fn is_known(&self) -> bool {
        let keys = ["dmPolicy", "groupPolicy", "allowFrom", "groupAllowFrom", "dm", "groups"];
        let is_filled_in = |level: &Level<V>| level.defaults != Defaults::default();
        self.way != Way::Shared
            || self.scope.levels.iter().any(is_filled_in)
            || keys.iter().any(|key| self.scope.get(key).is_some())
    }

    /// A setting of it, from where it is written closest, with the path of it.
    pub fn setting(&self, key: &str) -> Option<(V, String)> {
        self.scope.get(key).map(|setting| (setting.value, setting.path))
    }

    /// Whether the account or its channel is switched off.
    pub fn is_off(&self) -> bool {
        let off = |level: &Level<V>| {
            level.get("enabled").and_then(|enabled| enabled.value.as_bool()) == Some(false)
        };
        self.scope.levels.iter().any(off)
    }

    /// The settings whose `tools` and `toolsBySender` count in a group, the closest first, each with its path
    /// (docs/openclaw/tools.md#groups-and-senders).
    pub fn tool_scopes(&self, conversation: &Conversation) -> Vec<(V, String)> {
        let scopes = match self.way {
            Way::Discord => self.discord_scopes(conversation),
            Way::Slack => self.slack_scopes(conversation),
            _ => {
                let groups = self.scope.map("groups", self.is_alone);
                let own =
                    groups.as_ref().zip(conversation.id.as_ref()).and_then(|(groups, id)| groups.get(id));
                let any = groups.as_ref().and_then(|groups| groups.get("*"));
                [own, any]
            }
        };
        scopes.into_iter().flatten().map(|setting| (setting.value, setting.path)).collect()
    }

    /// What becomes of messages in a conversation.
    pub fn gate(&self, conversation: &Conversation) -> Gate {
        match (self.way, conversation.is_direct, conversation.is_group_direct) {
            (Way::Telegram, true, _) => self.telegram_direct(conversation),
            (Way::Telegram, ..) => self.telegram_group(conversation),
            (Way::Discord, true, _) => self.discord_direct(),
            (Way::Discord, _, true) => self.discord_group_direct(conversation),
            (Way::Discord, ..) => self.discord_group(conversation),
            (Way::Slack, true, _) => self.slack_direct(),
            (Way::Slack, _, true) => self.slack_group_direct(conversation),
            (Way::Slack, ..) => self.slack_group(conversation),
            (_, true, _) => self.direct_by_list(),
            (Way::WhatsApp, ..) => self.whatsapp_group(conversation),
            (Way::Signal, ..) => self.signal_group(conversation),
            (Way::IMessage, ..) => self.imessage_group(conversation),
            (Way::Shared, ..) => self.shared_group(conversation),
        }
    }

    /// What `requireMention` of the account or its channel says.
    pub(super) fn own_mention(&self) -> Option<Reason> {
        mention(self.scope.get("requireMention"))
    }

    /// The conversations that the document names, in its order. What `*` says is not among them: it is told of those that
    /// are not named.
    pub fn places(&self) -> Vec<Place> {
        match self.way {
            Way::Telegram => self.telegram_places(),
            Way::Discord => self.discord_places().into_iter().chain(self.group_direct_places()).collect(),
            Way::Slack => {
                let channels = self.map_places("channels", false).into_iter();
                channels.chain(self.group_direct_places()).collect()
            }
            Way::WhatsApp => self.map_places("groups", false),
            Way::Signal | Way::IMessage | Way::Shared => self.map_places("groups", self.is_alone),
        }
    }

    fn map_places(&self, key: &str, is_alone: bool) -> Vec<Place> {
        let map = self.scope.map(key, is_alone);
        members(map.as_ref())
            .map(|(id, setting)| place(setting.path, Conversation::group(None), &id))
            .collect()
    }

    fn telegram_places(&self) -> Vec<Place> {
        let groups = self.scope.map("groups", self.is_alone);
        let direct = self.scope.get("direct");
        let mut found = Vec::new();
        for (map, base) in [(groups, Conversation::group(None)), (direct, Conversation::direct())] {
            for (id, chat) in members(map.as_ref()) {
                let own = place(chat.path.clone(), base.clone(), &id);
                let topics = chat.get("topics");
                let chat = own.conversation.clone();
                let is_any = own.is_any;
                found.extend(Some(own).filter(|_| !is_any));
                found.extend(members(topics.as_ref()).map(|(topic, setting)| Place {
                    path: setting.path,
                    conversation: Conversation { thread: Some(topic), ..chat.clone() },
                    is_any,
                }));
            }
        }
        found
    }

    /// Direct messages among several, where they are switched on: those that are listed, or all.
    fn group_direct_places(&self) -> Vec<Place> {
        let base = Conversation { is_group_direct: true, ..Conversation::default() };
        let dm = self.scope.get("dm");
        let get = |key: &str| dm.as_ref().and_then(|dm| dm.get(key));
        let Some(switch) = get("groupEnabled").filter(|switch| switch.value.as_bool() == Some(true)) else {
            return Vec::new();
        };
        let Some(list) = get("groupChannels").filter(|list| !list.value.items().is_empty()) else {
            return vec![Place { path: switch.path, conversation: base, is_any: true }];
        };
        let ids = list.value.items().into_iter().enumerate();
        let of_item = |(index, id): (usize, V)| {
            let id = id.as_str().map(|id| id.trim().to_owned())?;
            Some(place(format!("{}[{index}]", list.path), base.clone(), &id))
        };
        ids.filter_map(of_item).collect()
    }

    fn discord_places(&self) -> Vec<Place> {
        let guilds = self.scope.get("guilds");
        let mut found = Vec::new();
        for (id, guild) in members(guilds.as_ref()) {
            let own = place(guild.path.clone(), Conversation::group(None), &id);
            let (is_any, named) = (own.is_any, own.conversation.id);
            let conversation = Conversation { guild: named, ..Conversation::group(None) };
            let channels = guild.get("channels").filter(|all| !all.value.entries().is_empty());
            let of_channel = |(id, channel): (String, Setting<V>)| {
                let own = place(channel.path, conversation.clone(), &id);
                Place { is_any, ..own }
            };
            let rows = members(channels.as_ref()).filter(|(id, _)| id != "*").map(of_channel);
            let rows: Vec<Place> = rows.collect();
            found.extend(Some(Place { path: guild.path, conversation, is_any }).filter(|_| !is_any));
            found.extend(rows);
        }
        found
    }
}

fn members<V: ConfigValue>(map: Option<&Setting<V>>) -> impl Iterator<Item = (String, Setting<V>)> {
    let all = map.map(|map| map.value.entries()).unwrap_or_default();
    let path = map.map(|map| map.path.clone()).unwrap_or_default();
    let all = all.into_iter().filter(|(key, _)| key != "$include");
    all.map(move |(key, value)| {
        let path = super::scope::joined(&path, &key);
        (key, Setting { path, value })
    })
}

fn place(path: String, base: Conversation, id: &str) -> Place {
    let is_any = id == "*";
    let id = Some(id.to_owned()).filter(|_| !is_any);
    Place { path, conversation: Conversation { id, ..base }, is_any }
}
