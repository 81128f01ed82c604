//! Which texts are JSON5, and which values they have: the JSON5 project's own suite, the recorded files, the `json5`
//! crate.

use openclaw_lsp::syntax::{Entry, Node, Scalar, ScalarKind, Tree, Value};
use serde_json::{Map, Value as Json, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of fixtures.
fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// The value that a tree says the text has.
fn decoded(value: Value<'_>) -> Json {
    match value {
        Value::Node(node) if node.is_object() => Json::Object(object(node)),
        Value::Node(node) => node.entries().filter_map(Entry::value).map(decoded).collect(),
        Value::Scalar(scalar) => self::scalar(scalar),
    }
}

fn object(node: Node<'_>) -> Map<String, Json> {
    let members = node.entries().filter_map(|entry| entry.key().zip(entry.value()));
    members.map(|(key, value)| (key.into_owned(), decoded(value))).collect()
}

fn scalar(scalar: Scalar<'_>) -> Json {
    match scalar.kind() {
        ScalarKind::String => json!(scalar.as_str()),
        ScalarKind::Number => number(scalar.as_f64().expect("a number")),
        ScalarKind::Boolean => json!(scalar.as_bool()),
        ScalarKind::Null => Json::Null,
        ScalarKind::Malformed => panic!("no value: {}", scalar.token.text),
    }
}

/// A number as a double; `null` where it is not finite, which JSON has no word for.
fn number(number: f64) -> Json {
    json!(number)
}

/// The same with every number as a double, so that `1` equals `1.0`.
fn doubles(value: Json) -> Json {
    match value {
        Json::Number(value) => number(value.as_f64().expect("a double")),
        Json::Array(items) => items.into_iter().map(doubles).collect(),
        Json::Object(members) => members.into_iter().map(|(key, value)| (key, doubles(value))).collect(),
        other => other,
    }
}

/// The files of a folder and the folders in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn the_suite_of_the_json5_project() {
    let (mut accepted, mut refused) = (0, 0);
    for path in files(&fixtures("json5-tests")) {
        let valid = match path.extension().and_then(|extension| extension.to_str()) {
            Some("json" | "json5") => true,
            Some("js" | "txt") => false,
            _ => continue,
        };
        let text = String::from_utf8_lossy(&fs::read(&path).expect("a case")).into_owned();
        let tree = Tree::parse(&text);
        assert_eq!(tree.is_valid(), valid, "{}: {:?}", path.display(), tree.errors());
        assert_eq!(tree.text(), text, "{}", path.display());
        if valid {
            same_value_as_the_crate(&tree, &text, &path);
        }
        *if valid { &mut accepted } else { &mut refused } += 1;
    }
    assert!(accepted > 70 && refused > 30, "{accepted} accepted, {refused} refused");
}

/// The `json5` crate is a second reader of the same format.
fn same_value_as_the_crate(tree: &Tree, text: &str, path: &Path) {
    let ours = decoded(tree.value().expect("a value"));
    match json5::from_str::<Json>(text) {
        Ok(theirs) => assert_eq!(ours, doubles(theirs), "{}", path.display()),
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// What OpenClaw adds to every configuration when it reads it.
fn with_main_agent(mut config: Json) -> Json {
    if config["agents"]["entries"].is_null() {
        config["agents"]["entries"] = json!({ "main": {} });
    }
    config
}

#[test]
fn the_recorded_files() {
    let folder = fixtures("cases/parse");
    let verdicts = fs::read_to_string(folder.join("verdicts.jsonl")).expect("the verdicts");
    let mut compared = 0;
    for line in verdicts.lines() {
        let verdict: Json = serde_json::from_str(line).expect("JSON");
        let name = verdict["file"].as_str().expect("a name");
        let bytes = fs::read(folder.join(name)).expect("the file of a case");
        let text = String::from_utf8_lossy(&bytes);
        let tree = Tree::parse(&text);
        let refused =
            verdict["issues"].as_array().is_some_and(|all| all.iter().any(|one| one["kind"] == "parse"));
        assert_eq!(tree.is_valid(), !refused, "{name}: {:?}", tree.errors());
        if !refused && compares(&verdict, &text) {
            let ours = without_prototype(decoded(tree.value().expect("a value")));
            assert_eq!(with_main_agent(ours), doubles(verdict["effective"].clone()), "{name}");
            compared += 1;
        }
    }
    assert!(compared > 15, "{compared} values were compared");
}

/// Whether the recorded value is the one that stands in the file: no include, no variable, an object.
fn compares(verdict: &Json, text: &str) -> bool {
    verdict["effective"].as_object().is_some_and(|config| !config.is_empty()) && !text.contains('$')
}

/// OpenClaw loses `__proto__` keys on the way (docs/openclaw/reading.md#lost-keys).
fn without_prototype(value: Json) -> Json {
    match value {
        Json::Object(members) => {
            let kept = members.into_iter().filter(|(key, _)| key != "__proto__");
            kept.map(|(key, value)| (key, without_prototype(value))).collect()
        }
        other => other,
    }
}
