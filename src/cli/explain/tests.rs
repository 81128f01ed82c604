//! The recorded cases through the program's own JSON.

use super::*;
use crate::base::{DocumentKind, Snapshot};
use crate::cli::args::{Cli, Command};
use clap::Parser;
use serde_json::json;

/// What `explain --format json` prints for a configuration.
fn explain(config: &Value, args: &[&str]) -> Value {
    let line = ["openclaw-lsp", "explain", "--format", "json"].iter().chain(args).chain(&["openclaw.json"]);
    let Ok(Cli { command: Some(Command::Explain(args)), .. }) = Cli::try_parse_from(line) else {
        panic!("not an explain command: {args:?}")
    };
    let snapshot = Snapshot::new(&config.to_string(), DocumentKind::Main, Arc::new(World::default()));
    let subject = Subject { name: "openclaw.json", own: &snapshot, files: None, judged: &[] };
    subject.facts(&asked(&args).unwrap()).expect("an answer")
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

#[test]
fn a_layer_names_the_file_that_wrote_it() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "openclaw.json",
        "{ agents: { $include: './agents.json5', entries: { a: { params: { topP: 1 } } } } }",
    );
    write("agents.json5", "{ defaults: { params: { cacheRetention: 'long', temperature: 1 } } }");
    let input = Source::from_argument(folder.path().join("openclaw.json")).read().unwrap();
    let checked = checked(&input, &Arc::new(World::default()), &Includes::new(Vec::new()));
    let subject = subject(&input, &checked).unwrap();
    let query = Query { agent: Some("a"), model: Some("anthropic/claude-opus-5"), api: None };
    let asked = Asked { query, ..Asked::default() };
    let found = subject.facts(&asked).unwrap();
    let included = folder.path().join("agents.json5").display().to_string();
    let layers = found["cacheRetention"]["layers"].as_array().unwrap();
    assert_eq!(layers[0]["file"], included.as_str(), "{layers:?}");
    assert!(layers[1..].iter().all(|layer| layer["file"].is_null()), "{layers:?}");
    let file = |name: &str| {
        let rows = found["params"].as_array().unwrap().iter();
        rows.clone().find(|row| row["name"] == name).map(|row| row["file"].clone())
    };
    assert_eq!(file("temperature"), Some(json!(included)));
    assert_eq!(file("topP"), Some(Value::Null));
    let text = subject.told(&asked, Format::Pretty).unwrap();
    assert!(text.contains(&format!("agents.defaults.params (in {included})")), "{text}");
}
