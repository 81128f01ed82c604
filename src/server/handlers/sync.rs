//! What the client tells about documents and settings: applied at once, in arrival order.

use crate::server::shared::Shared;
use crate::server::{from_proto, lifecycle, projects, publish};
use std::sync::Arc;
use tower_lsp::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileEvent,
};

/// `textDocument/didOpen`.
pub(super) fn open(shared: &Arc<Shared>, params: &DidOpenTextDocumentParams) {
    let work = shared.documents.with(|documents| documents.open(&params.text_document));
    shared.make(work);
    projects::opened(shared, params.text_document.uri.as_str());
    publish::schedule(shared, params.text_document.uri.as_str());
}

/// `textDocument/didChange`.
pub(super) fn change(shared: &Arc<Shared>, params: &DidChangeTextDocumentParams) {
    let (document, caps) = (&params.text_document, shared.caps());
    let uri = document.uri.as_str();
    let work = shared
        .documents
        .with(|documents| documents.change(uri, document.version, &params.content_changes, &caps));
    shared.make(work);
    publish::schedule(shared, uri);
    projects::changed(shared, uri);
    projects::watch_later(shared, uri);
}

/// `textDocument/didClose`.
pub(super) fn close(shared: &Arc<Shared>, params: &DidCloseTextDocumentParams) {
    let uri = &params.text_document.uri;
    if shared.documents.with(|documents| documents.close(uri.as_str())) {
        publish::clear(shared, uri.clone());
        projects::changed(shared, uri.as_str());
    }
}

/// `workspace/didChangeWatchedFiles`. Which included files these are does not matter: what has not changed is not read
/// again. A file that sets variables is none of them, wherever its links lead, so its name is enough.
pub(super) fn files(shared: &Arc<Shared>, params: &DidChangeWatchedFilesParams) {
    let sets_variables = |change: &FileEvent| {
        let path = from_proto::file_path(change.uri.as_str());
        path.is_some_and(|path| shared.dotenv.files().any(|file| file.file_name() == path.file_name()))
    };
    if params.changes.iter().any(sets_variables) {
        shared.rejudge();
    }
    if !params.changes.iter().all(sets_variables) {
        projects::files_changed(shared);
    }
}

/// `workspace/didChangeConfiguration`. Clients that can be asked for settings send none along.
pub(super) fn configuration(shared: &Arc<Shared>, params: &DidChangeConfigurationParams) {
    if shared.caps().configuration {
        lifecycle::pull_settings(shared);
    } else if !params.settings.is_null() {
        shared.configure(&params.settings);
    }
}
