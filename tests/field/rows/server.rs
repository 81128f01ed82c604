//! What the server answers.

#[path = "../../faults/client.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::needless_pass_by_value,
    reason = "of what it can do, some is asked here; messages are written in place"
)]
mod client;

use super::{Asked, Row, rows};
use client::{Client, Start, at, document, uri};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::Duration;

/// All texts of an answer, a line each.
fn texts(answer: &Value, found: &mut String) {
    match answer {
        Value::String(text) => {
            found.push_str(text);
            found.push('\n');
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(members) => members.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// The place in a text that some words lead to.
fn place(text: &str, after: &str) -> (usize, usize) {
    let end = text.find(after).unwrap_or_else(|| panic!("{after:?} is not in {text}")) + after.len();
    let line = text[..end].matches('\n').count();
    (line, text[..end].rsplit('\n').next().unwrap_or_default().encode_utf16().count())
}

fn answer(row: &Row, asked: &Asked, folder: &Path) -> Value {
    let main = folder.join("openclaw.json");
    fs::write(&main, &row.text).unwrap();
    for (name, text) in &row.files {
        fs::write(folder.join(name), text).unwrap();
    }
    let mut client = Client::spawn(&Start { path: Some(folder), folder: Some(folder), ..Start::default() });
    let capabilities = if asked.capabilities.is_null() { json!({}) } else { asked.capabilities.clone() };
    let options = json!({ "schema": { "source": "embedded" } });
    let root = json!([{ "uri": uri(folder), "name": "folder" }]);
    client.initialize(json!({
        "capabilities": capabilities, "initializationOptions": options, "workspaceFolders": root,
    }));
    client.open(&uri(&main), &row.text);
    let of = uri(&asked.file.as_ref().map_or(main, |name| folder.join(name)));
    if asked.method == "published" {
        // What never comes is waited for no longer than a busy machine needs.
        for _ in 0..100 {
            client.listen(Duration::from_millis(100));
            if client.published.get(&of).is_some_and(|all| !all.is_empty()) {
                break;
            }
        }
        return json!(client.published.get(&of));
    }
    let params = match &asked.after {
        Some(after) => {
            let (line, character) = place(&row.text, after);
            at(&of, line, character)
        }
        None => document(&of),
    };
    let mut params = params;
    if asked.method == "textDocument/codeAction" {
        params["context"] = json!({ "diagnostics": [] });
        params["range"] = json!({ "start": params["position"], "end": params["position"] });
    }
    client.request(&asked.method, params)
}

#[test]
fn the_server_answers_what_is_wanted() {
    let (mut count, mut wrong) = (0, Vec::new());
    for row in rows() {
        for asked in &row.server {
            let folder = tempfile::tempdir().unwrap();
            let answer = answer(&row, asked, folder.path());
            let mut said = String::new();
            texts(&answer, &mut said);
            count += 1;
            let missing = asked.says.iter().find(|words| !said.contains(*words));
            let surplus = asked.never.iter().find(|words| said.contains(*words));
            let fault = || format!("{} {}: lacks {missing:?}, has {surplus:?}\n{said}", row.id, asked.method);
            wrong.extend((missing.is_some() || surplus.is_some()).then(fault));
        }
    }
    println!("{count} answers");
    assert!(wrong.is_empty(), "{} of {count}\n{}", wrong.len(), wrong.join("\n"));
}
