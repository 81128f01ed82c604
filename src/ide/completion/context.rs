//! What the cursor is at: a key or a value, of which container, and what is typed already.

use super::slot::Slot;
use crate::base::Snapshot;
use crate::schema::{PathStep, SchemaId};
use crate::syntax::{ContainerKind, Cursor, Entry, Node, TokenAt, TokenKind, Value};
use crate::text::{TextEdit, TextRange};
use std::cell::OnceCell;

/// The keys of containers this deep are found; whatever lies deeper is no configuration.
const DEEPEST: usize = 64;

/// A place where something can be completed.
#[derive(Debug)]
pub(super) struct Site<'t> {
    /// The document.
    pub snapshot: &'t Snapshot,
    /// The containers from the document's value to the innermost one.
    pub containers: Vec<Node<'t>>,
    /// The steps from the document's value to the innermost container.
    pub steps: Vec<Step>,
    /// The member or element that the cursor is in; nothing where a new one would come.
    pub entry: Option<Entry<'t>>,
    /// Where a new member or element would stand among its siblings, or where the present one stands.
    pub index: usize,
    /// Key or value.
    pub place: Place,
    /// What an item replaces, and what must come with it.
    pub slot: Slot,
    /// See [`Site::schemas`].
    pub(super) known_schemas: OnceCell<Vec<SchemaId>>,
}

/// A step of a path, owned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The member with this key.
    Key(String),
    /// An element.
    Item(usize),
}

impl Step {
    pub(super) fn as_path(&self) -> PathStep<'_> {
        match self {
            Self::Key(key) => PathStep::Key(key),
            Self::Item(_) => PathStep::Item,
        }
    }
}

/// What can be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A key. With `bare`, the colon or the value is there already and only the key is wanted.
    Key { bare: bool },
    /// The value of the member or element that this step names; of the document where there is none.
    Value(Option<Step>),
}

impl<'t> Site<'t> {
    /// The place at a byte offset, unless nothing can be completed there: in a comment, between a key and its colon.
    pub(super) fn find(snapshot: &'t Snapshot, offset: usize) -> Option<Self> {
        let offset = snapshot.text.clamp(TextRange::empty(offset)).start;
        let cursor = snapshot.tree.cursor(offset);
        if cursor.ancestors.len() > DEEPEST || in_comment(&cursor) {
            return None;
        }
        let spot = match cursor.container.kind() {
            ContainerKind::Object => member(&cursor)?,
            ContainerKind::Array => element(&cursor)?,
            ContainerKind::Root => root(&cursor)?,
        };
        Some(spot.into_site(snapshot, &cursor))
    }

    /// The innermost container.
    pub(super) fn container(&self) -> Option<Node<'t>> {
        self.containers.last().copied()
    }

    /// The path of the innermost container.
    pub(super) fn path(&self) -> Vec<PathStep<'_>> {
        self.steps.iter().map(Step::as_path).collect()
    }

    /// The path of the value that is completed, or of the container where a key is.
    pub(super) fn value_path(&self) -> Vec<PathStep<'_>> {
        let mut path = self.path();
        if let Place::Value(Some(step)) = &self.place {
            path.push(step.as_path());
        }
        path
    }

    /// Whether the list that is being filled holds a text already.
    pub(super) fn lists(&self, text: &str) -> bool {
        if !matches!(self.place, Place::Value(Some(Step::Item(_)))) {
            return false;
        }
        let elements = self.container().into_iter().flat_map(Node::entries);
        let own = self.entry.map(Entry::index);
        elements.filter(|element| own != Some(element.index())).any(|element| {
            element.value().and_then(|value| Some(value.as_str()? == text)).unwrap_or_default()
        })
    }

    /// The value of a sibling of what is completed.
    pub(super) fn sibling(&self, key: &str) -> Option<Value<'t>> {
        self.container()?.get(key)
    }
}

/// What was found, before its surroundings are added.
struct Spot<'t> {
    entry: Option<Entry<'t>>,
    index: usize,
    place: Place,
    slot: Slot,
}

impl<'t> Spot<'t> {
    fn into_site(self, snapshot: &'t Snapshot, cursor: &Cursor<'t>) -> Site<'t> {
        let containers = cursor.ancestors.iter().filter_map(|entry| entry.child()).collect();
        let steps = cursor.path().map(step_of).collect();
        Site {
            snapshot,
            containers,
            steps,
            entry: self.entry,
            index: self.index,
            place: self.place,
            slot: self.slot,
            known_schemas: OnceCell::new(),
        }
    }
}

fn step_of(entry: Entry<'_>) -> Step {
    entry.key().map_or(Step::Item(entry.index()), |key| Step::Key(key.into_owned()))
}

fn in_comment(cursor: &Cursor<'_>) -> bool {
    let tail = cursor.container.green().tail();
    let tail_start = cursor.container.content().end - tail.text().len();
    let after = tail.tokens().map(|(at, token, text)| TokenAt {
        token,
        text,
        range: TextRange::at(tail_start + at, text.len()),
    });
    let own = cursor.entry.into_iter().flat_map(Entry::tokens);
    own.chain(after).any(|token| {
        let inside = token.range.start < cursor.offset && cursor.offset < token.range.end;
        let at_end = token.range.end == cursor.offset;
        match token.kind() {
            TokenKind::LineComment => inside || at_end,
            TokenKind::BlockComment => inside || at_end && token.token.unclosed,
            _ => false,
        }
    })
}

/// Whether an entry holds more than trivia and a comma.
fn is_solid(entry: Entry<'_>) -> bool {
    entry.key_token().is_some() || entry.colon().is_some() || entry.value().is_some()
}

/// The place of a new member or element at an index.
fn fresh<'t>(cursor: &Cursor<'t>, index: usize, place: Place) -> Spot<'t> {
    let mut slot = Slot::empty(cursor.offset);
    comma_before(cursor.container, index, &mut slot);
    slot.comma_after = cursor.container.entry(index).is_some_and(is_solid);
    let before = index.checked_sub(1).and_then(|index| cursor.container.entry(index)?.comma());
    slot.space_before = before.is_some_and(|comma| comma.range.end == cursor.offset);
    Spot { entry: None, index, place, slot }
}

/// The place of an entry that is there already, over one of its tokens.
fn over<'t>(cursor: &Cursor<'t>, entry: Entry<'t>, token: TokenAt<'t>, place: Place) -> Option<Spot<'t>> {
    let mut slot = Slot::over(token, cursor.offset, matches!(place, Place::Key { .. }))?;
    comma_before(cursor.container, entry.index(), &mut slot);
    slot.comma_after = !slot.swallowed && lacks_comma(cursor.container, entry);
    Some(Spot { entry: Some(entry), index: entry.index(), place, slot })
}

/// Whether another entry follows one without a comma between.
fn lacks_comma(container: Node<'_>, entry: Entry<'_>) -> bool {
    entry.comma().is_none() && container.entry(entry.index() + 1).is_some_and(is_solid)
}

/// Notes the comma that the entry before an index lacks.
fn comma_before(container: Node<'_>, index: usize, slot: &mut Slot) {
    let Some(before) = index.checked_sub(1).and_then(|index| container.entry(index)) else { return };
    if let Some(value) = before.value().filter(|_| before.comma().is_none()) {
        slot.additional.push(TextEdit::insert(value.range().end, ","));
    }
}

/// Whether a line break lies between two offsets of an entry's own tokens.
fn line_break(entry: Entry<'_>, from: usize, to: usize) -> bool {
    let between = TextRange::new(from, to.max(from));
    entry.tokens().any(|token| {
        let text = token.range.start.max(between.start)..token.range.end.min(between.end);
        let own = text.start.saturating_sub(token.range.start)..text.end.saturating_sub(token.range.start);
        token.kind() == TokenKind::Whitespace
            && token.text.get(own).is_some_and(|text| text.contains(['\n', '\r']))
    })
}

fn member<'t>(cursor: &Cursor<'t>) -> Option<Spot<'t>> {
    let key_place = || Place::Key { bare: false };
    let offset = cursor.offset;
    let Some(entry) = cursor.entry else {
        return Some(fresh(cursor, cursor.container.count(), key_place()));
    };
    if entry.comma().is_some_and(|comma| comma.range.end <= offset) {
        return Some(fresh(cursor, entry.index() + 1, key_place()));
    }
    if !is_solid(entry) || offset <= first_byte(entry) {
        return Some(fresh(cursor, entry.index(), key_place()));
    }
    let key = entry.key_token();
    if let Some(key) = key.filter(|key| offset <= key.range.end) {
        let bare = entry.colon().is_some() || entry.value().is_some();
        let mut spot = over(cursor, entry, key, Place::Key { bare })?;
        spot.slot.comma_after &= !bare;
        return Some(spot);
    }
    let place = || Place::Value(entry.key().map(|key| Step::Key(key.into_owned())));
    match (entry.colon(), entry.value()) {
        (Some(colon), _) if offset < colon.range.end => None,
        (None, None) => after_key(cursor, entry, key?, place()),
        (_, None) => Some(empty_value(cursor, entry, place())),
        (_, Some(value)) => at_value(cursor, entry, value, place()),
    }
}

/// Where an entry begins, without the trivia before it.
fn first_byte(entry: Entry<'_>) -> usize {
    let token = entry.key_token().or_else(|| entry.colon());
    let start = token.map(|token| token.range.start).or_else(|| Some(entry.value()?.range().start));
    start.unwrap_or_else(|| entry.full_range().end)
}

/// Behind a key that has neither colon nor value: on its line the value, below it the next member.
fn after_key<'t>(cursor: &Cursor<'t>, entry: Entry<'t>, key: TokenAt<'t>, place: Place) -> Option<Spot<'t>> {
    if key.kind() == TokenKind::String && key.token.unclosed {
        return None;
    }
    if line_break(entry, key.range.end, cursor.offset) {
        return Some(fresh(cursor, entry.index() + 1, Place::Key { bare: false }));
    }
    let mut spot = empty_value(cursor, entry, place);
    spot.slot.additional.push(TextEdit::insert(key.range.end, ":"));
    Some(spot)
}

/// The place of a value that is missing.
fn empty_value<'t>(cursor: &Cursor<'t>, entry: Entry<'t>, place: Place) -> Spot<'t> {
    let mut slot = Slot::empty(cursor.offset);
    comma_before(cursor.container, entry.index(), &mut slot);
    slot.comma_after = lacks_comma(cursor.container, entry);
    slot.space_before = entry.colon().is_some_and(|colon| colon.range.end == cursor.offset);
    Spot { entry: Some(entry), index: entry.index(), place, slot }
}

/// In, before or behind a value that is there.
fn at_value<'t>(cursor: &Cursor<'t>, entry: Entry<'t>, value: Value<'t>, place: Place) -> Option<Spot<'t>> {
    let offset = cursor.offset;
    if offset <= value.range().end {
        let token = value.scalar()?.token;
        if offset < token.range.start && line_break(entry, offset, token.range.start) {
            return None;
        }
        let mut spot = over(cursor, entry, token, place)?;
        if entry.colon().is_none()
            && let Some(key) = entry.key_token()
        {
            spot.slot.additional.push(TextEdit::insert(key.range.end, ":"));
        }
        return Some(spot);
    }
    behind_value(cursor, entry)
}

/// Behind a complete value without a comma: the next member or element, whose comma comes with it.
fn behind_value<'t>(cursor: &Cursor<'t>, entry: Entry<'t>) -> Option<Spot<'t>> {
    if entry.comma().is_some() {
        return None;
    }
    let place = match cursor.container.kind() {
        ContainerKind::Object => Place::Key { bare: false },
        _ => Place::Value(Some(Step::Item(entry.index() + 1))),
    };
    let end = entry.value()?.range().end;
    let is_extra = |token: &TokenAt<'_>| token.range.start >= end && !token.kind().is_trivia();
    let extra: Vec<_> = entry.tokens().filter(is_extra).collect();
    let mut spot = fresh(cursor, entry.index() + 1, place);
    match extra[..] {
        [] => Some(spot),
        [word] if word.range.touches(cursor.offset) && word.kind().is_word() => {
            let commas = (std::mem::take(&mut spot.slot.additional), spot.slot.comma_after);
            spot.slot = Slot::over(word, cursor.offset, cursor.container.is_object())?;
            (spot.slot.additional, spot.slot.comma_after) = commas;
            Some(spot)
        }
        _ => None,
    }
}

fn element<'t>(cursor: &Cursor<'t>) -> Option<Spot<'t>> {
    let offset = cursor.offset;
    let item = |index| Place::Value(Some(Step::Item(index)));
    let Some(entry) = cursor.entry else {
        let index = cursor.container.count();
        return Some(fresh(cursor, index, item(index)));
    };
    if entry.comma().is_some_and(|comma| comma.range.end <= offset) {
        return Some(fresh(cursor, entry.index() + 1, item(entry.index() + 1)));
    }
    if !is_solid(entry) || offset <= first_byte(entry) {
        return Some(fresh(cursor, entry.index(), item(entry.index())));
    }
    at_value(cursor, entry, entry.value()?, item(entry.index()))
}

/// The document itself: something can stand there only while it has no value.
fn root<'t>(cursor: &Cursor<'t>) -> Option<Spot<'t>> {
    let is_empty = cursor.container.entries().all(|entry| !is_solid(entry) && entry.range().is_empty());
    is_empty.then(|| Spot {
        entry: None,
        index: 0,
        place: Place::Value(None),
        slot: Slot::empty(cursor.offset),
    })
}
