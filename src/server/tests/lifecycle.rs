//! The session's beginning and end.

use super::{Client, at, document, pulls};
use serde_json::{Value, json};

#[tokio::test]
async fn a_session_ends_cleanly() {
    Client::start(json!({})).await.finish().await;
}

#[tokio::test]
async fn exit_without_shutdown_is_not_clean() {
    let mut client = Client::start(json!({})).await;
    client.notify("exit", Value::Null).await;
    assert!(!client.ended().await);
}

#[tokio::test]
async fn the_end_of_the_input_ends_the_server() {
    let mut client = Client::start(json!({})).await;
    client.hang_up();
    assert!(!client.ended().await);
    let mut client = Client::start(json!({})).await;
    client.request("shutdown", Value::Null).await;
    client.hang_up();
    assert!(client.ended().await);
}

#[tokio::test]
async fn answers_are_sent_before_the_end() {
    let mut client = Client::start(pulls()).await;
    client.open(super::URI, "{}").await;
    let id = client.ask("textDocument/diagnostic", document()).await;
    client.hang_up();
    assert_eq!(client.response(id).await["result"]["kind"], "full");
    client.ended().await;
}

#[tokio::test]
async fn requests_outside_the_session_are_refused() {
    let mut client = Client::raw();
    assert_eq!(client.refused("textDocument/hover", at(0, 0)).await, -32002);
    client.initialize(json!({ "capabilities": {} })).await;
    assert_eq!(client.refused("initialize", json!({ "capabilities": {} })).await, -32600);
    assert_eq!(client.refused("openclaw/unknown", json!({})).await, -32601);
    client.request("shutdown", Value::Null).await;
    assert_eq!(client.refused("textDocument/hover", at(0, 0)).await, -32600);
    client.notify("exit", Value::Null).await;
    assert!(client.ended().await);
}

#[tokio::test]
async fn wrong_parameters_are_refused_and_harm_nothing() {
    let mut client = Client::start(json!({})).await;
    assert_eq!(client.refused("textDocument/hover", json!({ "textDocument": 3 })).await, -32602);
    client.notify("textDocument/didChange", json!({ "textDocument": 3 })).await;
    client.notify("$/unknown", json!({})).await;
    client.notify("$/cancelRequest", json!({ "id": { "no": "id" } })).await;
    assert_eq!(client.request("textDocument/hover", at(0, 0)).await, Value::Null);
    client.finish().await;
}

#[tokio::test]
async fn settings_are_asked_for_where_the_client_has_them() {
    let workspace =
        json!({ "configuration": true, "didChangeConfiguration": { "dynamicRegistration": true } });
    let mut client = Client::start(json!({ "workspace": workspace })).await;
    let wish = client.answer("client/registerCapability", Value::Null).await;
    assert_eq!(wish["registrations"][0]["method"], "workspace/didChangeConfiguration");
    let wish = client.answer("workspace/configuration", json!([null])).await;
    assert_eq!(wish["items"], json!([{ "section": "openclaw" }]));
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null })).await;
    client.answer("workspace/configuration", json!([{}])).await;
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_never_answers_holds_nothing_up() {
    let mut client = Client::start(json!({ "workspace": { "configuration": true } })).await;
    client.expect("workspace/configuration").await;
    for _ in 0..500 {
        client.request("textDocument/hover", at(0, 0)).await;
    }
    client.finish().await;
}
