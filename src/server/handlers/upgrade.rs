//! `openclaw/upgrade`, a request of our own: what an update of OpenClaw does to a document, as a page and as facts.

use crate::project::Refusal;
use crate::release::{NoVersion, Version};
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::shown;
use crate::server::view::View;
use crate::upgrade::{Update, Upgrade as Report};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::ls_types::TextDocumentIdentifier;
use tower_lsp::ls_types::request::Request;

/// The request.
pub(super) enum Upgrade {}

/// A document, and the two releases; what the command line takes for those that are not named counts here too.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Params {
    pub(super) text_document: TextDocumentIdentifier,
    #[serde(default)]
    pub(super) from: Option<String>,
    #[serde(default)]
    pub(super) to: Option<String>,
}

impl Request for Upgrade {
    type Params = Params;
    type Result = Option<Answer>;
    const METHOD: &'static str = "openclaw/upgrade";
}

/// What changes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    /// The page.
    pub(super) markdown: String,
    /// The facts, as `openclaw-lsp upgrade --format json` prints them.
    report: Value,
}

/// A report on an old version is as good as one on the next.
pub(super) const METHOD: DocumentMethod<Params, Option<Answer>> =
    DocumentMethod { uri: |params| &params.text_document.uri, stale: Stale::Answer, absent: || None };

/// The report, or why there is none.
pub(super) fn handle(view: &View, params: &Params) -> Result<Option<Answer>, Refusal> {
    let scope = Scope::of(view);
    let snapshot = scope.snapshot();
    let (from, to) = (named(params.from.as_deref())?, named(params.to.as_deref())?);
    let update = Update::of(snapshot, from, to).map_err(|why| Refusal(why.to_string()))?;
    let report = Report::of(snapshot, update);
    let name = params.text_document.uri.path().as_str().rsplit('/').next().unwrap_or_default().to_owned();
    let facts = serde_json::to_value(&report).map_err(|error| Refusal(error.to_string()))?;
    Ok(Some(Answer { markdown: shown(&report.markdown(&name)), report: facts }))
}

/// A release that somebody names; an empty text names none.
fn named(text: Option<&str>) -> Result<Option<Version>, Refusal> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    text.parse().map(Some).map_err(|why: NoVersion| Refusal(why.to_string()))
}
