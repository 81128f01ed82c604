//! An installation that changes while the server runs: another release, and a plugin of the user's.
#![cfg(unix)]

use super::{Client, URI};
use crate::release::newest;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

/// What the newer release prints: it knows a key and a word that the embedded schema does not.
const PRINTED: &str = r#"{ "type": "object", "additionalProperties": false, "properties": {
    "agents": { "type": "object" }, "novelty": { "enum": ["new", "newer"] },
    "plugins": { "type": "object", "properties": { "entries": { "properties": { "own": {} } } } } } }"#;

const TEXT: &str = r#"{ novelty: "newer", agents: { defaults: { model: "newcomer/first-model" } } }"#;

fn install(folder: &Path, version: &str, script: &str) {
    fs::write(folder.join("printed.json"), PRINTED).unwrap();
    let program = folder.join("openclaw");
    fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    fs::write(folder.join("package.json"), format!(r#"{{ "name": "openclaw", "version": "{version}" }}"#))
        .unwrap();
}

async fn start(folder: &Path) -> Client {
    let mut client = Client::raw();
    let options = json!({ "schema": { "program": folder.join("openclaw") } });
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    client.initialize(json!({ "capabilities": capabilities, "initializationOptions": options })).await;
    client.open(URI, TEXT).await;
    client
}

/// Asks for the findings until they are as wanted.
async fn until(client: &mut Client, wanted: impl Fn(&[String]) -> bool) -> Vec<String> {
    let mut last = Vec::new();
    for _ in 0..600 {
        let report =
            client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } })).await;
        let items = report["items"].as_array().unwrap().iter();
        let codes: Vec<String> = items.map(|item| item["code"].as_str().unwrap().to_owned()).collect();
        if wanted(&codes) {
            return codes;
        }
        last = codes;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the findings did not come, but {last:?}");
}

/// Waits for the schema that the program prints: that the release is a newer one is known before, and silences as much.
async fn printed(client: &mut Client) {
    for _ in 0..600 {
        let status = client.request("openclaw/status", Value::Null).await;
        if status["schemaSource"].as_str().is_some_and(|source| source != "embedded") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the schema did not come");
}

fn has(codes: &[String], code: &str) -> bool {
    codes.iter().any(|one| one == code)
}

#[tokio::test]
async fn a_newer_release_reaches_the_editor_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    install(folder.path(), &newest().to_string(), "exit 1");
    let mut client = start(folder.path()).await;
    let codes = until(&mut client, |codes| has(codes, "unknown-key")).await;
    assert!(has(&codes, "unknown-provider"), "{codes:?}");
    // Only the new release prints a schema: the old one fails when it is asked.
    install(folder.path(), "2099.1.0", "echo run >> runs\ncat \"$(dirname \"$0\")/printed.json\"");
    // The release is known before its schema; when both have come, what only our tables say is silent.
    until(&mut client, |codes| codes == ["other-release"]).await;
    let status = client.request("openclaw/status", Value::Null).await;
    assert_eq!((&status["release"], &status["releaseReason"]), (&json!("2099.1.0"), &json!("installed")));
    client.finish().await;
}

/// A plugin of the newer release: a provider with a model, and an id of it that is out of service.
const PLUGIN: &str = r#"{ "id": "newcomer", "providers": ["newcomer"], "modelCatalog": {
    "providers": { "newcomer": { "models": [{ "id": "first-model", "contextWindow": 777000 }] } },
    "suppressions": [{ "provider": "newcomer", "model": "zeroth-model" }] } }"#;

/// The same release prints another schema, without a key that it migrates now, and its plugins are there.
fn update(folder: &Path) {
    let plugin = folder.join("dist/extensions/newcomer");
    fs::create_dir_all(&plugin).unwrap();
    fs::write(plugin.join("openclaw.plugin.json"), PLUGIN).unwrap();
    install(folder, "2099.1.0", "cat \"$(dirname \"$0\")/printed.json\"");
}

#[tokio::test]
async fn models_and_refused_models_of_a_newer_release_reach_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    install(folder.path(), &newest().to_string(), "exit 1");
    let mut client = start(folder.path()).await;
    let text = r#"{ cloud: {}, agents: { defaults: { model: { primary: "newcomer/first-model", fallbacks: ["newcomer/zeroth-model"] } } } }"#;
    client.change(2, None, text).await;
    let codes = until(&mut client, |codes| has(codes, "unknown-provider")).await;
    assert!(!has(&codes, "suppressed-model"), "{codes:?}");
    update(folder.path());
    // The plugin's models are files, and may come before the schema that the program prints.
    until(&mut client, |codes| codes == ["other-release", "unknown-key", "suppressed-model"]).await;
    let column = text.find("first-model").expect("the model");
    let at = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": column } });
    let hover = client.request("textDocument/hover", at.clone()).await;
    assert!(hover["contents"]["value"].as_str().unwrap().contains("777"), "{hover}");
    let offered = client.request("textDocument/completion", at).await.to_string();
    assert!(offered.contains("newcomer/first-model"), "{offered}");
    client.finish().await;
}

/// Once for each cause: nobody has asked, but the embedded schema is not the one that counts.
#[tokio::test]
async fn a_schema_that_does_not_come_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    install(folder.path(), "2099.1.0", "echo run >> \"$(dirname \"$0\")/runs\"; exit 1");
    let runs = || fs::read_to_string(folder.path().join("runs")).unwrap_or_default().lines().count();
    let mut client = start(folder.path()).await;
    let said = client.expect("window/showMessage").await["params"]["message"].to_string();
    assert!(said.contains("config schema failed"), "{said}");
    // Another version that fails in the same way is asked, and not told of.
    install(folder.path(), "2099.1.1", "echo run >> \"$(dirname \"$0\")/runs\"; exit 1");
    while runs() < 2 {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    client.request("openclaw/reloadSchema", Value::Null).await;
    let said = client.expect("window/showMessage").await;
    assert!(said.to_string().contains("config schema failed"), "by hand it is told each time: {said}");
    client.finish().await;
}

#[tokio::test]
async fn the_schema_is_asked_for_again_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let print = "echo run >> \"$(dirname \"$0\")/runs\"\ncat \"$(dirname \"$0\")/printed.json\"";
    install(folder.path(), "2099.1.0", print);
    let runs = || fs::read_to_string(folder.path().join("runs")).unwrap_or_default().lines().count();
    let mut client = start(folder.path()).await;
    printed(&mut client).await;
    assert_eq!(runs(), 1);
    fs::write(folder.path().join("printed.json"), PRINTED.replace("novelty", "other")).unwrap();
    client.request("openclaw/reloadSchema", Value::Null).await;
    until(&mut client, |codes| has(codes, "unknown-key")).await;
    assert_eq!(runs(), 2);
    client.finish().await;
}

/// With an invalid configuration OpenClaw leaves the plugins out: an empty one is put in its place.
#[tokio::test]
async fn an_invalid_configuration_does_not_hide_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let print = "if [ -n \"$OPENCLAW_CONFIG_PATH\" ] && [ \"$(cat \"$OPENCLAW_CONFIG_PATH\")\" = '{}' ]; then\n\
        cat \"$(dirname \"$0\")/printed.json\"\nelse echo '{ \"properties\": { \"agents\": {} } }'; fi";
    install(folder.path(), "2099.1.0", print);
    let mut client = start(folder.path()).await;
    until(&mut client, |codes| !has(codes, "unknown-key")).await;
    client.finish().await;
}

/// A plugin in a folder that the document names.
const LOADED: &str = r#"{ "id": "own", "channels": ["ownchat"], "providers": ["ownai"],
    "channelConfigs": { "ownchat": { "schema": { "type": "object", "additionalProperties": false, "properties": { "TYPE": { "enum": ["first-word"] } } } } },
    "modelCatalog": { "providers": { "ownai": { "models": [{ "id": "first-model", "contextWindow": 777000 }] } } } }"#;

#[tokio::test]
async fn a_plugin_that_a_document_loads_is_looked_after() {
    let folder = tempfile::tempdir().unwrap();
    let plugin = folder.path().join("plugins/own");
    fs::create_dir_all(&plugin).unwrap();
    fs::write(plugin.join("index.js"), "").unwrap();
    let write =
        |key: &str| fs::write(plugin.join("openclaw.plugin.json"), LOADED.replace("TYPE", key)).unwrap();
    write("word");
    let text = format!(
        r#"{{ agents: {{ defaults: {{ model: "ownai/first-model" }} }}, channels: {{ ownchat: {{ word: "first-word" }} }}, plugins: {{ load: {{ paths: ["{}"] }} }} }}"#,
        folder.path().join("plugins").display()
    );
    let uri = format!("file://{}", folder.path().join("openclaw.json").display());
    let mut client = Client::raw();
    let capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let options = json!({ "schema": { "source": "embedded" } });
    client.initialize(json!({ "capabilities": capabilities, "initializationOptions": options })).await;
    client.open(&uri, &text).await;
    let ask = json!({ "textDocument": { "uri": uri } });
    let report = client.request("textDocument/diagnostic", ask.clone()).await;
    assert_eq!(report["items"], json!([]), "{report}");
    let at = |word: &str| {
        let character = text.find(word).expect("the word");
        json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": character } })
    };
    let hover = client.request("textDocument/hover", at("first-model")).await;
    assert!(hover["contents"]["value"].as_str().unwrap().contains("777"), "{hover}");
    let offered = client.request("textDocument/completion", at("first-word")).await.to_string();
    assert!(offered.contains("first-word"), "{offered}");
    // The plugin calls its setting by another name, and nobody touches the document.
    write("otherWord");
    for _ in 0..600 {
        let report = client.request("textDocument/diagnostic", ask.clone()).await;
        if report["items"][0]["code"] == "unknown-key" {
            return client.finish().await;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the change did not come");
}
