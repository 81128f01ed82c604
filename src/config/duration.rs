//! Durations as OpenClaw reads them (docs/openclaw/durations.md#grammar-of-durations): `30s`, `1.5h`, `1h30m`, or a
//! bare number in the key's own unit.

use std::fmt;

/// The unit of a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `ms`.
    Milliseconds,
    /// `s`.
    Seconds,
    /// `m`.
    Minutes,
    /// `h`.
    Hours,
    /// `d`.
    Days,
}

impl Unit {
    /// All units with their texts; `ms` stands before `m` and `s` because it is tried first.
    const TEXTS: [(&'static str, Self); 5] = [
        ("ms", Self::Milliseconds),
        ("s", Self::Seconds),
        ("m", Self::Minutes),
        ("h", Self::Hours),
        ("d", Self::Days),
    ];

    /// The text of the unit.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Milliseconds => "ms",
            Self::Seconds => "s",
            Self::Minutes => "m",
            Self::Hours => "h",
            Self::Days => "d",
        }
    }

    /// The English name of the unit, in the plural.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Milliseconds => "milliseconds",
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
        }
    }

    /// How many milliseconds one of it is.
    pub const fn millis(self) -> u64 {
        match self {
            Self::Milliseconds => 1,
            Self::Seconds => 1000,
            Self::Minutes => 60_000,
            Self::Hours => 3_600_000,
            Self::Days => 86_400_000,
        }
    }
}

/// Why a text is no duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DurationError {
    /// It is blank.
    Empty,
    /// A part of a composite duration has no unit.
    MissingUnit,
    /// It is too long to count in milliseconds exactly.
    TooLong,
    /// It is anything else.
    Malformed,
}

impl fmt::Display for DurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the duration is empty",
            Self::MissingUnit => "each part of a composite duration needs a unit, as in 1h30m",
            Self::TooLong => "the duration is too long",
            Self::Malformed => {
                "a duration is a number with a unit (ms, s, m, h, d), as in 30s, 1.5h or 1h30m"
            }
        })
    }
}

impl std::error::Error for DurationError {}

/// The largest whole number that OpenClaw counts exactly, 2^53 - 1.
pub(super) const LARGEST: f64 = 9_007_199_254_740_991.0;

/// Reads a duration in milliseconds. A number alone takes the key's own unit.
///
/// # Errors
/// Where OpenClaw refuses the text: blanks inside, unknown units, a missing digit, a composite part without a unit.
pub fn parse(text: &str, default_unit: Unit) -> Result<u64, DurationError> {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return Err(DurationError::Empty);
    }
    if let Some((number, "")) = number(&text) {
        return whole(number * millis(default_unit));
    }
    let (mut total, mut rest) = (0.0, text.as_str());
    while !rest.is_empty() {
        let (count, after) = number(rest).ok_or(DurationError::Malformed)?;
        let found = Unit::TEXTS.iter().find_map(|(unit, kind)| Some((*kind, after.strip_prefix(unit)?)));
        let Some((unit, after)) = found else {
            return Err(if after.is_empty() { DurationError::MissingUnit } else { DurationError::Malformed });
        };
        total += count * millis(unit);
        rest = after;
    }
    whole(total)
}

/// Whether a text that [`parse`] takes has more than one number with its unit, as `1h30m`.
pub fn is_composite(text: &str) -> bool {
    let mut parts = text.trim().split(|sign: char| sign.is_ascii_alphabetic());
    parts.by_ref().filter(|number| !number.is_empty()).nth(1).is_some()
}

/// A duration in the largest unit that divides it, such as `30m` or `90s`.
pub fn format(millis: u64) -> String {
    let units = [Unit::Days, Unit::Hours, Unit::Minutes, Unit::Seconds];
    let fits = units.into_iter().find(|unit| millis > 0 && millis.is_multiple_of(unit.millis()));
    let unit = fits.unwrap_or(Unit::Milliseconds);
    format!("{}{}", millis / unit.millis(), unit.text())
}

/// Takes `12` or `1.5` from the front.
pub(super) fn number(text: &str) -> Option<(f64, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    let fraction = text[whole..].strip_prefix('.').map_or(0, digits);
    let end = if fraction > 0 { whole + 1 + fraction } else { whole };
    let number = text[..end].parse().ok().filter(|_| whole > 0)?;
    Some((number, &text[end..]))
}

#[expect(clippy::cast_precision_loss, reason = "a day in milliseconds is far below 2^53")]
fn millis(unit: Unit) -> f64 {
    unit.millis() as f64
}

#[expect(clippy::cast_sign_loss, reason = "a sum of numbers without signs")]
fn whole(value: f64) -> Result<u64, DurationError> {
    let rounded = value.round();
    if rounded <= LARGEST { Ok(rounded as u64) } else { Err(DurationError::TooLong) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_openclaw_reads() {
        for (text, millis) in [
            ("30", 1_800_000),
            ("500ms", 500),
            ("30s", 30_000),
            (" 1H30M ", 5_400_000),
            ("1.5h", 5_400_000),
            ("0", 0),
            ("2d1ms", 172_800_001),
            ("1m1m", 120_000),
            ("0.0001ms", 0),
        ] {
            assert_eq!(parse(text, Unit::Minutes), Ok(millis), "{text}");
        }
    }

    #[test]
    fn composites() {
        assert!([" 1h30m", "2d1ms", "1m1m"].into_iter().all(is_composite));
        assert!(!["90m", "1.5h", "500ms", "30", "", " 1H "].into_iter().any(is_composite));
    }

    #[test]
    fn what_openclaw_refuses() {
        use DurationError::{Empty, Malformed, MissingUnit, TooLong};
        for (text, error) in [
            ("", Empty),
            ("  ", Empty),
            ("1h 30m", Malformed),
            (".5h", Malformed),
            ("5.h", Malformed),
            ("1w", Malformed),
            ("-5m", Malformed),
            ("1h30", MissingUnit),
            ("soon", Malformed),
            ("99999999999999999d", TooLong),
            ("\u{661}h", Malformed),
        ] {
            assert_eq!(parse(text, Unit::Minutes), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn formatting_and_reading_agree(millis in 0_u64..9_000_000_000_000) {
            prop_assert_eq!(parse(&format(millis), Unit::Minutes), Ok(millis));
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,12}") {
            let _ = parse(&text, Unit::Hours);
        }
    }
}
