//! `workspace/symbol`.

use crate::base::masking;
use crate::server::names::Reach;
use crate::server::view::View;
use tower_lsp::ls_types::{SymbolInformation, SymbolKind, WorkspaceSymbolParams, WorkspaceSymbolResponse};

/// Nobody reads a longer list; a longer query makes it shorter.
const MOST: usize = 500;

/// The names that the open documents make up, as far as they hold the characters of the query in their order.
pub(super) fn handle(views: &[View], params: &WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let query = params.query.to_lowercase();
    let found = views.iter().flat_map(|view| in_document(view, &query));
    let found: Vec<SymbolInformation> = found.take(MOST).collect();
    (!found.is_empty()).then_some(WorkspaceSymbolResponse::Flat(found))
}

fn in_document(view: &View, query: &str) -> Vec<SymbolInformation> {
    let reach = Reach::of(view);
    let all = reach.names.definitions(reach.own).into_iter();
    let wanted = all.filter(|definition| holds(&definition.text.to_lowercase(), query));
    let symbol = |definition: crate::project::Definition| {
        let place = crate::project::Location { file: reach.own, range: definition.range };
        #[expect(deprecated, reason = "the type has no other constructor")]
        Some(SymbolInformation {
            name: masking::written(&definition.text).into_owned(),
            // One of the kinds of LSP 1.0, which every client draws.
            kind: SymbolKind::CONSTANT,
            tags: None,
            deprecated: None,
            location: reach.location(place)?,
            container_name: Some(definition.kind.words().to_owned()),
        })
    };
    wanted.filter_map(symbol).collect()
}

/// Whether the characters of a query occur in a text in their order.
fn holds(text: &str, query: &str) -> bool {
    let mut rest = text.chars();
    query.chars().all(|wanted| rest.any(|c| c == wanted))
}
