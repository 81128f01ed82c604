//! Incremental re-parse: the smallest run of items that covers an edit and ends where it ended before; else the
//! parent's; else everything.

use super::green::{Container, ContainerKind, Item};
use super::parser::{Mode, Parser};
use super::run::Run;
use super::source::{Pieces, Source};
use super::tree::Tree;
use crate::text::TextEdit;
use std::sync::Arc;

/// A container on the way from the document to the edit.
struct Level {
    container: Arc<Container>,
    /// Its first byte in the document.
    start: usize,
    /// The index of the item in which the way goes on.
    next: usize,
}

/// The items `from..to` of a container, with its tail when they reach its end.
#[derive(Clone, Copy)]
struct Span {
    from: usize,
    to: usize,
    to_end: bool,
}

impl Tree {
    /// The tree after an edit: equal to a fresh parse of the edited text, at the cost of what the edit touches.
    #[must_use]
    pub fn edited(&self, edit: &TextEdit) -> Self {
        self.edited_locally(edit).unwrap_or_else(|| {
            let mut text = self.text();
            let start = text.floor_char_boundary(edit.range.start.min(text.len()));
            let end = text.floor_char_boundary(edit.range.end.min(text.len())).max(start);
            text.replace_range(start..end, &edit.text);
            Self::parse(&text)
        })
    }

    fn edited_locally(&self, edit: &TextEdit) -> Option<Self> {
        if edit.range.end > self.len() || edit.range.start > edit.range.end {
            return None;
        }
        let mut levels = descend(self.root(), edit);
        while let Some(level) = levels.pop() {
            let quiet = self.root().is_unbalanced();
            if let Some(container) = reparse(&level.container, level.start, edit, quiet) {
                return Some(Self::from_root(ascend(levels, container)));
            }
            if quiet {
                return None;
            }
            // Of levels that are hardly larger only the outermost is worth a try: all of them would cost the square of
            // the depth.
            let enough = 2 * level.container.len();
            while let [.., above, _] = levels.as_slice()
                && above.container.len() < enough
            {
                levels.pop();
            }
        }
        None
    }
}

/// The containers that hold the whole edit between their brackets, outermost first.
fn descend(root: &Arc<Container>, edit: &TextEdit) -> Vec<Level> {
    let mut levels = vec![Level { container: Arc::clone(root), start: 0, next: 0 }];
    while let Some(level) = levels.last_mut() {
        let items_start = level.start + level.container.opener_len();
        let Some((index, start, child)) = child_at(&level.container, edit.range.start - items_start) else {
            break;
        };
        let start = items_start + start;
        let inside = start < edit.range.start && edit.range.end <= start + child.content_end();
        if !inside {
            break;
        }
        level.next = index;
        levels.push(Level { container: child, start, next: 0 });
    }
    levels
}

/// The container of the item at an offset; at the very end that of the last item, which may be unclosed.
fn child_at(container: &Container, at: usize) -> Option<(usize, usize, Arc<Container>)> {
    let items = container.items();
    let last = || {
        let index = items.count().checked_sub(1)?;
        items.get(index).map(|(start, item)| (index, start, item))
    };
    let (index, start, item) = items.find(at).or_else(last)?;
    Some((index, start + item.head().text().len(), Arc::clone(item.child()?)))
}

/// Puts a new container into its parents.
fn ascend(levels: Vec<Level>, mut container: Arc<Container>) -> Arc<Container> {
    for level in levels.into_iter().rev() {
        let parent = level.container;
        let Some((_, item)) = parent.items().get(level.next) else { return container };
        let item = Arc::new(item.with_child(container));
        let items = parent.items().splice(level.next, level.next + 1, vec![item]);
        container = Arc::new(parent.rebuilt(items, parent.tail().clone(), parent.known_keys().cloned()));
    }
    container
}

/// The container after an edit between its brackets, if a part of its items can be read alone.
fn reparse(container: &Container, start: usize, edit: &TextEdit, quiet: bool) -> Option<Arc<Container>> {
    let mut more = 0;
    loop {
        let span = span(container, start, edit, more);
        let attempt = Attempt::new(container, start, edit, span)?;
        if quiet && !attempt.is_quiet() {
            return None;
        }
        if let Some(new) = attempt.parse() {
            return Some(new);
        }
        if span.to_end || !attempt.wants_more() {
            return None;
        }
        more = more * 2 + 1;
    }
}

/// The items that an edit can change: they begin after a comma and end with one, or with the container.
fn span(container: &Container, start: usize, edit: &TextEdit, more: usize) -> Span {
    let items = container.items();
    let count = items.count();
    if container.kind() == ContainerKind::Root {
        return Span { from: 0, to: count, to_end: true };
    }
    let items_start = start + container.opener_len();
    let index_of = |at: usize| items.find(at - items_start).map_or(count, |(index, _, _)| index);
    let has_comma = |index: usize| items.get(index).is_some_and(|(_, item)| item.shape().comma);
    let mut from = index_of(edit.range.start);
    while from > 0 && !has_comma(from - 1) {
        from -= 1;
    }
    let mut to = (index_of(edit.range.end) + 1 + more).min(count + 1);
    while to < count && !has_comma(to - 1) {
        to += 1;
    }
    let to_end = to > count || !has_comma(to - 1);
    Span { from: from.min(count), to: to.min(count), to_end }
}

/// One try to read a span of items alone.
struct Attempt<'c> {
    container: &'c Container,
    span: Span,
    pieces: Pieces,
    /// The byte of the text where the inserted text begins, and where it ends.
    inserted: (usize, usize),
    removed: String,
    clean: bool,
}

impl<'c> Attempt<'c> {
    fn new(container: &'c Container, start: usize, edit: &TextEdit, span: Span) -> Option<Self> {
        let mut attempt = Self {
            container,
            span,
            pieces: Pieces::default(),
            inserted: (0, 0),
            removed: String::new(),
            clean: true,
        };
        let mut writer = Writer { edit, done: false };
        let mut at = start
            + container.opener_len()
            + container.items().get(span.from).map_or_else(|| container.items().len(), |(at, _)| at);
        for (_, item) in container.items().iter_from(span.from).take(span.to - span.from) {
            at = writer.text(&mut attempt, item.head(), at)?;
            if let Some(child) = item.child() {
                at = writer.child(&mut attempt, child, at)?;
            }
            at = writer.text(&mut attempt, item.tail(), at)?;
        }
        if span.to_end {
            writer.text(&mut attempt, container.tail(), at)?;
        }
        let at_end_of_document = container.kind() == ContainerKind::Root;
        attempt.clean &= writer.done && (at_end_of_document || attempt.pieces.ends_cleanly());
        Some(attempt)
    }

    /// Whether the edit leaves the brackets, the lines and what begins them as they were. Where brackets do not match,
    /// the indentation decides about the structure, and only such edits stay local.
    fn is_quiet(&self) -> bool {
        let text = &self.pieces.text;
        let (start, end) = self.inserted;
        let loud = |c: char| "\n\r\u{2028}\u{2029}\\/*{}[]\"'".contains(c);
        let before = &text[..start];
        let line = &before[before.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
        let joins = |c: char| matches!(c, '\\' | '/' | '*');
        let mut near = before.chars().next_back().into_iter().chain(text[end..].chars().next());
        !text[start..end].contains(loud)
            && !self.removed.contains(loud)
            && !near.any(joins)
            && !line.trim().is_empty()
    }

    /// Whether the span failed only because what is left of it belongs to the next item.
    fn wants_more(&self) -> bool {
        self.clean
    }

    fn parse(&self) -> Option<Arc<Container>> {
        if !self.clean {
            return None;
        }
        let text: Arc<str> = self.pieces.text.as_str().into();
        let source = Source { text: &text, wholes: &self.pieces.wholes };
        let mut parser = Parser::new(source, self.container.kind(), Mode::Strict);
        parser.run();
        if parser.failed || parser.unbalanced || parser.stack.len() > 1 {
            return None;
        }
        let tail = if self.span.to_end {
            parser.finish_items()
        } else if parser.top().item.len == 0 {
            self.container.tail().clone()
        } else {
            return None;
        };
        Some(self.rebuild(std::mem::take(&mut parser.top().items), tail))
    }

    fn rebuild(&self, new: Vec<Arc<Item>>, tail: Run) -> Arc<Container> {
        let Span { from, to, .. } = self.span;
        let old = self.container.items();
        let keys = self.container.known_keys().map(|keys| {
            let gone = old.iter_from(from).take(to - from).filter_map(|(_, item)| item.key_hash()).collect();
            Arc::new(keys.changed(gone, new.iter().filter_map(|item| item.key_hash()).collect()))
        });
        Arc::new(self.container.rebuilt(old.splice(from, to, new), tail, keys))
    }
}

/// Copies pieces of the old text to an attempt's source and makes the edit on the way.
struct Writer<'e> {
    edit: &'e TextEdit,
    done: bool,
}

impl Writer<'_> {
    fn text(&mut self, attempt: &mut Attempt<'_>, run: &Run, at: usize) -> Option<usize> {
        self.piece(attempt, run.text(), at)
    }

    /// Copies a piece that begins at `at` in the document; gives its end. `None` when an edit cuts a character.
    fn piece(&mut self, attempt: &mut Attempt<'_>, text: &str, at: usize) -> Option<usize> {
        let end = at + text.len();
        let range = self.edit.range;
        let keep = range.start.saturating_sub(at).min(text.len());
        let resume = range.end.saturating_sub(at).min(text.len());
        attempt.pieces.push_text(text.get(..keep)?);
        attempt.removed.push_str(text.get(keep..resume)?);
        if !self.done && range.start <= end {
            self.done = true;
            let start = attempt.pieces.text.len();
            attempt.pieces.push_text(&self.edit.text);
            attempt.inserted = (start, attempt.pieces.text.len());
        }
        attempt.pieces.push_text(text.get(resume..)?);
        Some(end)
    }

    /// Takes a container as it is, unless the edit reaches into it.
    fn child(&mut self, attempt: &mut Attempt<'_>, child: &Arc<Container>, at: usize) -> Option<usize> {
        let end = at + child.len();
        let range = self.edit.range;
        if range.start < end && range.end > at && (!range.is_empty() || range.start > at) {
            return self.piece(attempt, &child.text(), at);
        }
        attempt.clean &= attempt.pieces.push_whole(child) && !child.is_unbalanced();
        Some(end)
    }
}
