//! `workspaceSymbol/resolve`: where a name stands by now.

use super::workspace_symbols::{Found, Origin, found_in};
use crate::server::names::Reach;
use crate::server::view::View;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::Uri;
use tower_lsp::ls_types::request::Request;

/// The request. The symbol comes back as it was, with whatever a client has written into it.
pub(super) enum Resolve {}

impl Request for Resolve {
    type Params = Symbol;
    type Result = Symbol;
    const METHOD: &'static str = "workspaceSymbol/resolve";
}

/// A symbol as it was sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Symbol {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Origin>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The document that a symbol stands in.
pub(super) fn uri(symbol: &Symbol) -> Option<&Uri> {
    symbol.data.as_ref().map(|origin| &origin.uri)
}

/// A symbol that is complete.
pub(super) fn complete(symbol: Symbol) -> Symbol {
    symbol
}

/// The symbol with its place.
///
/// # Errors
///
/// `ContentModified` where the document has no such name any more.
pub(super) fn handle(view: &View, symbol: &Symbol) -> Result<Symbol> {
    let Some(origin) = symbol.data.clone() else { return Err(Error::invalid_params("no data")) };
    let is_it = |found: &Found| found.name == origin.name && found.kind == origin.kind;
    let found = found_in(&Reach::of(view)).into_iter().filter(is_it).nth(origin.number);
    let location = found.ok_or_else(Error::content_modified)?.location;
    let mut rest = symbol.rest.clone();
    rest.insert("location".to_owned(), json!(location));
    Ok(Symbol { data: Some(origin), rest })
}
