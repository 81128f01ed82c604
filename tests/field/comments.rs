//! A comment goes with its key, wherever the key goes.

use super::configs::{all, configs, fixed, snapshot};
use openclaw_lsp::fix::Which;
use openclaw_lsp::syntax::{Node, Value as Tree};
use serde_json::Value;
use std::fmt::Write as _;

/// A member with the comment above it.
struct Noted {
    path: Vec<String>,
    value: Value,
}

/// Writes a value with a comment of its own above each member.
fn written(value: &Value, path: &mut Vec<String>, noted: &mut Vec<Noted>, out: &mut String) {
    let indent = |out: &mut String, depth: usize| out.push_str(&"  ".repeat(depth));
    match value {
        Value::Object(members) => {
            out.push_str("{\n");
            for (key, value) in members {
                path.push(key.clone());
                indent(out, path.len());
                writeln!(out, "// c{}", noted.len()).unwrap();
                noted.push(Noted { path: path.clone(), value: value.clone() });
                indent(out, path.len());
                write!(out, "{}: ", Value::String(key.clone())).unwrap();
                written(value, path, noted, out);
                out.push_str(",\n");
                path.pop();
            }
            indent(out, path.len());
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                path.push(index.to_string());
                written(item, path, noted, out);
                out.push_str(if index + 1 < items.len() { ", " } else { "" });
                path.pop();
            }
            out.push(']');
        }
        scalar => write!(out, "{scalar}").unwrap(),
    }
}

/// The members of a text with the comments directly above them.
fn above(text: &str) -> Vec<(usize, String, Value)> {
    let snapshot = snapshot(text);
    let mut found = Vec::new();
    let root = snapshot.tree.value().and_then(Tree::object).unwrap();
    collect(text, root, &mut found);
    found
}

fn collect(text: &str, node: Node<'_>, found: &mut Vec<(usize, String, Value)>) {
    for entry in node.entries() {
        if let (Some(key), Some(value)) = (entry.key(), entry.value()) {
            let lead = &text[entry.full_range().start..entry.range().start];
            let source = &text[value.range().start..value.range().end];
            for line in lead.lines().filter_map(|line| line.trim().strip_prefix("// c")) {
                let value = json5::from_str(source).unwrap();
                found.push((line.trim().parse().unwrap(), key.clone().into_owned(), value));
            }
        }
        if let Some(child) = entry.child() {
            collect(text, child, found);
        }
    }
}

/// All members of a value, with their keys.
fn members(value: &Value) -> Vec<(String, Value)> {
    match value {
        Value::Object(all) => {
            let own = all.iter().map(|(key, value)| (key.clone(), value.clone()));
            own.chain(all.values().flat_map(members)).collect()
        }
        Value::Array(items) => items.iter().flat_map(members).collect(),
        _ => Vec::new(),
    }
}

/// The comments that stand above another member than the one that they were written for, though that is still there.
fn strayed(before: &Value, fix: impl Fn(&str) -> String) -> Vec<String> {
    let (mut noted, mut text) = (Vec::new(), String::new());
    written(before, &mut Vec::new(), &mut noted, &mut text);
    let after = fix(&text);
    for (index, note) in noted.iter().enumerate() {
        let count = after.matches(&format!("// c{index}\n")).count();
        assert_eq!(count, 1, "the comment of {} is there {count} times\n{after}", note.path.join("."));
    }
    let keys: Vec<(String, Value)> = members(&json5::from_str(&after).unwrap());
    // What is written twice and goes once may have been this one.
    let is_there = |note: &Noted| {
        let same = |(own, value): &&(String, Value)| Some(own) == note.path.last() && *value == note.value;
        let before =
            noted.iter().filter(|other| other.path.last() == note.path.last() && other.value == note.value);
        keys.iter().filter(same).count() >= before.count()
    };
    let strays = above(&after).into_iter().filter_map(|(index, key, value)| {
        let note = &noted[index];
        // The id of an agent becomes its key.
        let own = note.path.last() == Some(&key) || value == note.value || note.value == key;
        // A text that stands nowhere else is the same one wherever it stands now.
        let is_one = noted.iter().filter(|other| other.value == note.value).count() == 1
            && keys.iter().filter(|(_, value)| *value == note.value).count() == 1;
        let moved = !own && note.value.is_string() && is_one;
        (moved || (!own && is_there(note)))
            .then(|| format!("the comment of {} stands above {key}", note.path.join(".")))
    });
    strays.collect()
}

#[test]
fn comments_go_with_their_keys() {
    let mut found = Vec::new();
    for config in configs() {
        let value: Value = json5::from_str(&config.text).unwrap();
        for strays in [strayed(&value, |text| fixed(text, Which::safe(None))), strayed(&value, all)] {
            found.extend(strays.into_iter().map(|stray| format!("{}: {stray}", config.id)));
        }
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
}
