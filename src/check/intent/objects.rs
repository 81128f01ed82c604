//! Lists and objects that a single value, or the other of the two, stands for.

use super::misfit::Misfit;
use super::scalars::unit_of;
use crate::config::duration::{self, Unit};
use crate::schema::{Additional, ChildSchemas, Literal, Node as Shape, TypeSet};
use crate::syntax::{Entry, Node, Scalar, Value};

/// `"a, b"`, one element without brackets, `{ a: true, b: {} }`.
pub(super) fn array(misfit: &Misfit<'_>) -> Vec<String> {
    let style = misfit.style();
    let source = misfit.source(misfit.value);
    let mut found = Vec::new();
    match misfit.value {
        Value::Scalar(scalar) if !scalar.is_null() => {
            let text = scalar.as_str().unwrap_or_default();
            let parts: Vec<&str> =
                text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
            if parts.len() > 1 {
                let parts: Vec<String> = parts.iter().map(|part| style.string(part)).collect();
                found.push(format!("[{}]", parts.join(", ")));
            }
            found.push(format!("[{source}]"));
        }
        Value::Node(node) if node.is_object() => {
            let keys: Option<Vec<String>> =
                node.entries().map(|entry| switched_on(entry, &|key| style.string(key))).collect();
            found.extend(keys.filter(|keys| !keys.is_empty()).map(|keys| format!("[{}]", keys.join(", "))));
            found.extend((node.count() == 0).then(|| "[]".to_owned()));
            found.push(format!("[{source}]"));
        }
        _ => {}
    }
    found
}

/// The key of a member that says no more than that it is there.
fn switched_on(entry: Entry<'_>, quoted: &impl Fn(&str) -> String) -> Option<String> {
    let is_on = |value: Value<'_>| value.scalar().and_then(Scalar::as_bool) == Some(true);
    let key = entry.key()?;
    let says_on = match entry.value()? {
        Value::Node(node) if node.is_object() => {
            node.count() == 0 || node.count() == 1 && node.get("enabled").is_some_and(is_on)
        }
        value => is_on(value),
    };
    says_on.then(|| quoted(&key))
}

/// A switch, a mode, a time, an address: the member of the object that says it.
pub(super) fn object(misfit: &Misfit<'_>) -> Vec<String> {
    let style = misfit.style();
    let member = |key: &str, value: &str| format!("{{ {}: {value} }}", style.key(key));
    let mut found = Vec::new();
    let Some(scalar) = misfit.value.scalar() else {
        return of_list(misfit).into_iter().chain(only_element(misfit)).collect();
    };
    let source = misfit.source(misfit.value);
    for node in misfit.branches() {
        if let Some(on) = scalar.as_bool() {
            if has(misfit, node, "enabled", TypeSet::BOOLEAN) {
                found.push(member("enabled", &source));
            } else if has(misfit, node, "every", TypeSet::STRING) {
                found.push(if on { "{}".to_owned() } else { member("every", &style.string("0m")) });
            } else if !on && has(misfit, node, "mode", TypeSet::STRING) {
                found.push(member("mode", &style.string("off")));
            } else if on && misfit.key().contains('/') {
                // An entry of a list of models says all by being there.
                found.push("{}".to_owned());
            }
        } else if let Some(text) = scalar.as_str() {
            found.extend(member_of_text(misfit, node, text.trim()).map(|key| member(&key, &source)));
            found.extend(named(misfit, node, &source));
        } else if scalar.as_f64().is_some() && has(misfit, node, "every", TypeSet::STRING) {
            let unit = unit_of("every").unwrap_or(Unit::Minutes);
            found.push(member("every", &style.string(&format!("{source}{}", unit.text()))));
        }
    }
    found
}

/// `"gpt"` in a list of objects that need an `id`, and perhaps a `name`.
fn named(misfit: &Misfit<'_>, node: Shape<'_>, source: &str) -> Option<String> {
    let style = misfit.style();
    let needed: Vec<&str> = node.required().collect();
    let is_named = needed.contains(&"id") && needed.iter().all(|key| matches!(*key, "id" | "name"));
    let members: Vec<String> = needed.iter().map(|key| format!("{}: {source}", style.key(key))).collect();
    is_named.then(|| format!("{{ {} }}", members.join(", ")))
}

/// Texts in a list: a model with those that are tried after it, the tools that are allowed.
fn of_list(misfit: &Misfit<'_>) -> Option<String> {
    let list = misfit.value.array().filter(|list| list.count() > 0)?;
    let style = misfit.style();
    let texts: Vec<String> = list
        .entries()
        .map(|entry| entry.value().filter(|value| value.as_str().is_some()))
        .map(|text| Some(misfit.source(text?)))
        .collect::<Option<_>>()?;
    let is_model = |node: Shape<'_>| {
        has(misfit, node, "primary", TypeSet::STRING) && has(misfit, node, "fallbacks", TypeSet::ARRAY)
    };
    let branches = misfit.branches();
    if branches.iter().any(|node| is_model(*node)) {
        let (first, rest) = texts.split_first()?;
        let fallbacks = if rest.is_empty() {
            String::new()
        } else {
            format!(", {}: [{}]", style.key("fallbacks"), rest.join(", "))
        };
        return Some(format!("{{ {}: {first}{fallbacks} }}", style.key("primary")));
    }
    let takes_tools =
        misfit.key() == "tools" && branches.iter().any(|node| has(misfit, *node, "allow", TypeSet::ARRAY));
    takes_tools.then(|| format!("{{ {}: [{}] }}", style.key("allow"), texts.join(", ")))
}

/// The object in a list of one.
fn only_element(misfit: &Misfit<'_>) -> Vec<String> {
    let list = misfit.value.array().filter(|list| list.count() == 1);
    let only =
        list.and_then(|list| list.entries().find_map(Entry::value)).filter(|only| only.object().is_some());
    only.map(|only| misfit.source(only)).into_iter().collect()
}

/// Whether an object has a member of this type.
fn has(misfit: &Misfit<'_>, node: Shape<'_>, key: &str, kind: TypeSet) -> bool {
    let schema = &misfit.snapshot.world.schema;
    let ids = node.property(key).into_iter().flat_map(|id| schema.branches(id));
    ids.map(|id| schema.node(id)).any(|node| node.types().names(kind) && !node.types().is_any())
}

/// The member that a text is most likely meant for: one that allows just this word, an address, a duration.
fn member_of_text(misfit: &Misfit<'_>, node: Shape<'_>, text: &str) -> Option<String> {
    let schema = &misfit.snapshot.world.schema;
    let allows = |id| {
        let nodes = schema.branches(id).into_iter().map(|id| schema.node(id));
        let mut literals = nodes.flat_map(|node| node.const_value().into_iter().chain(node.enum_values()));
        literals.any(|literal| matches!(literal, Literal::String(word) if word == text))
    };
    let choices: Vec<&str> = node.properties().filter(|(_, id)| allows(*id)).map(|(name, _)| name).collect();
    let only = choices.iter().find(|name| choices.len() == 1 || matches!(**name, "mode" | "level")).copied();
    let address = || {
        let is_address = text.contains("://");
        ["baseUrl", "url"].into_iter().find(|key| is_address && has(misfit, node, key, TypeSet::STRING))
    };
    let time = || {
        let is_time = duration::parse(text, Unit::Minutes).is_ok();
        Some("every").filter(|key| is_time && has(misfit, node, key, TypeSet::STRING))
    };
    let model =
        || Some("primary").filter(|key| text.contains('/') && has(misfit, node, key, TypeSet::STRING));
    only.or_else(address).or_else(time).or_else(model).map(str::to_owned)
}

/// The schema of the entries of a record, where an object is nothing but one.
pub(super) fn is_record(node: Shape<'_>) -> bool {
    node.properties().len() == 0 && matches!(node.additional(), Additional::Schema(_) | Additional::Any)
        || node.pattern_properties().len() > 0
}

/// Whether the entries of an object may have any name.
pub(super) fn takes_any_key(misfit: &Misfit<'_>, key: &str) -> bool {
    let schema = &misfit.snapshot.world.schema;
    misfit
        .branches()
        .into_iter()
        .filter(|node| is_record(*node))
        .any(|node| !matches!(schema.child(node.id(), key), ChildSchemas::Denied))
}

/// The elements of a list, where each is an object.
pub(super) fn objects(list: Node<'_>) -> Option<Vec<Node<'_>>> {
    list.entries().map(|entry| entry.value()?.object()).collect()
}
