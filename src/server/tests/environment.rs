//! The files that set variables.

use super::{Client, URI, document, pulls};
use crate::host::dotenv::DotEnv;
use crate::server::handlers;
use serde_json::{Value, json};
use std::fs;
use tower_lsp::ls_types::Uri;

#[tokio::test]
async fn findings_follow_a_file_that_sets_variables() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join(".env");
    let state = |name: &str| (name == "OPENCLAW_STATE_DIR").then(|| home.path().into());
    let mut client = Client::with(handlers::table(), DotEnv::of(&state, None));
    let mut capabilities = pulls();
    capabilities["workspace"]["diagnostics"]["refreshSupport"] = json!(true);
    capabilities["workspace"]["didChangeWatchedFiles"] =
        json!({ "dynamicRegistration": true, "relativePatternSupport": true });
    client.initialize(json!({ "capabilities": capabilities })).await;
    client.open(URI, "{ logging: { file: '/tmp/${ZZ_OPENCLAW_LSP}' } }").await;
    let asked = client.answer("client/registerCapability", Value::Null).await;
    let watchers = asked["registrations"][0]["registerOptions"]["watchers"].to_string();
    assert!(watchers.contains("\".env\""), "{watchers}");
    let report = client.request("textDocument/diagnostic", document()).await;
    assert_eq!(report["items"][0]["code"], "missing-variable");
    fs::write(&file, "ZZ_OPENCLAW_LSP='today'\n").unwrap();
    let uri = Uri::from_file_path(&file).unwrap();
    let change = json!({ "changes": [{ "uri": uri.as_str(), "type": 1 }] });
    client.notify("workspace/didChangeWatchedFiles", change).await;
    client.answer("workspace/diagnostic/refresh", Value::Null).await;
    let report = client.request("textDocument/diagnostic", document()).await;
    assert_eq!(report["items"], json!([]));
    client.finish().await;
}
