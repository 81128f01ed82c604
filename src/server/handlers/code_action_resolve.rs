//! `codeAction/resolve`: makes the edits of what migrates many keys at once, when somebody has chosen it.

use crate::fix::Note;
use crate::ide;
use crate::ide::Deferred;
use crate::project::complete_in;
use crate::server::scope::Scope;
use crate::server::to_proto::Converter;
use crate::server::view::View;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{Uri, WorkspaceEdit};

/// The request. The action comes back as it was, with whatever a client has written into it.
pub(super) enum Resolve {}

impl Request for Resolve {
    type Params = Offered;
    type Result = Offered;
    const METHOD: &'static str = "codeAction/resolve";
}

/// An action as it was offered.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Offered {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Origin>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// What the edits of a deferred action are to be made of.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Origin {
    uri: Uri,
    version: i32,
    /// As in [`Deferred`].
    only: Option<String>,
    /// As in [`Deferred`].
    everywhere: bool,
}

/// What a deferred action carries until it is resolved.
pub(super) fn deferred_data(view: &View, deferred: Option<&Deferred>) -> Option<Value> {
    let Deferred { only, everywhere } = deferred?.clone();
    Some(json!(Origin { uri: view.uri.clone(), version: view.version, only, everywhere }))
}

/// The document that an action is to be completed for.
pub(super) fn uri(offered: &Offered) -> Option<&Uri> {
    offered.data.as_ref().map(|origin| &origin.uri)
}

/// An action that is complete, as clients may ask about those too.
pub(super) fn complete(offered: Offered) -> Offered {
    offered
}

/// The action with its edits.
///
/// # Errors
///
/// `ContentModified` for a version that has passed: what was offered may no longer be what is done.
pub(super) fn handle(view: &View, offered: &Offered) -> Result<Offered> {
    let Some(origin) = offered.data.clone() else { return Err(Error::invalid_params("no data")) };
    if origin.version != view.version {
        return Err(Error::content_modified());
    }
    let deferred = Deferred { only: origin.only.clone(), everywhere: origin.everywhere };
    let mut rest = offered.rest.clone();
    rest.insert("edit".to_owned(), json!(edit(view, &deferred)));
    Ok(Offered { data: Some(origin), rest })
}

fn edit(view: &View, deferred: &Deferred) -> WorkspaceEdit {
    let scope = Scope::of(view);
    if let Some(focused) = scope.focused() {
        let (edits, note) = complete_in(&focused.project, focused.focus.file(), deferred);
        return focused.workspace_edit(view.caps, &edits, Some(note));
    }
    let (edits, note): (_, Note) = ide::complete(view.snapshot(), deferred);
    Converter::new(view).workspace_edit(edits, Some(note))
}
