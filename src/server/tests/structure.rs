//! Outline, folds, selections and links as the client sees them.

use super::{Client, URI, document};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

const TEXT: &str =
    "// a\n// b\n{\n  gateway: { port: 1 },\n  x: {\n    $include: './inc d.json5',\n  },\n}\n";

/// Asserts an answer. The clients pull, so that nothing is pushed in between.
async fn check(capabilities: Value, method: &str, more: Value, expected: Expect) {
    let mut client = Client::start(json!({ "textDocument": capabilities })).await;
    client.open(URI, TEXT).await;
    let mut params = document();
    for (key, value) in more.as_object().unwrap() {
        params[key] = value.clone();
    }
    let answer = client.request(method, params).await;
    expected.assert_eq(&compact(&answer));
    client.finish().await;
}

/// One line per element of the answer.
fn compact(answer: &Value) -> String {
    answer.as_array().unwrap().iter().flat_map(|item| [item.to_string(), "\n".to_owned()]).collect()
}

#[tokio::test]
async fn outlines_are_trees_where_the_client_can() {
    let symbols = json!({
        "hierarchicalDocumentSymbolSupport": true, "symbolKind": { "valueSet": [2, 15, 16, 18, 19, 20, 21] }
    });
    check(
        json!({ "diagnostic": {}, "documentSymbol": symbols }),
        "textDocument/documentSymbol",
        json!({}),
        expect![[r#"
            {"name":"gateway","kind":19,"range":{"start":{"line":3,"character":2},"end":{"line":3,"character":22}},"selectionRange":{"start":{"line":3,"character":2},"end":{"line":3,"character":9}},"children":[{"name":"port","detail":"1","kind":16,"range":{"start":{"line":3,"character":13},"end":{"line":3,"character":20}},"selectionRange":{"start":{"line":3,"character":13},"end":{"line":3,"character":17}}}]}
            {"name":"x","kind":19,"range":{"start":{"line":4,"character":2},"end":{"line":6,"character":3}},"selectionRange":{"start":{"line":4,"character":2},"end":{"line":4,"character":3}},"children":[{"name":"$include","detail":"'./inc d.json5'","kind":15,"range":{"start":{"line":5,"character":4},"end":{"line":5,"character":29}},"selectionRange":{"start":{"line":5,"character":4},"end":{"line":5,"character":12}}}]}
        "#]],
    )
    .await;
    check(json!({ "diagnostic": {} }), "textDocument/documentSymbol", json!({}), expect![[r#"
        {"name":"gateway","kind":2,"location":{"uri":"file:///tmp/openclaw.json","range":{"start":{"line":3,"character":2},"end":{"line":3,"character":22}}}}
        {"name":"port","kind":16,"location":{"uri":"file:///tmp/openclaw.json","range":{"start":{"line":3,"character":13},"end":{"line":3,"character":20}}},"containerName":"gateway"}
        {"name":"x","kind":2,"location":{"uri":"file:///tmp/openclaw.json","range":{"start":{"line":4,"character":2},"end":{"line":6,"character":3}}}}
        {"name":"$include","kind":15,"location":{"uri":"file:///tmp/openclaw.json","range":{"start":{"line":5,"character":4},"end":{"line":5,"character":29}}},"containerName":"x"}
    "#]]).await;
}

#[tokio::test]
async fn folds_are_lines_or_ranges() {
    let lines = json!({ "diagnostic": {}, "foldingRange": { "lineFoldingOnly": true, "rangeLimit": 2 } });
    check(
        lines,
        "textDocument/foldingRange",
        json!({}),
        expect![[r#"
        {"startLine":0,"endLine":1,"kind":"comment"}
        {"startLine":2,"endLine":6}
    "#]],
    )
    .await;
    check(
        json!({ "diagnostic": {} }),
        "textDocument/foldingRange",
        json!({}),
        expect![[r#"
        {"startLine":0,"startCharacter":0,"endLine":1,"endCharacter":4,"kind":"comment"}
        {"startLine":2,"startCharacter":1,"endLine":7,"endCharacter":0}
        {"startLine":4,"startCharacter":6,"endLine":6,"endCharacter":2}
    "#]],
    )
    .await;
}

#[tokio::test]
async fn selections_grow() {
    let positions = json!({ "positions": [{ "line": 3, "character": 14 }, { "line": 99, "character": 0 }] });
    check(json!({ "diagnostic": {} }), "textDocument/selectionRange", positions, expect![[r#"
        {"range":{"start":{"line":3,"character":13},"end":{"line":3,"character":17}},"parent":{"range":{"start":{"line":3,"character":13},"end":{"line":3,"character":20}},"parent":{"range":{"start":{"line":3,"character":12},"end":{"line":3,"character":21}},"parent":{"range":{"start":{"line":3,"character":11},"end":{"line":3,"character":22}},"parent":{"range":{"start":{"line":3,"character":2},"end":{"line":3,"character":22}},"parent":{"range":{"start":{"line":3,"character":2},"end":{"line":3,"character":23}},"parent":{"range":{"start":{"line":2,"character":1},"end":{"line":7,"character":0}},"parent":{"range":{"start":{"line":2,"character":0},"end":{"line":7,"character":1}},"parent":{"range":{"start":{"line":0,"character":0},"end":{"line":7,"character":1}},"parent":{"range":{"start":{"line":0,"character":0},"end":{"line":8,"character":0}}}}}}}}}}}}
        {"range":{"start":{"line":0,"character":0},"end":{"line":8,"character":0}}}
    "#]]).await;
}

#[tokio::test]
async fn included_files_are_links() {
    check(json!({ "diagnostic": {} }), "textDocument/documentLink", json!({}), expect![[r#"
        {"range":{"start":{"line":5,"character":15},"end":{"line":5,"character":28}},"target":"file:///tmp/inc%20d.json5","data":{"uri":"file:///tmp/openclaw.json","version":1}}
    "#]]).await;
}

#[tokio::test]
async fn documents_and_ranges_are_formatted() {
    let spaces = json!({ "tabSize": 4, "insertSpaces": true });
    check(
        json!({ "diagnostic": {} }),
        "textDocument/formatting",
        json!({ "options": spaces }),
        expect![[r#"
            {"range":{"start":{"line":3,"character":2},"end":{"line":3,"character":2}},"newText":"  "}
            {"range":{"start":{"line":4,"character":2},"end":{"line":4,"character":2}},"newText":"  "}
            {"range":{"start":{"line":5,"character":4},"end":{"line":5,"character":4}},"newText":"    "}
            {"range":{"start":{"line":6,"character":2},"end":{"line":6,"character":2}},"newText":"  "}
        "#]],
    )
    .await;
    let line = json!({ "start": { "line": 5, "character": 0 }, "end": { "line": 6, "character": 0 } });
    let tabs = json!({ "tabSize": 4, "insertSpaces": false });
    check(
        json!({ "diagnostic": {} }),
        "textDocument/rangeFormatting",
        json!({ "options": tabs, "range": line }),
        expect![[r#"
            {"range":{"start":{"line":5,"character":2},"end":{"line":5,"character":4}},"newText":"\t"}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn tokens_are_counted_from_each_other() {
    let mut client = Client::start(json!({ "textDocument": { "diagnostic": {}, "semanticTokens": {
        "requests": { "full": { "delta": true }, "range": true }, "tokenTypes": [], "tokenModifiers": [], "formats": []
    } } }))
    .await;
    assert_eq!(client.initialized["capabilities"]["semanticTokensProvider"]["range"], true);
    client.open(URI, "/* \u{1f600}\n b */ { x: 1,\n  gateway: { port: 2 } }").await;
    let full = client.request("textDocument/semanticTokens/full", document()).await;
    let first =
        json!([0, 0, 5, 7, 0, 1, 0, 5, 7, 0, 0, 11, 1, 5, 0, 1, 2, 7, 0, 0, 0, 11, 4, 0, 0, 0, 6, 1, 5, 0]);
    assert_eq!(full["data"], first);
    client.change(2, Some([(1, 11), (1, 12)]), "12").await;
    let mut params = document();
    params["previousResultId"] = full["resultId"].clone();
    let delta = client.request("textDocument/semanticTokens/full/delta", params.clone()).await;
    assert_eq!(delta["edits"], json!([{ "start": 10, "deleteCount": 5, "data": [0, 11, 2, 5, 0] }]));
    let again = client.request("textDocument/semanticTokens/full/delta", params).await;
    assert!(again["data"].is_array(), "the client's state is not the last one: {again}");
    let mut part = document();
    part["range"] = json!({ "start": { "line": 2, "character": 0 }, "end": { "line": 2, "character": 9 } });
    let part = client.request("textDocument/semanticTokens/range", part).await;
    assert_eq!(part["data"], json!([2, 2, 7, 0, 0]));
    client.finish().await;
}
