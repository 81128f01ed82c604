//! Who agrees to a command in a channel (docs/openclaw/exec.md#who-agrees).

use crate::config::ConfigValue;
use crate::config::access::Account;
use crate::config::placeholder::placeholders;
use crate::text;

/// Who agrees in an account of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approvers {
    /// Whether they are asked there.
    pub asks: bool,
    /// Their ids, in the form that is compared.
    pub people: Vec<String>,
    /// The list that names them; nothing where none does.
    pub path: Option<String>,
    /// Where they are asked: `dm`, `channel` or `both`.
    pub target: String,
}

/// Where requests are sent beside that: `approvals.exec`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forwarding {
    /// Whether they come into the chat that the command comes from.
    pub is_to_chat: bool,
    /// How many other places they come to.
    pub targets: usize,
}

/// What a channel takes for somebody who agrees: how it reads their ids.
type Reading = fn(&str) -> Option<String>;

impl Approvers {
    /// Those of an account of Telegram, Discord or Slack; nothing of others, whose plugins decide in their own ways.
    pub fn of<V: ConfigValue>(root: &V, channel: &str, settings: &Account<V>) -> Option<Self> {
        let reading: Reading = match channel {
            "telegram" => telegram,
            "discord" => discord,
            "slack" => slack,
            _ => return None,
        };
        let (section, path) = settings.setting("execApprovals").unzip();
        let get = |key: &str| section.as_ref().and_then(|section| section.get(key));
        let (people, path) = named(root, channel, get("approvers").zip(path), reading);
        let is_on = match get("enabled") {
            // Telegram asks where nothing is said, as long as somebody is named.
            None => channel == "telegram",
            Some(switch) => switch.as_bool() == Some(true) || switch.as_str().as_deref() == Some("auto"),
        };
        let is_running = channel != "telegram" || !settings.is_off();
        let target = get("target").and_then(|target| Some(target.as_str()?.into_owned()));
        Some(Self {
            asks: is_on && is_running && !people.is_empty(),
            people,
            path,
            target: target.unwrap_or_else(|| "dm".to_owned()),
        })
    }
}

impl Forwarding {
    /// What the document says; nothing where requests are sent nowhere.
    pub fn read<V: ConfigValue>(root: &V) -> Option<Self> {
        let section = root.at(&["approvals", "exec"])?;
        section.get("enabled").and_then(|enabled| enabled.as_bool()).filter(|is_on| *is_on)?;
        let mode = section.text_at(&["mode"]);
        let mode = mode.as_deref().unwrap_or("session");
        let targets = section.get("targets").map_or(0, |targets| targets.items().len());
        Some(Self {
            is_to_chat: matches!(mode, "session" | "both"),
            targets: if matches!(mode, "targets" | "both") { targets } else { 0 },
        })
    }
}

/// Those whom the channel's own list names, else the owners. An empty list of Discord and Slack names nobody; Telegram asks the
/// owners then.
fn named<V: ConfigValue>(
    root: &V,
    channel: &str,
    own: Option<(V, String)>,
    reading: Reading,
) -> (Vec<String>, Option<String>) {
    let own = own.map(|(list, path)| (read(&list, reading), format!("{path}.approvers")));
    if let Some((people, path)) = own.filter(|(people, _)| channel != "telegram" || !people.is_empty()) {
        return (people, Some(path));
    }
    let owners = root.at(&["commands", "ownerAllowFrom"]);
    let owners =
        owners.map(|list| if channel == "discord" { read(&list, of_discord) } else { read(&list, reading) });
    let people = owners.unwrap_or_default();
    let path = (!people.is_empty()).then(|| "commands.ownerAllowFrom".to_owned());
    (people, path)
}

fn read<V: ConfigValue>(list: &V, reading: Reading) -> Vec<String> {
    let mut people = Vec::new();
    // A variable is taken for one of them.
    let person = |text: String| if placeholders(&text).is_empty() { reading(&text) } else { Some(text) };
    for id in list.texts().into_iter().filter_map(person) {
        if !people.contains(&id) {
            people.push(id);
        }
    }
    people
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What follows a prefix, in any case, without outer blanks.
fn after<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    text::after(text, prefix).map(str::trim)
}

fn telegram(text: &str) -> Option<String> {
    let mut rest = text;
    while let Some(inner) = after(rest, "telegram:").or_else(|| after(rest, "tg:")) {
        rest = inner;
    }
    let is_stripped = rest.len() < text.len();
    let rest = Some(rest).filter(|_| is_stripped).and_then(|rest| after(rest, "group:")).unwrap_or(rest);
    is_digits(rest).then(|| rest.to_owned())
}

/// The id in a mention of Discord or Slack.
fn mention(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("<@")?.strip_suffix('>')?;
    Some(inner.strip_prefix('!').unwrap_or(inner))
}

fn discord(text: &str) -> Option<String> {
    if is_digits(text) {
        return Some(text.to_owned());
    }
    if let Some(id) = after(text, "discord:user:").filter(|id| !id.is_empty()) {
        return Some(id.to_owned());
    }
    if after(text, "discord:channel:").is_some_and(|id| !id.is_empty()) {
        return None;
    }
    let mention = mention(text).filter(|id| is_digits(id));
    let prefixed =
        || ["user:", "discord:"].iter().find_map(|prefix| text.strip_prefix(prefix)).map(str::trim);
    let at = || text.strip_prefix('@').map(str::trim).filter(|id| is_digits(id));
    let id = mention.or_else(prefixed).or_else(at)?;
    (!id.is_empty()).then(|| id.to_owned())
}

/// The owners whom Discord asks: an entry with the prefix of another channel is none of its own.
fn of_discord(text: &str) -> Option<String> {
    let is_own = ["discord:", "user:", "pk:"].iter().any(|prefix| after(text, prefix).is_some());
    let is_meant = (is_own || !text.contains(':')) && after(text, "discord:user:").is_none();
    // The list is read twice on its way, and only numbers survive that.
    discord(text).filter(|id| is_meant && is_digits(id))
}

fn slack(text: &str) -> Option<String> {
    let mention = mention(text);
    let prefixed = || ["user:", "slack:"].iter().find_map(|prefix| text.strip_prefix(prefix)).map(str::trim);
    let at = || text.strip_prefix('@').map(str::trim);
    let id = mention.or_else(prefixed).or_else(at).unwrap_or(text).to_uppercase();
    let is_user = id.starts_with(['U', 'W']) && id.len() > 1;
    (is_user && id.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(id)
}
