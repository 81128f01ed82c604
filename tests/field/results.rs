//! After `fix` and `fix --unsafe`, OpenClaw's own migration must lead where it leads from the original.

use super::configs::{Config, all, configs, fixtures, snapshot};
use openclaw_lsp::base::Severity;
use openclaw_lsp::check::diagnostics;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

#[test]
fn verdicts_agree() {
    let errs = |config: &&Config| {
        let found = diagnostics(&snapshot(&config.text));
        found.iter().all(|one| one.severity != Severity::Error) != config.valid
    };
    let differ: Vec<&str> = configs().iter().filter(errs).map(|config| config.id.as_str()).collect();
    assert_eq!(differ, [""; 0], "of {}", configs().len());
}

/// What both sides say alike: no home folder of a machine, no implied agent, no stamps.
fn plain(mut value: Value, original: &Value) -> Value {
    homes(&mut value);
    numbers(&mut value);
    let Some(root) = value.as_object_mut() else { return value };
    if let Some(migrations) = root.get_mut("meta").and_then(Value::as_object_mut) {
        migrations.remove("migrations");
    }
    if root.get("meta") == Some(&json!({})) && original.get("meta") != Some(&json!({})) {
        root.remove("meta");
    }
    let agents = |roster: &str| original.pointer(roster).is_some_and(|list| *list != json!([]));
    let entries = root.get("agents").and_then(|agents| agents.get("entries"));
    if entries.is_some_and(|entries| *entries == json!({ "main": {} }) || *entries == json!({}))
        && !agents("/agents/entries")
        && !agents("/agents/list")
    {
        root.get_mut("agents").and_then(Value::as_object_mut).unwrap().remove("entries");
    }
    if root.get("agents") == Some(&Value::Object(Map::new())) && original.get("agents").is_none() {
        root.remove("agents");
    }
    value
}

/// How the names of the recorder's home folders begin.
const HOMES: [&str; 3] = ["~oracle-", "/tmp/oc-oracle-home-", "/tmp/openclaw-oracle-"];

/// Paths in the home folder as they are written for every machine.
fn homes(value: &mut Value) {
    match value {
        Value::String(text) => {
            let home = HOMES.iter().find_map(|home| text.strip_prefix(home));
            if let Some((_, rest)) = home.and_then(|rest| rest.split_once('/')) {
                *text = format!("~/{rest}");
            }
        }
        Value::Array(items) => items.iter_mut().for_each(homes),
        Value::Object(members) => members.values_mut().for_each(homes),
        _ => {}
    }
}

/// Numbers as they are compared: `1.0` is `1`.
fn numbers(value: &mut Value) {
    match value {
        Value::Number(number) => *value = json!(number.as_f64()),
        Value::Array(items) => items.iter_mut().for_each(numbers),
        Value::Object(members) => members.values_mut().for_each(numbers),
        _ => {}
    }
}

/// Takes those keys out of a result that OpenClaw's repair deletes and ours leaves to their owner: what is in the original at the
/// same place and has no place in the schema.
fn without_unknown(ours: &mut Value, theirs: &Value, unknown: &[Vec<String>], path: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.retain(|key, _| {
                path.push(key.clone());
                let keep = theirs.contains_key(key) || !unknown.contains(path);
                path.pop();
                keep
            });
            for (key, own) in ours {
                let Some(their) = theirs.get(key) else { continue };
                path.push(key.clone());
                without_unknown(own, their, unknown, path);
                path.pop();
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            for (index, (own, their)) in ours.iter_mut().zip(theirs).enumerate() {
                path.push(index.to_string());
                without_unknown(own, their, unknown, path);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Takes out the owners of accounts that the recorder did not write down, since it had no plugin of their channels
/// (docs/openclaw/agents.md#from-list-to-entries); says how many.
fn without_other_channels(ours: &mut Value, original: &Value) -> usize {
    let Some(first) = original.pointer("/agents/list/0/id").cloned() else { return 0 };
    let authored = original.get("bindings").and_then(Value::as_array).map_or(0, Vec::len);
    let Some(bindings) = ours.get_mut("bindings").and_then(Value::as_array_mut) else { return 0 };
    let (all, mut index) = (bindings.len(), 0);
    bindings.retain(|binding| {
        index += 1;
        let rule = &binding["match"];
        let is_plugins =
            rule["channel"].as_str().is_some_and(|name| !["a2a", "reef", "telegram"].contains(&name));
        let is_whole =
            rule.as_object().is_some_and(|rule| rule.len() == 2) && rule["accountId"] != json!("*");
        index <= authored || !is_plugins || !is_whole || binding["agentId"] != first
    });
    let count = all - bindings.len();
    if bindings.is_empty() && authored == 0 {
        ours.as_object_mut().unwrap().remove("bindings");
    }
    count
}

/// The places of the keys that nothing knows, and of the records that only OpenClaw itself can move.
fn unknown(text: &str) -> Vec<Vec<String>> {
    let snapshot = snapshot(text);
    let found = diagnostics(&snapshot);
    let of_key = |one: &&openclaw_lsp::base::Diagnostic| {
        one.severity == Severity::Error
            && matches!(one.code, "unknown-key" | "legacy-key" | "legacy-agents-list" | "foreign-mcp-key")
    };
    let path = |one: &openclaw_lsp::base::Diagnostic| {
        let key = snapshot.text.slice(one.range);
        let key = key.trim_matches(['"', '\'']).to_owned();
        let parent = one.path.split('.').filter(|step| *step != "<root>").map(str::to_owned);
        parent.chain([key]).collect()
    };
    found.iter().filter(of_key).map(path).collect()
}

/// The configurations in which OpenClaw leads elsewhere from our result, with the cause.
fn exceptions() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(fixtures().join("exceptions.tsv")).unwrap();
    let rows = text.lines().skip(1).filter_map(|line| line.split_once('\t'));
    rows.map(|(id, cause)| (id.to_owned(), cause.to_owned())).collect()
}

/// What OpenClaw makes of some texts, by the command of `OPENCLAW_MIGRATE`.
fn migrated(command: &str, texts: &[String]) -> Vec<Value> {
    let mut child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let lines: String = texts
        .iter()
        .enumerate()
        .map(|(id, text)| format!("{}\n", json!({ "id": id, "text": text })))
        .collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap().stdout;
    writer.join().unwrap();
    let mut results: Vec<Value> = texts.iter().map(|text| json5::from_str(text).unwrap()).collect();
    for line in String::from_utf8_lossy(&output).lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let id: usize = line["id"].as_u64().and_then(|id| usize::try_from(id).ok()).unwrap();
        // A configuration without work has no result of its own.
        if let Some(migrated) = line.get("migrated") {
            results[id] = migrated.clone();
        }
    }
    results
}

/// What OpenClaw makes of our result of each configuration, and of the original: by its own word where it can be asked, else as
/// recorded, without the keys that it would delete.
fn results(texts: &[String]) -> Vec<(Value, Value)> {
    if let Ok(command) = std::env::var("OPENCLAW_MIGRATE") {
        let originals = configs().iter().map(|config| config.text.clone());
        let both: Vec<String> = texts.iter().cloned().chain(originals).collect();
        let mut ours = migrated(&command, &both);
        let theirs = ours.split_off(texts.len());
        return ours.into_iter().zip(theirs).collect();
    }
    let result = |(text, config): (&String, &Config)| {
        let mut ours = json5::from_str(text).unwrap();
        without_unknown(&mut ours, &config.migrated, &unknown(text), &mut Vec::new());
        (ours, config.migrated.clone())
    };
    texts.iter().zip(configs()).map(result).collect()
}

#[test]
fn openclaw_leads_from_our_result_where_it_leads_from_the_original() {
    let texts: Vec<String> = configs().iter().map(|config| all(&config.text)).collect();
    let (mut differ, mut kept) = (BTreeMap::new(), 0);
    for (config, (ours, theirs)) in configs().iter().zip(results(&texts)) {
        let original: Value = json5::from_str(&config.text).unwrap();
        let (mut ours, theirs) = (plain(ours, &original), plain(theirs, &original));
        kept += without_other_channels(&mut ours, &original);
        if ours != theirs {
            let mut places = Vec::new();
            differences(&ours, &theirs, "", &mut places);
            differ.insert(config.id.as_str(), places.join("\n    "));
        }
    }
    println!("{} of {} configurations agree", configs().len() - differ.len(), configs().len());
    println!("{kept} accounts of plugins' channels keep their owner");
    let known = exceptions();
    let unlisted: Vec<String> = differ
        .iter()
        .filter(|(id, _)| !known.contains_key::<str>(id))
        .map(|(id, both)| format!("{id}\n    {both}"))
        .collect();
    assert!(unlisted.is_empty(), "{} unlisted\n{}", unlisted.len(), unlisted.join("\n"));
    let agreeing: Vec<&String> = known.keys().filter(|id| !differ.contains_key(id.as_str())).collect();
    assert!(agreeing.is_empty(), "these agree, or are no configurations: {agreeing:?}");
}

/// The places where two values differ, for people.
fn differences(ours: &Value, theirs: &Value, path: &str, found: &mut Vec<String>) {
    match (ours, theirs) {
        (Value::Object(own), Value::Object(their)) => {
            for (key, value) in own {
                let path = format!("{path}.{key}");
                match their.get(key) {
                    Some(their) => differences(value, their, &path, found),
                    None => found.push(format!("{path} only ours {value}")),
                }
            }
            let theirs = their.iter().filter(|(key, _)| !own.contains_key(*key));
            found.extend(theirs.map(|(key, value)| format!("{path}.{key} only theirs {value}")));
        }
        (Value::Array(own), Value::Array(their)) if own.len() == their.len() => {
            for (index, (own, their)) in own.iter().zip(their).enumerate() {
                differences(own, their, &format!("{path}.{index}"), found);
            }
        }
        _ if ours == theirs => {}
        _ => found.push(format!("{path} ours {ours} theirs {theirs}")),
    }
}
