//! Quick fixes that have a finding ignored by a comment, and those of such comments themselves.

use super::code_action::MOST;
use super::{ActionKind, CodeAction};
use crate::base::codes::{INVALID_IGNORE, UNUSED_IGNORE};
use crate::base::{Diagnostic, Snapshot};
use crate::check::{Directive, IGNORE, IGNORE_FILE, Scope, directives, may_be_ignored};
use crate::edit::{Style, edited, keeps_syntax};
use crate::syntax::{ADDRESS, TokenAt};
use crate::text::{TextEdit, TextRange};

/// The ways to have the findings ignored that a range meets: on their line, and in the whole file. `found` are the findings of
/// the file that are told; the edits are those of the file.
pub fn ignoring(snapshot: &Snapshot, found: &[Diagnostic], range: TextRange) -> Vec<CodeAction> {
    let here = found.iter().filter(|one| one.range.meets(range) && may_be_ignored(one)).take(MOST);
    let mut actions: Vec<CodeAction> = Vec::new();
    let known = directives(snapshot);
    for finding in here {
        let line = snapshot.text.line_of(finding.range.start);
        for scope in [Scope::Line(line), Scope::File] {
            let Some(action) = ignored(snapshot, &known, finding, scope) else { continue };
            // Several findings of one code on one line are ignored by one comment.
            match actions.iter_mut().find(|known| known.edits == action.edits) {
                Some(known) => known.fixes.extend(action.fixes),
                None => actions.push(action),
            }
        }
    }
    actions
}

fn ignored(
    snapshot: &Snapshot,
    known: &[Directive],
    finding: &Diagnostic,
    scope: Scope,
) -> Option<CodeAction> {
    let code = finding.code;
    let same = known.iter().find(|one| one.counts && one.scope == scope && !one.codes.is_empty());
    let edit = match same.and_then(|one| one.codes.last()) {
        Some(last) => TextEdit::insert(last.range.end, format!(", {code}")),
        None if scope == Scope::File => at_top(snapshot, code),
        None => above(snapshot, finding),
    };
    let place = if scope == Scope::File { "in this file" } else { "here" };
    let action = action(ActionKind::Ignore, format!("Ignore `{code}` {place}"), finding, edit);
    takes_effect(snapshot, finding, &action.edits).then_some(action)
}

/// Whether the comments ignore a finding once the edits are made.
fn takes_effect(snapshot: &Snapshot, finding: &Diagnostic, edits: &[TextEdit]) -> bool {
    let after = edited(snapshot, edits);
    let moved: usize =
        edits.iter().filter(|edit| edit.range.end <= finding.range.start).map(|edit| edit.text.len()).sum();
    let line = after.text.line_of(finding.range.start + moved);
    let covers = |one: &Directive| {
        one.counts
            && [Scope::File, Scope::Line(line)].contains(&one.scope)
            && one.codes.iter().any(|named| named.code == finding.code)
    };
    keeps_syntax(snapshot, edits) && directives(&after).iter().any(covers)
}

/// A comment before everything else.
fn at_top(snapshot: &Snapshot, code: &str) -> TextEdit {
    let mark = '\u{FEFF}';
    let start = if snapshot.text.char_at(0) == Some(mark) { mark.len_utf8() } else { 0 };
    let newline = Style::around(snapshot, snapshot.tree.document()).newline;
    TextEdit::insert(start, format!("// {ADDRESS} {IGNORE_FILE} {code}{newline}"))
}

/// A comment on a line of its own above a finding; before the member where something reaches into its line.
fn above(snapshot: &Snapshot, finding: &Diagnostic) -> TextEdit {
    let text = &snapshot.text;
    let start = text.line_start(text.line_of(finding.range.start));
    let says = format!("{ADDRESS} {IGNORE} {}", finding.code);
    if let Some(token) = reaching(snapshot, start) {
        return TextEdit::insert(token.range.end, format!(" /* {says} */"));
    }
    let newline = Style::around(snapshot, snapshot.tree.document()).newline;
    let indent = text.indentation(finding.range.start);
    TextEdit::insert(start, format!("{indent}// {says}{newline}"))
}

/// The comment or text that begins before a byte and ends behind it.
fn reaching(snapshot: &Snapshot, at: usize) -> Option<TokenAt<'_>> {
    let cursor = snapshot.tree.cursor(at);
    let own = cursor.entry.into_iter().flat_map(|entry| entry.tokens().collect::<Vec<_>>());
    let mut tokens = own.chain(cursor.container.tail_tokens());
    tokens.find(|token| {
        let is_solid = token.kind().is_comment() || !token.kind().is_trivia();
        is_solid && token.range.start < at && at < token.range.end
    })
}

/// What mends a finding about a comment that ignores.
pub(super) fn mending(snapshot: &Snapshot, finding: &Diagnostic) -> Vec<CodeAction> {
    if ![UNUSED_IGNORE, INVALID_IGNORE].contains(&finding.code) {
        return Vec::new();
    }
    let known = directives(snapshot);
    let Some(directive) = known.iter().find(|one| one.comment.contains_range(finding.range)) else {
        return Vec::new();
    };
    let fix = |title: String, edit| action(ActionKind::QuickFix, title, finding, edit);
    let mut actions: Vec<CodeAction> = Vec::new();
    if let Some(meant) = &finding.meant {
        actions.push(fix(format!("Write `{meant}`"), TextEdit::replace(finding.range, meant.as_str())));
    }
    let at = directive.codes.iter().position(|named| named.range == finding.range);
    match at.filter(|_| directive.codes.len() > 1) {
        Some(at) => {
            let title = format!("Remove `{}` from the comment", directive.codes[at].code);
            actions.push(fix(title, TextEdit::delete(with_comma(directive, at))));
        }
        None => actions
            .push(fix("Remove the comment".to_owned(), TextEdit::delete(whole(snapshot, directive.comment)))),
    }
    if let Some(first) = actions.first_mut() {
        first.preferred = true;
    }
    actions.retain(|action| keeps_syntax(snapshot, &action.edits));
    actions
}

/// A code of several, with the comma that goes with it.
fn with_comma(directive: &Directive, at: usize) -> TextRange {
    let codes = &directive.codes;
    let own = codes[at].range;
    match at.checked_sub(1) {
        Some(before) => TextRange::new(codes[before].range.end, own.end),
        None => TextRange::new(own.start, codes[at + 1].range.start),
    }
}

/// A comment with the blanks before it where it ends its line, and with its line where that holds nothing else.
fn whole(snapshot: &Snapshot, comment: TextRange) -> TextRange {
    let text = &snapshot.text;
    let (first, last) = (text.line_of(comment.start), text.line_of(comment.end));
    let before = text.slice(TextRange::new(text.line_start(first), comment.start));
    let behind = text.slice(TextRange::new(comment.end, text.line_end(last)));
    if !behind.trim().is_empty() {
        // The blanks on one side are enough for what stays.
        let blanks = behind.len() - behind.trim_start().len();
        return TextRange::new(comment.start, comment.end + blanks);
    }
    if before.trim().is_empty() {
        return TextRange::new(text.line_start(first), text.line_start(last + 1));
    }
    let blanks = before.len() - before.trim_end().len();
    TextRange::new(comment.start - blanks, comment.end)
}

fn action(kind: ActionKind, title: String, finding: &Diagnostic, edit: TextEdit) -> CodeAction {
    CodeAction {
        title,
        kind,
        edits: vec![edit],
        fixes: vec![(finding.code, finding.range)],
        preferred: false,
        safe: false,
        note: None,
        deferred: None,
    }
}

#[cfg(test)]
mod tests;
