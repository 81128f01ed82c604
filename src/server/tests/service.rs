//! Panics, cancellation, and a client that stops reading.

use super::{Client, URI};
use crate::host::dotenv::DotEnv;
use crate::server::table::{DocumentMethod, Stale, Table};
use crate::server::{handlers, view::View};
use serde_json::{Value, json};
use std::sync::Mutex;
use std::time::Duration;
use tower_lsp::ls_types::TextDocumentIdentifier;
use tower_lsp::ls_types::request::Request;

macro_rules! test_request {
    ($name:ident, $method:literal) => {
        enum $name {}
        impl Request for $name {
            type Params = TextDocumentIdentifier;
            type Result = Value;
            const METHOD: &'static str = $method;
        }
    };
}

test_request!(Panic, "test/panic");
test_request!(Slow, "test/slow");
test_request!(Wide, "test/wide");

/// How long a slow request takes.
const SLOW: Duration = Duration::from_millis(400);

/// The documents whose slow requests go on until they are let go.
static HELD: Mutex<Vec<&str>> = Mutex::new(Vec::new());

fn slow(_: &View, document: &TextDocumentIdentifier) -> Value {
    std::thread::sleep(SLOW);
    while HELD.lock().unwrap().contains(&document.uri.as_str()) {
        std::thread::sleep(Duration::from_millis(1));
    }
    json!("done")
}

/// Holds up the slow requests of a document.
struct Hold(&'static str);

impl Hold {
    fn new(uri: &'static str) -> Self {
        HELD.lock().unwrap().push(uri);
        Self(uri)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        HELD.lock().unwrap().retain(|held| *held != self.0);
    }
}

fn table(stale: Stale) -> Table {
    let method = |stale| DocumentMethod {
        uri: |params: &TextDocumentIdentifier| &params.uri,
        stale,
        absent: || Value::Null,
    };
    let mut table = handlers::table();
    table
        .document::<Panic>(&method(Stale::Answer), |_, _| panic!("on purpose"))
        .document::<Slow>(&method(stale), slow)
        .document::<Wide>(&method(Stale::Answer), |_, _| json!("x".repeat(10_000)));
    table
}

/// A client with open documents whose slow requests are known to be slow.
async fn start(stale: Stale) -> Client {
    start_with(stale, &[URI]).await
}

async fn start_with(stale: Stale, documents: &[&str]) -> Client {
    let mut client = Client::with(table(stale), DotEnv::default());
    client.initialize(json!({ "capabilities": super::pulls() })).await;
    for uri in documents {
        client.open(uri, "{}").await;
        client.request("test/slow", json!({ "uri": uri })).await;
    }
    client
}

#[tokio::test]
async fn a_panic_is_one_answer() {
    let mut client = start(Stale::Answer).await;
    for _ in 0..3 {
        assert_eq!(client.refused("test/panic", json!({ "uri": URI })).await, -32603);
    }
    client.change(2, None, "[]").await;
    assert_eq!(client.request("textDocument/hover", super::at(0, 0)).await, Value::Null);
    client.finish().await;
}

#[tokio::test]
async fn slow_requests_hold_up_nobody() {
    const OTHER: &str = "file:///nowhere/held-up.json5";
    let mut client = start_with(Stale::Answer, &[URI, OTHER]).await;
    let hold = Hold::new(OTHER);
    let slow = client.ask("test/slow", json!({ "uri": OTHER })).await;
    client.change(2, None, "[]").await;
    client.request("textDocument/hover", super::at(0, 0)).await;
    drop(hold);
    assert_eq!(client.response(slow).await["result"], "done");
    client.finish().await;
}

#[tokio::test]
async fn cancellation_never_waits() {
    const OTHER: &str = "file:///nowhere/cancelled.json5";
    let mut client = start_with(Stale::Answer, &[OTHER]).await;
    let hold = Hold::new(OTHER);
    let mut asked = Vec::new();
    for _ in 0..600 {
        asked.push(client.ask("test/slow", json!({ "uri": OTHER })).await);
    }
    for id in &asked {
        client.notify("$/cancelRequest", json!({ "id": id })).await;
    }
    for id in asked {
        assert_eq!(client.response(id).await["error"]["code"], -32800);
    }
    drop(hold);
    client.finish().await;
}

#[tokio::test]
async fn work_for_an_old_version_is_dropped() {
    for (stale, expected) in [(Stale::ContentModified, -32801), (Stale::AskAgain, -32802)] {
        let mut client = start(stale).await;
        // More than the pool has threads, so that the last ones begin after the change.
        let mut asked = Vec::new();
        for _ in 0..600 {
            asked.push(client.ask("test/slow", json!({ "uri": URI })).await);
        }
        client.change(2, None, "[]").await;
        let last = client.response(*asked.last().unwrap()).await;
        assert_eq!(last["error"]["code"], expected);
        for id in &asked[..asked.len() - 1] {
            client.response(*id).await;
        }
        client.finish().await;
    }
}

#[tokio::test]
async fn a_client_that_stops_reading_does_not_stop_the_server() {
    let mut client = start(Stale::Answer).await;
    let mut asked = Vec::new();
    for _ in 0..2_000 {
        asked.push(client.ask("test/wide", json!({ "uri": URI })).await);
    }
    for id in asked {
        assert_eq!(client.response(id).await["result"].as_str().unwrap().len(), 10_000);
    }
    client.finish().await;
}
