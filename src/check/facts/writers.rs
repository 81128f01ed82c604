//! Who may write to a channel, as bits that can be joined over all of them.

use super::sums::{joined, written};
use crate::check::walk::mix;
use crate::config::channel_access::{Scope, access};
use crate::syntax::{Entry, Node, Value, hash_key};

/// What is known of a channel with its accounts, as bits of [`access`].
pub fn who_writes(channel: Node<'_>, name: &str) -> u64 {
    let scope = Scope::channel(channel, name);
    let own = bits_of(scope);
    let deep = if is_open_below(channel) { access::DEEP } else { 0 };
    let accounts = channel.get("accounts").and_then(Value::object);
    let judge = |entry: Entry<'_>| {
        let account = entry.value().and_then(Value::object);
        account.map_or(0, |account| bits_of(scope.account(account)))
    };
    let key = SHARED.iter().fold(hash_key(name), |hash, key| mix(hash, channel.get(key).map_or(0, written)));
    own | deep | accounts.map_or(0, |accounts| joined(accounts, key, &judge))
}

/// The same of an entry of `channels`.
pub(super) fn channel(entry: Entry<'_>) -> u64 {
    let own = entry.value().and_then(Value::object);
    own.map_or(0, |own| who_writes(own, &entry.key().unwrap_or_default()))
}

/// What decides whether several people write.
const SHARED: [&str; 9] =
    ["groupPolicy", "dmPolicy", "allowFrom", "groupAllowFrom", "dm", "groups", "guilds", "channels", "rooms"];

fn bits_of(scope: Scope<'_>) -> u64 {
    let open = if scope.open().next().is_some() { access::OPEN } else { 0 };
    open | if scope.is_shared() { access::SEVERAL } else { 0 }
}

/// Whether a policy anywhere in an object lets anybody write.
fn is_open_below(node: Node<'_>) -> bool {
    joined(node, 0x6465_6570, &|entry: Entry<'_>| match entry.value() {
        Some(Value::Node(child)) if child.is_object() => u64::from(is_open_below(child)),
        Some(Value::Scalar(value)) if value.as_str().as_deref() == Some("open") => {
            u64::from(entry.key().is_some_and(|key| key == "groupPolicy" || key == "dmPolicy"))
        }
        _ => 0,
    }) != 0
}
