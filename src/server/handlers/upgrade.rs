//! `openclaw/upgrade`, a request of our own: what an update of OpenClaw does to a document, as a page and as facts.

use crate::release::{self, Version};
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::shown;
use crate::server::view::View;
use crate::upgrade::Upgrade as Report;
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
    text_document: TextDocumentIdentifier,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
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
    markdown: String,
    /// The facts, as `openclaw-lsp upgrade --format json` prints them.
    report: Value,
}

/// A report on an old version is as good as one on the next.
pub(super) const METHOD: DocumentMethod<Params, Option<Answer>> =
    DocumentMethod { uri: |params| &params.text_document.uri, stale: Stale::Answer, absent: || None };

/// Nothing where a release is named that is none.
pub(super) fn handle(view: &View, params: &Params) -> Option<Answer> {
    let scope = Scope::of(view);
    let snapshot = scope.snapshot();
    let named = |text: &Option<String>| text.as_deref().map(str::parse::<Version>).transpose().ok();
    let reader = snapshot.release();
    let from =
        named(&params.from)?.or_else(|| snapshot.stamp().map(|(version, _)| version)).unwrap_or(reader);
    let to = named(&params.to)?.unwrap_or_else(release::newest);
    let report = Report::of(snapshot, from, to);
    let name = params.text_document.uri.path().as_str().rsplit('/').next().unwrap_or_default().to_owned();
    Some(Answer { markdown: shown(&report.markdown(&name)), report: serde_json::to_value(&report).ok()? })
}
