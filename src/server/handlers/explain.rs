//! `openclaw/explain`, a request of our own: all about the key at a place, for a command that shows it as a document.

use crate::explain::Query;
use crate::ide::explain_at;
use crate::server::documents::View;
use crate::server::from_proto;
use crate::server::table::{DocumentMethod, Stale};
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::TextDocumentPositionParams;
use tower_lsp::ls_types::request::Request;

/// The request.
pub(super) enum Explain {}

impl Request for Explain {
    type Params = TextDocumentPositionParams;
    type Result = Option<Answer>;
    const METHOD: &'static str = "openclaw/explain";
}

/// What is known about a key.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    /// Its dotted path.
    path: String,
    /// The text, secrets masked.
    markdown: String,
}

/// An explanation of an old version may be about another key.
pub(super) const METHOD: DocumentMethod<TextDocumentPositionParams, Option<Answer>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// Explains the innermost member at a place; nothing outside all members.
pub(super) fn handle(view: &View, params: &TextDocumentPositionParams) -> Option<Answer> {
    let snapshot = view.snapshot();
    let offset = from_proto::offset(&snapshot.text, params.position, view.caps.encoding);
    let found = explain_at(snapshot, offset, Query::default())?;
    Some(Answer { path: found.path.join("."), markdown: found.report() })
}
