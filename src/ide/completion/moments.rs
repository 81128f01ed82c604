//! Intervals that make sense at a place, with what each means there, and time zones.

use super::context::Site;
use super::insert::Writer;
use super::{CompletionItem, CompletionKind};
use crate::config::time_zone;
use crate::schema::PathStep;

/// How often an agent is woken (docs/openclaw/cache-retention.md#heartbeat).
const HEARTBEAT: [(&str, &str); 4] = [
    ("30m", "the default"),
    ("55m", "keeps a one-hour cache warm"),
    ("2h", "every two hours"),
    ("0m", "turns heartbeats off"),
];

/// How long a cache is taken to live (docs/openclaw/cache-retention.md#pruning).
const PRUNING: [(&str, &str); 2] = [("1h", "with `long` caching"), ("5m", "with `short` caching")];

/// What is wanted at a place.
enum Wanted {
    Interval(&'static [(&'static str, &'static str)]),
    Zone { of_user: bool },
}

fn wanted(path: &[PathStep<'_>]) -> Option<Wanted> {
    use PathStep::Key;
    match path {
        [Key("agents"), .., Key("heartbeat"), Key("every")] => Some(Wanted::Interval(&HEARTBEAT)),
        [Key("agents"), Key("defaults"), Key("contextPruning"), Key("ttl")] => {
            Some(Wanted::Interval(&PRUNING))
        }
        [Key("agents"), .., Key("activeHours"), Key("timezone")] => Some(Wanted::Zone { of_user: true }),
        [Key("agents"), Key("defaults"), Key("userTimezone")] => Some(Wanted::Zone { of_user: false }),
        _ => None,
    }
}

/// Whether something is proposed for a text at a path.
pub(super) fn are_known(path: &[PathStep<'_>]) -> bool {
    wanted(path).is_some()
}

/// The values at a site.
pub(super) fn values(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let string = |text: &str, about: &str| writer.string(text, CompletionKind::Value).with_detail(about);
    match wanted(&site.value_path()) {
        Some(Wanted::Interval(intervals)) => {
            intervals.iter().map(|(interval, about)| string(interval, about)).collect()
        }
        Some(Wanted::Zone { of_user }) => {
            let user = of_user.then(|| string("user", "that of `userTimezone`"));
            let zones = time_zone::names().filter(|name| name.contains('/') || *name == "UTC");
            user.into_iter().chain(zones.map(|name| string(name, "time zone"))).collect()
        }
        None => Vec::new(),
    }
}
