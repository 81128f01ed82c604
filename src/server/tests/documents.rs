//! Documents: order, encodings, versions.

use super::{Client, URI, pulls};
use crate::host::dotenv::DotEnv;
use crate::server::handlers;
use crate::server::table::{DocumentMethod, Stale, Table};
use crate::server::view::View;
use crate::syntax::Tree;
use proptest::prelude::*;
use serde_json::{Value, json};
use tower_lsp::ls_types::TextDocumentIdentifier;
use tower_lsp::ls_types::request::Request;

/// A request that answers with the text that it sees.
enum ShowText {}

impl Request for ShowText {
    type Params = TextDocumentIdentifier;
    type Result = Value;
    const METHOD: &'static str = "test/text";
}

fn show(view: &View, _: &TextDocumentIdentifier) -> Value {
    let snapshot = view.snapshot();
    let text = snapshot.text.to_string();
    assert!(snapshot.tree == Tree::parse(&text), "the tree is that of {text:?}");
    json!({ "version": view.version, "text": text })
}

fn table() -> Table {
    let method = DocumentMethod {
        uri: |params: &TextDocumentIdentifier| &params.uri,
        stale: Stale::Answer,
        absent: || Value::Null,
    };
    let mut table = handlers::table();
    table.document::<ShowText>(&method, show);
    table
}

async fn start(encodings: &[&str]) -> Client {
    let mut client = Client::with(table(), DotEnv::default());
    let mut capabilities = pulls();
    capabilities["general"] = json!({ "positionEncodings": encodings });
    client.initialize(json!({ "capabilities": capabilities })).await;
    client
}

async fn text(client: &mut Client) -> String {
    client.request("test/text", json!({ "uri": URI })).await["text"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_request_sees_the_version_it_was_sent_for() {
    let mut client = start(&[]).await;
    client.open(URI, "{ a: 0 }").await;
    let mut asked = Vec::new();
    for version in 2..5_002 {
        client.change(version, None, &format!("{{ a: {version} }}")).await;
        if version % 5 == 0 {
            asked.push((version, client.ask("test/text", json!({ "uri": URI })).await));
        }
    }
    assert_eq!(asked.len(), 1_000);
    for (version, id) in asked {
        let seen = client.response(id).await["result"].clone();
        assert_eq!(seen, json!({ "version": version, "text": format!("{{ a: {version} }}") }));
    }
    client.finish().await;
}

#[tokio::test]
async fn large_documents_are_parsed_elsewhere_and_lose_no_edit() {
    let mut client = start(&[]).await;
    let large = format!("{{ a: '{}' }}", "x\\\n".repeat(600_000));
    client.open(URI, &large).await;
    let early = client.ask("test/text", json!({ "uri": URI })).await;
    for version in 2..100 {
        client.change(version, Some([(0, 2), (0, 2)]), "b").await;
    }
    let expected = large.replacen("{ ", &format!("{{ {}", "b".repeat(98)), 1);
    assert!(text(&mut client).await == expected, "every edit is in the text");
    let early = client.response(early).await["result"].clone();
    assert_eq!(early["version"], 1);
    assert!(early["text"] == large, "the request sees the text that was current");
    client.change(100, Some([(0, 0), (0, 2)]), "{ c").await;
    assert!(text(&mut client).await.starts_with("{ cb"));
    client.finish().await;
}

#[tokio::test]
async fn closed_documents_are_gone_and_may_be_opened_again() {
    let mut client = start(&[]).await;
    client.open(URI, "{}").await;
    client.notify("textDocument/didClose", super::document()).await;
    assert_eq!(client.request("test/text", json!({ "uri": URI })).await, Value::Null);
    assert_eq!(client.request("textDocument/diagnostic", super::document()).await["items"], json!([]));
    client.change(2, Some([(0, 0), (0, 0)]), "x").await;
    client.open(URI, "[]").await;
    assert_eq!(text(&mut client).await, "[]");
    client.finish().await;
}

#[tokio::test]
async fn positions_are_counted_as_agreed() {
    for (offered, agreed, column) in [("utf-8", "utf-8", 7), ("utf-16", "utf-16", 4), ("utf-32", "utf-32", 3)]
    {
        let mut client = start(&["utf-7", offered, "utf-16"]).await;
        assert_eq!(client.initialized["capabilities"]["positionEncoding"], agreed);
        client.open(URI, "'é😀x'").await;
        client.change(2, Some([(0, column), (0, column + 1)]), "y").await;
        assert_eq!(text(&mut client).await, "'é😀y'");
        client.finish().await;
    }
}

#[tokio::test]
async fn places_outside_the_text_are_moved_into_it() {
    let mut client = start(&[]).await;
    client.open(URI, "ab\r\ncd").await;
    client.change(2, Some([(0, 99), (0, 99)]), "1").await;
    client.change(3, Some([(99, 0), (99, 99)]), "2").await;
    client.change(4, Some([(1, 1), (0, 1)]), "").await;
    assert_eq!(text(&mut client).await, "ad2", "a range the wrong way round is put right");
    client.finish().await;
}

fn any_edit() -> impl Strategy<Value = (u32, u32, u32, u32, String)> {
    (0u32..6, 0u32..12, 0u32..6, 0u32..12, "[a😀\r\n{}\"',: ]{0,4}")
}

/// As many as `PROPTEST_CASES` says, else a few: each takes three sessions.
fn sessions() -> ProptestConfig {
    let said = std::env::var_os("PROPTEST_CASES").is_some();
    if said { ProptestConfig::default() } else { ProptestConfig::with_cases(60) }
}

proptest! {
    #![proptest_config(sessions())]

    #[test]
    fn any_edits_leave_the_same_text_on_both_sides(edits in prop::collection::vec(any_edit(), 1..20)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            for encoding in ["utf-8", "utf-16", "utf-32"] {
                let mut client = start(&[encoding]).await;
                client.open(URI, "{\n  a: 'é😀',\r\n}\n").await;
                for (version, (line, from, more, to, new)) in (2..).zip(&edits) {
                    let range = [(*line, *from), (line + more, if *more == 0 { from + to } else { *to })];
                    client.change(version, Some(range), new).await;
                }
                let expected = client.text();
                assert_eq!(text(&mut client).await, expected);
                client.finish().await;
            }
        });
    }
}
