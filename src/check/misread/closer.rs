//! A bracket that closes more than was opened, found by the indentation.

use super::source::{Misread, Repair, Source, finding, parses};
use crate::syntax::{SyntaxErrorKind as Kind, TokenKind, tokens};
use crate::text::{TextEdit, TextRange};

/// So many brackets are tried.
const MOST: usize = 8;

/// A closer that begins its line in another column than the line of its opener does.
struct Suspect {
    range: TextRange,
    /// The end of what stands before it.
    before: usize,
    /// The end of the comma behind it; its own where there is none.
    after: usize,
    closer: &'static str,
}

pub(super) fn find(source: &Source<'_>) -> Option<Misread> {
    let is_extra = |kind: Kind| {
        matches!(kind, Kind::ExtraValue | Kind::ExtraCloser | Kind::WantedBrace | Kind::WantedBracket)
    };
    source.errors.iter().find(|error| is_extra(error.kind))?;
    let text = source.text();
    for suspect in suspects(&text) {
        let tight = TextEdit::delete(TextRange::new(suspect.before, suspect.range.end));
        let with_comma = TextEdit::delete(TextRange::new(suspect.before, suspect.after));
        let edits = [vec![tight], vec![TextEdit::delete(suspect.range)], vec![with_comma]];
        if let Some(edits) = edits.into_iter().find(|edits| parses(&text, edits)) {
            let closer = suspect.closer;
            let message =
                format!("this `{closer}` closes more than was opened, judging by its indentation: remove it");
            let title = format!("Remove this `{closer}`");
            return Some(Misread {
                findings: vec![finding("extra-closer", suspect.range, message)],
                repairs: vec![Repair { title, edits }],
                is_cause: true,
                silent: Vec::new(),
            });
        }
    }
    None
}

fn suspects(text: &str) -> Vec<Suspect> {
    let mut found = Vec::new();
    // The column of the line of each opener, and whether the present line has begun.
    let mut openers: Vec<usize> = Vec::new();
    let (mut column, mut is_first, mut before) = (0, true, 0);
    for (start, token, piece) in tokens(text) {
        match token.kind {
            TokenKind::Whitespace => {
                if let Some(at) = piece.rfind(['\n', '\r']) {
                    (column, is_first) = (piece.len() - at - 1, true);
                }
                continue;
            }
            TokenKind::LeftBrace | TokenKind::LeftBracket => openers.push(column),
            TokenKind::RightBrace | TokenKind::RightBracket => {
                // The last opener that is closed before the end of the text is that of the document.
                let is_early = openers.len() == 1 && !text[start + 1..].trim().is_empty();
                let is_wrong = openers.pop() != Some(column) || is_early;
                if is_first && is_wrong && found.len() < MOST {
                    let closer = if token.kind == TokenKind::RightBrace { "}" } else { "]" };
                    let rest = &text[start + 1..];
                    let blanks = rest.len() - rest.trim_start().len();
                    let after = start + 1 + if rest[blanks..].starts_with(',') { blanks + 1 } else { 0 };
                    found.push(Suspect { range: TextRange::at(start, 1), before, after, closer });
                }
            }
            _ => {}
        }
        is_first = false;
        before = start + token.len as usize;
    }
    found
}
