//! Settings of one account that stand above several: they move into an account of their own.

use crate::edit::draft::Look;
use crate::edit::draft::{Item, Member};
use crate::migrations::rewrite::{Apply, Rewrite, always};

pub(super) const PROMOTION: Rewrite = Rewrite {
    title: "Move what belongs to one account into `accounts.default`",
    find: always,
    apply: Apply::Plain(promote),
    quiet: true,
    on_parent: false,
    guard: None,
};

/// The account that a channel without accounts has.
const DEFAULT: &str = "default";

/// What no account is asked about.
const OF_CHANNEL: [&str; 3] = ["accounts", "defaultAccount", "enabled"];

/// What belongs to one account, in every channel that does not say so itself.
const OF_ACCOUNT: [&str; 19] = [
    "name",
    "token",
    "tokenFile",
    "botId",
    "secret",
    "botToken",
    "webhookPath",
    "webhookUrl",
    "dmPolicy",
    "allowFrom",
    "groupPolicy",
    "groupAllowFrom",
    "defaultTo",
    "accessToken",
    "appToken",
    "httpUrl",
    "password",
    "userId",
    "webhookSecret",
];

/// What belongs to one account of Telegram, which says so itself.
const OF_TELEGRAM: [&str; 2] = ["botToken", "tokenFile"];

/// Who may write: the other accounts went by these as long as they stood above them, and keep them.
const POLICIES: [&str; 4] = ["dmPolicy", "allowFrom", "groupPolicy", "groupAllowFrom"];

fn promote(root: &mut Item<'_>, path: &[&str]) -> bool {
    let Some(channel) = root.at_mut(path) else { return false };
    let keys = promoted(path.last().copied().unwrap_or_default(), channel.look());
    if keys.is_empty() {
        return false;
    }
    inherit(channel, &keys);
    channel.put(&["accounts"], Member::new(DEFAULT, Item::object()));
    for key in &keys {
        if let Some(member) = channel.take(&[key]) {
            channel.put(&["accounts", DEFAULT], member);
        }
    }
    true
}

/// The keys of a channel that move. A channel of which more is set is left as it is, unless it says what moves.
fn promoted(id: &str, channel: Look<'_, '_>) -> Vec<String> {
    let accounts = channel.get("accounts").filter(|accounts| accounts.is_object()).map(Look::keys);
    let is_settled = |key: &String| key == "$include" || key.trim().eq_ignore_ascii_case(DEFAULT);
    if accounts.is_none_or(|accounts| accounts.is_empty() || accounts.iter().any(is_settled)) {
        return Vec::new();
    }
    let keys = channel.keys().into_iter().filter(|key| !OF_CHANNEL.contains(&key.as_str()));
    if id == "telegram" {
        return keys.filter(|key| OF_TELEGRAM.contains(&key.as_str())).collect();
    }
    let keys: Vec<String> = keys.collect();
    let is_clear = keys.iter().all(|key| OF_ACCOUNT.contains(&key.as_str()));
    if is_clear { keys } else { Vec::new() }
}

/// Gives the accounts the policies that they had from above.
fn inherit(channel: &mut Item<'_>, keys: &[String]) {
    let policies = POLICIES.iter().filter(|policy| keys.iter().any(|key| key == *policy));
    let accounts = channel.at(&["accounts"]).map(Look::keys).unwrap_or_default();
    for policy in policies {
        for account in &accounts {
            let way = ["accounts", account.as_str()];
            let copy = channel.at(&[policy]).map(Look::copy);
            if let Some(copy) = copy.filter(|_| channel.at(&way).is_some_and(Look::is_object)) {
                channel.put(&way, Member::new(policy, copy));
            }
        }
    }
}
