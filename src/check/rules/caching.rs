//! What surrounds the cache retention of the default model: seeding, pruning, heartbeat
//! (docs/openclaw/cache-retention.md#seeding, docs/openclaw/cache-retention.md#pruning,
//! docs/openclaw/cache-retention.md#heartbeat).

use super::plain::text;
use crate::base::Severity;
use crate::check::{Fact, Finding, Place, Rule};
use crate::config::auth::decide;
use crate::config::cache_layers::CacheReader;
use crate::config::cache_lifetime::{Lifetime, Route};
use crate::config::cache_retention::{CacheOutcome, Layer, Why};
use crate::config::duration::{self, Unit};
use crate::config::effective::{choice, pruning};
use crate::config::model_ref::ModelRef;
use crate::config::quantity::duration_in_words;
use crate::syntax::{Entry, Node, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.defaults.contextPruning.ttl", needs: &[], check: pruning_ttl },
    Rule { at: "agents.defaults", needs: &[Fact::Auth, Fact::Catalog, Fact::Models], check: defaults },
];

/// With more models than this the hints below are not worth what reading all entries at each keystroke costs.
const MOST_MODELS: usize = 500;

fn pruning_ttl(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = text(place.value) else { return };
    if duration::parse(&text, Unit::Minutes).is_err() {
        let message =
            format!("`{text}` is not a duration, so OpenClaw prunes after 5 minutes: write `1h` or `30m`");
        found.push(Finding::warning("invalid-pruning-ttl", place.value.range(), message));
    }
}

fn defaults(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(defaults) = place.object() else { return };
    let wanted = [
        written(defaults, "params", "cacheRetention"),
        written(defaults, "contextPruning", "ttl"),
        heartbeat(defaults),
    ];
    let models = defaults.get("models").and_then(Value::object).map_or(0, Node::count);
    let (Some(root), true) = (place.facts.root(), models <= MOST_MODELS) else { return };
    if wanted.iter().all(Option::is_none) || place.facts.is_open(&["agents", "defaults", "models"]) {
        return;
    }
    let environment = place.facts.world.environment();
    let model = choice(&root, None).resolve(place.facts.names()).model;
    if is_declared(place, &model.provider) || is_declared(place, "anthropic") {
        return;
    }
    let reader = CacheReader::new(&root, environment);
    let outcome = reader.effective(None, &model, &Route::of(place.facts.catalog(), &model));
    let [retention, ttl, every] = wanted;
    found.extend(retention.and_then(|value| seeded(value, &model, &outcome)));
    let mode = pruning(&root, decide(&root, environment.auth).mode).mode.text;
    if mode.as_deref() == Some("cache-ttl") {
        found.extend(ttl.and_then(|value| short_ttl(value, &model, &outcome)));
    }
    found.extend(every.and_then(|value| cold(value, &model, &outcome)));
}

/// Whether the document has a section of its own for a provider, or may have: its address, protocol and key then decide,
/// which this rule does not follow.
fn is_declared(place: &Place<'_>, provider: &str) -> bool {
    let path = ["models", "providers"];
    let same = |entry: Entry<'_>| entry.key().is_some_and(|key| key.trim().eq_ignore_ascii_case(provider));
    place.facts.is_open(&path) || place.facts.object(&path).is_some_and(|node| node.entries().any(same))
}

fn written<'t>(defaults: Node<'t>, section: &str, key: &str) -> Option<Value<'t>> {
    defaults.get(section)?.get(key)
}

fn heartbeat(defaults: Node<'_>) -> Option<Value<'_>> {
    written(defaults, "heartbeat", "every")
}

/// The retention for all models, where OpenClaw puts another one into the entry of the default model.
fn seeded(value: Value<'_>, model: &ModelRef, outcome: &CacheOutcome) -> Option<Finding> {
    if outcome.why != Why::Seeded || !outcome.shadowed.contains(&Layer::Defaults) {
        return None;
    }
    if outcome.effective.is_some_and(|effective| text(value).as_deref() == Some(effective.word())) {
        return None;
    }
    let message = format!(
        "with an API key of Anthropic OpenClaw puts `short` into the entry of `{model}` when it loads the file, and that beats this value: set `cacheRetention` in `agents.defaults.models[\"{model}\"].params`"
    );
    Some(Finding::information("seeded-cache-retention", value.range(), message))
}

/// A pruning lifetime that ends before the cache does.
fn short_ttl(value: Value<'_>, model: &ModelRef, outcome: &CacheOutcome) -> Option<Finding> {
    let ttl = duration::parse(&text(value)?, Unit::Minutes).ok()?;
    let lifetime = outcome.lifetime.millis().filter(|lifetime| ttl < *lifetime)?;
    let message = format!(
        "the cache of `{model}` lasts {}: pruning after {} throws away what is still cached",
        duration_in_words(lifetime),
        duration_in_words(ttl)
    );
    let meant = Some(duration::format(lifetime));
    Some(Finding::new("short-pruning-ttl", Severity::Hint, value.range(), message).meant(meant))
}

/// A heartbeat that comes when the cache is cold. Only where the document asks for caching: most heartbeats have other
/// purposes.
fn cold(value: Value<'_>, model: &ModelRef, outcome: &CacheOutcome) -> Option<Finding> {
    let is_asked_for = matches!(outcome.why, Why::Layer(_) | Why::Legacy(_));
    is_asked_for.then(|| cold_heartbeat(value, model, outcome.lifetime)).flatten()
}

/// A heartbeat that comes after the cache of a model is gone.
pub(super) fn cold_heartbeat(value: Value<'_>, model: &ModelRef, lifetime: Lifetime) -> Option<Finding> {
    let every = duration::parse(&text(value)?, Unit::Minutes).ok().filter(|every| *every > 0)?;
    let lifetime = lifetime.millis().filter(|lifetime| every >= *lifetime)?;
    let message = format!(
        "the cache of `{model}` lasts {}, so a heartbeat every {} does not keep it warm: choose a shorter interval",
        duration_in_words(lifetime),
        duration_in_words(every)
    );
    let meant = Some(duration::format(warm_interval(lifetime)));
    Some(Finding::new("cold-cache-heartbeat", Severity::Hint, value.range(), message).meant(meant))
}

/// A time between two heartbeats that keeps a cache of this lifetime warm, with a twelfth of it in reserve.
const fn warm_interval(lifetime: u64) -> u64 {
    lifetime - lifetime / 12
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn pruning_and_heartbeat() {
        check(
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' },
                contextPruning: { mode: 'cache-ttl', ttl: '30m' }, heartbeat: { every: '2h' } } } }",
            &expect![[r#"
                hint short-pruning-ttl agents.defaults.contextPruning.ttl `'30m'`: the cache of `anthropic/claude-opus-5` lasts 1 hour: pruning after 30 minutes throws away what is still cached
                hint cold-cache-heartbeat agents.defaults.heartbeat.every `'2h'`: the cache of `anthropic/claude-opus-5` lasts 1 hour, so a heartbeat every 2 hours does not keep it warm: choose a shorter interval
            "#]],
        );
        check(
            "{ agents: { defaults: { contextPruning: { ttl: '1 h' } } } }",
            &expect![[r#"
                warning invalid-pruning-ttl agents.defaults.contextPruning.ttl `'1 h'`: `1 h` is not a duration, so OpenClaw prunes after 5 minutes: write `1h` or `30m`
            "#]],
        );
        accepts(&[
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' },
                contextPruning: { mode: 'cache-ttl', ttl: '1h' }, heartbeat: { every: '55m' } } } }",
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5', heartbeat: { every: '30m' } } } }",
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5', contextPruning: { ttl: '1m' } } } }",
        ]);
    }

    #[test]
    fn seeding() {
        check(
            "{ auth: { profiles: { a: { provider: 'anthropic', mode: 'api_key' } } },
               agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' } } } }",
            &expect![[r#"
                information seeded-cache-retention agents.defaults.params.cacheRetention `'long'`: with an API key of Anthropic OpenClaw puts `short` into the entry of `anthropic/claude-opus-5` when it loads the file, and that beats this value: set `cacheRetention` in `agents.defaults.models["anthropic/claude-opus-5"].params`
            "#]],
        );
        accepts(&[
            "{ auth: { profiles: { a: { provider: 'anthropic', mode: 'oauth' } } },
               agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'long' } } } }",
            "{ auth: { profiles: { a: { provider: 'anthropic', mode: 'api_key' } } },
               agents: { defaults: { model: 'anthropic/claude-opus-5', params: { cacheRetention: 'short' } } } }",
        ]);
    }
}
