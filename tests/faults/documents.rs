//! Family 5: hostile documents, wide, deep and large.

use crate::client::{Client, URI, at, document};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What an editor asks about a document, at its beginning, middle and end.
fn ask_everything(client: &mut Client, lines: usize) {
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": lines, "character": 0 } });
    let with = |more: Value| {
        let mut params = document(URI);
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        params
    };
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let mut asked = vec![
        client.ask("textDocument/documentSymbol", document(URI)),
        client.ask("textDocument/foldingRange", document(URI)),
        client.ask("textDocument/documentLink", document(URI)),
        client.ask("textDocument/semanticTokens/full", document(URI)),
        client.ask("textDocument/diagnostic", document(URI)),
        client.ask("textDocument/codeLens", document(URI)),
        client.ask("textDocument/inlayHint", with(json!({ "range": whole }))),
        client.ask("textDocument/semanticTokens/range", with(json!({ "range": whole }))),
        client.ask(
            "textDocument/codeAction",
            with(json!({ "range": whole, "context": { "diagnostics": [] } })),
        ),
        client.ask("textDocument/formatting", with(json!({ "options": options }))),
        client.ask("workspace/symbol", json!({ "query": "a" })),
    ];
    for line in [0, lines / 2, lines.saturating_sub(1)] {
        for method in ["hover", "completion", "definition", "documentHighlight", "prepareRename"] {
            asked.push(client.ask(&format!("textDocument/{method}"), at(URI, line, 8)));
        }
        let positions = json!([{ "line": line, "character": 8 }]);
        asked.push(client.ask("textDocument/selectionRange", with(json!({ "positions": positions }))));
    }
    for id in asked {
        let answer = client.answer(id);
        let is_refused = answer["error"]["code"] == -32803;
        assert!(answer.get("result").is_some() || is_refused, "{answer}");
    }
}

fn capabilities() -> Value {
    json!({
        "textDocument": {
            "diagnostic": {}, "semanticTokens": {}, "inlayHint": {}, "codeLens": {},
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } } },
            "rename": { "prepareSupport": true },
        }
    })
}

/// A document with many members, one a line.
fn wide(count: usize, member: impl Fn(usize) -> String, around: (&str, &str)) -> String {
    let mut text = format!("{}\n", around.0);
    for number in 0..count {
        writeln!(text, "{},", member(number)).unwrap();
    }
    text.push_str(around.1);
    text
}

#[test]
fn hostile_documents_are_answered() {
    let deep =
        |open: &str, close: &str, count: usize| format!("{}1{}", open.repeat(count), close.repeat(count));
    let cases = [
        ("deep arrays", deep("[", "]", 10_000)),
        ("deep objects", deep("{a:", "}", 10_000)),
        ("unclosed objects", "{a:".repeat(5_000)),
        ("closers", "}]".repeat(5_000)),
        ("quotes", "'\"".repeat(5_000)),
        ("one long line", format!("{{ a: '{}' }}", "x".repeat(1 << 20))),
        ("one long key", format!("{{ {}: 1 }}", "k".repeat(1 << 15))),
        ("comments", "/* */ // x\n".repeat(20_000)),
        ("NULs", "\0".repeat(100_000)),
        ("line breaks", "\r\n\r\u{2028}".repeat(30_000)),
        ("emoji", format!("{{ '{}': 1 }}", "😀".repeat(50_000))),
        ("commas", format!("[{}]", ",".repeat(50_000))),
        ("one key", wide(1_000, |_| "  port: 1".to_owned(), ("{ gateway: {", "} }"))),
        ("escapes", format!("{{ a: '{}' }}", "\\u0041\\\n".repeat(20_000))),
        ("variables", format!("{{ a: '{}' }}", "${A}$${b}${".repeat(10_000))),
        ("numbers", wide(1_000, |number| format!("{number}e{number}"), ("[", "]"))),
        ("a prototype", wide(500, |_| "  __proto__: { constructor: 1 }".to_owned(), ("{", "}"))),
    ];
    for (name, text) in cases {
        let mut client = Client::start(capabilities());
        client.open(URI, &text);
        ask_everything(&mut client, text.matches('\n').count());
        client.change(URI, 2, json!([{ "range": { "start": { "line": 0, "character": 1 }, "end": { "line": 0, "character": 1 } }, "text": " " }]));
        ask_everything(&mut client, text.matches('\n').count());
        client.finish(&format!("5 documents: {name}"));
    }
}

/// Of very many findings a thousand are told, and one that counts the rest.
#[test]
fn findings_have_a_bound() {
    let unknown = wide(4_000, |number| format!("  key{number}: 1"), ("{", "}"));
    let variables =
        wide(4_000, |number| format!("  'a{number}': '${{X{number}}}'"), ("{ env: { vars: {", "} } }"));
    for (text, rest) in [(unknown, 3_000), (variables, 7_000)] {
        let mut client = Client::pulls();
        client.open(URI, &text);
        let report = client.request("textDocument/diagnostic", document(URI));
        let items = report["items"].as_array().unwrap();
        assert_eq!(items.len(), 1_001);
        let last = items.last().unwrap();
        assert_eq!(last["code"], "too-many-findings");
        assert!(last["message"].as_str().unwrap().starts_with(&format!("{rest} more findings")), "{last}");
        client.finish("5 documents: findings");
    }
}
