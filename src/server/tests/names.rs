//! From names to where they are made up and meant, and other names for them.

use super::{Client, URI, at};
use serde_json::{Value, json};
use std::fs;
use tower_lsp::ls_types::Uri;

/// Two columns of the second line are one character before the agent's name.
const TEXT: &str =
    "{ agents: { entries: { ops: {} } },\n bindings: [{ agentId: 'ops', match: { channel: 'slack' } }] }";

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({ "start": { "line": line, "character": start }, "end": { "line": line, "character": end } })
}

fn with(mut params: Value, key: &str, value: Value) -> Value {
    params[key] = value;
    params
}

#[tokio::test]
async fn definitions_are_links_for_clients_that_know_them() {
    let mut client =
        Client::start(json!({ "textDocument": { "definition": { "linkSupport": true } } })).await;
    client.open(URI, TEXT).await;
    client.expect("textDocument/publishDiagnostics").await;
    let found = client.request("textDocument/definition", at(1, 25)).await;
    let name = range(0, 23, 26);
    assert_eq!(
        found,
        json!([{ "originSelectionRange": range(1, 24, 27), "targetUri": URI, "targetRange": name, "targetSelectionRange": name }])
    );
    assert_eq!(client.request("textDocument/definition", at(1, 3)).await, Value::Null);
    client.finish().await;
}

#[tokio::test]
async fn places_of_a_name_are_listed() {
    let mut client = Client::start(json!({})).await;
    client.open(URI, TEXT).await;
    client.expect("textDocument/publishDiagnostics").await;
    let (made, meant) = (range(0, 23, 26), range(1, 24, 27));
    let place = |range: &Value| json!({ "uri": URI, "range": range });
    assert_eq!(client.request("textDocument/definition", at(1, 25)).await, json!([place(&made)]));
    let ask = |declaration| with(at(0, 24), "context", json!({ "includeDeclaration": declaration }));
    assert_eq!(
        client.request("textDocument/references", ask(true)).await,
        json!([place(&made), place(&meant)])
    );
    assert_eq!(client.request("textDocument/references", ask(false)).await, json!([place(&meant)]));
    let highlights = client.request("textDocument/documentHighlight", at(0, 24)).await;
    assert_eq!(highlights, json!([{ "range": made, "kind": 3 }, { "range": meant, "kind": 2 }]));
    assert_eq!(client.request("textDocument/documentHighlight", at(0, 3)).await, Value::Null);
    client.finish().await;
}

#[tokio::test]
async fn a_name_is_asked_for_before_it_is_changed() {
    let capabilities = json!({
        "textDocument": { "rename": { "prepareSupport": true } },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    });
    let mut client = Client::start(capabilities).await;
    assert_eq!(client.initialized["capabilities"]["renameProvider"], json!({ "prepareProvider": true }));
    client.open(URI, TEXT).await;
    client.expect("textDocument/publishDiagnostics").await;
    let prepared = client.request("textDocument/prepareRename", at(1, 25)).await;
    assert_eq!(prepared, json!({ "range": range(1, 24, 27), "placeholder": "ops" }));
    assert_eq!(client.request("textDocument/prepareRename", at(0, 4)).await, Value::Null);
    assert_eq!(client.refused("textDocument/prepareRename", at(1, 50)).await, -32803);
    let edit = client.request("textDocument/rename", with(at(1, 25), "newName", json!("front-desk"))).await;
    assert_eq!(
        edit,
        json!({ "documentChanges": [{
            "textDocument": { "uri": URI, "version": 1 },
            "edits": [
                { "range": range(0, 23, 26), "newText": "'front-desk'" },
                { "range": range(1, 24, 27), "newText": "front-desk" },
            ],
        }] })
    );
    let refused = client.refused("textDocument/rename", with(at(1, 25), "newName", json!("a b"))).await;
    assert_eq!(refused, -32803);
    client.finish().await;
}

#[tokio::test]
async fn a_client_without_options_gets_the_plain_forms() {
    let mut client = Client::start(json!({})).await;
    assert_eq!(client.initialized["capabilities"]["renameProvider"], json!(true));
    client.open(URI, TEXT).await;
    client.expect("textDocument/publishDiagnostics").await;
    let edit = client.request("textDocument/rename", with(at(1, 25), "newName", json!("desk"))).await;
    assert_eq!(edit["changes"][URI].as_array().map(Vec::len), Some(2));
    client.finish().await;
}

#[tokio::test]
async fn names_are_followed_and_changed_through_included_files() {
    const MAIN: &str = "{ agents: { $include: './agents.json5' },\n bindings: [{ agentId: 'ops', match: { channel: 'slack' } }] }";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("agents.json5"), "{ entries: { ops: {} } }").unwrap();
    let uri = |name: &str| Uri::from_file_path(folder.path().join(name)).unwrap().as_str().to_owned();
    let (main, part) = (uri("openclaw.json"), uri("agents.json5"));
    let capabilities = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let mut client = Client::start(capabilities).await;
    client.open(&main, MAIN).await;
    client.expect("textDocument/publishDiagnostics").await;
    let place = json!({ "textDocument": { "uri": main }, "position": { "line": 1, "character": 25 } });
    let found = client.request("textDocument/definition", place.clone()).await;
    assert_eq!(found, json!([{ "uri": part, "range": range(0, 13, 16) }]));
    let edit = client.request("textDocument/rename", with(place, "newName", json!("desk"))).await;
    let documents: Vec<(&str, &Value)> = edit["documentChanges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| &change["textDocument"])
        .map(|document| (document["uri"].as_str().unwrap(), &document["version"]))
        .collect();
    assert_eq!(documents, [(main.as_str(), &json!(1)), (part.as_str(), &Value::Null)]);
    client.finish().await;
}

#[tokio::test]
async fn names_are_searched_in_all_open_documents() {
    let mut client = Client::start(json!({})).await;
    client.open(URI, TEXT).await;
    client.expect("textDocument/publishDiagnostics").await;
    let found = client.request("workspace/symbol", json!({ "query": "OP" })).await;
    let place = json!({ "uri": URI, "range": range(0, 23, 26) });
    assert_eq!(found, json!([{ "name": "ops", "kind": 14, "location": place, "containerName": "agent" }]));
    assert_eq!(client.request("workspace/symbol", json!({ "query": "nobody" })).await, Value::Null);
    client.finish().await;
}
