//! Family 9: how the server ends, and what it says then.

use crate::client::{Client, Start, URI};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The lines that were said about the end.
fn last_words(client: &Client) -> Vec<String> {
    client.stderr().lines().filter(|line| line.starts_with("openclaw-lsp: ")).map(str::to_owned).collect()
}

#[test]
fn an_end_that_nobody_asked_for_is_told_in_one_line() {
    let mut client = Client::bare();
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1));
    assert_eq!(
        last_words(&client),
        ["openclaw-lsp: the client closed the input without `shutdown` and `exit`"]
    );
    let mut client = Client::bare();
    client.raw("Content-Length: 100\r\n\r\n{");
    client.hang_up();
    assert_eq!(client.ended().code(), Some(1));
    assert_eq!(last_words(&client), ["openclaw-lsp: the client closed the input in the middle of a message"]);
    let mut client = Client::bare();
    client.request("shutdown", Value::Null);
    client.hang_up();
    assert_eq!(client.ended().code(), Some(0));
    assert_eq!(last_words(&client), [""; 0]);
    let mut client = Client::bare();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
    assert_eq!(last_words(&client), [""; 0], "the client asked for it");
    println!("9 process: last words");
}

#[test]
fn signals_end_the_server_cleanly() {
    for signal in ["-TERM", "-INT", "-HUP"] {
        let mut client = Client::bare();
        client.open(URI, "{}");
        client.lives();
        Command::new("kill").args([signal, &client.pid().to_string()]).status().unwrap();
        assert_eq!(client.ended().code(), Some(0), "{signal}");
        println!("9 process: {signal}");
    }
}

#[test]
fn a_closed_output_is_the_end() {
    // At once where nothing is to be said, and when something is.
    for says_something in [false, true] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let mut output = child.stdout.take().unwrap();
        let message = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
        write!(input, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
        output.read_exact(&mut [0; 16]).unwrap();
        drop(output);
        if says_something {
            let message = r#"{"jsonrpc":"2.0","id":2,"method":"openclaw/status"}"#;
            let _ = write!(input, "Content-Length: {}\r\n\r\n{message}", message.len());
        }
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            assert!(begun.elapsed() < Duration::from_secs(30), "the server ends");
            std::thread::sleep(Duration::from_millis(10));
        };
        assert_eq!(status.code(), Some(1));
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.starts_with("openclaw-lsp: the client does not read the output: "), "{said}");
        println!("9 process: closed output: {} ms", begun.elapsed().as_millis());
    }
}

#[test]
fn a_parent_that_is_a_zombie_is_gone() {
    let mut parent = Command::new("sleep").arg("1000").spawn().unwrap();
    let mut client = Client::spawn(&Start::default());
    client.initialize(json!({ "processId": parent.id(), "capabilities": {} }));
    parent.kill().unwrap();
    // Nobody waits for it yet, so the system still knows its number.
    assert_eq!(client.ended().code(), Some(1));
    assert_eq!(last_words(&client), ["openclaw-lsp: the process that started the server is gone"]);
    parent.wait().unwrap();
    println!("9 process: zombie");
}

#[test]
fn a_log_file_keeps_the_last_words_on_standard_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("log");
    let arguments = ["--log-file", file.to_str().unwrap(), "--log-level", "info"];
    let mut client = Client::spawn(&Start { arguments: &arguments, ..Start::default() });
    client.initialize(json!({ "capabilities": {} }));
    client.hang_up();
    client.ended();
    assert_eq!(last_words(&client).len(), 1);
    assert!(std::fs::read_to_string(&file).unwrap().contains("without `shutdown`"));
    println!("9 process: log file");
}
