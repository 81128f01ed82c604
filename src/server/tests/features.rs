//! Diagnostics, completion, hover and code actions as the client sees them.

use super::{Client, URI, at, document, pulls};
use crate::base::links;
use serde_json::{Value, json};

/// Broken in one place, so that there is a finding whatever the schema says.
const BROKEN: &str = "{ gateway: { port: } }";

#[tokio::test]
async fn diagnostics_are_pulled_and_numbered() {
    let mut client = Client::start(pulls()).await;
    client.open(URI, BROKEN).await;
    let first = client.request("textDocument/diagnostic", document()).await;
    assert_eq!(first["kind"], "full");
    let mut again = document();
    again["previousResultId"] = first["resultId"].clone();
    let second = client.request("textDocument/diagnostic", again.clone()).await;
    assert_eq!(second, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    client.change(2, None, "{}").await;
    let third = client.request("textDocument/diagnostic", again).await;
    assert_ne!(first["items"], json!([]));
    assert_eq!(third["items"], json!([]));
    assert_ne!(third["resultId"], first["resultId"]);
    client.finish().await;
}

#[tokio::test]
async fn diagnostics_are_pushed_for_every_version_that_counts() {
    let capabilities = json!({ "textDocument": { "publishDiagnostics": { "versionSupport": true } } });
    let mut client = Client::start(capabilities).await;
    client.open(URI, "{}").await;
    assert_eq!(client.expect("textDocument/publishDiagnostics").await["params"]["version"], 1);
    client.change(2, None, BROKEN).await;
    assert_eq!(client.expect("textDocument/publishDiagnostics").await["params"]["version"], 2);
    client.notify("textDocument/didClose", document()).await;
    let last = client.expect("textDocument/publishDiagnostics").await;
    assert_eq!(last["params"], json!({ "uri": URI, "diagnostics": [] }));
    client.finish().await;
}

#[tokio::test]
async fn a_code_leads_to_its_released_page() {
    let mut client = Client::start(
        json!({ "textDocument": { "publishDiagnostics": { "codeDescriptionSupport": true } } }),
    )
    .await;
    client.open(URI, "{ agnets: {} }").await;
    let found = client.expect("textDocument/publishDiagnostics").await["params"]["diagnostics"][0].clone();
    assert_eq!(found["codeDescription"]["href"], links::page("unknown-key"), "{found}");
    client.finish().await;
}

#[tokio::test]
async fn the_same_diagnostics_are_not_pushed_twice() {
    let mut client = Client::start(json!({})).await;
    client.open(URI, "{}").await;
    let first = client.expect("textDocument/publishDiagnostics").await;
    assert_eq!(first["params"], json!({ "uri": URI, "diagnostics": [] }));
    client.change(2, None, "{ }").await;
    client.request("textDocument/hover", at(0, 0)).await;
    client.finish().await;
}

#[tokio::test]
async fn switched_off_diagnostics_disappear() {
    let mut client = Client::start(json!({})).await;
    client.open(URI, BROKEN).await;
    let before = client.expect("textDocument/publishDiagnostics").await;
    let off = json!({ "settings": { "openclaw": { "diagnostics": { "enable": false } } } });
    client.notify("workspace/didChangeConfiguration", off).await;
    if before["params"]["diagnostics"] != json!([]) {
        assert_eq!(
            client.expect("textDocument/publishDiagnostics").await["params"]["diagnostics"],
            json!([])
        );
    }
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_pulls_is_told_when_settings_change() {
    let mut capabilities = pulls();
    capabilities["workspace"] = json!({ "diagnostics": { "refreshSupport": true } });
    let mut client = Client::start(capabilities).await;
    let settings = json!({ "settings": { "openclaw": { "environment": ["SOME_KEY"] } } });
    client.notify("workspace/didChangeConfiguration", settings.clone()).await;
    client.answer("workspace/diagnostic/refresh", Value::Null).await;
    client.notify("workspace/didChangeConfiguration", settings).await;
    client.finish().await;
}

#[tokio::test]
async fn requests_at_any_place_are_answered() {
    let mut client = Client::start(pulls()).await;
    client.open(URI, BROKEN).await;
    for character in [0, 3, 14, 19, 22, 4_000_000] {
        for method in ["textDocument/hover", "textDocument/completion"] {
            client.request(method, at(0, character)).await;
        }
    }
    client.finish().await;
}

#[tokio::test]
async fn code_actions_need_no_diagnostics_from_the_client() {
    let literals = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    let mut client =
        Client::start(json!({ "textDocument": { "codeAction": literals, "diagnostic": {} } })).await;
    client.open(URI, "{ agents: { defaults: { params: { cacheControlTtl: '1h' } } } }").await;
    let mut params = document();
    params["range"] =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 60 } });
    params["context"] = json!({ "diagnostics": [], "only": ["refactor.inline"] });
    assert_eq!(client.request("textDocument/codeAction", params.clone()).await, json!([]));
    params["context"] = json!({ "diagnostics": [] });
    assert!(client.request("textDocument/codeAction", params).await.is_array());
    client.finish().await;
}
