//! What a release makes of retired keys: where the table cannot know, its schema has the last word.

use super::collect::{keys, way};
use crate::base::{Diagnostic, Severity, Snapshot};
use crate::config::ConfigValue as _;
use crate::migrations::{self, Table};
use crate::release::{self, Deed};
use crate::schema::{ChildSchemas, steps};
use crate::syntax::{Entry, Node, Tree, Value};
use crate::text::TextRange;

/// Adds what the table says of retired keys to what the other passes find. For a release that is not the newest we know, the
/// table says what was seen of one value of each key: an error of it counts where something else in the same member is refused
/// too. A key that the release is known to read is no unknown one.
pub(super) fn join(snapshot: &Snapshot, found: &mut Vec<Diagnostic>, mut retired: Vec<Diagnostic>) {
    let (reader, tree) = (snapshot.world.reader(), &snapshot.tree);
    if reader.is_old() {
        let table = Table::of(snapshot.release());
        let unjudged = unjudged_channels(snapshot);
        let migrated: Vec<TextRange> =
            retired.iter().filter(|one| !is_error(one)).map(|one| one.range).collect();
        found.retain(|one| {
            let is_in = |channel: &String| is_below(&one.path, channel) && one.code != "missing-variable";
            !unjudged.iter().any(is_in)
                && !is_replaced(snapshot, one)
                && !is_read(tree, table, one)
                && !is_migrated(tree, table, &migrated, one)
        });
    }
    let refused: Vec<TextRange> = found.iter().filter(|one| is_error(one)).map(|one| one.range).collect();
    if reader.is_old() || !reader.is_known() {
        retired.retain(|one| !is_error(one) || one.code == ROSTER || is_refused(tree, &refused, one.range));
    } else {
        warn_where_channels_take_all(tree, &refused, &mut retired);
    }
    found.append(&mut retired);
}

/// Of the settings of a channel nothing but its schema refuses a retired key. Where that is open, as in the accounts of Matrix,
/// OpenClaw starts, passes the key over, and migrates it (docs/openclaw/migrations.md#open-channels).
fn warn_where_channels_take_all(tree: &Tree, refused: &[TextRange], retired: &mut [Diagnostic]) {
    for one in retired.iter_mut().filter(|one| is_error(one) && is_below(&one.path, CHANNELS)) {
        if !is_refused(tree, refused, one.range) {
            one.severity = Severity::Warning;
        }
    }
}

/// Releases that turn the older roster into the newer one refuse the lists that they cannot turn (`authored/older-roster-…`).
const ROSTER: &str = "legacy-agents-list";

/// The section of the channels.
const CHANNELS: &str = "channels";

/// What a schema says of a single value.
const OF_SCHEMA: [&str; 4] = ["wrong-type", "invalid-enum-value", "no-union-branch", "invalid-value"];

fn is_error(one: &Diagnostic) -> bool {
    one.severity == Severity::Error
}

fn is_refused(tree: &Tree, refused: &[TextRange], key: TextRange) -> bool {
    let member = way(tree, key.start).last().map_or(key, |entry| entry.range());
    refused.iter().any(|range| member.contains_range(*range))
}

/// Whether a finding is about a key that the release is known to read.
fn is_read(tree: &Tree, table: &Table, one: &Diagnostic) -> bool {
    if one.code != "unknown-key" {
        return false;
    }
    table.reads(&steps(&keys(&way(tree, one.range.start))))
}

/// Whether a finding is about a value that the release migrates before it looks.
fn is_migrated(tree: &Tree, table: &Table, migrated: &[TextRange], one: &Diagnostic) -> bool {
    if !OF_SCHEMA.contains(&one.code) {
        return false;
    }
    let way = way(tree, one.range.start);
    let member = way.last().map_or(one.range, |entry| entry.range());
    migrated.iter().any(|range| member.contains_range(*range))
        || one.code == "wrong-type" && is_older_mode(table, &way)
}

/// Whether a finding is about what a release replaces before it looks, by another value than the one that the table was measured
/// with: the speech of `talk`, of which it takes what it can use wherever it knows any key, and a short name of an API.
fn is_replaced(snapshot: &Snapshot, one: &Diagnostic) -> bool {
    // Which of its services is chosen counts all the same.
    if !is_error(one) || ["missing-variable", "undeclared-provider"].contains(&one.code) {
        return false;
    }
    let is_said = |path: &[&str]| {
        let root = snapshot.tree.value();
        root.and_then(|root| root.at(path)).and_then(Value::as_str).is_some_and(|text| text == "openai")
    };
    let path: Vec<&str> = one.path.split('.').collect();
    match path[..] {
        ["talk", ..] => takes(snapshot, "schema/talk") && knows_talk(snapshot),
        ["models", "providers", _, "api"] => is_said(&path) && takes(snapshot, "schema/provider-api-openai"),
        _ => false,
    }
}

/// Whether the document has anything below `talk` that its release knows.
fn knows_talk(snapshot: &Snapshot) -> bool {
    let schema = &snapshot.world.schema;
    let ChildSchemas::One(known) = schema.child(schema.root(), "talk") else { return false };
    let talk = snapshot.tree.value().and_then(|root| root.get("talk")?.object());
    let mut keys = talk.into_iter().flat_map(Node::entries).filter_map(Entry::key);
    keys.any(|key| schema.node(known).property(&key).is_some())
}

/// Whether a release takes the fault of a probe.
fn takes(snapshot: &Snapshot, rule: &str) -> bool {
    let deed = release::rule(rule).and_then(|history| history.at(snapshot.release()));
    deed.is_some_and(Deed::accepted)
}

/// Whether a mode of streaming stands where the schema has an object with it: releases that read it make one of it first.
fn is_older_mode(table: &Table, way: &[Entry<'_>]) -> bool {
    let [.., owner, entry] = way else { return false };
    let path = keys(way);
    if path.first() != Some(&Some(CHANNELS.into())) || path.last() != Some(&Some("streaming".into())) {
        return false;
    }
    let path = steps(&path);
    let rows = || migrations::counting(migrations::trie().lookup(&path));
    let Some(owner) = owner.child().filter(|_| table.reads(&path)) else { return false };
    rows().any(|row| migrations::check(row, owner, *entry).is_some())
}

/// The paths of the channels whose settings the release does not judge, though its schema describes them: plugins did so
/// later.
fn unjudged_channels(snapshot: &Snapshot) -> Vec<String> {
    let channels = snapshot.tree.value().and_then(|root| root.get("channels")?.object());
    let keys = channels.into_iter().flat_map(Node::entries).filter_map(Entry::key);
    if !takes(snapshot, OF_A_PLUGIN) {
        return Vec::new();
    }
    keys.filter(|id| takes(snapshot, &format!("schema/channel-key-{id}")))
        .map(|id| format!("channels.{id}"))
        .collect()
}

/// The probe of a channel that a plugin brings: where a release takes any key of it, no plugin judges its channel.
const OF_A_PLUGIN: &str = "schema/channel-key-feishu";

fn is_below(path: &str, top: &str) -> bool {
    path.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
