//! Where a document holds members that a migration is about.

use super::check::check;
use super::finding::LegacyFinding;
use super::row::{Change, Migration};
use super::successor::is_understood;
use super::table::{Table, counting};
use crate::base::{Diagnostic, DocumentKind, Related, Snapshot};
use crate::schema::{PathStep, State, steps};
use crate::syntax::{Entry, Node, Scalar, Value};
use crate::text::TextRange;

/// A member that a migration is about, with the way that leads there.
#[derive(Clone, Debug)]
pub struct Place<'t> {
    /// The row of the table.
    pub migration: &'static Migration,
    /// Each container on the way with its member or element, outermost first; the last is the member itself.
    pub steps: Vec<(Node<'t>, Entry<'t>)>,
    /// What is wrong with it.
    pub finding: LegacyFinding,
    /// Whether it is not mended, since the release that reads the document does not know the new form.
    pub withheld: bool,
    /// Whether an older release reads the document to which the member, which only goes, still means something.
    pub still_read: bool,
}

impl<'t> Place<'t> {
    /// Whether its migration may be made without asking: nothing that anybody reads is lost, and nothing is switched off.
    pub fn is_safe(&self) -> bool {
        self.migration.safe && !self.still_read
    }

    /// The object that holds the member, and the member.
    pub fn member(&self) -> Option<(Node<'t>, Entry<'t>)> {
        self.steps.last().copied()
    }

    /// The bytes of the member, its comma not included.
    pub fn range(&self) -> TextRange {
        self.member().map(|(_, entry)| entry.range()).unwrap_or_default()
    }

    /// The text of a step: a key, or the index of an element.
    pub fn step(&self, index: usize) -> Option<String> {
        self.steps.get(index).map(|(_, entry)| name(*entry))
    }

    /// The dotted path, without the last step where OpenClaw names the object that holds the member.
    pub fn path(&self) -> String {
        let shown = self.steps.len() - usize::from(self.finding.on_parent);
        let names: Vec<String> = self.steps[..shown].iter().map(|(_, entry)| name(*entry)).collect();
        if names.is_empty() { "<root>".to_owned() } else { names.join(".") }
    }

    /// The finding as a diagnostic.
    pub fn diagnostic(&self) -> Diagnostic {
        let related = |(range, message): &(TextRange, String)| Related {
            file: None,
            range: *range,
            message: message.clone(),
        };
        Diagnostic {
            code: self.finding.code,
            severity: self.finding.severity,
            range: self.finding.range,
            path: self.path(),
            message: self.finding.message.clone(),
            tags: self.finding.tags.clone(),
            related: self.finding.related.iter().map(related).collect(),
            meant: None,
        }
    }
}

fn name(entry: Entry<'_>) -> String {
    entry.key().map_or_else(|| entry.index().to_string(), std::borrow::Cow::into_owned)
}

/// All members that a migration reports, in order.
pub fn places(snapshot: &Snapshot) -> Vec<Place<'_>> {
    let mut places = work(snapshot);
    places.retain(|place| !place.migration.is_quiet());
    places
}

/// All members that a migration changes, also those that something else reports. Parts of the document without any are
/// not walked.
pub fn work(snapshot: &Snapshot) -> Vec<Place<'_>> {
    let table = Table::of(snapshot.release());
    let mut walk = Walk { snapshot, table, steps: Vec::new(), found: Vec::new() };
    // A fragment hangs somewhere below the root, so its paths are not known here.
    if snapshot.kind != DocumentKind::Fragment
        && !snapshot.is_too_deep()
        && let Some(root) = snapshot.tree.value().and_then(Value::object)
    {
        walk.node(root, table.trie().start());
    }
    walk.found
}

/// All findings of the migrations, by position.
pub fn findings(snapshot: &Snapshot) -> Vec<Diagnostic> {
    places(snapshot).iter().map(Place::diagnostic).collect()
}

struct Walk<'t> {
    snapshot: &'t Snapshot,
    table: &'static Table,
    steps: Vec<(Node<'t>, Entry<'t>)>,
    found: Vec<Place<'t>>,
}

impl<'t> Walk<'t> {
    /// The patterns have an end, so the walk goes no deeper than the longest of them.
    fn node(&mut self, node: Node<'t>, state: State) {
        for entry in node.entries() {
            let key = entry.key();
            let step = match &key {
                Some(key) => PathStep::Key(key),
                None if node.is_object() => continue,
                None => PathStep::Item,
            };
            let state = self.table.trie().step(state, step);
            if state.is_dead() {
                continue;
            }
            self.steps.push((node, entry));
            self.member(node, entry, state);
            if let Some(child) = entry.child() {
                self.node(child, state);
            }
            self.steps.pop();
        }
    }

    /// Whether an older release does not understand what the migration of the member that is looked at writes.
    fn is_beyond(&self, migration: &Migration) -> bool {
        let keys: Vec<_> = self.steps.iter().map(|(_, entry)| entry.key()).collect();
        !is_understood(&self.snapshot.world.schema, migration, &steps(&keys))
    }

    fn member(&mut self, node: Node<'t>, entry: Entry<'t>, state: State) {
        // `null` in a patch deletes the key, which is what the migration would do.
        let deletes = |value: Value<'_>| value.scalar().is_some_and(Scalar::is_null);
        if self.snapshot.kind == DocumentKind::Patch && entry.value().is_some_and(deletes) {
            return;
        }
        for migration in counting(self.table.trie().values(state)) {
            if let Some(finding) = check(migration, node, entry) {
                let beyond = self.snapshot.world.reader().is_old() && self.is_beyond(migration);
                let still_read = beyond && matches!(migration.change, Change::Remove { .. });
                let (withheld, steps) = (beyond && !still_read, self.steps.clone());
                self.found.push(Place { migration, steps, finding, withheld, still_read });
            }
        }
    }
}
