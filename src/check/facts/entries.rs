//! What a single entry of the document adds to the hash of a fact.

use super::sums::{total, written};
use crate::check::walk::mix;
use crate::config::ConfigValue as _;
use crate::config::cache_lifetime::cache_host;
use crate::config::routing::MEANT;
use crate::syntax::{Entry, Value, hash_key};

/// What a binding adds to the hash: what it means, whatever is noted beside it.
pub(super) fn binding(entry: Entry<'_>) -> u64 {
    let Some(node) = entry.value().and_then(Value::object) else { return 1 };
    let parts = MEANT.map(|key| node.get(key).map_or(0, written));
    parts.into_iter().fold(2, mix)
}

/// What the alias of an entry of a models map adds to the hash.
pub(super) fn alias(entry: Entry<'_>) -> u64 {
    let alias = entry.value().and_then(|value| value.get("alias"));
    alias.map_or(0, |alias| mix(key(entry), text(alias)))
}

/// What Anthropic's section adds to the hash: a retired key there stands for the Claude command line.
pub(super) fn claude_cli_marker(entry: Entry<'_>) -> u64 {
    let is_anthropic = entry.key().is_some_and(|key| key.trim().eq_ignore_ascii_case("anthropic"));
    let marker = entry.value().filter(|_| is_anthropic).and_then(|section| section.get("apiKey"));
    marker.map_or(0, |marker| mix(key(entry), text(marker)))
}

/// The first model of a provider.
pub(super) fn first_declared(entry: Entry<'_>) -> u64 {
    let models = entry.value().and_then(|value| value.get("models")).and_then(Value::array);
    mix(key(entry), models.and_then(|models| models.entry(0)).map_or(0, model_id))
}

/// What the model that an agent names adds to the hash.
pub(super) fn own_model(entry: Entry<'_>) -> u64 {
    let own =
        entry.value().is_some_and(|agent| agent.get("model").is_some() || agent.get("models").is_some());
    if own { mix(key(entry), 1) } else { 0 }
}

/// What a secret provider adds to the hash: its settings say nothing about the references to it.
pub(super) fn source(entry: Entry<'_>) -> u64 {
    mix(key(entry), entry.value().and_then(|provider| provider.get("source")).map_or(0, text))
}

/// What a plugin or channel adds to the hash: its switch, and whether it has anything else.
pub(super) fn switch(entry: Entry<'_>) -> u64 {
    let Some(section) = entry.value().and_then(Value::object) else { return 0 };
    let switch = section.get("enabled").map_or(0, text);
    if switch == 0 { 0 } else { mix(key(entry), switch.wrapping_add(u64::from(section.count() == 1))) }
}

/// What the accounts of a channel add to the hash.
pub(super) fn accounts(entry: Entry<'_>) -> u64 {
    let accounts = entry.value().and_then(|channel| channel.get("accounts")).and_then(Value::object);
    accounts.map_or(0, |accounts| mix(key(entry), total(accounts, 0x6163_6373, key)))
}

/// What a provider adds to the hash: its models, and how they are reached as far as caching depends on it. What an address
/// says beyond that is left out, so that typing in one costs nothing elsewhere.
pub(super) fn declared(entry: Entry<'_>) -> u64 {
    let Some(section) = entry.value() else { return 0 };
    let models = section.get("models").and_then(Value::array);
    let models = models.map_or(0, |models| mix(key(entry), total(models, 0x6964, declared_model)));
    let address = section.get("baseUrl").and_then(Value::as_str);
    // A variable may stand for any host.
    let host = address.map_or(
        0,
        |address| {
            if address.contains("${") { u64::MAX } else { cache_host(&address) as u64 }
        },
    );
    let open = u64::from(section.get("$include").is_some());
    let route = mix(mix(section.get("api").map_or(0, text), host), open);
    models.wrapping_add(mix(key(entry), route))
}

fn declared_model(entry: Entry<'_>) -> u64 {
    let Some(model) = entry.value() else { return 0 };
    let api = model.get("api").map_or(0, text);
    let compat = model.get("compat").map_or(0, whole);
    let open = u64::from(model.get("$include").is_some());
    mix(model_id(entry), mix(mix(api, compat), open))
}

/// A hash of all text of a value.
fn whole(value: Value<'_>) -> u64 {
    match value {
        Value::Node(node) => hash_key(&node.green().text()),
        Value::Scalar(scalar) => hash_key(scalar.token.text),
    }
}

fn model_id(entry: Entry<'_>) -> u64 {
    entry.value().and_then(|model| model.get("id")).map_or(0, text)
}

fn key(entry: Entry<'_>) -> u64 {
    entry.key().map_or(0, |key| hash_key(&key))
}

fn text(value: Value<'_>) -> u64 {
    value.scalar().map_or(1, |scalar| hash_key(scalar.token.text))
}

/// Whether a server or plugin is on.
pub(super) fn is_on(entry: Entry<'_>) -> u64 {
    u64::from(!entry.value().is_some_and(|value| value.is_off()))
}
