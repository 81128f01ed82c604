//! The white space of a text: what it uses, and the least edit from one to another.

use crate::syntax::{Token, TokenKind, tokens};
use crate::text::{TextEdit, TextRange};

/// The edit from an old white space to a new one, without what both have at their ends.
pub(super) fn minimal(range: TextRange, old: &str, new: &str) -> Option<TextEdit> {
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
pub(super) fn used_newline(text: &str) -> &'static str {
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

/// What the first indented line that begins no comment is indented by.
pub(super) fn used_unit(text: &str) -> Option<String> {
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
