//! What a client has the server do: judge by another release, tell of an update, ask for the schema again.

use super::{Client, URI};
use crate::release::{newest, releases};
use serde_json::{Value, json};

fn stamped() -> String {
    format!(
        "{{ meta: {{ lastTouchedVersion: \"{}\" }}, agents: {{ list: [{{ id: \"main\" }}] }} }}\n",
        releases()[10]
    )
}

/// A client that asks for findings and takes actions, and more.
fn capabilities(more: &Value) -> Value {
    let mut all = json!({
        "textDocument": {
            "diagnostic": {},
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
        },
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        all[key] = value.clone();
    }
    all
}

/// What is offered at the stamp and judges by its release: the command.
async fn offered(client: &mut Client) -> Option<Value> {
    client.open(URI, &stamped()).await;
    let place = json!({ "line": 0, "character": 35 });
    let params = json!({
        "textDocument": { "uri": URI },
        "range": { "start": place, "end": place },
        "context": { "diagnostics": [] },
    });
    let actions = client.request("textDocument/codeAction", params).await;
    let judges =
        |action: &&Value| action["title"].as_str().is_some_and(|title| title.starts_with("Check against"));
    let found = actions.as_array().unwrap().iter().find(judges)?;
    assert_eq!(found["diagnostics"][0]["code"], "other-release", "{found}");
    Some(found["command"].clone())
}

async fn codes(client: &mut Client) -> Vec<String> {
    let report = client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } })).await;
    let items = report["items"].as_array().unwrap().iter();
    items.map(|item| item["code"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_client_without_commands_is_offered_none() {
    let mut client = Client::start(capabilities(&json!({}))).await;
    assert!(client.initialized["capabilities"].get("executeCommandProvider").is_none());
    assert_eq!(offered(&mut client).await, None);
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_can_set_the_release_is_given_its_own_command() {
    let own = json!({ "experimental": { "openclaw": { "commands": ["openclaw-lsp.judgeBy"] } } });
    let mut client = Client::start(capabilities(&own)).await;
    assert!(client.initialized["capabilities"].get("executeCommandProvider").is_none());
    let command = offered(&mut client).await.expect("it is offered");
    assert_eq!(command["command"], "openclaw-lsp.judgeBy");
    assert_eq!(command["arguments"], json!([releases()[10].to_string()]));
    client.finish().await;
}

#[tokio::test]
async fn the_server_judges_by_another_release_for_clients_that_only_pass_commands_on() {
    let passes_on = json!({ "workspace": { "executeCommand": {} } });
    let mut client = Client::start(capabilities(&passes_on)).await;
    let commands = client.initialized["capabilities"]["executeCommandProvider"]["commands"].clone();
    assert_eq!(commands, json!(["openclaw.judgeBy", "openclaw.upgrade", "openclaw.reloadSchema"]));
    let command = offered(&mut client).await.expect("it is offered");
    assert!(codes(&mut client).await.contains(&"legacy-agents-list".to_owned()));
    let params = json!({ "command": command["command"], "arguments": command["arguments"] });
    client.request("workspace/executeCommand", params).await;
    let said = client.expect("window/showMessage").await["params"]["message"].to_string();
    assert!(said.contains("targetVersion") && said.contains(&releases()[10].to_string()), "{said}");
    assert_eq!(codes(&mut client).await, Vec::<String>::new());
    client.request("workspace/executeCommand", json!({ "command": "openclaw.judgeBy" })).await;
    client.expect("window/showMessage").await;
    assert!(codes(&mut client).await.contains(&"other-release".to_owned()));
    client.finish().await;
}

#[tokio::test]
async fn an_update_is_told_of_the_only_configuration_that_is_open() {
    let passes_on = json!({ "workspace": { "executeCommand": {} } });
    let mut client = Client::start(capabilities(&passes_on)).await;
    let ask = |arguments: Value| json!({ "command": "openclaw.upgrade", "arguments": arguments });
    assert!(client.refused("workspace/executeCommand", ask(json!([]))).await < 0, "nothing is open");
    client.open(URI, &stamped()).await;
    let answer = client.request("workspace/executeCommand", ask(json!([]))).await;
    let said = client.expect("window/showMessage").await["params"]["message"].to_string();
    assert!(said.contains("openclaw-upgrade.md"), "{said}");
    assert_eq!(answer["report"]["from"], releases()[10].to_string());
    assert_eq!(answer["report"]["to"], newest().to_string());
    let (from, to) = (newest().to_string(), releases()[0].to_string());
    let back = client.request("workspace/executeCommand", ask(json!([from, to]))).await;
    client.expect("window/showMessage").await;
    assert_eq!((&back["report"]["from"], &back["report"]["to"]), (&json!(from), &json!(to)));
    client.open("file:///tmp/other/openclaw.json", "{}").await;
    assert!(client.refused("workspace/executeCommand", ask(json!([]))).await < 0, "which one?");
    let named = json!([{ "textDocument": { "uri": "file:///tmp/other/openclaw.json" } }]);
    assert!(client.refused("workspace/executeCommand", ask(named)).await < 0, "it says no release");
    assert!(client.refused("workspace/executeCommand", json!({ "command": "x" })).await < 0);
    client.finish().await;
}
