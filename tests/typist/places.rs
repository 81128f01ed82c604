//! Sixty places, with the first five proposals at each and the text after the first of them is taken, the cursor at `|`.

use super::editor::Editor;
use super::manners::Manners;
use expect_test::expect_file;
use std::fmt::Write as _;

const PLACES: [&str; 60] = [
    // The document itself, and the top of it.
    "|",
    "// mine\n|",
    "{|}",
    "{ | }",
    "{\n  |\n}",
    "{\n  \"gateway\": { \"mode\": \"local\" },\n  |\n}",
    "{\n  gateway: { mode: 'local' }\n  |\n}",
    "{\n\tgateway: {\n\t\tmode: \"local\"\n\t},\n\t|\n}",
    "{\n  ch|\n}",
    "{\n  \"ch|\"\n}",
    // The gateway.
    "{\n  gateway: {\n    |\n  }\n}",
    "{ gateway: {|} }",
    "{ gateway: { mode: | } }",
    "{ gateway: { mode: \"|\" } }",
    "{ gateway: { mode:| } }",
    "{ gateway: { mode: \"lo|cal\" } }",
    "{ gateway: { mode: \"local\", po| } }",
    "{ gateway: { port: | } }",
    "{ gateway: { auth: { mode: \"token\", | } } }",
    "{ gateway: { auth: { mode: \"token\", token: | } } }",
    "{ gateway: { auth: { mode: \"token\", token: \"|\" } } }",
    "{ gateway: { auth: { mode: \"token\", token: \"${|\" } } }",
    "{ gateway: { bind: \"l|\" } }",
    // Agents and models.
    "{\n  agents: {\n    |\n  }\n}",
    "{\n  agents: {\n    defaults: {\n      |\n    }\n  }\n}",
    "{ agents: { defaults: { model: | } } }",
    "{ agents: { defaults: { model: \"|\" } } }",
    "{ agents: { defaults: { model: \"opus|\" } } }",
    "{ agents: { defaults: { model: \"anthropic/|\" } } }",
    "{ agents: { defaults: { model: { primary: \"anthropic/claude-opus-5-5\", fallbacks: [|] } } } }",
    "{ agents: { defaults: { model: { primary: \"anthropic/claude-opus-5-5\", fallbacks: [\"gpt|\"] } } } }",
    "{\n  agents: {\n    defaults: {\n      model: \"anthropic/claude-opus-5-5\",\n      models: {\n        |\n      }\n    }\n  }\n}",
    "{\n  agents: {\n    defaults: {\n      models: {\n        \"anthropic/claude-opus-5-5\": {\n          |\n        }\n      }\n    }\n  }\n}",
    "{ agents: { defaults: { models: { \"anthropic/claude-opus-5-5\": { params: { | } } } } } }",
    "{ agents: { defaults: { models: { \"anthropic/claude-opus-5-5\": { params: { cacheRetention: | } } } } } }",
    "{ agents: { defaults: { params: { cacheRetention: \"|\" } } } }",
    "{ agents: { defaults: { heartbeat: { | } } } }",
    "{ agents: { defaults: { heartbeat: { every: \"|\" } } } }",
    "{ agents: { defaults: { contextPruning: { | } } } }",
    "{\n  agents: {\n    entries: {\n      |\n    }\n  }\n}",
    "{ agents: { entries: { main: { | } } } }",
    "{ agents: { ownership: \"|\" } }",
    "{ agents: { defaults: { thinkingDefault: | } } }",
    "{ agents: { defaults: { userTimezone: \"Europe/B|\" } } }",
    // Channels and bindings.
    "{\n  channels: {\n    |\n  }\n}",
    "{\n  channels: {\n    telegram: {\n      |\n    }\n  }\n}",
    "{ channels: { telegram: { botToken: | } } }",
    "{ channels: { telegram: { dmPolicy: | } } }",
    "{ channels: { telegram: { groups: { | } } } }",
    "{ channels: { telegram: { enabled: | } } }",
    "{\n  channels: { telegram: {}, discord: {} },\n  |\n}",
    "{ agents: { entries: { main: {}, work: {} } }, bindings: [{ agentId: \"|\" }] }",
    "{ channels: { telegram: {} }, bindings: [{ agentId: \"main\", match: { channel: \"|\" } }] }",
    "{\n  bindings: [\n    { agentId: \"main\", match: { channel: \"telegram\" } },\n    |\n  ]\n}",
    // Models of one's own, tools, servers, variables.
    "{\n  models: {\n    providers: {\n      |\n    }\n  }\n}",
    "{ models: { providers: { ollama: { | } } } }",
    "{ tools: { profile: | } }",
    "{ tools: { deny: [|] } }",
    "{ mcp: { servers: { files: { | } } } }",
    "{ env: { vars: { | } }, gateway: { auth: { token: \"${GATEWAY_TOKEN}\" } } }",
];

#[test]
fn sixty_places() {
    let mut out = String::new();
    for place in PLACES {
        let mut editor = Editor::at(Manners::Code, place);
        editor.ask();
        writeln!(out, "{place}").unwrap();
        for (label, detail) in editor.first(5) {
            writeln!(out, "    {label}  {detail}").unwrap();
        }
        if editor.list.is_some() {
            editor.take(0);
            writeln!(out, "=>\n{}", editor.shown()).unwrap();
        }
        out.push_str("----\n");
    }
    expect_file!["places.txt"].assert_eq(&out);
}
