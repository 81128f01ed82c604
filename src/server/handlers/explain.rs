//! `openclaw/explain`, a request of our own: what will really happen, or all about the key at a place, for a command that shows it
//! as a document.

use crate::answer::{Asked, Format};
use crate::config::routing::Message;
use crate::explain::Query;
use crate::ide::explain_at;
use crate::project::Refusal;
use crate::server::from_proto;
use crate::server::scope::Scope;
use crate::server::subject::Seen;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::shown;
use crate::server::view::View;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{Position, TextDocumentIdentifier};

/// The request.
pub(super) enum Explain {}

/// A document and what is asked about it: the key at a place, else what the command line takes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Params {
    text_document: TextDocumentIdentifier,
    #[serde(default)]
    position: Option<Position>,
    #[serde(default)]
    section: Option<String>,
    #[serde(default)]
    agent: Option<String>,
    #[serde(default)]
    model: Option<String>,
    #[serde(default)]
    message: Option<String>,
    #[serde(default)]
    format: Form,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Json,
    #[default]
    Md,
    Html,
}

impl Request for Explain {
    type Params = Params;
    type Result = Option<Answer>;
    const METHOD: &'static str = "openclaw/explain";
}

/// The answer, in one of three forms. Secrets are masked in each.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    /// The dotted path of the key at a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// Whether OpenClaw starts with the document; that it does not comes first in each form.
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    html: Option<String>,
    /// The facts, as `openclaw-lsp explain --format json` prints them.
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<Value>,
}

/// An explanation of an old version may be about another key.
pub(super) const METHOD: DocumentMethod<Params, Option<Answer>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// What is asked for, or why there is no answer; nothing for a place outside all keys.
pub(super) fn handle(view: &View, params: &Params) -> Result<Option<Answer>, Refusal> {
    match params.position {
        None => whole(view, params).map(Some),
        Some(_) if params.section.is_some() => Err(Refusal(
            "a `position` asks about a key and a `section` about the file: leave one out".to_owned(),
        )),
        Some(_) if params.format != Form::Md => {
            Err(Refusal("the answer about a `position` is Markdown: leave `format` out".to_owned()))
        }
        Some(position) => Ok(key(view, position, query(params))),
    }
}

fn query(params: &Params) -> Query<'_> {
    Query { agent: params.agent.as_deref(), model: params.model.as_deref(), api: None }
}

/// What the whole file comes to.
fn whole(view: &View, params: &Params) -> Result<Answer, Refusal> {
    let message = params.message.as_deref().map(Message::parse).transpose().map_err(Refusal)?;
    let key = params.section.as_deref();
    let asked = Asked { key, query: query(params), message, ..Asked::default() };
    if asked.message.is_some() && !asked.is_about_messages() {
        return Err(Refusal("`message` goes with the sections `route`, `access` and `tools`".to_owned()));
    }
    let seen = Seen::of(view);
    let subject = seen.subject();
    let told = |format| subject.told(&asked, format).map(Some).map_err(Refusal);
    let answer = Answer { valid: subject.is_valid(), ..Answer::default() };
    Ok(match params.format {
        Form::Md => Answer { markdown: told(Format::Markdown)?, ..answer },
        Form::Html => Answer { html: told(Format::Html)?, ..answer },
        Form::Json => Answer { report: Some(subject.facts(&asked).map_err(Refusal)?), ..answer },
    })
}

/// The innermost member at a place; nothing outside all members.
fn key(view: &View, position: Position, query: Query<'_>) -> Option<Answer> {
    let offset = from_proto::offset(&view.snapshot().text, position, view.caps.encoding);
    let (scope, offset) = Scope::at(view, offset);
    let found = explain_at(scope.snapshot(), offset, query)?;
    let seen = Seen::of(view);
    let refusal = seen.subject().refused();
    let markdown = shown(&(refusal.clone().unwrap_or_default() + &found.report()));
    let path = Some(shown(&found.path.join(".")));
    Some(Answer { path, valid: refusal.is_none(), markdown: Some(markdown), ..Answer::default() })
}
