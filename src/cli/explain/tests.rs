//! The recorded cases through the program's own JSON.

use super::{answer, json};
use crate::analysis::{DocumentKind, Snapshot, World};
use crate::cli::args::{Cli, Command};
use clap::Parser;
use serde_json::{Value, json};
use std::sync::Arc;

/// What `explain --format json` prints for a configuration.
fn explain(config: &Value, args: &[&str]) -> Value {
    let line = ["openclaw-lsp", "explain", "--format", "json"].iter().chain(args).chain(&["openclaw.json"]);
    let Ok(Cli { command: Some(Command::Explain(args)), .. }) = Cli::try_parse_from(line) else {
        panic!("not an explain command: {args:?}")
    };
    let snapshot = Snapshot::new(&config.to_string(), DocumentKind::Main, Arc::new(World::default()));
    json::of("openclaw.json", &answer(&snapshot, &args).expect("an answer"))
}

fn vectors(text: &str) -> Vec<Value> {
    serde_json::from_str(text).expect("a fixture")
}

#[test]
fn every_recorded_retention() {
    let vectors = vectors(include_str!("../../../tests/fixtures/cache-retention.json"));
    assert_eq!(vectors.len(), 173);
    for vector in vectors {
        let text = |key: &str| vector[key].as_str();
        let model = format!("{}/{}", text("provider").unwrap(), text("model").unwrap());
        let mut args = vec!["--model", &model];
        args.extend(text("api").into_iter().flat_map(|api| ["--api", api]));
        args.extend(text("agentId").into_iter().flat_map(|agent| ["--agent", agent]));
        let found = explain(&vector["config"], &args);
        assert_eq!(found["cacheRetention"]["effective"], vector["effective"], "{vector}\n{found:#}");
    }
}

#[test]
fn every_recorded_key() {
    for vector in vectors(include_str!("../../../tests/fixtures/params-key.json")) {
        let models =
            json!({ (vector["modelsKey"].as_str().unwrap()): { "params": { "cacheRetention": "none" } } });
        let config = json!({ "agents": { "defaults": { "models": models } } });
        let found = explain(&config, &["--model", vector["model"].as_str().unwrap()]);
        assert_eq!(
            found["cacheRetention"]["paramsKeyApplies"], vector["paramsApplied"],
            "{vector}\n{found:#}"
        );
    }
}

#[test]
fn every_recorded_reference() {
    for vector in vectors(include_str!("../../../tests/fixtures/model-ref.json")) {
        let model = &vector["model"];
        let defaults = json!({ "models": vector["models"], "model": model });
        let config = json!({ "agents": { "defaults": defaults, "entries": { "a": {} } } });
        assert_eq!(explain(&config, &["--agent", "a"])["model"], vector["resolved"], "{vector}");
        let asked = explain(&config, &["--model", model.as_str().unwrap()]);
        assert_eq!(asked["model"], vector["resolved"], "{vector}");
    }
}

#[test]
fn without_a_question_every_agent_is_listed() {
    let config = json!({ "agents": { "entries": { "a": {}, "b": { "model": "anthropic/claude-opus-5" } } } });
    let found = explain(&config, &[]);
    let models: Vec<&Value> = found["agents"].as_array().unwrap().iter().map(|one| &one["model"]).collect();
    assert_eq!(models, ["openai/gpt-6-astra", "anthropic/claude-opus-5"]);
    assert_eq!(explain(&json!({}), &[])["agents"][0]["agent"], "main");
}

#[test]
fn a_key_stands_before_the_file() {
    let found = explain(&json!({ "gateway": { "port": 1 } }), &["gateway.port"]);
    assert_eq!((&found["set"], &found["value"]), (&json!(true), &json!("1")));
}
