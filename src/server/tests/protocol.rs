//! The table of `docs/protocol.md` is what the server really offers.

use crate::server::capabilities::Negotiated;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// What is offered, and the methods that belong to it.
const OFFERS: [(&str, &str); 23] = [
    ("textDocumentSync", "`textDocument/didOpen`, `didChange`, `didClose`"),
    ("diagnosticProvider", "`textDocument/diagnostic`, `workspace/diagnostic`"),
    ("completionProvider", "`textDocument/completion`, `completionItem/resolve`"),
    ("hoverProvider", "`textDocument/hover`"),
    ("codeActionProvider", "`textDocument/codeAction`, `codeAction/resolve`"),
    ("executeCommandProvider", "`workspace/executeCommand`"),
    ("documentFormattingProvider", "`textDocument/formatting`"),
    ("documentRangeFormattingProvider", "`textDocument/rangeFormatting`"),
    ("definitionProvider", "`textDocument/definition`"),
    ("referencesProvider", "`textDocument/references`"),
    ("documentHighlightProvider", "`textDocument/documentHighlight`"),
    ("renameProvider", "`textDocument/prepareRename`, `rename`"),
    ("linkedEditingRangeProvider", "`textDocument/linkedEditingRange`"),
    ("documentSymbolProvider", "`textDocument/documentSymbol`"),
    ("workspaceSymbolProvider", "`workspace/symbol`"),
    ("documentLinkProvider", "`textDocument/documentLink`"),
    ("foldingRangeProvider", "`textDocument/foldingRange`"),
    ("selectionRangeProvider", "`textDocument/selectionRange`"),
    ("semanticTokensProvider", "`textDocument/semanticTokens/full`, `full/delta`, `range`"),
    ("inlayHintProvider", "`textDocument/inlayHint`"),
    ("codeLensProvider", "`textDocument/codeLens`"),
    ("workspace", "`workspace/didChangeWorkspaceFolders`, `workspace/willRenameFiles`"),
    ("positionEncoding", "UTF-8, UTF-16 and UTF-32"),
];

/// What a client may say, one at a time, to be offered more.
const SAID: [&str; 8] = [
    "/textDocument/diagnostic",
    "/textDocument/codeAction/codeActionLiteralSupport",
    "/textDocument/semanticTokens",
    "/textDocument/inlayHint",
    "/textDocument/codeLens",
    "/textDocument/linkedEditingRange",
    "/workspace/executeCommand",
    "/workspace/workspaceFolders",
];

fn offered(capabilities: &Value) -> Map<String, Value> {
    let agreed = Negotiated::new(&json!({ "capabilities": capabilities }));
    match serde_json::to_value(agreed.server_capabilities()) {
        Ok(Value::Object(offered)) => offered,
        other => panic!("{other:?}"),
    }
}

/// The capabilities of a client that says one thing.
fn saying(pointer: &str) -> Value {
    let said = if pointer.ends_with("Folders") { json!(true) } else { json!({}) };
    pointer
        .split('/')
        .skip(1)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .fold(said, |inner, key| json!({ key: inner }))
}

/// The table, made of what is offered.
fn table() -> String {
    let always = offered(&json!({}));
    let more: Vec<(&str, Map<String, Value>)> =
        SAID.map(|pointer| (pointer, offered(&saying(pointer)))).into();
    let mut out = String::from("| method | offered |\n|---|---|\n");
    for (offer, methods) in OFFERS {
        let by = more.iter().find(|(_, offered)| offered.contains_key(offer)).map(|(pointer, _)| *pointer);
        let when = match by {
            _ if always.contains_key(offer) => "always".to_owned(),
            Some(pointer) => format!("to a client that says `{}`", pointer[1..].replace('/', ".")),
            None => panic!("nobody is offered {offer}"),
        };
        writeln!(out, "| {methods} | {when} |").unwrap();
    }
    for (_, offered) in &more {
        let unknown = offered.keys().find(|key| !OFFERS.iter().any(|(known, _)| known == key));
        assert_eq!(unknown, None, "a row is missing");
    }
    out
}

#[test]
fn the_page_has_the_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/protocol.md");
    let page = std::fs::read_to_string(&file).unwrap();
    let (before, rest) = page.split_once("<!-- the table -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->\n").unwrap();
    let wanted = format!("{before}<!-- the table -->\n{}<!-- end -->\n{after}", table());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&file, &wanted).unwrap();
    } else {
        assert!(page == wanted, "docs/protocol.md is old: UPDATE_EXPECT=1 cargo test --lib protocol");
    }
}
