//! The server as a process: how it ends, and what its exit code says.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long the end may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

fn start() -> (Child, ChildStdin) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"));
    let piped = command.arg("--stdio").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = piped.spawn().unwrap();
    let input = child.stdin.take().unwrap();
    (child, input)
}

fn send(input: &mut ChildStdin, message: &str) {
    write!(input, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
}

fn initialize(input: &mut ChildStdin, process: u32) {
    let params = format!(r#"{{"processId":{process},"capabilities":{{}}}}"#);
    send(input, &format!(r#"{{"jsonrpc":"2.0","id":1,"method":"initialize","params":{params}}}"#));
}

fn ended(child: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(begun.elapsed() < PATIENCE, "the server ends");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn exit_after_shutdown_is_a_success() {
    let (mut child, mut input) = start();
    initialize(&mut input, std::process::id());
    send(&mut input, r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#);
    send(&mut input, r#"{"jsonrpc":"2.0","method":"exit"}"#);
    assert_eq!(ended(&mut child).code(), Some(0), "although the input is still open");
    let mut output = String::new();
    child.stdout.take().unwrap().read_to_string(&mut output).unwrap();
    assert_eq!(output.matches("Content-Length: ").count(), 2, "{output}");
    assert!(output.ends_with(r#"{"jsonrpc":"2.0","result":null,"id":2}"#), "{output}");
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let (mut child, mut input) = start();
    initialize(&mut input, std::process::id());
    send(&mut input, r#"{"jsonrpc":"2.0","method":"exit"}"#);
    assert_eq!(ended(&mut child).code(), Some(1));
}

#[test]
fn the_end_of_the_input_is_the_end() {
    let (mut child, input) = start();
    drop(input);
    assert_eq!(ended(&mut child).code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn the_end_of_the_parent_is_the_end() {
    let (mut parent, _parent_input) = start();
    let (mut child, mut input) = start();
    initialize(&mut input, parent.id());
    let mut first = [0; 16];
    child.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
    parent.kill().unwrap();
    parent.wait().unwrap();
    assert_eq!(ended(&mut child).code(), Some(1), "although the input is still open");
}

#[cfg(unix)]
#[test]
fn sockets_serve_as_well_as_pipes() {
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    let (mut client, server) = UnixStream::pair().unwrap();
    let output = server.try_clone().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"));
    command.stdin(OwnedFd::from(server)).stdout(OwnedFd::from(output));
    let mut child = command.spawn().unwrap();
    drop(command);
    let message = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    write!(client, "Content-Length: {}\r\n\r\n{message}", message.len()).unwrap();
    let mut first = [0; 16];
    client.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"Content-Length: ");
    drop(client);
    assert_eq!(ended(&mut child).code(), Some(1));
}
