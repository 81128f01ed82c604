//! The keys of a `params` bag that mean something (docs/openclaw/params.md#keys).
//!
//! OpenClaw takes any key and any value there without a word, so this table is the only thing that can tell a user what
//! is effective. It is data, `data/config/params.tsv`; the sentences are our own.

use std::sync::LazyLock;

use super::cache_lifetime::CacheFamily;
use super::cache_retention::Retention;
use crate::text::nearest::{nearest, similar};

const TABLE: &str = include_str!("../../data/config/params.tsv");

/// The readers in the table that are wire protocols; the others are providers.
const PROTOCOLS: [&str; 4] =
    ["anthropic-messages", "openai-chatgpt-responses", "openai-completions", "openai-responses"];

/// One key of a `params` bag.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamKey {
    /// The name that is offered.
    pub name: &'static str,
    /// Other spellings that OpenClaw reads as the same key.
    pub aliases: Vec<&'static str>,
    /// The types that have an effect; empty where any has.
    pub types: Vec<ParamType>,
    /// The strings that have an effect; empty where any has.
    pub values: Vec<&'static str>,
    /// The smallest number that has an effect.
    pub min: Option<f64>,
    /// The largest number that has an effect.
    pub max: Option<f64>,
    /// The providers and wire protocols that read the key; empty where all do.
    pub read_by: Vec<&'static str>,
    /// What the key does, one or two sentences of Markdown.
    pub effect: &'static str,
}

/// The type of a value in a `params` bag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamType {
    /// A string.
    String,
    /// A list of strings.
    Strings,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// An object.
    Object,
}

impl ParamType {
    /// The word shown to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Strings => "list of strings",
            Self::Number => "number",
            Self::Integer => "whole number",
            Self::Boolean => "boolean",
            Self::Null => "null",
            Self::Object => "object",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        match word {
            "string" => Some(Self::String),
            "strings" => Some(Self::Strings),
            "number" => Some(Self::Number),
            "integer" => Some(Self::Integer),
            "boolean" => Some(Self::Boolean),
            "null" => Some(Self::Null),
            "object" => Some(Self::Object),
            _ => None,
        }
    }
}

impl ParamKey {
    /// Whether a model of this provider, reached by this wire protocol, reads the key.
    pub fn is_read_by(&self, provider: &str, api: Option<&str>) -> bool {
        let mut readers = self.read_by.iter();
        self.read_by.is_empty() || readers.any(|reader| *reader == provider || Some(*reader) == api)
    }

    /// Whether a model of this provider may read the key: where its wire protocol is not known, it may be any.
    pub fn may_be_read_by(&self, provider: &str, api: Option<&str>) -> bool {
        let is_protocol = |reader: &&str| PROTOCOLS.contains(reader);
        self.is_read_by(provider, api) || api.is_none() && self.read_by.iter().any(is_protocol)
    }

    /// Whether a number lies where the key has an effect.
    pub fn takes_number(&self, number: f64) -> bool {
        let is_number = |kind: &ParamType| matches!(kind, ParamType::Number | ParamType::Integer);
        let whole_only = self.types.contains(&ParamType::Integer);
        (self.types.is_empty() || self.types.iter().any(is_number))
            && self.min.is_none_or(|min| number >= min)
            && self.max.is_none_or(|max| number <= max)
            && (!whole_only || number.fract() == 0.0)
    }

    fn read(line: &'static str) -> Self {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let list = |cell: &'static str| cell.split(',').filter(|word| !word.is_empty()).collect::<Vec<_>>();
        Self {
            name: cell(),
            aliases: list(cell()),
            types: list(cell()).into_iter().filter_map(ParamType::parse).collect(),
            values: list(cell()),
            min: cell().parse().ok(),
            max: cell().parse().ok(),
            read_by: list(cell()).into_iter().filter(|reader| *reader != "all").collect(),
            effect: cell(),
        }
    }
}

/// All keys, in the order in which they are offered.
pub fn keys() -> &'static [ParamKey] {
    static KEYS: LazyLock<Vec<ParamKey>> =
        LazyLock::new(|| TABLE.lines().skip(1).map(ParamKey::read).collect());
    &KEYS
}

/// The key with this name or alias, compared exactly as OpenClaw does.
pub fn key(name: &str) -> Option<&'static ParamKey> {
    keys().iter().find(|key| key.name == name || key.aliases.contains(&name))
}

/// The name or alias that a misspelt one most likely means.
pub fn nearest_name(name: &str) -> Option<&'static str> {
    let known = keys().iter().flat_map(|key| std::iter::once(key.name).chain(key.aliases.iter().copied()));
    similar(name, known)
}

/// The classes of service of a provider that has some (docs/openclaw/params.md#service-tiers).
pub fn service_tiers(provider: &str) -> Option<&'static [&'static str]> {
    Some(match provider {
        "anthropic" => &["auto", "standard_only"],
        "openai" => &["auto", "default", "flex", "priority"],
        "amazon-bedrock" => &["default", "flex", "priority", "reserved"],
        _ => return None,
    })
}

/// What a retention means for a provider family, in a few words, for a completion list.
pub fn retention_detail(retention: Retention, family: CacheFamily) -> &'static str {
    family.lifetime(Some(retention)).words()
}

/// What a retention means where the provider is not known, as one sentence of Markdown.
pub const fn retention_sentence(retention: Retention) -> &'static str {
    match retention {
        Retention::None => {
            "Asks for no caching. OpenAI and Mistral may still cache by themselves, only without a cache key."
        }
        Retention::Short => {
            "Keeps the prompt for 5 minutes on Claude, Gemini and Nova; OpenAI decides for itself. \
             Writing to Claude's cache costs 1.25 times the input price."
        }
        Retention::Long => {
            "Keeps the prompt for 1 hour on Claude and Gemini, 30 minutes or 24 hours on recent OpenAI models, \
             5 minutes on Nova. Writing to Claude's cache costs twice the input price."
        }
    }
}

/// The retention that a misspelt value most likely means: another case, a duration, a switch, or a word of old documents.
pub fn intended_retention(value: &str) -> Option<Retention> {
    let lower = value.trim().to_lowercase();
    Some(match lower.as_str() {
        "off" | "no" | "false" | "never" | "disabled" | "disable" | "0" | "null" => Retention::None,
        "standard" | "default" | "normal" | "ephemeral" | "5m" | "5min" | "300" | "300s" | "true" | "on" => {
            Retention::Short
        }
        "1h" | "60m" | "1hour" | "hour" | "3600" | "3600s" | "extended" | "max" | "persistent" => {
            Retention::Long
        }
        _ => return nearest(&lower, Retention::ALL.map(Retention::word)).and_then(Retention::parse),
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_is_whole_and_named_once() {
        let mut names = HashSet::new();
        for key in keys() {
            assert!(key.effect.ends_with('.'), "{}", key.name);
            for name in std::iter::once(&key.name).chain(&key.aliases) {
                assert!(names.insert(*name), "{name} twice");
            }
        }
        assert_eq!(keys().len(), 48);
    }

    #[test]
    fn aliases_lead_to_their_key() {
        assert_eq!(key("max_tokens").map(|key| key.name), Some("maxTokens"));
        assert_eq!(key("response_cache_ttl").and_then(|key| key.max), Some(86400.0));
        assert!(key("MaxTokens").is_none(), "keys are compared exactly");
        assert_eq!(nearest_name("cacheRetension"), Some("cacheRetention"));
        assert_eq!(nearest_name("zzzz"), None);
    }

    #[test]
    fn readers_are_providers_or_protocols() {
        let reads = |name, provider, api| key(name).expect("a key").is_read_by(provider, api);
        assert!(reads("temperature", "anything", None));
        assert!(reads("extra_body", "box", Some("openai-completions")));
        assert!(!reads("num_ctx", "anthropic", Some("anthropic-messages")));
        let may = |name, api| key(name).expect("a key").may_be_read_by("box", api);
        assert!(
            may("extra_body", None)
                && !may("extra_body", Some("anthropic-messages"))
                && !may("num_ctx", None)
        );
        let used = |protocol: &&str| keys().iter().any(|key| key.read_by.contains(protocol));
        assert!(PROTOCOLS.iter().all(used));
        assert!(key("fastAutoOnSeconds").is_some_and(|key| key.takes_number(60.0) && !key.takes_number(0.5)));
    }

    #[test]
    fn misspelt_retentions() {
        for (value, meant) in [
            ("LONG", Some(Retention::Long)),
            ("1h", Some(Retention::Long)),
            ("standard", Some(Retention::Short)),
            ("shrot", Some(Retention::Short)),
            ("non", Some(Retention::None)),
            ("false", Some(Retention::None)),
            ("forever", None),
        ] {
            assert_eq!(intended_retention(value), meant, "{value}");
        }
    }

    #[test]
    fn details_name_the_lifetime() {
        assert_eq!(retention_detail(Retention::Long, CacheFamily::AnthropicDirect), "1 hour");
        assert_eq!(retention_detail(Retention::None, CacheFamily::Gemini), "no caching");
        assert!(Retention::ALL.into_iter().all(|retention| retention_sentence(retention).ends_with('.')));
    }
}
