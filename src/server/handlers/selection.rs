//! `textDocument/selectionRange`.

use crate::ide;
use crate::server::from_proto;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use crate::server::view::View;
use crate::text::TextRange;
use tower_lsp::ls_types::{SelectionRange, SelectionRangeParams};

/// The cursor has moved with the edit, so an old answer would select the wrong text.
pub(super) const METHOD: DocumentMethod<SelectionRangeParams, Option<Vec<SelectionRange>>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// What a growing selection takes in, for each position.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle(view: &View, params: &SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let snapshot = view.snapshot();
    let converter = Converter::new(view);
    let answers = params.positions.iter().map(|position| {
        let offset = from_proto::offset(&snapshot.text, *position, view.caps.encoding);
        chain(&converter, &ide::selection_ranges(snapshot, offset))
    });
    Some(answers.collect())
}

/// Nests ranges from the largest to the smallest. There is always one: the document.
fn chain(converter: &Converter<'_>, ranges: &[TextRange]) -> SelectionRange {
    let nested = ranges.iter().rev().fold(None, |parent, range| {
        Some(Box::new(SelectionRange { range: converter.range(*range), parent }))
    });
    nested.map(|range| *range).unwrap_or_default()
}
