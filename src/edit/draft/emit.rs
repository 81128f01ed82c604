//! The difference between a draft and its document, as edits.

use super::super::comments::comments_of;
use super::super::members::{NewMember, NewValue};
use super::super::plan::Plan;
use super::item::{Container, Item, Member};
use crate::base::Snapshot;
use crate::syntax::{Entry, Node, Value};
use crate::text::{TextEdit, TextRange, apply_all};
use rustc_hash::FxHashSet;

/// The edits that make a document what its draft says. None where nothing differs, or where a comment would be lost.
pub fn edits<'t>(snapshot: &'t Snapshot, draft: &Item<'t>) -> Vec<TextEdit> {
    let whole = TextRange::new(0, snapshot.text.len());
    let mut emit = Emit {
        snapshot,
        plans: vec![(whole, Plan::new(snapshot))],
        moved: FxHashSet::default(),
        gone: Vec::new(),
        failed: false,
    };
    emit.gather(draft);
    emit.differ(draft);
    emit.bury(whole);
    if emit.failed {
        return Vec::new();
    }
    emit.plans.pop().map(|(_, plan)| plan.edits()).unwrap_or_default()
}

struct Emit<'t> {
    snapshot: &'t Snapshot,
    /// The plan of the document, and those of the moved values that are being written, with their bytes.
    plans: Vec<(TextRange, Plan<'t>)>,
    /// The first bytes of the members that stand elsewhere now.
    moved: FxHashSet<usize>,
    /// What is deleted when all that moves out of it is known.
    gone: Vec<(Node<'t>, Entry<'t>)>,
    failed: bool,
}

/// Whether a member still stands in its own object.
fn is_home(container: &Container<'_>, member: &Member<'_>) -> bool {
    let own = container.node.map(|node| node.range().start);
    member.origin.is_some_and(|(node, _)| Some(node.range().start) == own)
}

impl<'t> Emit<'t> {
    fn gather(&mut self, item: &Item<'t>) {
        let Item::Open(container) = item else { return };
        for member in &container.members {
            if let Some((_, entry)) = member.origin.filter(|_| !is_home(container, member)) {
                self.moved.insert(entry.range().start);
            }
            self.gather(&member.item);
        }
    }

    /// The plan for changes at a node: that of the innermost moved value that holds it.
    fn plan(&mut self, node: Node<'t>) -> &mut Plan<'t> {
        let holds = |(range, _): &(TextRange, Plan<'_>)| range.contains_range(node.range());
        let index = self.plans.iter().rposition(holds).unwrap_or_default();
        &mut self.plans[index].1
    }

    /// The changes in a container that stays where it is.
    fn differ(&mut self, item: &Item<'t>) {
        let Item::Open(container) = item else { return };
        let Some(node) = container.node else { return };
        if container.array && !in_order(container) {
            return self.permute(node, container);
        }
        let mut left: Vec<Entry<'t>> = node.entries().collect();
        for member in container.members.iter().filter(|member| is_home(container, member)) {
            let Some((_, entry)) = member.origin else { continue };
            left.retain(|other| other.index() != entry.index());
            self.stay(node, entry, member);
        }
        self.newcomers(node, container);
        let stays_gone = left.into_iter().filter(|entry| !self.moved.contains(&entry.range().start));
        let gone: Vec<(Node<'t>, Entry<'t>)> = stays_gone.map(|entry| (node, entry)).collect();
        self.gone.extend(gone);
    }

    fn stay(&mut self, node: Node<'t>, entry: Entry<'t>, member: &Member<'t>) {
        let changed = is_changed(entry, &member.item);
        let comments = entry.child().is_some_and(|child| !comments_of(child).is_empty());
        if changed && comments {
            // The comments in the old value stay where it was.
            self.gone.push((node, entry));
            let new = self.render(&member.item);
            let key = entry.key().is_some().then(|| member.key.clone());
            let new = NewMember { key, ..NewMember::element(new) };
            return self.plan(node).insert(node, &[], new);
        }
        if entry.key().is_some_and(|key| key != member.key) {
            self.plan(node).rename(entry, &member.key);
        }
        if !changed {
            return self.differ(&member.item);
        }
        let new = self.render(&member.item);
        match (new, entry.value()) {
            // The comments of members that move here need lines of their own.
            (NewValue::Object(members), Some(Value::Scalar(_))) if entry.key().is_some() => {
                self.plan(node).wrap(node, entry, &member.key, members);
            }
            (new, Some(value)) => self.plan(node).set_value(node, value, &new),
            (_, None) => {}
        }
    }

    /// New members go to the end, new elements before the one that they stand before.
    fn newcomers(&mut self, node: Node<'t>, container: &Container<'t>) {
        let mut waiting = Vec::new();
        for member in &container.members {
            if !is_home(container, member) {
                waiting.push(self.write(member, container.array));
                continue;
            }
            if let Some((_, entry)) = member.origin.filter(|_| container.array) {
                let plan = self.plan(node);
                waiting.drain(..).for_each(|new| plan.insert_before(node, entry, &new));
            }
        }
        for new in waiting {
            self.plan(node).insert(node, &[], new);
        }
    }

    /// A member that is new in its container.
    fn write(&mut self, member: &Member<'t>, element: bool) -> NewMember {
        let value = self.render(&member.item);
        let key = (!element).then(|| member.key.clone());
        let new = NewMember { key, ..NewMember::element(value) };
        match member.origin {
            Some((node, entry)) => self.plan(node).take(node, entry, new),
            None => new,
        }
    }

    fn render(&mut self, item: &Item<'t>) -> NewValue {
        match item {
            Item::Source(value) => NewValue::Source(self.snapshot.text.slice(value.range())),
            Item::Text(text) => NewValue::Text(text.clone()),
            Item::Literal(text) => NewValue::Source(text.clone()),
            Item::Open(container) => match container.node {
                Some(node) => NewValue::Source(self.edited(node, item)),
                None if container.array => {
                    let elements = container.members.iter().map(|member| self.write(member, true).value);
                    NewValue::Array(elements.collect())
                }
                None => NewValue::Object(
                    container.members.iter().map(|member| self.write(member, false)).collect(),
                ),
            },
        }
    }

    /// The text of a value that is changed in itself and stands elsewhere now.
    fn edited(&mut self, node: Node<'t>, item: &Item<'t>) -> String {
        let range = node.range();
        self.plans.push((range, Plan::new(self.snapshot)));
        self.differ(item);
        self.bury(range);
        let edits = self.plans.pop().map(|(_, plan)| plan.edits()).unwrap_or_default();
        let shifted = edits.into_iter().filter(|edit| range.contains_range(edit.range)).map(|edit| {
            let at = TextRange::new(edit.range.start - range.start, edit.range.end - range.start);
            TextEdit::replace(at, edit.text)
        });
        apply_all(&self.snapshot.text.slice(range), &shifted.collect::<Vec<_>>())
    }

    /// Deletes what goes from the value that is being written.
    fn bury(&mut self, range: TextRange) {
        let (here, elsewhere): (Vec<_>, Vec<_>) = std::mem::take(&mut self.gone)
            .into_iter()
            .partition(|(node, _)| range.contains_range(node.range()));
        self.gone = elsewhere;
        let taken: Vec<TextRange> = self.plans.iter().flat_map(|(_, plan)| plan.taken()).collect();
        for (node, entry) in here {
            self.plan(node).delete_without(node, entry, &taken);
        }
    }

    /// Elements in another order: each gets the text of the one that stands there now, where no comment can be lost.
    fn permute(&mut self, node: Node<'t>, container: &Container<'t>) {
        let is_scalar =
            |member: &Member<'_>| !matches!(member.item, Item::Source(Value::Node(_)) | Item::Open(_));
        if !container.members.iter().all(is_scalar) || node.entries().any(|entry| entry.child().is_some()) {
            self.failed = true;
            return;
        }
        let entries: Vec<Entry<'t>> = node.entries().collect();
        for (index, member) in container.members.iter().enumerate() {
            let new = self.render(&member.item);
            let plan = self.plan(node);
            match entries.get(index).and_then(|entry| entry.value()) {
                Some(value) => plan.set_value(node, value, &new),
                None => plan.insert(node, &[], NewMember::element(new)),
            }
        }
        self.gone.extend(entries.into_iter().skip(container.members.len()).map(|entry| (node, entry)));
    }
}

/// Whether the elements that are left stand in their old order.
fn in_order(container: &Container<'_>) -> bool {
    let own = container.members.iter().filter(|member| is_home(container, member));
    let indices: Vec<usize> = own.filter_map(|member| Some(member.origin?.1.index())).collect();
    indices.is_sorted()
}

/// Whether a member has another value than the one it had, and not only changes in it.
fn is_changed(entry: Entry<'_>, item: &Item<'_>) -> bool {
    let start = entry.value().map(|value| value.range().start);
    match item {
        Item::Source(value) => Some(value.range().start) != start,
        Item::Open(container) => container.node.map(|node| node.range().start) != start,
        Item::Text(_) | Item::Literal(_) => true,
    }
}
