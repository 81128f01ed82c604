//! The marks that a version control system leaves where two changes meet.

use super::source::{Misread, Repair, Source, finding, parses, related};
use crate::text::{TextEdit, TextRange};

/// A conflict: the lines of its marks.
struct Conflict {
    ours: usize,
    /// The common ancestor, which some systems show too.
    base: Option<usize>,
    middle: usize,
    theirs: usize,
}

/// Which side stays.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Ours,
    Theirs,
    Both,
}

pub(super) fn find(source: &Source<'_>) -> Option<Misread> {
    let is_mark = |line: &usize| is_mark(&source.line(*line), '<');
    source.error_lines().iter().find(|line| is_mark(line))?;
    let conflicts = conflicts(source);
    let text = source.text();
    let side = |side: Side, title: String| {
        let edits: Vec<TextEdit> = conflicts.iter().flat_map(|one| edits(source, one, side)).collect();
        parses(&text, &edits).then_some(Repair { title, edits })
    };
    let first = conflicts.first()?;
    let name = |line: usize| source.line(line)[7..].trim().to_owned();
    let (ours, theirs) = (name(first.ours), name(first.theirs));
    let titles = [
        (Side::Ours, format!("Keep this side ({})", shown(&ours, "the first"))),
        (Side::Theirs, format!("Keep the other side ({})", shown(&theirs, "the second"))),
        (Side::Both, "Keep both sides".to_owned()),
    ];
    let repairs: Vec<Repair> = titles.into_iter().filter_map(|(kept, title)| side(kept, title)).collect();
    let findings = conflicts.iter().map(|one| {
        let message = "a merge is not finished here: keep one side, and remove the marker lines";
        let mut found = finding("merge-conflict", source.line_range(one.ours), message);
        found.related.push(related(source.line_range(one.middle), "the other side begins here"));
        found.related.push(related(source.line_range(one.theirs), "it ends here"));
        found
    });
    let whole =
        |one: &Conflict| TextRange::new(source.line_range(one.ours).start, source.line_range(one.theirs).end);
    // Where keeping a side leaves a text that parses, every error comes from the marks.
    let is_cause = !repairs.is_empty();
    let silent = conflicts.iter().map(whole).collect();
    Some(Misread { findings: findings.collect(), repairs, is_cause, silent })
}

fn shown<'n>(name: &'n str, otherwise: &'n str) -> &'n str {
    if name.is_empty() || name.chars().count() > 40 { otherwise } else { name }
}

fn is_mark(line: &str, mark: char) -> bool {
    let marks = line.chars().take_while(|c| *c == mark).count();
    marks == 7 && line[7..].chars().next().is_none_or(char::is_whitespace)
}

fn conflicts(source: &Source<'_>) -> Vec<Conflict> {
    let mut found = Vec::new();
    let (mut ours, mut base, mut middle) = (None, None, None);
    for line in 0..source.snapshot.text.line_count() {
        let text = source.line(line);
        if is_mark(&text, '<') {
            (ours, base, middle) = (Some(line), None, None);
        } else if is_mark(&text, '|') && ours.is_some() && middle.is_none() {
            base = Some(line);
        } else if is_mark(&text, '=') && ours.is_some() {
            middle = Some(line);
        } else if is_mark(&text, '>')
            && let (Some(first), Some(half)) = (ours.take(), middle.take())
        {
            found.push(Conflict { ours: first, base: base.take(), middle: half, theirs: line });
        }
    }
    found
}

/// What goes where a side stays: whole lines.
fn edits(source: &Source<'_>, one: &Conflict, side: Side) -> Vec<TextEdit> {
    let start = |line: usize| source.snapshot.text.line_start(line);
    let after = |line: usize| {
        let text = &source.snapshot.text;
        if line + 1 < text.line_count() { text.line_start(line + 1) } else { text.len() }
    };
    let ours_end = one.base.unwrap_or(one.middle);
    let ranges = match side {
        Side::Ours => vec![(start(one.ours), after(one.ours)), (start(ours_end), after(one.theirs))],
        Side::Theirs => vec![(start(one.ours), after(one.middle)), (start(one.theirs), after(one.theirs))],
        Side::Both => vec![
            (start(one.ours), after(one.ours)),
            (start(ours_end), after(one.middle)),
            (start(one.theirs), after(one.theirs)),
        ],
    };
    ranges.into_iter().map(|(start, end)| TextEdit::delete(TextRange::new(start, end))).collect()
}
