//! Chats of Telegram: groups, their topics, and direct chats with settings of their own (docs/openclaw/access.md#telegram).

use super::account::Account;
use super::allowed::Allowed;
use super::conversation::Conversation;
use super::direct;
use super::form::Entries;
use super::gate::{Gate, Reason, Says, Senders};
use super::policy::Policy;
use super::registry::{Entry, needs_mention};
use super::scope::{Chosen, Setting};
use crate::config::ConfigValue;

/// The settings of a chat, and those of its topic.
struct Chat<V> {
    own: Option<Setting<V>>,
    /// The topic's own settings over those of all topics.
    topics: Vec<Setting<V>>,
}

impl<V: ConfigValue> Chat<V> {
    fn read(map: Option<&Setting<V>>, conversation: &Conversation) -> Self {
        let named = |key: &str| map.and_then(|map| map.get(key));
        let own = conversation.id.as_deref().and_then(named).or_else(|| named("*"));
        let topics = own.as_ref().zip(conversation.thread.as_deref()).map(|(own, thread)| {
            let topics = own.get("topics");
            let topic = |key: &str| topics.as_ref().and_then(|topics| topics.get(key));
            [topic(thread.trim()), topic("*")].into_iter().flatten().collect()
        });
        Self { own, topics: topics.unwrap_or_default() }
    }

    /// What the topic says, or else the chat.
    fn get(&self, key: &str) -> Option<Setting<V>> {
        self.topics.iter().chain(&self.own).find_map(|settings| settings.get(key))
    }

    /// The setting that switches it off.
    fn off(&self) -> Option<String> {
        let topic = self.topics.iter().find_map(|topic| topic.get("enabled"));
        let own = self.own.as_ref().and_then(|own| own.get("enabled"));
        let switches = [own, topic].into_iter().flatten();
        switches.filter(|switch| switch.value.as_bool() == Some(false)).map(|switch| switch.path).next()
    }
}

impl<V: ConfigValue> Account<V> {
    /// Direct messages. A chat may have a policy and a list of its own; who is not on that list is not let in at all.
    pub(super) fn telegram_direct(&self, conversation: &Conversation) -> Gate {
        let map = self.scope.get("direct");
        let chat = Chat::read(map.as_ref(), conversation);
        if let Some(path) = chat.off() {
            return Gate::closed(self.way, Vec::new(), Some(path), Says::Off);
        }
        let own = chat.own.as_ref().and_then(|own| Chosen::read(own.get("dmPolicy")));
        let chosen = own.unwrap_or_else(|| self.scope.direct_policy());
        let stricter = chat.get("allowFrom");
        let own = stricter.as_ref().map(|list| (list.value.texts(), list.path.clone()));
        let (allowed, path) = self.telegram_list(own.or_else(|| self.telegram_senders()));
        let needs_topic = chat.own.as_ref().and_then(|own| own.get("requireTopic"));
        let needs_topic = needs_topic.filter(|needs| needs.value.as_bool() == Some(true));
        let gate = direct::gate(self.way, &chosen, allowed, path);
        match needs_topic.filter(|_| conversation.thread.is_none()) {
            Some(needs) => Gate::closed(self.way, gate.reasons, Some(needs.path), Says::NeedsTopic),
            None => Gate { pairing: gate.pairing && stricter.is_none(), ..gate },
        }
    }

    /// The list of senders, and where it is written. An account cannot open to all what its channel restricts to some.
    fn telegram_senders(&self) -> Option<(Vec<String>, String)> {
        let found = self.scope.get("allowFrom")?;
        let mut own = found.value.texts();
        let base = self.scope.levels.last().and_then(|level| level.get("allowFrom"));
        let base = base.filter(|base| base.path != found.path).map(|base| (base.value.texts(), base.path));
        if let Some((base, path)) = base.filter(|(base, _)| base.iter().any(|text| text != "*"))
            && own.iter().any(|text| text == "*")
        {
            own.retain(|text| text != "*");
            return Some(if own.is_empty() { (base, path) } else { (own, found.path) });
        }
        Some((own, found.path))
    }

    /// Those on a list.
    fn telegram_list(&self, list: Option<(Vec<String>, String)>) -> (Allowed, Option<String>) {
        let (list, path) = list.map_or_else(Default::default, |(list, path)| (list, Some(path)));
        (self.reader.read_texts(&list, Entries::Senders, true), path)
    }

    /// Groups and their topics.
    pub(super) fn telegram_group(&self, conversation: &Conversation) -> Gate {
        let map = self.scope.map("groups", self.is_alone);
        let chat = Chat::read(map.as_ref(), conversation);
        if let Some(path) = chat.off() {
            return Gate::closed(self.way, Vec::new(), Some(path), Says::Off);
        }
        let chosen = Chosen::read(chat.get("groupPolicy"));
        let chosen = chosen.unwrap_or_else(|| self.scope.group_policy_or(Policy::Open));
        let mut reasons = vec![Reason::groups(&chosen)];
        if chosen.policy == Policy::Disabled {
            return Gate::new(self.way, Senders::Nobody).because(reasons);
        }
        let entry = Entry::ask(map.as_ref(), self.written_policy(), conversation.id.as_deref(), false);
        if entry.is_listing && !entry.is_in {
            return Gate::closed(self.way, reasons, entry.path, Says::Unnamed);
        }
        let (senders, list) = self.telegram_group_senders(&chat, &entry, chosen.policy);
        reasons.extend(entry.settings().is_some().then(|| entry.reason()));
        reasons.extend(list);
        let mention = chat.topics.iter().find_map(|topic| needs_mention(Some(topic)));
        let mention = mention.unwrap_or_else(|| entry.mention(false));
        Gate::new(self.way, senders).because(reasons).mentioning(mention)
    }

    /// Who may write in a group that counts. A list of its own holds with every policy.
    fn telegram_group_senders(
        &self,
        chat: &Chat<V>,
        entry: &Entry<V>,
        policy: Policy,
    ) -> (Senders, Option<Reason>) {
        let listed = |(allowed, path): (Allowed, Option<String>)| {
            let reason = Reason::list(path, &allowed);
            (Senders::of(allowed), Some(reason))
        };
        let read = |list: Setting<V>| (list.value.texts(), list.path);
        if let Some(list) = chat.get("allowFrom") {
            return listed(self.telegram_list(Some(read(list))));
        }
        if policy == Policy::Open {
            return (Senders::Anyone, None);
        }
        let own = self.scope.get("groupAllowFrom").map(read);
        let (allowed, path) = self.telegram_list(own.or_else(|| self.telegram_senders()));
        // A group that is named needs no list of senders.
        if !allowed.is_written && entry.own.is_some() && entry.is_listing {
            return (Senders::Anyone, None);
        }
        listed((allowed, path))
    }
}
