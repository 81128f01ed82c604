//! What a prompt that comes again and again costs a day, by how long it stays in the provider's cache
//! (docs/cost-of-the-cache.md has the formulas and what they leave out).

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Prices in US dollars per million tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    /// A token that is sent and in no cache.
    pub input: f64,
    /// A token that is read from the cache.
    pub read: f64,
    /// A token that is written to the cache.
    pub write: f64,
}

/// How long a prompt stays in the cache after its last use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// It is not cached.
    Not,
    /// So many minutes.
    Minutes(u32),
    /// As long as the provider sees fit: nobody can say.
    Unknown,
}

/// When messages come on a day: so many, and a heartbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Messages a day.
    pub messages: u32,
    /// Minutes between heartbeats that send the same prompt; none where there are none.
    pub heartbeat: Option<u32>,
}

/// Two extremes between which a day lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The cheaper one.
    pub low: f64,
    /// The dearer one.
    pub high: f64,
}

impl Span {
    fn of(one: f64, other: f64) -> Self {
        Self { low: one.min(other), high: one.max(other) }
    }
}

/// Messages come in these hours of the day.
pub const AWAKE: (u32, u32) = (7, 23);

/// Messages of one conversation, and the minutes between two of them.
pub const CONVERSATION: (u32, u32) = (10, 2);

/// What a day costs in US dollars: between messages in conversations and messages that are spread over the hours.
pub fn day(prompt: u64, prices: Prices, stay: Stay, rhythm: Rhythm) -> Span {
    let cost = |minutes: &[u32]| {
        let requests = f64::from(u32::try_from(minutes.len()).unwrap_or(u32::MAX));
        let per_token = match stay {
            Stay::Not => Span::of(requests * prices.input, requests * prices.input),
            Stay::Unknown => Span::of(requests * prices.read, requests * prices.input),
            Stay::Minutes(lifetime) => {
                let reads = f64::from(hits(minutes, lifetime));
                let cost = reads * prices.read + (requests - reads) * prices.write;
                Span::of(cost, cost)
            }
        };
        #[expect(
            clippy::cast_precision_loss,
            reason = "prompts have fewer tokens than a float has exact integers"
        )]
        let millions = prompt as f64 / 1e6;
        Span::of(per_token.low * millions, per_token.high * millions)
    };
    let (talks, spread) = (cost(&requests(rhythm, conversations)), cost(&requests(rhythm, evenly)));
    Span { low: talks.low.min(spread.low), high: talks.high.max(spread.high) }
}

/// The share of requests that must find the prompt in the cache, from 0 to 1, so that caching costs no more than none.
pub fn break_even(prices: Prices) -> f64 {
    if prices.write <= prices.input {
        return 0.0;
    }
    ((prices.write - prices.input) / (prices.write - prices.read)).clamp(0.0, 1.0)
}

/// The longest gap between messages, in minutes, up to which heartbeats that read the cache cost less than writing the prompt
/// again does. Nothing where they do not come while it is still there.
pub fn warm_until(prices: Prices, lifetime: u32, heartbeat: u32) -> Option<u32> {
    if heartbeat == 0 || heartbeat >= lifetime || prices.read <= 0.0 || prices.write <= prices.read {
        return None;
    }
    let reads = (prices.write - prices.read) / prices.read;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded just here")]
    let minutes = (reads * f64::from(heartbeat)).min(1e6) as u32;
    Some(minutes)
}

/// How many requests come while the prompt is still in the cache. A day follows on one like it.
fn hits(minutes: &[u32], lifetime: u32) -> u32 {
    let last = minutes.last().copied().unwrap_or_default();
    let wrapped = minutes.first().map(|first| first + DAY - last);
    let gaps = minutes.windows(2).map(|pair| pair[1] - pair[0]).chain(wrapped);
    u32::try_from(gaps.filter(|gap| *gap < lifetime).count()).unwrap_or(u32::MAX)
}

/// The minutes of a day in which requests come, in order.
fn requests(rhythm: Rhythm, messages: fn(u32) -> Vec<u32>) -> Vec<u32> {
    let mut minutes = messages(rhythm.messages);
    if let Some(every) = rhythm.heartbeat.filter(|every| *every > 0) {
        minutes.extend((0..DAY).step_by(every as usize));
    }
    minutes.sort_unstable();
    minutes
}

/// Conversations that begin evenly over the hours.
fn conversations(messages: u32) -> Vec<u32> {
    let (length, gap) = CONVERSATION;
    let count = messages.div_ceil(length);
    let begins = evenly(count);
    (0..messages).map(|number| begins[(number / length) as usize] + number % length * gap).collect()
}

fn evenly(count: u32) -> Vec<u32> {
    let (from, to) = (AWAKE.0 * 60, AWAKE.1 * 60);
    (0..count).map(|number| from + (to - from) * number / count.max(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Anthropic's rates for an input price of one dollar.
    const SHORT: Prices = Prices { input: 1.0, read: 0.1, write: 1.25 };
    const LONG: Prices = Prices { input: 1.0, read: 0.1, write: 2.0 };

    fn check(stay: Stay, prices: Prices, messages: u32, heartbeat: Option<u32>, low: f64, high: f64) {
        let found = day(1_000_000, prices, stay, Rhythm { messages, heartbeat });
        assert!((found.low - low).abs() < 1e-9 && (found.high - high).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn without_a_cache_each_request_costs_the_input() {
        check(Stay::Not, SHORT, 40, None, 40.0, 40.0);
        check(Stay::Not, SHORT, 40, Some(60), 64.0, 64.0);
        check(Stay::Not, SHORT, 0, None, 0.0, 0.0);
    }

    #[test]
    fn conversations_are_read_and_spread_messages_written() {
        // Four conversations of ten: one write and nine reads each.
        check(Stay::Minutes(5), SHORT, 40, None, 4.0 * (1.25 + 0.9), 40.0 * 1.25);
        // Every 24 minutes within the hour: only the first of the day is written.
        check(Stay::Minutes(60), LONG, 40, None, 2.0 + 39.0 * 0.1, 4.0 * (2.0 + 0.9));
    }

    #[test]
    fn a_heartbeat_within_the_lifetime_keeps_the_prompt_there() {
        check(Stay::Minutes(60), LONG, 0, Some(55), 0.1 * 27.0, 0.1 * 27.0);
        check(Stay::Minutes(60), LONG, 0, Some(60), 2.0 * 24.0, 2.0 * 24.0);
        assert_eq!(warm_until(LONG, 60, 55), Some(55 * 19 - 1));
        assert_eq!(warm_until(SHORT, 5, 30), None);
        assert_eq!(warm_until(LONG, 60, 0), None);
    }

    #[test]
    fn one_request_a_day_is_never_found() {
        check(Stay::Minutes(60), LONG, 1, None, 2.0, 2.0);
        check(Stay::Minutes(24 * 60 + 1), LONG, 1, None, 0.1, 0.1);
    }

    #[test]
    fn what_nobody_knows_lies_between_all_and_nothing() {
        check(Stay::Unknown, Prices { input: 1.0, read: 0.1, write: 1.0 }, 10, None, 1.0, 10.0);
    }

    #[test]
    fn caching_pays_from_a_share_of_hits_on() {
        let percent = |prices| format!("{:.1}", break_even(prices) * 100.0);
        assert_eq!([percent(SHORT), percent(LONG)], ["21.7", "52.6"]);
        assert_eq!(percent(Prices { write: 1.0, ..SHORT }), "0.0");
    }
}
