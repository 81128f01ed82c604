//! No command shows a secret, in any of its formats.

#![expect(clippy::print_stdout, reason = "how much is covered is what is read")]

#[path = "../../src/base/masking/planted.rs"]
mod planted;

use crate::program::Folder;
use openclaw_lsp::schema::overlay::{secret_patterns, secret_reference_patterns};
use planted::{MARK, documents, written};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What can be asked about a file; what prints a whole document for a pipe is none of it.
const COMMANDS: [&str; 25] = [
    "check openclaw.json",
    "check --format jsonl openclaw.json",
    "check --format jsonl inc.json5",
    "check inc.json5",
    "fix --dry-run openclaw.json",
    "fix --diff openclaw.json",
    "fix --unsafe --dry-run openclaw.json",
    "fix --unsafe --diff --target-version 2026.8.1 openclaw.json",
    "fmt --check openclaw.json",
    "fmt --diff openclaw.json",
    "get . openclaw.json",
    "set --diff logging.level 'info' openclaw.json",
    "unset --force --diff gateway.port openclaw.json",
    "explain openclaw.json",
    "explain cost openclaw.json",
    "explain --format html openclaw.json",
    "explain cost --agent x --format json openclaw.json",
    "explain --format json openclaw.json",
    "explain --agent x --format json openclaw.json",
    "explain --agent x openclaw.json",
    "explain --model anthropic/claude-opus-5 openclaw.json",
    "explain route --format md openclaw.json",
    "explain tools --agent x openclaw.json",
    "explain start openclaw.json",
    "explain route --format json --message telegram:x:direct:1 openclaw.json",
];

fn assert_clean(folder: &Folder, command: &str) {
    let ran = folder.run(command);
    assert!(!ran.stdout.contains(MARK), "{command} shows:\n{}", ran.stdout);
    assert!(!ran.stderr.contains(MARK), "{command} says:\n{}", ran.stderr);
}

/// What another file says; a value in it is a secret where that file is included as variables.
const PART: &str = "{ A: '§', B: 'https://me:§@h.example' } // --token §";

/// Asks all that there is to ask about a document, and about some keys; returns how many commands were run.
fn look(text: &str, part: &str, keys: &BTreeSet<String>) -> usize {
    let part = part.replace('§', MARK);
    let folder = Folder::with(&[("openclaw.json", text), ("inc.json5", &*part)]);
    // By itself, no file says that `A` is a variable.
    let is_alone = |command: &str| command.contains("inc.json5") && part.contains("A: ");
    for command in COMMANDS.into_iter().filter(|command| !is_alone(command)) {
        assert_clean(&folder, command);
    }
    // Each key, in turns as text and as JSON.
    for (at, key) in keys.iter().enumerate() {
        let format = if at % 2 == 0 { "pretty" } else { "json" };
        assert_clean(&folder, &format!("explain --format {format} {key} openclaw.json"));
    }
    got(&folder, keys);
    COMMANDS.len() + keys.len()
}

/// Asks for the values of some keys, and of the whole, in one session of `mcp`: who closes the input gets no answer to what
/// is still to be done, so they are few.
fn got(folder: &Folder, keys: &BTreeSet<String>) {
    let client = json!({ "name": "test", "version": "0" });
    let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client });
    let mut lines = vec![
        json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": hello }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
    ];
    let few = keys.len().div_ceil(6).max(1);
    let keys: Vec<&str> = keys.iter().step_by(few).map(String::as_str).chain(["."]).collect();
    for (id, key) in keys.iter().enumerate() {
        let params = json!({ "name": "get", "arguments": { "file": "openclaw.json", "key": key } });
        lines.push(json!({ "jsonrpc": "2.0", "id": id + 1, "method": "tools/call", "params": params }));
    }
    let ran = folder.pipe("mcp", lines.iter().map(|line| format!("{line}\n")).collect::<String>().as_bytes());
    assert_eq!(ran.stdout.lines().count(), keys.len() + 1, "{}", ran.stderr);
    assert!(!ran.stdout.contains(MARK), "`get` of mcp shows:\n{}", ran.stdout);
}

/// The paths of planted secrets and of their parents: what is above a secret shows it with everything else.
fn parents(document: &Value, path: &str, found: &mut BTreeSet<String>) {
    let children: Vec<(String, &Value)> = match document {
        Value::Object(members) => {
            members.iter().map(|(key, value)| (format!("{path}.{key}"), value)).collect()
        }
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, value)| (format!("{path}.{at}"), value)).collect()
        }
        _ => Vec::new(),
    };
    if !path.is_empty() {
        found.insert(path.trim_start_matches('.').to_owned());
    }
    for (path, value) in children {
        parents(value, &path, found);
    }
}

#[test]
fn no_command_shows_what_stands_at_a_secret_place() {
    let patterns: BTreeSet<&str> = secret_patterns().chain(secret_reference_patterns()).collect();
    let patterns: Vec<String> = patterns.into_iter().map(str::to_owned).collect();
    let mut commands = 0;
    for document in documents(&patterns, |secret| json!(secret)) {
        let mut keys = BTreeSet::new();
        parents(&document, "", &mut keys);
        let mut document = document;
        // What another file says is seen through it.
        if let Some(env) = document.get_mut("env").and_then(Value::as_object_mut) {
            env.insert("vars".to_owned(), json!({ "$include": "./inc.json5" }));
        }
        commands += look(&serde_json::to_string_pretty(&document).unwrap(), PART, &keys);
    }
    println!("{} places, {commands} commands", patterns.len());
    assert!(commands > 100, "{commands}");
}

#[test]
fn no_command_shows_what_its_form_or_a_neighbour_gives_away() {
    let part = PART.replace("A: '§', ", "");
    let keys = BTreeSet::from(["gateway".to_owned(), "mcp.servers.a".to_owned()]);
    let documents = written();
    let arguments =
        ["mcp.servers.a.args", "mcp.servers.a.args.1", "mcp.servers.a.args.4", "mcp.servers.a.args.7"];
    let keys: BTreeSet<String> = keys.into_iter().chain(arguments.map(str::to_owned)).collect();
    let mut commands = 0;
    for document in &documents {
        commands += look(document, &part, &BTreeSet::new());
        // On one line the mark of another finding stands beside the secret; formatted, each has its own.
        commands += look(&document.replace(", ", ",\n  "), &part, &keys);
    }
    println!("{} documents, {commands} commands", documents.len());
}
