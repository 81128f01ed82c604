//! Releases of OpenClaw, as `meta.lastTouchedVersion` names them (FACTS.md 0).

use super::ConfigValue;

/// A release by year and month, such as 2026.9. What follows does not matter for what a file may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release {
    /// The year.
    pub year: u16,
    /// The month.
    pub month: u8,
}

impl Release {
    /// The first release after those whose instructions for Anthropic were `models auth setup-token`, a cache for API
    /// keys only, and a beta header for the long lifetime.
    pub const AFTER_FIRST_RETENTION: Self = Self { year: 2026, month: 3 };

    /// Reads a version such as `2026.2.1` or `v2026.9.6-beta.1`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().trim_start_matches('v').split(['.', '-']);
        let release = Self { year: parts.next()?.parse().ok()?, month: parts.next()?.parse().ok()? };
        (release.year >= 2025 && (1..=12).contains(&release.month)).then_some(release)
    }

    /// The release that last wrote a configuration, where it says so.
    pub fn of<V: ConfigValue>(config: &V) -> Option<Self> {
        Self::parse(&config.text_at(&["meta", "lastTouchedVersion"])?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let release = |year, month| Some(Release { year, month });
        assert_eq!(Release::parse("2026.9.6"), release(2026, 9));
        assert_eq!(Release::parse(" v2026.2.1-beta.3"), release(2026, 2));
        for text in ["", "2026", "2026.13.1", "1.2.3", "latest"] {
            assert_eq!(Release::parse(text), None, "{text}");
        }
        let config = serde_json::json!({ "meta": { "lastTouchedVersion": "2026.2.1" } });
        assert!(Release::of(&&config) < Some(Release::AFTER_FIRST_RETENTION));
    }
}
