//! What each kind of provider makes of a cache retention (docs/openclaw/cache-retention.md#lifetimes).

use std::fmt;

use super::model_ref::ModelRef;
use super::retention::Retention;
use crate::catalog::{CacheCompat, MergedCatalog};

/// The flag of the header `anthropic-beta` that the first releases with `cacheRetention` needed for one hour
/// (docs/openclaw/cache-retention.md#early-releases).
pub const LONG_CACHE_FLAG: &str = "extended-cache-ttl-2025-04-11";

/// How a model is reached, as far as caching depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The wire protocol, such as `anthropic-messages`.
    pub api: Option<String>,
    /// The provider's address, where the document names it.
    pub base_url: Option<String>,
    /// The document's caching switches for the model.
    pub compat: CacheCompat,
}

impl Route {
    /// The route of a model in a catalogue.
    pub fn of(catalog: &MergedCatalog, model: &ModelRef) -> Self {
        let provider = catalog.provider(&model.provider);
        let row = provider.and_then(|provider| provider.model(&model.id));
        let api = row.and_then(|row| row.api.as_deref()).or_else(|| provider?.api.as_deref());
        Self {
            api: api.or_else(|| usual_api(&model.provider)).map(str::to_owned),
            base_url: provider.and_then(|provider| provider.base_url.as_deref()).map(str::to_owned),
            compat: catalog.cache_compat(&model.provider, &model.id).cloned().unwrap_or_default(),
        }
    }
}

impl Route {
    /// Whether `OPENCLAW_CACHE_RETENTION` can lengthen the lifetime: on Anthropic's own hosts only
    /// (docs/openclaw/cache-retention.md#the-environment).
    pub fn heeds_environment(&self, family: CacheFamily) -> bool {
        let Some(address) = &self.base_url else { return family == CacheFamily::AnthropicDirect };
        let speaks = matches!(family, CacheFamily::AnthropicDirect | CacheFamily::AnthropicProtocol);
        speaks && matches!(cache_host(address), CacheHost::Anthropic | CacheHost::Vertex)
    }
}

/// The wire protocol of providers that the catalogue has no rows for.
fn usual_api(provider: &str) -> Option<&'static str> {
    match provider {
        "anthropic" | "anthropic-vertex" | "minimax-cn" => Some("anthropic-messages"),
        "amazon-bedrock" => Some("bedrock-converse-stream"),
        "google" => Some("google-generative-ai"),
        "openai" | "azure-openai-responses" => Some("openai-responses"),
        "ollama" => Some("ollama"),
        _ => None,
    }
}

/// What a provider does about prompt caching.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CacheFamily {
    /// Anthropic itself or on Vertex: markers, `short` by default.
    AnthropicDirect,
    /// Claude on Bedrock.
    BedrockClaude,
    /// Another Bedrock model; Nova caches, others do not.
    BedrockNova,
    /// Another Bedrock model that has no cache.
    BedrockOther,
    /// Another provider that speaks Anthropic's protocol.
    AnthropicProtocol,
    /// Such a provider without the long lifetime.
    AnthropicProtocolShortOnly,
    /// Claude through `OpenRouter`, or through another provider that speaks Bedrock's protocol.
    RoutedClaude,
    /// Gemini 2.5 or 3, with a managed cache.
    Gemini,
    /// `OpenAI` models whose long lifetime is 30 minutes.
    OpenAiThirtyMinutes,
    /// `OpenAI` models whose long lifetime is 24 hours.
    OpenAiDay,
    /// Other `OpenAI` models and routes: a cache key, no lifetime.
    OpenAiKeyOnly,
    /// Providers that take Anthropic's markers with the short lifetime only.
    EphemeralMarkers,
    /// Providers that take a cache key.
    KeyOnly,
    /// A command-line runtime, which ignores `params`.
    CommandLine,
    /// Any other provider.
    #[default]
    NotRead,
}

/// `OpenAI` models that keep a cache for a day; newer families are told by their version.
const DAY_LONG: [&str; 12] = [
    "gpt-5.5",
    "gpt-5.5-pro",
    "gpt-5.4",
    "gpt-5.2",
    "gpt-5.1-codex-max",
    "gpt-5.1",
    "gpt-5.1-codex",
    "gpt-5.1-codex-mini",
    "gpt-5.1-chat-latest",
    "gpt-5",
    "gpt-5-codex",
    "gpt-4.1",
];

impl CacheFamily {
    /// The family of a model on its route.
    pub fn of(model: &ModelRef, route: &Route) -> Self {
        let id = model.id.to_lowercase();
        match model.provider.as_str() {
            "anthropic" | "anthropic-vertex" => return Self::AnthropicDirect,
            "claude-cli" | "google-gemini-cli" => return Self::CommandLine,
            "amazon-bedrock" => return bedrock(&id, route),
            "openrouter" if id.starts_with("anthropic/") => return Self::RoutedClaude,
            _ => {}
        }
        match route.api.as_deref() {
            Some("bedrock-converse-stream") => match bedrock(&id, route) {
                Self::BedrockClaude => Self::RoutedClaude,
                other => other,
            },
            Some("anthropic-messages") if !takes_long(model, route) => Self::AnthropicProtocolShortOnly,
            Some("anthropic-messages") => Self::AnthropicProtocol,
            Some("google-generative-ai") if id.starts_with("gemini-2.5") || id.starts_with("gemini-3") => {
                Self::Gemini
            }
            Some("openai-responses" | "openai-chatgpt-responses" | "openai-completions")
                if takes_cache_key(model, route) =>
            {
                openai(model, &id, route)
            }
            _ => by_switches(model, &id, route),
        }
    }

    /// Whether OpenClaw passes a retention on at all.
    pub const fn reads_retention(self) -> bool {
        !matches!(self, Self::NotRead | Self::CommandLine)
    }

    /// Whether `cacheControlTtl` is still read (docs/openclaw/cache-retention.md#the-older-key).
    pub const fn honours_legacy(self) -> bool {
        matches!(
            self,
            Self::AnthropicDirect
                | Self::BedrockClaude
                | Self::AnthropicProtocol
                | Self::AnthropicProtocolShortOnly
                | Self::Gemini
        )
    }

    /// The retention where nothing is set (docs/openclaw/cache-retention.md#defaults).
    pub const fn default_retention(self) -> Option<Retention> {
        match self {
            Self::AnthropicDirect => Some(Retention::Short),
            _ => None,
        }
    }

    /// How long a prompt stays in the cache. Where nothing is passed on, the provider's transport decides.
    pub const fn lifetime(self, retention: Option<Retention>) -> Lifetime {
        match self {
            Self::NotRead | Self::CommandLine | Self::BedrockOther => return Lifetime::Ignored,
            _ => {}
        }
        match retention {
            Some(Retention::None) => self.without_caching(),
            Some(Retention::Long) => self.long(),
            None if matches!(self, Self::Gemini) => Lifetime::ProviderDefault,
            Some(Retention::Short) | None => self.short(),
        }
    }

    const fn without_caching(self) -> Lifetime {
        match self {
            Self::OpenAiThirtyMinutes | Self::OpenAiDay | Self::OpenAiKeyOnly | Self::KeyOnly => {
                Lifetime::NoCacheKey
            }
            _ => Lifetime::NotCached,
        }
    }

    const fn short(self) -> Lifetime {
        match self {
            Self::OpenAiThirtyMinutes | Self::OpenAiDay | Self::OpenAiKeyOnly | Self::KeyOnly => {
                Lifetime::ProviderDefault
            }
            _ => Lifetime::FiveMinutes,
        }
    }

    const fn long(self) -> Lifetime {
        match self {
            Self::OpenAiThirtyMinutes => Lifetime::ThirtyMinutes,
            Self::OpenAiDay => Lifetime::OneDay,
            Self::OpenAiKeyOnly | Self::KeyOnly => Lifetime::ProviderDefault,
            Self::AnthropicProtocolShortOnly | Self::BedrockNova | Self::EphemeralMarkers => {
                Lifetime::FiveMinutes
            }
            _ => Lifetime::OneHour,
        }
    }
}

/// How long a prompt stays in a provider's cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// Five minutes after its last use.
    FiveMinutes,
    /// Thirty minutes.
    ThirtyMinutes,
    /// One hour.
    OneHour,
    /// A day.
    OneDay,
    /// As long as the provider sees fit.
    ProviderDefault,
    /// OpenClaw asks for no caching.
    NotCached,
    /// OpenClaw sends no cache key; the provider may still cache by itself.
    NoCacheKey,
    /// The setting is ignored.
    Ignored,
}

impl Lifetime {
    /// A few words for an inlay hint, a completion detail or a table.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FiveMinutes => "5 minutes",
            Self::ThirtyMinutes => "30 minutes",
            Self::OneHour => "1 hour",
            Self::OneDay => "24 hours",
            Self::ProviderDefault => "the provider's default lifetime",
            Self::NotCached => "no caching",
            Self::NoCacheKey => "no cache key; the provider may still cache by itself",
            Self::Ignored => "ignored by this provider",
        }
    }

    /// The lifetime in milliseconds, where it is a fixed one.
    pub const fn millis(self) -> Option<u64> {
        match self {
            Self::FiveMinutes => Some(300_000),
            Self::ThirtyMinutes => Some(1_800_000),
            Self::OneHour => Some(3_600_000),
            Self::OneDay => Some(86_400_000),
            _ => None,
        }
    }
}

impl fmt::Display for Lifetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

fn bedrock(id: &str, route: &Route) -> CacheFamily {
    let is_profile = id.starts_with("arn:aws") && id.contains(":application-inference-profile/");
    if id.contains("anthropic.claude") || id.contains("anthropic/claude") || is_profile {
        return CacheFamily::BedrockClaude;
    }
    match (route.api.as_deref(), id.contains("nova")) {
        (Some("bedrock-converse-stream") | None, true) => CacheFamily::BedrockNova,
        (Some("bedrock-converse-stream") | None, false) => CacheFamily::BedrockOther,
        _ => CacheFamily::NotRead,
    }
}

fn openai(model: &ModelRef, id: &str, route: &Route) -> CacheFamily {
    if route.compat.supports_long_cache_retention == Some(false) || is_chatgpt(route) {
        return CacheFamily::OpenAiKeyOnly;
    }
    if is_at_least_5_6(id) {
        CacheFamily::OpenAiThirtyMinutes
    } else if DAY_LONG.contains(&without_date(id)) || !is_openai_host(model, route) {
        CacheFamily::OpenAiDay
    } else {
        CacheFamily::OpenAiKeyOnly
    }
}

/// Providers that are reached by another protocol and whose own plugin or switches turn caching on.
fn by_switches(model: &ModelRef, id: &str, route: &Route) -> CacheFamily {
    let markers = route.compat.cache_control_format.as_deref() == Some("anthropic");
    match model.provider.as_str() {
        _ if markers => CacheFamily::EphemeralMarkers,
        "dashscope" | "modelstudio" | "qwen" => CacheFamily::EphemeralMarkers,
        "deepinfra" if id.starts_with("anthropic/") => CacheFamily::EphemeralMarkers,
        _ if route.compat.supports_prompt_cache_key == Some(true) => CacheFamily::KeyOnly,
        "mistral" => CacheFamily::KeyOnly,
        _ => CacheFamily::NotRead,
    }
}

fn takes_long(model: &ModelRef, route: &Route) -> bool {
    route.compat.supports_long_cache_retention.unwrap_or(model.provider != "fireworks")
}

fn takes_cache_key(model: &ModelRef, route: &Route) -> bool {
    let native = is_openai_host(model, route) || (model.provider == "openai" && is_chatgpt(route));
    route.compat.supports_prompt_cache_key.unwrap_or(native)
}

/// Whether requests go to `OpenAI`'s own host, which those of its own provider do unless an address says otherwise.
fn is_openai_host(model: &ModelRef, route: &Route) -> bool {
    let Some(address) = &route.base_url else { return model.provider == "openai" };
    cache_host(address) == CacheHost::OpenAi
}

fn is_chatgpt(route: &Route) -> bool {
    let by_address = route.base_url.as_deref().map(cache_host) == Some(CacheHost::ChatGpt);
    route.api.as_deref() == Some("openai-chatgpt-responses") && (route.base_url.is_none() || by_address)
}

/// A host whose caching OpenClaw knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheHost {
    /// Any other.
    Other,
    /// `OpenAI`'s own.
    OpenAi,
    /// That of `ChatGPT`.
    ChatGpt,
    /// Anthropic's own.
    Anthropic,
    /// Vertex.
    Vertex,
}

/// Which host an address leads to, as far as caching depends on it.
pub fn cache_host(address: &str) -> CacheHost {
    match host(address).as_deref() {
        Some("chatgpt.com") => CacheHost::ChatGpt,
        Some("api.anthropic.com") => CacheHost::Anthropic,
        Some(host) if host == "api.openai.com" || host.ends_with(".api.openai.com") => CacheHost::OpenAi,
        Some(host) if host == "aiplatform.googleapis.com" || host.ends_with("-aiplatform.googleapis.com") => {
            CacheHost::Vertex
        }
        _ => CacheHost::Other,
    }
}

fn host(address: &str) -> Option<String> {
    url::Url::parse(address).ok()?.host_str().map(str::to_lowercase)
}

fn is_at_least_5_6(id: &str) -> bool {
    let Some(rest) = id.strip_prefix("gpt-") else { return false };
    let version = rest.split('-').next().unwrap_or(rest);
    let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
    match (major.parse::<u32>(), minor.parse::<u32>()) {
        (Ok(major), Ok(minor)) => (major, minor) >= (5, 6),
        _ => false,
    }
}

/// An id without a trailing date such as `-2025-08-07`.
fn without_date(id: &str) -> &str {
    let Some(at) = id.len().checked_sub(11) else { return id };
    let is_date = id.get(at..).is_some_and(|tail| {
        tail.bytes().enumerate().all(|(i, byte)| match i {
            0 | 5 | 8 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    });
    if is_date { &id[..at] } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reference: &str, api: &str, words: [&str; 4]) {
        let (provider, id) = reference.split_once('/').expect("a reference");
        let route = Route { api: Some(api.to_owned()), ..Route::default() };
        let family = CacheFamily::of(&ModelRef::new(provider, id), &route);
        let values = [None, Some(Retention::None), Some(Retention::Short), Some(Retention::Long)];
        assert_eq!(values.map(|value| family.lifetime(value).words()), words, "{reference}: {family:?}");
    }

    const OWN: &str = "the provider's default lifetime";
    const KEY: &str = "no cache key; the provider may still cache by itself";
    const NO: &str = "no caching";

    #[test]
    fn the_table() {
        let claude = ["5 minutes", NO, "5 minutes", "1 hour"];
        let five = ["5 minutes", NO, "5 minutes", "5 minutes"];
        let ignored = ["ignored by this provider"; 4];
        check("anthropic/claude-opus-5", "anthropic-messages", claude);
        check("amazon-bedrock/us.anthropic.claude-opus-4-6-v1:0", "bedrock-converse-stream", claude);
        check("amazon-bedrock/amazon.nova-pro-v1:0", "bedrock-converse-stream", five);
        check("minimax/MiniMax-M3", "anthropic-messages", claude);
        check("fireworks/x", "anthropic-messages", five);
        check("openrouter/anthropic/claude-opus-5", "openai-completions", claude);
        check("openrouter/qwen/x", "openai-completions", ignored);
        check("openai/gpt-5.6-sol", "openai-responses", [OWN, KEY, OWN, "30 minutes"]);
        check("openai/gpt-6-astra", "openai-responses", [OWN, KEY, OWN, "30 minutes"]);
        check("openai/gpt-5.4", "openai-responses", [OWN, KEY, OWN, "24 hours"]);
        check("openai/gpt-5-2025-08-07", "openai-responses", [OWN, KEY, OWN, "24 hours"]);
        check("openai/gpt-5.4", "openai-chatgpt-responses", [OWN, KEY, OWN, OWN]);
        check("openai/gpt-4o", "openai-responses", [OWN, KEY, OWN, OWN]);
        check("google/gemini-2.5-pro", "google-generative-ai", [OWN, NO, "5 minutes", "1 hour"]);
        check("google/gemma-4-31b", "google-generative-ai", ignored);
        check("dashscope/qwen3", "openai-completions", five);
        check("groq/llama", "openai-completions", ignored);
        check("claude-cli/claude-opus-5", "anthropic-messages", ignored);
        check("mistral/x", "openai-completions", [OWN, KEY, OWN, OWN]);
    }

    #[test]
    fn switches_of_the_document_decide() {
        let route = |compat| Route { api: Some("openai-completions".into()), compat, ..Route::default() };
        let model = ModelRef::new("box", "m");
        let key = CacheCompat { supports_prompt_cache_key: Some(true), ..CacheCompat::default() };
        assert_eq!(CacheFamily::of(&model, &route(key)), CacheFamily::OpenAiDay);
        let markers =
            CacheCompat { cache_control_format: Some("anthropic".into()), ..CacheCompat::default() };
        assert_eq!(CacheFamily::of(&model, &route(markers)), CacheFamily::EphemeralMarkers);
        let off = CacheCompat { supports_prompt_cache_key: Some(false), ..CacheCompat::default() };
        assert_eq!(CacheFamily::of(&ModelRef::new("openai", "gpt-5.4"), &route(off)), CacheFamily::NotRead);
    }

    #[test]
    fn an_address_of_ones_own_is_not_openai() {
        let route = |address: &str| Route {
            api: Some("openai-responses".into()),
            base_url: Some(address.into()),
            compat: CacheCompat::default(),
        };
        let model = ModelRef::new("openai", "gpt-5.4");
        assert_eq!(CacheFamily::of(&model, &route("https://api.openai.com/v1")), CacheFamily::OpenAiDay);
        assert_eq!(CacheFamily::of(&model, &route("http://localhost:1234")), CacheFamily::NotRead);
    }

    #[test]
    fn the_environment_counts_on_anthropics_own_hosts() {
        let heeds = |family, address: Option<&str>| {
            Route { base_url: address.map(str::to_owned), ..Route::default() }.heeds_environment(family)
        };
        assert!(heeds(CacheFamily::AnthropicDirect, None));
        assert!(heeds(CacheFamily::AnthropicProtocol, Some("https://api.anthropic.com")));
        assert!(heeds(
            CacheFamily::AnthropicDirect,
            Some("https://europe-west1-aiplatform.googleapis.com/v1")
        ));
        assert!(!heeds(CacheFamily::AnthropicDirect, Some("https://proxy.example")));
        assert!(!heeds(CacheFamily::AnthropicProtocol, None));
        assert!(!heeds(CacheFamily::BedrockClaude, None));
    }

    #[test]
    fn routes_come_from_the_catalogue() {
        let api = |provider, id| Route::of(MergedCatalog::plain(), &ModelRef::new(provider, id)).api;
        assert_eq!(api("anthropic", "claude-opus-5").as_deref(), Some("anthropic-messages"));
        assert_eq!(api("anthropic", "claude-next").as_deref(), Some("anthropic-messages"));
        assert_eq!(api("amazon-bedrock", "x").as_deref(), Some("bedrock-converse-stream"));
        assert_eq!(api("lmstudio", "x"), None);
    }
}
