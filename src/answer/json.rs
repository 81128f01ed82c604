//! Explanations for programs.

use super::asked::Answer;
use super::refusal::Refusal;
use super::subject::Subject;
use super::{access, cost, route, tools};
use crate::base::masking;
use crate::config::auth::AuthMode;
use crate::config::cache_retention::{CacheOutcome, Layer, LayerValue, Retention, Why};
use crate::config::effective::Filled;
use crate::config::selection::How;
use crate::explain::{Explanation, LayerRow, Limits, ModelKey, ParamRow, Role};
use crate::ide::KeyExplanation;
use serde_json::{Value, json};

/// The object that is printed: for one agent or model its explanation itself, else all of them under `agents`.
pub(super) fn of(subject: &Subject<'_>, answer: &Answer) -> Value {
    let mut value = match answer {
        Answer::Agents(agents) => {
            json!({ "agents": agents.iter().map(|found| one(found, subject)).collect::<Vec<_>>() })
        }
        Answer::One(found) => one(found, subject),
        Answer::Key(found) => key(found, subject),
        Answer::Start(found) => found.json(),
        Answer::Access(found) => access::json(found, subject),
        Answer::Tools(found) => tools::json(found),
        Answer::Costs(found) => cost::json(found),
        Answer::Route(found) => json!({ "route": route::json(found, subject) }),
    };
    let refusal = subject.refusal();
    if let Some(object) = value.as_object_mut() {
        object.insert("file".to_owned(), subject.name.into());
        object.insert("valid".to_owned(), refusal.is_none().into());
        object.insert("refusal".to_owned(), refusal.as_ref().map(refused).unwrap_or_default());
    }
    masked(value)
}

fn refused(refusal: &Refusal) -> Value {
    let Refusal { file, errors, line, message } = refusal;
    json!({ "errors": errors, "file": file, "line": line, "message": message })
}

/// The same with a mask for what looks like a credential in any of its texts.
fn masked(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(masking::text(&text).into_owned()),
        Value::Array(items) => items.into_iter().map(masked).collect(),
        Value::Object(members) => members.into_iter().map(|(key, value)| (key, masked(value))).collect(),
        other => other,
    }
}

fn one(found: &Explanation, subject: &Subject<'_>) -> Value {
    json!({
        "agent": found.agent,
        "defined": found.is_defined,
        "model": found.resolution.model.to_string(),
        "written": found.written,
        "writtenAt": found.written_at,
        "how": how(&found.resolution.how),
        "profile": found.resolution.profile,
        "providerKnown": found.knows_provider,
        "api": found.api,
        "runtime": found.is_claude_cli.then_some("claude-cli"),
        "cacheRetention": cache(found, subject),
        "params": found.params.iter().map(|row| param(row, subject)).collect::<Vec<_>>(),
        "fallbacks": found.fallbacks.iter().map(|(model, cache)| {
            json!({ "model": model.to_string(), "cacheRetention": outcome(cache) })
        }).collect::<Vec<_>>(),
        "thinking": found.roles.thinking.as_ref().map(|said| json!({ "level": said.value, "path": said.path })),
        "otherModels": found.roles.models.iter().map(role).collect::<Vec<_>>(),
        "limits": limits(&found.roles.limits),
        "logins": found.roles.logins,
        "heartbeat": { "every": filled(&found.heartbeat) },
        "contextPruning": { "mode": filled(&found.pruning.mode), "ttl": filled(&found.pruning.ttl) },
        "anthropicAuth": match found.auth.mode {
            AuthMode::ApiKey => Some("api_key"),
            AuthMode::OAuth => Some("oauth"),
            AuthMode::Undecided => None,
        },
        "partial": found.is_partial,
    })
}

fn role(role: &Role) -> Value {
    json!({
        "for": role.purpose,
        "model": role.model.as_ref().map(ToString::to_string),
        "path": role.path,
        "fallbacks": role.then.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn limits(limits: &Limits) -> Value {
    json!({
        "contextWindow": limits.window,
        "contextTokens": limits.usable.as_ref().map(|said| said.value),
        "maxTokens": limits.answer,
        "path": limits.path,
    })
}

fn cache(found: &Explanation, subject: &Subject<'_>) -> Value {
    let deciding = match found.cache.why {
        Why::Layer(layer) | Why::Legacy(layer) => Some(layer),
        Why::Seeded => Some(Layer::DefaultsModel),
        Why::Environment | Why::Default | Why::NotRead => None,
    };
    let deciding = found.layers.iter().find(|row| Some(row.layer) == deciding);
    let mut value = outcome(&found.cache);
    let more = json!({
        "layer": deciding.map(|row| &row.path),
        "paramsKeyApplies": found.params_key_applies(),
        "layers": found.layers.iter().map(|row| layer(row, subject)).collect::<Vec<_>>(),
        "keys": found.keys.iter().map(model_key).collect::<Vec<_>>(),
    });
    if let (Some(object), Value::Object(more)) = (value.as_object_mut(), more) {
        object.extend(more);
    }
    value
}

fn outcome(cache: &CacheOutcome) -> Value {
    json!({
        "effective": cache.effective.map(Retention::word),
        "why": why(cache.why),
        "lifetime": cache.lifetime.words(),
        "lifetimeMs": cache.lifetime.millis(),
    })
}

const fn why(why: Why) -> &'static str {
    match why {
        Why::Layer(_) => "layer",
        Why::Seeded => "seeded",
        Why::Legacy(_) => "legacy",
        Why::Environment => "environment",
        Why::Default => "default",
        Why::NotRead => "not-read",
    }
}

const fn how(how: &How) -> &'static str {
    match how {
        How::Written => "reference",
        How::Alias(_) => "alias",
        How::UniqueMatch => "unique-match",
        How::Special => "special",
        How::DefaultProvider => "default-provider",
        How::DefaultModel => "default-model",
    }
}

fn layer(row: &LayerRow, subject: &Subject<'_>) -> Value {
    json!({
        "path": row.path,
        "cacheRetention": value(&row.retention),
        "cacheControlTtl": value(&row.legacy),
        "seeded": row.before_seeding.is_some(),
        "written": row.before_seeding.as_ref().map_or_else(|| value(&row.retention), value),
        "fate": row.fate.word(),
        "file": subject.file(row.range),
    })
}

/// A text as itself; what is no text cannot be told from nothing, since it has no effect either.
fn value(value: &LayerValue) -> Option<String> {
    match value {
        LayerValue::Text(text) => Some(masking::written(text).into_owned()),
        LayerValue::Absent | LayerValue::Other => None,
    }
}

fn model_key(key: &ModelKey) -> Value {
    json!({ "map": key.map, "key": key.key, "applies": key.applies, "params": key.has_params })
}

fn param(row: &ParamRow, subject: &Subject<'_>) -> Value {
    json!({
        "name": row.name,
        "value": row.value,
        "seeded": row.is_seeded,
        "path": row.path,
        "shadowed": row.shadowed,
        "file": subject.file(row.range),
    })
}

fn filled(setting: &Filled) -> Value {
    json!({ "value": setting.text, "written": setting.is_written })
}

fn key(found: &KeyExplanation, subject: &Subject<'_>) -> Value {
    json!({
        "key": found.path,
        "set": found.range.is_some(),
        "value": found.value,
        "writtenIn": subject.file(found.range),
        "documentation": found.documentation,
        "types": found.types,
        "markdown": found.markdown,
        "wins": found.wins.as_ref().map(|row| param(row, subject)),
    })
}
