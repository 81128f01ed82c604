//! The values of `cacheRetention` (docs/openclaw/cache-retention.md).

/// The three values of `cacheRetention`. They are compared exactly: `"LONG"` is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// Do not cache.
    None,
    /// Cache for a short time.
    Short,
    /// Cache for a long time.
    Long,
}

impl Retention {
    /// All values, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::None, Self::Short, Self::Long];

    /// The value that a text spells exactly.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|retention| retention.word() == text)
    }

    /// The value that a legacy `cacheControlTtl` stands for: exactly `5m` or `1h`
    /// (docs/openclaw/cache-retention.md#the-older-key).
    pub fn from_legacy(text: &str) -> Option<Self> {
        match text {
            "5m" => Some(Self::Short),
            "1h" => Some(Self::Long),
            _ => None,
        }
    }

    /// The text of the value.
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Short => "short",
            Self::Long => "long",
        }
    }
}
