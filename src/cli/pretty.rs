//! Findings for people: the source line with the place marked.

use super::checked::{Checked, CheckedFile};
use super::tally::plural;
use crate::base::{Diagnostic, Severity, Snapshot, secret_ranges};
use crate::text::{Encoding, TextRange};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, IsTerminal, Write};

/// More findings of one file than anybody reads in a terminal; `jsonl` has no such limit.
const MOST: usize = 100;

/// How many bytes of a very long line are shown on each side of the place.
const AROUND: usize = 300;

/// Prints findings, with or without colour.
pub(super) struct Printer {
    renderer: Renderer,
}

impl Printer {
    /// For standard output: in colour only on a terminal, and not when `NO_COLOR` is set (no-color.org).
    pub(super) fn for_stdout() -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self::new(io::stdout().is_terminal() && !no_color)
    }

    fn new(color: bool) -> Self {
        Self { renderer: if color { Renderer::styled() } else { Renderer::plain() } }
    }

    /// Writes the findings of a document and of the files that it includes.
    pub(super) fn write(&self, out: &mut impl Write, checked: &Checked) -> io::Result<()> {
        checked.files.iter().enumerate().try_for_each(|(index, file)| self.file(out, checked, index, file))
    }

    fn file(
        &self,
        out: &mut impl Write,
        checked: &Checked,
        index: usize,
        file: &CheckedFile,
    ) -> io::Result<()> {
        let worst = worst(&file.found);
        let fixable = checked.fixable(index, &worst);
        for (diagnostic, fixable) in worst.into_iter().zip(fixable) {
            writeln!(out, "{}\n", self.render(checked, file, diagnostic, fixable))?;
        }
        if file.found.len() > MOST {
            let rest = plural(file.found.len() - MOST, "more finding");
            writeln!(out, "{rest} in {}: --format jsonl lists all\n", file.name)?;
        }
        Ok(())
    }

    fn render(
        &self,
        checked: &Checked,
        file: &CheckedFile,
        diagnostic: &Diagnostic,
        fixable: bool,
    ) -> String {
        let CheckedFile { name, snapshot, .. } = file;
        let title = level(diagnostic.severity).primary_title(&*diagnostic.message).id(diagnostic.code);
        let first =
            shown(Group::with_title(title), name, snapshot, diagnostic.range, AnnotationKind::Primary)
                .element(Level::HELP.message(help(diagnostic, fixable)));
        let related = diagnostic.related.iter().filter_map(|related| {
            let CheckedFile { name, snapshot, .. } =
                related.file.map_or(Some(file), |id| checked.file(id))?;
            let title = Group::with_title(Level::NOTE.secondary_title(&*related.message));
            Some(shown(title, name, snapshot, related.range, AnnotationKind::Context))
        });
        let report: Vec<Group> = std::iter::once(first).chain(related).collect();
        self.renderer.render(&report)
    }
}

/// The findings to show, by position: all of them, or when there are too many, errors before the rest.
fn worst(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|index| found.get(*index).map(|diagnostic| diagnostic.severity));
    order.truncate(MOST);
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
    let page = diagnostic.page();
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
    let part = |from, to| masked(snapshot, TextRange::new(from, to));
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

/// The text of a range with a `*` for each character of a secret: terminals are shared and their output is kept.
fn masked(snapshot: &Snapshot, range: TextRange) -> String {
    let mut out = String::new();
    let mut at = range.start;
    for secret in secret_ranges(&snapshot.tree, range) {
        let (start, end) = (secret.start.max(at), secret.end.min(range.end));
        out += &snapshot.text.slice(TextRange::new(at, start));
        out.extend(snapshot.text.slice(TextRange::new(start, end)).chars().map(|_| '*'));
        at = end;
    }
    out + &snapshot.text.slice(TextRange::new(at, range.end))
}

#[cfg(test)]
mod tests;
