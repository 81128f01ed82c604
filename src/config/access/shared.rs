//! What the core decides for all channels, whose plugins may add to it (docs/openclaw/access.md#other-channels).

use super::account::Account;
use super::allowed::Allowed;
use super::conversation::Conversation;
use super::form::Entries;
use super::gate::{Gate, Reason, Says, Senders};
use super::policy::Policy;
use super::registry::{Entry, needs_mention};
use super::scope::{Chosen, Setting};
use super::{direct, form::Form};
use crate::config::ConfigValue;

impl<V: ConfigValue> Account<V> {
    /// Direct messages, with `dmPolicy` and `allowFrom`.
    pub(super) fn direct_by_list(&self) -> Gate {
        let list = self.direct_list();
        let allowed = self.reader.read(list.as_ref(), Entries::Senders);
        direct::gate(self.way, &self.scope.direct_policy(), allowed, list.map(|list| list.path))
    }

    /// The list of those who write directly. Releases until 2026.7 had it in `dm`.
    pub(super) fn direct_list(&self) -> Option<Setting<V>> {
        self.scope.get("allowFrom").or_else(|| self.scope.get("dm")?.get("allowFrom"))
    }

    /// Those who write in groups, with a list that stands in where that of groups is missing or empty.
    pub(super) fn group_list(&self, also_empty: bool) -> Option<Setting<V>> {
        let is_empty = |list: &Setting<V>| list.value.items().is_empty();
        let own = self.scope.get("groupAllowFrom");
        own.filter(|list| !(also_empty && is_empty(list))).or_else(|| self.scope.get("allowFrom"))
    }

    /// Groups with a policy and a list of senders.
    pub(super) fn groups_by_list(
        &self,
        chosen: &Chosen,
        (list, path): (Allowed, Option<String>),
        chat: Option<&Form>,
    ) -> Gate {
        let mut reasons = vec![Reason::groups(chosen)];
        let senders = match chosen.policy {
            Policy::Disabled => Senders::Nobody,
            Policy::Open => Senders::Anyone,
            Policy::Allowlist | Policy::Pairing => {
                reasons.push(Reason::list(path, &list));
                if list.has_chat(chat) { Senders::Anyone } else { Senders::of(list) }
            }
        };
        Gate::new(self.way, senders).because(reasons)
    }

    /// The policy that is written for the account or its channel, as a map of groups asks for it.
    pub(super) fn written_policy(&self) -> Option<Policy> {
        self.scope.group_policy().map(|chosen| chosen.policy)
    }

    /// The gate with what a map of groups adds to it.
    pub(super) fn within(&self, gate: Gate, entry: &Entry<V>, mention: Reason) -> Gate {
        if gate.senders == Senders::Nobody {
            return gate;
        }
        if entry.is_listing && !entry.is_in {
            return Gate::closed(self.way, gate.reasons, entry.path.clone(), Says::Unnamed);
        }
        let mut reasons = gate.reasons;
        reasons.extend(entry.settings().is_some().then(|| entry.reason()));
        Gate { reasons, ..gate }.mentioning(mention)
    }

    /// Groups of channels in general.
    pub(super) fn shared_group(&self, conversation: &Conversation) -> Gate {
        let list = self.group_list(true);
        let allowed = self.reader.read(list.as_ref(), Entries::Senders);
        let has_senders = allowed.is_written;
        let chosen = self.scope.group_policy_or(Policy::Allowlist);
        let gate = self.groups_by_list(&chosen, (allowed, list.map(|list| list.path)), None);
        let map = self.scope.map("groups", self.is_alone);
        let entry = Entry::ask(map.as_ref(), self.written_policy(), conversation.id.as_deref(), has_senders);
        let nearest = [entry.own.as_ref(), entry.any.as_ref()].into_iter().find_map(needs_mention);
        let mention = nearest.or_else(|| self.own_mention()).unwrap_or_else(|| entry.mention(false));
        self.within(gate, &entry, mention)
    }
}
