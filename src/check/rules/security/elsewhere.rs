//! Texts that do not do what they seem to: secrets in the form of other programs, a pairing that lets everybody in, and bindings for
//! one account of several (docs/openclaw/security.md#silent-effects). They are told without being asked for.

use super::login::Secret;
use crate::check::rules::plain::text;
use crate::check::{At, Fact, Finding, Place, Rule};
use crate::config::agent_id::normalize;
use crate::config::channel_access::has_everybody;
use crate::schema::format::trim;
use crate::schema::overlay::{secret_patterns, secret_reference_patterns};
use crate::syntax::{Entry, Node, Value};
use std::collections::HashSet;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "channels.{*,*.accounts.*}", needs: &[], check: pairing },
    Rule { at: "bindings[]", needs: &[Fact::Accounts], check: binding },
];

/// A rule for each place of a secret. `env` sets variables of all kinds, and what is wrong there is told by another rule.
pub(super) fn rules() -> impl Iterator<Item = Rule> {
    let referable: HashSet<&str> = secret_reference_patterns().collect();
    secret_patterns().filter(|at| !at.starts_with("env.")).map(move |at| {
        let check = if referable.contains(at) { foreign } else { foreign_or_bare };
        Rule { at, needs: &[], check }
    })
}

fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// What a text of another program is, and the variable that it names, if it names one.
fn form(text: &str) -> Option<(&'static str, Option<&str>)> {
    let between = |open: &str, close: &str| text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let variable = between("{env:", "}").map(str::trim).or_else(|| between("%", "%"));
    if let Some(name) = variable.filter(|name| is_name(name)) {
        return Some(("an environment variable as another program writes it", Some(name)));
    }
    let is_address = ["op://", "vault://", "keychain://"].iter().any(|start| text.starts_with(start));
    let is_template = between("{{", "}}").is_some_and(|inside| !inside.contains(['{', '}']));
    let what = if between("{file:", "}").is_some() {
        "the path of a file as another program writes it"
    } else if is_address {
        "an address in a secret store"
    } else {
        return is_template.then_some(("a template as another program writes it", None));
    };
    Some((what, None))
}

fn foreign(place: &Place<'_>, found: &mut Vec<Finding>) {
    judge(place, false, found);
}

/// Where no reference is taken, `$NAME` is text, too.
fn foreign_or_bare(place: &Place<'_>, found: &mut Vec<Finding>) {
    judge(place, true, found);
}

fn judge(place: &Place<'_>, is_bare_text: bool, found: &mut Vec<Finding>) {
    let Some(written) = text(place.value) else { return };
    let written = trim(&written);
    let bare = || written.strip_prefix('$').filter(|name| is_bare_text && is_name(name));
    let form = form(written).or_else(|| Some(("a variable without braces", Some(bare()?))));
    if let Some((form, variable)) = form {
        let message = format!(
            "this looks like {form}, but OpenClaw takes it for the secret itself: write `${{NAME}}`, or a reference to a secret"
        );
        let meant = variable.map(|name| format!("${{{name}}}"));
        found.push(Finding::warning("foreign-secret", place.value.range(), message).meant(meant));
    }
}

/// `"*"` lets everybody in at once, so nobody has to be paired.
fn pairing(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(scope) = place.object() else { return };
    let Some(policy) =
        scope.get("dmPolicy").filter(|value| text(*value).is_some_and(|word| word == "pairing"))
    else {
        return;
    };
    let Some(list) = scope.get("allowFrom").filter(|list| has_everybody(Some(*list))) else { return };
    let message =
        "nobody is asked to pair: `\"*\"` in `allowFrom` lets everybody write; remove it from the list";
    let finding = Finding::warning("void-pairing", policy.range(), message);
    found.push(finding.related(list.range(), "lets everybody write"));
}

/// Without an account a binding is about the default account alone.
fn binding(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(binding) = place.object().filter(|binding| place.is_whole(*binding)) else { return };
    let Some(target) = binding.get("match").and_then(Value::object).filter(|target| place.is_whole(*target))
    else {
        return;
    };
    let Some(channel) = target.get("channel").and_then(text) else { return };
    let named = target.get("accountId").and_then(Value::as_str);
    if named.is_some_and(|id| !trim(&id).is_empty()) {
        return;
    }
    let accounts = place.facts.object(&["channels", trim(&channel), "accounts"]);
    let Some(accounts) = accounts.filter(|accounts| accounts.count() > 1 && place.is_whole(*accounts)) else {
        return;
    };
    let is_default = |entry: Entry<'_>| entry.key().is_some_and(|key| normalize(&key) == "default");
    if accounts.members().any(is_default) {
        return;
    }
    told(target, found);
}

fn told(target: Node<'_>, found: &mut Vec<Finding>) {
    let message = "this binding applies to the default account only, and the channel has others: name one in `accountId`, or write `\"*\"` for all";
    let finding = Finding::information("default-account-binding", target.range(), message);
    found.push(finding.on_owner().at(At::Below("accountId".to_owned())));
}

/// Whether a text is a secret by itself, and not one that is looked up.
pub(super) fn is_text(value: Value<'_>) -> bool {
    matches!(Secret::of(Some(value)), Secret::Text(text) if form(&text).is_none())
}
