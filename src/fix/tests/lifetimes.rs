//! Lifetimes and time limits: every row of the table that is about one, and the cache in effect before and after.

use super::fixed;
use crate::config::cache_layers::{CacheEnvironment, effective};
use crate::config::cache_lifetime::Route;
use crate::config::cache_retention::Retention;
use crate::config::model_ref::ModelRef;
use serde_json::{Value, json};

/// Where a lifetime stood, and what becomes of the document.
fn rows() -> Vec<(Value, Value)> {
    let agents = |value: Value| json!({ "agents": { "defaults": value, "entries": { "main": value } } });
    let exec = |key: &str| json!({ "tools": { "exec": { key: 5 } }, "agents": { "entries": { "main": { "tools": { "exec": { key: 5 } } } } } });
    let bindings = |key: &str| json!({ "session": { "threadBindings": { key: 2 } }, "channels": { "discord": { "threadBindings": { key: 3 }, "accounts": { "a": { "threadBindings": { key: 0.5 } } } } } });
    let server = |value: Value| json!({ "mcp": { "servers": { "a": value } }, "nodeHost": { "mcp": { "servers": { "b": value } } } });
    let params = |value: Value| {
        agents(
            json!({ "params": value, "models": { "anthropic/claude-opus-5": { "params": value } }, "modelPolicy": {} }),
        )
    };
    vec![
        (params(json!({ "cacheControlTtl": "5m" })), params(json!({ "cacheRetention": "short" }))),
        (params(json!({ "cacheControlTtl": "1h" })), params(json!({ "cacheRetention": "long" }))),
        (params(json!({ "cacheControlTtl": "2h" })), params(json!({ "cacheControlTtl": "2h" }))),
        (bindings("ttlHours"), bindings("idleHours")),
        (json!({ "media": { "ttlHours": 24 } }), json!({ "attachments": { "ttlHours": 24 } })),
        (json!({ "acp": { "runtime": { "ttlMinutes": 5 } } }), json!({})),
        (
            json!({ "session": { "idleMinutes": 5 } }),
            json!({ "session": { "reset": { "mode": "idle", "idleMinutes": 5 } } }),
        ),
        (
            json!({ "session": { "maintenance": { "pruneDays": 3 } } }),
            json!({ "session": { "maintenance": { "pruneAfter": 3 } } }),
        ),
        (
            json!({ "session": { "maintenance": { "pruneAfter": "0d", "resetArchiveRetention": 0 } } }),
            json!({ "session": { "maintenance": {} } }),
        ),
        (server(json!({ "connectTimeout": 3 })), server(json!({ "connectionTimeoutMs": 3000 }))),
        (server(json!({ "connect_timeout": 1.5 })), server(json!({ "connectionTimeoutMs": 1500 }))),
        (server(json!({ "timeout": 2 })), server(json!({ "requestTimeoutMs": 2000 }))),
        (server(json!({ "timeout": -1 })), server(json!({}))),
        (exec("timeoutSec"), exec("timeoutSeconds")),
        (
            agents(json!({ "model": { "timeoutMs": 5 }, "subagents": { "model": { "timeoutMs": 5 } } })),
            agents(json!({ "model": {}, "subagents": { "model": {} } })),
        ),
        (
            json!({ "agents": { "defaults": { "llm": { "idleTimeoutSeconds": 9 } } } }),
            json!({ "agents": { "defaults": {} } }),
        ),
        (
            json!({ "cloudWorkers": { "profiles": { "p": { "lifetime": {} } } } }),
            json!({ "cloudWorkers": { "profiles": { "p": {} } } }),
        ),
        (
            json!({ "browser": { "actionTimeoutMs": 1, "remoteCdpTimeoutMs": 1, "localLaunchTimeoutMs": 1, "tabCleanup": { "idleMinutes": 1 } } }),
            json!({}),
        ),
        (
            json!({ "gateway": { "handshakeTimeoutMs": 1, "channelHealthCheckMinutes": 1, "reload": { "debounceMs": 1, "deferralTimeoutMs": 1 } } }),
            json!({}),
        ),
        (json!({ "update": { "auto": { "stableDelayHours": 1, "betaCheckIntervalHours": 1 } } }), json!({})),
        (json!({ "diagnostics": { "stuckSessionWarnMs": 1, "stuckSessionAbortMs": 1 } }), json!({})),
        (json!({ "web": { "heartbeatSeconds": 1 } }), json!({})),
        (json!({ "session": { "typingIntervalSeconds": 1 } }), json!({})),
        (json!({ "messages": { "queue": { "debounceMs": 1 } } }), json!({})),
        (json!({ "acp": { "stream": { "coalesceIdleMs": 1 } } }), json!({})),
        (json!({ "cron": { "triggers": { "minIntervalMs": 1 } } }), json!({})),
    ]
}

fn migrated(config: &Value) -> Value {
    let text = serde_json::to_string_pretty(config).expect("JSON");
    json5::from_str(&fixed(&text)).expect("JSON5")
}

#[test]
fn every_lifetime_has_its_place_of_today() {
    for (before, after) in rows() {
        assert_eq!(migrated(&before), after, "{before}");
    }
}

/// The `params` objects of a configuration that hold a lifetime with a mapping, written as their retention.
fn mapped(value: &mut Value) {
    if let Some(params) = value.as_object_mut() {
        let valid =
            |value: Option<&Value>| value.and_then(Value::as_str).and_then(Retention::parse).is_some();
        let legacy = params.get("cacheControlTtl").and_then(Value::as_str).and_then(Retention::from_legacy);
        if valid(params.get("cacheRetention")) {
            params.shift_remove("cacheControlTtl");
        } else if let Some(retention) = legacy {
            params.shift_remove("cacheControlTtl");
            params.insert("cacheRetention".to_owned(), json!(retention.word()));
        }
        params.values_mut().for_each(mapped);
    }
    value.as_array_mut().into_iter().flatten().for_each(mapped);
}

#[test]
fn a_lifetime_of_the_cache_keeps_its_meaning() {
    let vectors = include_str!("../../../tests/fixtures/cache-retention.json");
    let vectors: Vec<Value> = serde_json::from_str(vectors).expect("a fixture");
    let mut seen = 0;
    for vector in vectors {
        let text = |key: &str| vector[key].as_str().map(str::to_owned);
        let model = ModelRef::new(&text("provider").expect("text"), &text("model").expect("text"));
        let route = Route { api: text("api"), ..Route::default() };
        let agent = text("agentId");
        let of = |config: &Value| {
            effective(&config, agent.as_deref(), &model, &route, CacheEnvironment::default())
        };
        let mut expected = vector["config"].clone();
        mapped(&mut expected);
        let found = migrated(&vector["config"]);
        assert_eq!(of(&found).effective, of(&expected).effective, "{vector}");
        seen += usize::from(found != vector["config"]);
    }
    assert!(seen > 50, "only {seen} of the vectors hold a lifetime");
}
