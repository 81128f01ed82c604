//! Documents that include others, with and without an editor that has them open.

use super::{Client, pulls};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;
use tower_lsp::ls_types::Uri;

/// A provider that is complete only with its models.
const MAIN: &str = "{ models: { providers: { box: { $include: './box.json5' } } } }";
const URL: &str = "{ baseUrl: 'http://localhost:1' }";
const WHOLE: &str = "{ baseUrl: 'http://localhost:1', models: [] }";

struct Files {
    folder: TempDir,
}

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let files_in = Self { folder: tempfile::tempdir().unwrap() };
        for (name, text) in files {
            fs::write(files_in.folder.path().join(name), text).unwrap();
        }
        files_in
    }

    fn uri(&self, name: &str) -> String {
        Uri::from_file_path(self.folder.path().join(name)).unwrap().as_str().to_owned()
    }
}

/// The codes of findings, by position.
fn codes(items: &Value) -> Vec<&str> {
    items.as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect()
}

/// The next publication: its document and the codes.
async fn published(client: &mut Client) -> (String, Vec<String>) {
    let params = client.expect("textDocument/publishDiagnostics").await["params"].clone();
    let found = codes(&params["diagnostics"]).into_iter().map(str::to_owned).collect();
    (params["uri"].as_str().unwrap().to_owned(), found)
}

async fn pull(client: &mut Client, uri: &str) -> Value {
    client.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } })).await
}

#[tokio::test]
async fn an_edit_of_an_included_file_publishes_the_main_one_again() {
    let files = Files::new(&[("openclaw.json", MAIN), ("box.json5", WHOLE)]);
    let (main, part) = (files.uri("openclaw.json"), files.uri("box.json5"));
    let mut client = Client::start(json!({})).await;
    client.open(&main, MAIN).await;
    assert_eq!(published(&mut client).await, (main.clone(), vec![]));
    client.open(&part, WHOLE).await;
    assert_eq!(published(&mut client).await, (part.clone(), vec![]));
    client.replace(&part, 2, URL).await;
    assert_eq!(published(&mut client).await, (main.clone(), vec!["incomplete-provider".to_owned()]));
    client.replace(&part, 3, "{ baseUrl: 'http://localhost:1', models: [], oops: 1 }").await;
    let mut both = [published(&mut client).await, published(&mut client).await];
    both.sort();
    assert_eq!(both, [(part, vec!["unknown-key".to_owned()]), (main, vec![])]);
    client.finish().await;
}

#[tokio::test]
async fn findings_in_files_that_are_not_open_come_with_those_of_the_main_one() {
    let files = Files::new(&[("box.json5", "{ baseUrl: 5, models: [] }")]);
    let mut capabilities = pulls();
    capabilities["textDocument"]["diagnostic"]["relatedDocumentSupport"] = json!(true);
    let mut client = Client::start(capabilities).await;
    let main = files.uri("openclaw.json");
    client.open(&main, MAIN).await;
    let report = pull(&mut client, &main).await;
    assert_eq!(codes(&report["items"]), [""; 0]);
    let related = &report["relatedDocuments"][files.uri("box.json5")];
    assert_eq!((related["kind"].as_str(), codes(&related["items"])), (Some("full"), vec!["wrong-type"]));
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_pulls_is_told_to_pull_again() {
    let files = Files::new(&[]);
    let (main, part) = (files.uri("openclaw.json"), files.uri("box.json5"));
    let mut capabilities = pulls();
    capabilities["workspace"]["diagnostics"]["refreshSupport"] = json!(true);
    let mut client = Client::start(capabilities).await;
    client.open(&main, MAIN).await;
    assert_eq!(codes(&pull(&mut client, &main).await["items"]), ["include-error"]);
    client.open(&part, URL).await;
    client.answer("workspace/diagnostic/refresh", Value::Null).await;
    assert_eq!(codes(&pull(&mut client, &main).await["items"]), ["incomplete-provider"]);
    client.replace(&part, 2, WHOLE).await;
    client.answer("workspace/diagnostic/refresh", Value::Null).await;
    assert_eq!(codes(&pull(&mut client, &main).await["items"]), [""; 0]);
    client.finish().await;
}

#[tokio::test]
async fn a_file_opened_alone_is_judged_where_the_main_one_includes_it() {
    let files = Files::new(&[("openclaw.json", MAIN), ("box.json5", WHOLE), ("other.json5", WHOLE)]);
    let mut client = Client::start(pulls()).await;
    let part = files.uri("box.json5");
    client.open(&part, "{ baseUrl: 5, models: [], oops: 1 }").await;
    let report = pull(&mut client, &part).await;
    assert_eq!(codes(&report["items"]), ["wrong-type", "unknown-key"]);
    let actions = json!({
        "textDocument": { "uri": part },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 30 } },
        "context": { "diagnostics": [] },
    });
    let actions = client.request("textDocument/codeAction", actions).await;
    let text = actions.to_string();
    assert!(!text.contains("baseUrl"), "what is right at its place is not removed: {text}");
    let other = files.uri("other.json5");
    client.open(&other, WHOLE).await;
    let report = pull(&mut client, &other).await;
    assert!(codes(&report["items"]).contains(&"unknown-key"), "nobody includes it, so it is a main one");
    client.finish().await;
}

#[tokio::test]
async fn a_file_that_is_no_longer_included_is_judged_for_itself() {
    let files = Files::new(&[]);
    let (main, part) = (files.uri("openclaw.json"), files.uri("box.json5"));
    let mut client = Client::start(pulls()).await;
    client.open(&main, MAIN).await;
    client.open(&part, WHOLE).await;
    assert_eq!(codes(&pull(&mut client, &part).await["items"]), [""; 0]);
    client.replace(&main, 2, "{ models: { $include: './none.json5' } }").await;
    assert_ne!(codes(&pull(&mut client, &part).await["items"]), [""; 0]);
    client.replace(&main, 3, "{}").await;
    assert_ne!(codes(&pull(&mut client, &part).await["items"]), [""; 0]);
    client.replace(&main, 4, MAIN).await;
    assert_eq!(codes(&pull(&mut client, &part).await["items"]), [""; 0]);
    client.finish().await;
}

#[tokio::test]
async fn what_a_document_that_is_no_file_includes_is_not_known() {
    let mut client = Client::start(pulls()).await;
    let uri = "untitled:Untitled-1";
    client.open(uri, "{ gateway: { $include: './gw.json5' }, tools: { $include: 5 } }").await;
    assert_eq!(codes(&pull(&mut client, uri).await["items"]), ["include-error"]);
    client.finish().await;
}

/// The edits of a code action by the last part of the file's name.
fn edits(action: &Value) -> Vec<(String, Value, usize)> {
    let changes = action["edit"]["documentChanges"].as_array().unwrap().iter();
    let mut edits: Vec<(String, Value, usize)> = changes
        .map(|change| {
            let document = &change["textDocument"];
            let name = document["uri"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
            (name, document["version"].clone(), change["edits"].as_array().unwrap().len())
        })
        .collect();
    edits.sort_by(|a, b| a.0.cmp(&b.0));
    edits
}

#[tokio::test]
async fn one_action_changes_several_files() {
    let main =
        "{\n  routing: { $include: './routing.json5' },\n  messages: { $include: './messages.json5' },\n}\n";
    let routing = "{\n  groupChat: { mentionPatterns: ['x'] },\n}\n";
    let files = Files::new(&[("openclaw.json", main), ("messages.json5", "{\n  // said\n}\n")]);
    let mut capabilities = pulls();
    capabilities["workspace"]["workspaceEdit"]["documentChanges"] = json!(true);
    capabilities["textDocument"]["codeAction"]["codeActionLiteralSupport"] =
        json!({ "codeActionKind": { "valueSet": [] } });
    let mut client = Client::start(capabilities).await;
    let part = files.uri("routing.json5");
    client.open(&part, routing).await;
    let actions = json!({
        "textDocument": { "uri": part },
        "range": { "start": { "line": 1, "character": 18 }, "end": { "line": 1, "character": 18 } },
        "context": { "diagnostics": [], "only": ["quickfix"] },
    });
    let actions = client.request("textDocument/codeAction", actions).await;
    let found = actions.as_array().unwrap().iter().find(|action| action["isPreferred"] != false);
    let found = edits(found.unwrap_or_else(|| panic!("no action: {actions}")));
    assert!(
        found.iter().any(|(name, version, _)| name == "messages.json5" && version.is_null()),
        "{found:?}"
    );
    client.finish().await;
}

#[tokio::test]
async fn a_fragment_is_completed_at_its_place() {
    let main = "{ models: { providers: { box: { models: [{ id: 'm' }] } } }, agents: { $include: './agents.json5' } }";
    let files = Files::new(&[("openclaw.json", main)]);
    let mut client = Client::start(pulls()).await;
    let part = files.uri("agents.json5");
    client.open(&part, "{\n  \n  defaults: { model: '' },\n}").await;
    let ask = |line: u32, character: u32| json!({ "textDocument": { "uri": part }, "position": { "line": line, "character": character } });
    let keys = client.request("textDocument/completion", ask(1, 2)).await.to_string();
    assert!(keys.contains("\"entries\"") && !keys.contains("\"gateway\""), "{keys}");
    let models = client.request("textDocument/completion", ask(2, 22)).await.to_string();
    assert!(models.contains("box/m"), "{models}");
    let hover = client.request("textDocument/hover", ask(2, 4)).await.to_string();
    assert!(hover.contains("agents.defaults"), "{hover}");
    client.finish().await;
}

#[tokio::test]
async fn files_that_are_included_are_watched() {
    let files = Files::new(&[("box.json5", URL)]);
    let mut capabilities = pulls();
    capabilities["workspace"]["diagnostics"]["refreshSupport"] = json!(true);
    capabilities["workspace"]["didChangeWatchedFiles"]["dynamicRegistration"] = json!(true);
    let mut client = Client::start(capabilities).await;
    let main = files.uri("openclaw.json");
    client.open(&main, MAIN).await;
    let asked = client.answer("client/registerCapability", Value::Null).await;
    let watchers = asked["registrations"][0]["registerOptions"]["watchers"].to_string();
    assert!(watchers.contains("box.json5") && watchers.contains("openclaw.json"), "{watchers}");
    assert_eq!(codes(&pull(&mut client, &main).await["items"]), ["incomplete-provider"]);
    fs::write(files.folder.path().join("box.json5"), WHOLE).unwrap();
    let change = json!({ "changes": [{ "uri": files.uri("box.json5"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", change).await;
    client.answer("workspace/diagnostic/refresh", Value::Null).await;
    assert_eq!(codes(&pull(&mut client, &main).await["items"]), [""; 0]);
    client.finish().await;
}

#[tokio::test]
async fn a_missing_file_can_be_created() {
    let files = Files::new(&[]);
    let main = files.uri("openclaw.json");
    let mut capabilities = pulls();
    capabilities["workspace"]["workspaceEdit"] =
        json!({ "documentChanges": true, "resourceOperations": ["create"] });
    capabilities["textDocument"]["codeAction"]["codeActionLiteralSupport"] =
        json!({ "codeActionKind": { "valueSet": [] } });
    let ask = json!({
        "textDocument": { "uri": main },
        "range": { "start": { "line": 0, "character": 50 }, "end": { "line": 0, "character": 50 } },
        "context": { "diagnostics": [], "only": ["quickfix"] },
    });
    let mut client = Client::start(capabilities.clone()).await;
    client.open(&main, MAIN).await;
    let actions = client.request("textDocument/codeAction", ask.clone()).await;
    let action = &actions[0];
    assert_eq!(action["title"], "Create `./box.json5`", "{actions}");
    assert_eq!(action["diagnostics"][0]["code"], "include-error");
    let changes = &action["edit"]["documentChanges"];
    assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(files.uri("box.json5"))));
    assert_eq!(changes[1]["edits"][0]["newText"], "{}\n");
    client.finish().await;
    // A client that cannot create files is offered none.
    capabilities["workspace"]["workspaceEdit"] = json!({ "documentChanges": true });
    let mut client = Client::start(capabilities).await;
    client.open(&main, MAIN).await;
    let actions = client.request("textDocument/codeAction", ask).await;
    assert!(!actions.to_string().contains("Create"), "{actions}");
    client.finish().await;
}

#[tokio::test]
async fn a_finding_points_into_another_file_of_the_configuration() {
    let files = Files::new(&[("one.json5", "['a']"), ("two.json5", "['a']")]);
    let main = files.uri("openclaw.json");
    let groups = "{ $include: ['./one.json5', './two.json5'] }";
    let text = format!(
        "{{ plugins: {{ entries: {{ 'session-share': {{ config: {{ share: {{ groups: {groups} }} }} }} }} }} }}"
    );
    let mut capabilities = pulls();
    capabilities["textDocument"]["diagnostic"]["relatedDocumentSupport"] = json!(true);
    capabilities["textDocument"]["diagnostic"]["relatedInformation"] = json!(true);
    let mut client = Client::start(capabilities).await;
    client.open(&main, &text).await;
    let report = pull(&mut client, &main).await;
    let found = &report["relatedDocuments"][files.uri("two.json5")]["items"][0];
    let place = &found["relatedInformation"][0]["location"];
    assert_eq!(place["uri"], files.uri("one.json5"), "{report}");
    client.finish().await;
}

/// A file that does not come delays what needs it by a second, and what does not need it by nothing more than once.
#[tokio::test]
async fn a_slow_disk_delays_only_what_needs_it() {
    let files = Files::new(&[("slow.json5", "{ port: 'x' }"), ("slow.held", "")]);
    let (main, other, part) = (files.uri("openclaw.json"), files.uri("other.json5"), files.uri("slow.json5"));
    let mut client = Client::start(json!({})).await;
    client.open(&main, "{ gateway: { $include: './slow.json5' } }").await;
    client.open(&other, "{ gateway: { port: 1 } }").await;
    let place = json!({ "textDocument": { "uri": other }, "position": { "line": 0, "character": 4 } });
    for _ in 0..10 {
        assert!(client.request("textDocument/hover", place.clone()).await.is_object());
        client.request("openclaw/status", Value::Null).await;
    }
    // First it is said that the file takes long, then what is wrong in it.
    while published(&mut client).await != (main.clone(), vec!["include-error".to_owned()]) {}
    std::fs::remove_file(files.folder.path().join("slow.held")).unwrap();
    while published(&mut client).await != (part.clone(), vec!["wrong-type".to_owned()]) {}
    client.request("shutdown", Value::Null).await;
}

#[tokio::test]
async fn an_explanation_counts_all_files_and_names_the_one_that_says_it() {
    let main = "{ agents: { $include: './agents.json5' }, gateway: { mode: 'local' } }";
    let files = Files::new(&[("openclaw.json", main), ("agents.json5", "{ entries: { a: {} } }")]);
    let mut client = Client::start(pulls()).await;
    // What is open counts as it is there, saved or not.
    client.open(&files.uri("agents.json5"), "{ entries: { b: {\n  model: 'openai/gpt-5.4' } } }").await;
    client.open(&files.uri("openclaw.json"), main).await;
    for name in ["openclaw.json", "agents.json5"] {
        let params = json!({ "textDocument": { "uri": files.uri(name) }, "format": "html" });
        let page = client.request("openclaw/explain", params).await;
        let page = page["html"].as_str().expect("a page");
        assert!(page.contains("href=\"agents.json5#L2,3\""), "{page}");
    }
    client.finish().await;
}
