//! What the prompt cache costs, for programs.

use crate::config::cache_cost::Span;
use crate::config::cache_retention::Retention;
use crate::explain::{CacheCost, CostRow};
use serde_json::{Value, json};

pub(super) fn json(found: &[CacheCost]) -> Value {
    json!({ "costs": found.iter().map(agent).collect::<Vec<_>>() })
}

fn agent(found: &CacheCost) -> Value {
    json!({
        "agent": found.agent,
        "model": found.model,
        "cacheRetention": found.effective.map(Retention::word),
        "prompts": found.prompts,
        "messagesPerDay": found.rhythm.messages,
        "heartbeatMinutes": found.rhythm.heartbeat,
        "heartbeatApart": found.is_heartbeat_apart,
        "unknown": found.unknown,
        "retentions": found.rows.iter().map(row).collect::<Vec<_>>(),
    })
}

fn row(row: &CostRow) -> Value {
    let day = |span: &Span| json!({ "low": cents(span.low), "high": cents(span.high) });
    json!({
        "cacheRetention": row.retention.word(),
        "lifetime": row.lifetime.words(),
        "dollarsPerMillionTokens": { "input": row.prices.input, "read": row.prices.read, "write": row.prices.write },
        "dollarsPerDay": row.days.iter().map(day).collect::<Vec<_>>(),
        "paysFromShareInTime": row.break_even.map(cents),
        "warmUntilMinutes": row.warm_until,
    })
}

/// Rounded to a hundredth: more would look exact.
fn cents(sum: f64) -> f64 {
    (sum * 100.0).round() / 100.0
}
