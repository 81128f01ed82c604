//! Models that are easily talked into something (docs/openclaw/security.md#weak-models).

use super::advice::{advise, critical_if, risk};
use super::exec::access_of;
use crate::check::{Fact, Facts, Finding, Place, Risk, Rule};
use crate::config::channel_access::has_everybody;
use crate::config::model_ref::ModelRef;
use crate::config::plugin;
use crate::config::tool_access::AgentAccess;
use crate::syntax::{Entry, Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.{defaults,entries.*}", needs: NEEDS, check: agent },
    Rule { at: "agents.defaults.imageModel", needs: NEEDS, check: image },
];

const NEEDS: &[Fact] = &[Fact::Access, Fact::Catalog, Fact::Models, Fact::Plugins];

/// The most billions of parameters that OpenClaw's audit thinks few.
const FEW: f64 = 300.0;

/// The written models of a value: the text itself, or primary and fallbacks.
fn written(model: Option<Value<'_>>) -> Vec<Value<'_>> {
    let Some(value) = model else { return Vec::new() };
    let Some(node) = value.object() else { return vec![value] };
    let fallbacks = node.get("fallbacks").and_then(Value::array);
    let fallbacks = fallbacks.into_iter().flat_map(Node::entries).filter_map(Entry::value);
    node.get("primary").into_iter().chain(fallbacks).collect()
}

/// What a written model is, as OpenClaw's audit resolves it.
fn resolved(place: &Place<'_>, value: Value<'_>) -> Option<ModelRef> {
    let text = crate::check::known_text(value)?;
    (!text.trim().is_empty()).then(|| place.facts.resolve(text.trim()).model.clone())
}

fn agent(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(node) = place.object() else { return };
    for value in written(node.get("model")) {
        let Some(model) = resolved(place, value) else { continue };
        hygiene(place, value, &model, found);
        if billions(&model.key().to_lowercase()).is_some_and(|size| size <= FEW) {
            let is_default = node.get("models").is_some() || place.key() == "defaults";
            let agent = access_of(place.facts).agent((!is_default).then_some(node));
            small(place, value, &readers(place, &agent, &model), found);
        }
    }
}

fn image(place: &Place<'_>, found: &mut Vec<Finding>) {
    for value in written(Some(place.value)) {
        if let Some(model) = resolved(place, value) {
            hygiene(place, value, &model, found);
        }
    }
}

/// Whether a word stands in a text between characters that belong to no word; what comes behind it is looked at by `rest`.
fn has_word(text: &str, word: &str, rest: impl Fn(&str) -> bool) -> bool {
    let is_letter =
        |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    // Ids are short, and a search that is made for long texts takes several times as long.
    let (bytes, first) = (text.as_bytes(), word.as_bytes().first());
    let stands_at = |at: &usize| bytes.get(*at) == first && bytes[*at..].starts_with(word.as_bytes());
    (0..text.len())
        .filter(stands_at)
        .any(|at| !is_letter(text[..at].chars().next_back()) && rest(&text[at + word.len()..]))
}

fn ends(rest: &str) -> bool {
    !rest.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '_')
}

fn is_legacy(id: &str) -> bool {
    has_word(id, "gpt-3.5", ends)
        || has_word(id, "claude-instant", ends)
        || has_word(id, "claude-2", ends)
        || has_word(id, "gpt-4-0314", ends)
        || has_word(id, "gpt-4-0613", ends)
}

fn is_weak(id: &str) -> bool {
    let is_gpt = has_word(id, "gpt-", |_| true);
    let is_gpt5 = has_word(id, "gpt-5", |rest| ends(rest) || rest.starts_with(['.', '-']));
    let is_claude = has_word(id, "claude-", |_| true);
    has_word(id, "haiku", ends)
        || is_gpt && !is_gpt5
        || is_claude && !has_word(id, "claude-", is_recent_claude)
}

/// Whether what stands behind `claude-` names a version from 4.5 on.
fn is_recent_claude(rest: &str) -> bool {
    let rest: String = rest.chars().take_while(|letter| !letter.is_whitespace() && *letter != '/').collect();
    let from_45 = |number: &str| {
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        let is_high = match digits.len() {
            1 => digits.as_str() >= "5",
            2 => !digits.starts_with('0'),
            _ => false,
        };
        is_high && ends(&number[digits.len()..])
    };
    let minor = |mark: &str| rest.match_indices(mark).any(|(at, _)| from_45(&rest[at + mark.len()..]));
    let major = rest.match_indices('-').any(|(at, _)| {
        let behind = &rest[at + 1..];
        behind.starts_with(|digit: char| ('5'..='9').contains(&digit))
            && (ends(&behind[1..]) || behind[1..].starts_with(['.', '-']))
    });
    minor("-4-") || minor("-4") || minor("4.") || major
}

const WEAK: &str = "security-weak-model";

fn hygiene(place: &Place<'_>, value: Value<'_>, model: &ModelRef, found: &mut Vec<Finding>) {
    let id = model.key().to_lowercase();
    let (is_legacy, is_weak) = (is_legacy(&id), is_weak(&id));
    if !is_legacy && !is_weak {
        return;
    }
    let mut finding = risk(
        WEAK,
        value,
        "older and smaller models are more easily manipulated by what they read: use a strong one for strangers and web pages",
    );
    if is_legacy {
        finding = finding.answering("models.legacy", Risk::Warn);
    }
    if is_weak {
        finding = finding.answering("models.weak_tier", Risk::Warn);
    }
    advise(place, found, finding);
}

/// The most billions of parameters that a name tells of, such as `8b`, with one letter before it at most.
fn billions(id: &str) -> Option<f64> {
    let sizes = id.match_indices('b').filter_map(|(at, _)| {
        let is_end = !id[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric());
        is_end.then(|| size_before(&id[..at])).flatten()
    });
    sizes.filter(|size| *size > 0.0).max_by(f64::total_cmp)
}

/// The number at the end of a text, where a word begins with it.
fn size_before(text: &str) -> Option<f64> {
    let head = text.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let digits = &text[head.len()..];
    let is_start = |head: &str| !head.ends_with(|letter: char| letter.is_ascii_alphanumeric());
    let begins =
        is_start(head) || head.strip_suffix(|letter: char| letter.is_ascii_lowercase()).is_some_and(is_start);
    let whole = begins.then_some(digits);
    let behind_dots = digits.match_indices('.').map(|(at, _)| &digits[at + 1..]);
    whole.into_iter().chain(behind_dots).find(|number| is_decimal(number))?.parse().ok()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(text: &str) -> bool {
    text.split_once('.').map_or_else(|| is_number(text), |(whole, part)| is_number(whole) && is_number(part))
}

/// The ways in which an agent with this model reads what strangers wrote.
fn readers(place: &Place<'_>, agent: &AgentAccess<'_>, model: &ModelRef) -> Vec<&'static str> {
    let policies = agent.policies(Some((&model.provider, &model.id)));
    let facts = place.facts;
    [("web_search", searches(facts)), ("web_fetch", fetches(facts)), ("browser", browses(facts))]
        .into_iter()
        .filter(|(tool, is_on)| *is_on && policies.lets(tool))
        .map(|(tool, _)| tool)
        .collect()
}

fn switch(facts: &Facts<'_>, path: &[&str]) -> Option<bool> {
    facts.get(path).and_then(Value::scalar).and_then(Scalar::as_bool)
}

fn fetches(facts: &Facts<'_>) -> bool {
    switch(facts, &["tools", "web", "fetch", "enabled"]) != Some(false)
}

/// Web search is on where it is switched on, or where a key for one is seen.
fn searches(facts: &Facts<'_>) -> bool {
    let is_filled = |value: Value<'_>| match value.as_str() {
        Some(text) => !text.trim().is_empty(),
        None => value.scalar().is_none_or(|scalar| !scalar.is_null()),
    };
    let has_key = |node: Node<'_>| {
        node.entries().any(|entry| {
            entry.key().is_some_and(|key| key != "enabled") && entry.value().is_some_and(is_filled)
        })
    };
    let search = ["tools", "web", "search"];
    switch(facts, &["tools", "web", "search", "enabled"]).unwrap_or_else(|| {
        let plugins = plugin::ids();
        let own = |id: &str| facts.object(&["plugins", "entries", id, "config", "webSearch"]);
        facts.object(&search).is_some_and(has_key) || plugins.into_iter().filter_map(own).any(has_key)
    })
}

fn browses(facts: &Facts<'_>) -> bool {
    let plugins = |key: &str| facts.get(&["plugins", key]);
    let names = |list: Option<Value<'_>>| {
        let list = list.and_then(Value::array);
        let mut entries = list.into_iter().flat_map(Node::entries).filter_map(Entry::value);
        entries.any(|value| value.as_str().is_some_and(|id| id.trim().eq_ignore_ascii_case("browser")))
    };
    let allow = plugins("allow").filter(|list| list.array().is_some_and(|list| list.count() > 0));
    switch(facts, &["browser", "enabled"]) != Some(false)
        && switch(facts, &["plugins", "enabled"]) != Some(false)
        && switch(facts, &["plugins", "entries", "browser", "enabled"]) != Some(false)
        && !names(plugins("deny"))
        && allow.is_none_or(|list| names(Some(list)) || has_everybody(Some(list)))
}

fn small(place: &Place<'_>, value: Value<'_>, readers: &[&str], found: &mut Vec<Finding>) {
    let is_safe = readers.is_empty();
    let message = if is_safe {
        "small models are easily manipulated: give this one no web pages and no strangers to read".to_owned()
    } else {
        let tools = readers.iter().map(|tool| format!("`{tool}`")).collect::<Vec<_>>().join(", ");
        format!(
            "a web page can talk so small a model into anything: deny {tools} for it, and set `sandbox.mode: \"all\"`"
        )
    };
    let level = if is_safe { Risk::Info } else { critical_if(true) };
    advise(
        place,
        found,
        risk("security-small-model", value, message).answering("models.small_params", level),
    );
}
