//! The places that OpenClaw leaves unchecked while a folder of plugins is not there (docs/openclaw/warnings.md#unchecked).

use super::collect;
use super::finding::Finding;
use crate::base::{Diagnostic, Snapshot};
use crate::config::{channel, plugin};
use crate::syntax::{Entry, Node, Value};

/// Adds a finding at each of them. `path` is the folder that is not there.
pub(super) fn add(snapshot: &Snapshot, path: &str, found: &mut Vec<Diagnostic>) {
    let Some(root) = snapshot.tree.value().and_then(Value::object) else { return };
    let places = channels(root).chain(targets(root)).chain(search(root));
    let tree = &snapshot.tree;
    let one = |place| collect::mask(tree, collect::diagnostic(tree, 0, &finding(place, path), None));
    found.extend(places.map(one));
}

fn finding(place: Entry<'_>, path: &str) -> Finding {
    let message =
        format!("OpenClaw does not check this as long as the plugin folder `{path}` does not exist");
    let range = place.value().map_or(place.range(), Value::range);
    let is_name = place.value().is_some_and(|value| value.scalar().is_some());
    let finding = Finding::warning("unreachable-plugin-path", range, message);
    if is_name { finding } else { finding.on_owner() }
}

/// All channels, and what is said of all of them.
fn channels(root: Node<'_>) -> impl Iterator<Item = Entry<'_>> {
    let sections = root.get("channels").and_then(Value::object).into_iter().flat_map(Node::members);
    sections.filter(|entry| entry.key().is_some_and(|key| !key.trim().is_empty() && key != "$include"))
}

/// Where heartbeats report to, unless OpenClaw itself knows the name.
fn targets(root: Node<'_>) -> impl Iterator<Item = Entry<'_>> {
    let agents = root.get("agents").and_then(Value::object);
    let section = |key: &str| agents.and_then(|agents| agents.get(key));
    let entries = section("entries").and_then(Value::object).into_iter().flat_map(Node::entries);
    let list = section("list").and_then(Value::array).into_iter().flat_map(Node::entries);
    let agents = entries.chain(list).filter_map(Entry::value).chain(section("defaults"));
    let target = agents.filter_map(|agent| agent.get("heartbeat")?.object()?.member("target"));
    target.filter(|target| {
        let name = target.value().and_then(Value::as_str).unwrap_or_default();
        let lower = name.trim().to_lowercase();
        !lower.is_empty() && !channel::is_word(&lower) && channel::meant(&lower).is_none()
    })
}

/// The provider of web search, unless a plugin that is there brings it.
fn search(root: Node<'_>) -> impl Iterator<Item = Entry<'_>> {
    let provider = || root.get("tools")?.get("web")?.get("search")?.object()?.member("provider");
    provider().into_iter().filter(|provider| {
        let name = provider.value().and_then(Value::as_str).unwrap_or_default();
        !name.trim().is_empty() && !plugin::brings_search(name.trim())
    })
}
