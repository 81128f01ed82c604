//! The session's beginning and end; everything between is in the table of [`super::handlers`].

use super::capabilities::Negotiated;
use super::config::SECTION;
use super::configure::configure;
use super::shared::{CLIENT_PATIENCE, Phase, Shared};
use super::{from_proto, live, parent, watching};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::Arc;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    ConfigurationItem, InitializeParams, InitializeResult, InitializedParams, MessageType, Registration,
    ServerInfo,
};

/// The part of the server that the framework calls.
pub(super) struct Lifecycle(pub(super) Arc<Shared>);

impl LanguageServer for Lifecycle {
    /// What the client says is all in the options: see [`super::service`].
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let said = params.initialization_options.unwrap_or_default();
        let caps = Negotiated::new(&said);
        self.0.set_caps(caps);
        self.0.projects.change_workspace(&[], workspace(&said));
        let wanted = said.get("trace").cloned().and_then(|trace| serde_json::from_value(trace).ok());
        self.0.trace.set(wanted.unwrap_or_default());
        if let Some(options) = said.get("initializationOptions") {
            configure(&self.0, options);
        }
        let process = said.get("processId").and_then(Value::as_u64);
        if let Some(process) = process.and_then(|process| u32::try_from(process).ok()) {
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
        let reader = self.0.world().reader();
        let version = env!("CARGO_PKG_VERSION");
        let line = format!(
            "openclaw-lsp {version} checks against OpenClaw {}, {}",
            reader.release,
            reader.because.reason()
        );
        self.0.log(MessageType::INFO, line);
        register(&self.0);
        pull_settings(&self.0);
        live::start(&self.0);
        watching::await_late_files(&self.0);
    }

    async fn shutdown(&self) -> Result<()> {
        self.0.enter(Phase::Stopping);
        Ok(())
    }
}

/// The folders that the user works in. Clients from before LSP 3.6 know one at most.
fn workspace(said: &Value) -> Vec<PathBuf> {
    let folders = said.get("workspaceFolders").and_then(Value::as_array);
    let Some(folders) = folders else {
        let root = said.get("rootUri").and_then(Value::as_str).and_then(from_proto::file_path);
        let path = || {
            said.get("rootPath").and_then(Value::as_str).map(PathBuf::from).filter(|path| path.is_absolute())
        };
        return root.or_else(path).into_iter().collect();
    };
    let uris = folders.iter().filter_map(|folder| folder.get("uri")?.as_str());
    uris.filter_map(from_proto::file_path).collect()
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
            configure(&shared, settings);
        }
    });
}
