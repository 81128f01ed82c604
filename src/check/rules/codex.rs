//! Whether a configuration asks for the Codex plugin: OpenClaw misses it only where models of OpenAI are used, which it runs by
//! that plugin unless the configuration says otherwise (docs/openclaw/warnings.md#codex).

use crate::check::Facts;
use crate::syntax::{Entry, Node, Scalar, Value};

/// Whether the entry of the plugin is missed where it is not installed. Needs [`crate::check::Fact::Models`].
pub(super) fn is_wanted(facts: &Facts<'_>, entry: Value<'_>) -> bool {
    match entry.get("enabled").and_then(Value::scalar).and_then(Scalar::as_bool) {
        Some(enabled) => enabled,
        None => is_used(facts),
    }
}

/// Whether the default model is one of OpenAI's, or none is named, so that OpenClaw's own is taken.
fn is_used(facts: &Facts<'_>) -> bool {
    let Some(model) = facts.get(&["agents", "defaults", "model"]) else { return true };
    let primary = model.as_str().or_else(|| model.get("primary")?.as_str());
    let fallbacks = model.get("fallbacks").and_then(Value::array).into_iter().flat_map(Node::entries);
    let mut fallbacks = fallbacks.filter_map(|entry: Entry<'_>| entry.value()?.as_str());
    let is_openai = |text: &str| text.trim().to_lowercase().starts_with("openai/");
    primary.is_none_or(|text| text.trim().is_empty() || is_openai(&text))
        || fallbacks.any(|text| is_openai(&text))
}
