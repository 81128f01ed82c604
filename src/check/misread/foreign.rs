//! Characters and words of word processors, keyboards and other languages in the place of those of JSON5.

use super::foreign_scan::{Foreign, Kind, scan};
use super::source::{Misread, Repair, Source, finding, parses, related};
use crate::base::Diagnostic;
use crate::text::TextEdit;

/// So many further places are shown with a finding.
const SHOWN: usize = 20;

pub(super) fn find(source: &Source<'_>) -> Option<Misread> {
    let is_suspect =
        |line: &usize| source.line(*line).chars().any(is_foreign) || has_word(&source.line(*line));
    source.error_lines().iter().find(|line| is_suspect(line))?;
    let text = source.text();
    let found = scan(&text);
    let edits: Vec<TextEdit> = found.iter().flat_map(|one| one.edits.clone()).collect();
    if edits.is_empty() || !parses(&text, &edits) {
        return None;
    }
    let mut kinds: Vec<Kind> = found.iter().map(|one| one.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let findings = kinds.iter().filter_map(|kind| of_kind(*kind, &found)).collect();
    let title = match kinds.as_slice() {
        [only] => only.title().to_owned(),
        _ => "Rewrite it as JSON5".to_owned(),
    };
    let line = |one: &Foreign| source.line_range(source.snapshot.text.line_of(one.range.start));
    let silent = found.iter().map(line).collect();
    Some(Misread { findings, repairs: vec![Repair { title, edits }], is_cause: true, silent })
}

/// One finding for all of a kind, at the first.
fn of_kind(kind: Kind, found: &[Foreign]) -> Option<Diagnostic> {
    let mut same = found.iter().filter(|one| one.kind == kind);
    let first = same.next()?;
    let rest: Vec<&Foreign> = same.collect();
    let mut message = first.message();
    if !rest.is_empty() {
        message = format!(
            "{message} (and at {} more {})",
            rest.len(),
            if rest.len() == 1 { "place" } else { "places" }
        );
    }
    let mut one = finding("foreign-syntax", first.range, message);
    one.related.extend(rest.into_iter().take(SHOWN).map(|other| related(other.range, "the same here")));
    Some(one)
}

/// Whether a character is none that JSON5 has outside of strings.
fn is_foreign(c: char) -> bool {
    matches!(c, '=' | ';' | '`' | '´')
        || super::foreign_scan::is_quote(c)
        || super::foreign_scan::wide(c).is_some()
        || super::foreign_scan::is_invisible(c)
}

fn has_word(line: &str) -> bool {
    line.contains("\"\"")
        || line.contains("''")
        || line.split(|c: char| !c.is_alphanumeric()).any(|word| super::foreign_scan::literal(word).is_some())
}
