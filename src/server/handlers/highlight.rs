//! `textDocument/documentHighlight`.

use crate::server::names::Reach;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::view::View;
use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

/// Places in an old version would be wrong ones.
pub(super) const METHOD: DocumentMethod<DocumentHighlightParams, Option<Vec<DocumentHighlight>>> =
    DocumentMethod {
        uri: |params| &params.text_document_position_params.text_document.uri,
        stale: Stale::ContentModified,
        absent: || None,
    };

/// The places in the document of what a position of it names. Nothing where no name is: the client then compares words.
pub(super) fn handle(view: &View, params: &DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let reach = Reach::of(view);
    let offset = reach.offset(params.text_document_position_params.position);
    let highlight = |found: crate::project::Highlight| DocumentHighlight {
        range: reach.own_range(found.range),
        kind: Some(if found.write { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    };
    let found: Vec<_> = reach.names.highlights(reach.own, offset).into_iter().map(highlight).collect();
    (!found.is_empty()).then_some(found)
}
