//! `textDocument/hover`.

use crate::ide;
use crate::server::from_proto;
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use crate::server::view::View;
use tower_lsp::ls_types::{Hover, HoverParams};

/// A hover over an old version would be drawn in the wrong place.
pub(super) const METHOD: DocumentMethod<HoverParams, Option<Hover>> = DocumentMethod {
    uri: |params| &params.text_document_position_params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// What there is to know about a place.
pub(super) fn handle(view: &View, params: &HoverParams) -> Option<Hover> {
    let position = params.text_document_position_params.position;
    let offset = from_proto::offset(&view.snapshot().text, position, view.caps.encoding);
    let (scope, offset) = Scope::at(view, offset);
    let hover = ide::hover(scope.snapshot(), offset)?;
    let range = scope.own(hover.range)?;
    Some(Converter::new(view).hover(&ide::Hover { range, ..hover }))
}
