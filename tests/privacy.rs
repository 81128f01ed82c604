//! What the server opens and runs, seen by the system itself: no socket, no program, and no file that `SECURITY.md` does not
//! name.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use serde_json::{Value, json};
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// What the system's own libraries and the language's runtime open in any program.
const OF_ANY_PROGRAM: [&str; 6] = ["/etc/ld.so", "/lib", "/usr/lib", "/proc/", "/sys/", "/dev/"];

fn message(body: &Value) -> String {
    let body = body.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// A session that uses what reads files: includes, variables, schemas, and a document of a folder with bait in it.
fn session(root: &Path) -> String {
    let uri = |name: &str| format!("file://{}", root.join(name).display());
    let call = |id: u32, method: &str, params: Value| {
        message(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))
    };
    let tell = |method: &str, params: Value| {
        message(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    };
    let open = |name: &str, text: &str| {
        let item = json!({ "uri": uri(name), "languageId": "openclaw", "version": 1, "text": text });
        tell("textDocument/didOpen", json!({ "textDocument": item }))
    };
    let main = "{ gateway: { $include: './parts/a.json5' }, tools: { $include: '../outside.json5' }, \
                plugins: { entries: { x: { $include: '/etc/shadow' } } }, $schema: './bait.json', \
                logging: { file: './bait.log' }, agents: { defaults: { workspace: '~/bait' } } }";
    let document = json!({ "textDocument": { "uri": uri("parts/a.json5") } });
    let mut at = document.clone();
    at["position"] = json!({ "line": 0, "character": 3 });
    [
        call(1, "initialize", json!({ "capabilities": { "textDocument": { "diagnostic": {} } } })),
        tell("initialized", json!({})),
        open("openclaw.json", main),
        open("parts/a.json5", "{ port: 1 }"),
        call(2, "textDocument/diagnostic", document.clone()),
        call(3, "textDocument/hover", at.clone()),
        call(4, "textDocument/completion", at),
        call(5, "textDocument/documentLink", document),
        call(6, "workspace/symbol", json!({ "query": "" })),
        call(7, "workspace/diagnostic", json!({ "previousResultIds": [] })),
        call(8, "shutdown", Value::Null),
        tell("exit", Value::Null),
    ]
    .concat()
}

/// The paths and calls that the system saw.
fn traced(root: &Path, home: &Path) -> Option<String> {
    let log = home.join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-s", "4096", "-e", "trace=network,execve,open,openat,openat2,creat", "-o"]);
    command.arg(&log).arg(env!("CARGO_BIN_EXE_openclaw-lsp")).current_dir(root.join("parts"));
    command.env_clear().env("HOME", home).env("PATH", home.join("bin"));
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut child) = piped.spawn() else {
        println!("SKIPPED: there is no strace");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    if input.write_all(session(root).as_bytes()).is_err() {
        println!("SKIPPED: strace may not trace here");
        return None;
    }
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    child.wait().unwrap();
    if !said.contains("\"id\":8") {
        println!("SKIPPED: strace may not trace here");
        return None;
    }
    fs::read_to_string(log).ok()
}

/// The path that a line of the trace opens, whether it is there or not.
fn opened(line: &str) -> Option<&str> {
    let (call, rest) = line.split_once('(')?;
    let is_open = ["open", "openat", "openat2", "creat"].iter().any(|name| call.ends_with(name));
    is_open.then(|| rest.split('"').nth(1)).flatten()
}

#[test]
fn no_socket_is_opened_and_no_file_that_is_not_named() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (root, home) = (folder.path().canonicalize().unwrap(), home.path().canonicalize().unwrap());
    fs::create_dir(root.join("parts")).unwrap();
    for name in [
        "parts/a.json5",
        "parts/.env",
        "parts/secret.json",
        "bait.json",
        "bait.log",
        "other.json5",
        "parts/openclaw.mjs",
    ] {
        fs::write(root.join(name), "{}").unwrap();
    }
    fs::create_dir_all(home.join(".ssh")).unwrap();
    fs::write(home.join(".ssh/id_ed25519"), "bait").unwrap();
    let Some(trace) = traced(&root, &home) else { return };
    let allowed = [
        root.join("parts/a.json5"),
        root.join("parts/.env"),
        home.join(".openclaw/.env"),
        home.join(".config/openclaw/gateway.env"),
    ];
    let own = Path::new(env!("CARGO_BIN_EXE_openclaw-lsp"));
    let mut programs = 0;
    for line in trace.lines() {
        let call = line.split('(').next().unwrap_or_default().rsplit(' ').next().unwrap_or_default();
        // A pair of sockets leads nowhere else: the runtime wakes itself by it.
        assert!(
            !["socket", "connect", "bind", "listen", "sendto", "sendmsg"].contains(&call)
                || line.contains("AF_UNIX"),
            "{line}"
        );
        assert_ne!(call, "connect", "{line}");
        programs += usize::from(call == "execve");
        let Some(path) = opened(line) else { continue };
        let is_allowed = OF_ANY_PROGRAM.iter().any(|prefix| path.starts_with(prefix))
            || allowed.iter().any(|file| file == Path::new(path))
            || Path::new(path) == own;
        assert!(is_allowed, "{path} is opened: {line}");
    }
    assert_eq!(programs, 1, "nothing but the server itself is run");
    assert!(trace.contains("a.json5\""), "the trace shows what is opened");
}
