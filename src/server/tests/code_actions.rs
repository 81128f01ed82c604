//! Code actions: what is said about a change before it is made, and edits that are made only when one is chosen.

use super::{Client, URI};
use serde_json::{Value, json};

const CONTENT_MODIFIED: i64 = -32801;

/// A setting whose migration makes cache writes longer, and one that nothing reads any more.
const TEXT: &str = r#"{
  auth: { profiles: { a: { provider: "anthropic", mode: "api_key" } } },
  agents: { defaults: { models: { "anthropic/claude-opus-5": { params: { cacheControlTtl: "1h" } } } } },
  session: { idleMinutes: 5 },
  cron: { webhook: "x" },
}"#;

/// A client that takes versioned edits, and more when it is told to.
fn capabilities(annotations: bool, deferred: bool) -> Value {
    let mut action = json!({ "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } });
    if deferred {
        action["dataSupport"] = json!(true);
        action["resolveSupport"] = json!({ "properties": ["edit"] });
    }
    let mut edit = json!({ "documentChanges": true });
    if annotations {
        edit["changeAnnotationSupport"] = json!({});
    }
    json!({
        "textDocument": { "diagnostic": {}, "codeAction": action },
        "workspace": { "workspaceEdit": edit },
    })
}

/// The actions of a line, of one kind or of all.
async fn actions(client: &mut Client, line: u32, only: Option<&str>) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [] });
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params = json!({
        "textDocument": { "uri": URI },
        "range": { "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 90 } },
        "context": context,
    });
    client.request("textDocument/codeAction", params).await.as_array().unwrap().clone()
}

/// The first action whose title begins so.
fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let found = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with(title));
    found.unwrap_or_else(|| panic!("no {title} in {actions:?}"))
}

/// The only annotation of an edit, which every change must refer to; nothing where no change does.
fn annotation(edit: &Value) -> Option<Value> {
    let changes = edit["documentChanges"].as_array().unwrap().iter();
    let edits: Vec<&Value> = changes.flat_map(|change| change["edits"].as_array().unwrap()).collect();
    assert!(!edits.is_empty(), "{edit}");
    let Some(known) = edit.get("changeAnnotations") else {
        assert!(edits.iter().all(|edit| edit.get("annotationId").is_none()), "{edit}");
        return None;
    };
    let known = known.as_object().unwrap();
    let (id, annotation) = known.iter().next().unwrap();
    assert!(known.len() == 1 && edits.iter().all(|edit| edit["annotationId"] == id.as_str()), "{edit}");
    Some(annotation.clone())
}

async fn open(annotations: bool, deferred: bool) -> Client {
    let mut client = Client::start(capabilities(annotations, deferred)).await;
    client.open(URI, TEXT).await;
    client
}

#[tokio::test]
async fn what_changes_the_cache_is_annotated_and_asks_for_a_look() {
    let mut client = open(true, false).await;
    let found = actions(&mut client, 2, None).await;
    let note = annotation(&titled(&found, "Replace `cacheControlTtl`")["edit"]).unwrap();
    let path = "agents.defaults.models.anthropic/claude-opus-5.params.cacheControlTtl";
    assert_eq!(note["label"], format!("Migrate `{path}`"));
    assert_eq!(note["needsConfirmation"], true);
    assert!(note["description"].as_str().unwrap().contains("becomes long"), "{note}");
    let all = annotation(&titled(&found, "Migrate all")["edit"]).unwrap();
    assert_eq!((&all["label"], &all["needsConfirmation"]), (&json!("Migrate retired keys"), &json!(true)));
    assert_eq!(all["description"], note["description"], "what takes effect is said once");
    client.finish().await;
}

#[tokio::test]
async fn findings_are_ignored_behind_all_that_mends_them() {
    let mut client = open(false, false).await;
    let found = actions(&mut client, 2, Some("quickfix")).await;
    let last = &found[found.len() - 2..];
    assert_eq!(last[0]["title"], "Ignore `legacy-cache-ttl` here");
    assert_eq!(last[1]["title"], "Ignore `legacy-cache-ttl` in this file");
    assert_eq!(last[0]["diagnostics"][0]["code"], "legacy-cache-ttl");
    let edit = &last[0]["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "  // openclaw-lsp: ignore legacy-cache-ttl\n");
    assert_eq!(edit["range"]["start"], json!({ "line": 2, "character": 0 }));
    let errors = actions(&mut client, 3, None).await;
    assert!(
        errors.iter().all(|action| !action["title"].as_str().unwrap().starts_with("Ignore")),
        "{errors:?}"
    );
    client.finish().await;
}

#[tokio::test]
async fn what_changes_nothing_at_run_time_needs_no_look() {
    let mut client = open(true, false).await;
    let found = actions(&mut client, 3, None).await;
    let note = annotation(&titled(&found, "Move `idleMinutes`")["edit"]).unwrap();
    assert_eq!(note, json!({ "label": "Migrate `session.idleMinutes`", "needsConfirmation": false }));
    client.finish().await;
}

#[tokio::test]
async fn what_loses_something_says_so_and_is_done_alone() {
    let mut client = open(true, false).await;
    let found = actions(&mut client, 4, None).await;
    let only = titled(&found, "Remove the retired `webhook` with its value: nothing reads it any more");
    let note = annotation(&only["edit"]).unwrap();
    assert_eq!(note["needsConfirmation"], true);
    assert!(note["description"].as_str().unwrap().contains("dropped"), "{note}");
    let all = actions(&mut client, 4, Some("source.fixAll")).await;
    let mut edits = all[0]["edit"]["documentChanges"][0]["edits"].as_array().unwrap().iter();
    let spares =
        |edit: &Value| edit["range"]["start"]["line"] != 4 || edit["range"]["start"] == edit["range"]["end"];
    assert!(edits.all(spares), "{all:?}");
    client.finish().await;
}

#[tokio::test]
async fn clients_that_know_no_annotations_get_none() {
    let mut client = open(false, false).await;
    for line in 2..=4 {
        for action in actions(&mut client, line, None).await {
            assert_eq!(annotation(&action["edit"]), None, "{action}");
            assert!(action.get("data").is_none(), "{action}");
        }
    }
    let provider = &client.initialized["capabilities"]["codeActionProvider"];
    assert!(provider.get("resolveProvider").is_none(), "{provider}");
    client.finish().await;
}

#[tokio::test]
async fn many_migrations_are_made_when_they_are_chosen() {
    let mut client = open(true, true).await;
    assert_eq!(client.initialized["capabilities"]["codeActionProvider"]["resolveProvider"], true);
    let found = actions(&mut client, 3, None).await;
    let all = titled(&found, "Migrate all");
    assert!(all.get("edit").is_none(), "{all}");
    let made = client.request("codeAction/resolve", all.clone()).await;
    assert_eq!(annotation(&made["edit"]).unwrap()["needsConfirmation"], true);
    for (name, value) in all.as_object().unwrap() {
        assert_eq!(&made[name], value, "{name} comes back as it was");
    }
    let mut plain = open(true, false).await;
    let eager = actions(&mut plain, 3, None).await;
    assert_eq!(titled(&eager, "Migrate all")["edit"], made["edit"]);
    plain.finish().await;
    client.finish().await;
}

#[tokio::test]
async fn what_is_complete_comes_back_as_it_is() {
    let mut client = open(true, true).await;
    let found = actions(&mut client, 3, None).await;
    let one = titled(&found, "Move `idleMinutes`");
    assert!(one.get("edit").is_some() && one.get("data").is_none(), "{one}");
    assert_eq!(client.request("codeAction/resolve", one.clone()).await, *one);
    client.finish().await;
}

#[tokio::test]
async fn what_was_offered_for_another_version_is_refused() {
    let mut client = open(true, true).await;
    let all = actions(&mut client, 3, Some("source.fixAll")).await.remove(0);
    client.change(2, Some([(0, 1), (0, 1)]), " ").await;
    assert_eq!(client.refused("codeAction/resolve", all.clone()).await, CONTENT_MODIFIED);
    client.notify("textDocument/didClose", super::document()).await;
    assert_eq!(client.refused("codeAction/resolve", all).await, CONTENT_MODIFIED);
    client.finish().await;
}
