//! What the server offers to the clients that people use.

use super::Client;
use expect_test::{Expect, expect};
use serde_json::{Value, json};

async fn check(capabilities: Value, expected: Expect) {
    let mut client = Client::raw();
    let params = json!({ "capabilities": capabilities });
    client.initialize(params).await;
    let offered = serde_json::to_string_pretty(&client.initialized["capabilities"]).unwrap();
    expected.assert_eq(&offered);
    client.finish().await;
}

/// vscode-languageclient 9 and 10: UTF-16 only, pulls, literals.
#[tokio::test]
async fn visual_studio_code() {
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "diagnostic": { "dynamicRegistration": true, "relatedDocumentSupport": false },
            "codeAction": {
                "isPreferredSupport": true,
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix"] } }
            }
        }
    });
    check(
        capabilities,
        expect![[r#"
            {
              "positionEncoding": "utf-16",
              "textDocumentSync": {
                "openClose": true,
                "change": 2
              },
              "selectionRangeProvider": true,
              "hoverProvider": true,
              "completionProvider": {
                "resolveProvider": true,
                "triggerCharacters": [
                  "\"",
                  "'",
                  ":",
                  "/",
                  ".",
                  " "
                ]
              },
              "definitionProvider": true,
              "referencesProvider": true,
              "documentHighlightProvider": true,
              "documentSymbolProvider": true,
              "workspaceSymbolProvider": true,
              "codeActionProvider": {
                "codeActionKinds": [
                  "quickfix",
                  "refactor",
                  "source.fixAll.openclaw"
                ]
              },
              "documentFormattingProvider": true,
              "documentRangeFormattingProvider": true,
              "renameProvider": true,
              "documentLinkProvider": {},
              "foldingRangeProvider": true,
              "diagnosticProvider": {
                "identifier": "openclaw",
                "interFileDependencies": true,
                "workspaceDiagnostics": true
              }
            }"#]],
    )
    .await;
}

/// Neovim 0.11: UTF-8 first, pulls without dynamic registration.
#[tokio::test]
async fn neovim() {
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-8", "utf-16", "utf-32"] },
        "textDocument": {
            "diagnostic": { "dynamicRegistration": false },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix"] } } }
        }
    });
    check(
        capabilities,
        expect![[r#"
            {
              "positionEncoding": "utf-8",
              "textDocumentSync": {
                "openClose": true,
                "change": 2
              },
              "selectionRangeProvider": true,
              "hoverProvider": true,
              "completionProvider": {
                "resolveProvider": true,
                "triggerCharacters": [
                  "\"",
                  "'",
                  ":",
                  "/",
                  ".",
                  " "
                ]
              },
              "definitionProvider": true,
              "referencesProvider": true,
              "documentHighlightProvider": true,
              "documentSymbolProvider": true,
              "workspaceSymbolProvider": true,
              "codeActionProvider": {
                "codeActionKinds": [
                  "quickfix",
                  "refactor",
                  "source.fixAll.openclaw"
                ]
              },
              "documentFormattingProvider": true,
              "documentRangeFormattingProvider": true,
              "renameProvider": true,
              "documentLinkProvider": {},
              "foldingRangeProvider": true,
              "diagnosticProvider": {
                "identifier": "openclaw",
                "interFileDependencies": true,
                "workspaceDiagnostics": true
              }
            }"#]],
    )
    .await;
}

/// Helix 25: UTF-8, then UTF-32.
#[tokio::test]
async fn helix() {
    let capabilities = json!({
        "general": { "positionEncodings": ["utf-8", "utf-32", "utf-16"] },
        "textDocument": {
            "publishDiagnostics": { "versionSupport": true },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix"] } } }
        }
    });
    check(
        capabilities,
        expect![[r#"
            {
              "positionEncoding": "utf-8",
              "textDocumentSync": {
                "openClose": true,
                "change": 2
              },
              "selectionRangeProvider": true,
              "hoverProvider": true,
              "completionProvider": {
                "resolveProvider": true,
                "triggerCharacters": [
                  "\"",
                  "'",
                  ":",
                  "/",
                  ".",
                  " "
                ]
              },
              "definitionProvider": true,
              "referencesProvider": true,
              "documentHighlightProvider": true,
              "documentSymbolProvider": true,
              "workspaceSymbolProvider": true,
              "codeActionProvider": {
                "codeActionKinds": [
                  "quickfix",
                  "refactor",
                  "source.fixAll.openclaw"
                ]
              },
              "documentFormattingProvider": true,
              "documentRangeFormattingProvider": true,
              "renameProvider": true,
              "documentLinkProvider": {},
              "foldingRangeProvider": true
            }"#]],
    )
    .await;
}

/// A client that says nothing about itself.
#[tokio::test]
async fn bare() {
    check(
        json!({}),
        expect![[r#"
            {
              "positionEncoding": "utf-16",
              "textDocumentSync": {
                "openClose": true,
                "change": 2
              },
              "selectionRangeProvider": true,
              "hoverProvider": true,
              "completionProvider": {
                "resolveProvider": true,
                "triggerCharacters": [
                  "\"",
                  "'",
                  ":",
                  "/",
                  ".",
                  " "
                ]
              },
              "definitionProvider": true,
              "referencesProvider": true,
              "documentHighlightProvider": true,
              "documentSymbolProvider": true,
              "workspaceSymbolProvider": true,
              "documentFormattingProvider": true,
              "documentRangeFormattingProvider": true,
              "renameProvider": true,
              "documentLinkProvider": {},
              "foldingRangeProvider": true
            }"#]],
    )
    .await;
}
