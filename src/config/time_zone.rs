//! Names of time zones, as JavaScript takes them: letter case does not count, and an offset is a zone too.

/// The names, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../data/config/time-zones.txt").lines();
    lines.filter(|line| !line.starts_with('#'))
}

/// Whether a text names a time zone.
pub fn is_known(text: &str) -> bool {
    is_offset(text) || names().any(|name| name.eq_ignore_ascii_case(text))
}

/// `+02`, `+0200` or `+02:00`.
fn is_offset(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['+', '-']) else { return false };
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((hours, rest)) = rest.split_at_checked(2) else { return false };
    let minutes = rest.strip_prefix(':').unwrap_or(rest);
    digits(hours) && hours < "24" && (rest.is_empty() || digits(minutes) && minutes < "60")
}

/// The zone of a city, or the offset, that stands in a text without the form of a zone.
pub fn meant(text: &str) -> Option<String> {
    let city = text.trim().replace(' ', "_");
    let is_city = |name: &&str| {
        name.rsplit_once('/').is_some_and(|(area, last)| area != "Etc" && last.eq_ignore_ascii_case(&city))
    };
    names().find(is_city).map(str::to_owned).or_else(|| offset(text))
}

/// `+02:00` for `UTC+2`.
fn offset(text: &str) -> Option<String> {
    let upper = text.trim().to_ascii_uppercase();
    let bare = upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT")).unwrap_or(&upper);
    let sign = bare.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let (hours, minutes) = bare[1..].split_once(':').unwrap_or((&bare[1..], "00"));
    let written = format!("{sign}{hours:0>2}:{minutes}");
    is_offset(&written).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones() {
        for zone in ["Europe/Berlin", "europe/berlin", "UTC", "PST", "US/Pacific", "+02", "-0030", "+23:59"] {
            assert!(is_known(zone), "{zone}");
        }
        for other in ["", "Berlin", "Europe/Berlni", "UTC+2", "+2", "+24:00", "+02:60", "+02:00:00", "+0é"] {
            assert!(!is_known(other), "{other}");
        }
    }

    #[test]
    fn what_is_meant() {
        assert_eq!(meant("new york").as_deref(), Some("America/New_York"));
        assert_eq!(meant("utc+2").as_deref(), Some("+02:00"));
        assert_eq!(meant("GMT-5:30").as_deref(), Some("-05:30"));
        assert_eq!(meant("EDT"), None);
        assert_eq!(meant("UTC+é"), None);
    }
}
