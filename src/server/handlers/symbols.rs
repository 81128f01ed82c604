//! `textDocument/documentSymbol`.

use crate::analysis;
use crate::server::documents::View;
use crate::server::structure::{flat_symbols, nested_symbols};
use crate::server::table::{DocumentMethod, Stale};
use tower_lsp::ls_types::{DocumentSymbolParams, DocumentSymbolResponse};

/// An outline of an old version would lead to the wrong places.
pub(super) const METHOD: DocumentMethod<DocumentSymbolParams, Option<DocumentSymbolResponse>> =
    DocumentMethod {
        uri: |params| &params.text_document.uri,
        stale: Stale::ContentModified,
        absent: || None,
    };

/// The outline.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle(view: &View, _: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let symbols = analysis::symbols(view.snapshot());
    Some(if view.caps.nested_symbols {
        DocumentSymbolResponse::Nested(nested_symbols(view, symbols))
    } else {
        DocumentSymbolResponse::Flat(flat_symbols(view, symbols))
    })
}
