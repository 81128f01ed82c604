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

impl Encoding {
    /// How many units a character takes.
    const fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
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
        let end = rope.byte_to_char(edit.range.end.min(rope.len_bytes())).max(start);
        rope.remove(start..end);
        rope.insert(start, &edit.text);
        Self { rope }
    }

    /// The range with both ends moved down to the nearest character of the text.
    pub fn clamp(&self, range: TextRange) -> TextRange {
        let start = self.floor(range.start);
        TextRange::new(start, self.floor(range.end).max(start))
    }

    /// The text of a byte range. Ends beyond the text or inside a character are moved down to the nearest one.
    pub fn slice(&self, range: TextRange) -> String {
        let start = self.floor(range.start);
        let end = self.floor(range.end).max(start);
        self.rope.byte_slice(start..end).to_string()
    }

    /// The pieces that the text is stored in, in order: the cheap way to read all of it.
    pub fn chunks(&self) -> impl Iterator<Item = &str> {
        self.rope.chunks()
    }

    /// The piece that holds a byte offset, and the offset of its first byte. The end of the text lies in the last piece.
    pub fn chunk_at(&self, offset: usize) -> (&str, usize) {
        let (chunk, start, _, _) = self.rope.chunk_at_byte(offset.min(self.len()));
        (chunk, start)
    }

    /// The character that begins at a byte offset or holds it; nothing at the end of the text.
    pub fn char_at(&self, offset: usize) -> Option<char> {
        (offset < self.len()).then(|| self.rope.char(self.rope.byte_to_char(offset)))
    }

    /// The number of lines: one more than there are line breaks.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The line that holds a byte offset. A line break belongs to the line that it ends.
    pub fn line_of(&self, offset: usize) -> usize {
        self.rope.byte_to_line(offset.min(self.len()))
    }

    /// The byte offset of the first character of a line; the end of the text for lines that do not exist.
    pub fn line_start(&self, line: usize) -> usize {
        if line < self.rope.len_lines() { self.rope.line_to_byte(line) } else { self.len() }
    }

    /// The byte offset of the end of a line, before its line break.
    pub fn line_end(&self, line: usize) -> usize {
        let (start, next) = (self.line_start(line), self.line_start(line + 1));
        let before = |at: usize| (at > start).then(|| self.rope.byte(at - 1));
        match before(next) {
            Some(b'\n') if before(next - 1) == Some(b'\r') => next - 2,
            Some(b'\n' | b'\r') => next - 1,
            _ => next,
        }
    }

    /// The text of a line, without its line break.
    pub fn line(&self, line: usize) -> String {
        self.slice(TextRange::new(self.line_start(line), self.line_end(line)))
    }

    /// The blanks and tabulators that the line of a byte offset begins with, as far as the offset.
    pub fn indentation(&self, offset: usize) -> String {
        let start = self.line_start(self.line_of(offset));
        let line = self.slice(TextRange::new(start, offset.max(start)));
        line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect()
    }

    /// The byte offset of a position.
    ///
    /// A column beyond the line's end means its end (LSP 3.17, `Position`), a line beyond the last one the end of the
    /// text, a column inside a character the start of that character.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        if line >= self.rope.len_lines() {
            return self.len();
        }
        let (start, column) = (self.line_start(line), position.character as usize);
        if let Some(near) = self.near_offset(start, column, encoding) {
            return near;
        }
        let end = self.line_end(line);
        match encoding {
            Encoding::Utf8 => self.floor((start + column).min(end)),
            Encoding::Utf16 => {
                let first = self.rope.char_to_utf16_cu(self.rope.byte_to_char(start));
                let unit = (first + column).min(self.rope.len_utf16_cu());
                self.rope.char_to_byte(self.rope.utf16_cu_to_char(unit)).min(end)
            }
            Encoding::Utf32 => {
                let at = (self.rope.byte_to_char(start) + column).min(self.rope.len_chars());
                self.rope.char_to_byte(at).min(end)
            }
        }
    }

    /// The position of a byte offset. Offsets beyond the end mean the end, offsets inside a character its start,
    /// offsets inside a CRLF the end of the line.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(self.len());
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        if let Some(column) = self.near_column(start, offset, encoding) {
            return Position { line: line as u32, character: column as u32 };
        }
        let offset = self.before_lf(self.floor(offset));
        let column = match encoding {
            Encoding::Utf8 => offset - start,
            Encoding::Utf16 => self.utf16_units(offset) - self.utf16_units(start),
            Encoding::Utf32 => self.rope.byte_to_char(offset) - self.rope.byte_to_char(start),
        };
        Position { line: line as u32, character: column as u32 }
    }

    /// The offset of a column, where the line lies in one piece up to there. Every keystroke asks for two of these, and
    /// walking along a short line is several times cheaper than descending the rope for each unit.
    fn near_offset(&self, start: usize, column: usize, encoding: Encoding) -> Option<usize> {
        let (chunk, chunk_start) = self.chunk_at(start);
        let mut left = column;
        for (at, character) in chunk.get(start - chunk_start..)?.char_indices() {
            let width = encoding.width(character);
            if left < width || matches!(character, '\n' | '\r') {
                return Some(start + at);
            }
            left -= width;
        }
        None
    }

    /// The column of an offset, where the line lies in one piece beyond there.
    fn near_column(&self, start: usize, offset: usize, encoding: Encoding) -> Option<usize> {
        let (chunk, chunk_start) = self.chunk_at(start);
        let mut column = 0;
        for (at, character) in chunk.get(start - chunk_start..)?.char_indices() {
            let end = start + at + character.len_utf8();
            if offset < end || matches!(character, '\n' | '\r') {
                return Some(column);
            }
            column += encoding.width(character);
        }
        None
    }

    /// The nearest character boundary at or before an offset.
    fn floor(&self, offset: usize) -> usize {
        self.rope.char_to_byte(self.rope.byte_to_char(offset.min(self.len())))
    }

    /// The offset, moved before the CR when it lies between the two halves of a CRLF.
    fn before_lf(&self, offset: usize) -> usize {
        let inside = offset > 0
            && offset < self.len()
            && self.rope.byte(offset) == b'\n'
            && self.rope.byte(offset - 1) == b'\r';
        offset - usize::from(inside)
    }

    /// How many UTF-16 code units stand before an offset.
    fn utf16_units(&self, offset: usize) -> usize {
        self.rope.char_to_utf16_cu(self.rope.byte_to_char(offset))
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| out.write_str(chunk))
    }
}
