//! Each row of the table in `docs/protocol.md`, end to end, with the clients that people use.

use super::profiles::profiles;
use super::protocol::OFFERS;
use super::{Client, URI, document};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use std::fs;
use tower_lsp::ls_types::Uri;

/// What is asked about: two columns differ by the encoding, and every request has an answer.
const TEXT: &str = "{ // #region ü😀
  $schema: 'https://example.com/schema.json',
  /* ü😀 */ agents: {
    defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' } },
    entries: { ops: { params: { cacheControlTtl: '1h' } } },
  },
  bindings: [{ agentId: 'ops', match: { channel: 'slack' } }],
  ui: { seamColor: '#ff4500' },
    logging:   {},
  // #endregion
}
";

/// One row: the capability, and what is done with it.
struct Row {
    offer: &'static str,
    probe: for<'c> fn(&'c mut Client) -> BoxFuture<'c, ()>,
}

/// Makes a row of an `async` function.
macro_rules! rows {
    ($($offer:literal => $probe:ident,)*) => {
        &[$(Row { offer: $offer, probe: |client| $probe(client).boxed() },)*]
    };
}

const ROWS: &[Row] = rows! {
    "/textDocumentSync" => synchronises,
    "/diagnosticProvider" => diagnoses,
    "/completionProvider" => completes,
    "/hoverProvider" => hovers,
    "/codeActionProvider" => acts,
    "/codeActionProvider/resolveProvider" => resolves_actions,
    "/executeCommandProvider" => executes,
    "/documentFormattingProvider" => formats,
    "/documentRangeFormattingProvider" => formats_a_range,
    "/documentRangeFormattingProvider/rangesSupport" => formats_ranges,
    "/documentOnTypeFormattingProvider" => formats_while_typing,
    "/definitionProvider" => leads_to_definitions,
    "/referencesProvider" => lists_references,
    "/documentHighlightProvider" => highlights,
    "/renameProvider" => renames,
    "/renameProvider/prepareProvider" => prepares_renaming,
    "/linkedEditingRangeProvider" => links_edits,
    "/documentSymbolProvider" => outlines,
    "/workspaceSymbolProvider" => finds_symbols,
    "/workspaceSymbolProvider/resolveProvider" => resolves_symbols,
    "/documentLinkProvider" => links,
    "/colorProvider" => colours,
    "/foldingRangeProvider" => folds,
    "/selectionRangeProvider" => selects,
    "/semanticTokensProvider" => tokenises,
    "/inlayHintProvider" => hints,
    "/codeLensProvider" => lenses,
    "/workspace/workspaceFolders" => changes_folders,
    "/workspace/fileOperations" => renames_files,
    "/positionEncoding" => counts_columns,
};

#[test]
fn each_row_of_the_table_has_its_test() {
    let tested: Vec<&str> = ROWS.iter().map(|row| row.offer).collect();
    let documented: Vec<&str> = OFFERS.iter().map(|(offer, _)| *offer).collect();
    assert_eq!(tested, documented);
}

#[tokio::test]
async fn every_client_is_served_with_what_it_is_offered() {
    for (_, params) in profiles() {
        for row in ROWS {
            let mut client = Client::raw().obliging();
            client.initialize(params.clone()).await;
            client.open(URI, TEXT).await;
            if client.initialized["capabilities"].pointer(row.offer).is_some() {
                (row.probe)(&mut client).await;
            }
            client.finish().await;
        }
    }
}

#[test]
fn each_row_is_offered_to_one_of_the_clients() {
    let offers = profiles().map(|(_, params)| crate::server::capabilities::Negotiated::new(&params).offer());
    for Row { offer, .. } in ROWS {
        assert!(offers.iter().any(|offered| offered.pointer(offer).is_some()), "{offer}");
    }
}

fn with(mut params: Value, key: &str, value: Value) -> Value {
    params[key] = value;
    params
}

fn at(client: &Client, needle: &str) -> Value {
    with(document(), "position", client.find(needle))
}

/// A range of the document between two texts.
fn between(client: &Client, first: &str, last: &str) -> Value {
    json!({ "start": client.find(first), "end": client.find(last) })
}

fn layout() -> Value {
    json!({ "tabSize": 2, "insertSpaces": true })
}

async fn synchronises(client: &mut Client) {
    client.replace(URI, 2, "{ logging: {} }").await;
    let place = at(client, "logging");
    let text = client.request("textDocument/hover", place).await["contents"]["value"].to_string();
    assert!(text.contains("logging") || text.contains("log"), "{text}");
    client.close(URI).await;
    let place = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 2 } });
    assert_eq!(client.request("textDocument/hover", place).await, Value::Null);
}

async fn diagnoses(client: &mut Client) {
    let report = client.request("textDocument/diagnostic", document()).await;
    let codes: Vec<&Value> = report["items"].as_array().unwrap().iter().map(|item| &item["code"]).collect();
    assert!(codes.contains(&&json!("legacy-cache-ttl")), "{codes:?}");
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] })).await;
    assert_eq!(all["items"][0]["uri"], URI);
}

async fn completes(client: &mut Client) {
    let place = at(client, "anthropic/claude");
    let list = client.request("textDocument/completion", place).await;
    let items = list["items"].as_array().unwrap().clone();
    assert!(items.len() > 5, "{list}");
    let item = client.request("completionItem/resolve", items[0].clone()).await;
    assert_eq!(item["label"], items[0]["label"]);
}

async fn hovers(client: &mut Client) {
    let place = at(client, "cacheRetention");
    let text = client.request("textDocument/hover", place).await["contents"]["value"].to_string();
    assert!(text.contains("cacheRetention"), "{text}");
}

/// The actions at the retired key.
async fn actions(client: &mut Client) -> Vec<Value> {
    let range = between(client, "cacheControlTtl", ": '1h'");
    let params = with(with(document(), "range", range), "context", json!({ "diagnostics": [] }));
    client.request("textDocument/codeAction", params).await.as_array().unwrap().clone()
}

async fn acts(client: &mut Client) {
    let found = actions(client).await;
    assert!(
        found.iter().any(|action| action["kind"] == "quickfix" && action.get("edit").is_some()),
        "{found:?}"
    );
}

async fn resolves_actions(client: &mut Client) {
    let found = actions(client).await;
    let deferred =
        found.into_iter().find(|action| action.get("data").is_some()).expect("one is left for later");
    assert!(deferred.get("edit").is_none());
    let whole = client.request("codeAction/resolve", deferred).await;
    assert!(whole["edit"].is_object(), "{whole}");
}

async fn executes(client: &mut Client) {
    let commands = client.initialized["capabilities"]["executeCommandProvider"]["commands"].clone();
    assert!(commands.as_array().unwrap().contains(&json!("openclaw.judgeBy")), "{commands}");
    let params = json!({ "command": "openclaw.judgeBy", "arguments": ["2026.6.11"] });
    client.request("workspace/executeCommand", params).await;
    let status = client.request("openclaw/status", json!({})).await;
    assert_eq!(status["release"], "2026.6.11");
}

/// The lines that edits change.
fn lines(edits: &Value) -> Vec<u64> {
    edits.as_array().unwrap().iter().map(|edit| edit["range"]["start"]["line"].as_u64().unwrap()).collect()
}

async fn formats(client: &mut Client) {
    let params = with(document(), "options", layout());
    let edits = client.request("textDocument/formatting", params).await;
    assert_eq!(lines(&edits), [8, 8]);
}

async fn formats_a_range(client: &mut Client) {
    let params = |range| with(with(document(), "options", layout()), "range", range);
    let above = params(between(client, "ui:", "    logging"));
    assert_eq!(lines(&client.request("textDocument/rangeFormatting", above).await), Vec::<u64>::new());
    let within = params(between(client, "    logging", "  // #endregion"));
    assert_eq!(lines(&client.request("textDocument/rangeFormatting", within).await), [8, 8]);
}

async fn formats_ranges(client: &mut Client) {
    let ranges =
        json!([between(client, "ui:", "    logging"), between(client, "    logging", "  // #endregion")]);
    let params = with(with(document(), "options", layout()), "ranges", ranges);
    assert_eq!(lines(&client.request("textDocument/rangesFormatting", params).await), [8, 8]);
}

async fn formats_while_typing(client: &mut Client) {
    client.replace(URI, 2, "{\n  logging: {\n},\n}\n").await;
    let params =
        with(with(document(), "position", json!({ "line": 2, "character": 1 })), "options", layout());
    let edits = client.request("textDocument/onTypeFormatting", with(params, "ch", json!("}"))).await;
    assert_eq!(edits[0]["newText"], "  ");
}

async fn leads_to_definitions(client: &mut Client) {
    let place = at(client, "ops', match");
    let found = client.request("textDocument/definition", place).await;
    let range = found[0].get("targetRange").unwrap_or(&found[0]["range"]);
    assert_eq!(range["start"], client.find("ops: {"));
}

async fn lists_references(client: &mut Client) {
    let place = with(at(client, "ops: {"), "context", json!({ "includeDeclaration": true }));
    assert_eq!(client.request("textDocument/references", place).await.as_array().unwrap().len(), 2);
}

async fn highlights(client: &mut Client) {
    let place = at(client, "ops: {");
    assert_eq!(client.request("textDocument/documentHighlight", place).await.as_array().unwrap().len(), 2);
}

async fn renames(client: &mut Client) {
    let place = with(at(client, "ops: {"), "newName", json!("night"));
    let edit = client.request("textDocument/rename", place).await;
    let edits = edit.pointer("/documentChanges/0/edits").unwrap_or(&edit["changes"][URI]);
    assert_eq!(edits.as_array().unwrap().len(), 2);
}

async fn prepares_renaming(client: &mut Client) {
    let place = at(client, "ops: {");
    let found = client.request("textDocument/prepareRename", place).await;
    assert_eq!(found.get("range").unwrap_or(&found)["start"], client.find("ops: {"), "{found}");
}

async fn links_edits(client: &mut Client) {
    let place = at(client, "ops: {");
    let found = client.request("textDocument/linkedEditingRange", place).await;
    assert_eq!(found["ranges"].as_array().unwrap().len(), 2);
}

async fn outlines(client: &mut Client) {
    let found = client.request("textDocument/documentSymbol", document()).await;
    assert!(found.as_array().unwrap().iter().any(|symbol| symbol["name"] == "agents"), "{found}");
}

async fn finds_symbols(client: &mut Client) {
    let found = client.request("workspace/symbol", json!({ "query": "op" })).await;
    assert_eq!(found[0]["name"], "ops");
    assert_eq!(found[0]["location"]["uri"], URI);
}

async fn resolves_symbols(client: &mut Client) {
    let found = client.request("workspace/symbol", json!({ "query": "op" })).await;
    assert!(found[0]["location"].get("range").is_none());
    client.replace(URI, 2, &format!("\n\n{TEXT}")).await;
    let whole = client.request("workspaceSymbol/resolve", found[0].clone()).await;
    assert_eq!(whole["location"]["range"]["start"], client.find("ops: {"), "where it stands by now");
    client.replace(URI, 3, "{}").await;
    assert_eq!(client.refused("workspaceSymbol/resolve", found[0].clone()).await, -32801);
}

/// Two files, of which one includes the other.
fn files() -> (tempfile::TempDir, [String; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let uri = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        Uri::from_file_path(path).unwrap().as_str().to_owned()
    };
    let uris = [uri("openclaw.json", INCLUDES), uri("mcp.json5", "{}")];
    (folder, uris)
}

const INCLUDES: &str = "{ mcp: { $include: './mcp.json5' } }";

async fn links(client: &mut Client) {
    let address = client.request("textDocument/documentLink", document()).await[0].clone();
    assert_eq!(client.request("documentLink/resolve", address.clone()).await, address, "complete as it is");
    client.close(URI).await;
    let (_folder, [main, part]) = files();
    client.open(&main, INCLUDES).await;
    let found = client.request("textDocument/documentLink", json!({ "textDocument": { "uri": main } })).await;
    assert_eq!(found[0]["target"], part);
    let whole = client.request("documentLink/resolve", found[0].clone()).await;
    assert_eq!(whole["target"], part);
    client.replace(&main, 2, "{}").await;
    assert_eq!(client.refused("documentLink/resolve", found[0].clone()).await, -32801);
}

async fn colours(client: &mut Client) {
    let found = client.request("textDocument/documentColor", document()).await;
    assert_eq!(found[0]["range"]["start"], client.find("#ff4500"));
    assert_eq!(found[0]["color"]["red"], 1.0);
    let color = json!({ "red": 0.0, "green": 0.5, "blue": 1.0, "alpha": 1.0 });
    let params = with(with(document(), "color", color), "range", found[0]["range"].clone());
    let written = client.request("textDocument/colorPresentation", params).await;
    assert_eq!(written[0]["label"], "#0080ff");
}

async fn folds(client: &mut Client) {
    let found = client.request("textDocument/foldingRange", document()).await;
    assert!(found.as_array().unwrap().iter().any(|fold| fold["kind"] == "region"), "{found}");
}

async fn selects(client: &mut Client) {
    let params = with(document(), "positions", json!([client.find("ops: {")]));
    let found = client.request("textDocument/selectionRange", params).await;
    assert!(found[0]["parent"].is_object(), "{found}");
}

async fn tokenises(client: &mut Client) {
    let full = client.request("textDocument/semanticTokens/full", document()).await;
    assert!(full["data"].as_array().unwrap().len() > 20, "{full}");
    let params = with(document(), "previousResultId", full["resultId"].clone());
    let delta = client.request("textDocument/semanticTokens/full/delta", params).await;
    assert_eq!(delta["edits"], json!([]));
    let range = with(document(), "range", between(client, "ui:", "    logging"));
    let part = client.request("textDocument/semanticTokens/range", range).await;
    assert!(part["data"].as_array().unwrap().len() < full["data"].as_array().unwrap().len());
}

async fn hints(client: &mut Client) {
    let range = with(document(), "range", between(client, "$schema", "logging"));
    let found = client.request("textDocument/inlayHint", range).await;
    assert!(found.to_string().contains("1 h"), "{found}");
}

async fn lenses(client: &mut Client) {
    let found = client.request("textDocument/codeLens", document()).await;
    assert_eq!(found[0]["range"]["start"], client.find("ops: {"));
}

async fn changes_folders(client: &mut Client) {
    let event = json!({ "event": { "added": [{ "uri": "file:///tmp", "name": "tmp" }], "removed": [] } });
    client.notify("workspace/didChangeWorkspaceFolders", event).await;
    hovers(client).await;
}

async fn renames_files(client: &mut Client) {
    client.close(URI).await;
    let (_folder, [main, part]) = files();
    client.open(&main, INCLUDES).await;
    let renamed = json!({ "files": [{ "oldUri": part, "newUri": part.replace("mcp", "tools") }] });
    let edit = client.request("workspace/willRenameFiles", renamed).await.to_string();
    assert!(edit.contains("./tools.json5"), "{edit}");
}

async fn counts_columns(client: &mut Client) {
    let range = client.request("textDocument/hover", at(client, "agents")).await["range"].clone();
    assert_eq!(range["start"], client.find("agents"));
}
