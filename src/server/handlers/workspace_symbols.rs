//! `workspace/symbol`.

use crate::base::masking;
use crate::project::{Definition, Location as Place};
use crate::server::names::Reach;
use crate::server::view::View;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::ls_types::{
    Location, OneOf, SymbolInformation, SymbolKind, Uri, WorkspaceLocation, WorkspaceSymbol,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

/// Nobody reads a longer list; a longer query makes it shorter.
const MOST: usize = 500;

/// One of the kinds of LSP 1.0, which every client draws.
const KIND: SymbolKind = SymbolKind::CONSTANT;

/// A name that a document makes up.
pub(super) struct Found {
    /// The name, as it may be shown.
    pub(super) name: String,
    /// What it is the name of.
    pub(super) kind: &'static str,
    /// Where it stands.
    pub(super) location: Location,
}

/// What a symbol carries until it is resolved: which name of a document is meant. The text may change between the list and the
/// choice, the name stays.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Origin {
    pub(super) uri: Uri,
    pub(super) name: String,
    pub(super) kind: String,
    /// Its number among those that are called alike.
    pub(super) number: usize,
}

/// The names that the open documents make up, as far as they hold the characters of the query in their order. Their places are
/// left for later where the client asks for them when one is chosen.
pub(super) fn handle(views: &[View], params: &WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let query = params.query.to_lowercase();
    let caps = views.first()?.caps;
    let found = views.iter().flat_map(|view| in_document(view, &query)).take(MOST);
    if caps.deferred_symbols {
        let symbols: Vec<WorkspaceSymbol> =
            found.map(|(view, found, number)| deferred(view, found, number)).collect();
        return (!symbols.is_empty()).then_some(WorkspaceSymbolResponse::Nested(symbols));
    }
    let symbols: Vec<SymbolInformation> = found.map(|(_, found, _)| placed(found)).collect();
    (!symbols.is_empty()).then_some(WorkspaceSymbolResponse::Flat(symbols))
}

/// The names of a document that a query is about, each with its number among those that are called alike.
fn in_document<'v>(view: &'v View, query: &str) -> Vec<(&'v View, Found, usize)> {
    let mut wanted: Vec<(&'v View, Found, usize)> = Vec::new();
    for found in
        found_in(&Reach::of(view)).into_iter().filter(|found| holds(&found.name.to_lowercase(), query))
    {
        let is_alike = |other: &Found| other.name == found.name && other.kind == found.kind;
        let number = wanted.iter().filter(|(_, other, _)| is_alike(other)).count();
        wanted.push((view, found, number));
    }
    wanted
}

/// The names that a document makes up.
pub(super) fn found_in(reach: &Reach) -> Vec<Found> {
    let all = reach.names.definitions(reach.own).into_iter();
    let found = |definition: Definition| {
        let place = Place { file: reach.own, range: definition.range };
        Some(Found {
            name: masking::written(&definition.text).into_owned(),
            kind: definition.kind.words(),
            location: reach.location(place)?,
        })
    };
    all.filter_map(found).collect()
}

fn placed(found: Found) -> SymbolInformation {
    #[expect(deprecated, reason = "the type has no other constructor")]
    SymbolInformation {
        name: found.name,
        kind: KIND,
        tags: None,
        deprecated: None,
        location: found.location,
        container_name: Some(found.kind.to_owned()),
    }
}

fn deferred(view: &View, found: Found, number: usize) -> WorkspaceSymbol {
    let (uri, name, kind) = (view.uri.clone(), found.name.clone(), found.kind.to_owned());
    WorkspaceSymbol {
        data: Some(json!(Origin { uri, name, kind, number })),
        name: found.name,
        kind: KIND,
        tags: None,
        container_name: Some(found.kind.to_owned()),
        location: OneOf::Right(WorkspaceLocation { uri: found.location.uri }),
    }
}

/// Whether the characters of a query occur in a text in their order.
fn holds(text: &str, query: &str) -> bool {
    let mut rest = text.chars();
    query.chars().all(|wanted| rest.any(|c| c == wanted))
}
