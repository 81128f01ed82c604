//! The files that set variables.

use super::{Client, URI, document, pulls};
use crate::host::dotenv::DotEnv;
use crate::server::handlers;
use serde_json::{Value, json};
use std::fs;
use std::time::Duration;
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

/// No editor watches a folder that is not there.
#[tokio::test]
async fn a_file_in_a_folder_that_comes_later_is_noticed() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".openclaw");
    let state = |name: &str| (name == "OPENCLAW_STATE_DIR").then(|| folder.clone().into());
    let mut client = Client::with(handlers::table(), DotEnv::of(&state, None));
    let mut capabilities = pulls();
    capabilities["workspace"]["diagnostics"]["refreshSupport"] = json!(true);
    client.initialize(json!({ "capabilities": capabilities })).await;
    client.open(URI, "{ logging: { file: '/tmp/${ZZ_OPENCLAW_LATE}' } }").await;
    let report = client.request("textDocument/diagnostic", document()).await;
    assert_eq!(report["items"][0]["code"], "missing-variable");
    fs::create_dir(&folder).unwrap();
    // A first look may come as late as this: the file goes on changing.
    let again = tokio::spawn(async move {
        for lines in 0.. {
            fs::write(folder.join(".env"), format!("ZZ_OPENCLAW_LATE='today'{}", "\n".repeat(lines)))
                .unwrap();
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    });
    client.answer("workspace/diagnostic/refresh", Value::Null).await;
    again.abort();
    let report = client.request("textDocument/diagnostic", document()).await;
    assert_eq!(report["items"], json!([]));
    client.finish().await;
}
