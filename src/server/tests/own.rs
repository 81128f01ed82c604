//! The requests of our own.

use super::{Client, URI, at, pulls};
use serde_json::{Value, json};

const CONFIG: &str = "{ agents: { defaults: { params: { cacheRetention: 'long' } } } }";

#[tokio::test]
async fn a_key_is_explained() {
    let mut client = Client::start(pulls()).await;
    client.open(URI, CONFIG).await;
    let answer = client.request("openclaw/explain", at(0, 40)).await;
    assert_eq!(answer["path"], "agents.defaults.params.cacheRetention");
    let markdown = answer["markdown"].as_str().expect("a text");
    assert!(markdown.contains("Of the layers, 'long' of agents.defaults.params wins."), "{markdown}");
    assert_eq!(client.request("openclaw/explain", at(0, 0)).await, Value::Null);
    client.finish().await;
}

#[tokio::test]
async fn the_status_names_what_documents_are_judged_by() {
    let mut client = Client::start(pulls()).await;
    for params in [Value::Null, json!({})] {
        let status = client.request("openclaw/status", params).await;
        assert_eq!(status["schemaSource"], "embedded");
        assert_eq!(status["schemaVersion"], status["catalogVersion"]);
        assert_eq!(status["serverVersion"], env!("CARGO_PKG_VERSION"));
    }
    client.finish().await;
}
