//! The clients that people use, and what the server offers to them.

use super::Client;
use expect_test::{Expect, expect};
use serde_json::{Map, Value, json};

/// What real clients said in `initialize` ([their page](../../../tests/fixtures/clients/README.md)).
const CODE: &str = include_str!("../../../tests/fixtures/clients/vscode.json");
const NEOVIM: &str = include_str!("../../../tests/fixtures/clients/neovim.json");
const HELIX: &str = include_str!("../../../tests/fixtures/clients/helix.json");

/// The parameters of `initialize` of each client, by its name; the last says nothing about itself.
pub(super) fn profiles() -> [(&'static str, Value); 4] {
    let said = |name: &str, capabilities: &str| {
        let capabilities: Value = serde_json::from_str(capabilities).unwrap();
        json!({ "clientInfo": { "name": name }, "capabilities": capabilities })
    };
    [
        ("Visual Studio Code", said("Visual Studio Code", CODE)),
        ("Neovim", said("Neovim", NEOVIM)),
        ("Helix", said("helix", HELIX)),
        ("bare", json!({ "capabilities": {} })),
    ]
}

async fn offered(params: Value) -> Map<String, Value> {
    let mut client = Client::raw().obliging();
    client.initialize(params).await;
    let offered = client.initialized["capabilities"].as_object().expect("capabilities").clone();
    client.finish().await;
    offered
}

fn pretty(members: &Map<String, Value>) -> String {
    serde_json::to_string_pretty(members).unwrap()
}

/// What a client is offered beyond one that says nothing about itself, or in another way.
async fn check(name: &str, expected: Expect) {
    let params = profiles().into_iter().find(|(known, _)| *known == name).expect("a client of this name").1;
    let (bare, mut own) = (offered(json!({ "capabilities": {} })).await, offered(params).await);
    for (name, value) in &bare {
        assert!(own.contains_key(name), "{name} is offered to everybody");
        if own[name] == *value {
            own.shift_remove(name);
        }
    }
    own.shift_remove("semanticTokensProvider");
    expected.assert_eq(&pretty(&own));
}

/// A client that says nothing about itself.
#[tokio::test]
async fn bare() {
    let expected = expect![[r#"
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
          "documentLinkProvider": {
            "resolveProvider": true
          },
          "foldingRangeProvider": true
        }"#]];
    expected.assert_eq(&pretty(&offered(json!({ "capabilities": {} })).await));
}

#[tokio::test]
async fn visual_studio_code() {
    check(
        "Visual Studio Code",
        expect![[r#"
        {
          "workspaceSymbolProvider": {
            "resolveProvider": true
          },
          "codeActionProvider": {
            "codeActionKinds": [
              "quickfix",
              "refactor",
              "source.fixAll.openclaw"
            ],
            "resolveProvider": true
          },
          "codeLensProvider": {
            "resolveProvider": false
          },
          "documentRangeFormattingProvider": {
            "rangesSupport": true
          },
          "documentOnTypeFormattingProvider": {
            "firstTriggerCharacter": "\n",
            "moreTriggerCharacter": [
              "}",
              "]"
            ]
          },
          "renameProvider": {
            "prepareProvider": true
          },
          "colorProvider": true,
          "executeCommandProvider": {
            "commands": [
              "openclaw.judgeBy",
              "openclaw.upgrade",
              "openclaw.reloadSchema"
            ]
          },
          "workspace": {
            "workspaceFolders": {
              "supported": true,
              "changeNotifications": true
            },
            "fileOperations": {
              "willRename": {
                "filters": [
                  {
                    "scheme": "file",
                    "pattern": {
                      "glob": "**/*"
                    }
                  }
                ]
              }
            }
          },
          "linkedEditingRangeProvider": true,
          "inlayHintProvider": true,
          "diagnosticProvider": {
            "identifier": "openclaw",
            "interFileDependencies": true,
            "workspaceDiagnostics": true
          }
        }"#]],
    )
    .await;
}

#[tokio::test]
async fn neovim() {
    check(
        "Neovim",
        expect![[r#"
        {
          "positionEncoding": "utf-8",
          "codeActionProvider": {
            "codeActionKinds": [
              "quickfix",
              "refactor",
              "source.fixAll.openclaw"
            ],
            "resolveProvider": true
          },
          "codeLensProvider": {
            "resolveProvider": false
          },
          "documentRangeFormattingProvider": {
            "rangesSupport": true
          },
          "renameProvider": {
            "prepareProvider": true
          },
          "workspace": {
            "workspaceFolders": {
              "supported": true,
              "changeNotifications": true
            }
          },
          "inlayHintProvider": true,
          "diagnosticProvider": {
            "identifier": "openclaw",
            "interFileDependencies": true,
            "workspaceDiagnostics": true
          }
        }"#]],
    )
    .await;
}

#[tokio::test]
async fn helix() {
    check(
        "Helix",
        expect![[r#"
        {
          "positionEncoding": "utf-8",
          "codeActionProvider": {
            "codeActionKinds": [
              "quickfix",
              "refactor",
              "source.fixAll.openclaw"
            ],
            "resolveProvider": true
          },
          "renameProvider": {
            "prepareProvider": true
          },
          "executeCommandProvider": {
            "commands": [
              "openclaw.judgeBy",
              "openclaw.upgrade",
              "openclaw.reloadSchema"
            ]
          },
          "workspace": {
            "workspaceFolders": {
              "supported": true,
              "changeNotifications": true
            },
            "fileOperations": {
              "willRename": {
                "filters": [
                  {
                    "scheme": "file",
                    "pattern": {
                      "glob": "**/*"
                    }
                  }
                ]
              }
            }
          },
          "inlayHintProvider": true
        }"#]],
    )
    .await;
}
