//! Formatting: only white space between tokens changes.
//!
//! What a person decided stays: a container on one line stays on one line, one on several lines gets one entry per line;
//! comments keep their line and their text, quotes and commas stay as they are, and one blank line stays where there
//! were some. Long lines are left alone.

mod layout;
mod options;
mod pieces;
mod space;
mod typed;

pub use options::FormatOptions;
pub use typed::format_typed;

use crate::base::Snapshot;
use crate::syntax::{Entry, Node};
use crate::text::{TextEdit, TextRange};
use layout::Gap;
use pieces::Pieces;
use space::{minimal, used_newline};

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
    let (mut base, mut end) = (String::new(), 0);
    for target in targets {
        let Some(part) = text.get(target.range.start..target.range.end) else { continue };
        // A line on which the target before ends will be indented as that one.
        if !target.whole && (end == 0 || text[end..target.range.start].contains(['\n', '\r'])) {
            base = snapshot.text.indentation(target.range.start);
        }
        end = target.range.end;
        let writer = Writer { newline: used_newline(part), base: &base, options };
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

#[cfg(test)]
mod tests;
