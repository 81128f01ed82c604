//! Groups of Signal, whose map names settings and no groups that count (docs/openclaw/access.md#signal).

use super::account::Account;
use super::conversation::Conversation;
use super::form::Entries;
use super::gate::Gate;
use super::policy::Policy;
use super::registry::Entry;
use crate::config::ConfigValue;

impl<V: ConfigValue> Account<V> {
    pub(super) fn signal_group(&self, conversation: &Conversation) -> Gate {
        let list = self.group_list(true);
        let allowed = self.reader.read(list.as_ref(), Entries::Senders);
        let chosen = self.scope.group_policy_or(Policy::Allowlist);
        let chat = conversation.form(self.way);
        let gate = self.groups_by_list(&chosen, (allowed, list.map(|list| list.path)), chat.as_ref());
        let map = self.scope.map("groups", self.is_alone);
        let entry = Entry::ask(map.as_ref(), None, conversation.id.as_deref(), true);
        let mention = entry.mention(true);
        self.within(gate, &Entry { is_listing: false, ..entry }, mention)
    }
}
