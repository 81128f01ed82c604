//! Tokens: the kinds, and how one token is cut off the front of a text.

use super::chars::{is_id_continue, is_id_start, is_space, is_word_end};
use super::number::is_number;

/// What a token is. Every byte of a document belongs to exactly one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// White space and line breaks (JSON5 §8; the byte order mark counts).
    Whitespace,
    /// `// …`, without its line break.
    LineComment,
    /// `/* … */`; without an end it reaches the end of the document.
    BlockComment,
    /// `{`
    LeftBrace,
    /// `}`
    RightBrace,
    /// `[`
    LeftBracket,
    /// `]`
    RightBracket,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// A quoted string; without its closing quote it ends before the line break.
    String,
    /// A JSON5 number, signed infinities and `NaN`s included.
    Number,
    /// An ECMAScript 5.1 identifier name: a key, or `true`, `false`, `null`, `Infinity`, `NaN`.
    Identifier,
    /// Any other run of characters that no token may hold: `claude-opus-5`, `24h`, `#`.
    Malformed,
}

impl TokenKind {
    /// Whether the token is white space or a comment.
    pub const fn is_trivia(self) -> bool {
        matches!(self, Self::Whitespace | Self::LineComment | Self::BlockComment)
    }

    /// Whether the token is a comment.
    pub const fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }

    /// Whether the token can be a key or a scalar value, well-formed or not.
    pub const fn is_word(self) -> bool {
        matches!(self, Self::String | Self::Number | Self::Identifier | Self::Malformed)
    }
}

/// One token: its text lies in the [`Run`](super::Run) that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// A string without its closing quote, or a block comment without `*/`.
    pub unclosed: bool,
    /// The token holds a backslash (string, identifier) or a line break (trivia).
    pub special: bool,
    /// The length in bytes.
    pub len: u32,
}

/// Cuts a text into tokens: each with its first byte and its text. All bytes are in some token.
pub fn tokens(text: &str) -> impl Iterator<Item = (usize, Token, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let (start, token) = (at, first_token(rest));
        at += token.len as usize;
        Some((start, token, &text[start..at]))
    })
}

/// Cuts the first token off a text that is not empty.
pub(super) fn first_token(text: &str) -> Token {
    match text.as_bytes().first().copied().unwrap_or(b' ') {
        b'{' => punctuation(TokenKind::LeftBrace),
        b'}' => punctuation(TokenKind::RightBrace),
        b'[' => punctuation(TokenKind::LeftBracket),
        b']' => punctuation(TokenKind::RightBracket),
        b':' => punctuation(TokenKind::Colon),
        b',' => punctuation(TokenKind::Comma),
        quote @ (b'"' | b'\'') => string(text, quote),
        b'/' if text.starts_with("//") => line_comment(text),
        b'/' if text.starts_with("/*") => block_comment(text),
        byte if byte.is_ascii() && !is_ascii_space(byte) => word(text),
        _ if text.starts_with(is_space) => whitespace(text),
        _ => word(text),
    }
}

const fn punctuation(kind: TokenKind) -> Token {
    Token { kind, unclosed: false, special: false, len: 1 }
}

/// White space is nearly always ASCII, which needs no decoding.
fn whitespace(text: &str) -> Token {
    let bytes = text.as_bytes();
    let ascii = bytes.iter().position(|byte| !is_ascii_space(*byte)).unwrap_or(bytes.len());
    let len = match bytes.get(ascii) {
        Some(byte) if !byte.is_ascii() => text.find(|c| !is_space(c)).unwrap_or(text.len()),
        _ => ascii,
    };
    let special = bytes[..len].iter().any(|byte| matches!(byte, b'\n' | b'\r'))
        || len > ascii && text[..len].contains(['\u{2028}', '\u{2029}']);
    Token { kind: TokenKind::Whitespace, unclosed: false, special, len: len as u32 }
}

/// White space, as far as it is ASCII.
const fn is_ascii_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0b | 0x0c | b'\r' | b' ')
}

fn line_comment(text: &str) -> Token {
    let len = text.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(text.len());
    Token { kind: TokenKind::LineComment, unclosed: false, special: false, len: len as u32 }
}

fn block_comment(text: &str) -> Token {
    let end = text[2..].find("*/").map(|at| at + 4);
    let len = end.unwrap_or(text.len());
    let special = text[..len].contains(['\n', '\r', '\u{2028}', '\u{2029}']);
    Token { kind: TokenKind::BlockComment, unclosed: end.is_none(), special, len: len as u32 }
}

/// A string ends at its quote, or before a line break that no backslash escapes (JSON5 §5.1).
fn string(text: &str, quote: u8) -> Token {
    let bytes = text.as_bytes();
    let mut at = 1;
    let mut special = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => {
                special = true;
                at += match bytes.get(at + 1..) {
                    Some([b'\r', b'\n', ..]) => 3,
                    Some([_, ..]) => 2,
                    _ => 1,
                };
            }
            b'\n' | b'\r' => break,
            _ if byte == quote => {
                return Token { kind: TokenKind::String, unclosed: false, special, len: at as u32 + 1 };
            }
            _ => at += 1,
        }
    }
    Token { kind: TokenKind::String, unclosed: true, special, len: at as u32 }
}

fn word(text: &str) -> Token {
    let len = word_len(text);
    let word = &text[..len];
    let special = word.contains('\\');
    // Most words are keys, which no number begins like.
    let may_be_number = matches!(word.as_bytes().first(), Some(b'0'..=b'9' | b'+' | b'-' | b'.'));
    let kind = if may_be_number && is_number(word) {
        TokenKind::Number
    } else if is_identifier(word) {
        TokenKind::Identifier
    } else {
        TokenKind::Malformed
    };
    Token { kind, unclosed: false, special, len: len as u32 }
}

/// A word goes on to the next white space, punctuation, quote or comment.
fn word_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'$');
    let plain = bytes.iter().position(|byte| !is_plain(byte)).unwrap_or(bytes.len());
    // Most words end here, with what no word holds.
    let is_end = |byte: &u8| is_ascii_space(*byte) || matches!(byte, b':' | b',' | b'}' | b']');
    if plain > 0 && bytes.get(plain).is_none_or(is_end) {
        return plain;
    }
    let mut rest = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = rest.next() {
        let comment = c == '/' && matches!(rest.peek(), Some((_, '/' | '*')));
        if comment || is_word_end(c) {
            return at;
        }
    }
    text.len()
}

/// Whether a word is an identifier name, `\uXXXX` escapes included (JSON5 §4).
pub(super) fn is_identifier(word: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    if word.bytes().all(is_plain) {
        return word.bytes().next().is_some_and(|first| !first.is_ascii_digit());
    }
    let mut chars = word.chars();
    let mut first = true;
    while let Some(c) = chars.next() {
        let c = if c == '\\' {
            match identifier_escape(&mut chars) {
                Some(escaped) => escaped,
                None => return false,
            }
        } else {
            c
        };
        if !(if first { is_id_start(c) } else { is_id_continue(c) }) {
            return false;
        }
        first = false;
    }
    !first
}

/// Reads `uXXXX` after a backslash.
pub(super) fn identifier_escape(chars: &mut std::str::Chars<'_>) -> Option<char> {
    let hex = chars.as_str().strip_prefix('u')?.get(..4)?;
    if !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    for _ in 0..5 {
        chars.next();
    }
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}
