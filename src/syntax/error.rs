//! Syntax errors: one per fault, at the place where something is missing or wrong.

use crate::text::TextRange;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SyntaxErrorKind {
    /// The document holds no value.
    EmptyDocument,
    /// Something follows the document's value.
    ExtraValue,
    /// No value after a key and its colon, or between two commas.
    MissingValue,
    /// A key without colon and value.
    MissingColonAndValue,
    /// No colon between a key and its value.
    MissingColon,
    /// No comma before the next member or element.
    MissingComma,
    /// No key before a colon or a value.
    MissingKey,
    /// A comma with nothing before it.
    ExtraComma,
    /// A second colon, or a colon in an array.
    ExtraColon,
    /// A `{` without `}`.
    MissingBrace,
    /// A `[` without `]`.
    MissingBracket,
    /// `]` where `}` was expected.
    WantedBrace,
    /// `}` where `]` was expected.
    WantedBracket,
    /// A closer that nothing opened.
    ExtraCloser,
    /// A string without its closing quote.
    UnclosedString,
    /// A block comment without `*/`.
    UnclosedComment,
    /// An escape that JSON5 does not have.
    BadEscape,
    /// A value that is no literal, number or quoted string.
    BadValue,
    /// A key that is neither quoted nor an identifier.
    BadKey,
    /// Text after a complete value on the same line.
    ExtraText,
}

/// One syntax error, with its place in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// The place in bytes; empty where something is missing.
    pub range: TextRange,
    /// The opener whose closer is missing or wrong.
    pub opener: Option<TextRange>,
}

impl SyntaxErrorKind {
    /// The stable code of the diagnostic.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EmptyDocument => "empty-document",
            Self::ExtraValue | Self::ExtraText | Self::ExtraColon => "unexpected-text",
            Self::MissingValue => "missing-value",
            Self::MissingColonAndValue | Self::MissingColon => "missing-colon",
            Self::MissingComma => "missing-comma",
            Self::MissingKey => "missing-key",
            Self::ExtraComma => "extra-comma",
            Self::MissingBrace | Self::MissingBracket => "missing-closer",
            Self::WantedBrace | Self::WantedBracket => "wrong-closer",
            Self::ExtraCloser => "extra-closer",
            Self::UnclosedString => "unclosed-string",
            Self::UnclosedComment => "unclosed-comment",
            Self::BadEscape => "invalid-escape",
            Self::BadValue => "invalid-value",
            Self::BadKey => "invalid-key",
        }
    }

    /// A sentence for the user; `found` is the text of the error's range. Keys, punctuation and escapes are named;
    /// a value never is, since it may be a secret whose quotes are missing.
    pub fn message(self, found: &str) -> String {
        let found = shorten(found);
        match self {
            Self::EmptyDocument => "the document is empty: write an object, `{}`".into(),
            Self::ExtraValue => "this follows the end of the document: one `{ … }` holds everything".into(),
            Self::MissingValue => "a value is missing here".into(),
            Self::MissingColonAndValue => format!("the key {found} has no value: write `: value` after it"),
            Self::MissingColon => "a colon is missing between key and value".into(),
            Self::MissingComma => "a comma is missing here".into(),
            Self::MissingKey => "a key is missing here: members of an object are `key: value`".into(),
            Self::ExtraComma => "this comma has nothing before it: remove it".into(),
            Self::ExtraColon => "this colon does not belong here: remove it".into(),
            Self::MissingBrace => "the closing `}` is missing here".into(),
            Self::MissingBracket => "the closing `]` is missing here".into(),
            Self::WantedBrace => format!("found {found}, but the object must be closed by `}}`"),
            Self::WantedBracket => format!("found {found}, but the array must be closed by `]`"),
            Self::ExtraCloser => format!("{found} closes nothing: remove it"),
            Self::UnclosedString => {
                "the closing quote of this string is missing: a string ends on its line".into()
            }
            Self::UnclosedComment => "the end `*/` of this comment is missing".into(),
            Self::BadEscape => {
                format!(
                    "{found} is no escape of JSON5: write `\\\\` for a backslash, `\\xHH` or `\\uHHHH` for a character"
                )
            }
            Self::BadValue if found.starts_with("`#") => "comments start with `//`, not with `#`".into(),
            Self::BadValue => "this is no value: put text in quotes".into(),
            Self::BadKey => format!("{found} is no key: put it in quotes"),
            Self::ExtraText => "this follows a complete value: remove it, or put a comma in between".into(),
        }
    }
}

/// A short, quoted piece of the document for a message.
fn shorten(found: &str) -> String {
    let line = found.lines().next().unwrap_or_default();
    match line.char_indices().nth(40) {
        Some((cut, _)) => format!("`{}…`", &line[..cut]),
        None => format!("`{line}`"),
    }
}
