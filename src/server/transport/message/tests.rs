use super::{Incoming, decode};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Id, Response};

fn call(body: impl Into<Vec<u8>>) -> (String, Option<Id>, Value) {
    match decode(&body.into()) {
        Incoming::Call { method, id, params, .. } => (method, id, params),
        other => panic!("no call: {other:?}"),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "expectations are written in place")]
#[track_caller]
fn refused(body: impl Into<Vec<u8>>, expected: Expect) {
    let Incoming::Refused(refusal) = decode(&body.into()) else { panic!("it is a message") };
    expected.assert_eq(&refusal.to_json().unwrap_or_else(|| format!("silent: {}", refusal.error.message)));
}

#[test]
fn calls_are_read() {
    let id = Some(Id::Number(1));
    assert_eq!(call(r#"{"jsonrpc":"2.0","id":1,"method":"a"}"#), ("a".to_owned(), id, Value::Null));
    let id = Some(Id::String("x".to_owned()));
    let body = r#" {"params":[1],"method":"a","id":"x","jsonrpc":"2.0","more":{}} "#;
    assert_eq!(call(body), ("a".to_owned(), id, json!([1])));
    assert_eq!(call(r#"{"jsonrpc":"2.0","method":"a","params":{}}"#), ("a".to_owned(), None, json!({})));
    let mark = "\u{feff}{\"jsonrpc\":\"2.0\",\"method\":\"a\"}";
    assert_eq!(call(mark), ("a".to_owned(), None, Value::Null));
}

#[test]
fn half_an_emoji_is_a_character() {
    let body = r#"{"jsonrpc":"2.0","method":"a","params":{"text":"a\ud83db"}}"#;
    assert_eq!(call(body).2, json!({ "text": "a\u{fffd}b" }));
}

#[test]
fn bytes_that_are_no_text_are_replaced_in_notifications_alone() {
    let notification = b"{\"jsonrpc\":\"2.0\",\"method\":\"a\",\"params\":\"\xff\"}".to_vec();
    assert_eq!(call(notification).2, json!("\u{fffd}"));
    let request = b"{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"a\",\"params\":\"\xff\"}".to_vec();
    refused(
        request,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"the body of a request is not in UTF-8: only that encoding is read"},"id":3}"#
        ]],
    );
}

#[test]
fn answers_are_read() {
    let response = |body: &str| match decode(body.as_bytes()) {
        Incoming::Response(response) => response,
        other => panic!("no response: {other:?}"),
    };
    assert_eq!(
        response(r#"{"jsonrpc":"2.0","id":1,"result":null}"#),
        Response::from_ok(Id::Number(1), Value::Null)
    );
    // Nobody has to wait because an answer is not quite right.
    assert_eq!(response(r#"{"id":1,"result":2,"error":null}"#), Response::from_ok(Id::Number(1), json!(2)));
    let failed = Response::from_error(Id::Number(1), Error::internal_error());
    assert_eq!(response(r#"{"jsonrpc":"2.0","id":1,"error":"no"}"#), failed);
    refused(r#"{"jsonrpc":"2.0","id":null,"result":1}"#, expect!["silent: an answer to nobody was ignored"]);
}

#[test]
fn what_is_no_json_is_a_parse_error() {
    refused(
        "",
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"the body of a message is no JSON: send one JSON object"},"id":null}"#
        ]],
    );
    refused(
        "nonsense",
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"the body of a message is no JSON: send one JSON object"},"id":null}"#
        ]],
    );
    refused(
        r#"{"jsonrpc":"2.0","id":5,"method":"#,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"the body of a message is no JSON at line 1, column 33"},"id":5}"#
        ]],
    );
    let deep =
        format!(r#"{{"jsonrpc":"2.0","id":6,"method":"a","params":{}{}}}"#, "[".repeat(500), "]".repeat(500));
    refused(
        deep,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32700,"message":"a message is nested too deeply at line 1, column 173: send no more than 127 levels"},"id":6}"#
        ]],
    );
}

#[test]
fn what_is_no_message_is_an_invalid_request() {
    refused(
        "[]",
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"a batch of messages: LSP knows none, send them one by one"},"id":null}"#
        ]],
    );
    refused(
        "3",
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"the body of a message is no object: send `jsonrpc`, `method` and `params` in an object"},"id":null}"#
        ]],
    );
    refused("{}", expect!["silent: a message without `method`: name what is asked for"]);
    refused(
        r#"{"id":1,"method":"a"}"#,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"a message without `\"jsonrpc\": \"2.0\"`: send it with every message"},"id":1}"#
        ]],
    );
    refused(
        r#"{"method":"a"}"#,
        expect!["silent: a message without `\"jsonrpc\": \"2.0\"`: send it with every message"],
    );
    refused(
        r#"{"jsonrpc":"1.0","id":1,"method":"a"}"#,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"another `jsonrpc` than \"2.0\""},"id":1}"#
        ]],
    );
    refused(
        r#"{"jsonrpc":"2.0","id":1.5,"method":"a"}"#,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"an `id` that is neither a string nor an integer"},"id":1.5}"#
        ]],
    );
    refused(
        r#"{"jsonrpc":"2.0","id":18446744073709551617,"method":"a"}"#,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"an `id` that is neither a string nor an integer"},"id":18446744073709551617}"#
        ]],
    );
    refused(
        r#"{"jsonrpc":"2.0","id":{},"method":"a"}"#,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"an `id` that is neither a string nor an integer"},"id":null}"#
        ]],
    );
    refused(
        r#"{"jsonrpc":"2.0","id":1,"method":3}"#,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"a `method` that is no string"},"id":1}"#
        ]],
    );
    refused(
        r#"{"jsonrpc":"2.0","id":1,"id":2,"method":"a"}"#,
        expect![[
            r#"{"jsonrpc":"2.0","error":{"code":-32600,"message":"the members of a message are not what JSON-RPC knows, at line 1, column 28"},"id":1}"#
        ]],
    );
}

proptest! {
    /// Whatever a body holds, what is answered is JSON-RPC.
    #[test]
    fn any_body_is_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Incoming::Refused(refusal) = decode(&bytes) {
            let json: Value = serde_json::from_str(&refusal.to_json().unwrap_or("{}".to_owned())).unwrap();
            prop_assert!(json.is_object());
        }
    }

    #[test]
    fn any_object_is_answered(members in "(\"(id|method|jsonrpc|params|result|error)\":(1|1.5|null|\"2.0\"|\"\\\\\\\\ud83d\"|\\{\\}|\\[),?){0,6}") {
        if let Incoming::Refused(refusal) = decode(format!("{{{members}}}").as_bytes())
            && let Some(json) = refusal.to_json() {
                serde_json::from_str::<Value>(&json).unwrap();
            }
    }
}
