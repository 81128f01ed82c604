//! `mcp`, as a client sees it. `tools/ci/mcp.mjs` asks the same by the protocol's own client.

use crate::program::Folder;
use serde_json::{Value, json};

/// Calls tools in one session, and gives the answers: a structured object, or the text of an error.
fn session(folder: &Folder, arguments: &str, calls: &[(&str, Value)]) -> Vec<Value> {
    let client = json!({ "name": "test", "version": "0" });
    let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client });
    let mut lines = vec![
        json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
    ];
    for (index, (name, arguments)) in calls.iter().enumerate() {
        let params = json!({ "name": name, "arguments": arguments });
        lines.push(json!({ "jsonrpc": "2.0", "id": index + 1, "method": "tools/call", "params": params }));
    }
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let ran = folder.pipe(&format!("mcp {arguments}"), input.as_bytes());
    let mut answers: Vec<(u64, Value)> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a message"))
        .filter_map(|message| Some((message["id"].as_u64().filter(|id| *id > 0)?, answer(&message))))
        .collect();
    answers.sort_by_key(|(id, _)| *id);
    assert_eq!(answers.len(), calls.len(), "{}{}", ran.stdout, ran.stderr);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

fn answer(message: &Value) -> Value {
    let result = &message["result"];
    match result.get("structuredContent") {
        Some(found) if result["isError"] != true => found.clone(),
        _ => json!({ "failed": result["content"][0]["text"], "error": message.get("error") }),
    }
}

const TEXT: &str = "{\n  // mine\n  gateway: { port: 18789, auth: { mode: 'token', token: 'geheim' } },\n}\n";

#[test]
fn the_tools_that_look() {
    let folder = Folder::with(&[("a.json", TEXT), ("notes.txt", "private")]);
    let file = "a.json";
    let answers = session(
        &folder,
        "",
        &[
            ("check", json!({ "file": file })),
            ("check", json!({ "file": file, "text": "{ gateway: { prot: 1 } }" })),
            ("get", json!({ "file": file, "key": "gateway" })),
            ("hover", json!({ "file": file, "key": "gateway.port" })),
            ("complete", json!({ "file": file, "key": "gateway.bind" })),
            ("complete", json!({ "file": file, "key": "gateway" })),
            ("explain", json!({ "file": file, "key": "gateway.port" })),
            ("explain_code", json!({ "code": "unknown-key" })),
            ("check", json!({ "file": "notes.txt" })),
        ],
    );
    assert_eq!(answers[0]["valid"], true);
    assert_eq!(answers[1]["diagnostics"][0]["nearest"], "port");
    assert_eq!(answers[2]["value"]["auth"]["token"], "********");
    assert!(answers[3]["markdown"].as_str().is_some_and(|text| text.contains("port")), "{}", answers[3]);
    let labels = |list: &Value| -> Vec<String> {
        let items = list.as_array().expect("a list").iter();
        items.map(|item| item["label"].as_str().expect("a label").to_owned()).collect()
    };
    assert!(labels(&answers[4]["values"]).iter().any(|label| label.contains("lan")), "{}", answers[4]);
    let keys = labels(&answers[5]["keys"]);
    assert!(keys.contains(&"bind".to_owned()) && !keys.contains(&"port".to_owned()), "{keys:?}");
    assert_eq!(answers[6]["key"], json!(["gateway", "port"]));
    assert!(answers[7]["page"].as_str().is_some_and(|page| page.starts_with("# unknown-key")));
    assert!(answers[8]["failed"].as_str().is_some_and(|said| said.contains(".json5")), "{}", answers[8]);
    assert!(!serde_json::to_string(&answers).expect("JSON").contains("geheim"));
}

#[test]
fn nothing_is_written_that_was_not_shown() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let set = json!({ "file": "a.json", "key": "gateway.port", "value": 1 });
    let with = |token: &str| {
        let mut set = set.clone();
        set["confirm"] = token.into();
        set
    };
    let answers = session(
        &folder,
        "",
        &[
            ("set", set.clone()),
            ("set", with("0123456789abcdef")),
            ("set", json!({ "file": "a.json", "key": "gateway.prot", "value": 1 })),
        ],
    );
    assert_eq!(answers[0]["written"], false);
    assert!(
        answers[0]["diff"].as_str().is_some_and(|diff| diff.contains("+  gateway: { port: 1,")),
        "{}",
        answers[0]
    );
    assert!(
        answers[1]["failed"].as_str().is_some_and(|said| said.contains("nothing was written")),
        "{}",
        answers[1]
    );
    assert!(answers[2]["failed"].as_str().is_some_and(|said| said.contains("unknown-key")), "{}", answers[2]);
    assert_eq!(std::fs::read_to_string(folder.path("a.json")).expect("a file"), TEXT);
    assert!(!serde_json::to_string(&answers).expect("JSON").contains("geheim"));
}

#[test]
fn a_reader_has_no_tool_that_writes() {
    let folder = Folder::with(&[("a.json", TEXT)]);
    let answers =
        session(&folder, "--read-only", &[("set", json!({ "file": "a.json", "key": "a", "value": 1 }))]);
    assert!(!answers[0]["error"].is_null(), "{}", answers[0]);
}
