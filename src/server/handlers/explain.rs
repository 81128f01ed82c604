//! `openclaw/explain`, a request of our own: all about the key at a place, for a command that shows it as a document.

use crate::base::Severity;
use crate::explain::Query;
use crate::ide::explain_at;
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::shown;
use crate::server::view::View;
use crate::server::{checked, from_proto};
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
    /// Whether OpenClaw starts with the document.
    valid: bool,
    /// The text, secrets masked; that the document is refused comes first.
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
    let offset = from_proto::offset(&view.snapshot().text, params.position, view.caps.encoding);
    let (scope, offset) = Scope::at(view, offset);
    let found = explain_at(scope.snapshot(), offset, Query::default())?;
    let refusal = refusal(view);
    let markdown = shown(&(refusal.clone().unwrap_or_default() + &found.report()));
    Some(Answer { path: shown(&found.path.join(".")), valid: refusal.is_none(), markdown })
}

/// That OpenClaw does not start with the document, so that nothing of what is explained happens.
fn refusal(view: &View) -> Option<String> {
    let checked = checked::check(view);
    let closed = checked.closed.iter().flat_map(|file| &file.found);
    let errors = checked.own.iter().chain(closed).filter(|found| found.severity == Severity::Error).count();
    let words = if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
    (errors > 0).then(|| format!("**OpenClaw refuses this file and does not start with it: {words}.**\n\n"))
}
