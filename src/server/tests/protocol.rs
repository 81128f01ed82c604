//! The table of `docs/protocol.md` is what the server really offers.

use crate::server::capabilities::Negotiated;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// What is offered, by its place in the answer to `initialize`, and the methods that belong to it.
pub(super) const OFFERS: [(&str, &str); 30] = [
    ("/textDocumentSync", "`textDocument/didOpen`, `didChange`, `didClose`"),
    ("/diagnosticProvider", "`textDocument/diagnostic`, `workspace/diagnostic`"),
    ("/completionProvider", "`textDocument/completion`, `completionItem/resolve`"),
    ("/hoverProvider", "`textDocument/hover`"),
    ("/codeActionProvider", "`textDocument/codeAction`"),
    ("/codeActionProvider/resolveProvider", "`codeAction/resolve`"),
    ("/executeCommandProvider", "`workspace/executeCommand`"),
    ("/documentFormattingProvider", "`textDocument/formatting`"),
    ("/documentRangeFormattingProvider", "`textDocument/rangeFormatting`"),
    ("/documentRangeFormattingProvider/rangesSupport", "`textDocument/rangesFormatting`"),
    ("/documentOnTypeFormattingProvider", "`textDocument/onTypeFormatting`"),
    ("/definitionProvider", "`textDocument/definition`"),
    ("/referencesProvider", "`textDocument/references`"),
    ("/documentHighlightProvider", "`textDocument/documentHighlight`"),
    ("/renameProvider", "`textDocument/rename`"),
    ("/renameProvider/prepareProvider", "`textDocument/prepareRename`"),
    ("/linkedEditingRangeProvider", "`textDocument/linkedEditingRange`"),
    ("/documentSymbolProvider", "`textDocument/documentSymbol`"),
    ("/workspaceSymbolProvider", "`workspace/symbol`"),
    ("/workspaceSymbolProvider/resolveProvider", "`workspaceSymbol/resolve`"),
    ("/documentLinkProvider", "`textDocument/documentLink`, `documentLink/resolve`"),
    ("/colorProvider", "`textDocument/documentColor`, `colorPresentation`"),
    ("/foldingRangeProvider", "`textDocument/foldingRange`"),
    ("/selectionRangeProvider", "`textDocument/selectionRange`"),
    ("/semanticTokensProvider", "`textDocument/semanticTokens/full`, `full/delta`, `range`"),
    ("/inlayHintProvider", "`textDocument/inlayHint`"),
    ("/codeLensProvider", "`textDocument/codeLens`"),
    ("/workspace/workspaceFolders", "`workspace/didChangeWorkspaceFolders`"),
    ("/workspace/fileOperations", "`workspace/willRenameFiles`"),
    ("/positionEncoding", "UTF-8, UTF-16 and UTF-32"),
];

/// What a client may say, one at a time, to be offered more, with what it says there.
fn said() -> [(&'static str, Value); 15] {
    let edits = json!({ "codeActionLiteralSupport": {}, "dataSupport": true, "resolveSupport": { "properties": ["edit"] } });
    [
        ("/textDocument/diagnostic", json!({})),
        ("/textDocument/codeAction/codeActionLiteralSupport", json!({})),
        ("/textDocument/semanticTokens", json!({})),
        ("/textDocument/inlayHint", json!({})),
        ("/textDocument/codeLens", json!({})),
        ("/textDocument/linkedEditingRange", json!({})),
        ("/textDocument/colorProvider", json!({})),
        ("/textDocument/onTypeFormatting", json!({})),
        ("/textDocument/rangeFormatting/rangesSupport", json!(true)),
        ("/textDocument/rename/prepareSupport", json!(true)),
        ("/workspace/executeCommand", json!({})),
        ("/workspace/workspaceFolders", json!(true)),
        ("/workspace/fileOperations/willRename", json!(true)),
        ("/workspace/symbol/resolveSupport", json!({ "properties": ["location.range"] })),
        ("/textDocument/codeAction", edits),
    ]
}

/// What the last of them is called in the table: it is several things at once.
const RESOLVES_EDITS: &str = "textDocument.codeAction.resolveSupport` for `edit";

fn offered(capabilities: &Value) -> Value {
    Negotiated::new(&json!({ "capabilities": capabilities })).offer()
}

/// The capabilities of a client that says one thing.
fn saying((pointer, said): &(&str, Value)) -> Value {
    let keys: Vec<&str> = pointer.split('/').skip(1).collect();
    keys.into_iter().rev().fold(said.clone(), |inner, key| json!({ key: inner }))
}

/// The table, made of what is offered.
fn table() -> String {
    let always = offered(&json!({}));
    let more = said().map(|said| (said.0, offered(&saying(&said))));
    let mut out = String::from("| method | offered |\n|---|---|\n");
    for (offer, methods) in OFFERS {
        let by =
            more.iter().find(|(_, offered)| offered.pointer(offer).is_some()).map(|(pointer, _)| *pointer);
        let when = match by {
            _ if always.pointer(offer).is_some() => "always".to_owned(),
            Some("/textDocument/codeAction") => format!("to a client that says `{RESOLVES_EDITS}`"),
            Some(pointer) => format!("to a client that says `{}`", pointer[1..].replace('/', ".")),
            None => panic!("nobody is offered {offer}"),
        };
        writeln!(out, "| {methods} | {when} |").unwrap();
    }
    for (_, offered) in &more {
        let mut keys = offered.as_object().unwrap().keys();
        let has_row = |key: &String| OFFERS.iter().any(|(known, _)| known.split('/').nth(1) == Some(key));
        assert_eq!(keys.find(|key| !has_row(key)), None, "a row is missing");
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
