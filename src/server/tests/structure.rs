//! Outline, folds, selections and links as the client sees them.

use super::{Client, URI, document};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

const TEXT: &str =
    "// a\n// b\n{\n  gateway: { port: 1 },\n  x: {\n    $include: './inc d.json5',\n  },\n}\n";

#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
async fn check(capabilities: Value, method: &str, more: Value, expected: Expect) {
    let mut client = Client::start(json!({ "textDocument": capabilities })).await;
    if client.initialized["capabilities"]["diagnosticProvider"].is_null() {
        panic!("these clients pull, so that nothing is pushed in between");
    }
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
    answer.as_array().unwrap().iter().map(|item| format!("{item}\n")).collect()
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
        expect![[r#""#]],
    )
    .await;
    check(json!({ "diagnostic": {} }), "textDocument/documentSymbol", json!({}), expect![[r#""#]]).await;
}

#[tokio::test]
async fn folds_are_lines_or_ranges() {
    let lines = json!({ "diagnostic": {}, "foldingRange": { "lineFoldingOnly": true, "rangeLimit": 2 } });
    check(lines, "textDocument/foldingRange", json!({}), expect![[r#""#]]).await;
    check(json!({ "diagnostic": {} }), "textDocument/foldingRange", json!({}), expect![[r#""#]]).await;
}

#[tokio::test]
async fn selections_grow() {
    let positions = json!({ "positions": [{ "line": 3, "character": 14 }, { "line": 99, "character": 0 }] });
    check(json!({ "diagnostic": {} }), "textDocument/selectionRange", positions, expect![[r#""#]]).await;
}

#[tokio::test]
async fn included_files_are_links() {
    check(json!({ "diagnostic": {} }), "textDocument/documentLink", json!({}), expect![[r#""#]]).await;
}
