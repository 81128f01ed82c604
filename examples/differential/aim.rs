//! Configurations about the rules: values that a rule judges, at the places that it judges.

use crate::generate::Generator;
use crate::places::{AGENTS, Family, Place, families};
use crate::values::{INHERITED, KEYS};
use openclaw_lsp::schema::path::alternatives;
use openclaw_lsp::schema::{Additional, ChildSchemas, Items, PathStep, SchemaId};
use serde_json::{Map, Value, json};

/// Sets some places to values that their rules accept, or in a faulty configuration to some that they may not.
pub fn at_rules(generator: &mut Generator<'_>, config: &mut Value) {
    let all: Vec<&Family> = families().collect();
    let family = all[generator.random.below(all.len())];
    for _ in 0..=generator.random.below(6) {
        let other = all[generator.random.below(all.len())];
        let (_, places) = if generator.random.chance(80) { family } else { other };
        let place = &places[generator.random.below(places.len())];
        if let Some((path, value)) = aimed(generator, place) {
            set(config, &path, value);
        }
    }
    complete(generator, config, generator.schema.root(), 0);
}

/// Sets some values deep in the schema: each walk goes down to the end, so no corner is too far away.
pub fn into_the_depth(generator: &mut Generator<'_>, config: &mut Value) {
    for _ in 0..=generator.random.below(4) {
        if let Some((path, value)) = walk(generator) {
            set(config, &path, value);
        }
    }
    complete(generator, config, generator.schema.root(), 0);
}

fn walk(generator: &mut Generator<'_>) -> Option<(Vec<String>, Value)> {
    let mut path = Vec::new();
    let mut id = generator.schema.root();
    while path.len() < 14 {
        let below = below(generator, id, path.last().map_or("", String::as_str));
        if below.is_empty() || path.len() > 2 && generator.random.chance(8) {
            break;
        }
        let (step, next) = below[generator.random.below(below.len())].clone();
        path.push(step);
        id = next;
    }
    let value = generator.value(id, 5)?;
    Some((path, value))
}

/// The steps down from a schema node, through unions, with the nodes that they lead to.
fn below(generator: &mut Generator<'_>, id: SchemaId, record: &str) -> Vec<(String, SchemaId)> {
    let schema = generator.schema;
    let mut steps = Vec::new();
    for branch in schema.branches(id) {
        let node = schema.node(branch);
        steps.extend(node.properties().map(|(name, id)| (name.to_owned(), id)));
        if let Additional::Schema(id) = node.additional() {
            steps.push((name(generator, record).to_owned(), id));
        }
        if let Items::One(id) = node.items() {
            steps.push(("[]".to_owned(), id));
        }
    }
    steps
}

/// A path for a place, and a value for it.
fn aimed(generator: &mut Generator<'_>, (pattern, good, bad): &Place) -> Option<(Vec<String>, Value)> {
    let patterns = alternatives(pattern);
    let pattern = &patterns[generator.random.below(patterns.len())];
    let faulty = generator.faults > 0 && generator.random.chance(30) && !bad.is_empty();
    let words: Vec<&str> = (if faulty { bad } else { good }).split(" | ").map(str::trim).collect();
    let word = words[generator.random.below(words.len())];
    let path = instance(generator, pattern);
    let value = if word == "(schema)" {
        let steps: Vec<PathStep<'_>> = path.iter().map(|step| step_of(step)).collect();
        let ids = generator.schema.lookup(&steps);
        let id = *ids.get(generator.random.below(ids.len()))?;
        generator.value(id, 3)?
    } else {
        serde_json::from_str(word).unwrap_or_else(|_| json!(word))
    };
    Some((path, value))
}

fn step_of(step: &str) -> PathStep<'_> {
    if step == "[]" { PathStep::Item } else { PathStep::Key(step) }
}

/// The steps of a pattern, with a name for each `*`, and `[]` for an element.
fn instance(generator: &mut Generator<'_>, pattern: &str) -> Vec<String> {
    let pattern = pattern.replace("[]", ".[]");
    let mut path: Vec<String> = Vec::new();
    for step in pattern.split('.') {
        let name = if step == "*" { name(generator, path.last().map_or("", String::as_str)) } else { step };
        path.push(name.replace('\u{1}', "."));
    }
    path
}

fn name<'x>(generator: &mut Generator<'_>, record: &str) -> &'x str {
    let random = &mut generator.random;
    if generator.faults > 0 && random.chance(2) {
        return random.pick(INHERITED);
    }
    match record {
        "entries" => random.pick(AGENTS),
        "models" => random.pick(&[
            "anthropic/claude-opus-5",
            "openai/gpt-5.4",
            "openai/*",
            "box/m",
            "opus",
            "anthropic/Claude-Opus-5",
            "openrouter/a/b",
            "a/b@work",
            "google/gemini-2.5-pro",
            "anthropic/",
        ]),
        "providers" => {
            random.pick(&["openai", "box", "OpenAI", "ollama", "my-proxy", "x", " openai", "bedrock"])
        }
        "accounts" => random.pick(&["default", "main", "work", "Second"]),
        "broadcast" => {
            random.pick(&["slack:C1", "C1", "telegram:-100", "strategy", "a:b:c", "1:x", "slack:"])
        }
        "edgeAuth" => random.pick(&["x-a", "X-A", "CF-Access-Client-Id", "authorization", "cookie"]),
        "env" | "vars" => random.pick(&["A", "B_C", "ENV_VAR", "path", "A-B", "1A", "a.b", "toString"]),
        "projectProfiles" => random.pick(&[
            "github.com/owner/repo",
            "gitlab.com/group/sub/repo",
            "host/a/b",
            "GitHub.com/a/b",
            "github.com/a/b.git",
            "a/b",
            "host:8080/a/b",
            "example.com/a",
        ]),
        _ => random.pick(KEYS),
    }
}

/// Writes a value at a path; what lies on the way and cannot hold it stays.
fn set(at: &mut Value, path: &[String], value: Value) {
    let Some((step, rest)) = path.split_first() else {
        match (at, value) {
            (Value::Object(old), Value::Object(new)) => old.extend(new),
            (at, value) => *at = value,
        }
        return;
    };
    if at.is_null() {
        *at = if step == "[]" { json!([]) } else { json!({}) };
    }
    match at {
        Value::Array(list) if step == "[]" => {
            // Members of one element are set one after the other.
            let joins = !rest.is_empty() && !list.is_empty() && list.len() % 2 == 1;
            if !joins {
                list.push(Value::Null);
            }
            if let Some(last) = list.last_mut() {
                set(last, rest, value);
            }
        }
        Value::Object(members) if step != "[]" => {
            set(members.entry(step.as_str()).or_insert(Value::Null), rest, value);
        }
        _ => {}
    }
}

/// Adds what the schema requires, where it is not missing on purpose.
fn complete(generator: &mut Generator<'_>, value: &mut Value, id: SchemaId, depth: usize) {
    let schema = generator.schema;
    let branches = schema.branches(id);
    match value {
        Value::Object(members) if depth < 12 => {
            let Some(branch) = branches.into_iter().find(|id| fits(generator, members, *id)) else { return };
            for name in schema.node(branch).required() {
                if !(members.contains_key(name) || generator.faults > 0 && generator.random.chance(5)) {
                    let made = schema.child(branch, name).ids().first().copied();
                    let made = made.and_then(|id| generator.value(id, depth + 4));
                    members.extend(made.map(|made| (name.to_owned(), made)));
                }
            }
            for (key, value) in members {
                if let ChildSchemas::One(id) = schema.child(branch, key) {
                    complete(generator, value, id, depth + 1);
                }
            }
        }
        Value::Array(list) => {
            for (index, element) in list.iter_mut().enumerate() {
                let item = branches.iter().find_map(|id| schema.item(*id, index).ids().first().copied());
                if let Some(id) = item {
                    complete(generator, element, id, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// Whether a branch of a union has all these members, with the fixed values that they have.
fn fits(generator: &Generator<'_>, members: &Map<String, Value>, id: SchemaId) -> bool {
    let node = generator.schema.node(id);
    let is_object =
        node.properties().len() > 0 || node.any_of().iter().len() + node.one_of().iter().len() == 0;
    is_object
        && members.iter().all(|(key, value)| match generator.schema.child(id, key) {
            ChildSchemas::One(id) => {
                let fixed = generator.schema.node(id).const_value().map(|fixed| fixed.to_string());
                fixed.is_none_or(|fixed| fixed == *value)
            }
            ChildSchemas::Denied => false,
            _ => true,
        })
}

/// Turns the agents into the array of older releases, now and then.
pub fn in_the_older_roster(generator: &mut Generator<'_>, config: &mut Value) {
    let Some(agents) = config.get_mut("agents").and_then(Value::as_object_mut) else { return };
    if !generator.random.chance(30) {
        return;
    }
    let faulty = generator.faults > 0;
    let keeps = faulty && generator.random.chance(5);
    let entries = if keeps { agents.get("entries").cloned() } else { agents.remove("entries") };
    let Some(Value::Object(entries)) = entries else { return };
    let mut list = Vec::new();
    for (key, mut agent) in entries {
        if let Some(agent) = agent.as_object_mut().filter(|_| !(faulty && generator.random.chance(4))) {
            let id = if generator.random.chance(90) { key.to_lowercase() } else { key };
            agent.insert("id".to_owned(), json!(id));
        }
        list.push(agent);
    }
    agents.insert("list".to_owned(), Value::Array(list));
}
