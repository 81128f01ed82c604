//! The cache retention of all of an agent's models together, and the agent's own heartbeat
//! (docs/openclaw/cache-retention.md#lifetimes, docs/openclaw/cache-retention.md#heartbeat).

use super::caching::cold_heartbeat;
use super::params::{ignores_retention, valid_retention};
use super::plain::text;
use crate::check::{Fact, Finding, Place, Rule};
use crate::config::cache_lifetime::{CacheFamily, Route};
use crate::config::cache_retention::Retention;
use crate::config::effective::choice;
use crate::config::model_ref::{ModelRef, Parsed};
use crate::syntax::{Entry, Node, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.entries.*", needs: &[Fact::Catalog, Fact::Models], check: agent },
    Rule { at: "agents.defaults", needs: &[Fact::Catalog, Fact::Models, Fact::AgentModels], check: defaults },
];

/// Members that name further models.
const OTHER_MODELS: [&str; 8] = [
    "utilityModel",
    "decisionModel",
    "imageModel",
    "pdfModel",
    "heartbeat",
    "subagents",
    "compaction",
    "models",
];

fn agent(place: &Place<'_>, found: &mut Vec<Finding>) {
    let (Some(node), Some(root)) = (place.object(), place.facts.root()) else { return };
    let Some(value) = own_retention(node) else { return };
    let chain = chain(place, &root, Some(&place.value));
    if names_no_others(node) && is_ignored(place, &chain) {
        found.push(ignored(value, &chain));
    }
    found.extend(heartbeat(place, node, &root, value));
}

fn defaults(place: &Place<'_>, found: &mut Vec<Finding>) {
    let (Some(node), Some(root)) = (place.object(), place.facts.root()) else { return };
    let Some(value) = own_retention(node).filter(|_| names_no_others(node)) else { return };
    let chain = chain(place, &root, None);
    if is_ignored(place, &chain) && !agents_name_models(place) {
        found.push(ignored(value, &chain));
    }
}

/// The retention for all models of an agent, where it is a valid one.
fn own_retention(node: Node<'_>) -> Option<Value<'_>> {
    valid_retention(node.get("params")?.object()?)
}

fn names_no_others(node: Node<'_>) -> bool {
    !node.has("$include") && !OTHER_MODELS.iter().any(|key| node.has(key))
}

/// The models that are tried, the first choice first; none where nothing names one.
fn chain(place: &Place<'_>, root: &Value<'_>, agent: Option<&Value<'_>>) -> Vec<ModelRef> {
    let choice = choice(root, agent);
    let texts = choice.written.iter().chain(&choice.fallbacks);
    texts.map(|written| place.facts.resolve(written).model.clone()).collect()
}

fn is_ignored(place: &Place<'_>, chain: &[ModelRef]) -> bool {
    !chain.is_empty() && chain.iter().all(|model| ignores_retention(place.facts, model))
}

pub(super) fn agents_name_models(place: &Place<'_>) -> bool {
    let names = |entry: Entry<'_>| {
        entry.value().is_some_and(|agent| agent.get("model").is_some() || agent.get("models").is_some())
    };
    let list = place.facts.get(&["agents", "list"]).and_then(Value::array);
    place.facts.is_open(&["agents", "entries"])
        || list.is_some()
        || place.facts.object(&["agents", "entries"]).is_some_and(|entries| entries.entries().any(names))
}

fn ignored(value: Value<'_>, chain: &[ModelRef]) -> Finding {
    let mut providers: Vec<String> = chain.iter().map(|model| format!("`{}`", model.provider)).collect();
    providers.dedup();
    let message = format!(
        "no model here has a prompt cache that OpenClaw can control ({}): `cacheRetention` has no effect, remove it",
        providers.join(", ")
    );
    Finding::information("ignored-cache-retention", value.range(), message)
}

/// An agent's own heartbeat that comes when the cache is cold, where the agent asks for caching with all its models. What
/// it asks for with single ones, or what the defaults ask for, is no reason to think that the heartbeat is about it.
fn heartbeat(place: &Place<'_>, node: Node<'_>, root: &Value<'_>, retention: Value<'_>) -> Option<Finding> {
    let every = node.get("heartbeat")?.get("every")?;
    let written = choice(root, Some(&place.value)).written?;
    if node.has("models") && Parsed::parse(&written).provider.is_none() {
        return None;
    }
    let asked = text(retention).and_then(|text| Retention::parse(&text))?;
    let model = &place.facts.resolve(&written).model;
    let route = Route::of(place.facts.catalog(), model);
    cold_heartbeat(every, model, CacheFamily::of(model, &route).lifetime(Some(asked)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn retentions_for_models_that_ignore_them() {
        check(
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5' }, entries: {
                 a: { model: { primary: 'groq/llama-3.3-70b-versatile', fallbacks: ['claude-cli/claude-opus-5'] }, params: { cacheRetention: 'long' } },
                 b: { params: { cacheRetention: 'long' } } } } }",
            &expect![[r#"
                error invalid-roster agents.ownership `agents`: there are several agents, and none owns the rest: add `ownership: "explicit"` beside `entries`
                hint deprecated-model agents.entries.a.model.primary `'groq/llama-3.3-70b-versatile'`: the model `groq/llama-3.3-70b-versatile` is deprecated: `groq/openai/gpt-oss-120b` takes its place
                information ignored-cache-retention agents.entries.a.params.cacheRetention `'long'`: no model here has a prompt cache that OpenClaw can control (`groq`, `claude-cli`): `cacheRetention` has no effect, remove it
            "#]],
        );
        check(
            "{ agents: { defaults: { model: 'groq/llama-3.3-70b-versatile', params: { cacheRetention: 'short' } }, entries: { a: {} } } }",
            &expect![[r#"
                hint deprecated-model agents.defaults.model `'groq/llama-3.3-70b-versatile'`: the model `groq/llama-3.3-70b-versatile` is deprecated: `groq/openai/gpt-oss-120b` takes its place
                information ignored-cache-retention agents.defaults.params.cacheRetention `'short'`: no model here has a prompt cache that OpenClaw can control (`groq`): `cacheRetention` has no effect, remove it
            "#]],
        );
        accepts(&[
            "{ agents: { defaults: { model: 'groq/llama-3.3-70b-versatile', params: { cacheRetention: 'short' } }, entries: { a: { model: 'anthropic/claude-opus-5' } } } }",
            "{ agents: { entries: { a: { model: 'groq/x', subagents: { model: 'anthropic/claude-opus-5' }, params: { cacheRetention: 'long' } } } } }",
            "{ models: { providers: { groq: { baseUrl: 'http://box', api: 'openai-completions', models: [] } } },
               agents: { entries: { a: { model: 'groq/x', params: { cacheRetention: 'long' } } } } }",
        ]);
    }

    #[test]
    fn heartbeats() {
        check(
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5' }, entries: {
                 a: { params: { cacheRetention: 'long' }, heartbeat: { every: '2h' } },
                 b: { models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'short' } } }, heartbeat: { every: '10m' } },
                 c: { params: { cacheRetention: 'long' }, heartbeat: { every: '55m' } },
                 d: { heartbeat: { every: '2h' } }, e: { params: { cacheRetention: 'none' }, heartbeat: { every: '2h' } } } } }",
            &expect![[r#"
                error invalid-roster agents.ownership `agents`: there are several agents, and none owns the rest: add `ownership: "explicit"` beside `entries`
                hint cold-cache-heartbeat agents.entries.a.heartbeat.every `'2h'`: the cache of `anthropic/claude-opus-5` lasts 1 hour, so a heartbeat every 2 hours does not keep it warm: choose a shorter interval
            "#]],
        );
    }
}
