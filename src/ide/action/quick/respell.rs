//! Texts that say the right thing in the wrong form: durations, sizes, times, addresses.

use super::case::Case;
use crate::check::doubled;
use crate::config::agent_id::normalize;
use crate::config::duration::{self, Unit};
use crate::ide::action::offer::Offers;

pub(super) fn respelled<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some(text) = case.text() else { return };
    let text = text.trim();
    for candidate in candidates(case.finding.code, text) {
        if !candidate.is_empty() && case.offer_text(offers, &candidate, true) {
            break;
        }
    }
}

/// The text with two backslashes for each that was meant.
pub(super) fn doubled_backslashes<'t>(case: &Case<'t>, offers: &mut Offers<'t>) {
    let Some((value, scalar)) = case.value().and_then(|value| Some((value, value.scalar()?))) else { return };
    let text = doubled(&case.key(), scalar.token.text);
    // A folder may be another one then, so the title names the place.
    let title = match case.entry.key() {
        Some(key) => format!("Double the backslashes of `{key}`"),
        None => "Double the backslashes".to_owned(),
    };
    case.offer(offers, title, true, |plan| plan.set_source(value, text));
}

/// The spellings that are tried, the likeliest first.
fn candidates(code: &str, text: &str) -> Vec<String> {
    let mut found = vec![text.to_owned()];
    match code {
        "invalid-duration" | "invalid-pruning-ttl" => found.extend(duration(text)),
        "invalid-byte-size" => found.extend(size(text)),
        "invalid-time" => found.extend(time(text)),
        "invalid-host" => found.push(host(text)),
        "invalid-url" | "invalid-format" => found.extend(urls(text)),
        "invalid-path" => found.extend(paths(text)),
        "invalid-agent-id" => found.push(normalize(text)),
        "unsafe-command" => found.push(text.trim_matches(['"', '\'']).trim().to_owned()),
        _ => found.extend(cases(text)),
    }
    found
}

/// A number and the word behind it, without blanks, and the rest.
fn quantity(text: &str) -> Option<(f64, &str, &str)> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
    let number: f64 = text[..digits].replace(',', ".").parse().ok()?;
    let rest = text[digits..].trim_start();
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    Some((number, &rest[..letters], &rest[letters..]))
}

/// `30 minutes`, `1 hr 30 min`, `PT30M`.
fn duration(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let mut rest = lower.strip_prefix("pt").or_else(|| lower.strip_prefix('p')).unwrap_or(&lower);
    let mut millis = 0.0;
    while !rest.trim().is_empty() {
        let (number, word, after) = quantity(rest)?;
        #[expect(clippy::cast_precision_loss, reason = "units are small numbers")]
        let unit = unit(word)?.millis() as f64;
        millis += number * if word.starts_with('w') { 7.0 * unit } else { unit };
        rest = after.trim_start_matches([',', ' ']).trim_start_matches("and ");
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
    let whole = (1.0..1e15).contains(&millis).then_some(millis.round() as u64)?;
    Some(duration::format(whole))
}

/// The unit that a word stands for; weeks count as days.
fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "ms" | "msec" | "millis" | "millisecond" | "milliseconds" => Unit::Milliseconds,
        "s" | "sec" | "secs" | "second" | "seconds" => Unit::Seconds,
        "m" | "min" | "mins" | "minute" | "minutes" => Unit::Minutes,
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hours,
        "d" | "day" | "days" | "w" | "week" | "weeks" => Unit::Days,
        _ => return None,
    })
}

/// `2 gigabytes`, `512 MiB`.
fn size(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let (number, word, rest) = quantity(&lower)?;
    let unit = match word {
        "" | "b" | "byte" | "bytes" => "b",
        "k" | "kb" | "kib" | "kilobyte" | "kilobytes" => "kb",
        "m" | "mb" | "mib" | "megabyte" | "megabytes" => "mb",
        "g" | "gb" | "gib" | "gigabyte" | "gigabytes" => "gb",
        "t" | "tb" | "tib" | "terabyte" | "terabytes" => "tb",
        _ => return None,
    };
    rest.trim().is_empty().then(|| format!("{number}{unit}"))
}

/// `8:00`, `8 pm`, `8.30`, `0830`.
fn time(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let is_afternoon = lower.contains('p');
    let is_short = is_afternoon || lower.contains('a');
    let plain = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.' || c == ' ');
    let mut parts = plain.split([':', '.', 'h']).map(str::trim);
    let first = parts.next()?;
    let (hour, minute) = match parts.next() {
        Some(minute) => (first, minute),
        None if first.len() == 4 && first.is_ascii() => first.split_at(2),
        None => (first, "0"),
    };
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match (is_short, is_afternoon, hour) {
        (true, false, 12) => 0,
        (true, true, 1..=11) => hour + 12,
        _ => hour,
    };
    (hour <= 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// The host of an address.
fn host(text: &str) -> String {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let rest = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let rest = rest.rsplit('@').next().unwrap_or_default();
    let rest = rest.trim_start_matches("*.");
    let port = rest.rsplit_once(':').filter(|(host, _)| !host.contains(':') || host.ends_with(']'));
    port.map_or(rest, |(host, _)| host).to_owned()
}

/// Addresses with their scheme, and without what may be too much.
fn urls(text: &str) -> Vec<String> {
    let Some((scheme, rest)) = text.split_once("://") else {
        return vec![format!("https://{text}")];
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let schemes = [scheme.to_lowercase(), "https".to_owned(), "http".to_owned(), "wss".to_owned()];
    let parts = [plain, host, host.rsplit('@').next().unwrap_or_default()];
    parts.iter().flat_map(|part| schemes.iter().map(move |scheme| format!("{scheme}://{part}"))).collect()
}

fn paths(text: &str) -> Vec<String> {
    let plain = text.trim_start_matches("./");
    let inside: Vec<&str> = plain.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    vec![format!("~/{plain}"), plain.to_owned(), inside.join("/")]
}

/// The same in other cases, and with what colours begin with.
fn cases(text: &str) -> Vec<String> {
    let dashed = text.to_lowercase().replace([' ', '_'], "-");
    vec![text.to_lowercase(), text.to_uppercase(), format!("#{text}"), dashed, text.replace([' ', '-'], "_")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_lose_their_blanks_and_words() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(duration(text).as_deref(), expected, "{text}");
        };
        check("30 minutes", Some("30m"));
        check("1 hour, 30 min", Some("90m"));
        check("1.5h", Some("90m"));
        check("2 weeks", Some("14d"));
        check("PT30M", Some("30m"));
        check("P1D", Some("1d"));
        check("soon", None);
        check("3 months", None);
        check("0 s", None);
    }

    #[test]
    fn sizes_and_times() {
        assert_eq!(size("2 gigabytes").as_deref(), Some("2gb"));
        assert_eq!(size("512 MiB").as_deref(), Some("512mb"));
        assert_eq!(size("2 gb free"), None);
        let times =
            [("8:00", "08:00"), ("8 pm", "20:00"), ("12am", "00:00"), ("0830", "08:30"), ("8.30", "08:30")];
        for (text, expected) in times {
            assert_eq!(time(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(time("noon"), None);
        assert_eq!(time("25:00"), None);
    }

    #[test]
    fn hosts_of_addresses() {
        for text in ["https://api.example/v1", "user@api.example:443", "*.api.example", "api.example"] {
            assert_eq!(host(text), "api.example");
        }
        assert_eq!(host("[::1]:80"), "[::1]");
    }
}
