//! Quoted strings (JSON5 §5): the decoded value, and the first escape that is wrong.

use super::token::identifier_escape;
use crate::text::TextRange;
use std::borrow::Cow;

/// A wrong escape inside a string: bytes from the start of the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadEscape {
    pub(super) at: usize,
    pub(super) len: usize,
}

/// The text between the quotes, undecoded. A string that was not closed gives all after its quote.
pub fn string_body(token: &str) -> &str {
    let Some(quote) = token.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return token };
    let body = &token[1..];
    match body.strip_suffix(quote) {
        Some(inner) if !ends_in_escape(inner) => inner,
        _ => body,
    }
}

fn ends_in_escape(inner: &str) -> bool {
    inner.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// The value of a string token. Wrong escapes stand for themselves; lone surrogates become U+FFFD.
pub fn decode_string(token: &str) -> Cow<'_, str> {
    let body = string_body(token);
    if body.contains('\\') { Cow::Owned(decode_body(body, |_, _| {}).0) } else { Cow::Borrowed(body) }
}

/// Where a part of the value of a string token, in bytes of the decoded text, stands in the token.
pub fn string_part(token: &str, part: TextRange) -> TextRange {
    let body = string_body(token);
    if !body.contains('\\') {
        return part.shifted(1);
    }
    let (mut start, mut end) = (0, None);
    decode_body(body, |at, decoded| {
        if decoded <= part.start {
            start = at;
        }
        if decoded >= part.end {
            end = end.or(Some(at));
        }
    });
    TextRange::new(start, end.unwrap_or(body.len()).max(start)).shifted(1)
}

/// The first wrong escape of a string token.
pub(super) fn bad_escape(token: &str) -> Option<BadEscape> {
    let (_, bad) = decode_body(string_body(token), |_, _| {});
    bad.map(|bad| BadEscape { at: bad.at + 1, len: bad.len })
}

/// Decodes what stands between the quotes. `step` hears before every character how far the body was read, and how many
/// bytes that gave.
fn decode_body(body: &str, mut step: impl FnMut(usize, usize)) -> (String, Option<BadEscape>) {
    let mut out = String::with_capacity(body.len());
    let mut bad = None;
    let mut high = None;
    let mut rest = body.chars();
    loop {
        let at = body.len() - rest.as_str().len();
        // Half a surrogate pair is no character yet.
        if high.is_none() {
            step(at, out.len());
        }
        let Some(c) = rest.next() else { break };
        if c != '\\' {
            flush(&mut out, &mut high);
            out.push(c);
            continue;
        }
        if let Err(()) = escape(&mut rest, &mut out, &mut high) {
            flush(&mut out, &mut high);
            let end = rest.next().map_or(body.len(), |_| body.len() - rest.as_str().len());
            bad = bad.or(Some(BadEscape { at, len: end - at }));
            out.push_str(&body[at + 1..end]);
        }
    }
    flush(&mut out, &mut high);
    (out, bad)
}

/// Decodes what follows a backslash. On an error nothing is consumed.
fn escape(rest: &mut std::str::Chars<'_>, out: &mut String, high: &mut Option<u16>) -> Result<(), ()> {
    let text = rest.as_str();
    let Some(c) = text.chars().next() else { return Err(()) };
    if c == 'u' {
        let unit = u16::from_str_radix(hex(text, 4)?, 16).map_err(|_| ())?;
        *rest = text[5..].chars();
        push_unit(out, high, unit);
        return Ok(());
    }
    let (decoded, len) = simple_escape(c, text)?;
    flush(out, high);
    out.extend(decoded);
    *rest = text[len..].chars();
    Ok(())
}

fn simple_escape(c: char, text: &str) -> Result<(Option<char>, usize), ()> {
    Ok(match c {
        'b' => (Some('\u{8}'), 1),
        'f' => (Some('\u{C}'), 1),
        'n' => (Some('\n'), 1),
        'r' => (Some('\r'), 1),
        't' => (Some('\t'), 1),
        'v' => (Some('\u{B}'), 1),
        '0' if !text[1..].starts_with(|c: char| c.is_ascii_digit()) => (Some('\0'), 1),
        '0'..='9' => return Err(()),
        'x' => (u32::from_str_radix(hex(text, 2)?, 16).ok().and_then(char::from_u32), 3),
        '\r' if text.starts_with("\r\n") => (None, 2),
        '\n' | '\r' | '\u{2028}' | '\u{2029}' => (None, c.len_utf8()),
        other => (Some(other), other.len_utf8()),
    })
}

/// The `count` hexadecimal digits after the first character.
fn hex(text: &str, count: usize) -> Result<&str, ()> {
    text.get(1..=count).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())).ok_or(())
}

/// Joins surrogate pairs written as two `\u` escapes.
fn push_unit(out: &mut String, high: &mut Option<u16>, unit: u16) {
    match (high.take(), unit) {
        (Some(first), 0xDC00..=0xDFFF) => {
            out.extend(char::decode_utf16([first, unit]).map(|c| c.unwrap_or('\u{FFFD}')));
        }
        (first, _) => {
            if first.is_some() {
                out.push('\u{FFFD}');
            }
            if (0xD800..=0xDBFF).contains(&unit) {
                *high = Some(unit);
            } else {
                out.push(char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}'));
            }
        }
    }
}

fn flush(out: &mut String, high: &mut Option<u16>) {
    if high.take().is_some() {
        out.push('\u{FFFD}');
    }
}

/// The name an identifier stands for, `\uXXXX` escapes decoded.
pub fn decode_identifier(word: &str) -> Cow<'_, str> {
    if !word.contains('\\') {
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    let mut chars = word.chars();
    while let Some(c) = chars.next() {
        let decoded = if c == '\\' { identifier_escape(&mut chars).unwrap_or(c) } else { c };
        out.push(decoded);
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_value_are_found_in_its_token() {
        let part = |token: &str, start, end| {
            let range = string_part(token, TextRange::new(start, end));
            token[range.start..range.end].to_owned()
        };
        assert_eq!(part("'box/m'", 0, 3), "box");
        assert_eq!(part(r"'b\u006fx/m'", 0, 3), r"b\u006fx");
        assert_eq!(part(r"'b\u006fx/m'", 4, 5), "m");
        assert_eq!(part("'ab\\\nc/m'", 0, 3), "ab\\\nc");
        assert_eq!(part("'ab\\\nc/m'", 2, 3), "c");
        assert_eq!(part(r"'\uD83D\uDE00a'", 4, 5), "a");
        assert_eq!(part(r"'a\uD83D\uDE00'", 1, 5), r"\uD83D\uDE00");
    }
}
