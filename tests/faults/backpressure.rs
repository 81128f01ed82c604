//! Family 4: clients that do not read.

use crate::client::{Client, Start, URI, at, document};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Nothing reads the output while thousands of requests come in; then all answers are there.
#[test]
fn answers_wait_for_a_client_that_reads_late() {
    let mut client = Client::bare();
    client.open(URI, &format!("[{}]", "{},".repeat(200)));
    client.lives();
    client.read(false);
    let asked: Vec<i64> = (0..600)
        .map(|number| {
            let method =
                if number % 2 == 0 { "textDocument/documentSymbol" } else { "textDocument/foldingRange" };
            client.ask(method, document(URI))
        })
        .collect();
    client.read(true);
    for id in asked {
        assert!(client.answer(id).get("result").is_some());
    }
    client.finish("4 back-pressure: a late reader");
}

/// Standard error is a pipe that nobody reads; every bad message is logged there.
#[test]
fn a_log_that_nobody_reads_holds_nothing_up() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut all = String::new();
        output.read_to_string(&mut all).unwrap();
        all
    });
    for _ in 0..20_000 {
        input.write_all(b"Content-Length: 2\r\n\r\n[]").unwrap();
    }
    let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
    write!(input, "Content-Length: {}\r\n\r\n{exit}", exit.len()).unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_mins(1), "the server ends");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(reader.join().unwrap().matches("-32600").count(), 20_000);
    println!("4 back-pressure: an unread log: survived, 0 lost, {} ms", begun.elapsed().as_millis());
}

/// A client that never reads and asks on and on: what waits has a bound, and the server says why it ends.
#[test]
fn what_waits_has_a_bound() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut send = |message: Value| {
        let body = message.to_string();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len())
    };
    let params = json!({ "capabilities": {} });
    send(json!({ "jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params })).unwrap();
    // Much text for little work: the error repeats the name of the method.
    let method = "x".repeat(4 << 20);
    let mut count = 0;
    let begun = Instant::now();
    // 400 MB of answers.
    while count < 100 && child.try_wait().unwrap().is_none() {
        count += 1;
        let ask = json!({ "jsonrpc": "2.0", "id": count, "method": method });
        if send(ask).is_err() {
            break;
        }
    }
    while child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_mins(4), "the server ends");
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let last = said.lines().last().unwrap_or_default();
    assert_eq!(last, "openclaw-lsp: the client does not read the output: 256 MiB wait to be read");
    println!("4 back-pressure: never read: ended as it should, {} ms", begun.elapsed().as_millis());
}

/// A client that does not answer the server's own requests.
#[test]
fn a_client_that_never_answers_holds_nothing_up() {
    let mut client = Client::spawn(&Start::default());
    client.answers_requests = false;
    let workspace = json!({
        "configuration": true,
        "didChangeConfiguration": { "dynamicRegistration": true },
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "diagnostics": { "refreshSupport": true },
        "inlayHint": { "refreshSupport": true },
    });
    let capabilities = json!({ "workspace": workspace, "window": { "workDoneProgress": true } });
    client.initialize(json!({ "capabilities": capabilities }));
    client.open(URI, "{ gateway: { port: 1 } }");
    for number in 0..300 {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
        client.request("textDocument/hover", at(URI, 0, number % 20));
    }
    client.finish("4 back-pressure: no answers");
}
