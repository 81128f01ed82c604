//! Whether an entry of `tools.elevated.allowFrom` names somebody (docs/openclaw/exec.md#who-is-named).

use crate::config::channel;

/// Somebody who writes, as the channel tells of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sender<'s> {
    /// The id.
    pub id: Option<&'s str>,
    /// The address that the message comes from.
    pub from: Option<&'s str>,
    /// The telephone number.
    pub phone: Option<&'s str>,
    /// The name that is shown.
    pub name: Option<&'s str>,
    /// The name of the account.
    pub username: Option<&'s str>,
    /// The name with a number.
    pub tag: Option<&'s str>,
    /// Whether they write directly: the address of a group is nobody's.
    pub is_direct: bool,
}

impl Sender<'_> {
    /// Whether an entry names them.
    pub(super) fn is_named(&self, channel: &str, entry: &str) -> bool {
        let is_called =
            |known: Option<&str>| known.is_some_and(|known| same(&names(entry_value(entry)), &names(known)));
        let is_known_as = |known: Option<&str>| {
            known.is_some_and(|known| same(&ids(channel, entry_value(entry)), &ids(channel, known)))
        };
        let phone = |entry: &[Option<&str>]| {
            let known = self.phone.and_then(|phone| plain(channel, phone));
            known.is_some_and(|known| {
                entry.iter().flatten().any(|entry| plain(channel, entry).as_ref() == Some(&known))
            })
        };
        match field(entry) {
            Some("id") => is_known_as(self.id),
            Some("from") => is_known_as(self.written_from()),
            Some("e164") => phone(&[Some(entry_value(entry))]),
            Some("name") => is_called(self.name),
            Some("username") => is_called(self.username),
            Some("tag") => is_called(self.tag),
            _ => {
                is_known_as(self.id)
                    || is_known_as(self.written_from())
                    || phone(&[Some(entry), Some(stripped(entry))])
            }
        }
    }

    fn written_from(&self) -> Option<&str> {
        self.from.filter(|from| self.is_direct && !is_conversation(from))
    }
}

/// The field that an entry is about, where it names one.
fn field(entry: &str) -> Option<&'static str> {
    let (name, value) = entry.split_once(':')?;
    let name = name.trim().to_lowercase();
    let fields = ["id", "from", "e164", "name", "username", "tag"];
    fields.into_iter().find(|field| *field == name && !value.trim().is_empty())
}

/// What an entry says of its field.
fn entry_value(entry: &str) -> &str {
    if field(entry).is_none() {
        return entry;
    }
    entry.split_once(':').map_or(entry, |(_, value)| value.trim())
}

/// Whether an address is that of a group.
fn is_conversation(address: &str) -> bool {
    const KINDS: [&str; 7] = ["channel", "group", "thread", "topic", "room", "space", "spaces"];
    let lower = address.trim().to_lowercase();
    let parts: Vec<&str> = lower.split(':').collect();
    lower.starts_with("chat_id:") || parts[..parts.len() - 1].iter().any(|part| KINDS.contains(part))
}

/// An id without the prefix of a channel or of a kind.
fn stripped(id: &str) -> &str {
    let id = id.trim();
    let is_prefix = |name: &str| {
        let name = name.to_lowercase();
        channel::is_shipped(&name) || ["webchat", "user", "group", "channel"].contains(&name.as_str())
    };
    id.split_once(':').filter(|(name, _)| is_prefix(name)).map_or(id, |(_, rest)| rest)
}

/// The forms of an id that are compared.
fn ids(channel: &str, id: &str) -> Vec<String> {
    [id, stripped(id)].into_iter().filter_map(|id| plain(channel, id)).collect()
}

/// An id as the channel's plugin writes it.
fn plain(channel: &str, id: &str) -> Option<String> {
    let prefixes: &[&str] = match channel {
        "telegram" => &["telegram:", "tg:"],
        "discord" => &["discord:", "user:", "pk:"],
        _ => &[],
    };
    let lower = id.trim().to_lowercase();
    let rest = prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower).trim();
    let rest = if channel == "discord" { mentioned(rest) } else { rest };
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// The id in a mention of Discord, or the text itself.
fn mentioned(text: &str) -> &str {
    let inner = text.strip_prefix("<@").map(|rest| rest.strip_prefix('!').unwrap_or(rest));
    let inner = inner.and_then(|rest| rest.strip_suffix('>'));
    inner.filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(text)
}

/// The forms of a name that are compared: as it is, and in short.
fn names(name: &str) -> Vec<String> {
    let lower = name.trim().to_lowercase();
    let mut short = String::new();
    for letter in lower.trim_start_matches(['@', '#']).chars() {
        let letter = if letter.is_alphanumeric() { letter } else { '-' };
        if letter != '-' || !short.ends_with('-') {
            short.push(letter);
        }
    }
    let short = short.trim_matches('-').to_owned();
    [lower, short].into_iter().filter(|form| !form.is_empty()).collect()
}

fn same(one: &[String], other: &[String]) -> bool {
    one.iter().any(|form| other.contains(form))
}
