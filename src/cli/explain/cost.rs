//! What the prompt cache costs.

use crate::config::cache_cost::Span;
use crate::config::cache_retention::Retention;
use crate::explain::{CacheCost, CostRow, Explainer, MESSAGES, Query};
use serde_json::{Value, json};

/// The day whose cost is asked for.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Day<'q> {
    /// The prompts, in tokens; the usual ones where there are none.
    pub(in crate::cli) prompts: &'q [u64],
    /// The messages that come.
    pub(in crate::cli) messages: u32,
}

impl Default for Day<'_> {
    fn default() -> Self {
        Self { prompts: &[], messages: MESSAGES }
    }
}

/// What the cache costs for the agent or model that is asked about, else for each agent.
pub(super) fn of(explainer: &Explainer<'_>, query: Query<'_>, day: Day<'_>) -> Vec<CacheCost> {
    let cost = |query| explainer.cache_cost(query, day.prompts, day.messages);
    if query.agent.is_some() || query.model.is_some() {
        return vec![cost(query)];
    }
    explainer.agent_ids().iter().map(|id| cost(Query { agent: Some(id), ..query })).collect()
}

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
