//! The schema of an installed OpenClaw takes the place of the embedded one, without a restart, and is remembered.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "wire/mod.rs"]
mod wire;

use serde_json::{Value, json};
use std::fs;
use std::io::{BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use wire::read_message;

/// How long any single message may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// What this OpenClaw prints: a schema with a key that the embedded one does not know.
const PRINTED: &str = r#"{ "type": "object", "additionalProperties": false, "properties": {
    "agents": { "type": "object" }, "novelty": { "type": "boolean" },
    "plugins": { "type": "object", "properties": { "entries": { "properties": { "own": {} } } } } } }"#;

/// A package whose program notes each of its runs.
fn install(folder: &Path) {
    install_version(folder, "2099.1.0");
}

fn install_version(folder: &Path, version: &str) {
    let manifest = json!({ "name": "openclaw", "version": version });
    fs::write(folder.join("package.json"), manifest.to_string()).unwrap();
    fs::write(folder.join("printed.json"), PRINTED).unwrap();
    let program = folder.join("openclaw");
    fs::write(&program, "#!/bin/sh\necho \"$*\" >> runs\ncat printed.json\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
}

struct Session {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
}

impl Session {
    fn start(installed: &Path, settings: &Value) -> Self {
        let path = format!("{}:/usr/bin:/bin", installed.display());
        let mut command = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"));
        command.env("XDG_CACHE_HOME", installed.join("cache")).env("PATH", path);
        command.env("HOME", installed).env_remove("OPENCLAW_STATE_DIR").env_remove("OPENCLAW_HOME");
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = piped.spawn().unwrap();
        let (input, output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut session = Self { child, input, messages: read(output) };
        let capabilities = json!({ "window": { "workDoneProgress": true } });
        let params = json!({ "capabilities": capabilities, "initializationOptions": settings });
        session.send(&json!({ "id": 1, "method": "initialize", "params": params }));
        session.send(&json!({ "method": "initialized", "params": {} }));
        session
    }

    fn send(&mut self, message: &Value) {
        let mut message = message.clone();
        message["jsonrpc"] = json!("2.0");
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
    }

    fn receive(&self) -> Value {
        self.messages.recv_timeout(PATIENCE).expect("a message in time")
    }

    /// Answers requests and notes notifications until the document has the findings with these codes.
    fn until_findings(&mut self, codes: &[&str]) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            let message = self.receive();
            let Some(method) = message["method"].as_str() else { continue };
            if message.get("id").is_some() {
                self.send(&json!({ "id": message["id"], "result": null }));
            }
            let kind = message["params"]["value"]["kind"].as_str();
            seen.push(kind.map_or_else(|| method.to_owned(), |kind| format!("{method} {kind}")));
            let findings = message["params"]["diagnostics"].as_array();
            let found =
                findings.map(|all| all.iter().filter_map(|one| one["code"].as_str()).collect::<Vec<_>>());
            if found.is_some_and(|found| found == codes) {
                return seen;
            }
        }
    }

    fn open(&mut self, text: &str) {
        let document = json!({ "uri": "file:///nowhere/openclaw.json", "languageId": "openclaw", "version": 1, "text": text });
        self.send(&json!({ "method": "textDocument/didOpen", "params": { "textDocument": document } }));
    }
}

/// The messages of a server, read in a thread so that a silent server is noticed.
fn read(output: ChildStdout) -> Receiver<Value> {
    let (sender, receiver) = mpsc::channel();
    let mut output = BufReader::new(output);
    std::thread::spawn(move || {
        while let Some(message) = read_message(&mut output) {
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    receiver
}

impl Drop for Session {
    fn drop(&mut self) {
        // A server that has already ended needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn another_version_is_asked_once_and_remembered() {
    let folder = tempfile::tempdir().unwrap();
    install(folder.path());
    let mut session = Session::start(folder.path(), &json!({}));
    session.open("{ novelty: 5 }");
    let seen = session.until_findings(&["other-release", "wrong-type"]);
    for message in ["window/workDoneProgress/create", "$/progress begin", "$/progress end"] {
        assert!(seen.iter().any(|seen| seen == message), "{message} in {seen:?}");
    }
    drop(session);
    let mut session = Session::start(folder.path(), &json!({}));
    session.open("{ novelty: 5 }");
    session.until_findings(&["other-release", "wrong-type"]);
    assert_eq!(fs::read_to_string(folder.path().join("runs")).unwrap(), "config schema\n");
}

/// The findings of `check` for a text, where this OpenClaw is installed: their codes.
fn checked(installed: &Path, text: &str) -> Vec<String> {
    let path = format!("{}:/usr/bin:/bin", installed.display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"));
    command.env("XDG_CACHE_HOME", installed.join("cache")).env("PATH", path).env("HOME", installed);
    command.env_remove("OPENCLAW_STATE_DIR").env_remove("OPENCLAW_HOME");
    command.args(["check", "--format", "jsonl", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let file: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = file["diagnostics"].as_array().unwrap();
    found.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

/// The command line takes what an editor was told, and runs nothing itself.
#[test]
fn the_command_line_knows_what_the_editor_was_told() {
    let folder = tempfile::tempdir().unwrap();
    install(folder.path());
    let text = "{ novelty: true, gateway: 5 }";
    assert_eq!(checked(folder.path(), text), ["other-release", "wrong-type"]);
    assert!(!folder.path().join("runs").exists());
    let mut session = Session::start(folder.path(), &json!({}));
    session.open("{ novelty: 5 }");
    session.until_findings(&["other-release", "wrong-type"]);
    drop(session);
    assert_eq!(checked(folder.path(), "{ novelty: 5 }"), ["other-release", "wrong-type"]);
    assert_eq!(checked(folder.path(), "{ novelty: true, news: 1 }"), ["other-release", "unknown-key"]);
    assert_eq!(fs::read_to_string(folder.path().join("runs")).unwrap(), "config schema\n");
    install_version(folder.path(), "2099.2.0");
    assert_eq!(checked(folder.path(), "{ novelty: true, news: 1 }"), ["other-release"]);
}

/// The embedded schema of the same release does not know the user's own plugins.
#[test]
fn the_same_version_is_asked_where_the_user_has_plugins() {
    let folder = tempfile::tempdir().unwrap();
    install_version(folder.path(), &openclaw_lsp::release::newest().to_string());
    let mut session = Session::start(folder.path(), &json!({}));
    session.open("{ novelty: true }");
    session.until_findings(&["unknown-key"]);
    drop(session);
    assert!(!folder.path().join("runs").exists());
    let plugin = folder.path().join(".openclaw/extensions/own");
    fs::create_dir_all(&plugin).unwrap();
    fs::write(plugin.join("openclaw.plugin.json"), r#"{ "id": "own" }"#).unwrap();
    let mut session = Session::start(folder.path(), &json!({}));
    session.open("{ novelty: true }");
    session.until_findings(&[]);
    assert_eq!(fs::read_to_string(folder.path().join("runs")).unwrap(), "config schema\n");
}

/// Two servers that begin at once: one asks, and the other takes its answer.
#[test]
fn one_server_at_a_time_asks() {
    let folder = tempfile::tempdir().unwrap();
    install(folder.path());
    let slow = "#!/bin/sh\necho \"$*\" >> runs\nsleep 2\ncat printed.json\n";
    fs::write(folder.path().join("openclaw"), slow).unwrap();
    let mut sessions = [(); 2].map(|()| Session::start(folder.path(), &json!({})));
    for session in &mut sessions {
        session.open("{ novelty: 5 }");
    }
    for session in &mut sessions {
        session.until_findings(&["other-release", "wrong-type"]);
    }
    assert_eq!(fs::read_to_string(folder.path().join("runs")).unwrap(), "config schema\n");
}

#[test]
fn nothing_is_run_where_the_user_wants_the_embedded_schema() {
    let folder = tempfile::tempdir().unwrap();
    install(folder.path());
    let settings = json!({ "openclaw": { "schema": { "source": "embedded" } } });
    let mut session = Session::start(folder.path(), &settings);
    session.open("{ novelty: true }");
    session.until_findings(&["unknown-key"]);
    // The end of the session gives whatever was begun the time to show itself.
    session.send(&json!({ "id": 2, "method": "shutdown" }));
    while session.receive()["id"] != 2 {}
    assert!(!folder.path().join("runs").exists());
}

#[test]
fn a_file_needs_no_installation() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("schema.json");
    fs::write(&file, PRINTED).unwrap();
    let settings = json!({ "openclaw": { "schema": { "file": file } } });
    let mut session = Session::start(folder.path(), &settings);
    session.open("{ novelty: true }");
    session.until_findings(&[]);
}
