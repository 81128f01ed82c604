//! The rope of one document version.

use super::{TextEdit, TextRange};
use ropey::Rope;

/// How a client counts columns (LSP 3.17, `PositionEncodingKind`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place in a document as a client counts it: both numbers start at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line; lines end at LF, CRLF or CR, as LSP says.
    pub line: u32,
    /// The column, in units of an [`Encoding`].
    pub character: u32,
}

/// The text of one document version. Cloning costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// A text from a string.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether the text holds nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text with one edit made. Offsets beyond the end or inside a character are moved down to the nearest one.
    #[must_use]
    pub fn edited(&self, edit: &TextEdit) -> Self {
        let mut rope = self.rope.clone();
        let start = rope.byte_to_char(edit.range.start.min(rope.len_bytes()));
        let end = rope.byte_to_char(edit.range.end.min(rope.len_bytes()));
        rope.remove(start..end);
        rope.insert(start, &edit.text);
        Self { rope }
    }

    /// The text of a byte range.
    pub fn slice(&self, range: TextRange) -> String {
        self.rope.byte_slice(range.start..range.end).to_string()
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| out.write_str(chunk))
    }
}
