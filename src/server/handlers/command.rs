//! `workspace/executeCommand`, for clients without commands of their own: the report on an update, another release to judge by,
//! and the schema once more.

use super::upgrade;
use crate::base::DocumentKind;
use crate::host::page;
use crate::project::Refusal;
use crate::release::Version;
use crate::server::capabilities::{JUDGE_BY, RELOAD_SCHEMA, UPGRADE};
use crate::server::scope::Scope;
use crate::server::shared::{CLIENT_PATIENCE, Shared};
use crate::server::{judging, live};
use serde_json::Value;
use std::str::FromStr as _;
use std::sync::Arc;
use tower_lsp::ls_types::{
    ExecuteCommandParams, MessageType, ShowDocumentParams, TextDocumentIdentifier, Uri,
};

/// The page that a client shows which has no window of its own for reports.
const PAGE: &str = "openclaw-upgrade.md";

/// Carries a command out.
pub(super) fn handle(shared: &Arc<Shared>, params: &ExecuteCommandParams) -> Result<Option<Value>, Refusal> {
    let words = || params.arguments.iter().filter_map(Value::as_str).collect::<Vec<_>>();
    match params.command.as_str() {
        JUDGE_BY => judge_by(shared, words().first().copied().unwrap_or_default()),
        UPGRADE => report(shared, &params.arguments, &words()),
        RELOAD_SCHEMA => {
            live::reload(shared);
            Ok(None)
        }
        other => Err(Refusal(format!("there is no command `{other}`"))),
    }
}

/// Judges by a release until the session ends, unless the settings name one; by what is found again where none is named.
fn judge_by(shared: &Arc<Shared>, release: &str) -> Result<Option<Value>, Refusal> {
    let named = release.trim();
    let release = match named {
        "" => None,
        text => Some(text.parse::<Version>().map_err(|why| Refusal(why.to_string()))?),
    };
    shared.choose(release);
    judging::rejudge(shared);
    let reader = shared.world().reader();
    let message = match release {
        Some(chosen) if chosen == reader.release => format!(
            "documents are checked against OpenClaw {chosen} until the server ends; to keep it, write \"targetVersion\": \"{chosen}\" in the settings of openclaw-lsp"
        ),
        _ => {
            format!("documents are checked against OpenClaw {}, {}", reader.release, reader.because.reason())
        }
    };
    tell(shared, MessageType::INFO, message);
    Ok(None)
}

/// The report on an update of the document that is named, or of the only one that may be meant; the client is asked to show it.
fn report(shared: &Arc<Shared>, given: &[Value], words: &[&str]) -> Result<Option<Value>, Refusal> {
    let named = given.first().filter(|first| first.is_object()).cloned();
    let params = match named {
        Some(named) => serde_json::from_value(named).map_err(|error| Refusal(error.to_string()))?,
        None => upgrade::Params {
            text_document: TextDocumentIdentifier { uri: only_main(shared)? },
            from: words.first().map(|&from| from.to_owned()),
            to: words.get(1).map(|&to| to.to_owned()),
        },
    };
    let uri = params.text_document.uri.as_str();
    let view = shared.view(uri).ok_or_else(|| Refusal("the document is not open".to_owned()))?;
    let Some(answer) = upgrade::handle(&view.settled(), &params)? else { return Ok(None) };
    show(shared, &answer.markdown)?;
    serde_json::to_value(&answer).map(Some).map_err(|error| Refusal(error.to_string()))
}

/// The one open document that is a main configuration.
fn only_main(shared: &Arc<Shared>) -> Result<Uri, Refusal> {
    let uris = shared.documents.with(|documents| documents.uris());
    let is_main = |uri: &String| {
        shared.view(uri).is_some_and(|view| Scope::of(&view.settled()).snapshot().kind == DocumentKind::Main)
    };
    let mains: Vec<String> = uris.into_iter().filter(is_main).collect();
    match mains.as_slice() {
        [only] => Uri::from_str(only).map_err(|error| Refusal(error.to_string())),
        [] => Err(Refusal("no configuration of OpenClaw is open".to_owned())),
        _ => Err(Refusal("several configurations are open: name one by `textDocument`".to_owned())),
    }
}

/// Has the client show a page; one that cannot is told where it is.
fn show(shared: &Arc<Shared>, text: &str) -> Result<(), Refusal> {
    let unwritten =
        |error: std::io::Error| Refusal(format!("the report cannot be written to the cache: {error}"));
    let file = page::write(PAGE, text).map_err(unwritten)?;
    let Some(uri) = Uri::from_file_path(&file).filter(|_| shared.caps().show_document) else {
        tell(shared, MessageType::INFO, format!("the report is in {}", file.display()));
        return Ok(());
    };
    let wish = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: None };
    let client = shared.client.clone();
    tokio::spawn(async move {
        if !matches!(tokio::time::timeout(CLIENT_PATIENCE, client.show_document(wish)).await, Ok(Ok(true))) {
            tracing::info!("the client did not show the report");
        }
    });
    Ok(())
}

fn tell(shared: &Arc<Shared>, kind: MessageType, message: String) {
    let client = shared.client.clone();
    tokio::spawn(async move { client.show_message(kind, message).await });
}
