//! No change that is offered or made leaves anybody worse off: no more errors, and no other model, folder, owner or access
//! than before that its title does not name.
//!
//! What a document means is read here anew, of plain values that the `json5` crate made of the text.

use super::configs::{all, cases, configs, fixed, snapshot};
use super::recorded::lines;
use openclaw_lsp::base::{Severity, Snapshot};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::fix::Which;
use openclaw_lsp::ide::code_actions;
use openclaw_lsp::text::{TextRange, apply_all};
use serde_json::Value;
use std::collections::BTreeMap;

type Meaning = BTreeMap<String, String>;

/// What a text means where a mistake is dearest; nothing where it is no JSON5.
fn meaning(text: &str) -> Option<Meaning> {
    let root: Value = json5::from_str(text).ok()?;
    let mut found = Meaning::new();
    let mut put = |path: String, value: Option<&Value>| {
        if let Some(value) = value {
            found.insert(path, value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
    };
    let primary = |model: Option<&Value>| model.map(|model| model.get("primary").unwrap_or(model).clone());
    let shared = primary(root.pointer("/agents/defaults/model"));
    for (id, agent) in agents(&root) {
        put(format!("{id} model"), primary(agent.get("model")).or_else(|| shared.clone()).as_ref());
        put(format!("{id} workspace"), agent.get("workspace"));
        for key in ["allow", "deny", "profile", "elevated", "exec/mode", "exec/security", "exec/ask"] {
            let path = format!("{id} tools {}", key.replace('/', " "));
            put(path, agent.pointer(&format!("/tools/{key}")));
        }
    }
    put("model".to_owned(), shared.as_ref());
    put("agents workspace".to_owned(), root.pointer("/agents/defaults/workspace"));
    for path in ["gateway/bind", "gateway/auth/mode", "tools/allow", "tools/deny", "tools/profile"]
        .into_iter()
        .chain(["tools/exec/mode", "tools/exec/security", "tools/exec/ask"])
    {
        put(path.replace('/', " "), root.pointer(&format!("/{path}")));
    }
    for path in ["systemAgent", "heartbeat", "authInheritance"] {
        put(format!("{path} agentId"), root.pointer(&format!("/agents/defaults/{path}/agentId")));
    }
    let bindings = bindings(&root);
    put("bindings agentId channel accountId `id`".to_owned(), bindings.as_ref());
    for (name, channel) in root.get("channels").and_then(Value::as_object).into_iter().flatten() {
        for key in ["dmPolicy", "allowFrom", "groupPolicy", "groupAllowFrom"] {
            put(format!("{name} {key}"), channel.get(key));
            for (account, own) in channel.get("accounts").and_then(Value::as_object).into_iter().flatten() {
                put(format!("{name} {account} {key}"), own.get(key));
            }
        }
    }
    Some(found)
}

/// Who owns what comes in: of a binding without an agent or a rule nothing is known.
fn bindings(root: &Value) -> Option<Value> {
    let all = root.get("bindings")?.as_array()?;
    let owned = all.iter().filter(|one| one.get("agentId").is_some() && one.get("match").is_some());
    Some(Value::Array(owned.cloned().collect()))
}

/// The agents by their ids, in the form of today or of before.
fn agents(root: &Value) -> Vec<(String, &Value)> {
    if let Some(entries) = root.pointer("/agents/entries").and_then(Value::as_object) {
        return entries.iter().map(|(id, agent)| (id.clone(), agent)).collect();
    }
    let list = root.pointer("/agents/list").and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|agent| Some((agent.get("id")?.as_str()?.to_owned(), agent))).collect()
}

fn errors(snapshot: &Snapshot) -> usize {
    diagnostics(snapshot).iter().filter(|one| one.severity == Severity::Error).count()
}

/// What is worse after a change than before and its title does not name.
fn harm(before: &str, after: &str, title: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (old, new) = (errors(&snapshot(before)), errors(&snapshot(after)));
    if new > old {
        found.push(format!("{new} errors instead of {old}"));
    }
    if untold(before, after, title).is_empty() {
        return found;
    }
    // What OpenClaw's own migration would make of both is what counts of retired keys.
    let settle = |text: &str| fixed(text, Which::everything(None));
    found.extend(untold(&settle(before), &settle(after), title));
    found
}

fn untold(before: &str, after: &str, title: &str) -> Vec<String> {
    let (Some(old), Some(new)) = (meaning(before), meaning(after)) else { return Vec::new() };
    let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
    let changed = keys.filter(|key| old.get(*key) != new.get(*key));
    let named = |key: &String| {
        let steps = key.split(' ').filter(|step| step.len() > 1);
        steps.into_iter().any(|step| title.contains(step))
            || new.get(key).is_some_and(|value| value.len() > 1 && title.contains(value.as_str()))
    };
    let moved = moved(before, title);
    changed
        .filter(|key| !named(key) && !new.get(*key).is_some_and(|value| moved.contains(value)))
        .map(|key| format!("{key}: {:?} -> {:?}", old.get(key), new.get(key)))
        .collect()
}

/// The texts in what a title says is moved: where that goes they count.
fn moved(before: &str, title: &str) -> Vec<String> {
    let key = title.strip_prefix("Move `").and_then(|rest| rest.split('`').next());
    let root = json5::from_str(before).ok();
    let mut found = Vec::new();
    if let (Some(key), Some(root)) = (key, root) {
        texts(&root, key, false, &mut found);
    }
    found
}

/// All texts in the members of a key, at any depth.
fn texts(value: &Value, key: &str, is_inside: bool, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(own, value)| texts(value, key, is_inside || own == key, found));
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, key, is_inside, found)),
        Value::String(text) if is_inside => found.push(text.clone()),
        _ => {}
    }
}

/// All that is offered anywhere in a text.
fn offered(text: &str) -> Vec<(String, String)> {
    let snapshot = snapshot(text);
    let whole = TextRange::new(0, snapshot.text.len());
    let actions = code_actions(&snapshot, whole);
    actions.into_iter().map(|action| (action.title, apply_all(text, &action.edits))).collect()
}

/// Checks all that is offered and made for some texts; says how many changes that were.
fn check<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> usize {
    let (mut count, mut found) = (0, Vec::new());
    for (id, text) in texts {
        let mut changes = offered(text);
        changes.push(("fix".to_owned(), fixed(text, Which::safe(None))));
        changes.push(("fix --unsafe".to_owned(), all(text)));
        count += changes.len();
        for (title, after) in changes {
            // What a text means that does not parse is not known before it does.
            let readable = snapshot(text).tree.is_valid();
            let harm = if readable { harm(text, &after, &title) } else { Vec::new() };
            found.extend((!harm.is_empty()).then(|| format!("{id}: {title}\n    {}", harm.join("\n    "))));
        }
    }
    assert!(found.is_empty(), "{} of {count} changes do harm\n{}", found.len(), found.join("\n"));
    count
}

#[test]
fn nothing_that_is_offered_for_real_configurations_does_harm() {
    let count = check(configs().iter().map(|config| (config.id.as_str(), config.text.as_str())));
    println!("{count} changes of {} configurations", configs().len());
    assert!(count > 1_000, "{count}");
}

#[test]
fn nothing_that_is_offered_for_the_small_cases_does_harm() {
    let small: Vec<Value> = ["bugs.jsonl", "corpus.jsonl"].into_iter().flat_map(cases).collect();
    let texts = small.iter().map(|case| (case["id"].as_str().unwrap(), case["text"].as_str().unwrap()));
    println!("{} changes of {} cases", check(texts), small.len());
}

#[test]
fn nothing_that_is_offered_for_retired_keys_does_harm() {
    let mut texts = Vec::new();
    for set in ["migrations", "migrations-rows"] {
        for case in lines(&format!("cases/{set}.jsonl.gz")) {
            let id = case["id"].as_str().unwrap().to_owned();
            texts.push((id, serde_json::to_string_pretty(&case["config"]).unwrap()));
        }
    }
    let count = check(texts.iter().map(|(id, text)| (id.as_str(), text.as_str())));
    println!("{count} changes of {} configurations", texts.len());
}
