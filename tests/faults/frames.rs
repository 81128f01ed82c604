//! Family 1: bytes that are no frames.

use crate::client::Client;
use serde_json::{Value, json};

const REQUEST: &str = r#"{"jsonrpc":"2.0","id":"x","method":"openclaw/status"}"#;

/// Sends bytes, and expects an error with a code and the life of the server.
fn survives(client: &mut Client, bytes: impl AsRef<[u8]>, code: i64) {
    assert!(client.raw(bytes));
    let error = client.stray();
    assert_eq!(error["error"]["code"], code, "{error}");
    client.lives();
}

fn framed(header: &str, body: &str) -> String {
    format!("{header}\r\n\r\n{body}")
}

#[test]
fn headers_that_are_right_are_read() {
    let mut client = Client::bare();
    let length = REQUEST.len();
    for header in [
        format!("content-length: {length}"),
        format!("CONTENT-LENGTH:{length}"),
        format!(
            "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: {length}\r\nX-Trace: 1"
        ),
        format!("A: 1\r\nB: 2\r\nC: 3\r\nContent-Length: {length}"),
        format!("Content-Length: {length}\r\nContent-Type: application/vscode-jsonrpc"),
        format!("Content-Length: {length}\r\nContent-Type: x; charset=\"UTF8\""),
    ] {
        client.raw(framed(&header, REQUEST));
        // A string is an id, too; the client keeps it with the answers to nobody it knows.
        let answer = client.stray();
        assert_eq!((&answer["id"], answer.get("error")), (&json!("x"), None), "{header}");
    }
    let mark = format!("\u{feff}{REQUEST}");
    client.body(mark);
    assert!(client.stray().get("result").is_some(), "a mark before the body");
    client.finish("1 frames: headers");
}

#[test]
fn bytes_that_are_no_message_are_skipped() {
    let mut client = Client::bare();
    survives(
        &mut client,
        framed("Content-Length: 9\r\nContent-Type: x; charset=utf-16", "{\"id\":\"a\""),
        -32700,
    );
    survives(&mut client, framed("Content-Length: x", "{}"), -32700);
    survives(&mut client, framed("Content-Length: -5", "{}"), -32700);
    survives(&mut client, framed("X-Nothing: 1", "{}"), -32700);
    survives(&mut client, framed(&format!("Content-Length: {}", 1_u64 << 40), "{}"), -32700);
    survives(&mut client, framed(&format!("Content-Length: {}", "9".repeat(40)), "{}"), -32700);
    // These might still become headers: what they are shows with the next message.
    assert!(client.raw(b"\xff\xfe\x00\x01\r\n"));
    client.lives();
    assert_eq!(client.stray()["error"]["code"], -32700);
    survives(&mut client, framed("Content-Length: 5", "\u{1}\u{2}\u{3}\u{4}\u{5}"), -32700);
    survives(&mut client, framed("Content-Length: 0", ""), -32700);
    client.finish("1 frames: bytes");
}

#[test]
fn a_wrong_length_costs_one_message() {
    let mut client = Client::bare();
    // Too long: the next message is taken out of the body.
    let next = format!("Content-Length: {}\r\n\r\n{REQUEST}", REQUEST.len());
    client.raw(format!("Content-Length: {}\r\n\r\n{{}}{next}", 2 + next.len()));
    client.stray();
    assert!(client.stray().get("result").is_some());
    // Too short: what is left of the body is passed over.
    survives(&mut client, framed(&format!("Content-Length: {}", REQUEST.len() - 7), REQUEST), -32700);
    client.finish("1 frames: lengths");
}

#[test]
fn a_long_stream_of_noise_costs_no_memory() {
    let mut client = Client::bare();
    let noise = "noise without an end \"{[}]: ".repeat(40_000);
    for _ in 0..30 {
        client.raw(&noise);
    }
    assert_eq!(client.stray()["error"]["code"], -32700);
    client.lives();
    let (most, _) = client.memory();
    assert!(most < 300, "{most} MB for noise");
    client.finish("1 frames: noise");
}

/// Cuts a stream of good messages at every byte, and puts noise between them.
#[test]
fn messages_come_whole_however_they_are_cut() {
    let mut client = Client::bare();
    let mut seed = 0x2545_f491_u32;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize
    };
    let mut stream = Vec::new();
    for id in 1000..1400 {
        let body =
            json!({ "jsonrpc": "2.0", "id": id, "method": "openclaw/status", "params": null }).to_string();
        client.awaits(id);
        stream.extend(format!("Content-Length: {}\r\n\r\n{body}", body.len()).bytes());
    }
    let mut rest = &stream[..];
    while !rest.is_empty() {
        let (piece, more) = rest.split_at((random() % 97 + 1).min(rest.len()));
        client.raw(piece);
        rest = more;
    }
    for id in 1000..1400 {
        assert!(client.answer(id)["result"] != Value::Null);
    }
    client.finish("1 frames: pieces");
}
