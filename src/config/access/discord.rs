//! Servers of Discord and their channels (docs/openclaw/access.md#discord).

use super::account::Account;
use super::conversation::Conversation;
use super::form::{Entries, slug};
use super::gate::{Gate, Reason, Says, Senders};
use super::policy::Policy;
use super::registry::needs_mention;
use super::scope::Setting;
use crate::config::ConfigValue;

impl<V: ConfigValue> Account<V> {
    /// Direct messages, unless they are switched off.
    pub(super) fn discord_direct(&self) -> Gate {
        let off = self.scope.get("dm").filter(Setting::is_off);
        match off {
            Some(dm) => Gate::closed(self.way, Vec::new(), Some(dm.path), Says::Off),
            None => self.direct_by_list(),
        }
    }

    /// Direct messages among several, which have to be switched on.
    pub(super) fn discord_group_direct(&self, conversation: &Conversation) -> Gate {
        match self.group_direct(conversation, &[slug]) {
            Err(gate) => gate,
            Ok(reasons) => Gate::new(self.way, Senders::Anyone).because(reasons),
        }
    }

    /// Whether direct messages among several count, and which of them.
    pub(super) fn group_direct(
        &self,
        conversation: &Conversation,
        forms: &[fn(&str) -> String],
    ) -> Result<Vec<Reason>, Gate> {
        let dm = self.scope.get("dm");
        let switch = dm.as_ref().and_then(|dm| dm.get("groupEnabled"));
        let closed = |path: Option<String>, says| Gate::closed(self.way, Vec::new(), path, says);
        if switch.as_ref().and_then(|switch| switch.value.as_bool()) != Some(true) {
            return Err(closed(switch.map(|switch| switch.path), Says::Off));
        }
        let mut reasons = vec![Reason { path: switch.map(|switch| switch.path), says: Says::On }];
        let list = dm.as_ref().and_then(|dm| dm.get("groupChannels"));
        let Some(list) = list.filter(|list| !list.value.items().is_empty()) else { return Ok(reasons) };
        let own = [&conversation.id, &conversation.name].into_iter().flatten();
        let own: Vec<String> = own.flat_map(|name| forms.iter().map(|form| form(name))).collect();
        let mut listed = list.value.texts().into_iter();
        let is_in = listed.any(|name| name == "*" || forms.iter().any(|form| own.contains(&form(&name))));
        if is_in {
            reasons.push(Reason { path: Some(list.path), says: Says::Named });
            Ok(reasons)
        } else {
            Err(closed(Some(list.path), Says::Unnamed))
        }
    }

    /// A channel of a server.
    pub(super) fn discord_group(&self, conversation: &Conversation) -> Gate {
        let chosen = self.scope.group_policy_or(Policy::Open);
        let mut reasons = vec![Reason::groups(&chosen)];
        if chosen.policy == Policy::Disabled {
            return Gate::new(self.way, Senders::Nobody).because(reasons);
        }
        let guilds = self.scope.get("guilds").filter(|guilds| !guilds.value.entries().is_empty());
        let guild = guilds.as_ref().and_then(|guilds| guild(guilds, conversation));
        let Some(guild) = guild else {
            let is_shut = chosen.policy == Policy::Allowlist || guilds.is_some();
            return if is_shut {
                Gate::closed(self.way, reasons, guilds.map(|guilds| guilds.path), Says::Unnamed)
            } else {
                Gate { mention: true, ..Gate::new(self.way, Senders::Anyone).because(reasons) }
            };
        };
        reasons.push(Reason { path: Some(guild.path.clone()), says: Says::Named });
        let channels = guild.get("channels").filter(|all| !all.value.entries().is_empty());
        let channel = channels.as_ref().and_then(|all| channel(all, conversation));
        match (&channels, &channel) {
            (_, Some(channel)) if channel.is_off() => {
                return Gate::closed(self.way, reasons, Some(channel.path.clone()), Says::Off);
            }
            (Some(all), None) => {
                return Gate::closed(self.way, reasons, Some(all.path.clone()), Says::Unnamed);
            }
            _ => {}
        }
        self.discord_members(&guild, channel.as_ref(), reasons)
    }

    /// Who may write in a channel that counts: those with one of the names or roles, where any is given.
    fn discord_members(
        &self,
        guild: &Setting<V>,
        channel: Option<&Setting<V>>,
        mut reasons: Vec<Reason>,
    ) -> Gate {
        reasons.extend(channel.map(|channel| Reason { path: Some(channel.path.clone()), says: Says::Named }));
        let list = |key: &str, entries| {
            let found = channel.and_then(|channel| channel.get(key)).or_else(|| guild.get(key));
            let found = found.filter(|found| !found.value.items().is_empty())?;
            let texts = found.value.texts();
            Some((self.reader.read_texts(&texts, entries, false), found.path))
        };
        let lists = [list("users", Entries::Members), list("roles", Entries::Roles)].into_iter().flatten();
        let mut senders = None;
        for (allowed, path) in lists {
            reasons.push(Reason::list(Some(path), &allowed));
            senders = Some(match senders {
                None => allowed,
                Some(other) => allowed.or(other),
            });
        }
        let mention = needs_mention(channel).or_else(|| needs_mention(Some(guild)));
        let mention = mention.unwrap_or(Reason { path: None, says: Says::Mention(true) });
        let senders = senders.map_or(Senders::Anyone, Senders::of);
        Gate::new(self.way, senders).because(reasons).mentioning(mention)
    }
}

impl<V: ConfigValue> Account<V> {
    /// A channel and its server, whose tools count. A thread does not ask its channel, and `*` stands for no channel here.
    pub(super) fn discord_scopes(&self, conversation: &Conversation) -> [Option<Setting<V>>; 2] {
        let guild = self.scope.get("guilds").and_then(|guilds| guild(&guilds, conversation));
        let channels = guild.as_ref().and_then(|guild| guild.get("channels"));
        let slug = conversation.name.as_deref().map(slug);
        let marked = slug.as_ref().map(|slug| format!("#{slug}"));
        let mut keys = [&conversation.id, &slug, &marked].into_iter().flatten();
        let channel = channels.and_then(|channels| keys.find_map(|key| channels.get(key)));
        [channel, guild]
    }
}

/// The settings of a server: by its id, by its name, or those of all.
fn guild<V: ConfigValue>(guilds: &Setting<V>, conversation: &Conversation) -> Option<Setting<V>> {
    let id = conversation.guild.as_deref().and_then(|id| guilds.get(id.trim()));
    let name = conversation.guild_name.as_deref().map(slug);
    id.or_else(|| guilds.get(&name?)).or_else(|| guilds.get("*"))
}

/// The settings of a channel: its own, those of the channel that a thread belongs to, or those of all.
fn channel<V: ConfigValue>(all: &Setting<V>, conversation: &Conversation) -> Option<Setting<V>> {
    let is_thread = conversation.parent.is_some();
    let name = conversation.name.as_ref().filter(|_| !is_thread);
    let slug = name.map(|name| slug(name));
    let keys = [conversation.id.as_ref(), slug.as_ref(), name, conversation.parent.as_ref()];
    let own = keys.into_iter().flatten().find_map(|key| all.get(key.trim()));
    own.or_else(|| all.get("*"))
}
