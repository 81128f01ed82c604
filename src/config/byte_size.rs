//! Sizes as OpenClaw reads them (docs/openclaw/durations.md#sizes): `512kb`, `1.5g`, or a bare number of bytes. All
//! units are powers of 1024.

use std::fmt;

use super::duration::{LARGEST, number};

/// Why a text is no size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteSizeError {
    /// It is blank.
    Empty,
    /// The unit is none of `b`, `k`, `kb`, `m`, `mb`, `g`, `gb`, `t`, `tb`.
    UnknownUnit,
    /// It is too large to count in bytes exactly.
    TooLarge,
    /// It is anything else.
    Malformed,
}

impl fmt::Display for ByteSizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the size is empty",
            Self::UnknownUnit => "the unit of a size is one of b, kb, mb, gb, tb",
            Self::TooLarge => "the size is too large",
            Self::Malformed => "a size is a number with a unit (b, kb, mb, gb, tb), as in 512kb or 10mb",
        })
    }
}

impl std::error::Error for ByteSizeError {}

/// Reads a size in bytes.
///
/// # Errors
/// Where OpenClaw refuses the text: blanks inside, a sign, a missing digit, an unknown unit.
pub fn parse(text: &str) -> Result<u64, ByteSizeError> {
    let text = text.trim().to_ascii_lowercase();
    if text.is_empty() {
        return Err(ByteSizeError::Empty);
    }
    let (count, unit) = number(&text).ok_or(ByteSizeError::Malformed)?;
    if !unit.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Err(ByteSizeError::Malformed);
    }
    let power = match unit {
        "" | "b" => 0,
        "k" | "kb" => 1,
        "m" | "mb" => 2,
        "g" | "gb" => 3,
        "t" | "tb" => 4,
        _ => return Err(ByteSizeError::UnknownUnit),
    };
    whole(count * 1024_f64.powi(power))
}

#[expect(clippy::cast_sign_loss, reason = "the grammar has no sign")]
fn whole(bytes: f64) -> Result<u64, ByteSizeError> {
    let rounded = bytes.round();
    if rounded <= LARGEST { Ok(rounded as u64) } else { Err(ByteSizeError::TooLarge) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_openclaw_reads() {
        for (text, bytes) in
            [("500", 500), ("512kb", 524_288), (" 1.5G ", 1_610_612_736), ("2T", 2_199_023_255_552), ("0", 0)]
        {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
    }

    #[test]
    fn what_openclaw_refuses() {
        use ByteSizeError::{Empty, Malformed, TooLarge, UnknownUnit};
        for (text, error) in [
            ("", Empty),
            ("kb", Malformed),
            ("1 kb", Malformed),
            ("-1", Malformed),
            ("1kib", UnknownUnit),
            ("9999999t", TooLarge),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }
}
