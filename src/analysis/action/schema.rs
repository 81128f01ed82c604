//! Quick fixes of what the schema refuses: unknown keys, values outside a list, repeated keys.

use super::{ActionKind, CodeAction};
use crate::analysis::edit::Plan;
use crate::analysis::nearest::nearest;
use crate::analysis::{Diagnostic, Snapshot, diagnostics};
use crate::schema::{Literal, PathStep, SchemaId};
use crate::syntax::{Entry, Node};
use crate::text::TextRange;
use std::borrow::Cow;

/// From this many allowed values on, only the one that was meant is offered.
const MANY: usize = 8;

/// The fixes of the schema's findings that a range meets.
pub(super) fn actions(snapshot: &Snapshot, range: TextRange) -> Vec<CodeAction> {
    let mut actions = Vec::new();
    for finding in diagnostics(snapshot).iter().filter(|finding| finding.range.meets(range)) {
        // What is no member yet gets its syntax mended first.
        let spot = Spot::find(snapshot, finding).filter(|spot| spot.entry.green().own_errors().is_empty());
        let Some(spot) = spot else { continue };
        match finding.code {
            "unknown-key" => spot.unknown_key(&mut actions),
            "invalid-enum-value" => spot.allowed_values(&mut actions),
            "duplicate-key" => spot.repeated_key(&mut actions),
            _ => {}
        }
    }
    actions
}

/// The member that a finding is about.
struct Spot<'t> {
    snapshot: &'t Snapshot,
    finding: (&'static str, TextRange),
    /// The keys on the way to the container; `None` stands for an element.
    way: Vec<Option<Cow<'t, str>>>,
    object: Node<'t>,
    entry: Entry<'t>,
}

impl<'t> Spot<'t> {
    fn find(snapshot: &'t Snapshot, finding: &Diagnostic) -> Option<Self> {
        let cursor = snapshot.tree.cursor(finding.range.start);
        let entry = cursor.entry.filter(|entry| entry.range().contains_range(finding.range))?;
        let way = cursor.path().map(Entry::key).collect();
        Some(Self { snapshot, finding: (finding.code, finding.range), way, object: cursor.container, entry })
    }

    fn offer(&self, actions: &mut Vec<CodeAction>, title: String, preferred: bool, plan: Plan<'_>) {
        let edits = plan.edits();
        if !edits.is_empty() {
            let fixes = vec![self.finding];
            actions.push(CodeAction {
                title,
                kind: ActionKind::QuickFix,
                edits,
                fixes,
                preferred,
                safe: false,
            });
        }
    }

    fn plan(&self, change: impl FnOnce(&mut Plan<'t>)) -> Plan<'t> {
        let mut plan = Plan::new(self.snapshot);
        change(&mut plan);
        plan
    }

    fn unknown_key(&self, actions: &mut Vec<CodeAction>) {
        let key = self.entry.key().unwrap_or_default();
        let schemas = self.lookup(None);
        let free = self.properties(&schemas).into_iter().filter(|name| !self.object.has(name));
        if let Some(name) = nearest(&key, free) {
            let plan = self.plan(|plan| plan.rename(self.entry, name));
            self.offer(actions, format!("Rename `{key}` to `{name}`"), true, plan);
        }
        let plan = self.plan(|plan| plan.delete(self.object, self.entry));
        self.offer(actions, format!("Remove the unknown key `{key}`"), false, plan);
    }

    fn allowed_values(&self, actions: &mut Vec<CodeAction>) {
        let Some(value) = self.entry.value() else { return };
        let schemas = self.lookup(Some(self.entry));
        let allowed = self.allowed(&schemas);
        let written = value.as_str().unwrap_or_default();
        let meant = nearest(&written, allowed.iter().copied());
        for name in allowed.iter().copied().filter(|name| Some(*name) == meant || allowed.len() < MANY) {
            let plan = self.plan(|plan| plan.set_text(self.object, value, name));
            self.offer(actions, format!("Write \"{name}\""), Some(name) == meant, plan);
        }
    }

    fn repeated_key(&self, actions: &mut Vec<CodeAction>) {
        let key = self.entry.key().unwrap_or_default();
        let plan = self.plan(|plan| plan.delete(self.object, self.entry));
        self.offer(actions, format!("Remove this `{key}`, which does not count"), true, plan);
        let same = |entry: &Entry<'t>| entry.key() == self.entry.key() && entry.index() != self.entry.index();
        let plan = self.plan(|plan| {
            self.object.entries().filter(same).for_each(|entry| plan.delete(self.object, entry));
        });
        self.offer(actions, format!("Keep this `{key}` and remove the other"), false, plan);
    }

    /// The schemas of the container, or of a member of it.
    fn lookup(&self, member: Option<Entry<'t>>) -> Vec<SchemaId> {
        let last = member.map(Entry::key);
        let keys = self.way.iter().chain(&last);
        let steps = keys.map(|key| key.as_deref().map_or(PathStep::Item, PathStep::Key));
        self.snapshot.world.schema.lookup(&steps.collect::<Vec<_>>())
    }

    fn branches(&self, schemas: &[SchemaId]) -> Vec<crate::schema::Node<'t>> {
        let schema = &self.snapshot.world.schema;
        let branches = schemas.iter().flat_map(|id| schema.branches(*id));
        branches.map(|id| schema.node(id)).collect()
    }

    fn properties(&self, schemas: &[SchemaId]) -> Vec<&'t str> {
        let branches = self.branches(schemas).into_iter();
        branches.flat_map(crate::schema::Node::properties).map(|(name, _)| name).collect()
    }

    /// The strings that are allowed.
    fn allowed(&self, schemas: &[SchemaId]) -> Vec<&'t str> {
        let values = |node: crate::schema::Node<'t>| node.enum_values().chain(node.const_value());
        let strings = self.branches(schemas).into_iter().flat_map(values).filter_map(|value| match value {
            Literal::String(name) => Some(name),
            _ => None,
        });
        let mut names: Vec<&str> = Vec::new();
        for name in strings {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
