//! Nothing is said about what somebody is in the middle of typing.

use super::{Client, URI, document};
use crate::server::typing::by_hand::hold;
use serde_json::{Value, json};

fn capabilities() -> Value {
    let refresh = json!({ "refreshSupport": true });
    json!({
        "textDocument": { "diagnostic": {}, "inlayHint": {}, "codeLens": {} },
        "workspace": { "diagnostics": refresh, "inlayHint": refresh, "codeLens": refresh }
    })
}

async fn codes(client: &mut Client) -> Vec<String> {
    let report = client.request("textDocument/diagnostic", document()).await;
    let items = report["items"].as_array().unwrap();
    items.iter().map(|item| item["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_key_that_is_being_typed_is_judged_after_a_pause() {
    let pauses = hold();
    let mut client = Client::start(capabilities()).await;
    client.open(URI, "{ agnet: {}, gatewy: {} }").await;
    assert_eq!(codes(&mut client).await, ["unknown-key", "unknown-key"]);
    client.change(2, Some([(0, 7), (0, 7)]), "s").await;
    assert_eq!(codes(&mut client).await, ["unknown-key"], "the one that is typed waits, the other does not");
    pauses.send_replace(false);
    client.answer("workspace/diagnostic/refresh", Value::Null).await;
    assert_eq!(codes(&mut client).await, ["unknown-key", "unknown-key"]);
    client.finish().await;
}

#[tokio::test]
async fn what_was_left_is_judged_at_once() {
    let _pauses = hold();
    let mut client = Client::start(capabilities()).await;
    client.open(URI, "{ agnet: {}, logging: {} }").await;
    client.change(2, Some([(0, 7), (0, 7)]), "s").await;
    client.change(3, Some([(0, 24), (0, 24)]), " ").await;
    assert_eq!(codes(&mut client).await, ["unknown-key"]);
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_cannot_be_told_later_is_told_at_once() {
    let _pauses = hold();
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {} } })).await;
    client.open(URI, "{ agnet: {} }").await;
    client.change(2, Some([(0, 7), (0, 7)]), "s").await;
    assert_eq!(codes(&mut client).await, ["unknown-key"]);
    client.finish().await;
}

#[tokio::test]
async fn published_findings_wait_as_well() {
    let mut client = Client::start(json!({})).await;
    client.open(URI, "{ agents: {} }").await;
    let count = |message: Value| message["params"]["diagnostics"].as_array().unwrap().len();
    assert_eq!(count(client.expect("textDocument/publishDiagnostics").await), 0);
    client.change(2, Some([(0, 8), (0, 8)]), "x").await;
    assert_eq!(count(client.expect("textDocument/publishDiagnostics").await), 1, "after the pause");
    client.finish().await;
}

#[tokio::test]
async fn hints_and_lenses_wait_for_the_word() {
    let pauses = hold();
    let mut client = Client::start(capabilities()).await;
    client.open(URI, "{ agents: { defaults: { heartbeat: { every: '30m' }, timeoutSeconds: 90 }, entries: { mai: {} } } }").await;
    let ranged = |mut params: Value| {
        params["range"] =
            json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 0 } });
        params
    };
    let hints = client.request("textDocument/inlayHint", ranged(document())).await;
    let count = hints.as_array().unwrap().len();
    assert!(count > 0, "there is something to hold back");
    let at = client.find("0 }, entries")["character"].as_u64().unwrap() as u32 + 1;
    client.change(2, Some([(0, at), (0, at)]), "0").await;
    let typed = client.request("textDocument/inlayHint", ranged(document())).await;
    assert_eq!(typed.as_array().unwrap().len(), count - 1);
    pauses.send_replace(false);
    client.answer("workspace/inlayHint/refresh", Value::Null).await;
    pauses.send_replace(true);
    let at = client.find(": {} } }")["character"].as_u64().unwrap() as u32;
    client.change(3, Some([(0, at), (0, at)]), "n").await;
    assert_eq!(client.request("textDocument/codeLens", document()).await, json!([]));
    pauses.send_replace(false);
    client.answer("workspace/codeLens/refresh", Value::Null).await;
    let lenses = client.request("textDocument/codeLens", document()).await;
    assert_eq!(lenses.as_array().unwrap().len(), 2, "the model and the tools");
    client.finish().await;
}
