//! `textDocument/documentSymbol`.

use crate::ide;
use crate::ide::Symbol;
use crate::server::scope::Scope;
use crate::server::structure::{flat_symbols, nested_symbols};
use crate::server::table::{DocumentMethod, Stale};
use crate::server::view::View;
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
    let scope = Scope::of_fragment(view);
    let symbols = own(&scope, ide::symbols(scope.snapshot()));
    Some(if view.caps.nested_symbols {
        DocumentSymbolResponse::Nested(nested_symbols(view, symbols))
    } else {
        DocumentSymbolResponse::Flat(flat_symbols(view, symbols))
    })
}

/// The symbols of the open document. Those of other files go, but what lies in them stays if it is the document's own.
fn own(scope: &Scope<'_>, symbols: Vec<Symbol>) -> Vec<Symbol> {
    if scope.focused().is_none() {
        return symbols;
    }
    let own = symbols.into_iter().flat_map(|symbol| {
        let children = own(scope, symbol.children);
        match scope.own(symbol.range).zip(scope.own(symbol.selection)) {
            Some((range, selection)) => vec![Symbol { range, selection, children, ..symbol }],
            None => children,
        }
    });
    own.collect()
}
