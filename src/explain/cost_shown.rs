//! What the cache costs, as it is shown to people.

use super::cost::{CacheCost, CostRow};
use super::section::{Grid, Section};
use crate::catalog::card::grouped;
use crate::config::cache_cost::{AWAKE, Prices, Span};
use crate::config::cache_retention::Retention;
use crate::config::quantity::duration_in_words;

/// The prompt that stands for all where several agents are compared: the middle one.
fn middle(found: &CacheCost) -> usize {
    found.prompts.len() / 2
}

impl Section {
    /// What the cache costs.
    pub fn of_costs(found: &[CacheCost]) -> Self {
        let title = "What the prompt cache costs a day";
        if let [one] = found {
            return Self { title, alarm: None, facts: facts(one), grids: grids(one) };
        }
        let row = |one: &CacheCost| {
            let agent = one.agent.clone().unwrap_or_else(|| "defaults".to_owned());
            let costs = Retention::ALL.map(|retention| one.day(retention, middle(one)));
            let [none, short, long] = costs.map(|cost| cost.unwrap_or_else(|| "-".to_owned()));
            vec![agent, one.model.clone(), in_effect(one), none, short, long]
        };
        let heading = vec!["AGENT", "MODEL", "IN EFFECT", "NONE", "SHORT", "LONG"];
        let rows = found.iter().map(row).collect();
        let first = found.first();
        let facts = first.map(|one| ("assumed", assumed(one, one.prompts.get(middle(one)).copied())));
        let facts = facts.into_iter().chain(unknown(found)).collect();
        Self { title, alarm: None, facts, grids: vec![Grid { heading, rows }] }
    }
}

/// Why some costs are not known, each reason once.
fn unknown(found: &[CacheCost]) -> Vec<(&'static str, String)> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for one in found {
        let Some(why) = one.unknown else { continue };
        let agent = one.agent.as_deref().unwrap_or("defaults");
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, agents)) => agents.push(agent),
            None => reasons.push((why, vec![agent])),
        }
    }
    let all =
        |agents: &[&str]| if agents.len() == found.len() { "all".to_owned() } else { agents.join(", ") };
    reasons.into_iter().map(|(why, agents)| ("not known", format!("for {}: {why}", all(&agents)))).collect()
}

impl CacheCost {
    /// Dollars a day with a retention, for the prompt at an index.
    fn day(&self, retention: Retention, prompt: usize) -> Option<String> {
        let row = self.rows.iter().find(|row| row.retention == retention)?;
        Some(span(*row.days.get(prompt)?))
    }

    /// One sentence for a hover: what the day costs with each retention. Nothing where that is not known.
    pub fn sentence(&self) -> Option<String> {
        let prompt = middle(self);
        let costs: Vec<String> = Retention::ALL
            .into_iter()
            .filter_map(|one| Some(format!("{} with `{}`", self.day(one, prompt)?, one.word())))
            .collect();
        let tokens = grouped(*self.prompts.get(prompt)?);
        (!costs.is_empty()).then(|| {
            format!(
                "A prompt of {tokens} tokens and {} messages a day, an estimate: {}.",
                self.rhythm.messages,
                costs.join(", ")
            )
        })
    }
}

fn in_effect(one: &CacheCost) -> String {
    one.effective.map_or_else(|| "the provider's choice".to_owned(), |retention| retention.word().to_owned())
}

fn assumed(one: &CacheCost, prompt: Option<u64>) -> String {
    let prompt = prompt.map(|prompt| format!("a prompt of {} tokens, ", grouped(prompt))).unwrap_or_default();
    let (from, to) = AWAKE;
    format!("{prompt}{} messages a day between {from} and {to} o'clock", one.rhythm.messages)
}

fn facts(one: &CacheCost) -> Vec<(&'static str, String)> {
    let heartbeat = match one.rhythm.heartbeat {
        _ if one.is_heartbeat_apart => "sends another prompt, so it is not counted".to_owned(),
        Some(every) => format!("every {}, with the same prompt", words(every)),
        None => "none".to_owned(),
    };
    let mut facts = vec![
        ("agent", one.agent.clone().unwrap_or_else(|| "the defaults".to_owned())),
        ("model", one.model.clone()),
        ("in effect", in_effect(one)),
    ];
    match one.unknown {
        Some(why) => facts.push(("cost", format!("not known: {why}"))),
        None => facts.extend([("assumed", assumed(one, None)), ("heartbeat", heartbeat)]),
    }
    facts
}

fn grids(one: &CacheCost) -> Vec<Grid> {
    if one.rows.is_empty() {
        return Vec::new();
    }
    let cost = |at: usize, prompt: u64| {
        let days = Retention::ALL.map(|retention| one.day(retention, at).unwrap_or_default());
        std::iter::once(grouped(prompt)).chain(days).collect()
    };
    let costs = one.prompts.iter().enumerate().map(|(at, prompt)| cost(at, *prompt));
    vec![
        Grid { heading: vec!["PROMPT", "NONE", "SHORT", "LONG"], rows: costs.collect() },
        Grid {
            heading: vec!["RETENTION", "STAYS", "INPUT", "WRITE", "READ", "PAYS FROM", "WARM UP TO"],
            rows: one.rows.iter().map(terms).collect(),
        },
    ]
}

/// What a retention means for a million tokens, and when it pays.
fn terms(row: &CostRow) -> Vec<String> {
    let Prices { input, read, write } = row.prices;
    let is_cached = row.break_even.is_some();
    let cached = |price: f64| if is_cached { dollars(price) } else { "-".to_owned() };
    let share = row.break_even.map(|share| match share {
        0.0 => "always".to_owned(),
        share => format!("{:.0} % in time", share * 100.0),
    });
    let warm = row.warm_until.map(words);
    vec![
        row.retention.word().to_owned(),
        row.lifetime.to_string(),
        dollars(input),
        cached(write),
        cached(read),
        share.unwrap_or_else(|| "-".to_owned()),
        warm.unwrap_or_else(|| "-".to_owned()),
    ]
}

fn words(minutes: u32) -> String {
    duration_in_words(u64::from(minutes) * 60_000)
}

/// A sum such as `$0.42`, `$3.10` or `$128`, rounded to what somebody would look at.
fn dollars(sum: f64) -> String {
    match sum {
        sum if sum >= 100.0 => format!("${sum:.0}"),
        sum if sum >= 0.005 || sum == 0.0 => format!("${sum:.2}"),
        _ => "under $0.01".to_owned(),
    }
}

/// A span such as `$0.42 to $3.10`, or one sum where both ends are the same.
fn span(days: Span) -> String {
    let (low, high) = (dollars(days.low), dollars(days.high));
    if low == high { low } else { format!("{low} to {high}") }
}

#[cfg(test)]
mod tests {
    use super::dollars;

    #[test]
    fn sums_are_rounded_to_what_somebody_looks_at() {
        let shown = [0.0, 0.001, 0.006, 0.5, 3.1, 99.994, 127.6].map(dollars);
        assert_eq!(shown, ["$0.00", "under $0.01", "$0.01", "$0.50", "$3.10", "$99.99", "$128"]);
    }
}
