//! The models that OpenClaw was asked for: `tests/fixtures/README.md` says how.

use super::*;
use crate::config::agent_entry::own_params;
use crate::config::cache_layers::{CacheEnvironment, CacheReader};
use crate::config::cache_retention::Layer;
use crate::config::effective::{agents, choice};
use crate::config::for_tests::{Compared, lines};
use crate::config::lexicon::Lexicon;
use crate::config::model_ref::config_key;
use crate::syntax::{Tree, Value as Written};
use serde_json::{Value, json};

const RECORDED: &[u8] = include_bytes!("../../../tests/fixtures/decisions/models.jsonl.gz");

fn text(said: &Said<String>) -> &str {
    said.value.trim()
}

/// The answer to a question, in the words of the recording.
fn answer(root: &Written<'_>, question: &Value) -> Value {
    let of = |key: &str| question[key].as_str().expect("a text");
    let all = agents(root);
    let agent = all.iter().find(|agent| agent.id.eq_ignore_ascii_case(of("agent")));
    let entry = agent.map(|agent| agent.entry);
    let model = ModelRef { provider: of("provider").to_owned(), id: of("model").to_owned() };
    let reader = CacheReader::new(root, CacheEnvironment::default());
    let own = entry.and_then(|entry| own_params(&entry, &model));
    let mut shared = reader.bags(Layer::DefaultsModel, None, &model).into_iter().rev();
    let shared = shared.find(|bag| ConfigValue::get(bag, "thinking").is_some());
    let bags = own.into_iter().chain(shared).map(|bag| (bag, String::new()));
    let names = ModelNames::read(root, None, CacheEnvironment::default());
    let image = purpose(root, "imageModel", &names).map(|said| said.value).unwrap_or_default();
    let (helper, after) = helper(root, agent);
    let from = helper.as_ref().map(|said| match said.path.as_str() {
        "agents.defaults.subagents.model" => "default-subagent",
        path if path.ends_with(".subagents.model") => "subagent",
        _ => "agent",
    });
    json!({
        "thinking": thinking(root, agent, bags).as_ref().map(text),
        // Renamed ids get their new names on loading, which resolving a name does here.
        "fallbacks": choice(root, entry.as_ref()).fallbacks.iter().map(|name| config_key(name, Lexicon::default())).collect::<Vec<_>>(),
        "image": image.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "helper": helper.as_ref().map(text),
        "helperFrom": from,
        "helperFallbacks": after.map(|said| said.value),
        "utility": match utility(root, agent) {
            Utility::Automatic => Value::Null,
            Utility::Off(_) => json!(false),
            Utility::Model(said) => json!(said.value),
        },
    })
}

/// Blanks around a name are no part of it.
fn trimmed(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(text.trim()),
        Value::Array(items) => items.iter().map(trimmed).collect(),
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), trimmed(value))).collect(),
        other => other.clone(),
    }
}

#[test]
fn every_recorded_model() {
    let mut compared = Compared::default();
    for case in lines(RECORDED, None) {
        let tree = Tree::parse(&case["config"].to_string());
        let root = tree.value().expect("an object");
        for question in case["asked"].as_array().expect("questions") {
            let (ours, theirs) =
                (trimmed(&answer(&root, &question["question"])), trimmed(&question["answer"]));
            compared.with(&case, question, &ours, &theirs);
        }
    }
    compared.agree(3_000);
}
