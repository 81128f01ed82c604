//! What a client is told about the work itself, and what it is never told.

use super::{Client, URI, at, pulls};
use serde_json::json;

const SECRET: &str = "{ gateway: { auth: { token: 'hunter2-hunter2' } } }";

#[tokio::test]
async fn nothing_is_traced_unasked() {
    let mut client = Client::start(pulls()).await;
    client.open(URI, SECRET).await;
    client.request("textDocument/hover", at(0, 4)).await;
    client.finish().await;
}

#[tokio::test]
async fn a_trace_tells_messages_and_times_and_no_text() {
    let mut client = Client::raw();
    client.initialize(json!({ "capabilities": pulls(), "trace": "verbose" })).await;
    let line = client.expect("$/logTrace").await["params"]["message"].clone();
    assert!(line.as_str().unwrap().starts_with("initialized: "), "{line}");
    client.open(URI, SECRET).await;
    let opened = client.expect("$/logTrace").await["params"].clone();
    assert!(opened["message"].as_str().unwrap().starts_with("textDocument/didOpen: "), "{opened}");
    assert_eq!(opened["verbose"], "no answer is due");
    client.request("textDocument/hover", at(0, 4)).await;
    let hovered = client.expect("$/logTrace").await["params"].clone();
    assert!(hovered["verbose"].as_str().unwrap().starts_with("answered with "), "{hovered}");
    client.notify("$/setTrace", json!({ "value": "off" })).await;
    client.request("textDocument/hover", at(0, 4)).await;
    client.finish().await;
}

#[tokio::test]
async fn the_log_of_the_client_says_what_documents_are_judged_by() {
    let mut client = Client::start(pulls()).await;
    client.notify("textDocument/didChange", json!({ "textDocument": 3 })).await;
    let log = client.logged(2).await;
    client.finish().await;
    let first = log[0]["message"].as_str().unwrap();
    assert!(first.starts_with("openclaw-lsp ") && first.contains(" checks against OpenClaw "), "{first}");
    assert_eq!(log[1], json!({ "type": 2, "message": "a notification with wrong parameters was ignored" }));
}
