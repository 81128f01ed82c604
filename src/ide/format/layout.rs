//! What white space each gap between two pieces wants.

use super::pieces::{Piece, Pieces};
use crate::syntax::TokenKind;
use crate::text::TextRange;

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// One blank.
    Space,
    /// The beginning of the document.
    Start,
    /// The end of the document.
    End,
    /// A line break, maybe a blank line, then the indentation of a level.
    Lines { blank: bool, level: usize },
}

/// A container that is open.
#[derive(Clone, Copy)]
struct Frame {
    /// It has one entry per line.
    tall: bool,
    brace: bool,
    /// The level of its closer.
    level: usize,
    /// The level of its entries.
    inner: usize,
}

/// What the way through the pieces knows.
struct Layout<'p> {
    pieces: &'p Pieces,
    frames: Vec<Frame>,
    /// The level of the current line.
    level: usize,
    /// The last piece that is no comment.
    last: Option<TokenKind>,
}

/// The gaps before all pieces, and with `whole` the one at the end.
pub(super) fn layout(pieces: &Pieces, whole: bool) -> Vec<(TextRange, Gap)> {
    let mut layout = Layout { pieces, frames: Vec::new(), level: 0, last: None };
    let mut gaps = Vec::with_capacity(pieces.list.len() + 1);
    let mut end = 0;
    for (index, piece) in pieces.list.iter().enumerate() {
        let gap = layout.gap(index, *piece);
        if let Gap::Lines { level, .. } = gap {
            layout.level = level;
        }
        gaps.push((TextRange::new(end, piece.range.start), gap));
        layout.step(*piece);
        end = piece.range.end;
    }
    if whole {
        gaps.push((TextRange::new(end, pieces.len), if end == 0 { Gap::Start } else { Gap::End }));
    }
    gaps
}

impl Layout<'_> {
    /// The innermost container; the document itself is tall and has its value at the margin.
    fn frame(&self) -> Frame {
        let document = Frame { tall: true, brace: false, level: 0, inner: 0 };
        self.frames.last().copied().unwrap_or(document)
    }

    /// Goes past a piece.
    fn step(&mut self, piece: Piece) {
        if piece.opens() {
            let (tall, brace) = (piece.tall, piece.kind == TokenKind::LeftBrace);
            self.frames.push(Frame { tall, brace, level: self.level, inner: self.level + 1 });
        } else if piece.closes() {
            self.frames.pop();
        }
        if !piece.is_comment() {
            self.last = Some(piece.kind);
        }
    }

    /// What the gap before the piece at an index wants.
    fn gap(&self, index: usize, next: Piece) -> Gap {
        let Some(before) = index.checked_sub(1).and_then(|before| self.pieces.list.get(before)) else {
            return Gap::Start;
        };
        let frame = self.frame();
        let value = self.last == Some(TokenKind::Colon);
        if before.kind == TokenKind::LineComment {
            return if next.closes() { closer(frame) } else { lines(next, frame.inner + usize::from(value)) };
        }
        match next.kind {
            TokenKind::Comma | TokenKind::Colon => Gap::None,
            _ if value => Gap::Space,
            _ if before.opens() && next.closes() => Gap::None,
            _ if frame.tall => self.tall(index, *before, next, frame),
            _ if before.opens() || next.closes() => {
                if frame.brace {
                    Gap::Space
                } else {
                    Gap::None
                }
            }
            _ => Gap::Space,
        }
    }

    /// The gap between two pieces of a container on several lines, outside of `key: value`.
    fn tall(&self, index: usize, before: Piece, next: Piece, frame: Frame) -> Gap {
        let same_line = next.breaks == 0;
        if next.closes() {
            return closer(frame);
        }
        if before.opens() || before.kind == TokenKind::Comma {
            let stays = next.is_comment() && same_line && !self.pieces.leads(index);
            let breaks = if before.opens() { 0 } else { next.breaks };
            return if stays { Gap::Space } else { lines(Piece { breaks, ..next }, frame.inner) };
        }
        // After an entry or a comment, what was on the line stays there.
        if same_line { Gap::Space } else { lines(next, frame.inner) }
    }
}

fn closer(frame: Frame) -> Gap {
    Gap::Lines { blank: false, level: frame.level }
}

fn lines(next: Piece, level: usize) -> Gap {
    Gap::Lines { blank: next.breaks > 1, level }
}
