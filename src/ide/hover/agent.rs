//! An agent: what it really uses.

use super::card::{Card, code};
use super::credentials;
use super::place::{Part, Place, Step};
use crate::config::cache_retention::{CacheOutcome, Why};
use crate::config::effective::Filled;
use crate::explain::{Explainer, Explanation, Query};

/// Writes what the agent under the cursor uses.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let is_agent = match (place.key_at(0), place.key_at(1), place.path.as_slice()) {
        (Some("agents"), Some("entries"), [_, _, Step::Key(_)]) => place.part == Part::Key,
        (Some("agents"), Some("list"), [_, _, Step::Item(_), Step::Key(id)]) => id == "id",
        _ => false,
    };
    let (Some(id), true) = (place.agent(), is_agent) else { return };
    let Some(explainer) = Explainer::new(place.snapshot) else { return };
    let found = explainer.explain(Query { agent: Some(&id), ..Query::default() });
    card.fact("Model", &model(&found));
    if !found.fallbacks.is_empty() {
        let names: Vec<String> = found.fallbacks.iter().map(|(model, _)| code(&model.to_string())).collect();
        card.fact("Then", &names.join(", "));
    }
    card.fact("Prompt cache", &cache_words(&found));
    card.fact("Heartbeat", &heartbeat(&found));
    if let Some(root) = place.root() {
        credentials::line(card, &root, &found.resolution.model.provider);
    }
}

fn model(found: &Explanation) -> String {
    let model = code(&found.resolution.model.to_string());
    match &found.written_at {
        Some(path) => format!("{model}, from {}", code(path)),
        None => format!("{model}, which nothing here names"),
    }
}

/// The retention that takes effect, how long it lasts, and where it comes from.
pub(super) fn cache_words(found: &Explanation) -> String {
    if found.is_claude_cli {
        return "none of this file, since the Claude command line runs the model".to_owned();
    }
    if !found.knows_provider {
        return format!("unknown: OpenClaw knows no provider {}", code(&found.resolution.model.provider));
    }
    let effective = outcome_words(&found.cache);
    let decisive = |layer| found.layers.iter().find(|row| row.layer == layer).map(|row| code(&row.path));
    let from = match found.cache.why {
        Why::Layer(layer) | Why::Legacy(layer) => decisive(layer).map(|path| format!(", from {path}")),
        Why::Seeded => Some(", put in on loading because of the API key".to_owned()),
        Why::Environment => Some(", from `OPENCLAW_CACHE_RETENTION`".to_owned()),
        Why::Default if found.cache.effective.is_some() => Some(", the provider's default".to_owned()),
        Why::Default | Why::NotRead => None,
    };
    format!("{effective}{}", from.unwrap_or_default())
}

fn outcome_words(cache: &CacheOutcome) -> String {
    match (cache.why, cache.effective) {
        (Why::NotRead, _) => "no setting is read for this provider".to_owned(),
        (_, Some(retention)) => format!("{} ({})", code(retention.word()), cache.lifetime),
        (_, None) => cache.lifetime.to_string(),
    }
}

fn heartbeat(found: &Explanation) -> String {
    let Filled { text, is_written } = &found.heartbeat;
    let every = code(text.as_deref().unwrap_or_default());
    let filled = if *is_written { "" } else { " (filled in)" };
    let warm = match (found.heartbeat.millis(), found.cache.lifetime.millis()) {
        (Some(0), _) => return "off".to_owned(),
        (Some(every), Some(lifetime)) if every < lifetime => ", which keeps the cache warm",
        (Some(_), Some(_)) => ", too seldom to keep the cache warm",
        _ => "",
    };
    format!("every {every}{filled}{warm}")
}
