//! Quick fixes of syntax errors. Each is tried: only one after which fewer errors are left is offered.

use super::code_action::MOST;
use super::{ActionKind, CodeAction};
use crate::base::{Diagnostic, Snapshot};
use crate::check::{Misread, Repair, doubled, misread};
use crate::edit::{Plan, Style, apply, quoted};
use crate::syntax::{SyntaxError, SyntaxErrorKind as Kind};
use crate::text::{TextEdit, TextRange};

/// The fixes of the syntax errors that a range meets.
pub(super) fn actions(snapshot: &Snapshot, range: TextRange) -> Vec<CodeAction> {
    if snapshot.tree.is_valid() {
        return Vec::new();
    }
    if let Some(cause) = misread(snapshot) {
        let here: Vec<&Diagnostic> = cause.findings.iter().filter(|one| one.range.meets(range)).collect();
        let fixes: Vec<_> = here.iter().map(|one| (one.code, one.range)).collect();
        if !fixes.is_empty() {
            return repairs(&cause, &fixes);
        }
    }
    let errors = snapshot.tree.errors();
    let here = errors.iter().filter(|error| error.range.meets(range)).take(MOST);
    let mut actions: Vec<CodeAction> = Vec::new();
    for action in here.filter_map(|error| action(snapshot, *error, errors.len())) {
        // Several errors at one place often have one cause: what looks the same is offered once.
        match actions.iter_mut().find(|known| known.title == action.title) {
            Some(known) if known.edits == action.edits => known.fixes.extend(action.fixes),
            Some(_) => {}
            None => actions.push(action),
        }
    }
    actions
}

/// What makes the text parse that does not for a reason behind its errors.
fn repairs(cause: &Misread, fixes: &[(&'static str, TextRange)]) -> Vec<CodeAction> {
    let action = |(index, repair): (usize, &Repair)| CodeAction {
        title: repair.title.clone(),
        kind: ActionKind::QuickFix,
        edits: repair.edits.clone(),
        fixes: fixes.to_vec(),
        preferred: index == 0 && cause.repairs.len() == 1,
        safe: false,
        note: None,
        deferred: None,
    };
    cause.repairs.iter().enumerate().map(action).collect()
}

/// Whether a syntax error has a fix.
pub(super) fn mends(snapshot: &Snapshot, finding: &Diagnostic) -> bool {
    let cause = misread(snapshot).filter(|cause| !cause.repairs.is_empty());
    if cause.is_some_and(|cause| {
        cause.findings.iter().any(|one| (one.code, one.range) == (finding.code, finding.range))
    }) {
        return true;
    }
    let errors = snapshot.tree.errors();
    let same = |error: &&SyntaxError| (error.kind.code(), error.range) == (finding.code, finding.range);
    errors.iter().filter(same).any(|error| action(snapshot, *error, errors.len()).is_some())
}

fn action(snapshot: &Snapshot, error: SyntaxError, before: usize) -> Option<CodeAction> {
    let left = |edit: &TextEdit| apply(snapshot, std::slice::from_ref(edit)).errors().len();
    let tried = candidates(snapshot, error).into_iter().map(|(title, edit)| (left(&edit), title, edit));
    let best = tried.filter(|(left, ..)| *left < before).min_by_key(|(left, ..)| *left);
    let (_, title, edit) = best?;
    Some(CodeAction {
        title,
        kind: ActionKind::QuickFix,
        edits: vec![edit],
        fixes: vec![(error.kind.code(), error.range)],
        preferred: true,
        safe: false,
        note: None,
        deferred: None,
    })
}

type Candidate = (String, TextEdit);

/// What may mend an error, the likeliest first.
fn candidates(snapshot: &Snapshot, error: SyntaxError) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = comment(snapshot, error).into_iter().collect();
    let range = error.range;
    let insert = |title: &str, at: usize, text: &str| (title.to_owned(), TextEdit::insert(at, text));
    let remove = |title: &str| (title.to_owned(), TextEdit::delete(range));
    match error.kind {
        Kind::MissingComma => found.push(insert("Add the missing comma", range.start, ",")),
        Kind::ExtraText => {
            found.push(insert("Add the missing comma", range.start, ","));
            found.push(remove("Remove what follows the value"));
        }
        Kind::MissingColon => found.push(insert("Add the missing colon", range.start, ":")),
        Kind::MissingBrace => found.extend(closers(snapshot, range.start, "}")),
        Kind::MissingBracket => found.extend(closers(snapshot, range.start, "]")),
        Kind::WantedBrace => found.extend(wrong_closer(range, "}")),
        Kind::WantedBracket => found.extend(wrong_closer(range, "]")),
        Kind::ExtraCloser => found.push(remove("Remove the unmatched bracket")),
        Kind::ExtraComma => found.push(remove("Remove the comma")),
        Kind::ExtraColon => found.push(remove("Remove the colon")),
        Kind::UnclosedString => found.extend(closing_quotes(snapshot, range)),
        Kind::UnclosedComment => {
            let text = snapshot.text.slice(TextRange::new(range.start, snapshot.text.len()));
            let end = range.start + text.trim_end().len();
            found.push(insert("Close the comment", end, " */"));
        }
        Kind::BadEscape => {
            found.extend(doubled_text(snapshot, range));
            found.push(insert("Write a backslash as `\\\\`", range.start, "\\"));
        }
        Kind::BadValue | Kind::BadKey => found.extend(in_quotes(snapshot, error)),
        Kind::EmptyDocument => found.push(insert("Write an empty object", range.end, "{}")),
        Kind::MissingValue => found.extend(removal(snapshot, range, "Remove the key without a value")),
        Kind::MissingKey => found.extend(removal(snapshot, range, "Remove the value without a key")),
        Kind::ExtraValue | Kind::MissingColonAndValue => {}
    }
    found
}

/// The whole text with two backslashes for each that was meant, where its value is a path.
fn doubled_text(snapshot: &Snapshot, range: TextRange) -> Option<Candidate> {
    let entry = snapshot.tree.cursor(range.start).entry?;
    let token = entry.value()?.scalar()?.token;
    let text = doubled(&entry.key().unwrap_or_default(), token.text);
    let is_more = token.range.contains_range(range) && text != token.text;
    is_more.then(|| ("Double the backslashes".to_owned(), TextEdit::replace(token.range, text)))
}

/// `# …` on a line becomes `// …`.
fn comment(snapshot: &Snapshot, error: SyntaxError) -> Option<Candidate> {
    let text = &snapshot.text;
    let line = text.line_of(error.range.start);
    let start = text.line_start(line);
    let line = text.slice(TextRange::new(start, text.line_end(line)));
    let at = line.find('#').filter(|at| start + at <= error.range.end)?;
    let starts_word = line[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "{[,".contains(c));
    let edit = TextEdit::replace(TextRange::at(start + at, 1), "//");
    starts_word.then(|| ("Write the comment with `//`".to_owned(), edit))
}

/// A closer where it is missing: on the line, on a line of its own, before a comma.
fn closers(snapshot: &Snapshot, at: usize, closer: &str) -> Vec<Candidate> {
    let title = format!("Add the missing `{closer}`");
    let text = &snapshot.text;
    let line = text.slice(TextRange::new(text.line_start(text.line_of(at)), at));
    let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    let outer = indent.strip_suffix('\t').or_else(|| indent.strip_suffix("  ")).unwrap_or("");
    let newline = style(snapshot).newline;
    let own_line = format!("{newline}{outer}{closer}");
    let same_line = if closer == "]" { closer.to_owned() } else { format!(" {closer}") };
    let opens_here = line.contains(['{', '[']);
    let texts = if opens_here { [same_line, own_line] } else { [own_line, same_line] };
    let with_comma = texts.clone().map(|text| text + ",");
    texts.into_iter().chain(with_comma).map(|text| (title.clone(), TextEdit::insert(at, text))).collect()
}

/// The whole member goes.
fn removal(snapshot: &Snapshot, range: TextRange, title: &str) -> Option<Candidate> {
    let cursor = snapshot.tree.cursor(range.start);
    let mut plan = Plan::new(snapshot);
    plan.delete(cursor.container, cursor.entry?);
    let mut edits = plan.edits();
    Some((title.to_owned(), edits.pop().filter(|_| edits.is_empty())?))
}

fn wrong_closer(range: TextRange, closer: &str) -> Vec<Candidate> {
    vec![
        (format!("Close with `{closer}`"), TextEdit::replace(range, closer)),
        (format!("Add the missing `{closer}`"), TextEdit::insert(range.start, closer)),
    ]
}

/// The quote at the end of the line, or before the comma and the brackets that end it.
fn closing_quotes(snapshot: &Snapshot, range: TextRange) -> Vec<Candidate> {
    let token = snapshot.text.slice(range);
    let Some(quote) = token.chars().next() else { return Vec::new() };
    let words = token.trim_end_matches([',', '}', ']', ' ', '\t']);
    let without_comma = token.trim_end().trim_end_matches(',');
    let ends = [without_comma.len(), words.len(), token.trim_end().len()];
    let edit = |end: usize| TextEdit::insert(range.start + end.max(1), quote.to_string());
    ends.into_iter().map(|end| ("Add the missing quote".to_owned(), edit(end))).collect()
}

/// A bare word, or all bare words up to the end of the value.
fn in_quotes(snapshot: &Snapshot, error: SyntaxError) -> Vec<Candidate> {
    let text = &snapshot.text;
    let line_end = text.line_end(text.line_of(error.range.start));
    let rest = text.slice(TextRange::new(error.range.start, line_end));
    let until = if error.kind == Kind::BadKey { rest.find(':') } else { rest.find([',', '}', ']']) };
    let words = rest[..until.unwrap_or(rest.len())].trim_end().len();
    let ranges = [error.range, TextRange::at(error.range.start, words)];
    let quote = style(snapshot).quote;
    let edit = |range: TextRange| TextEdit::replace(range, quoted(&text.slice(range), quote));
    ranges.into_iter().map(|range| ("Put it in quotes".to_owned(), edit(range))).collect()
}

fn style(snapshot: &Snapshot) -> Style {
    Style::around(snapshot, snapshot.tree.document())
}
