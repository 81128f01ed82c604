//! The number of a release.

use std::fmt;
use std::str::FromStr;

/// The number of a release, such as 2026.9.6, with that of its correction, as in 2026.7.1-2.
///
/// OpenClaw's stable releases are `year.month.number`; a corrected package of one gets a further number behind a hyphen
/// and is newer than it, other than npm's order of versions has it. Everything else behind a hyphen (`-beta.1`) is a
/// release before the stable one; it counts as that one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    numbers: [u16; 3],
    correction: u16,
}

/// A text that is no number of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoVersion(String);

impl fmt::Display for NoVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no release of OpenClaw: expected year, month and number with dots between", self.0)
    }
}

impl std::error::Error for NoVersion {}

/// # Errors
///
/// When the text does not begin with three numbers and dots between.
impl FromStr for Version {
    type Err = NoVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(numbers) = plain(text.as_bytes()) {
            return Ok(Self { numbers, correction: 0 });
        }
        let whole = text.trim().trim_start_matches('v');
        let whole = whole.split('+').next().unwrap_or(whole);
        let (stable, rest) = whole.split_once('-').unwrap_or((whole, ""));
        let mut parts = stable.split('.').map(str::parse);
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Ok(year)), Some(Ok(month)), Some(Ok(number)), None) => {
                Ok(Self { numbers: [year, month, number], correction: rest.parse().unwrap_or(0) })
            }
            _ => Err(NoVersion(text.to_owned())),
        }
    }
}

/// The numbers of a text that is nothing but them, as in thousands of lines of the tables, which are read at every start.
fn plain(text: &[u8]) -> Option<[u16; 3]> {
    let (mut numbers, mut at, mut digits) = ([0u16; 3], 0, 0);
    for byte in text {
        match byte {
            b'0'..=b'9' => {
                numbers[at] = numbers[at].checked_mul(10)?.checked_add(u16::from(byte - b'0'))?;
                digits += 1;
            }
            b'.' if at < 2 && digits > 0 => (at, digits) = (at + 1, 0),
            _ => return None,
        }
    }
    (at == 2 && digits > 0).then_some(numbers)
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [year, month, number] = self.numbers;
        write!(f, "{year}.{month}.{number}")?;
        match self.correction {
            0 => Ok(()),
            correction => write!(f, "-{correction}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    fn version(text: &str) -> Version {
        text.parse().expect("a release")
    }

    #[test]
    fn releases_are_ordered_by_number_and_not_by_letter() {
        let ordered =
            ["2026.1.29", "2026.6.9", "2026.6.33", "2026.7.1", "2026.7.1-2", "2026.7.33", "2026.10.1"];
        assert!(ordered.map(version).is_sorted());
        assert_eq!(ordered.map(|text| version(text).to_string()), ordered);
    }

    #[test]
    fn other_spellings() {
        for text in ["v2026.7.6", " 2026.7.6 ", "2026.7.6-beta.1", "2026.7.6+git.abc"] {
            assert_eq!(version(text), version("2026.7.6"), "{text}");
        }
        for text in [
            "latest",
            "2026.7",
            "2026.7.",
            "2026..6",
            ".7.6",
            "2026.7.x",
            "2026.7.6.1",
            "",
            "2026.7.-6",
            "99999.1.1",
        ] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }
}
