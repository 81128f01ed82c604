//! Edits of edited text, told as edits of the text before.

use crate::text::{TextEdit, TextRange};
use std::collections::VecDeque;

/// A piece of a text that came out of edits.
enum Piece {
    /// These bytes of the text before.
    Kept(TextRange),
    /// New text.
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Kept(range) => range.len(),
            Self::New(text) => text.len(),
        }
    }

    /// The first `at` bytes, and the rest.
    fn split(self, at: usize) -> (Self, Self) {
        match self {
            Self::Kept(TextRange { start, end }) => {
                (Self::Kept(TextRange::new(start, start + at)), Self::Kept(TextRange::new(start + at, end)))
            }
            Self::New(mut text) => {
                let rest = text.split_off(at);
                (Self::New(text), Self::New(rest))
            }
        }
    }
}

/// One set of edits that does what `first` and then `second` do. `len` is the length of the text before, in bytes; the
/// edits of each set do not overlap, and those of `second` refer to the text after `first`.
pub fn compose(len: usize, first: &[TextEdit], second: &[TextEdit]) -> Vec<TextEdit> {
    let whole = VecDeque::from([Piece::Kept(TextRange::new(0, len))]);
    edits(len, spliced(spliced(whole, first), second))
}

/// The pieces after edits of the text that they make up.
fn spliced(mut pieces: VecDeque<Piece>, edits: &[TextEdit]) -> VecDeque<Piece> {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.range);
    let (mut out, mut at) = (VecDeque::new(), 0);
    for edit in sorted {
        out.extend(take(&mut pieces, edit.range.start.saturating_sub(at)));
        take(&mut pieces, edit.range.len());
        out.push_back(Piece::New(edit.text.clone()));
        at = edit.range.end;
    }
    out.extend(pieces);
    out
}

/// The first `count` bytes, taken off the front.
fn take(pieces: &mut VecDeque<Piece>, mut count: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    while count > 0
        && let Some(piece) = pieces.pop_front()
    {
        if piece.len() > count {
            let (taken, rest) = piece.split(count);
            out.push(taken);
            pieces.push_front(rest);
            break;
        }
        count -= piece.len();
        out.push(piece);
    }
    out
}

fn edits(len: usize, pieces: VecDeque<Piece>) -> Vec<TextEdit> {
    let (mut out, mut at, mut text) = (Vec::new(), 0, String::new());
    let mut close = |range: TextRange, text: &mut String| {
        if !range.is_empty() || !text.is_empty() {
            out.push(TextEdit::replace(range, std::mem::take(text)));
        }
    };
    for piece in pieces {
        match piece {
            Piece::New(new) => text.push_str(&new),
            Piece::Kept(range) if range.is_empty() => {}
            Piece::Kept(range) => {
                close(TextRange::new(at, range.start), &mut text);
                at = range.end;
            }
        }
    }
    close(TextRange::new(at, len), &mut text);
    out
}

#[cfg(test)]
mod tests {
    use super::compose;
    use crate::text::{TextEdit, TextRange, apply_all};
    use proptest::prelude::*;

    /// Edits of a text of `len` bytes that do not overlap, from numbers.
    fn edits(len: usize, numbers: &[(usize, usize, usize)]) -> Vec<TextEdit> {
        let (mut at, mut out) = (0, Vec::new());
        for (skip, width, insert) in numbers {
            let start = (at + skip + 1).min(len);
            let end = (start + width).min(len);
            out.push(TextEdit::replace(TextRange::new(start, end), "xyz"[..*insert].to_owned()));
            at = end + 1;
            if at > len {
                break;
            }
        }
        out
    }

    proptest! {
        #[test]
        fn both_at_once_is_one_after_the_other(
            first in prop::collection::vec((0_usize..6, 0_usize..5, 0_usize..4), 0..5),
            second in prop::collection::vec((0_usize..6, 0_usize..5, 0_usize..4), 0..5),
        ) {
            let text = "abcdefghijklmnopqrstuvw";
            let first = edits(text.len(), &first);
            let middle = apply_all(text, &first);
            let second = edits(middle.len(), &second);
            let both = compose(text.len(), &first, &second);
            prop_assert_eq!(apply_all(text, &both), apply_all(&middle, &second));
            prop_assert!(both.windows(2).all(|pair| pair[0].range.end < pair[1].range.start));
        }
    }
}
