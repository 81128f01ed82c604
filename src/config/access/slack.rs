//! Channels of Slack (docs/openclaw/access.md#slack).

use super::account::Account;
use super::allowed::Allowed;
use super::conversation::Conversation;
use super::direct;
use super::form::{Entries, slack_slug};
use super::gate::{Gate, Reason, Says, Senders};
use super::policy::Policy;
use super::registry::needs_mention;
use super::scope::Setting;
use crate::config::ConfigValue;

/// A name of a group of direct messages in the form that is compared.
fn room(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    lower.strip_prefix("channel:").unwrap_or(&lower).to_owned()
}

impl<V: ConfigValue> Account<V> {
    /// Direct messages, unless they are switched off.
    pub(super) fn slack_direct(&self) -> Gate {
        if let Some(dm) = self.scope.get("dm").filter(Setting::is_off) {
            return Gate::closed(self.way, Vec::new(), Some(dm.path), Says::Off);
        }
        let list = self.direct_list();
        let allowed = self.slack_list(list.as_ref(), Entries::Senders);
        direct::gate(self.way, &self.scope.direct_policy(), allowed, list.map(|list| list.path))
    }

    /// Direct messages among several: those on the list of senders, where such messages are switched on.
    pub(super) fn slack_group_direct(&self, conversation: &Conversation) -> Gate {
        let mut reasons = match self.group_direct(conversation, &[room, slack_slug]) {
            Err(gate) => return gate,
            Ok(reasons) => reasons,
        };
        let list = self.scope.get("allowFrom");
        let allowed = self.slack_list(list.as_ref(), Entries::Members);
        reasons.push(Reason::list(list.map(|list| list.path), &allowed));
        Gate::new(self.way, Senders::of(allowed)).because(reasons)
    }

    /// A channel.
    pub(super) fn slack_group(&self, conversation: &Conversation) -> Gate {
        let chosen = self.scope.group_policy_or(Policy::Open);
        let mut reasons = vec![Reason::groups(&chosen)];
        if chosen.policy == Policy::Disabled {
            return Gate::new(self.way, Senders::Nobody).because(reasons);
        }
        let all = self.scope.get("channels").filter(|all| !all.value.entries().is_empty());
        let any = all.as_ref().and_then(|all| all.get("*"));
        let own = all.as_ref().and_then(|all| Self::slack_channel(all, conversation, self.reader.by_name));
        let nearest = own.iter().chain(&any);
        if own.is_none() && any.is_none() && chosen.policy != Policy::Open {
            return Gate::closed(self.way, reasons, all.map(|all| all.path), Says::Unnamed);
        }
        let enabled = nearest.clone().find_map(|settings| settings.get("enabled"));
        if let Some(off) = enabled.filter(|enabled| enabled.value.as_bool() == Some(false)) {
            return Gate::closed(self.way, reasons, Some(off.path), Says::Off);
        }
        let named = nearest.clone().next().map(|settings| settings.path.clone());
        reasons.extend(named.map(|path| Reason { path: Some(path), says: Says::Named }));
        let users = nearest.clone().find_map(|settings| settings.get("users"));
        let users = users.filter(|users| !users.value.texts().is_empty());
        let senders = match users {
            None => Senders::Anyone,
            Some(users) => {
                let allowed = self.slack_list(Some(&users), Entries::Members);
                reasons.push(Reason::list(Some(users.path), &allowed));
                Senders::of(allowed)
            }
        };
        let mention = nearest.clone().find_map(|settings| needs_mention(Some(settings)));
        let mention = mention.or_else(|| self.own_mention());
        let mention = mention.unwrap_or(Reason { path: None, says: Says::Mention(true) });
        Gate::new(self.way, senders).because(reasons).mentioning(mention)
    }

    /// Those on a list. No list names access groups: entries are compared in lower case, in which they stand for none.
    fn slack_list(&self, list: Option<&Setting<V>>, entries: Entries) -> Allowed {
        let texts = list.map(|list| list.value.texts()).unwrap_or_default();
        self.reader.read_texts(&texts, entries, false)
    }

    /// The settings of a channel, by its id in any case, or by its name where names count.
    fn slack_channel(all: &Setting<V>, conversation: &Conversation, by_name: bool) -> Option<Setting<V>> {
        let id = conversation.id.as_deref().map(str::trim).into_iter().flat_map(|id| {
            let plain = [id.to_owned(), id.to_lowercase(), id.to_uppercase()];
            let prefixed = plain.clone().map(|id| format!("channel:{id}"));
            plain.into_iter().chain(prefixed)
        });
        let name = conversation.name.as_deref().map(str::trim).filter(|_| by_name);
        let names = name.into_iter().flat_map(|name| [format!("#{name}"), name.to_owned(), slack_slug(name)]);
        id.chain(names).filter(|key| key != "*").find_map(|key| all.get(&key))
    }

    /// A channel whose tools count, or what stands for all that are not named. Its name counts even where names do not.
    pub(super) fn slack_scopes(&self, conversation: &Conversation) -> [Option<Setting<V>>; 2] {
        let all = self.scope.get("channels");
        let own = all.as_ref().and_then(|all| Self::slack_channel(all, conversation, true));
        [own.or_else(|| all.as_ref().and_then(|all| all.get("*"))), None]
    }
}
