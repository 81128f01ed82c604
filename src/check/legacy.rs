//! The migration pass: retired and misplaced keys, remembered per (place, tree node).

use super::finding::{At, Finding, Findings, Mark};
use super::walk::{self, Look, mix, remembered};
use crate::migrations;
use crate::schema::{PathStep, State};
use crate::syntax::{Container, ContainerKind, Entry, Node, Scalar, Value};
use std::sync::{Arc, LazyLock};

/// The keys that rows name for the members of an object, by the state of the object.
static KEYS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let trie = migrations::trie();
    let has_row = |state: State, key: &str| reports(trie.values(trie.step(state, PathStep::Key(key))));
    let keys = |state: State| {
        let mut keys: Vec<&str> = trie.named_keys(state).filter(|key| has_row(state, key)).collect();
        keys.sort_unstable();
        keys
    };
    trie.states().map(keys).collect()
});

/// Whether one of some rows finds anything for the reader: the others are looked for when something is mended.
fn reports(rows: &[&migrations::Migration]) -> bool {
    rows.iter().any(|row| !row.is_quiet())
}

/// Runs the migrations over the document's value.
pub(super) fn run(value: Value<'_>, salt: u64, patch: bool) -> Arc<Findings> {
    let pass = Pass { salt: mix(salt, 0x6c65_6761), patch };
    match value {
        Value::Node(node) if node.is_object() => pass.container(migrations::trie().start(), node.green()),
        _ => Arc::default(),
    }
}

struct Pass {
    salt: u64,
    patch: bool,
}

impl Pass {
    fn key(&self, state: State) -> u64 {
        mix(self.salt, state.index() as u64)
    }

    fn container(&self, state: State, green: &Arc<Container>) -> Arc<Findings> {
        let array = green.kind() == ContainerKind::Array;
        remembered(green.memo(), self.key(state), |findings| {
            if !array {
                self.members(state, Node::new(green, 0), findings);
            }
            walk::items(green, &Steps { pass: self, state, array }, findings);
        })
    }

    /// The members that a row is about. They are judged with their object, so they are looked up by key instead of
    /// being met on the way: their siblings may lie in another part of the balanced sequence.
    fn members(&self, state: State, object: Node<'_>, findings: &mut Findings) {
        let trie = migrations::trie();
        for key in KEYS.get(state.index()).into_iter().flatten() {
            self.member(trie.step(state, PathStep::Key(key)), object, object.member(key), findings);
        }
        let other = trie.step_other(state);
        if reports(trie.values(other)) {
            let unnamed = |entry: &Entry<'_>| {
                entry.key().is_some_and(|key| trie.step(state, PathStep::Key(&key)) == other)
            };
            for entry in object.entries().filter(unnamed) {
                self.member(other, object, Some(entry), findings);
            }
        }
    }

    fn member(&self, state: State, object: Node<'_>, entry: Option<Entry<'_>>, findings: &mut Findings) {
        let Some(entry) = entry.filter(|entry| !self.is_deleted(*entry)) else { return };
        let rows = migrations::counting(migrations::trie().values(state));
        for row in rows.filter(|row| !row.is_quiet()) {
            if let Some(found) = migrations::check(row, object, entry) {
                findings.push(finding(found));
            }
        }
    }

    /// `null` in a patch deletes the key.
    fn is_deleted(&self, entry: Entry<'_>) -> bool {
        let null = |value: Value<'_>| value.scalar().is_some_and(Scalar::is_null);
        self.patch && entry.value().is_some_and(null)
    }
}

/// The containers below a place.
struct Steps<'p> {
    pass: &'p Pass,
    state: State,
    array: bool,
}

impl Look for Steps<'_> {
    fn key(&self, _: usize) -> u64 {
        self.pass.key(self.state)
    }

    fn entry(&self, entry: Entry<'_>, findings: &mut Findings) {
        let Some(child) = entry.child() else { return };
        let next = match entry.key() {
            _ if self.array => migrations::trie().step(self.state, PathStep::Item),
            Some(key) => migrations::trie().step(self.state, PathStep::Key(&key)),
            None => State::DEAD,
        };
        if !next.is_dead() {
            findings.add(child.range().start, self.pass.container(next, child.green()));
        }
    }
}

fn finding(found: migrations::LegacyFinding) -> Finding {
    Finding {
        code: found.code,
        severity: found.severity,
        range: found.range,
        mark: Mark::Range,
        at: if found.on_parent { At::Parent } else { At::Here },
        message: found.message,
        tags: found.tags,
        related: found.related,
        meant: None,
    }
}
