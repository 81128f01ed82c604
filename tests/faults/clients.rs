//! Family 8: clients that do odd things.

use crate::client::{Client, URI, at, document, uri};
use serde_json::{Value, json};
use std::fs;
use std::time::Duration;

#[test]
fn out_of_turn_messages_harm_nothing() {
    let mut client = Client::bare();
    client.change(URI, 5, json!([{ "text": "x" }]));
    client.close(URI);
    client.open(URI, "{}");
    client.open(URI, "{ gateway: { port: 1 } }");
    client.change(URI, 1, json!([]));
    client.change(URI, 0, json!([{ "range": { "start": { "line": 9, "character": 9 }, "end": { "line": 0, "character": 0 } }, "text": "" }]));
    client.open(URI, "{ gateway: { port: 1 } }");
    client.close("file:///never/opened");
    for params in
        [json!({ "id": "none" }), json!({ "id": 1 }), json!({}), json!(3), Value::Null, json!({ "id": [] })]
    {
        client.notify("$/cancelRequest", params);
    }
    client.notify("textDocument/hover", at(URI, 0, 3));
    client.notify("no/such", json!({}));
    client.notify("$/setTrace", json!({ "value": "loud" }));
    assert_eq!(client.refused("textDocument/didOpen", document(URI)), -32600);
    assert_eq!(client.refused("initialize", json!({ "capabilities": {} })), -32600);
    assert_eq!(client.refused("no/such", json!({})), -32601);
    assert_eq!(client.refused("textDocument/hover", json!({ "textDocument": { "uri": 4 } })), -32602);
    let far = json!({ "line": u32::MAX, "character": u32::MAX });
    client.request("textDocument/hover", json!({ "textDocument": { "uri": URI }, "position": far }));
    assert!(client.request("textDocument/hover", at(URI, 0, 4)).is_object());
    client.finish("8 clients: out of turn");
}

#[test]
fn registrations_come_one_at_a_time_under_fresh_names() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let main = uri(&folder.join("openclaw.json"));
    let mut client =
        Client::start(json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } }));
    client.open(&main, "{ gateway: { $include: './a0.json5' } }");
    for version in 2..9 {
        client.change(
            &main,
            version,
            json!([{ "text": format!("{{ gateway: {{ $include: './a{version}.json5' }} }}") }]),
        );
        client.listen(Duration::from_millis(30));
    }
    client.until("the last file is watched", |client| {
        client.asked.iter().any(|asked| asked.to_string().contains("a8.json5"))
    });
    client.listen(Duration::from_millis(500));
    let mut held: Option<String> = None;
    let mut names = Vec::new();
    for asked in &client.asked {
        match asked["method"].as_str().unwrap() {
            "client/registerCapability" => {
                let registration = &asked["params"]["registrations"][0];
                let name = registration["id"].as_str().unwrap().to_owned();
                assert!(!names.contains(&name), "a name comes twice: {name}");
                // A client that knows no relative patterns gets whole paths.
                for watcher in registration["registerOptions"]["watchers"].as_array().unwrap() {
                    assert!(watcher["globPattern"].is_string(), "{watcher}");
                }
                names.push(name);
            }
            "client/unregisterCapability" => {
                let name = asked["params"]["unregisterations"][0]["id"].as_str().unwrap();
                assert_eq!(held.as_deref(), Some(name), "the one before is taken back");
            }
            other => panic!("{other}"),
        }
        let is_first = asked["method"] == "client/registerCapability" && names.len() == 1;
        if is_first || asked["method"] == "client/unregisterCapability" {
            held = names.last().cloned();
        }
    }
    assert!(names.len() >= 2, "{names:?}");
    client.finish("8 clients: registrations");
    let relative = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true, "relativePatternSupport": true } } });
    let mut client = Client::start(relative);
    client.open(&main, "{ gateway: { $include: './a0.json5' } }");
    client.until("a pattern below the folder", |client| {
        client.asked.iter().any(|asked| asked.to_string().contains("\"pattern\":\"a0.json5\""))
    });
    client.finish("8 clients: patterns");
}

#[test]
fn colours_are_drawn_anew_after_another_schema() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("schema.json");
    let schema = r#"{"properties":{"agents":{},"novelty":{},"plugins":{"properties":{"entries":{"properties":{"own":{}}}}}}}"#;
    fs::write(&file, schema).unwrap();
    let refresh = json!({ "refreshSupport": true });
    let mut client = Client::start(json!({ "workspace": { "semanticTokens": refresh } }));
    client.open(URI, "{}");
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "openclaw": { "schema": { "file": file } } } }),
    );
    client.until("the request to draw anew", |client| {
        client.asked.iter().filter(|asked| asked["method"] == "workspace/semanticTokens/refresh").count() >= 2
    });
    client.finish("8 clients: colours");
}
