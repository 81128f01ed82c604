//! `textDocument/foldingRange`.

use crate::ide;
use crate::ide::{Fold, FoldKind, FoldOptions};
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use crate::server::view::View;
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

/// Folds of an old version would hide the wrong lines.
pub(super) const METHOD: DocumentMethod<FoldingRangeParams, Option<Vec<FoldingRange>>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// What can be folded.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle(view: &View, _: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let limit = view.caps.fold_limit.map(|limit| limit as usize);
    let options = FoldOptions { lines_only: view.caps.fold_lines_only, limit };
    let converter = Converter::new(view);
    Some(ide::folds(view.snapshot(), options).iter().map(|fold| range(&converter, view, fold)).collect())
}

fn range(converter: &Converter<'_>, view: &View, fold: &Fold) -> FoldingRange {
    let place = converter.range(fold.range);
    let characters = !view.caps.fold_lines_only;
    FoldingRange {
        start_line: fold.first_line as u32,
        start_character: characters.then_some(place.start.character),
        end_line: fold.last_line as u32,
        end_character: characters.then_some(place.end.character),
        kind: kind(fold.kind),
        collapsed_text: None,
    }
}

fn kind(kind: FoldKind) -> Option<FoldingRangeKind> {
    match kind {
        FoldKind::Container => None,
        FoldKind::Comment => Some(FoldingRangeKind::Comment),
        FoldKind::Region => Some(FoldingRangeKind::Region),
    }
}
