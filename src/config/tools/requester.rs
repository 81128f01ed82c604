//! Who asks, and where: the layers of groups and of senders (docs/openclaw/tools.md#groups-and-senders).

use super::layer::{Layer, Step};
use super::steps::{Section, step};
use crate::config::access::{Conversation, Way, read_account};
use crate::config::{ConfigValue, channel};
use crate::text::after;

/// The key for everybody whom no other names.
const EVERYBODY: &str = "*";

/// Who asks, and where. What is not known is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requester {
    /// The channel.
    pub channel: String,
    /// The account of ours.
    pub account: String,
    /// The group; nothing for direct messages.
    pub group: Option<Conversation>,
    /// The sender's id.
    pub id: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// The name of their account.
    pub username: Option<String>,
    /// The name that is shown.
    pub name: Option<String>,
}

/// Whom a key of `toolsBySender` is about, in the form that is compared. The kinds are asked in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Channel(String, String),
    Id(String),
    Phone(String),
    Username(String),
    Name(String),
    Everybody,
}

fn lower(text: &str) -> String {
    text.trim().to_lowercase()
}

/// A name without the sign before it.
fn bare(text: &str) -> String {
    let text = text.trim();
    lower(text.strip_prefix('@').unwrap_or(text))
}

fn channel_of(name: &str) -> String {
    channel::meant(name).map_or_else(|| lower(name), str::to_owned)
}

impl Key {
    /// Reads a key; nothing where it names nobody.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let full = |value: String| (!value.is_empty()).then_some(value);
        if text == EVERYBODY {
            return Some(Self::Everybody);
        }
        if let Some(rest) = after(text, "channel:") {
            let (name, id) = rest.trim().split_once(':')?;
            return Some(Self::Channel(full(channel_of(name))?, full(lower(id))?));
        }
        if let Some(rest) = after(text, "id:") {
            return full(lower(rest)).map(Self::Id);
        }
        if let Some(rest) = after(text, "e164:") {
            return full(lower(rest)).map(Self::Phone);
        }
        if let Some(rest) = after(text, "username:") {
            return full(bare(rest)).map(Self::Username);
        }
        if let Some(rest) = after(text, "name:") {
            return full(lower(rest)).map(Self::Name);
        }
        full(bare(text)).map(Self::Id)
    }
}

impl Requester {
    /// Somebody whom a key of `toolsBySender` names; nothing where it names nobody, or everybody.
    pub fn named(key: &str) -> Option<Self> {
        let somebody = Self::default();
        Some(match Key::read(key)? {
            Key::Channel(channel, id) => Self { channel, id: Some(id), ..somebody },
            Key::Id(id) => Self { id: Some(id), ..somebody },
            Key::Phone(phone) => Self { phone: Some(phone), ..somebody },
            Key::Username(username) => Self { username: Some(username), ..somebody },
            Key::Name(name) => Self { name: Some(name), ..somebody },
            Key::Everybody => return None,
        })
    }

    /// The keys that are about them, the closest first.
    fn keys(&self) -> Vec<Key> {
        let ids: Vec<String> = self.id.iter().flat_map(|id| [lower(id), bare(id)]).collect();
        let channel = Some(channel_of(&self.channel)).filter(|channel| !channel.is_empty());
        let in_channel = channel
            .into_iter()
            .flat_map(|channel| ids.iter().map(move |id| Key::Channel(channel.clone(), id.clone())));
        let one = |text: &Option<String>, key: fn(String) -> Key, form: fn(&str) -> String| {
            text.as_deref().map(form).map(key)
        };
        let rest = [
            one(&self.phone, Key::Phone, lower),
            one(&self.username, Key::Username, bare),
            one(&self.name, Key::Name, lower),
        ];
        in_channel.chain(ids.iter().cloned().map(Key::Id)).chain(rest.into_iter().flatten()).collect()
    }
}

/// Whether a plugin does not say which channel its groups are of, so that no key with the name of a channel is about anybody
/// there.
const fn is_silent(way: Way) -> bool {
    matches!(way, Way::Discord | Way::Slack)
}

/// Why a key of `toolsBySender` is about nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmatched {
    /// It names no sender.
    Incomplete,
    /// It names a channel, and the groups do not say which one they are of.
    Silent,
    /// It names another channel than that of the groups.
    Foreign,
}

impl Unmatched {
    /// Asked of a key for all tools, or of one in the groups of a channel; nothing where it may be about somebody.
    pub fn of(key: &str, channel: Option<&str>) -> Option<Self> {
        let Some(read) = Key::read(key) else { return Some(Self::Incomplete) };
        let (Key::Channel(named, _), Some(channel)) = (read, channel) else { return None };
        if is_silent(Way::of(channel)) {
            return Some(Self::Silent);
        }
        (named != channel_of(channel)).then_some(Self::Foreign)
    }
}

/// The section of `toolsBySender` for somebody, or for everybody else.
pub(super) fn by_sender<V: ConfigValue>(
    section: &Section<V>,
    requester: Option<&Requester>,
) -> Option<Section<V>> {
    let (section, path) = section;
    let all = section.get("toolsBySender")?.entries();
    let all: Vec<(Key, &String, &V)> =
        all.iter().filter_map(|(key, value)| Some((Key::read(key)?, key, value))).collect();
    let keys = requester.map(Requester::keys).unwrap_or_default();
    let named = keys.iter().find_map(|wanted| all.iter().find(|(key, ..)| key == wanted));
    let (_, key, value) = named.or_else(|| all.iter().rev().find(|(key, ..)| *key == Key::Everybody))?;
    Some(((*value).clone(), format!("{path}.toolsBySender[\"{key}\"]")))
}

/// What a group says: the closest of its settings that names the sender or has `tools`.
pub(super) fn group_step<V: ConfigValue>(root: &V, requester: Option<&Requester>) -> Option<Step> {
    let requester = requester?;
    let group = requester.group.as_ref()?;
    let account = read_account(root, &requester.channel, &requester.account)?;
    let scopes = account.tool_scopes(group);
    let unnamed = Requester { channel: String::new(), ..requester.clone() };
    let asks = if is_silent(account.way()) { &unnamed } else { requester };
    let found = scopes.iter().find_map(|scope| {
        let own = || Some((scope.0.get("tools")?, format!("{}.tools", scope.1)));
        by_sender(scope, Some(asks)).or_else(own)
    });
    step(Layer::Group, found.as_ref())
}
