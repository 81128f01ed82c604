//! Inlay hints and code lenses as the client sees them.

use super::{Client, URI, document};
use serde_json::{Value, json};

const CONFIG: &str =
    "{ agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' } },
  entries: { main: {} } } }";

fn draws() -> Value {
    json!({ "textDocument": { "inlayHint": {}, "codeLens": {}, "diagnostic": {} } })
}

fn lines(first: u32, last: u32) -> Value {
    let mut params = document();
    params["range"] =
        json!({ "start": { "line": first, "character": 0 }, "end": { "line": last, "character": 0 } });
    params
}

#[tokio::test]
async fn hints_and_lenses_are_offered_to_clients_that_draw_them() {
    let client = Client::start(draws()).await;
    let offered = &client.initialized["capabilities"];
    assert_eq!(
        (&offered["inlayHintProvider"], &offered["codeLensProvider"]),
        (&json!(true), &json!({ "resolveProvider": false }))
    );
    client.finish().await;
    let client = Client::start(json!({})).await;
    let offered = &client.initialized["capabilities"];
    assert_eq!((&offered["inlayHintProvider"], &offered["codeLensProvider"]), (&Value::Null, &Value::Null));
    client.finish().await;
}

#[tokio::test]
async fn hints_stand_behind_values_of_the_range() {
    let mut client = Client::start(draws()).await;
    client.open(URI, CONFIG).await;
    let hints = client.request("textDocument/inlayHint", lines(0, 1)).await;
    assert_eq!(hints[0]["label"], "= 1 h with anthropic/claude-opus-5");
    assert_eq!(hints[0]["position"], json!({ "line": 0, "character": 90 }));
    assert_eq!(client.request("textDocument/inlayHint", lines(1, 2)).await, json!([]));
    client.finish().await;
}

#[tokio::test]
async fn lenses_stand_above_agents() {
    let mut client = Client::start(draws()).await;
    client.open(URI, CONFIG).await;
    let lenses = client.request("textDocument/codeLens", document()).await;
    assert_eq!(
        lenses[0]["command"],
        json!({ "title": "anthropic/claude-opus-5 | cache long (1 h)", "command": "" })
    );
    assert_eq!(lenses[0]["range"]["start"], json!({ "line": 1, "character": 13 }));
    assert!(
        lenses[1]["command"]["title"].as_str().is_some_and(|title| title.ends_with(" tools")),
        "{lenses}"
    );
    assert_eq!(lenses[1]["command"]["command"], "");
    client.finish().await;
}

#[tokio::test]
async fn a_lens_leads_to_its_explanation_where_the_client_shows_it() {
    let mut capabilities = draws();
    capabilities["experimental"] = json!({ "openclaw": { "commands": ["openclaw-lsp.showExplanation"] } });
    let mut client = Client::start(capabilities).await;
    client.open(URI, CONFIG).await;
    let lenses = client.request("textDocument/codeLens", document()).await;
    for (lens, start) in [(0, "```text\nagent"), (1, "## Which tools each agent has")] {
        let command = &lenses[lens]["command"];
        assert_eq!(command["command"], "openclaw-lsp.showExplanation");
        let answer = client.request("openclaw/explain", command["arguments"][0].clone()).await;
        assert!(answer["markdown"].as_str().is_some_and(|text| text.starts_with(start)), "{answer}");
    }
    client.finish().await;
}

#[tokio::test]
async fn both_can_be_switched_off() {
    let mut client = Client::start(draws()).await;
    let off = json!({ "settings": { "openclaw": { "inlayHints": false, "codeLens": { "enable": false } } } });
    client.notify("workspace/didChangeConfiguration", off).await;
    client.open(URI, CONFIG).await;
    assert_eq!(client.request("textDocument/inlayHint", lines(0, 2)).await, json!([]));
    assert_eq!(client.request("textDocument/codeLens", document()).await, json!([]));
    client.finish().await;
}

#[tokio::test]
async fn both_are_drawn_anew_when_settings_change() {
    let mut capabilities = draws();
    capabilities["workspace"]["inlayHint"] = json!({ "refreshSupport": true });
    capabilities["workspace"]["codeLens"] = json!({ "refreshSupport": true });
    let mut client = Client::start(capabilities).await;
    let off = json!({ "settings": { "openclaw": { "inlayHints": { "quantities": false } } } });
    client.notify("workspace/didChangeConfiguration", off).await;
    client.answer("workspace/inlayHint/refresh", serde_json::Value::Null).await;
    client.answer("workspace/codeLens/refresh", serde_json::Value::Null).await;
    client.finish().await;
}
