//! What is wrong with `agents.list`, the roster of older releases (docs/openclaw/agents.md#two-forms).

use super::finding::LegacyFinding;
use super::rewrite::{Apply, Found, Rewrite};
use super::row::Migration;
use super::row::row;
use crate::base::Severity;
use crate::config::roster::legacy_ids;
use crate::edit::draft::Look;
use crate::syntax::{Entry, Node, Value};

const EXCLUDED: &str = "`agents.list` and `agents.entries` exclude each other: move the agents to `entries`";

/// OpenClaw drops the list beside the other roster, whatever agents are in it.
pub(super) const ROWS: &[Migration] = &[row("legacy-agents-list", "agents.list", "", &BESIDE).with_loss()];

const BESIDE: Rewrite = Rewrite {
    title: "Delete `agents.list`: beside `agents.entries` nothing reads it",
    find: beside,
    apply: Apply::Plain(|root, path| {
        root.at(&["agents", "entries"]).is_some_and(Look::is_object) && root.remove(path)
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

fn beside(agents: Node<'_>, entry: Entry<'_>) -> Option<Found> {
    agents.get("entries").and_then(Value::object)?;
    entry.value().and_then(Value::array)?;
    Some(Found::at_key(entry, EXCLUDED))
}

/// OpenClaw reads the list where there is no other roster and every element has an id of its own.
pub(super) fn list(migration: &Migration, agents: Node<'_>, entry: Entry<'_>) -> Option<LegacyFinding> {
    if beside(agents, entry).is_some() {
        return None;
    }
    let readable = entry.value().is_none_or(|list| legacy_ids(list).is_some());
    let refused = if agents.has("entries") {
        Some(EXCLUDED)
    } else if readable || entry.value().is_some_and(is_open) {
        None
    } else {
        Some("OpenClaw cannot read this `agents.list`: each element needs an `id` of its own, in lower case")
    };
    let message = refused
        .unwrap_or("`agents.list` is the older form: OpenClaw turns it into `agents.entries`, keyed by `id`");
    let mut finding = LegacyFinding::on_key(migration, entry, message.to_owned());
    finding.tags.clear();
    finding.fixable = refused.is_none() && readable && entry.value().is_some();
    if refused.is_some() {
        (finding.severity, finding.on_parent) = (Severity::Error, true);
    }
    Some(finding)
}

/// Whether some of a list comes from other files.
fn is_open(list: Value<'_>) -> bool {
    let includes = |node: Node<'_>| node.has("$include");
    let elements = || list.array().into_iter().flat_map(Node::entries);
    list.object().is_some_and(includes)
        || elements().filter_map(|entry| entry.value()?.object()).any(includes)
}
