//! How the entries of a list name somebody, in the form that is compared (docs/openclaw/access.md#entries).

use super::way::Way;
use crate::text::after;

/// What a form names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A sender, by an id or an address.
    Id,
    /// A sender, by a name.
    Name,
    /// A sender, by the short form of a name.
    Slug,
    /// A sender, by a name with a number.
    Tag,
    /// A sender, by a telephone number.
    Phone,
    /// A sender, by the id of an account of Signal.
    Uuid,
    /// All senders with a role.
    Role,
    /// All senders in a conversation.
    Chat,
}

/// A form that is compared.
pub(super) type Form = (Kind, String);

/// What the entries of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entries {
    /// Those who write to a channel, of a list for all of it.
    Senders,
    /// Those who write in one place of a channel.
    Members,
    /// The roles of those who do.
    Roles,
}

/// How an entry names somebody; in no way where it can match nobody.
pub(super) fn forms(way: Way, entries: Entries, text: &str, by_name: bool) -> Vec<Form> {
    match (way, entries) {
        (Way::Telegram, _) => telegram(text).into_iter().collect(),
        (Way::Discord, Entries::Roles) => role(text).into_iter().collect(),
        (Way::Discord, entries) => discord(text, entries == Entries::Senders, by_name),
        (Way::Slack, Entries::Senders) => slack_sender(text, by_name),
        (Way::Slack, _) => slack_member(text, by_name),
        (Way::WhatsApp, _) => phone(text).into_iter().map(|phone| (Kind::Phone, phone)).collect(),
        (Way::Signal, _) => signal(text),
        (Way::IMessage, _) => imessage(text).into_iter().collect(),
        (Way::Shared, _) => vec![(Kind::Id, text.to_owned())],
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn telegram(text: &str) -> Option<Form> {
    let id = after(text, "telegram:").or_else(|| after(text, "tg:")).unwrap_or(text);
    is_digits(id).then(|| (Kind::Id, id.to_owned()))
}

/// The id in a mention of Discord, or the text itself.
fn mentioned(text: &str) -> &str {
    let inner = text.strip_prefix("<@").map_or(text, |rest| rest.strip_prefix('!').unwrap_or(rest));
    inner.strip_suffix('>').unwrap_or(inner)
}

fn discord(text: &str, is_direct: bool, by_name: bool) -> Vec<Form> {
    let id = mentioned(text);
    let prefixed = ["discord:", "user:", "pk:"].iter().find_map(|prefix| text.strip_prefix(prefix));
    if is_digits(id) {
        return vec![(Kind::Id, id.to_owned())];
    }
    if let Some(id) = prefixed {
        let id = if is_direct { id.trim() } else { id };
        return Some(id)
            .filter(|id| !id.is_empty())
            .map(|id| (Kind::Id, id.to_owned()))
            .into_iter()
            .collect();
    }
    let slug = slug(text);
    match (by_name && !slug.is_empty(), is_direct) {
        (false, _) => Vec::new(),
        (true, true) if has_number(text) => vec![(Kind::Tag, slug)],
        (true, true) => vec![(Kind::Name, slug)],
        (true, false) => vec![(Kind::Name, slug.clone()), (Kind::Tag, slug)],
    }
}

/// Whether a name ends with the number that Discord once gave.
fn has_number(text: &str) -> bool {
    text.rsplit_once('#').is_some_and(|(_, number)| number.len() == 4 && is_digits(number))
}

fn role(text: &str) -> Option<Form> {
    let id = mentioned(text);
    let id = if is_digits(id) { id } else { text.strip_prefix("role:")? };
    (!id.is_empty()).then(|| (Kind::Role, id.to_owned()))
}

/// A name in short, as Discord's plugin compares it.
pub(super) fn slug(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let plain = lower.strip_prefix('#').unwrap_or(&lower);
    let words = plain.split(|letter: char| !(letter.is_ascii_lowercase() || letter.is_ascii_digit()));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// A name in short, as Slack's plugin compares it.
pub(super) fn slack_slug(name: &str) -> String {
    let mut found = String::new();
    for letter in name.trim().to_lowercase().chars() {
        let letter = if letter.is_whitespace() { '-' } else { letter };
        let is_kept = letter.is_alphanumeric() || matches!(letter, '#' | '@' | '.' | '_' | '+');
        let letter = if is_kept { letter } else { '-' };
        if letter != '-' || !found.ends_with('-') {
            found.push(letter);
        }
    }
    found.trim_matches(|letter| matches!(letter, '-' | '.')).to_owned()
}

fn slack_sender(text: &str, by_name: bool) -> Vec<Form> {
    let text = text.to_lowercase();
    let id = text.strip_prefix("slack:").or_else(|| text.strip_prefix("user:")).unwrap_or(&text);
    let mut found = vec![(Kind::Id, id.to_owned())];
    if by_name {
        let name = text.strip_prefix("slack:").unwrap_or(&text);
        found.extend([(Kind::Name, text.clone()), (Kind::Name, name.to_owned()), (Kind::Slug, text)]);
    }
    found
}

fn slack_member(text: &str, by_name: bool) -> Vec<Form> {
    let text = text.trim().to_lowercase();
    let mention = text.strip_prefix("<@").and_then(|rest| rest.strip_suffix('>'));
    let id = mention.or_else(|| text.strip_prefix("slack:")).or_else(|| text.strip_prefix("user:"));
    let id = id.unwrap_or(&text);
    let part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    if id.starts_with(['u', 'b', 'w']) && id.len() > 1 && id.chars().all(part) {
        return vec![(Kind::Id, id.to_owned())];
    }
    let name = text.strip_prefix("slack:").unwrap_or(&text);
    if !by_name || name.is_empty() || text.starts_with("team:") {
        return Vec::new();
    }
    vec![(Kind::Name, name.to_owned()), (Kind::Slug, slack_slug(name))]
}

/// A telephone number: the digits of a text.
pub(super) fn phone(text: &str) -> Option<String> {
    let scheme = |name: &str| {
        let mut letters = name.chars();
        letters.next().is_some_and(|first| first.is_ascii_alphabetic())
            && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    let plain = text.split_once(':').filter(|(name, _)| scheme(name)).map_or(text, |(_, rest)| rest);
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| format!("+{digits}"))
}

fn signal(text: &str) -> Vec<Form> {
    let stripped = after(text, "signal:").unwrap_or(text).trim();
    if let Some(group) = after(stripped, "group:") {
        let group = group.trim();
        let found = Some(group).filter(|group| !group.is_empty()).map(|group| (Kind::Chat, group.to_owned()));
        // The digits of the name of a group are no number that anybody writes from, but are compared as one.
        return found.into_iter().chain(phone(stripped).map(|phone| (Kind::Phone, phone))).collect();
    }
    let chat = (Kind::Chat, text.to_owned());
    if let Some(uuid) = after(stripped, "uuid:").map(str::trim) {
        let uuid = Some(uuid).filter(|uuid| !uuid.is_empty());
        return uuid.map(|uuid| (Kind::Uuid, uuid.to_owned())).into_iter().chain([chat]).collect();
    }
    if is_uuid(stripped) {
        return vec![(Kind::Uuid, stripped.to_owned()), chat];
    }
    phone(stripped).map(|phone| (Kind::Phone, phone)).into_iter().chain([chat]).collect()
}

/// Whether a text looks like the id of an account of Signal.
fn is_uuid(text: &str) -> bool {
    let compact: Vec<u8> = text.bytes().filter(|byte| *byte != b'-').collect();
    let is_hex = !compact.is_empty() && compact.iter().all(u8::is_ascii_hexdigit);
    is_hex && (compact.len() == 32 || compact.iter().any(u8::is_ascii_alphabetic))
}

const CHAT_IDS: [&str; 3] = ["chat_id:", "chatid:", "chat:"];
const OTHER_CHATS: [&str; 6] =
    ["chat_guid:", "chatguid:", "guid:", "chat_identifier:", "chatidentifier:", "chatident:"];
const SERVICES: [&str; 3] = ["imessage:", "sms:", "auto:"];

fn imessage(text: &str) -> Option<Form> {
    let text = text.trim();
    if let Some(rest) = SERVICES.iter().find_map(|prefix| after(text, prefix)) {
        return imessage(rest);
    }
    if let Some(id) = CHAT_IDS.iter().find_map(|prefix| after(text, prefix)) {
        let id = id.trim();
        let is_number = is_digits(id.strip_prefix(['-', '+']).unwrap_or(id));
        return if is_number { Some((Kind::Chat, id.to_owned())) } else { Some((Kind::Id, handle(text))) };
    }
    // The other names of a conversation are not in a document's groups, and name no sender.
    if OTHER_CHATS.iter().any(|prefix| after(text, prefix).is_some()) {
        return None;
    }
    Some((Kind::Id, handle(text))).filter(|(_, handle)| !handle.is_empty())
}

/// An address of iMessage.
pub(super) fn handle(text: &str) -> String {
    let text = text.trim();
    if let Some(rest) = SERVICES.iter().find_map(|prefix| after(text, prefix)) {
        return handle(rest);
    }
    if text.contains('@') {
        return text.to_lowercase();
    }
    let is_compact = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_compact {
        return format!("chat_identifier:{}", text.to_lowercase());
    }
    let number = after(text, "tel:").unwrap_or(text);
    let part = |letter: char| letter.is_ascii_digit() || letter.is_whitespace() || "+().-".contains(letter);
    let number = Some(number).filter(|number| number.chars().all(part)).and_then(phone);
    number.unwrap_or_else(|| text.split_whitespace().collect())
}
