//! Several changes of a document that become one set of edits.

use super::comments::inside;
use super::container::Slot;
use super::members::{NewMember, NewValue};
use super::style::{Style, indentation, is_identifier, quoted};
use super::verify::keeps_syntax;
use crate::base::Snapshot;
use crate::syntax::{Entry, Node, TokenAt, TokenKind, Value};
use crate::text::{TextEdit, TextRange};
use std::collections::BTreeMap;

/// What is to happen to a document. Members are named by their entries in the snapshot's tree.
#[derive(Debug)]
pub struct Plan<'t> {
    snapshot: &'t Snapshot,
    /// By the first byte of the object.
    slots: BTreeMap<usize, Slot<'t>>,
    plain: Vec<TextEdit>,
    prunes: Vec<Prune<'t>>,
    /// The new members so far: the first byte of the object that is there, and the keys on the way from it.
    claims: Vec<(usize, Vec<String>)>,
}

/// An object that may go when nothing is left in it.
#[derive(Clone, Copy, Debug)]
struct Prune<'t> {
    node: Node<'t>,
    /// The member that holds the object, and the object that holds the member.
    entry: Entry<'t>,
    parent: Node<'t>,
    /// Whether it goes in any case, and only its comments stay.
    always: bool,
}

impl<'t> Plan<'t> {
    /// A plan in which nothing happens.
    pub fn new(snapshot: &'t Snapshot) -> Self {
        Self { snapshot, slots: BTreeMap::new(), plain: Vec::new(), prunes: Vec::new(), claims: Vec::new() }
    }

    /// The document that the plan is about.
    pub fn snapshot(&self) -> &'t Snapshot {
        self.snapshot
    }

    fn slot(&mut self, node: Node<'t>) -> &mut Slot<'t> {
        self.slots.entry(node.range().start).or_insert_with(|| Slot::new(node))
    }

    /// Replaces a value by other text.
    pub fn set_source(&mut self, value: Value<'t>, text: impl Into<String>) {
        self.plain.push(TextEdit::replace(value.range(), text));
    }

    /// Replaces a value by a new one; a string in the place of a quoted one keeps its quotes.
    pub fn set_value(&mut self, node: Node<'t>, value: Value<'t>, new: &NewValue) {
        match new {
            NewValue::Text(text) => self.set_text(node, value, text),
            new => {
                let base = self.snapshot.text.indentation(value.range().start);
                let style = Style { base, ..Style::around(self.snapshot, node) };
                let text = new.on_one_line(&style);
                self.set_source(value, text);
            }
        }
    }

    /// Adds an element to an array, before one that is there.
    pub(super) fn insert_before(&mut self, node: Node<'t>, entry: Entry<'t>, member: &NewMember) {
        let style = Style::around(self.snapshot, node);
        let indent = indentation(entry);
        let line = indent.map_or_else(|| " ".to_owned(), |indent| format!("{}{indent}", style.newline));
        let text = member.in_lines(&style, line.trim_start_matches(['\r', '\n']), ",");
        self.plain.push(TextEdit::insert(entry.range().start, format!("{text}{line}")));
    }

    /// Deletes a member, and leaves those of its comments that do not lie in the ranges given.
    pub(super) fn delete_without(&mut self, node: Node<'t>, entry: Entry<'t>, taken: &[TextRange]) {
        let stays = |comment: &TokenAt<'_>| !taken.iter().any(|range| range.contains_range(comment.range));
        let comments = inside(entry).into_iter().filter(stays);
        let comments = comments.map(|token| token.text.to_owned()).collect();
        self.slot(node).delete_keeping(entry, comments);
    }

    /// The bytes of what goes elsewhere: values and comments.
    pub(super) fn taken(&self) -> impl Iterator<Item = TextRange> + '_ {
        self.slots.values().flat_map(Slot::taken)
    }

    /// Replaces a value by a string; a quoted value keeps its quotes.
    pub fn set_text(&mut self, node: Node<'t>, value: Value<'t>, text: &str) {
        let own = value.scalar().filter(|scalar| scalar.token.kind() == TokenKind::String);
        let quote = own.and_then(|scalar| scalar.token.text.chars().next());
        let quote = quote.unwrap_or_else(|| Style::around(self.snapshot, node).quote);
        self.set_source(value, quoted(text, quote));
    }

    /// Renames a member; its key keeps its quotes.
    pub fn rename(&mut self, entry: Entry<'t>, name: &str) {
        let Some(token) = entry.key_token() else { return };
        let quote = token.text.chars().next().filter(|_| token.kind() == TokenKind::String);
        let text = match quote {
            None if is_identifier(name) => name.to_owned(),
            quote => quoted(name, quote.unwrap_or_else(|| self.quote())),
        };
        self.plain.push(TextEdit::replace(token.range, text));
    }

    /// The quote of the document.
    fn quote(&self) -> char {
        Style::around(self.snapshot, self.snapshot.tree.document()).quote
    }

    /// Deletes a member. Its comments stay.
    pub fn delete(&mut self, node: Node<'t>, entry: Entry<'t>) {
        self.slot(node).delete(entry);
    }

    /// Lets the object `node`, which `entry` of `parent` holds, go when the plan leaves nothing in it. Inner objects
    /// come before outer ones.
    pub fn prune(&mut self, node: Node<'t>, entry: Entry<'t>, parent: Node<'t>) {
        self.prunes.push(Prune { node, entry, parent, always: false });
    }

    /// Deletes the object `node`, which `entry` of `parent` holds and whose members the plan takes elsewhere. Comments
    /// that do not go with a member stay.
    pub fn dissolve(&mut self, node: Node<'t>, entry: Entry<'t>, parent: Node<'t>) {
        self.slot(node);
        self.prunes.push(Prune { node, entry, parent, always: true });
    }

    /// Puts a new object of the key given in the place of a member.
    pub fn wrap(&mut self, node: Node<'t>, entry: Entry<'t>, key: &str, members: Vec<NewMember>) {
        self.slot(node).wrap(entry, key, members);
    }

    /// Deletes a member that comes back elsewhere as `member`, with the comments that describe it.
    pub fn take(&mut self, node: Node<'t>, entry: Entry<'t>, mut member: NewMember) -> NewMember {
        self.slot(node).take(entry, &mut member);
        member
    }

    /// Whether the members that lead from an object along `path` are objects, as far as they exist.
    pub fn has_room(node: Node<'_>, path: &[&str]) -> bool {
        let Some((first, rest)) = path.split_first() else { return true };
        match node.get(first) {
            None => !node.has(first),
            Some(value) => value.object().is_some_and(|object| Self::has_room(object, rest)),
        }
    }

    /// Adds a member to the object that `path` leads to from `node`; what is missing on the way is made. Does nothing
    /// where something else than an object is on the way ([`Plan::has_room`]).
    pub fn insert(&mut self, node: Node<'t>, path: &[&str], member: NewMember) {
        if let Some((first, rest)) = path.split_first() {
            if let Some(object) = node.get(first).and_then(Value::object) {
                return self.insert(object, rest, member);
            }
            let mut members = NewMember::object_in(&mut self.slot(node).inserts, first);
            for key in rest {
                members = members.and_then(|members| NewMember::object_in(members, key));
            }
            return members.into_iter().for_each(|members| members.push(member.clone()));
        }
        self.slot(node).inserts.push(member);
    }

    /// Adds members to an object.
    pub fn insert_all(&mut self, node: Node<'t>, members: Vec<NewMember>) {
        self.slot(node).inserts.extend(members);
    }

    /// Adds an element to the end of an array.
    pub fn push(&mut self, array: Node<'t>, value: NewValue) {
        self.slot(array).inserts.push(NewMember::element(value));
    }

    /// Sets a place apart for a new member: the one that `path` leads to from an object. Says whether no other new
    /// member is there, above it or below it.
    pub fn claim(&mut self, node: Node<'t>, path: &[&str]) -> bool {
        if let Some((first, rest)) = path.split_first()
            && let Some(object) = node.get(first).and_then(Value::object)
        {
            return self.claim(object, rest);
        }
        let start = node.range().start;
        let meets = |(at, other): &(usize, Vec<String>)| {
            *at == start && other.iter().zip(path).all(|(other, own)| other == own)
        };
        if self.claims.iter().any(meets) {
            return false;
        }
        self.claims.push((start, path.iter().map(|&key| key.to_owned()).collect()));
        true
    }

    /// Replaces bytes by other text, whatever they are.
    pub fn replace(&mut self, range: TextRange, text: impl Into<String>) {
        self.plain.push(TextEdit::replace(range, text));
    }

    /// Replaces the byte at an offset: a bracket.
    pub fn set_bytes(&mut self, at: usize, text: &str) {
        self.plain.push(TextEdit::replace(TextRange::at(at, 1), text));
    }

    /// Puts the text of a member of an object before the object, an element that has no key yet: it becomes the key, and the
    /// comments of the member come before it.
    pub fn label(&mut self, (element, node): (Entry<'t>, Node<'t>), member: Entry<'t>, quote: Option<char>) {
        let name = member.value().and_then(Value::as_str).unwrap_or_default();
        let source = NewValue::Source(String::new());
        let taken = self.take(node, member, NewMember::element(source));
        let comments: Vec<String> = taken.above.into_iter().chain(taken.behind).collect();
        let style = Style::around(self.snapshot, node);
        let indent = indentation(element).unwrap_or_default();
        let in_lines = comments.iter().any(|comment| comment.starts_with("//"));
        let gap = if in_lines { format!("{}{indent}", style.newline) } else { " ".to_owned() };
        let comments: String = comments.iter().map(|comment| format!("{comment}{gap}")).collect();

        let name = match quote {
            None if is_identifier(&name) => name.into_owned(),
            quote => quoted(&name, quote.unwrap_or(style.quote)),
        };
        self.plain.push(TextEdit::insert(node.range().start, format!("{comments}{name}: ")));
    }

    /// The edits, sorted and without overlap. Empty when nothing happens, or when the result would have more syntax
    /// errors than the document has.
    pub fn edits(mut self) -> Vec<TextEdit> {
        for prune in std::mem::take(&mut self.prunes) {
            self.settle(prune);
        }
        let mut edits = std::mem::take(&mut self.plain);
        for slot in self.slots.values() {
            edits.extend(slot.edits(&Style::around(self.snapshot, slot.node())));
        }
        let edits = joined(edits);
        if keeps_syntax(self.snapshot, &edits) { edits } else { Vec::new() }
    }

    fn settle(&mut self, prune: Prune<'t>) {
        let start = prune.node.range().start;
        let Some(slot) = self.slots.get(&start).filter(|slot| prune.always || slot.becomes_empty()) else {
            return;
        };
        let comments = slot.comments_left(prune.entry);
        self.slots.remove(&start);
        self.slot(prune.parent).delete_keeping(prune.entry, comments);
    }
}

/// Puts edits in order; insertions at one place and deletions that overlap become one, and what lies in a deletion goes with it.
fn joined(mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    // What is inserted where a deletion begins comes before it.
    edits.sort_by_key(|edit| (edit.range.start, !edit.range.is_empty(), std::cmp::Reverse(edit.range.end)));
    let mut out: Vec<TextEdit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match out.last_mut() {
            Some(last) if last.range.is_empty() && edit.range == last.range => last.text.push_str(&edit.text),
            Some(last) if edit.range.start < last.range.end => {
                if last.text.is_empty() && edit.text.is_empty() {
                    last.range = TextRange::new(last.range.start, last.range.end.max(edit.range.end));
                }
            }
            _ => out.push(edit),
        }
    }
    out
}
