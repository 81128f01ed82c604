//! What each section of a document says about tools, as a layer.

use super::layer::{Layer, Step};
use super::matcher::Matcher;
use super::policy::{Policy, texts};
use crate::config::{ConfigValue, channel, tool_sets};

/// What the sandbox allows where no list says it (docs/openclaw/tools.md#sandbox).
const IN_SANDBOX: [&str; 16] = [
    "exec",
    "process",
    "read",
    "ls",
    "write",
    "edit",
    "apply_patch",
    "view_image",
    "sessions_list",
    "sessions_history",
    "sessions_search",
    "sessions_send",
    "sessions_spawn",
    "sessions_yield",
    "subagents",
    "session_status",
];
/// What the sandbox denies where no list says it, beside the tools named like channels.
const NOT_IN_SANDBOX: [&str; 7] =
    ["browser", "canvas", "computer", "mobile_ui", "nodes", "automations", "gateway"];

/// A section of tools, with the path of it.
pub(super) type Section<V> = (V, String);

pub(super) fn profile<V: ConfigValue>(section: Option<&Section<V>>) -> Option<(String, String)> {
    let (section, path) = section?;
    let name = section.get("profile")?.as_str()?.into_owned();
    Some((name, format!("{path}.profile"))).filter(|(name, _)| !name.is_empty())
}

pub(super) fn also_allowed<V: ConfigValue>(section: Option<&Section<V>>) -> Option<Vec<String>> {
    section.and_then(|(section, _)| texts(section, "alsoAllow"))
}

/// The section of `byProvider` for a model: that of the model, else of its provider. A key in lower case comes before others.
pub(super) fn provider<V: ConfigValue>(
    section: Option<&Section<V>>,
    provider: &str,
    model: &str,
) -> Option<Section<V>> {
    let (section, path) = section?;
    let entries = section.get("byProvider")?.entries();
    let provider = provider.trim().to_lowercase();
    let model = format!("{provider}/{}", model.trim().to_lowercase());
    let find = |wanted: &str| {
        let mut same = entries.iter().filter(|(key, _)| normal_key(key) == wanted);
        let first = same.clone().next()?;
        Some(same.find(|(key, _)| key.trim().to_lowercase() == normal_key(key)).unwrap_or(first))
    };
    let (key, found) = find(&model).or_else(|| find(&provider))?;
    Some((found.clone(), format!("{path}.byProvider[\"{key}\"]")))
}

/// A key of `byProvider` as it is compared: a model with nothing after the slash is its provider.
fn normal_key(key: &str) -> String {
    let key = key.trim().to_lowercase();
    match key.split_once('/') {
        Some((provider, model)) if !provider.is_empty() => {
            let provider = provider.trim();
            if model.is_empty() { provider.to_owned() } else { format!("{provider}/{model}") }
        }
        _ => key,
    }
}

pub(super) fn step<V: ConfigValue>(layer: Layer, section: Option<&Section<V>>) -> Option<Step> {
    let (section, path) = section?;
    let policy = Policy::picked(section)?;
    let allow = if section.get("allow").is_some() { "allow" } else { "alsoAllow" };
    Some(Step {
        layer,
        policy,
        allow_at: Some(format!("{path}.{allow}")),
        deny_at: Some(format!("{path}.deny")),
    })
}

pub(super) fn profile_step(
    layer: Layer,
    named: Option<(String, String)>,
    more: Option<Vec<String>>,
) -> Option<Step> {
    let (name, path) = named?;
    let tools = tool_sets::profile(&name)?;
    let all = tools.iter().map(|tool| (*tool).to_owned()).chain(more.into_iter().flatten());
    Some(Step { layer, policy: Policy::allowing(all), allow_at: Some(path), deny_at: None })
}

/// The tools of the sandbox: each list is the agent's, else that of all, else OpenClaw's own.
pub(super) fn sandbox_step<V: ConfigValue>(own: Option<&Section<V>>, shared: Option<&Section<V>>) -> Step {
    let list = |key: &str| {
        let of = |section: Option<&Section<V>>| {
            let (section, path) = section?;
            let section = section.at(&["sandbox", "tools"])?;
            Some((texts(&section, key)?, format!("{path}.sandbox.tools.{key}")))
        };
        of(own).or_else(|| of(shared))
    };
    let (allow, more, deny) = (list("allow"), list("alsoAllow"), list("deny"));
    let words = |list: &Option<(Vec<String>, String)>| list.as_ref().map(|(list, _)| list.clone());
    let extra = words(&more).unwrap_or_default();
    let allowed = match words(&allow) {
        Some(allow) if allow.is_empty() => Vec::new(),
        Some(allow) => allow.into_iter().chain(extra).collect(),
        None => IN_SANDBOX.iter().map(|tool| (*tool).to_owned()).chain(extra).collect(),
    };
    let explicit = Policy::allowing(words(&allow).into_iter().chain(words(&more)).flatten());
    let denied = words(&deny).unwrap_or_else(|| denied_by_default(&explicit));
    let (allowed, denied) = with_images(allowed, denied);
    Step {
        layer: Layer::Sandbox,
        policy: Policy { allow: Some(allowed), deny: denied },
        allow_at: allow.or(more).map(|(_, path)| path),
        deny_at: deny.map(|(_, path)| path),
    }
}

/// What the sandbox denies where no list says it: what a list allows by name is not among it.
fn denied_by_default(explicit: &Policy) -> Vec<String> {
    let own = NOT_IN_SANDBOX.iter().map(|tool| (*tool).to_owned());
    let all = own.chain(channel::ids().map(str::to_owned));
    let names = explicit.allow.as_deref().unwrap_or_default();
    if names.iter().all(|name| name.trim().is_empty()) {
        return all.collect();
    }
    let allows = Matcher::new(explicit, &[]);
    all.filter(|tool| allows.takes(tool).is_some()).collect()
}

/// Whoever denies `image` denies `view_image` too, and whoever allows anything allows it, unless it is denied.
fn with_images(mut allow: Vec<String>, mut deny: Vec<String>) -> (Vec<String>, Vec<String>) {
    const LOOK: &str = "view_image";
    let denies = |deny: &[String], tool: &str| {
        !deny.is_empty() && Matcher::new(&Policy::denying(deny.to_vec()), &[]).takes(tool).is_some()
    };
    if denies(&deny, "image") && !denies(&deny, LOOK) {
        deny.push(LOOK.to_owned());
    }
    let is_named = |list: &[String]| list.iter().any(|entry| entry.trim().eq_ignore_ascii_case(LOOK));
    if allow.iter().any(|entry| !entry.trim().is_empty()) && !is_named(&deny) {
        allow.push(LOOK.to_owned());
    }
    (allow, deny)
}
