//! `textDocument/linkedEditingRange`: while the id of an agent or the alias of a model is typed anew where it is made up, the places
//! that mean it follow.

use crate::server::names::Reach;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::view::View;
use tower_lsp::ls_types::{LinkedEditingRangeParams, LinkedEditingRanges};

/// The letters that an id and an alias are made of.
const WORD: &str = "[A-Za-z0-9_.-]+";

/// Places in an old version would be wrong ones.
pub(super) const METHOD: DocumentMethod<LinkedEditingRangeParams, Option<LinkedEditingRanges>> =
    DocumentMethod {
        uri: |params| &params.text_document_position_params.text_document.uri,
        stale: Stale::ContentModified,
        absent: || None,
    };

/// The places that follow. None at a place that only means the name: who changes that one wants another agent, not another id. None
/// either where the name stands in several files, or is spelt in two ways: a client would mend only a part.
pub(super) fn handle(view: &View, params: &LinkedEditingRangeParams) -> Option<LinkedEditingRanges> {
    let reach = Reach::of(view);
    let offset = reach.offset(params.text_document_position_params.position);
    let places = reach.names.linked(reach.own, offset)?;
    let ranges: Vec<_> = places.into_iter().map(|range| reach.own_range(range)).collect();
    Some(LinkedEditingRanges { ranges, word_pattern: Some(WORD.to_owned()) })
}
