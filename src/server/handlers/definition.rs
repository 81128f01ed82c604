//! `textDocument/definition`.

use super::links;
use crate::server::names::Reach;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::view::View;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, LocationLink, Range};

/// Places in an old version would be wrong ones.
pub(super) const METHOD: DocumentMethod<GotoDefinitionParams, Option<GotoDefinitionResponse>> =
    DocumentMethod {
        uri: |params| &params.text_document_position_params.text_document.uri,
        stale: Stale::ContentModified,
        absent: || None,
    };

/// Where what a position names is made up; for the path of a file, that file.
pub(super) fn handle(view: &View, params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let reach = Reach::of(view);
    let offset = reach.offset(params.text_document_position_params.position);
    let (origin, places): (_, Vec<Location>) = if let Some(target) = reach.names.definition(reach.own, offset)
    {
        let places = target.places.iter().filter_map(|place| reach.location(*place));
        (target.origin, places.collect())
    } else {
        let (origin, uri) = links::file_at(view, offset)?;
        (origin, vec![Location { uri, range: Range::default() }])
    };
    if !view.caps.definition_links {
        return Some(GotoDefinitionResponse::Array(places));
    }
    let origin = reach.own_range(origin);
    let link = |Location { uri, range }| LocationLink {
        origin_selection_range: Some(origin),
        target_uri: uri,
        target_range: range,
        target_selection_range: range,
    };
    Some(GotoDefinitionResponse::Link(places.into_iter().map(link).collect()))
}
