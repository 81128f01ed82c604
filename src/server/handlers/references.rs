//! `textDocument/references`.

use crate::server::names::Reach;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::view::View;
use tower_lsp::ls_types::{Location, ReferenceParams};

/// Places in an old version would be wrong ones.
pub(super) const METHOD: DocumentMethod<ReferenceParams, Option<Vec<Location>>> = DocumentMethod {
    uri: |params| &params.text_document_position.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// All places of what a position names.
pub(super) fn handle(view: &View, params: &ReferenceParams) -> Option<Vec<Location>> {
    let reach = Reach::of(view);
    let offset = reach.offset(params.text_document_position.position);
    let found = reach.names.references(reach.own, offset, params.context.include_declaration);
    let places: Vec<Location> = found.into_iter().filter_map(|place| reach.location(place)).collect();
    (!places.is_empty()).then_some(places)
}
