//! Lists where OpenClaw has a record: of names, or of objects that carry their name inside.

use super::misfit::Misfit;
use super::objects::{objects, takes_any_key};
use crate::edit::has_comments;
use crate::syntax::{Entry, Node, Value};

/// The members by which an object of a list may be named, the likeliest first.
const NAMES: [&str; 8] = ["id", "accountId", "name", "key", "agentId", "provider", "model", "alias"];

pub(super) fn record(misfit: &Misfit<'_>) -> Vec<String> {
    if !takes_any_key(misfit, "any-name") {
        return Vec::new();
    }
    if let Some(name) = misfit.value.as_str().filter(|name| name.contains('/') && misfit.key() == "models") {
        return of_names(misfit, &[name.into_owned()], "{}").into_iter().collect();
    }
    let Some(list) = misfit.value.array().filter(|list| list.count() > 0) else { return Vec::new() };
    let texts: Option<Vec<String>> =
        list.entries().map(|entry| entry.value()?.as_str().map(std::borrow::Cow::into_owned)).collect();
    match texts {
        Some(names) => {
            ["{}", "true"].into_iter().filter_map(|value| of_names(misfit, &names, value)).collect()
        }
        None => NAMES.into_iter().filter_map(|name| of_objects(misfit, list, name)).collect(),
    }
}

/// The form in words, where a list of objects stands for a record.
pub(super) fn sentence(misfit: &Misfit<'_>) -> Option<String> {
    let list = misfit.value.array().filter(|list| list.count() > 0)?;
    let all = objects(list)?;
    if misfit.way.len() == 1 && misfit.key() == "agents" {
        return Some("agents go into `agents.entries`, each under its id".to_owned());
    }
    let is_named = |name: &&str| all.iter().all(|object| object.get(name).and_then(Value::as_str).is_some());
    let name = NAMES.into_iter().find(is_named).filter(|_| takes_any_key(misfit, "any-name"))?;
    Some(format!("write an object, with each element under its `{name}`"))
}

fn of_names(misfit: &Misfit<'_>, names: &[String], value: &str) -> Option<String> {
    let style = misfit.style();
    let is_unique =
        names.iter().enumerate().all(|(at, name)| !name.is_empty() && !names[..at].contains(name));
    let members: Vec<String> = names.iter().map(|name| format!("{}: {value}", style.key(name))).collect();
    is_unique.then(|| format!("{{ {} }}", members.join(", ")))
}

/// Every object under the text of one of its members, which goes. Comments would have no place.
fn of_objects(misfit: &Misfit<'_>, list: Node<'_>, name: &str) -> Option<String> {
    let style = misfit.style();
    if has_comments(list) {
        return None;
    }
    let mut keys: Vec<String> = Vec::new();
    let mut members = Vec::new();
    for object in objects(list)? {
        let key = object.get(name).and_then(Value::as_str).filter(|key| !key.trim().is_empty())?.into_owned();
        let rest: Vec<String> = object
            .entries()
            .filter(|entry| entry.key().as_deref() != Some(name))
            .map(|entry| member(misfit, entry))
            .collect::<Option<_>>()?;
        let body = if rest.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", rest.join(", ")) };
        members.push(format!("{}: {body}", style.key(&key)));
        if keys.contains(&key) {
            return None;
        }
        keys.push(key);
    }
    Some(format!("{{ {} }}", members.join(", ")))
}

fn member(misfit: &Misfit<'_>, entry: Entry<'_>) -> Option<String> {
    let (key, value) = (entry.key_token()?, entry.value()?);
    Some(format!("{}: {}", key.text, misfit.source(value)))
}
