//! Findings for people: the source line with the place marked.

use super::super::checked::Checked;
use super::super::tally::{Tally, plural};
use super::reporter::{Reporter, Style, count};
use crate::answer::Judged;
use crate::base::links;
use crate::base::{Diagnostic, Severity, Snapshot, masking};
use crate::text::{Encoding, TextRange};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};

/// More findings of one file than anybody reads in a terminal, unless all are asked for; `jsonl` has no such limit.
const MOST: usize = 100;

/// How many bytes of a very long line are shown on each side of the place.
const AROUND: usize = 300;

/// The format `pretty`, with or without colour.
pub(super) struct Printer {
    renderer: Renderer,
    style: Style,
}

impl Reporter for Printer {
    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        checked.files.iter().enumerate().try_for_each(|(index, file)| self.file(out, checked, index, file))
    }

    fn close(&self, total: Tally) -> String {
        count(self.style, total)
    }
}

impl Printer {
    pub(super) fn new(style: Style) -> Self {
        Self { renderer: if style.color { Renderer::styled() } else { Renderer::plain() }, style }
    }

    /// How many findings of one file are printed.
    fn most(&self) -> usize {
        if self.style.all { usize::MAX } else { MOST }
    }

    fn file(&self, out: &mut impl Write, checked: &Checked, index: usize, file: &Judged) -> io::Result<()> {
        let worst = worst(&file.found, self.most());
        let fixable = checked.fixable(index, &worst);
        for (diagnostic, fixable) in worst.into_iter().zip(fixable) {
            writeln!(out, "{}\n", self.render(checked, file, diagnostic, fixable))?;
        }
        if file.found.len() > self.most() {
            let rest = plural(file.found.len() - self.most(), "more finding");
            writeln!(out, "{rest} in {}: --all lists them, too\n", file.name)?;
        }
        Ok(())
    }

    fn render(&self, checked: &Checked, file: &Judged, diagnostic: &Diagnostic, fixable: bool) -> String {
        let Judged { name, snapshot, .. } = file;
        let message = masking::text(&diagnostic.message);
        let title = level(diagnostic.severity).primary_title(&*message).id(diagnostic.code);
        let first =
            shown(Group::with_title(title), name, snapshot, diagnostic.range, AnnotationKind::Primary)
                .element(Level::HELP.message(help(diagnostic, fixable)));
        let related = diagnostic.related.iter().filter_map(|related| {
            let Judged { name, snapshot, .. } = related.file.map_or(Some(file), |id| checked.file(id))?;
            let title = Group::with_title(Level::NOTE.secondary_title(masking::text(&related.message)));
            Some(shown(title, name, snapshot, related.range, AnnotationKind::Context))
        });
        let report: Vec<Group> = std::iter::once(first).chain(related).collect();
        self.renderer.render(&report)
    }
}

/// The findings to show, by position: all of them, or when there are too many, errors before the rest.
fn worst(found: &[Diagnostic], most: usize) -> Vec<&Diagnostic> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|index| found.get(*index).map(|diagnostic| diagnostic.severity));
    order.truncate(most);
    order.sort_unstable();
    order.into_iter().filter_map(|index| found.get(index)).collect()
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name(Severity::Information.as_str()),
        Severity::Hint => Level::NOTE.with_name(Severity::Hint.as_str()),
    }
}

/// Where to read more, and whether the place can be mended without typing.
fn help(diagnostic: &Diagnostic, fixable: bool) -> String {
    let page = links::page(diagnostic.code);
    if fixable { format!("has a quick fix; see {page}") } else { format!("see {page}") }
}

/// Adds the place of a range: `file:line:column`, both from one, and its first line with the range marked. Of a very
/// long line only the surroundings are shown.
fn shown<'a>(
    group: Group<'a>,
    name: &'a str,
    snapshot: &Snapshot,
    range: TextRange,
    kind: AnnotationKind,
) -> Group<'a> {
    let text = &snapshot.text;
    let line = text.line_of(range.start);
    let (line_start, line_end) = (text.line_start(line), text.line_end(line));
    let start = range.start.min(line_end);
    let end = range.end.clamp(start, line_end).min(start + AROUND);
    let shown_from = line_start.max(start.saturating_sub(AROUND));
    // Three parts, because `slice` moves a cut that falls inside a character: the mark moves with it.
    let part = |from, to| masking::aligned(snapshot, TextRange::new(from, to));
    let (before, marked) = (part(shown_from, start), part(start, end));
    let mark = kind.span(before.len()..before.len() + marked.len());
    let source = before + &marked + &part(end, line_end.min(end + AROUND));
    let snippet = Snippet::source(source).line_start(line + 1).annotation(mark);
    if shown_from == line_start {
        return group.element(snippet.path(name));
    }
    // The renderer would count the column from the cut.
    let column = text.position(start, Encoding::Utf32).character as usize + 1;
    group.element(Origin::path(name).line(line + 1).char_column(column)).element(snippet)
}

#[cfg(test)]
mod tests;
