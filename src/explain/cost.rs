//! What the prompt cache of an agent costs a day, with each retention (docs/cost-of-the-cache.md).

use super::explainer::Explainer;
use super::explanation::{Explanation, Query};
use crate::catalog::Model;
use crate::catalog::card::cache_write_for_an_hour;
use crate::config::ConfigValue;
use crate::config::cache_cost::{Prices, Rhythm, Span, Stay, break_even, day, warm_until};
use crate::config::cache_lifetime::{CacheFamily, Lifetime, Route};
use crate::config::cache_retention::Retention;
use crate::syntax::{Scalar, Value};

/// Prompts that are shown where nobody says how long theirs is, in tokens: a fresh session, one with history, a full one.
pub const PROMPTS: [u64; 3] = [20_000, 100_000, 400_000];

/// Messages a day where nobody says how many come.
pub const MESSAGES: u32 = 40;

/// What the prompt cache of an agent costs.
#[derive(Clone, Debug, PartialEq)]
pub struct CacheCost {
    /// The agent's id; none for the defaults.
    pub agent: Option<String>,
    /// The model, as `provider/id`.
    pub model: String,
    /// The retention in effect; none where nothing is passed on.
    pub effective: Option<Retention>,
    /// The prompts that are asked about, in tokens.
    pub prompts: Vec<u64>,
    /// When requests come.
    pub rhythm: Rhythm,
    /// Whether heartbeats send another prompt, so that they neither use nor keep the cache of this one.
    pub is_heartbeat_apart: bool,
    /// The cost with each retention; empty where it is not known, see `unknown`.
    pub rows: Vec<CostRow>,
    /// Why there are no rows, as a sentence.
    pub unknown: Option<&'static str>,
}

/// The cost with one retention.
#[derive(Clone, Debug, PartialEq)]
pub struct CostRow {
    /// The retention.
    pub retention: Retention,
    /// How long the prompt stays.
    pub lifetime: Lifetime,
    /// What tokens cost.
    pub prices: Prices,
    /// Dollars a day for each prompt.
    pub days: Vec<Span>,
    /// The share of requests that must come in time, from 0 to 1, so that it costs no more than `none`.
    pub break_even: Option<f64>,
    /// The longest gap between messages, in minutes, up to which it pays that heartbeats keep the prompt there.
    pub warm_until: Option<u32>,
}

impl Explainer<'_> {
    /// What the prompt cache costs for an agent and a model. Without prompts, those of [`PROMPTS`] are taken.
    pub fn cache_cost(&self, query: Query<'_>, prompts: &[u64], messages: u32) -> CacheCost {
        let found = self.explain_cache(query);
        let model = &found.resolution.model;
        let is_heartbeat_apart = self.is_heartbeat_apart(query.agent, &found);
        let minutes =
            found.heartbeat.millis().map(|millis| u32::try_from(millis / 60_000).unwrap_or(u32::MAX));
        let heartbeat = minutes.filter(|minutes| *minutes > 0 && !is_heartbeat_apart);
        let prompts = if prompts.is_empty() { PROMPTS.to_vec() } else { prompts.to_vec() };
        let mut cost = CacheCost {
            agent: found.agent.clone(),
            model: model.to_string(),
            effective: found.cache.effective,
            prompts,
            rhythm: Rhythm { messages, heartbeat },
            is_heartbeat_apart,
            rows: Vec::new(),
            unknown: None,
        };
        let family = CacheFamily::of(model, &Route::of(&self.catalog, model));
        let row = self.catalog.model(&model.provider, &model.id);
        match row.and_then(prices) {
            _ if !family.reads_retention() => {
                cost.unknown = Some("this provider has no prompt cache that OpenClaw can control");
            }
            None => cost.unknown = Some("the catalogue lacks prices of this model, or of reading its cache"),
            Some(_) if found.is_claude_cli => {
                cost.unknown = Some("the Claude command line runs the model, which is paid by subscription");
            }
            Some(prices) => cost.rows = Retention::ALL.map(|one| cost.row(one, family, prices)).to_vec(),
        }
        cost
    }

    /// Whether the heartbeats of an agent send another prompt than its messages.
    fn is_heartbeat_apart(&self, agent: Option<&str>, found: &Explanation) -> bool {
        let own = agent.and_then(|id| self.agent(id)).map(|agent| agent.entry);
        let get = |key: &str| {
            let own = own.as_ref().and_then(|entry| entry.at(&["heartbeat", key]));
            own.or_else(|| self.root.at(&["agents", "defaults", "heartbeat", key]))
        };
        let is_on = |key: &str| get(key).and_then(Value::scalar).and_then(Scalar::as_bool) == Some(true);
        let other_model = get("model").and_then(|model| {
            let written = model.as_str()?.into_owned();
            let agent = agent.and_then(|id| self.agent(id));
            Some(self.resolve(agent, &written).model != found.resolution.model)
        });
        is_on("isolatedSession") || is_on("lightContext") || other_model.unwrap_or_default()
    }
}

impl CacheCost {
    fn row(&self, retention: Retention, family: CacheFamily, (prices, hour): (Prices, f64)) -> CostRow {
        let lifetime = family.lifetime(Some(retention));
        let stay = match (lifetime, lifetime.millis()) {
            (_, Some(millis)) => Stay::Minutes(u32::try_from(millis / 60_000).unwrap_or(u32::MAX)),
            (Lifetime::NotCached | Lifetime::Ignored, None) => Stay::Not,
            (_, None) => Stay::Unknown,
        };
        let write = match lifetime {
            Lifetime::OneHour => hour,
            Lifetime::FiveMinutes => prices.write,
            _ => prices.input,
        };
        let prices = Prices { write, ..prices };
        let is_cached = matches!(stay, Stay::Minutes(_));
        let warm = match (stay, self.rhythm.heartbeat) {
            (Stay::Minutes(lifetime), Some(heartbeat)) => warm_until(prices, lifetime, heartbeat),
            _ => None,
        };
        CostRow {
            retention,
            lifetime,
            prices,
            days: self.prompts.iter().map(|prompt| day(*prompt, prices, stay, self.rhythm)).collect(),
            break_even: is_cached.then(|| break_even(prices)),
            warm_until: warm,
        }
    }
}

/// The prices of a model, with that of a write that lives for an hour; nothing where the catalogue lacks one that counts.
fn prices(model: &Model) -> Option<(Prices, f64)> {
    // Nobody gives away what was read before: no price is one that is not known.
    let read = model.cost.cache_read.filter(|price| *price > 0.0)?;
    let input = model.cost.input?;
    let write = model.cost.cache_write.filter(|price| *price > 0.0).unwrap_or(input);
    let hour = cache_write_for_an_hour(model).unwrap_or(write);
    (input > 0.0).then_some((Prices { input, read, write }, hour))
}
