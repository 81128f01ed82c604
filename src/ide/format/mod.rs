//! Formatting: only white space between tokens changes.
//!
//! What a person decided stays: a container on one line stays on one line, one on several lines gets one entry per line;
//! comments keep their line and their text, quotes and commas stay as they are, and one blank line stays where there
//! were some. Long lines are left alone.

mod layout;
mod pieces;

use crate::base::Snapshot;
use crate::syntax::{Entry, Node, Token, TokenKind, tokens};
use crate::text::{TextEdit, TextRange};
use layout::Gap;
use pieces::Pieces;

/// How lines are indented and how the text ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatOptions {
    /// What each level adds: blanks or a tab.
    pub unit: String,
    /// A text without a line break at its end gets one.
    pub final_newline: bool,
}

impl FormatOptions {
    /// Options that indent as the document does already: as its first member, or else by two blanks.
    pub fn of_document(text: &str) -> Self {
        Self { unit: used_unit(text).unwrap_or_else(|| "  ".to_owned()), final_newline: true }
    }
}

/// The edits that format a document, in order; none where it is formatted already.
///
/// Where a document has syntax errors, only the outermost containers without errors are formatted, and nothing where
/// brackets do not match, since the indentation then tells what belongs together.
pub fn format(snapshot: &Snapshot, options: &FormatOptions) -> Vec<TextEdit> {
    edits(snapshot, &targets(snapshot), options)
}

/// The edits of [`format()`] that move what begins in a range, in order.
///
/// Lines are indented as the line on which their innermost common container begins.
pub fn format_range(snapshot: &Snapshot, range: TextRange, options: &FormatOptions) -> Vec<TextEdit> {
    let mut found: Vec<Target> = targets(snapshot);
    let holds = |target: &Target| target.range.contains_range(range);
    if found.iter().any(holds) {
        found = enclosing(snapshot, range).map_or(found, |node| vec![Target::of(node)]);
    }
    let end = range.end.max(range.start + 1);
    let mut edits = edits(snapshot, &found, options);
    edits.retain(|edit| edit.range.end >= range.start && edit.range.end < end);
    edits
}

/// What is formatted as one: the document, or a container in it.
struct Target {
    range: TextRange,
    whole: bool,
}

impl Target {
    fn of(node: Node<'_>) -> Self {
        Self { range: node.range(), whole: false }
    }
}

/// The document, or the outermost containers without errors.
fn targets(snapshot: &Snapshot) -> Vec<Target> {
    let root = snapshot.tree.document();
    if !root.green().has_error() {
        return vec![Target { range: root.range(), whole: true }];
    }
    let mut found = Vec::new();
    let mut waiting = if root.green().is_unbalanced() { Vec::new() } else { vec![root] };
    while let Some(node) = waiting.pop() {
        for child in node.entries().filter_map(Entry::child) {
            if child.green().has_error() {
                waiting.push(child);
            } else {
                found.push(Target::of(child));
            }
        }
    }
    found.sort_by_key(|target| target.range);
    found
}

/// The innermost container that holds a range.
fn enclosing(snapshot: &Snapshot, range: TextRange) -> Option<Node<'_>> {
    let cursor = snapshot.tree.cursor(range.start);
    let nodes = cursor.ancestors.iter().rev().filter_map(|entry| entry.child());
    nodes.into_iter().find(|node| node.content().contains_range(range))
}

fn edits(snapshot: &Snapshot, targets: &[Target], options: &FormatOptions) -> Vec<TextEdit> {
    if targets.is_empty() {
        return Vec::new();
    }
    let text = snapshot.text.to_string();
    let mut edits = Vec::new();
    for target in targets {
        let Some(part) = text.get(target.range.start..target.range.end) else { continue };
        let base = if target.whole { "" } else { line_indentation(&text, target.range.start) };
        let writer = Writer { newline: used_newline(part), base, options };
        let pieces = Pieces::of(part);
        for (gap, wanted) in layout::layout(&pieces, target.whole) {
            let old = &part[gap.start..gap.end];
            let new = writer.text(wanted, old);
            edits.extend(minimal(gap.shifted(target.range.start), old, &new));
        }
    }
    edits
}

struct Writer<'a> {
    newline: &'static str,
    base: &'a str,
    options: &'a FormatOptions,
}

impl Writer<'_> {
    /// The white space that a gap wants in place of the old one.
    fn text(&self, gap: Gap, old: &str) -> String {
        match gap {
            Gap::Space => " ".to_owned(),
            // A byte order mark counts as white space; tools that wrote one may want it back.
            Gap::Start => old.chars().take_while(|c| *c == '\u{feff}').take(1).collect(),
            Gap::End if old.contains(['\n', '\r']) || self.options.final_newline => self.newline.to_owned(),
            Gap::None | Gap::End => String::new(),
            Gap::Lines { blank, level } => {
                let lines = self.newline.repeat(1 + usize::from(blank));
                lines + self.base + &self.options.unit.repeat(level)
            }
        }
    }
}

/// The edit from an old white space to a new one, without what both have at their ends.
fn minimal(range: TextRange, old: &str, new: &str) -> Option<TextEdit> {
    if old == new {
        return None;
    }
    let common = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
    let ascii = old.is_ascii() && !old.contains('\r') && !new.contains('\r');
    // No edit may begin or end between the halves of a line break or inside a character.
    let start = if ascii { common(&mut old.bytes().zip(new.bytes())) } else { 0 };
    let (rest_old, rest_new) = (&old[start..], &new[start..]);
    let end = if ascii { common(&mut rest_old.bytes().rev().zip(rest_new.bytes().rev())) } else { 0 };
    let range = TextRange::new(range.start + start, range.end - end);
    Some(TextEdit::replace(range, &rest_new[..rest_new.len() - end]))
}

/// The line break that a text uses first between its tokens, or else within one.
///
/// Those between tokens come first because formatting makes them all the same, so that a second run decides alike.
fn used_newline(text: &str) -> &'static str {
    let between = |(_, token, _): &(usize, Token, &str)| token.special && token.kind == TokenKind::Whitespace;
    let first =
        tokens(text).find(between).map(|(_, _, space)| space).filter(|space| space.contains(['\n', '\r']));
    let text = first.unwrap_or(text);
    let at = text.find(['\n', '\r']).unwrap_or(text.len());
    match &text.as_bytes()[at..] {
        [b'\r', b'\n', ..] => "\r\n",
        [b'\r', ..] => "\r",
        _ => "\n",
    }
}

/// The white space at the beginning of the line that holds an offset.
fn line_indentation(text: &str, offset: usize) -> &str {
    let start = text[..offset].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &text[start..offset];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// What the first indented line that begins no comment is indented by.
fn used_unit(text: &str) -> Option<String> {
    let indented = |line: &&str| {
        let rest = line.trim_start();
        rest.len() < line.len() && !rest.is_empty() && !rest.starts_with(['*', '/'])
    };
    let line = text.lines().find(indented)?;
    let blanks = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    if blanks.starts_with('\t') {
        Some("\t".to_owned())
    } else {
        Some(blanks.to_owned()).filter(|it| it.len() <= 8)
    }
}

#[cfg(test)]
mod tests;
