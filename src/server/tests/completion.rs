//! What a list of proposals says to clients that can do more.

use super::{Client, URI, pulls};
use crate::host::dotenv::DotEnv;
use crate::server::handlers;
use serde_json::{Value, json};

/// The capabilities of a client that reopens its list and shows more beside labels.
fn able() -> Value {
    json!({
        "capabilities": {
            "textDocument": { "diagnostic": {}, "completion": { "completionItem": {
                "snippetSupport": true, "insertReplaceSupport": true, "labelDetailsSupport": true
            } } },
            "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] } }
        },
        "initializationOptions": { "commands": ["openclaw-lsp.suggest", "openclaw-lsp.gatewayHas"] }
    })
}

async fn list(client: &mut Client, text: &str, trigger: Option<&str>) -> Value {
    let offset = text.find('|').unwrap();
    client.open(URI, &text.replacen('|', "", 1)).await;
    let mut params =
        json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": offset } });
    if let Some(trigger) = trigger {
        params["context"] = json!({ "triggerKind": 2, "triggerCharacter": trigger });
    }
    let list = client.request("textDocument/completion", params).await;
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } })).await;
    list
}

fn item<'l>(list: &'l Value, label: &str) -> &'l Value {
    list["items"].as_array().unwrap().iter().find(|item| item["label"] == label).unwrap()
}

#[tokio::test]
async fn the_list_opens_again_where_something_can_be_proposed() {
    let mut client = Client::raw();
    client.initialize(able()).await;
    let keys = list(&mut client, "{ gateway: { | } }", None).await;
    assert_eq!(item(&keys, "auth")["command"]["command"], "openclaw-lsp.suggest");
    assert_eq!(item(&keys, "port")["command"], Value::Null, "nothing is left to be said");
    assert_eq!(item(&keys, "port")["labelDetails"], json!({ "description": "integer" }));
    client.finish().await;
    let mut plain = Client::start(pulls()).await;
    let keys = list(&mut plain, "{ gateway: { | } }", None).await;
    assert_eq!(item(&keys, "auth")["command"], Value::Null);
    assert_eq!(item(&keys, "auth")["labelDetails"], Value::Null);
    plain.finish().await;
}

#[tokio::test]
async fn a_blank_asks_only_where_something_begins() {
    let mut client = Client::raw();
    client.initialize(able()).await;
    let labels = |list: &Value| list["items"].as_array().map_or(0, Vec::len);
    for (text, any) in [
        ("{ gateway: { mode: | } }", true),
        ("{ gateway: { mode: \"local\", | } }", true),
        ("{ gateway: { | } }", true),
        ("{ gateway: { mode: \"local\" | } }", false),
        ("{ messages: { responsePrefix: \"a | b\" } }", false),
    ] {
        let found = list(&mut client, text, Some(" ")).await;
        assert_eq!(labels(&found) > 0, any, "{text}");
    }
    client.finish().await;
}

#[tokio::test]
async fn many_models_come_in_part() {
    let mut client = Client::raw();
    client.initialize(able()).await;
    let found = list(&mut client, "{ agents: { defaults: { model: \"|\" } } }", None).await;
    assert_eq!((found["isIncomplete"].clone(), found["items"].as_array().unwrap().len()), (json!(true), 100));
    client.finish().await;
    // Who cannot open the list again narrows what there is.
    let mut plain = Client::start(pulls()).await;
    let found = list(&mut plain, "{ agents: { defaults: { model: \"|\" } } }", None).await;
    assert!(found["items"].as_array().unwrap().len() > 300, "{found}");
    plain.finish().await;
}

#[tokio::test]
async fn places_follow_the_id_that_is_typed_where_it_is_made_up() {
    let mut client =
        Client::start(json!({ "textDocument": { "diagnostic": {}, "linkedEditingRange": {} } })).await;
    client
        .open(URI, "{ agents: { entries: { main: {}, work: {} } }, bindings: [{ agentId: \"work\", match: { channel: \"x\" } }] }")
        .await;
    let at = |character: u32| json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": character } });
    let places = client.request("textDocument/linkedEditingRange", at(36)).await;
    let starts: Vec<_> = places["ranges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|range| range["start"]["character"].clone())
        .collect();
    assert_eq!(starts, [json!(33), json!(70)]);
    assert_eq!(
        client.request("textDocument/linkedEditingRange", at(72)).await,
        Value::Null,
        "only meant there"
    );
    assert_eq!(
        client.request("textDocument/linkedEditingRange", at(25)).await,
        Value::Null,
        "nothing else names it"
    );
    client.finish().await;
}

#[tokio::test]
async fn a_missing_variable_can_be_set_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let state = |name: &str| (name == "OPENCLAW_STATE_DIR").then(|| home.path().into());
    let mut client = Client::with(handlers::table(), DotEnv::of(&state, None));
    let mut able = able();
    able["capabilities"]["textDocument"]["codeAction"] =
        json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix"] } } });
    client.initialize(able).await;
    client.open(URI, "{ logging: { file: \"/tmp/${ZZ_OPENCLAW_LSP}\" } }").await;
    let at = json!({ "line": 0, "character": 30 });
    let params = json!({
        "textDocument": { "uri": URI },
        "range": { "start": at, "end": at },
        "context": { "diagnostics": [] }
    });
    let actions = client.request("textDocument/codeAction", params).await;
    let actions = actions.as_array().unwrap();
    let with = |part: &str| {
        actions
            .iter()
            .find(|action| action["title"].as_str().unwrap().contains(part))
            .unwrap_or_else(|| panic!("{actions:?}"))
    };
    let line = with(".env");
    assert_eq!(line["edit"]["documentChanges"][0]["options"], json!({ "ignoreIfExists": true }));
    assert_eq!(line["edit"]["documentChanges"][1]["edits"][0]["newText"], "ZZ_OPENCLAW_LSP=\n");
    let noted = with("The gateway has");
    assert_eq!(noted["command"]["command"], "openclaw-lsp.gatewayHas");
    assert_eq!(noted["command"]["arguments"], json!(["ZZ_OPENCLAW_LSP"]));
    assert_eq!(with("env.vars")["kind"], "quickfix");
    client.finish().await;
}
