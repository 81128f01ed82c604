//! What the client tells about documents and settings: applied at once, in arrival order.

use crate::server::shared::Shared;
use crate::server::{configure, from_proto, judging, later, lifecycle, publish, watching};
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileEvent,
    SetTraceParams, WorkspaceFolder,
};

/// `textDocument/didOpen`.
pub(super) fn open(shared: &Arc<Shared>, params: &DidOpenTextDocumentParams) {
    let work = shared.documents.with(|documents| documents.open(&params.text_document));
    shared.make(work);
    publish::schedule(shared, params.text_document.uri.as_str());
    watching::opened(shared, params.text_document.uri.as_str());
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
    later::follow(shared, uri);
    watching::changed(shared, uri);
    if shared.documents.with(|documents| documents.includes(uri)) {
        watching::watch(shared);
    }
}

/// `textDocument/didClose`.
pub(super) fn close(shared: &Arc<Shared>, params: &DidCloseTextDocumentParams) {
    let uri = &params.text_document.uri;
    if let Some(report) = shared.documents.with(|documents| documents.close(uri.as_str())) {
        publish::clear(shared, uri.clone(), &report);
        shared.memory.give_back();
        watching::changed(shared, uri.as_str());
    }
}

/// `workspace/didChangeWorkspaceFolders`: how far up main configurations are looked for depends on the folders.
pub(super) fn folders(shared: &Arc<Shared>, params: &DidChangeWorkspaceFoldersParams) {
    let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
        folders.iter().filter_map(|folder| from_proto::file_path(folder.uri.as_str())).collect()
    };
    let (removed, added) = (paths(&params.event.removed), paths(&params.event.added));
    shared.projects.change_workspace(&removed, added);
    watching::files_changed(shared);
}

/// `workspace/didChangeWatchedFiles`. Which included files these are does not matter: what has not changed is not read
/// again. A file that sets variables is none of them, wherever its links lead, so its name is enough.
pub(super) fn files(shared: &Arc<Shared>, params: &DidChangeWatchedFilesParams) {
    let sets_variables = |change: &FileEvent| {
        let path = from_proto::file_path(change.uri.as_str());
        path.is_some_and(|path| shared.dotenv.files().any(|file| file.file_name() == path.file_name()))
    };
    if params.changes.iter().any(sets_variables) {
        judging::reread(shared);
    }
    if !params.changes.iter().all(sets_variables) {
        watching::files_changed(shared);
    }
}

/// `$/setTrace`.
pub(super) fn trace(shared: &Arc<Shared>, params: &SetTraceParams) {
    shared.trace.set(params.value);
}

/// `workspace/didChangeConfiguration`. Clients that can be asked for settings send none along.
pub(super) fn configuration(shared: &Arc<Shared>, params: &DidChangeConfigurationParams) {
    if shared.caps().configuration {
        lifecycle::pull_settings(shared);
    } else if !params.settings.is_null() {
        configure::configure(shared, &params.settings);
    }
}
