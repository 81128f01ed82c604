//! All that happens to the members of one object, turned into text edits together.

use super::comments::{
    above, after, comments_of, first_break, has_break, inside, is_comment, last_break, lead, same_line, tail,
};
use super::members::NewMember;
use super::style::{Style, indentation};
use crate::syntax::{Entry, Node, TokenAt, TokenKind};
use crate::text::{TextEdit, TextRange};
use std::collections::BTreeMap;

/// A member that goes.
#[derive(Debug)]
struct Deletion {
    /// The bytes that go, without the white space around them.
    range: TextRange,
    /// The comments in these bytes that stay.
    keep: Vec<String>,
}

/// A new object that takes the place of a member.
#[derive(Debug)]
struct Wrap {
    /// The index of the member.
    index: usize,
    key: String,
    members: Vec<NewMember>,
    /// The bytes of the member with its comma and the comments that go with it into the object, where they do.
    all: Option<TextRange>,
}

/// What happens to the members of one object.
#[derive(Debug)]
pub(super) struct Slot<'t> {
    node: Node<'t>,
    deletions: BTreeMap<usize, Deletion>,
    wraps: Vec<Wrap>,
    pub(super) inserts: Vec<NewMember>,
    /// The bytes of the comments that go elsewhere.
    taken: Vec<TextRange>,
}

impl<'t> Slot<'t> {
    pub(super) fn node(&self) -> Node<'t> {
        self.node
    }

    pub(super) fn new(node: Node<'t>) -> Self {
        Self { node, deletions: BTreeMap::new(), wraps: Vec::new(), inserts: Vec::new(), taken: Vec::new() }
    }

    /// Deletes a member; its comments stay where they are.
    pub(super) fn delete(&mut self, entry: Entry<'t>) {
        let keep = inside(entry).iter().map(|token| token.text.to_owned()).collect();
        self.delete_keeping(entry, keep);
    }

    /// Deletes a member and leaves only these of its comments.
    pub(super) fn delete_keeping(&mut self, entry: Entry<'t>, keep: Vec<String>) {
        let end = entry.comma().map_or(entry.range().end, |comma| comma.range.end);
        let range = TextRange::new(entry.range().start, end);
        self.deletions.insert(entry.index(), Deletion { range, keep });
    }

    /// Deletes a member that will stand elsewhere as `member`, with the comments that describe it.
    pub(super) fn take(&mut self, entry: Entry<'t>, member: &mut NewMember) {
        let range = self.gather(entry, member);
        self.deletions.insert(entry.index(), Deletion { range, keep: Vec::new() });
    }

    /// Gives a member the comments that describe it, above and behind, and says which bytes go with them.
    fn gather(&mut self, entry: Entry<'t>, member: &mut NewMember) -> TextRange {
        let text = |token: &TokenAt<'_>| token.text.to_owned();
        let value = entry.value().map(crate::syntax::Value::range);
        let outside = |token: &TokenAt<'_>| !value.is_some_and(|value| value.contains_range(token.range));
        let mut above = above(entry);
        let behind = same_line(self.node, entry);
        let comma_end = entry.comma().map_or(entry.range().end, |comma| comma.range.end);
        let start = above.first().map_or(entry.range().start, |first| first.range.start);
        let end = behind.last().map_or(comma_end, |last| last.range.end);
        above.extend(inside(entry).into_iter().filter(outside));
        self.taken.extend(above.iter().chain(&behind).map(|token| token.range));
        self.taken.extend(value);
        member.above.extend(above.iter().map(text));
        member.behind.extend(behind.iter().map(text));
        TextRange::new(start, end)
    }

    /// The bytes of the values and comments that go elsewhere.
    pub(super) fn taken(&self) -> impl Iterator<Item = TextRange> + '_ {
        self.taken.iter().copied()
    }

    /// Puts a member, the last of `members`, into a new object of the key given, in the place of an old one. A second
    /// member for the same object joins the first; then the comments of both go with them.
    pub(super) fn wrap(&mut self, entry: Entry<'t>, key: &str, mut members: Vec<NewMember>) {
        let Some(found) = self.wraps.iter().position(|wrap| wrap.key == key) else {
            return self.wraps.push(Wrap { index: entry.index(), key: key.to_owned(), members, all: None });
        };
        let mut wrap = self.wraps.remove(found);
        if wrap.all.is_none() {
            let first = self.node.entry(wrap.index).zip(wrap.members.last_mut());
            wrap.all = first.map(|(first, member)| self.gather(first, member));
        }
        match members.last_mut() {
            Some(member) => self.take(entry, member),
            None => self.delete(entry),
        }
        wrap.members.extend(members);
        self.wraps.insert(found, wrap);
    }

    /// The comments of `holder`, the member whose value the object is, that do not go elsewhere.
    pub(super) fn comments_left(&self, holder: Entry<'t>) -> Vec<String> {
        let comments = inside(holder).into_iter().filter(|token| self.stays(token));
        comments.map(|token| token.text.to_owned()).collect()
    }

    fn stays(&self, comment: &TokenAt<'_>) -> bool {
        !self.taken.iter().any(|taken| taken.contains_range(comment.range))
    }

    /// Whether every member goes and nothing comes or is said in comments.
    pub(super) fn becomes_empty(&self) -> bool {
        self.deletions.len() == self.node.count()
            && self.inserts.is_empty()
            && !comments_of(self.node).iter().any(|comment| self.stays(comment))
    }

    /// The edits. They may touch each other, but two that overlap are both deletions.
    pub(super) fn edits(&self, style: &Style) -> Vec<TextEdit> {
        let mut edits = Vec::new();
        let all_gone = self.deletions.len() == self.node.count();
        for (index, deletion) in &self.deletions {
            if let Some(entry) = self.node.entry(*index) {
                edits.push(self.deletion(entry, deletion, style));
            }
        }
        for wrap in &self.wraps {
            edits.extend(self.node.entry(wrap.index).map(|entry| wrap.edit(entry, style)));
        }
        let last = self.node.entries().filter(|entry| !self.deletions.contains_key(&entry.index())).last();
        match last {
            _ if self.inserts.is_empty() && all_gone => edits.extend(self.closed_up()),
            None => edits.push(self.first_members(style)),
            Some(last) if self.inserts.is_empty() => edits.extend(self.trailing_comma(last)),
            Some(last) => self.append(last, style, &mut edits),
        }
        edits
    }

    /// The comma of the member that has become the last one goes where the object had none at its end.
    fn trailing_comma(&self, last: Entry<'_>) -> Option<TextEdit> {
        let was_last = self.node.entry(self.node.count().checked_sub(1)?)?;
        let drop = was_last.index() != last.index() && was_last.comma().is_none();
        let comma = last.comma().filter(|_| drop)?;
        Some(TextEdit::delete(comma.range))
    }

    /// The white space that is left in an object without members, when it is only that.
    fn closed_up(&self) -> Option<TextEdit> {
        self.becomes_empty().then(|| TextEdit::delete(self.node.content()))
    }

    fn deletion(&self, entry: Entry<'t>, deletion: &Deletion, style: &Style) -> TextEdit {
        let range = deletion.range;
        let lead = lead(entry);
        let blank = |token: &&TokenAt<'_>| token.kind() == TokenKind::Whitespace;
        let before = lead.iter().find(|token| token.range.end == range.start).filter(blank);
        let after = after(self.node, entry);
        let next = after.iter().find(|token| token.range.start >= range.end);
        let space = next.filter(blank);
        if !deletion.keep.is_empty() {
            return kept(entry, deletion, style, space.is_some_and(|space| has_break(space.text)));
        }
        let closes = entry.index() + 1 == self.node.count() && after.iter().all(|token| blank(&token));
        // Empty lines before the last member would be left before the closer.
        let at_break = if closes { first_break } else { last_break };
        let line_start = before.and_then(|token| Some(token.range.start + at_break(token.text)?));
        let line_end = space.and_then(|token| Some(token.range.start + first_break(token.text)?));
        match (line_start, line_end) {
            (Some(start), Some(end)) => TextEdit::delete(TextRange::new(start, end)),
            (Some(_), None) => {
                let end = space.map_or(range.end, |space| space.range.end);
                TextEdit::delete(TextRange::new(range.start, end))
            }
            (None, None) if range.start == self.node.items_start() => {
                // `{a: 1, b: 2}` has no space after its brace, so the one after the comma goes too.
                let end = space.map_or(range.end, |space| space.range.end);
                TextEdit::delete(TextRange::new(range.start, end))
            }
            (None, _) => {
                let start = before.map_or(range.start, |before| before.range.start);
                TextEdit::delete(TextRange::new(start, range.end))
            }
        }
    }

    /// New members in an object that has none left.
    fn first_members(&self, style: &Style) -> TextEdit {
        let members: Vec<String> = self.inserts.iter().map(|member| member.on_one_line(style)).collect();
        let needs_lines = self.inserts.iter().any(NewMember::has_comments);
        let count = self.inserts.len();
        let opener = self.opener_comment();
        let place = opener.map_or_else(|| self.node.items_start(), |comment| comment.end);
        let last = self.node.entries().last();
        let mut tail = last.map_or_else(|| tail(self.node), |last| after(self.node, last));
        let gone = last.and_then(|last| self.deletions.get(&last.index())).map_or(0, |last| last.range.end);
        tail.retain(|token| token.range.start >= gone);
        if opener.is_some() && last.is_none() {
            tail.retain(|token| token.range.start >= place);
        }
        if opener.is_some() || needs_lines || tail.iter().any(|token| token.kind() == TokenKind::LineComment)
        {
            let indent = format!("{}{}", style.base, style.unit);
            let line = |(index, member): (usize, &NewMember)| {
                let comma = if style.trailing || index + 1 < count { "," } else { "" };
                format!("{}{indent}{}", style.newline, member.in_lines(style, &indent, comma))
            };
            let mut text: String = self.inserts.iter().enumerate().map(line).collect();
            if !tail.first().is_some_and(|token| has_break(token.text)) {
                text = text + style.newline + &style.base;
            }
            return TextEdit::insert(place, text);
        }
        if !self.node.is_object() {
            return TextEdit::insert(place, members.join(", "));
        }
        let space = if tail.is_empty() { " " } else { "" };
        TextEdit::insert(place, format!(" {}{space}", members.join(", ")))
    }

    /// The last comment on the line of the opener, where nothing else follows on it: it is about the whole.
    fn opener_comment(&self) -> Option<TextRange> {
        let first = self.node.entries().next();
        let head = first.map_or_else(|| tail(self.node), lead);
        let line =
            head.iter().position(|token| token.kind() == TokenKind::Whitespace && has_break(token.text))?;
        head[..line].iter().rfind(|token| is_comment(token)).map(|comment| comment.range)
    }

    /// New members behind the last one that stays.
    fn append(&self, last: Entry<'t>, style: &Style, edits: &mut Vec<TextEdit>) {
        let was_last = self.node.count().checked_sub(1).and_then(|index| self.node.entry(index));
        let trailing = was_last.is_some_and(|entry| entry.comma().is_some());
        let value_end = last.range().end;
        if last.comma().is_none() {
            edits.push(TextEdit::insert(value_end, ","));
        }
        let behind = same_line(self.node, last);
        let comma_end = last.comma().map_or(value_end, |comma| comma.range.end);
        let indent = indentation(last);
        let lines =
            indent.is_some() || !behind.is_empty() || self.inserts.iter().any(NewMember::has_comments);
        let indent = indent.unwrap_or_else(|| style.unit.clone());
        let place = behind.last().filter(|_| lines).map_or(comma_end, |comment| comment.range.end);
        let mut text = String::new();
        for (index, member) in self.inserts.iter().enumerate() {
            let comma = if trailing || index + 1 < self.inserts.len() { "," } else { "" };
            if lines {
                text.push_str(style.newline);
                text.push_str(&indent);
                text.push_str(&member.in_lines(style, &indent, comma));
            } else {
                text.push(' ');
                text.push_str(&member.on_one_line(style));
                text.push_str(comma);
            }
        }
        if lines && self.swallows(last, place) {
            text.push_str(style.newline);
            text.push_str(&style.base);
        }
        edits.push(TextEdit::insert(place, text));
    }
}

impl Slot<'_> {
    /// Whether the new members end in a line comment, and what stands behind them would become part of it.
    fn swallows(&self, last: Entry<'_>, place: usize) -> bool {
        let behind = self.inserts.last().and_then(|member| member.behind.last());
        let rest = after(self.node, last);
        let next = rest.iter().find(|token| token.range.start >= place);
        behind.is_some_and(|comment| comment.starts_with("//"))
            && !next.is_some_and(|token| token.kind() == TokenKind::Whitespace && has_break(token.text))
    }
}

/// A deleted member leaves its comments in its place.
fn kept(entry: Entry<'_>, deletion: &Deletion, style: &Style, at_line_end: bool) -> TextEdit {
    let in_lines = deletion.keep.iter().any(|comment| comment.starts_with("//"));
    let indent = indentation(entry).unwrap_or_default();
    let line = format!("{}{indent}", style.newline);
    let mut text = deletion.keep.join(if in_lines { &line } else { " " });
    if in_lines && !at_line_end {
        text.push_str(&line);
    }
    TextEdit::replace(deletion.range, text)
}

impl Wrap {
    /// Puts the new object in the place of the member; the comma stays.
    fn edit(&self, entry: Entry<'_>, style: &Style) -> TextEdit {
        let indent = indentation(entry);
        let mut wrapper = NewMember::new(&self.key, super::NewValue::Object(self.members.clone()));
        let comma = if self.all.is_some() && entry.comma().is_some() { "," } else { "" };
        if self.all.is_none() {
            wrapper.above = own_comments(entry);
        }
        // A member among others on a line stays on it.
        let text = match indent {
            None if !wrapper.has_comments() => wrapper.on_one_line(style) + comma,
            indent => wrapper.in_lines(style, &indent.unwrap_or_default(), comma),
        };
        TextEdit::replace(self.all.unwrap_or(entry.range()), text)
    }
}

/// The comments between the key, the colon and the value of a member.
fn own_comments(entry: Entry<'_>) -> Vec<String> {
    let value = entry.value().map(crate::syntax::Value::range);
    let outside = |token: &&TokenAt<'_>| !value.is_some_and(|value| value.contains_range(token.range));
    let end = entry.range().end;
    let comments = inside(entry);
    let own = comments.iter().filter(outside).filter(|token| token.range.start < end);
    own.map(|token| token.text.to_owned()).collect()
}
