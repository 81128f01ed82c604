//! Settings that all channels had in common, or that one had and all have in common today.

use super::scope::scopes;
use super::sheet::Sheet;
use serde_json::Value as Json;

/// The channels that take a prefix of their own.
const PREFIXED: &[&str] = &[
    "buzz",
    "clickclack",
    "discord",
    "feishu",
    "googlechat",
    "imessage",
    "irc",
    "line",
    "matrix",
    "mattermost",
    "msteams",
    "nextcloud-talk",
    "qa-channel",
    "signal",
    "slack",
    "telegram",
    "tlon",
    "twitch",
    "whatsapp",
    "zalo",
    "zalouser",
];

/// The channels that the old `routing` was about.
const ROUTED: &[&str] = &["whatsapp", "telegram", "imessage"];

/// What `routing` said about people goes to the channels that are there, where they say nothing themselves.
pub(super) fn routing(draft: &mut Sheet<'_, '_>) {
    let to = home(draft, "whatsapp").map(|home| [home, vec!["allowFrom"]].concat());
    if let Some(to) = to.filter(|to| !draft.has(to)) {
        draft.shift(&["routing", "allowFrom"], &to);
    }
    draft.remove(&["routing", "allowFrom"]);
    if let Some(mention) = draft.get(&["routing", "groupChat", "requireMention"]) {
        for channel in ROUTED {
            require_mention(draft, channel, &mention);
        }
        draft.remove(&["routing", "groupChat", "requireMention"]);
        draft.prune(&["routing", "groupChat"]);
    }
    if let Some(mention) = draft.get(&["channels", "telegram", "requireMention"]) {
        require_mention(draft, "telegram", &mention);
        draft.remove(&["channels", "telegram", "requireMention"]);
    }
    draft.prune(&["routing"]);
}

/// Where a channel stands: in `channels`, or at the top of the document where the oldest files have it, from where another
/// migration moves it.
fn home<'c>(draft: &Sheet<'_, '_>, channel: &'c str) -> Option<Vec<&'c str>> {
    [vec!["channels", channel], vec![channel]].into_iter().find(|path| draft.is_object(path))
}

/// For all groups of a channel that say nothing themselves.
fn require_mention(draft: &mut Sheet<'_, '_>, channel: &str, mention: &Json) {
    let Some(home) = home(draft, channel) else { return };
    let below = |rest: &[&'static str]| [home.as_slice(), rest].concat();
    let fits = |draft: &Sheet<'_, '_>, path: &[&str]| !draft.has(path) || draft.is_object(path);
    let (groups, all, to) =
        (below(&["groups"]), below(&["groups", "*"]), below(&["groups", "*", "requireMention"]));
    if fits(draft, &groups) && fits(draft, &all) && !draft.has(&to) {
        draft.set(&to, mention.clone());
    }
}

/// The prefix of all channels is copied to those that take their own; it stays for the others.
pub(super) fn reply_prefix(draft: &mut Sheet<'_, '_>) {
    let Some(prefix) = draft.get(&["messages", "responsePrefix"]) else { return };
    for channel in PREFIXED {
        let to = &["channels", channel, "responsePrefix"];
        if draft.is_object(&["channels", channel]) && !draft.has(to) {
            draft.set(to, prefix.clone());
        }
    }
}

const DEBOUNCE: &[&str] = &["messages", "inbound", "byChannel", "whatsapp"];

/// One waiting time is left: that of the default account, of `default`, of the channel, or the first.
pub(super) fn debounce(draft: &mut Sheet<'_, '_>) {
    let chosen = draft.get(&["channels", "whatsapp", "defaultAccount"]);
    let chosen =
        chosen.and_then(|id| Some(id.as_str()?.trim().to_lowercase())).unwrap_or_else(|| "default".into());
    let mut paths = scopes(draft, "whatsapp");
    paths.sort();
    let rank = |path: &[String]| match path.get(3) {
        Some(account) if *account == chosen => 0,
        Some(account) if account == "default" => 1,
        None => 2,
        Some(_) => 3,
    };
    paths.sort_by_key(|path| rank(path));
    for path in paths {
        let from: Vec<&str> = path.iter().map(String::as_str).chain(["debounceMs"]).collect();
        let is_time = draft.get(&from).is_some_and(|value| value.as_u64().is_some());
        if is_time { draft.shift(&from, DEBOUNCE) } else { draft.remove(&from) }
    }
}
