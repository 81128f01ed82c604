//! Who may write to each channel, and who is heard there (docs/openclaw/access.md).

use super::explainer::Explainer;
use crate::config::access::{
    Account, Allowed, Channel, Conversation, Gate, Policy, Reason, Says, Senders, Way, read_account,
};
use crate::config::key_path::{entry_at, named};
use crate::config::routing::{Class, Message};
use crate::config::{account_id, channel};
use crate::migrations::heirs::accounts;
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use std::rc::Rc;

/// Who may write to an account of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessRow {
    /// The channel.
    pub channel: String,
    /// The account.
    pub account: String,
    /// Whether the code that decides is known; else what the core decides for channels in general is told.
    pub is_exact: bool,
    /// Direct messages.
    pub direct: AccessAnswer,
    /// Groups that the document does not name.
    pub groups: AccessAnswer,
    /// The conversations that the document names, in its order.
    pub places: Vec<PlaceRow>,
    /// The conversation that was asked about.
    pub asked: Option<AccessAnswer>,
}

/// A conversation that the document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// The path of its settings.
    pub path: String,
    /// Where they stand.
    pub range: Option<TextRange>,
    /// Whether it is one between two.
    pub is_direct: bool,
    /// What becomes of messages there.
    pub answer: AccessAnswer,
}

/// Who gets in somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessAnswer {
    /// Who, in words: `anyone`, `these 3`, `who is paired`, `nobody`.
    pub who: String,
    /// Whether strangers get in: everybody does, somewhere that is not named.
    pub open: bool,
    /// Whether nobody ever gets in.
    pub shut: bool,
    /// Whether those who do not get in are offered a code to be paired with.
    pub pairing: bool,
    /// Whether a message has to mention the agent; nothing for direct messages, and where nobody gets in.
    pub mention: Option<bool>,
    /// How many senders, roles and conversations lists name here; nothing where no list decides.
    pub listed: Option<usize>,
    /// How many entries of lists match nobody.
    pub idle: usize,
    /// How many of those who are named are variables: each is taken for one.
    pub variables: usize,
    /// The path of the setting that decides who gets in; nothing where OpenClaw does so by itself.
    pub decided_by: Option<String>,
    /// The settings that are asked, in their order.
    pub layers: Vec<AccessLayer>,
}

/// A setting that decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessLayer {
    /// Where it is written; nothing where OpenClaw does so by itself.
    pub path: Option<String>,
    /// Where that is in the text.
    pub range: Option<TextRange>,
    /// What it says, in words.
    pub says: String,
    /// Whether it is about mentions, and not about who gets in.
    pub is_mention: bool,
}

/// What is said of a place where strangers get in.
pub const ANYONE: &str = "anyone";

impl AccessRow {
    /// Whether strangers get in somewhere.
    pub fn is_open(&self) -> bool {
        self.is_open_to(true) || self.is_open_to(false)
    }

    /// Whether strangers get in by direct messages, or else in groups.
    pub fn is_open_to(&self, direct: bool) -> bool {
        let named = self.places.iter().any(|place| place.is_direct == direct && place.answer.open);
        named || if direct { self.direct.open } else { self.groups.open }
    }

    /// Both answers in one line.
    pub fn summary(&self) -> String {
        format!("direct messages: {}; groups: {}", self.direct.who, self.in_groups())
    }

    /// Who gets in in groups. Where nobody does in those that are not named, those that are count.
    pub fn in_groups(&self) -> String {
        let named = self.places.iter().filter(|place| !place.is_direct && !place.answer.shut);
        match (self.groups.shut, named.count()) {
            (false, _) | (_, 0) => self.groups.who.clone(),
            (true, 1) => "one that is named, and no others".to_owned(),
            (true, count) => format!("{count} that are named, and no others"),
        }
    }
}

impl<'t> Explainer<'t> {
    /// Who may write to which account of which channel; only of one channel or account where they are named.
    pub fn access(&self, channel: Option<&str>, account: Option<&str>) -> Vec<AccessRow> {
        self.access_rows(channel, account).collect()
    }

    /// The same one by one, each read when it is asked for.
    pub fn access_rows<'a>(
        &'a self,
        channel: Option<&'a str>,
        account: Option<&'a str>,
    ) -> impl Iterator<Item = AccessRow> + use<'a, 't> {
        let rows = self.channels(channel);
        let rows =
            rows.filter(move |(_, id)| account.is_none_or(|account| account_id::normalize(account) == *id));
        rows.filter_map(|(channel, id)| self.access_of(&channel, id))
    }

    /// Each account of all channels, or of one. A channel is read once for all of its accounts.
    pub(super) fn channels<'a>(
        &'a self,
        wanted: Option<&'a str>,
    ) -> impl Iterator<Item = (Rc<Channel<Value<'t>>>, String)> + use<'a, 't> {
        let channels = self.root.get("channels").and_then(Value::object);
        let keys = channels.into_iter().flat_map(Node::entries).filter_map(Entry::key);
        let names = keys.filter(|key| !channel::is_section(key) && key != "$include");
        let names = names.filter(move |name| wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(name)));
        let (root, set) = (self.root.object(), &self.snapshot.world.options.env_names);
        names.flat_map(move |name| {
            let channel = Channel::read(&self.root, &name).map(Rc::new);
            let ids = root.map(|root| accounts(root, &name, set)).unwrap_or_default();
            channel
                .into_iter()
                .flat_map(move |channel| ids.clone().into_iter().map(move |id| (Rc::clone(&channel), id)))
        })
    }

    /// The same of the channel and the account that a message is written to, with what becomes of it there.
    pub fn access_for(&self, message: &Message) -> Vec<AccessRow> {
        let account = message.account.as_deref();
        let mut rows = self.access(Some(&message.channel), account);
        let Some(peer) = &message.peer else { return rows };
        let conversation = Conversation {
            is_direct: peer.class == Class::Direct,
            id: Some(peer.id.clone()),
            guild: message.guild.clone(),
            thread: message.thread.clone(),
            parent: message.parent.as_ref().map(|parent| parent.id.clone()),
            ..Conversation::default()
        };
        let account = account.unwrap_or(account_id::DEFAULT);
        rows.retain(|row| row.account == account_id::normalize(account));
        for row in &mut rows {
            let settings = read_account(&self.root, &row.channel, &row.account);
            let gate = settings.map(|settings| settings.gate(&conversation));
            // Whoever names a conversation asks about those in it.
            row.asked = gate.map(|gate| self.access_answer(&gate, &conversation, true));
        }
        rows
    }

    fn access_of(&self, channel: &Channel<Value<'t>>, account: String) -> Option<AccessRow> {
        let settings = Some(channel.account(&account)).filter(Account::is_known)?;
        let answer = |conversation: &Conversation, is_named: bool| {
            self.access_answer(&settings.gate(conversation), conversation, is_named)
        };
        let places = settings.places().into_iter().map(|place| PlaceRow {
            is_direct: place.conversation.is_direct,
            answer: answer(&place.conversation, !place.is_any),
            range: self.range_of(&place.path),
            path: place.path,
        });
        Some(AccessRow {
            direct: answer(&Conversation::direct(), false),
            groups: answer(&Conversation::group(None), false),
            places: places.collect(),
            is_exact: settings.way() != Way::Shared,
            asked: None,
            channel: channel.name().to_owned(),
            account,
        })
    }

    fn access_answer(&self, gate: &Gate, conversation: &Conversation, is_named: bool) -> AccessAnswer {
        let list = match &gate.senders {
            Senders::Only(list) => Some(list),
            Senders::Anyone | Senders::Nobody => None,
        };
        AccessAnswer {
            who: who(gate, is_named && !conversation.is_direct),
            open: gate.is_for_anyone() && !is_named,
            shut: gate.is_shut(),
            pairing: gate.pairing,
            mention: Some(gate.mention).filter(|_| !conversation.is_direct && !gate.is_shut()),
            listed: list.map(|list| list.people + list.roles + list.audiences),
            idle: list.map_or(0, |list| list.idle),
            variables: list.map_or(0, |list| list.variables),
            decided_by: decided_by(gate),
            layers: gate.reasons.iter().map(|reason| self.access_layer(reason)).collect(),
        }
    }

    fn access_layer(&self, reason: &Reason) -> AccessLayer {
        AccessLayer {
            range: reason.path.as_deref().and_then(|path| self.range_of(path)),
            path: reason.path.clone(),
            says: says(reason.says),
            is_mention: matches!(reason.says, Says::Mention(_)),
        }
    }

    /// Where the setting at a path stands.
    fn range_of(&self, path: &str) -> Option<TextRange> {
        entry_at(self.root, &named(path).ok()?)?.value().map(Value::range)
    }
}

/// The path of the setting that decides who gets in.
fn decided_by(gate: &Gate) -> Option<String> {
    let asked: Vec<&Reason> =
        gate.reasons.iter().filter(|reason| !matches!(reason.says, Says::Mention(_))).collect();
    let is_open = |reason: &&&Reason| reason.says == Says::Groups(Policy::Open);
    if let Some(open) = asked.iter().find(is_open).filter(|_| gate.is_for_anyone()) {
        return open.path.clone();
    }
    // That a group is named decides only where nothing is asked after it.
    let (last, before) = asked.split_last()?;
    let others = before.iter().rev().filter(|reason| reason.says != Says::Named);
    std::iter::once(last).chain(others).find_map(|reason| reason.path.clone())
}

fn who(gate: &Gate, is_group: bool) -> String {
    let mut parts = match &gate.senders {
        Senders::Anyone if is_group => return "anyone in it".to_owned(),
        Senders::Anyone => return ANYONE.to_owned(),
        Senders::Only(list) => these(list),
        Senders::Nobody => Vec::new(),
    };
    parts.extend(gate.pairing.then(|| "who is paired".to_owned()));
    match parts.split_last() {
        None => "nobody".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// So many people who are named; nothing where nobody is.
pub(super) fn counted(people: usize) -> Option<String> {
    match people {
        0 => None,
        1 => Some("this one".to_owned()),
        count => Some(format!("these {count}")),
    }
}

/// Those on a list, counted.
fn these(list: &Allowed) -> Vec<String> {
    let people = counted(list.people);
    let roles = match list.roles {
        0 => None,
        1 => Some("who has this role".to_owned()),
        count => Some(format!("who has one of these {count} roles")),
    };
    let audience = (list.audiences > 0).then(|| "who can see a certain channel".to_owned());
    [people, roles, audience].into_iter().flatten().collect()
}

fn says(says: Says) -> String {
    match says {
        Says::Direct(policy) | Says::Groups(policy) => format!("`{}`", policy.word()),
        Says::Senders(1) => "one sender".to_owned(),
        Says::Senders(count) => format!("{count} senders"),
        Says::Everybody => "everybody".to_owned(),
        Says::NoSenders => "no senders".to_owned(),
        Says::Off => "off".to_owned(),
        Says::On => "on".to_owned(),
        Says::Named => "named".to_owned(),
        Says::Unnamed => "not named".to_owned(),
        Says::Mention(true) => "needs a mention".to_owned(),
        Says::Mention(false) => "needs no mention".to_owned(),
        Says::NeedsTopic => "only in topics".to_owned(),
    }
}
