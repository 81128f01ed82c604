//! Configurations made at random, with what OpenClaw 2026.9.6 itself makes of them: the model of the agent, the `params`
//! that reach a model, the cache retention, the heartbeat and the pruning. `tests/fixtures/README.md` says what
//! was asked.

mod recorded;

use openclaw_lsp::base::{DocumentKind, Snapshot, World};
use openclaw_lsp::config::agent_entry::agent_entry;
use openclaw_lsp::config::cache_layers::{CacheEnvironment, CacheReader};
use openclaw_lsp::config::cache_retention::{Layer, Retention};
use openclaw_lsp::config::model_ref::ModelRef;
use openclaw_lsp::config::params;
use openclaw_lsp::explain::{Explainer, Explanation, Query};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

fn cases() -> Vec<Value> {
    recorded::lines("resolver.jsonl.gz").collect()
}

fn check(each: impl Fn(&Explainer<'_>, &Value)) {
    let cases = cases();
    assert!(cases.len() >= 500, "only {} cases", cases.len());
    let world = Arc::new(World::default());
    for case in cases {
        let snapshot = Snapshot::new(&case["config"].to_string(), DocumentKind::Main, Arc::clone(&world));
        each(&Explainer::new(&snapshot).expect("an object"), &case);
    }
}

fn check_models(each: impl Fn(&Explanation, &Value, &str)) {
    check(|explainer, case| {
        for asked in case["q"].as_array().expect("questions") {
            let text = |key: &str| asked[key].as_str();
            let model =
                format!("{}/{}", text("provider").expect("a provider"), text("model").expect("a model"));
            let query = Query { agent: text("agentId"), model: Some(&model), api: text("api") };
            each(&explainer.explain(query), asked, &format!("{}\n{asked}", case["config"]));
        }
    });
}

#[test]
fn retentions() {
    check_models(|found, asked, place| {
        // Its own wrapper reads the setting, after the point that was recorded.
        if asked["provider"] == "openrouter" {
            return;
        }
        assert_eq!(found.cache.effective.map(Retention::word), asked["effective"].as_str(), "{place}");
    });
}

/// What OpenClaw gives to all GPT-5 models; `explain` lists only what comes from the file or is put over it.
const OF_GPT: [&str; 2] = ["parallel_tool_calls", "text_verbosity"];

#[test]
fn parameters() {
    check_models(|found, asked, place| {
        // OpenRouter's own sections come below the others, where the request is made
        // (docs/openclaw/params.md#sections-of-providers).
        if asked["provider"] == "openrouter" {
            return;
        }
        let ours = found.params.iter().map(|row| (row.name.clone(), row.value.clone()));
        let theirs = asked["params"].as_object().expect("params").iter();
        let theirs = theirs.filter(|(name, _)| !OF_GPT.contains(&name.as_str())).map(|(name, value)| {
            (params::key(name).map_or(name.as_str(), |key| key.name).to_owned(), value.to_string())
        });
        let (ours, theirs): (BTreeMap<_, _>, BTreeMap<_, _>) = (ours.collect(), theirs.collect());
        assert_eq!(ours, theirs, "{place}");
    });
}

#[test]
fn models_heartbeats_and_pruning() {
    check(|explainer, case| {
        let found = explainer.explain(Query { agent: Some("main"), ..Query::default() });
        let config = &case["config"];
        assert_eq!(Some(found.resolution.model.to_string().as_str()), case["main"].as_str(), "{config}");
        if let Some(every) = case["every"].as_str() {
            assert_eq!(found.heartbeat.text.as_deref(), Some(every), "{config}");
        }
        for (ours, name) in [(&found.pruning.mode, "mode"), (&found.pruning.ttl, "ttl")] {
            if let Some(theirs) = case["pruning"][name].as_str() {
                assert_eq!(ours.text.as_deref(), Some(theirs), "{name} {config}");
            }
        }
    });
}

#[test]
fn own_entries_of_agents() {
    let (mut asked, mut others) = (0, Vec::new());
    for case in recorded::lines("decisions/params.jsonl.gz") {
        let config = &case["config"];
        let reader = CacheReader::new(&config, CacheEnvironment::default());
        for question in case["asked"].as_array().expect("questions") {
            asked += 1;
            let text = |key: &str| question["question"][key].as_str().expect("a text");
            let agent = agent_entry(&config, text("agent"));
            let model = ModelRef::new(text("provider"), text("model"));
            let bags = Layer::ALL.into_iter().flat_map(|layer| reader.bags(layer, agent.as_ref(), &model));
            let ours = bags.filter_map(|bag| bag.get("topP")?.as_f64()).next_back();
            if ours != question["answer"].as_f64() {
                others.push(format!("{config}\n{question}\nours: {ours:?}"));
            }
        }
    }
    assert!(asked >= 3_000, "only {asked} questions");
    let shown = &others[..others.len().min(4)];
    assert!(others.is_empty(), "{} of {asked} differ:\n{}", others.len(), shown.join("\n\n"));
}
