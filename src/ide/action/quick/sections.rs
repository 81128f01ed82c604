//! Settings of single sections that exclude each other or lead nowhere.

use super::case::Case;
use crate::base::Severity;
use crate::edit::{NewMember, NewValue};
use crate::ide::action::offer::Offers;
use crate::syntax::{Entry, Node, Value};
use crate::text::nearest::nearest;
use std::borrow::Cow;

/// The account that a reference names.
pub(super) fn account<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some(name), Some(root)) = (case.text(), case.root()) else { return };
    let name = name.trim();
    let member = NewMember::new(name, NewValue::Object(Vec::new()));
    let title = format!("Add the account `{name}` to the channel");
    if case.key() == "defaultAccount" {
        case.offer(offers, title, false, |plan| plan.insert(case.object, &["accounts"], member));
    } else if let Some(channel) = ["channel", "target"].iter().find_map(|key| case.object.get(key)?.as_str())
    {
        let path = ["channels", &*channel, "accounts"];
        if case.get(&path).is_some() {
            case.offer(offers, title, false, |plan| plan.insert(root, &path, member));
        }
    }
}

pub(super) fn no_plugin<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if case.key() == "memory" {
        case.offer_text(offers, "none", false);
    }
}

/// A name in `allow` that allows nothing. The last one stays, since an empty list allows every plugin.
pub(super) fn not_allowed<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let is_sure = case.finding.severity == Severity::Warning && case.finding.path == "plugins.allow";
    if is_sure && case.entry.key_token().is_none() && case.object.count() > 1 {
        let title = "Remove this name, which allows no plugin";
        case.offer_removal(offers, title, (case.object, case.entry), false);
    }
}

/// One of the `providers` beside a `provider`.
pub(super) fn speaker<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let is_named = case.key() == "provider" && case.value().is_some_and(|value| value.scalar().is_some());
    let section = if is_named { Some(case.object) } else { case.inner() };
    let Some(section) = section else { return };
    let providers = section.get("providers").and_then(Value::object);
    let names: Vec<Cow<'_, str>> =
        providers.into_iter().flat_map(Node::entries).filter_map(Entry::key).collect();
    let written = case.text().unwrap_or_default();
    let meant = nearest(&written, names.iter().map(|name| &**name));
    for name in &names {
        let is_obvious = names.len() == 1 || meant == Some(&**name);
        if is_named {
            case.offer_text(offers, name, is_obvious);
        } else {
            let title = format!("Add `provider: \"{name}\"`");
            let member = NewMember::text("provider", name);
            case.offer(offers, title, is_obvious, |plan| plan.insert(section, &[], member));
        }
    }
    if is_named {
        let title = format!("Add `{written}` to `providers`, for you to fill in");
        let member = NewMember::new(&written, NewValue::Object(Vec::new()));
        case.offer(offers, title, false, |plan| plan.insert(section, &["providers"], member));
    }
}

/// The names of `alsoAllow` go into `allow`.
pub(super) fn one_list<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(object) = case.inner() else { return };
    let Some(more) = object.member("alsoAllow") else { return };
    let Some((to, from)) = array(object, "allow").zip(array(object, "alsoAllow")) else { return };
    let has = |node: Node<'_>, text: &str| texts(node).any(|own| own == text);
    let added: Vec<String> = from
        .entries()
        .filter(|entry| entry.value().and_then(Value::as_str).is_none_or(|text| !has(to, &text)))
        .filter_map(|entry| Some(case.snapshot.text.slice(entry.value()?.range())))
        .collect();
    let title = "Put the names of `alsoAllow` into `allow`";
    case.offer(offers, title, true, |plan| {
        for element in added {
            plan.push(to, NewValue::Source(element));
        }
        plan.delete(object, more);
    });
    case.offer_removal(offers, "Remove `alsoAllow`", (object, more), false);
    if let Some(member) = object.member("allow") {
        case.offer_removal(offers, "Remove `allow`, and with it the limit", (object, member), false);
    }
}

fn array<'t>(object: Node<'t>, key: &str) -> Option<Node<'t>> {
    object.get(key)?.array()
}

fn texts(list: Node<'_>) -> impl Iterator<Item = Cow<'_, str>> {
    list.entries().filter_map(|entry| entry.value()?.as_str())
}

/// A network of the container's own.
pub(super) fn sandbox<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if case.key() == "network" {
        case.offer_text(offers, "bridge", true);
    }
}

/// A gateway that only this machine reaches, or that asks who is there.
pub(super) fn exposure<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    match &*case.key() {
        "bind" => drop(case.offer_text(offers, "loopback", true)),
        "mode" => ["token", "password"].into_iter().for_each(|mode| {
            case.offer_text(offers, mode, mode == "token");
        }),
        _ => {}
    }
}
