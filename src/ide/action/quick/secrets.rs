//! Variables and references to secrets.

use super::case::Case;
use crate::config::environment::Skipped;
use crate::edit::{NewMember, NewValue, Plan, has_comments};
use crate::ide::action::offer::Offers;
use crate::ide::action::refactor::secret;
use crate::syntax::{Entry, Node, Value};
use std::borrow::Cow;

/// Where a file of secrets could lie.
const FILE: &str = "~/.openclaw/secrets.json";

/// `${lower}` and `${NAME:-default}` as OpenClaw reads a variable.
pub(super) fn literal<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some(value), Some(text)) = (case.value(), case.text()) else { return };
    let part = case.snapshot.text.slice(case.finding.range);
    let inside = part.strip_prefix("${").map(|part| part.strip_suffix('}').unwrap_or(part));
    let Some(inside) = inside.or_else(|| part.strip_prefix('$')) else { return };
    let inside = inside.trim();
    let word = inside.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let (name, rest) = inside.split_at(word);
    let name = name.to_ascii_uppercase();
    let note = if rest.is_empty() { "" } else { ", without a default" };
    let Some(at) = (case.finding.range.start - value.range().start).checked_sub(1) else { return };
    // The place in the decoded text is known where nothing in it is escaped.
    if text.get(at..at + part.len()) != Some(&part) {
        return;
    }
    let text = format!("{}${{{name}}}{}", &text[..at], &text[at + part.len()..]);
    let title = format!("Write `${{{name}}}`{note}");
    case.offer(offers, title, true, |plan| plan.set_text(case.object, value, &text));
}

/// A place in the document for a variable that is set nowhere. Its value is the user's to write: nothing is mended before that.
pub(super) fn unset<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let part = case.snapshot.text.slice(case.finding.range);
    let name = part.strip_prefix("${").and_then(|part| part.strip_suffix('}'));
    let Some((name, root)) = name.zip(case.root()) else { return };
    let is_there = case.get(&["env", "vars", name]).is_some();
    if is_there || Skipped::of(name, "x").is_some() || !Plan::has_room(root, &["env", "vars"]) {
        return;
    }
    let title = format!("Add `{name}` to `env.vars`, its value to be filled in");
    offers.begin(title, |plan| plan.insert(root, &["env", "vars"], NewMember::text(name, "")));
}

/// A variable in the place of what OpenClaw shows for a secret.
pub(super) fn named<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(value) = case.value() else { return };
    let name = secret::name(case);
    let title = format!("Write `${{{name}}}`, to be set where OpenClaw runs");
    case.offer(offers, title, true, |plan| plan.set_text(case.object, value, &format!("${{{name}}}")));
}

/// A reference in the place of a secret, which moves to a variable.
pub(super) fn referred<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    if let Some(name) = secret::free_name(case) {
        let title = format!("Move the secret to `env.vars.{name}` and refer to it");
        case.offer(offers, title, true, |plan| secret::refer(case, plan, &name));
    }
}

/// A reference to an environment variable as text.
pub(super) fn variable<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some(value), Some(reference)) = (case.value(), case.inner()) else { return };
    if has_comments(reference) {
        return;
    }
    let text = |key: &str| reference.get(key).and_then(Value::as_str);
    if let Some(name) = text("id").filter(|_| text("source").is_some_and(|source| source == "env")) {
        let title = format!("Write `${{{name}}}`");
        case.offer(offers, title, true, |plan| plan.set_text(case.object, value, &format!("${{{name}}}")));
    }
}

/// The source of the provider, or a provider of the source.
pub(super) fn source<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(reference) = case.inner() else { return };
    let text = |key: &str| reference.get(key).and_then(Value::as_str);
    let (Some(source), Some(provider)) = (text("source"), text("provider")) else { return };
    let providers = case.get(&["secrets", "providers"]).and_then(Value::object);
    let providers = providers.into_iter().flat_map(Node::entries);
    let known: Vec<(Cow<'_, str>, Cow<'_, str>)> =
        providers.filter_map(|entry| Some((entry.key()?, own_source(entry)?))).collect();
    let own = known.iter().find(|(name, _)| *name == provider);
    if let (Some((_, own)), Some(value)) = (own, reference.get("source")) {
        let title = format!("Write `source: \"{own}\"`, as the provider `{provider}` has it");
        case.offer(offers, title, true, |plan| plan.set_text(reference, value, own));
    }
    let others = known.iter().filter(|(_, own)| *own == source).map(|(name, _)| &**name);
    // These two have a provider without configuration.
    let built_in = matches!(&*source, "env" | "store").then_some("default");
    for name in others.chain(built_in) {
        if let Some(value) = reference.get("provider") {
            let title = format!("Write `provider: \"{name}\"`");
            case.offer(offers, title, false, |plan| plan.set_text(reference, value, name));
        }
    }
}

fn own_source(entry: Entry<'_>) -> Option<Cow<'_, str>> {
    entry.value()?.get("source")?.as_str()
}

/// The provider of secrets that a reference names.
pub(super) fn declare<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let (Some(name), Some(root)) = (case.text(), case.root()) else { return };
    let sibling = case.object.get("source").and_then(Value::as_str);
    let source = sibling.unwrap_or_else(|| case.key());
    let mut members = vec![NewMember::text("source", &source)];
    let note = match &*source {
        "env" => "",
        "file" => {
            members.push(NewMember::text("path", FILE));
            ", for you to fill in"
        }
        _ => return,
    };
    let title = format!("Declare `{name}` in `secrets.providers`{note}");
    let member = NewMember::new(&name, NewValue::Object(members));
    case.offer(offers, title, false, |plan| plan.insert(root, &["secrets", "providers"], member));
}
