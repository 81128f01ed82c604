//! The migration pass: retired and misplaced keys, remembered per (place, tree node).

use super::finding::{At, Finding, Findings, Mark};
use super::walk::{self, Look, mix, remembered};
use crate::base::Severity;
use crate::migrations::{self, Migration, Table};
use crate::release::{self, Version};
use crate::schema::{PathStep, PathTrie, Slots, State};
use crate::syntax::{Container, ContainerKind, Entry, Node, Scalar, Value};
use std::sync::{Arc, LazyLock, OnceLock};

/// The table of one release, for the pass.
struct Known {
    trie: &'static PathTrie<&'static Migration>,
    /// The keys that rows name for the members of an object, by the state of the object.
    keys: Slots<Vec<&'static str>>,
}

/// Those of the releases, each made when a document is first judged by it.
static KNOWN: LazyLock<Vec<OnceLock<Known>>> =
    LazyLock::new(|| release::releases().iter().map(|_| OnceLock::new()).collect());

impl Known {
    fn of(version: Version) -> Option<&'static Self> {
        let slot = KNOWN.get(release::index(version))?;
        Some(slot.get_or_init(|| Self::new(Table::of(version).trie())))
    }

    fn new(trie: &'static PathTrie<&'static Migration>) -> Self {
        Self { trie, keys: Slots::default() }
    }

    fn keys(&self, state: State) -> &[&'static str] {
        self.keys.get_or_init(state.index(), || {
            let has_row = |key: &&str| reports(self.trie.values(self.trie.step(state, PathStep::Key(key))));
            let mut keys: Vec<&str> = self.trie.named_keys(state).filter(has_row).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        })
    }
}

/// Whether one of some rows finds anything for the reader: the others are looked for when something is mended.
fn reports(rows: &[&Migration]) -> bool {
    rows.iter().any(|row| !row.is_quiet())
}

/// Runs the migrations of a release over the document's value.
pub(super) fn run(value: Value<'_>, release: Version, salt: u64, patch: bool) -> Arc<Findings> {
    let Some(known) = Known::of(release) else { return Arc::default() };
    let pass = Pass { known, salt: mix(salt, 0x6c65_6761), patch };
    match value {
        Value::Node(node) if node.is_object() => pass.container(known.trie.start(), node.green()),
        _ => Arc::default(),
    }
}

struct Pass {
    known: &'static Known,
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
        let trie = self.known.trie;
        for key in self.known.keys(state) {
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
        let rows = migrations::counting(self.known.trie.values(state));
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
            _ if self.array => self.pass.known.trie.step(self.state, PathStep::Item),
            Some(key) => self.pass.known.trie.step(self.state, PathStep::Key(&key)),
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
        at: at(&found),
        message: found.message,
        tags: found.tags,
        related: found.related,
        meant: None,
        rule: None,
        answers: Vec::new(),
        is_silent: false,
    }
}

/// OpenClaw tells of a roster of the older form at the one that it makes of it.
fn at(found: &migrations::LegacyFinding) -> At {
    match found.code {
        "legacy-agents-list" if found.severity == Severity::Warning => At::Beside(1, "entries"),
        _ if found.on_parent => At::Parent,
        _ => At::Here,
    }
}
