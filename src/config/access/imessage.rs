//! Groups of iMessage, where lists of senders may name conversations too (docs/openclaw/access.md#imessage).

use super::account::Account;
use super::conversation::Conversation;
use super::form::Entries;
use super::gate::Gate;
use super::policy::Policy;
use super::registry::Entry;
use crate::config::ConfigValue;

impl<V: ConfigValue> Account<V> {
    pub(super) fn imessage_group(&self, conversation: &Conversation) -> Gate {
        let list = self.group_list(false);
        let allowed = self.reader.read(list.as_ref(), Entries::Senders);
        let has_senders = allowed.is_written;
        let chosen = self.scope.group_policy_or(Policy::Open);
        let chat = conversation.form(self.way);
        let gate = self.groups_by_list(&chosen, (allowed, list.map(|list| list.path)), chat.as_ref());
        let map = self.scope.map("groups", self.is_alone);
        let entry = Entry::ask(map.as_ref(), self.written_policy(), conversation.id.as_deref(), has_senders);
        let mention = entry.mention(false);
        self.within(gate, &entry, mention)
    }
}
