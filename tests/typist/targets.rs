//! The configurations that are typed.

use super::editor::Editor;
use super::manners::Manners;
use super::typist::typed;
use expect_test::{Expect, expect};
use serde_json::Value;
use similar::{ChangeTag, TextDiff};
use std::fs;
use std::path::Path;

/// What is typed with how many presses in the manner of either editor, the text that it leaves in VS Code, and the lines that
/// Neovim leaves otherwise.
#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn check(name: &str, expected: Expect) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/typist").join(name);
    let wanted: Value = json5::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let [code, neovim] = [Manners::Code, Manners::Neovim].map(|manners| typed(manners, &wanted));
    let lines = TextDiff::from_lines(&code.text, &neovim.text);
    let other: String = lines
        .iter_all_changes()
        .filter(|line| line.tag() != ChangeTag::Equal)
        .map(|line| format!("{}{line}", line.tag()))
        .collect();
    expected.assert_eq(&format!(
        "{}{}\n{}\n{other}",
        told("VS Code", &code),
        told("Neovim", &neovim),
        code.text
    ));
}

fn told(editor: &str, done: &Editor) -> String {
    let presses: String = done.presses.iter().map(|key| shown(key)).collect();
    format!("{editor}, {} presses:{presses}\n", done.presses.len())
}

/// Letters as they are, all other keys by name.
fn shown(key: &str) -> String {
    match key {
        " " => "␣".to_owned(),
        "Enter" => " ⏎ ".to_owned(),
        key if key.len() > 1 => format!(" {key} "),
        key => key.to_owned(),
    }
}

#[test]
fn a_first_configuration() {
    check(
        "first.json5",
        expect![[r#"
            VS Code, 83 presses: Ctrl+Space  ⏎  Down  ⏎  ⏎  End  ⏎ p ⏎  Down  ⏎  Ctrl+Space  ⏎  Down  ⏎  ⏎ { Ctrl+Space  ⏎ c ⏎ ,␣ ⏎ 5.4 ⏎  End  ⏎ m ⏎  ⏎  Down  ⏎  ⏎  Down  ⏎  Down  Down  Down  ⏎ h ⏎  Down  ⏎  Down  ⏎  Down  Down  ⏎  Ctrl+Space  ⏎  ⏎  Down  ⏎ Main Down  Down  Down  ⏎  Ctrl+Space  ⏎  ⏎ b ⏎  ⏎  Down  ⏎ d ⏎ t ⏎  ⏎  Down  Down  ⏎ b ⏎  ⏎ 
            Neovim, 115 presses: C-x  C-o  C-n  C-y g C-n  C-y  C-n  C-y  Tab  ⏎ p C-n  C-y  Tab  Down  ⏎ a C-n  C-y d C-n  C-y  C-n  C-y  C-n  C-n  C-y 5 C-n  C-y  Right  ⏎ f C-n  C-y 5.4 C-n  C-y  Down  ⏎ m C-n  C-y  C-n  C-y p C-n  C-y  C-n  C-y l C-n  C-y  Down  Down  Down  ⏎ h C-n  C-y e C-n  C-y 5 C-n  C-y  Down  Down  ⏎ e C-n  C-y  C-n  C-y n C-n  C-y Main Down  Down  Down  ⏎ c C-n  C-y  C-n  C-y b C-n  C-y  C-n  C-y  Down  ⏎ d C-n  C-y t C-n  C-y  C-n  C-y  Down  Down  ⏎ b C-n  C-y  Tab 

            {
              gateway: {
                mode: "local",
                port: 18789
              },
              agents: {
                defaults: {
                  model: { primary: "anthropic/claude-opus-5-5", fallbacks: ["openai/gpt-5.4"] },
                  models: {
                    "anthropic/claude-opus-5-5": {
                      params: {
                        cacheRetention: "long"
                      }
                    }
                  },
                  heartbeat: {
                    every: "55m"
                  }
                },
                entries: {
                  main: {
                    name: "Main"
                  }
                }
              },
              channels: {
                telegram: {
                  botToken: "${TELEGRAM_BOT_TOKEN}"
                },
                discord: {
                  token: "${DISCORD_BOT_TOKEN}"
                }
              },
              bindings: [
                { agentId: "main", match: { channel: "telegram" } }
              ]
            }
            -      model: { primary: "anthropic/claude-opus-5-5", fallbacks: ["openai/gpt-5.4"] },
            +      model: {
            +        primary: "anthropic/claude-opus-5-5",
            +        fallbacks: ["openai/gpt-5.4"]
            +      },
        "#]],
    );
}

#[test]
fn a_telegram_bot() {
    check(
        "telegram.json5",
        expect![[r#"
            VS Code, 50 presses: Ctrl+Space  ⏎  Down  ⏎  ⏎  End  ⏎  Ctrl+Space  ⏎  ⏎  End  ⏎  Ctrl+Space  ⏎  ⏎  Down  Down  ⏎ c ⏎  ⏎ b ⏎  ⏎  ⏎ d ⏎  Down  ⏎  ⏎ a ⏎ "123456789" Right  ⏎ g Down  ⏎  ⏎  ⏎ 
            Neovim, 70 presses: C-x  C-o  C-n  C-y g C-n  C-y  C-n  C-y  Tab  ⏎ a C-n  C-y  C-n  C-y  Tab  ⏎ t C-n  C-y  C-n  C-y  Down  Down  ⏎ c C-n  C-y  C-n  C-y b C-n  C-y  C-n  C-y  Right  ⏎ d C-n  C-y a C-n  C-y  Right  ⏎ a C-n  C-y "123456789" Right  ⏎ g C-n  C-n  C-y  C-n  C-y  C-n  C-y 

            {
              gateway: {
                mode: "local",
                auth: {
                  mode: "token",
                  token: "${OPENCLAW_GATEWAY_TOKEN}"
                }
              },
              channels: {
                telegram: {
                  botToken: "${TELEGRAM_BOT_TOKEN}",
                  dmPolicy: "allowlist",
                  allowFrom: ["123456789"],
                  groups: {
                    "*": {
                      requireMention: true
                    }
                  }
                }
              }
            }
        "#]],
    );
}

#[test]
fn two_agents_with_bindings() {
    check(
        "agents.json5",
        expect![[r#"
            VS Code, 85 presses: Ctrl+Space  ⏎  Down  ⏎  ⏎  End  Down  ⏎ c ⏎  ⏎ b ⏎  ⏎  Down  ⏎ d ⏎ t ⏎  ⏎  Down  Down  ⏎  Ctrl+Space  ⏎ o ⏎  ⏎  Ctrl+Space  ⏎  ⏎  Down  ⏎ Home Down , ⏎ work:␣ ⏎  Down  ⏎ Work Right  ⏎  Ctrl+Space  ⏎ ~/work Right  ⏎  Ctrl+Space  ⏎ c ⏎  Down  Down  Down  ⏎ b ⏎  ⏎  End  ⏎  Ctrl+Space  ⏎  Down  ⏎  Down  ⏎ 
            Neovim, 114 presses: C-x  C-o  C-n  C-y g C-n  C-y  C-n  C-y  Tab  Down  ⏎ c C-n  C-y  C-n  C-y b C-n  C-y  C-n  C-y  Down  ⏎ d C-n  C-y t C-n  C-y  C-n  C-y  Down  Down  ⏎ a C-n  C-y o C-n  C-y  ⏎ e C-n  C-y  C-n  C-y n C-n  C-y Home Down , ⏎ work:␣ C-n  C-y n C-n  C-y Work Right  ⏎ w C-n  C-y ~/work Right  ⏎ m C-n  C-y 5 C-n  C-y  Down  Down  Down  ⏎ b C-n  C-y  Escape  Tab  Escape A ⏎  C-x  C-o  C-n  C-y w C-n  C-y  Tab d C-n  C-y 

            {
              gateway: {
                mode: "local"
              },
              channels: {
                telegram: {
                  botToken: "${TELEGRAM_BOT_TOKEN}"
                },
                discord: {
                  token: "${DISCORD_BOT_TOKEN}"
                }
              },
              agents: {
                ownership: "explicit",
                entries: {
                  main: {
                    name: "Home"
                  },
                  work: {
                    name: "Work",
                    workspace: "~/work",
                    model: "anthropic/claude-opus-5-5"
                  }
                }
              },
              bindings: [
                { agentId: "main", match: { channel: "telegram" } },
                { agentId: "work", match: { channel: "discord" } }
              ]
            }
        "#]],
    );
}

#[test]
fn local_models() {
    check(
        "local.json5",
        expect![[r#"
            VS Code, 86 presses: Ctrl+Space  ⏎  Down  ⏎  ⏎  End  Down  ⏎ m Down  ⏎  ⏎ ol ⏎  ⏎ http://127.0.0.1:11434 Right  ⏎ a Down  ⏎ ol ⏎  ⏎  Ctrl+Space  ⏎ qwen3:8b Tab Qwen3␣8B Right ,␣ ⏎ 32768 Down  Down  Down  Down  ⏎  Ctrl+Space  ⏎  Down  ⏎  ⏎  ⏎ 
            Neovim, 103 presses: C-x  C-o  C-n  C-y g C-n  C-y  C-n  C-y  Tab  Down  ⏎ mo C-n  C-y  C-n  C-y ol C-n  C-y  C-n  C-y http://127.0.0.1:11434 Right  ⏎ a C-n  C-n  C-y ol C-n  C-y  Right  ⏎ m C-n  C-y qwen3:8b Tab Qwen3␣8B Right ,␣ C-n  C-y 32768 Down  Down  Down  Down  ⏎ a C-n  C-y d C-n  C-y  C-n  C-y  C-n  C-y 

            {
              gateway: {
                mode: "local"
              },
              models: {
                providers: {
                  ollama: {
                    baseUrl: "http://127.0.0.1:11434",
                    api: "ollama",
                    models: [
                      { id: "qwen3:8b", name: "Qwen3 8B", contextWindow: 32768 }
                    ]
                  }
                }
              },
              agents: {
                defaults: {
                  model: "ollama/qwen3:8b"
                }
              }
            }
        "#]],
    );
}

#[test]
fn three_layers_of_caching() {
    check(
        "layers.json5",
        expect![[r#"
            VS Code, 47 presses: Ctrl+Space  ⏎  Down  ⏎  ⏎  End  Down  ⏎  Ctrl+Space  ⏎  Down  ⏎  ⏎ { Ctrl+Space  ⏎ c ⏎  End  ⏎ p ⏎  ⏎  End  Down  ⏎ m ⏎  ⏎  Down  ⏎  ⏎  Down  ⏎  Down  Down  Down  Down  ⏎  Ctrl+Space  ⏎  ⏎ p ⏎  ⏎ n ⏎ 
            Neovim, 67 presses: C-x  C-o  C-n  C-y g C-n  C-y  C-n  C-y  Tab  Down  ⏎ a C-n  C-y d C-n  C-y  C-n  C-y  C-n  C-n  C-y 5 C-n  C-y  Down  ⏎ p C-n  C-y  C-n  C-y  Tab  Down  ⏎ m C-n  C-y  C-n  C-y p C-n  C-y  C-n  C-y l C-n  C-y  Down  Down  Down  Down  ⏎ e C-n  C-y  C-n  C-y p C-n  C-y  C-n  C-y n C-n  C-y 

            {
              gateway: {
                mode: "local"
              },
              agents: {
                defaults: {
                  model: { primary: "anthropic/claude-opus-5-5" },
                  params: {
                    cacheRetention: "short"
                  },
                  models: {
                    "anthropic/claude-opus-5-5": {
                      params: {
                        cacheRetention: "long"
                      }
                    }
                  }
                },
                entries: {
                  main: {
                    params: {
                      cacheRetention: "none"
                    }
                  }
                }
              }
            }
            -      model: { primary: "anthropic/claude-opus-5-5" },
            +      model: {
            +        primary: "anthropic/claude-opus-5-5"
            +      },
        "#]],
    );
}

#[test]
fn servers_of_tools() {
    check(
        "servers.json5",
        expect![[r#"
            VS Code, 168 presses: Ctrl+Space  ⏎  Down  ⏎  ⏎  End  Down  ⏎ mc ⏎  ⏎ files:␣ ⏎  ⏎ npx Right  ⏎  Ctrl+Space  ⏎ "-y",␣"@modelcontextprotocol/server-filesystem",␣"/data" Down , ⏎ issues:␣ ⏎ u ⏎ https://mcp.example.com/mcp Right  ⏎ h ⏎ Authorization:␣"Bearer␣${ISSUES_TOKEN}"
            Neovim, 180 presses: C-x  C-o  C-n  C-y g C-n  C-y  C-n  C-y  Tab  Down  ⏎ mc C-n  C-y  C-n  C-y files:␣ C-n  C-y  C-n  C-y npx Right  ⏎ a C-n  C-y "-y",␣"@modelcontextprotocol/server-filesystem",␣"/data" Down , ⏎ issues:␣ C-n  C-y u C-n  C-y https://mcp.example.com/mcp Right  ⏎ h C-n  C-y Authorization:␣"Bearer␣${ISSUES_TOKEN}"

            {
              gateway: {
                mode: "local"
              },
              mcp: {
                servers: {
                  files: {
                    command: "npx",
                    args: ["-y", "@modelcontextprotocol/server-filesystem", "/data"]
                  },
                  issues: {
                    url: "https://mcp.example.com/mcp",
                    headers: {
                      Authorization: "Bearer ${ISSUES_TOKEN}"
                    }
                  }
                }
              }
            }
        "#]],
    );
}
