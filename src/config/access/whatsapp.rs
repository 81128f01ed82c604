//! Groups of WhatsApp (docs/openclaw/access.md#whatsapp).

use super::account::Account;
use super::conversation::Conversation;
use super::form::Entries;
use super::gate::Gate;
use super::policy::Policy;
use super::registry::Entry;
use super::scope::Setting;
use crate::config::ConfigValue;

impl<V: ConfigValue> Account<V> {
    pub(super) fn whatsapp_group(&self, conversation: &Conversation) -> Gate {
        let list: Option<Setting<V>> = self.group_list(true);
        let allowed = self.reader.read(list.as_ref(), Entries::Senders);
        let has_senders = list.as_ref().is_some_and(|list| !list.value.items().is_empty());
        let chosen = self.scope.group_policy_or(Policy::Open);
        let policy = Some(chosen.policy);
        let gate = self.groups_by_list(&chosen, (allowed, list.map(|list| list.path)), None);
        let map = self.scope.map("groups", false);
        let entry = Entry::ask(map.as_ref(), policy, conversation.id.as_deref(), has_senders);
        let mention = entry.mention(false);
        self.within(gate, &entry, mention)
    }
}
