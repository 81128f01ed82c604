//! The session's beginning and end; everything between is in the table of [`super::handlers`].

use super::capabilities::Negotiated;
use super::config::SECTION;
use super::shared::{CLIENT_PATIENCE, Phase, Shared};
use super::{from_proto, live, parent};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    ConfigurationItem, InitializeParams, InitializeResult, InitializedParams, Registration, ServerInfo,
    Unregistration, Uri,
};

/// The part of the server that the framework calls.
pub(super) struct Lifecycle(pub(super) Arc<Shared>);

impl LanguageServer for Lifecycle {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let caps = Negotiated::new(&params);
        self.0.set_caps(caps);
        self.0.projects.set_workspace(workspace(&params));
        if let Some(options) = &params.initialization_options {
            self.0.configure(options);
        }
        if let Some(process) = params.process_id {
            parent::watch(&self.0, process);
        }
        self.0.enter(Phase::Running);
        Ok(InitializeResult {
            capabilities: caps.server_capabilities(),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        register(&self.0);
        pull_settings(&self.0);
        live::start(&self.0);
    }

    async fn shutdown(&self) -> Result<()> {
        self.0.enter(Phase::Stopping);
        Ok(())
    }
}

/// The folders that the user works in.
fn workspace(params: &InitializeParams) -> Vec<PathBuf> {
    let folders = params.workspace_folders.iter().flatten();
    folders.filter_map(|folder| from_proto::file_path(folder.uri.as_str())).collect()
}

/// Asks to be told when settings change, as some clients tell only those who ask.
fn register(shared: &Arc<Shared>) {
    if !shared.caps().register_configuration {
        return;
    }
    let client = shared.client.clone();
    tokio::spawn(async move {
        let method = "workspace/didChangeConfiguration".to_owned();
        let options = Some(json!({ "section": SECTION }));
        let wish =
            vec![Registration { id: "openclaw-configuration".to_owned(), method, register_options: options }];
        let asked = tokio::time::timeout(CLIENT_PATIENCE, client.register_capability(wish)).await;
        if !matches!(asked, Ok(Ok(()))) {
            tracing::info!("the client does not report changed settings");
        }
    });
}

/// Asks to be told when files change, instead of those that were asked for before. Nothing else is watched.
pub(super) fn watch_files(shared: &Arc<Shared>, files: &[PathBuf]) {
    const ID: &str = "openclaw-files";
    let method = "workspace/didChangeWatchedFiles".to_owned();
    let pattern = |file: &PathBuf| {
        let (folder, name) = (Uri::from_file_path(file.parent()?)?, file.file_name()?.to_string_lossy());
        // Names that are patterns themselves are written so that they only mean themselves.
        let name: String = name.chars().map(|c| if "*?[]{},!".contains(c) { '?' } else { c }).collect();
        Some(json!({ "globPattern": { "baseUri": folder.as_str(), "pattern": name } }))
    };
    let watchers: Vec<_> = files.iter().filter_map(pattern).collect();
    let client = shared.client.clone();
    let before = shared.projects.begin_watching(!watchers.is_empty());
    tokio::spawn(async move {
        if before {
            let old = vec![Unregistration { id: ID.to_owned(), method: method.clone() }];
            let _ = tokio::time::timeout(CLIENT_PATIENCE, client.unregister_capability(old)).await;
        }
        if watchers.is_empty() {
            return;
        }
        let options = Some(json!({ "watchers": watchers }));
        let wish = vec![Registration { id: ID.to_owned(), method, register_options: options }];
        let asked = tokio::time::timeout(CLIENT_PATIENCE, client.register_capability(wish)).await;
        if !matches!(asked, Ok(Ok(()))) {
            tracing::info!("the client does not report changed files");
        }
    });
}

/// Asks the client for the settings, in a task that nobody waits for: a client may answer late or never.
pub(super) fn pull_settings(shared: &Arc<Shared>) {
    if !shared.caps().configuration {
        return;
    }
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        let wish = vec![ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) }];
        let Ok(Ok(answer)) = tokio::time::timeout(CLIENT_PATIENCE, shared.client.configuration(wish)).await
        else {
            tracing::info!("the client did not send its settings");
            return;
        };
        if let Some(settings) = answer.first().filter(|settings| !settings.is_null()) {
            shared.configure(settings);
        }
    });
}
