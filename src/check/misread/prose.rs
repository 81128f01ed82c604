//! Sentences around or inside a configuration: an answer that was pasted with its explanation, notes without `//`.

use super::source::{Misread, Repair, Source, finding, parses, related};
use crate::base::Diagnostic;
use crate::text::{TextEdit, TextRange};

/// From so many errors on, a text is looked at as prose: fewer are slips of somebody who types.
const MANY: usize = 3;

/// From so many errors on, a text without any member is no configuration at all.
const HOPELESS: usize = 8;

pub(super) fn find(source: &Source<'_>) -> Option<Misread> {
    around(source).or_else(|| between(source)).or_else(|| no_configuration(source))
}

/// Lines before the first line that opens the document, and after the last one that closes it.
fn around(source: &Source<'_>) -> Option<Misread> {
    let lines = source.snapshot.text.line_count();
    let opens =
        |line: &usize| source.line(*line).trim_start_matches('\u{FEFF}').trim_start().starts_with('{');
    let first = (0..lines).find(opens)?;
    let last = (first..lines).rev().find(|line| source.line(*line).trim_end().ends_with(['}', ';']))?;
    let outside = (0..first).chain(last + 1..lines).filter(|line| is_open(&source.line(*line)));
    of_lines(source, &outside.collect::<Vec<_>>())
}

/// Whether a line holds something that is no comment already.
fn is_open(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with("//")
}

/// Lines with errors that read like sentences.
fn between(source: &Source<'_>) -> Option<Misread> {
    if source.errors.len() < MANY {
        return None;
    }
    let lines: Vec<usize> =
        source.error_lines().into_iter().filter(|line| is_sentence(&source.line(*line))).collect();
    of_lines(source, &lines)
}

/// Whether a line has several plain words in a row and no value of a configuration.
fn is_sentence(line: &str) -> bool {
    let line = line.trim();
    let words = line
        .split_whitespace()
        .filter(|word| word.chars().all(|c| c.is_alphabetic() || ".,;:!?'’()-`*".contains(c)));
    let is_member = line.split_once(':').is_some_and(|(key, value)| {
        !key.trim().contains(' ') && value.trim_start().starts_with(['"', '\'', '{', '['])
    });
    words.count() >= 3 && !is_member || line.starts_with("```")
}

/// The lines as comments, where the text then parses.
fn of_lines(source: &Source<'_>, lines: &[usize]) -> Option<Misread> {
    let text = source.text();
    let comment = |line: &usize| {
        let range = source.line_range(*line);
        let indent = source.line(*line).len() - source.line(*line).trim_start().len();
        TextEdit::insert(range.start + indent, "// ")
    };
    let edits: Vec<TextEdit> = lines.iter().map(comment).collect();
    if lines.is_empty() || !parses(&text, &edits) {
        return None;
    }
    let title = if lines.len() == 1 { "Turn the line into a comment" } else { "Turn the text into comments" };
    Some(Misread {
        findings: vec![sentence(source, lines)],
        repairs: vec![Repair { title: title.to_owned(), edits }],
        is_cause: true,
        silent: lines.iter().map(|line| source.line_range(*line)).collect(),
    })
}

/// One finding at the first line; the others beside it, block by block.
fn sentence(source: &Source<'_>, lines: &[usize]) -> Diagnostic {
    let message = match lines.len() {
        1 => "this line is text and no configuration: write `//` before it, or remove it".to_owned(),
        many => format!(
            "these {many} lines are text and no configuration: write `//` before them, or remove them"
        ),
    };
    let begins = lines.iter().enumerate().filter(|(at, line)| *at > 0 && lines[at - 1] + 1 != **line);
    let mut found = finding("unexpected-text", source.line_range(lines[0]), message);
    found.related.extend(begins.map(|(_, line)| related(source.line_range(*line), "more text here")));
    found
}

/// A text in which nothing is a member of an object.
fn no_configuration(source: &Source<'_>) -> Option<Misread> {
    let is_object =
        source.snapshot.tree.value().is_some_and(|value| value.object().is_some() || value.array().is_some());
    let first = (0..source.snapshot.text.line_count()).find(|line| !source.line(*line).trim().is_empty())?;
    let is_long = source.errors.len() >= HOPELESS || source.snapshot.text.line_count() > 2;
    if is_object || source.errors.is_empty() || !is_long {
        return None;
    }
    let message = "this text is no configuration: OpenClaw expects one object, `{ … }`";
    let whole = TextRange::new(0, source.snapshot.text.len());
    Some(Misread {
        findings: vec![finding("unexpected-text", source.line_range(first), message)],
        repairs: Vec::new(),
        is_cause: true,
        silent: vec![whole],
    })
}
