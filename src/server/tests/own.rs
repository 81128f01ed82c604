//! The requests of our own.

use super::{Client, URI, at, pulls};
use serde_json::{Value, json};

const CONFIG: &str = "{ agents: { defaults: { params: { cacheRetention: 'long' } } } }";

#[tokio::test]
async fn a_key_is_explained() {
    let mut client = Client::start(pulls()).await;
    client.open(URI, CONFIG).await;
    let answer = client.request("openclaw/explain", at(0, 40)).await;
    assert_eq!(answer["path"], "agents.defaults.params.cacheRetention");
    let markdown = answer["markdown"].as_str().expect("a text");
    assert!(markdown.contains("Of the layers, 'long' of agents.defaults.params wins."), "{markdown}");
    assert_eq!(client.request("openclaw/explain", at(0, 0)).await, Value::Null);
    client.finish().await;
}

/// Asks `openclaw/explain` about the document.
async fn explained(client: &mut Client, more: Value) -> Value {
    let mut params = json!({ "textDocument": { "uri": URI } });
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.request("openclaw/explain", params).await
}

#[tokio::test]
async fn what_nobody_has_saved_is_explained_in_every_form() {
    let mut client = Client::start(pulls()).await;
    client.open(URI, "{ channels: { telegram: {} }, bindings: [{ agentId: 'a', match: { channel: 'telegram' } }], agents: { ownership: 'explicit', entries: { a: {}, b: {} } } }").await;
    let page = explained(&mut client, json!({ "format": "html" })).await;
    assert_eq!((&page["valid"], &page["markdown"]), (&json!(true), &Value::Null));
    let page = page["html"].as_str().expect("a page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("openclaw.json#L1,"), "{page}");
    let route = explained(&mut client, json!({ "section": "route", "message": "telegram:x:direct:1" })).await;
    let route = route["markdown"].as_str().expect("a text");
    assert!(route.starts_with("## Who answers\n\n- **message**: telegram, account x"), "{route}");
    let tools = explained(&mut client, json!({ "section": "tools", "agent": "b", "format": "json" })).await;
    assert_eq!(tools["report"]["tools"][0]["agent"], "b");
    client.replace(URI, 2, "{ agents: { entries: { other: { model: 'openai/gpt-5.4' } } }, oops: 1 }").await;
    let models = explained(&mut client, json!({ "format": "json" })).await;
    assert_eq!((&models["valid"], &models["report"]["agents"][0]["agent"]), (&json!(false), &json!("other")));
    let key = explained(&mut client, json!({ "section": "agents.entries.other.model" })).await;
    assert!(key["markdown"].as_str().is_some_and(|text| text.contains("openai/gpt-5.4")), "{key}");
    client.finish().await;
}

#[tokio::test]
async fn what_cannot_be_explained_is_refused_with_a_sentence() {
    let mut client = Client::start(pulls()).await;
    client.open(URI, "{ agents: {} }").await;
    let position = json!({ "line": 0, "character": 4 });
    for (more, word) in [
        (json!({ "message": "telegram" }), "`route`"),
        (json!({ "section": "route", "message": ":" }), "channel"),
        (json!({ "section": "gateway.port", "format": "html" }), "leave it out"),
        (json!({ "section": "no[way" }), "no[way"),
        (json!({ "section": "tools", "position": position }), "leave one out"),
        (json!({ "position": position, "format": "json" }), "Markdown"),
        (json!({ "format": "pdf" }), "pdf"),
    ] {
        let mut params = json!({ "textDocument": { "uri": URI } });
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let id = client.ask("openclaw/explain", params).await;
        let answer = client.response(id).await;
        let why = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(why.contains(word), "{more}: {answer}");
    }
    client.replace(URI, 2, "[]").await;
    let id = client.ask("openclaw/explain", json!({ "textDocument": { "uri": URI } })).await;
    let answer = client.response(id).await;
    assert!(answer["error"]["message"].as_str().is_some_and(|why| why.contains("no object")), "{answer}");
    client.finish().await;
}

#[tokio::test]
async fn the_status_names_what_documents_are_judged_by() {
    let mut client = Client::start(pulls()).await;
    for params in [Value::Null, json!({})] {
        let status = client.request("openclaw/status", params).await;
        assert_eq!(status["schemaSource"], "embedded");
        assert_eq!(status["schemaVersion"], status["catalogVersion"]);
        assert_eq!(status["serverVersion"], env!("CARGO_PKG_VERSION"));
    }
    client.finish().await;
}
