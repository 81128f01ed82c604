//! A text as the formatter sees it: what is not white space, and the line breaks between.

use crate::syntax::{TokenKind, tokens};
use crate::text::TextRange;

/// A token that is not white space.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) kind: TokenKind,
    pub(super) range: TextRange,
    /// Line breaks in the white space before it; two mean two or more.
    pub(super) breaks: u8,
    /// For an opener: its container holds a line break, outside strings.
    pub(super) tall: bool,
}

impl Piece {
    /// Whether it is a comment.
    pub(super) fn is_comment(self) -> bool {
        self.kind.is_trivia()
    }

    /// Whether it opens a container.
    pub(super) fn opens(self) -> bool {
        matches!(self.kind, TokenKind::LeftBrace | TokenKind::LeftBracket)
    }

    /// Whether it closes a container.
    pub(super) fn closes(self) -> bool {
        matches!(self.kind, TokenKind::RightBrace | TokenKind::RightBracket)
    }
}

/// The pieces of a text without syntax errors.
pub(super) struct Pieces {
    pub(super) list: Vec<Piece>,
    /// The length of the text in bytes.
    pub(super) len: usize,
}

impl Pieces {
    /// Cuts a text.
    pub(super) fn of(text: &str) -> Self {
        let mut pieces = Self { list: Vec::new(), len: text.len() };
        let mut open: Vec<usize> = Vec::new();
        let mut breaks = 0;
        for (start, token, text) in tokens(text) {
            let tall = token.special && token.kind.is_trivia();
            if tall && let Some(inner) = open.last().and_then(|index| pieces.list.get_mut(*index)) {
                inner.tall = true;
            }
            if token.kind == TokenKind::Whitespace {
                breaks = line_breaks(text);
                continue;
            }
            let range = TextRange::at(start, text.len());
            let piece = Piece { kind: token.kind, range, breaks, tall: false };
            breaks = 0;
            if piece.closes() {
                pieces.close(&mut open);
            } else if piece.opens() {
                open.push(pieces.list.len());
            }
            pieces.list.push(piece);
        }
        pieces
    }

    /// A container around one with a line break has it, too.
    fn close(&mut self, open: &mut Vec<usize>) {
        let tall = open.pop().and_then(|index| self.list.get(index)).is_some_and(|inner| inner.tall);
        if let Some(outer) = open.last().and_then(|index| self.list.get_mut(*index)) {
            outer.tall |= tall;
        }
    }

    /// Whether the comment at an index is followed, on its line, by what it stands before.
    pub(super) fn leads(&self, index: usize) -> bool {
        let mut rest = self.list.iter().skip(index);
        rest.next().is_some_and(|comment| comment.kind == TokenKind::BlockComment)
            && rest
                .take_while(|piece| piece.breaks == 0)
                .find(|piece| piece.kind != TokenKind::BlockComment)
                .is_some_and(|piece| piece.kind.is_word() || piece.opens())
    }
}

fn line_breaks(text: &str) -> u8 {
    let breaks = text.matches(['\n', '\r', '\u{2028}', '\u{2029}']).count();
    (breaks - text.matches("\r\n").count()).min(2) as u8
}
