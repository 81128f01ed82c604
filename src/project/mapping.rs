//! The way back from the text that was made to the files.

use super::part::Place;
use crate::base::{Diagnostic, FileId, Related};
use crate::text::TextRange;

/// A piece of the text that was made.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its bytes in the text that was made.
    pub(super) made: TextRange,
    /// Where it comes from.
    pub(super) place: Place,
}

/// All pieces, in order.
#[derive(Clone, Debug)]
pub(super) struct SourceMap(Vec<Piece>);

impl SourceMap {
    pub(super) fn new(pieces: Vec<Piece>) -> Self {
        Self(pieces)
    }

    /// A finding about the text that was made, at the place that wrote what it is about. Other places that explain it
    /// may lie in other files.
    pub(super) fn place(&self, diagnostic: Diagnostic) -> (FileId, Diagnostic) {
        let (file, range) = self.range(diagnostic.range);
        let related = diagnostic.related.into_iter().map(|related| {
            let (at, range) = self.range(related.range);
            Related { file: (at != file).then_some(at), range, ..related }
        });
        let related = related.collect();
        (file, Diagnostic { range, related, ..diagnostic })
    }

    /// The file that wrote a range of the text that was made, and where.
    pub(super) fn range(&self, range: TextRange) -> (FileId, TextRange) {
        let after = self.0.partition_point(|piece| piece.made.start <= range.start);
        let Some(piece) = after.checked_sub(1).and_then(|at| self.0.get(at)) else {
            return (0, TextRange::empty(0));
        };
        let Piece { made, place } = piece;
        let start = (place.token.start + range.start - made.start).min(place.token.end);
        let end = if range.end <= made.end {
            (place.token.start + range.end - made.start).min(place.token.end)
        } else {
            place.whole.end
        };
        (place.file, TextRange::new(start, end.max(start)))
    }
}
