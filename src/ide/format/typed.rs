//! The indentation of a line while somebody types it.
//!
//! Only the white space at the beginning of that line changes. Where the text around it is broken nothing does: what belongs
//! together is then a guess.

use super::options::FormatOptions;
use super::space::{minimal, used_unit};
use crate::base::Snapshot;
use crate::syntax::{ContainerKind, Cursor, Entry, Node, TokenAt, TokenKind};
use crate::text::{TextEdit, TextRange};

/// So many entries before a line are looked at for one that begins a line of its own.
const NEAREST: usize = 20;

/// The edit that indents the line of an offset, before which a line break or a closing bracket has just been typed.
pub fn format_typed(
    snapshot: &Snapshot,
    offset: usize,
    typed: char,
    options: &FormatOptions,
) -> Option<TextEdit> {
    let number = snapshot.text.line_of(offset);
    let (start, line) = (snapshot.text.line_start(number), snapshot.text.line(number));
    let rest = line.trim_start_matches([' ', '\t']);
    let blanks = &line[..line.len() - rest.len()];
    let first = start + blanks.len();
    let is_about_indentation = match typed {
        '\n' => offset <= first,
        '}' | ']' => offset == first + 1 && rest.starts_with(typed),
        _ => false,
    };
    if !is_about_indentation || start == 0 {
        return None;
    }
    let wanted = Line { snapshot, start, first }.indentation(options)?;
    minimal(TextRange::new(start, first), blanks, &wanted)
}

/// A line that is to be indented.
struct Line<'s> {
    snapshot: &'s Snapshot,
    /// Its first byte.
    start: usize,
    /// The first byte behind its white space.
    first: usize,
}

impl<'s> Line<'s> {
    /// What it is to begin with; nothing where that cannot be known, or is somebody's own text.
    fn indentation(&self, options: &FormatOptions) -> Option<String> {
        let cursor = self.snapshot.tree.cursor(self.first);
        let container = cursor.container;
        let is_broken = self.snapshot.tree.root().is_unbalanced() || container.green().has_error();
        if is_broken || self.begins_within_token(&cursor) {
            return None;
        }
        if container.kind() == ContainerKind::Root {
            return Some(String::new());
        }
        let own = self.snapshot.text.indentation(container.range().start);
        if self.first == container.content().end {
            return Some(own);
        }
        let unit = used_unit(&self.snapshot.text.to_string()).unwrap_or_else(|| options.unit.clone());
        let beside = self.sibling(&cursor).unwrap_or_else(|| own + &unit);
        Some(if self.is_behind_colon(&cursor) { beside + &unit } else { beside })
    }

    /// Whether a comment or a string began on a line above and goes on here.
    fn begins_within_token(&self, cursor: &Cursor<'s>) -> bool {
        let goes_on = |token: TokenAt<'_>| {
            token.kind() != TokenKind::Whitespace
                && token.range.start < self.start
                && self.start < token.range.end
        };
        cursor.entry.is_some_and(|entry| entry.tokens().any(goes_on))
            || cursor.container.tail_tokens().any(goes_on)
    }

    /// The indentation of the nearest entry above that begins a line.
    fn sibling(&self, cursor: &Cursor<'s>) -> Option<String> {
        let container: Node<'s> = cursor.container;
        let next = cursor.entry.map_or(container.count(), Entry::index);
        let above = (0..=next).rev().take(NEAREST).filter_map(|index| container.entry(index));
        let mut starts = above.map(|entry| entry.range().start).filter(|at| *at < self.start);
        starts.find_map(|at| self.leading(at))
    }

    /// The white space before an offset, if there is nothing else before it on its line.
    fn leading(&self, at: usize) -> Option<String> {
        let text = &self.snapshot.text;
        let blanks = text.indentation(at);
        (text.line_start(text.line_of(at)) + blanks.len() == at).then_some(blanks)
    }

    /// Whether the line holds the value of a key that stands above.
    fn is_behind_colon(&self, cursor: &Cursor<'s>) -> bool {
        let colon = cursor.entry.and_then(Entry::colon);
        let value = cursor.entry.and_then(Entry::value);
        colon.is_some_and(|colon| colon.range.end <= self.start)
            && value.is_none_or(|value| value.range().start >= self.first)
    }
}
