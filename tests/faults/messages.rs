//! Family 2: bodies that are no messages, and messages that say too much.

use crate::client::{Client, URI, at, document};
use serde_json::{Value, json};

#[test]
fn half_an_emoji_harms_nothing() {
    let mut client = Client::bare();
    let open = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/openclaw.json","languageId":"openclaw","version":1,"text":"{ port\ud83d: 1,\n gateway: { port: 'x' } }"}}}"#;
    client.body(open);
    client.until("the findings", |client| {
        client.codes(URI).is_some_and(|codes| codes.contains(&"wrong-type".to_owned()))
    });
    // The same in an edit, and what it leads to counts columns as the client does.
    let change = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///nowhere/openclaw.json","version":2},"contentChanges":[{"text":"// \ud83d\ude00\ude00\n{ gateway: { mode: '\udc00\ud83d', port: 1 } }"}]}}"#;
    client.body(change);
    let hover = client.request("textDocument/hover", at(URI, 1, 27));
    assert_eq!(hover["range"]["start"], json!({ "line": 1, "character": 25 }), "{hover}");
    // A request with one in it is answered.
    let rename = r#"{"jsonrpc":"2.0","id":77,"method":"workspace/symbol","params":{"query":"\ud83d"}}"#;
    client.awaits(77);
    client.body(rename);
    client.answer(77);
    client.finish("2 messages: half an emoji");
}

#[test]
fn what_is_no_message_is_answered_and_the_next_one_is_read() {
    let mut client = Client::bare();
    let deep =
        format!(r#"{{"jsonrpc":"2.0","id":1,"method":"a","params":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    let invalid = b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\"}".to_vec();
    let cases: [(&[u8], i64, Value); 14] = [
        (b"nonsense", -32700, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",", -32700, Value::Null),
        (b"[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\"}]", -32600, Value::Null),
        (b"[]", -32600, Value::Null),
        (b"17", -32600, Value::Null),
        (b"\"text\"", -32600, Value::Null),
        (b"null", -32600, Value::Null),
        (b"{\"id\":\"q\",\"method\":\"shutdown\"}", -32600, json!("q")),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"shutdown\"}", -32600, json!(1.5)),
        (b"{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"shutdown\"}", -32600, Value::Null),
        (b"{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":7}", -32600, json!("q")),
        (b"{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"no/such\"}", -32601, json!("q")),
        (b"{\"jsonrpc\":\"1.0\",\"id\":\"q\",\"method\":\"shutdown\"}", -32600, json!("q")),
        (
            b"{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"textDocument/hover\",\"params\":3}",
            -32602,
            json!("q"),
        ),
    ];
    for (body, code, id) in cases {
        client.body(body);
        let error = client.stray();
        assert_eq!((&error["error"]["code"], &error["id"]), (&json!(code), &id), "{error}");
    }
    for body in [deep.into_bytes(), invalid] {
        client.awaits(1);
        client.body(body);
        assert_eq!(client.answer(1)["error"]["code"], -32700);
    }
    client.body("{\"jsonrpc\":\"2.0\",\"id\":18446744073709551617,\"method\":\"shutdown\"}");
    assert_eq!(client.stray()["error"]["code"], -32600);
    // Nobody waits for an answer to these.
    client.body("{\"method\":\"textDocument/didOpen\"}");
    client.body("{}");
    client.body("{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":null}");
    client.body("{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":null}");
    client.lives();
    assert!(client.strays.is_empty(), "{:?}", client.strays);
    assert!(!client.stderr().contains("shutdown"), "the log quotes no message: {}", client.stderr());
    client.finish("2 messages: bodies");
}

#[test]
fn bytes_that_are_no_text_do_not_part_the_two_sides() {
    let mut client = Client::bare();
    let mut body = br#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/openclaw.json","languageId":"x","version":1,"text":"// "#.to_vec();
    body.extend(b"\xff\xed\xa0\xbd");
    body.extend(br"\n{ gateway: { port: 1 } }");
    body.extend(br#""}}}"#);
    client.body(body);
    let hover = client.request("textDocument/hover", at(URI, 1, 14));
    assert_eq!(hover["range"]["start"], json!({ "line": 1, "character": 13 }), "{hover}");
    client.finish("2 messages: bytes");
}

#[test]
fn the_end_of_a_session_takes_any_parameters() {
    for params in [json!({}), json!([]), Value::Null, json!({ "a": 1 }), json!("x")] {
        let mut client = Client::bare();
        assert_eq!(client.request("shutdown", params.clone()), Value::Null);
        client.notify("exit", params);
        assert_eq!(client.ended().code(), Some(0));
    }
}

#[test]
fn a_session_begins_whatever_the_client_says_about_itself() {
    let odd = [
        json!({ "capabilities": { "textDocument": { "hover": { "contentFormat": ["html", "markdown"] } } } }),
        json!({ "capabilities": { "workspace": { "workspaceEdit": { "resourceOperations": ["snippet"], "failureHandling": "magic" } } } }),
        json!({ "capabilities": {}, "trace": "loud" }),
        json!({ "capabilities": {}, "rootUri": "file:///home/jörg/my project" }),
        json!({ "capabilities": {}, "workspaceFolders": [{ "uri": "file:///home/jörg", "name": 3 }] }),
        json!({ "capabilities": {}, "processId": "none", "clientInfo": [] }),
        json!({ "capabilities": 7 }),
        json!({ "capabilities": { "general": { "positionEncodings": "utf-8" }, "window": [] } }),
        json!({}),
    ];
    for params in odd {
        let mut client = Client::spawn(&crate::client::Start::default());
        let answer = client.initialize(params);
        assert_eq!(answer["capabilities"]["hoverProvider"], true);
        client.finish("2 messages: initialize");
    }
}

#[test]
fn a_uri_may_be_written_as_people_write_it() {
    let mut client = Client::bare();
    for raw in [
        "file:///nowhere/jörg/openclaw.json",
        "file:///nowhere/my project/openclaw.json",
        "file:///nowhere/100%/[a]/openclaw.json",
    ] {
        client.open(raw, "{ gateway: { port: 'x' } }");
        client.until("findings under the client's own name", |client| {
            client.codes(raw) == Some(vec!["wrong-type".to_owned()])
        });
        assert!(client.request("textDocument/hover", at(raw, 0, 3)).is_object());
        assert!(client.request("textDocument/documentSymbol", document(raw)).is_array());
        client.close(raw);
        client.until("no findings", |client| client.codes(raw) == Some(Vec::new()));
    }
    client.finish("2 messages: names");
}
