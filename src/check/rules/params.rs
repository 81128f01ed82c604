//! `params` objects, which OpenClaw takes with any key and value: what in them has no effect
//! (docs/openclaw/models.md#keys-whose-params-apply, docs/openclaw/params.md#keys).

use super::plain::text;
use crate::catalog::MergedCatalog;
use crate::check::{Fact, Facts, Finding, Place, Rule, known_text};
use crate::config::cache_lifetime::{CacheFamily, Route};
use crate::config::cache_retention::Retention;
use crate::config::lexicon::Lexicon;
use crate::config::model_ref::{ModelRef, Parsed, Shape};
use crate::config::params::{self, ParamKey, ParamType};
use crate::syntax::{Entry, Node, ScalarKind, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.defaults.models.*", needs: &[Fact::Catalog], check: entry },
    Rule { at: "agents.{entries.*,list[]}.models.*", needs: &[Fact::Catalog], check: own_entry },
    Rule { at: "agents.{entries.*,list[]}", needs: &[], check: shadowed },
    Rule {
        at: "agents.{defaults,defaults.models.*,entries.*,entries.*.models.*,list[],list[].models.*}.params.*",
        needs: &[],
        check: parameter,
    },
];

/// The settings that have rules of their own.
const CACHE: [&str; 2] = ["cacheRetention", "cacheControlTtl"];

fn entry(place: &Place<'_>, found: &mut Vec<Finding>) {
    judge(place, false, found);
}

fn own_entry(place: &Place<'_>, found: &mut Vec<Finding>) {
    judge(place, true, found);
}

fn judge(place: &Place<'_>, is_own: bool, found: &mut Vec<Finding>) {
    let Some(params) = place.object().and_then(|entry| entry.get("params")?.object()) else { return };
    let (key, token) = (place.key(), place.entry.key_token());
    let Some(range) = token.map(|token| token.range).filter(|_| params.count() > 0) else { return };
    if key.starts_with('$') {
        return;
    }
    if let Some((remedy, meant)) =
        never_applies(&key, is_own, place.facts.catalog(), place.facts.world.lexicon())
    {
        let message = format!("the `params` of `{key}` never apply: {remedy}");
        found.push(Finding::warning("params-never-apply", range, message).meant(meant));
        return;
    }
    if let Some(model) = Parsed::parse(&key).model_ref(place.facts.world.lexicon()) {
        ignored(place, params, &model, found);
        found.extend(service_tier(params, &model));
    }
}

/// Why the `params` of an entry with this key apply to no model, and the key to write.
fn never_applies(
    key: &str,
    is_own: bool,
    catalog: &MergedCatalog,
    names: Lexicon,
) -> Option<(String, Option<String>)> {
    let applies = |model: &ModelRef| model.takes_params(key, is_own, names);
    let parsed = Parsed::parse(key);
    let plain = Parsed::parse(parsed.without_profile()).model_ref(names);
    Some(match (parsed.shape, &plain) {
        (Shape::Wildcard, _) => {
            ("a wildcard is only a list of models; write one entry for each model".to_owned(), None)
        }
        (_, Some(model)) if parsed.profile.is_some() => {
            let key = model.key();
            (format!("OpenClaw looks for the model without its auth profile; write `{key}`"), Some(key))
        }
        (Shape::Full, Some(model)) if !applies(model) => {
            (format!("OpenClaw looks for the key `{}`; write that", model.key()), Some(model.key()))
        }
        (Shape::Full, Some(model)) => {
            let known = format!("{}/{}", model.provider, same_but_for_case(catalog, model)?);
            (format!("the case of model ids matters; write `{known}`"), Some(known))
        }
        (Shape::Bare | Shape::Special, _) => {
            let provider = only_provider(catalog, parsed.id_text()?);
            let whole = provider.map(|provider| format!("{provider}/{key}"));
            let example = whole.as_ref().map(|whole| format!(", such as `{whole}`")).unwrap_or_default();
            (format!("it is not a `provider/model`; write the whole reference{example}"), whole)
        }
        _ => return None,
    })
}

/// A class of service that another provider has (docs/openclaw/params.md#service-tiers).
fn service_tier(params: Node<'_>, model: &ModelRef) -> Option<Finding> {
    let value = params.get("serviceTier").or_else(|| params.get("service_tier"))?;
    let (known, tiers) = (params::key("serviceTier")?, params::service_tiers(&model.provider)?);
    let text = text(value).filter(|text| known.values.contains(&&**text) && !tiers.contains(&&**text))?;
    let tiers: Vec<String> = tiers.iter().map(|tier| format!("`\"{tier}\"`")).collect();
    let message = format!(
        "`{}` has no service tier `{text}`, so it is ignored: write {}",
        model.provider,
        tiers.join(" or ")
    );
    Some(Finding::warning("invalid-param-value", value.range(), message))
}

/// The id that differs from an unknown one only in its case.
fn same_but_for_case<'c>(catalog: &'c MergedCatalog, model: &ModelRef) -> Option<&'c str> {
    let provider = catalog.provider(&model.provider)?;
    if provider.model(&model.id).is_some() {
        return None;
    }
    let same = provider.models().iter().find(|known| known.id.eq_ignore_ascii_case(&model.id));
    same.map(|known| known.id.as_ref())
}

/// A provider that has a model with this id.
fn only_provider<'c>(catalog: &'c MergedCatalog, id: &str) -> Option<&'c str> {
    let mut having = catalog.providers().filter(|provider| provider.model(id).is_some());
    let first = having.next()?;
    having.next().is_none().then(|| first.id.as_ref())
}

/// Whether a model's provider reads no retention (docs/openclaw/cache-retention.md#lifetimes). `OpenRouter` is left out: which
/// of its routes keep a cache is not OpenClaw's to say.
pub(super) fn ignores_retention(facts: &Facts<'_>, model: &ModelRef) -> bool {
    if model.provider == "openrouter" || facts.is_open(&["models", "providers"]) {
        return false;
    }
    let catalog = match own_provider(facts, model) {
        Some(section) if !is_read_to_the_end(section) => return false,
        Some(_) => facts.catalog(),
        None => MergedCatalog::plain(),
    };
    catalog.provider(&model.provider).is_some()
        && !CacheFamily::of(model, &Route::of(catalog, model)).reads_retention()
}

/// The section that the document has for the provider of a model.
fn own_provider<'t>(facts: &Facts<'t>, model: &ModelRef) -> Option<Node<'t>> {
    let providers = facts.object(&["models", "providers"])?;
    let same =
        |entry: &Entry<'_>| entry.key().is_some_and(|key| key.trim().eq_ignore_ascii_case(&model.provider));
    let written = || providers.entries().filter(same).last();
    providers.member(&model.provider).or_else(written)?.value()?.object()
}

/// Whether all is known that decides how the models of a section are reached.
fn is_read_to_the_end(section: Node<'_>) -> bool {
    let is_known = |value: Option<Value<'_>>| value.is_none_or(|value| known_text(value).is_some());
    let models = section.get("models").and_then(Value::array);
    let mut rows = models.into_iter().flat_map(Node::entries).filter_map(Entry::value);
    let is_plain = |row: Value<'_>| {
        let compat = row.get("compat").and_then(Value::object);
        is_known(row.get("api"))
            && [row.object(), compat].into_iter().flatten().all(|node| !node.has("$include"))
    };
    !section.has("$include")
        && is_known(section.get("api"))
        && is_known(section.get("baseUrl"))
        && rows.all(is_plain)
}

/// A valid retention for a model whose provider reads none.
fn ignored(place: &Place<'_>, params: Node<'_>, model: &ModelRef, found: &mut Vec<Finding>) {
    let value = valid_retention(params);
    if let Some(value) = value.filter(|_| ignores_retention(place.facts, model)) {
        let message = match own_provider(place.facts, model).and_then(|section| switch(section, model)) {
            Some((api, switch)) => format!(
                "over `{api}` OpenClaw does not ask `{}` for a prompt cache, so `cacheRetention` has no effect for this model: {switch}, or remove it",
                model.provider
            ),
            None => format!(
                "`{}` has no prompt cache that OpenClaw can control: `cacheRetention` has no effect for this model, remove it",
                model.provider
            ),
        };
        found.push(Finding::information("ignored-cache-retention", value.range(), message));
    }
}

/// What has a retention passed on to a server of the user's own, where it takes that; with its protocol.
fn switch(section: Node<'_>, model: &ModelRef) -> Option<(String, &'static str)> {
    let is_row = |row: &Value<'_>| row.get("id").and_then(text).is_some_and(|id| id.trim() == model.id);
    let models = section.get("models").and_then(Value::array);
    let row = models.into_iter().flat_map(Node::entries).filter_map(Entry::value).find(is_row);
    let api = row.and_then(|row| row.get("api")).or_else(|| section.get("api"));
    let api =
        api.and_then(text).map_or_else(|| "openai-completions".to_owned(), std::borrow::Cow::into_owned);
    let switch = match &*api {
        "openai-completions" if model.id.to_lowercase().contains("claude") => {
            "if the server accepts Anthropic's cache markers, set `compat: { cacheControlFormat: \"anthropic\" }` for the model or reach it by `api: \"anthropic-messages\"`"
        }
        "openai-completions" | "openai-responses" => {
            "if the server accepts a cache key, set `compat: { supportsPromptCacheKey: true }` for the model"
        }
        _ => return None,
    };
    Some((api, switch))
}

/// The value of `cacheRetention`, where it is a valid one.
pub(super) fn valid_retention(params: Node<'_>) -> Option<Value<'_>> {
    params
        .get("cacheRetention")
        .filter(|value| text(*value).is_some_and(|text| Retention::parse(&text).is_some()))
}

/// The retention of an agent's model below that of the agent itself, which always wins.
fn shadowed(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(agent) = place.object() else { return };
    let params = agent.get("params").and_then(Value::object);
    let Some(winner) = params.and_then(|params| params.get("cacheRetention")) else { return };
    let models = agent.get("models").and_then(Value::object);
    for entry in models.into_iter().flat_map(Node::entries) {
        let params = entry.value().and_then(|entry| entry.get("params")?.object());
        if let Some(value) = params.and_then(valid_retention) {
            let message = "the agent's own `params` override those of its models, so this value never applies: remove one of the two";
            let finding = Finding::information("shadowed-cache-retention", value.range(), message);
            found.push(finding.related(winner.range(), "this one wins"));
        }
    }
}

fn parameter(place: &Place<'_>, found: &mut Vec<Finding>) {
    let (key, token) = (place.key(), place.entry.key_token());
    if CACHE.contains(&&*key) || key.starts_with('$') {
        return;
    }
    let Some(known) = params::key(&key) else {
        let meant = params::nearest_name(&key);
        let hint = meant.map(|near| format!(", did you mean `{near}`?")).unwrap_or_default();
        let hint = if hint.is_empty() { ": it is passed on or silently ignored".to_owned() } else { hint };
        let message = format!("OpenClaw knows no parameter `{key}`{hint}");
        let finding = |range| Finding::information("unknown-param", range, message).meant(meant);
        found.extend(token.map(|token| finding(token.range)));
        return;
    };
    if let Some(expected) = misfit(known, place.value) {
        let message = format!("this value has no effect for `{key}`: write {expected}");
        found.push(Finding::warning("invalid-param-value", place.value.range(), message));
    }
}

/// What to write where a value has no effect.
fn misfit(key: &ParamKey, value: Value<'_>) -> Option<String> {
    let has = |kind| key.types.contains(&kind);
    let fits = match value {
        Value::Node(node) if node.is_object() => has(ParamType::Object) || node.has("$include"),
        Value::Node(_) => has(ParamType::Strings),
        Value::Scalar(scalar) => match scalar.kind() {
            ScalarKind::String => return text(value).and_then(|text| misfit_text(key, &text)),
            ScalarKind::Number => scalar.as_f64().is_some_and(|number| key.takes_number(number)),
            ScalarKind::Boolean => has(ParamType::Boolean),
            ScalarKind::Null => has(ParamType::Null),
            ScalarKind::Malformed => true,
        },
    };
    (!fits && !key.types.is_empty()).then(|| expected(key))
}

fn misfit_text(key: &ParamKey, text: &str) -> Option<String> {
    // These two are read in many spellings, which nobody lists.
    let is_loose = matches!(key.name, "thinking" | "fastMode");
    let takes_text = key.types.is_empty() || key.types.contains(&ParamType::String);
    let fits = takes_text && (is_loose || key.values.is_empty() || key.values.contains(&text));
    (!fits).then(|| expected(key))
}

/// What a key takes, in words.
fn expected(key: &ParamKey) -> String {
    let quoted = |value: &&str| format!("`\"{value}\"`");
    let mut words: Vec<String> = key.values.iter().map(quoted).collect();
    let others = key.types.iter().filter(|kind| words.is_empty() || **kind != ParamType::String);
    let others: Vec<String> = others.map(|kind| format!("a {}", kind.word())).collect();
    words.extend(others);
    let bounds = match (key.min, key.max) {
        (Some(min), Some(max)) => format!(" from {min} to {max}"),
        (Some(min), None) => format!(" of at least {min}"),
        _ => String::new(),
    };
    format!("{}{bounds}", words.join(" or "))
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn entries_whose_params_never_apply() {
        check(
            "{ agents: { defaults: { models: {
                'anthropic/opus': { params: { topP: 1 } }, 'claude-opus-5': { params: { topP: 1 } },
                'anthropic/Claude-Opus-5': { params: { topP: 1 } }, 'anthropic/*': { params: { topP: 1 } },
                'anthropic/claude-opus-5@work': { params: { topP: 1 } }, 'openai/openai/gpt-5.4': { params: { topP: 1 } },
            } } } }",
            &expect![[r#"
                warning params-never-apply agents.defaults.models.anthropic/opus `'anthropic/opus'`: the `params` of `anthropic/opus` never apply: OpenClaw looks for the key `anthropic/claude-opus-5`; write that
                warning params-never-apply agents.defaults.models.claude-opus-5 `'claude-opus-5'`: the `params` of `claude-opus-5` never apply: it is not a `provider/model`; write the whole reference
                warning params-never-apply agents.defaults.models.anthropic/Claude-Opus-5 `'anthropic/Claude-Opus-5'`: the `params` of `anthropic/Claude-Opus-5` never apply: the case of model ids matters; write `anthropic/claude-opus-5`
                information unknown-model agents.defaults.models.anthropic/Claude-Opus-5 `'anthropic/Claude-Opus-5'`: the catalogue has no model `anthropic/Claude-Opus-5`: did you mean `anthropic/claude-opus-5`? A new model may be missing
                warning params-never-apply agents.defaults.models.anthropic/* `'anthropic/*'`: the `params` of `anthropic/*` never apply: a wildcard is only a list of models; write one entry for each model
                warning params-never-apply agents.defaults.models.anthropic/claude-opus-5@work `'anthropic/claude-opus-5@work'`: the `params` of `anthropic/claude-opus-5@work` never apply: OpenClaw looks for the model without its auth profile; write `anthropic/claude-opus-5`
                warning params-never-apply agents.defaults.models.openai/openai/gpt-5.4 `'openai/openai/gpt-5.4'`: the `params` of `openai/openai/gpt-5.4` never apply: OpenClaw looks for the key `openai/gpt-5.4`; write that
            "#]],
        );
    }

    #[test]
    fn an_agents_own_keys_count_as_they_are_written() {
        check(
            "{ agents: { entries: { main: { models: { 'Anthropic/claude-opus-5': { params: { topP: 1 } }, 'anthropic/claude-opus-5': { params: { topP: 1 } } } } } } }",
            &expect![[r#"
                warning params-never-apply agents.entries.main.models.Anthropic/claude-opus-5 `'Anthropic/claude-opus-5'`: the `params` of `Anthropic/claude-opus-5` never apply: OpenClaw looks for the key `anthropic/claude-opus-5`; write that
            "#]],
        );
    }

    #[test]
    fn entries_whose_params_apply() {
        accepts(&[
            "{ agents: { defaults: { models: { 'Anthropic/claude-opus-5': { params: { topP: 1 } }, 'anthropic/*': {} } } } }",
            "{ agents: { defaults: { models: { 'openrouter/auto': { params: { topP: 1 } } } } } }",
            "{ agents: { defaults: { models: { 'anthropic/opus': { params: {} } } } } }",
        ]);
    }

    #[test]
    fn retention_that_is_ignored_or_shadowed() {
        check(
            "{ agents: { defaults: { models: {
                'groq/openai/gpt-oss-120b': { params: { cacheRetention: 'long' } },
                'claude-cli/claude-opus-5': { params: { cacheRetention: 'long' } } } },
              entries: { a: { params: { cacheRetention: 'short' },
                              models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } } }",
            &expect![[r#"
                information ignored-cache-retention agents.defaults.models.groq/openai/gpt-oss-120b.params.cacheRetention `'long'`: `groq` has no prompt cache that OpenClaw can control: `cacheRetention` has no effect for this model, remove it
                information ignored-cache-retention agents.defaults.models.claude-cli/claude-opus-5.params.cacheRetention `'long'`: `claude-cli` has no prompt cache that OpenClaw can control: `cacheRetention` has no effect for this model, remove it
                information shadowed-cache-retention agents.entries.a.models.anthropic/claude-opus-5.params.cacheRetention `'long'`: the agent's own `params` override those of its models, so this value never applies: remove one of the two
            "#]],
        );
        accepts(&[
            "{ agents: { entries: { a: { models: { 'anthropic/claude-opus-5': { params: { cacheRetention: 'long' } } } } } } }",
            "{ agents: { defaults: { models: { 'openai/gpt-5.4': { params: { cacheRetention: 'long' } } } } } }",
        ]);
    }

    #[test]
    fn parameters() {
        check(
            "{ agents: { defaults: { params: { temprature: 1, whatever: 1, temperature: 'hot', transport: 'smoke',
                maxTokens: -1, stop: ['a'], thinking: 'x-high', serviceTier: '${TIER}', anthropicBeta: true } } } }",
            &expect![[r#"
                information unknown-param agents.defaults.params.temprature `temprature`: OpenClaw knows no parameter `temprature`, did you mean `temperature`?
                information unknown-param agents.defaults.params.whatever `whatever`: OpenClaw knows no parameter `whatever`: it is passed on or silently ignored
                warning invalid-param-value agents.defaults.params.temperature `'hot'`: this value has no effect for `temperature`: write a number
                warning invalid-param-value agents.defaults.params.transport `'smoke'`: this value has no effect for `transport`: write `"sse"` or `"websocket"` or `"websocket-cached"` or `"auto"`
                warning invalid-param-value agents.defaults.params.maxTokens `-1`: this value has no effect for `maxTokens`: write a number of at least 0
                warning missing-variable agents.defaults.params.serviceTier `${TIER}`: `TIER` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
                warning invalid-param-value agents.defaults.params.anthropicBeta `true`: this value has no effect for `anthropicBeta`: write a string or a list of strings
            "#]],
        );
        accepts(&[
            "{ agents: { defaults: { params: { max_tokens: 5, extra_body: {}, parallel_tool_calls: null } } } }",
        ]);
    }
}
