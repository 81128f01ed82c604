//! Values that are an amount of time or of bytes: where they stand, and the amount in words
//! (docs/openclaw/durations.md#keys-with-durations).

use super::byte_size;
use super::duration::{self, Unit};
use crate::schema::{PathStep, PathTrie};
use std::sync::LazyLock;

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Time. A number without a unit counts this unit.
    Duration(Unit),
    /// Bytes, as text with a unit or as a number.
    Bytes,
    /// Megabytes, as a number.
    Megabytes,
}

/// The keys whose texts are durations, with the unit of a bare number.
const DURATIONS: [(&str, Unit); 5] = [
    ("agents.{defaults,entries.*,list[]}.heartbeat.every", Unit::Minutes),
    ("agents.defaults.contextPruning.ttl", Unit::Minutes),
    (
        "session.maintenance.{pruneAfter,archiveDashboardAfter,resetArchiveRetention,preserveRecent}",
        Unit::Days,
    ),
    ("cron.sessionRetention", Unit::Hours),
    ("cloudWorkers.profiles.*.suspendAfter", Unit::Minutes),
];

/// Ends of names that say what a number counts. `Ms` is written with a capital: `params` is no time.
const SUFFIXES: [(&str, Quantity); 9] = [
    ("Ms", Quantity::Duration(Unit::Milliseconds)),
    ("Seconds", Quantity::Duration(Unit::Seconds)),
    ("Sec", Quantity::Duration(Unit::Seconds)),
    ("Minutes", Quantity::Duration(Unit::Minutes)),
    ("Hours", Quantity::Duration(Unit::Hours)),
    ("Days", Quantity::Duration(Unit::Days)),
    ("Bytes", Quantity::Bytes),
    ("MB", Quantity::Megabytes),
    ("Mb", Quantity::Megabytes),
];

static TEXTS: LazyLock<PathTrie<Quantity>> =
    LazyLock::new(|| PathTrie::build(DURATIONS.map(|(path, unit)| (path, Quantity::Duration(unit)))));

/// What the value at a path counts: by the table of durations, else by the end of its name.
pub fn of(path: &[PathStep<'_>]) -> Option<Quantity> {
    if let Some(known) = TEXTS.lookup(path).first() {
        return Some(*known);
    }
    let Some(PathStep::Key(name)) = path.last() else { return None };
    SUFFIXES
        .iter()
        .find(|(suffix, _)| name.len() > suffix.len() && name.ends_with(suffix))
        .map(|(_, kind)| *kind)
}

impl Quantity {
    /// The amount that a text says, in words: `1 hour 30 minutes`, `8 MiB`.
    pub fn text_in_words(self, text: &str) -> Option<String> {
        match self {
            Self::Duration(unit) => duration::parse(text, unit).ok().map(duration_in_words),
            Self::Bytes => byte_size::parse(text).ok().map(bytes_in_words),
            Self::Megabytes => None,
        }
    }

    /// The amount that a number says, in words.
    #[expect(clippy::cast_precision_loss, reason = "the factors are small")]
    pub fn number_in_words(self, number: f64) -> Option<String> {
        let (factor, words): (u64, fn(u64) -> String) = match self {
            Self::Duration(unit) => (unit.millis(), duration_in_words),
            Self::Bytes => (1, bytes_in_words),
            Self::Megabytes => (1 << 20, bytes_in_words),
        };
        whole(number * factor as f64).map(words)
    }
}

#[expect(clippy::cast_sign_loss, reason = "the range is checked first")]
fn whole(amount: f64) -> Option<u64> {
    (0.0..=duration::LARGEST).contains(&amount).then(|| amount.round() as u64)
}

/// A duration such as `1 hour 30 minutes`, exact, the largest unit first.
pub fn duration_in_words(millis: u64) -> String {
    let units = [Unit::Days, Unit::Hours, Unit::Minutes, Unit::Seconds, Unit::Milliseconds];
    let mut rest = millis;
    let mut parts = Vec::new();
    for unit in units {
        let count = rest / unit.millis();
        rest %= unit.millis();
        if count > 0 {
            let name = if count == 1 { unit.name().trim_end_matches('s') } else { unit.name() };
            parts.push(format!("{count} {name}"));
        }
    }
    if parts.is_empty() { "0 seconds".to_owned() } else { parts.join(" ") }
}

/// A number of bytes such as `8 MiB`, with the exact number where it is rounded.
pub fn bytes_in_words(bytes: u64) -> String {
    let units = [(1_u64 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match units.into_iter().find(|(size, _)| bytes >= *size) {
        None => format!("{bytes} bytes"),
        Some((size, name)) if bytes.is_multiple_of(size) => format!("{} {name}", bytes / size),
        Some((size, name)) => {
            let hundredths = u128::from(bytes) * 100 / u128::from(size);
            format!("about {}.{:02} {name} ({bytes} bytes)", hundredths / 100, hundredths % 100)
        }
    }
}

/// A number and its noun: `1 file`, `2 files`.
pub fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expected: Option<&str>) {
        let steps: Vec<PathStep<'_>> = path.split('.').map(PathStep::Key).collect();
        let said = of(&steps).and_then(|kind| match text.parse() {
            Ok(number) => kind.number_in_words(number),
            Err(_) => kind.text_in_words(text),
        });
        assert_eq!(said.as_deref(), expected, "{path}: {text}");
    }

    #[test]
    fn durations() {
        check("agents.defaults.heartbeat.every", "1h30m", Some("1 hour 30 minutes"));
        check("agents.entries.main.heartbeat.every", "90", Some("1 hour 30 minutes"));
        check("session.maintenance.pruneAfter", "45", Some("45 days"));
        check("cron.sessionRetention", "0", Some("0 seconds"));
        check("mcp.servers.x.requestTimeoutMs", "61001", Some("1 minute 1 second 1 millisecond"));
        check("agents.defaults.heartbeat.every", "soon", None);
        check("agents.defaults.params", "5", None);
        check("x.ttlHours", "-1", None);
    }

    #[test]
    fn bytes() {
        check("session.maintenance.maxDiskBytes", "8mb", Some("8 MiB"));
        check("session.maintenance.maxDiskBytes", "1500000", Some("about 1.43 MiB (1500000 bytes)"));
        check("agents.defaults.pdfMaxMb", "10", Some("10 MiB"));
        check("x.maxBytes", "12", Some("12 bytes"));
    }
}
