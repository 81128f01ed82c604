//! What the user set, and what a file is.

use super::Severity;
use crate::catalog::Installed;
use crate::config::auth::AuthEnvironment;
use crate::config::cache_layers::CacheEnvironment;
use crate::release::Version;
use std::sync::Arc;

/// What a file is to OpenClaw (docs/openclaw/files.md#other-files).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// The main configuration, `openclaw.json`.
    #[default]
    Main,
    /// A file that an `$include` names, or any file that is not known to be a root.
    Fragment,
    /// A `*.patch.json5` for `openclaw config patch`: a partial tree in which `null` deletes.
    Patch,
}

impl DocumentKind {
    /// What a file is, by its name: a patch when it ends in `.patch.json5`, else a main configuration, whatever its
    /// name, since `OPENCLAW_CONFIG_PATH` may name any file (docs/openclaw/files.md#the-main-configuration).
    pub fn of_file_name(name: &str) -> Self {
        if name.ends_with(".patch.json5") { Self::Patch } else { Self::Main }
    }
}

/// What the user set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Names of environment variables that are known to be set. Values are never kept.
    pub env_names: Vec<String>,
    /// Whether `OPENCLAW_CACHE_RETENTION` is exactly `long`, the one value of it that OpenClaw reads
    /// (docs/openclaw/cache-retention.md#the-environment).
    pub long_cache_retention: bool,
    /// Which inlay hints are shown.
    pub hints: InlayOptions,
    /// Which code lenses are shown.
    pub lenses: LensOptions,
    /// Which risks are told.
    pub security: SecurityLevel,
    /// The release that the user wants the documents judged by.
    pub target: Option<Version>,
    /// The least severity of a finding that is told.
    pub least: Severity,
    /// The release that is installed; it judges where the user wants no other.
    pub installed: Option<Version>,
    /// The models and providers of that installation, where its files say more of them than this program knows.
    pub models: Option<Arc<Installed>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            env_names: Vec::new(),
            long_cache_retention: false,
            hints: InlayOptions::default(),
            lenses: LensOptions::default(),
            security: SecurityLevel::default(),
            target: None,
            least: Severity::Hint,
            installed: None,
            models: None,
        }
    }
}

impl Options {
    /// What the environment says about caching.
    pub(super) fn cache_environment(&self) -> CacheEnvironment {
        let has = |name: &str| self.env_names.iter().any(|known| known == name);
        let auth =
            AuthEnvironment { oauth_token: has("ANTHROPIC_OAUTH_TOKEN"), api_key: has("ANTHROPIC_API_KEY") };
        CacheEnvironment { long: self.long_cache_retention, auth, ..CacheEnvironment::default() }
    }
}

/// Which risks the user wants to be told (docs/openclaw/security.md#how-bad-a-check-is).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SecurityLevel {
    /// None.
    Off,
    /// Those that OpenClaw's own audit calls critical.
    #[default]
    Critical,
    /// All of them.
    All,
}

impl SecurityLevel {
    /// The level with this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "off" => Some(Self::Off),
            "critical" => Some(Self::Critical),
            "all" => Some(Self::All),
            _ => None,
        }
    }
}

/// Which lines the user wants above agents and channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LensOptions {
    /// Above agents: the model and the cache retention that take effect.
    pub models: bool,
    /// Above agents: how many tools each has.
    pub tools: bool,
    /// Above channels and their accounts: who may write.
    pub access: bool,
}

impl Default for LensOptions {
    fn default() -> Self {
        Self { models: true, tools: true, access: true }
    }
}

/// Which hints the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InlayOptions {
    /// Behind `cacheRetention` and `cacheControlTtl`: what takes effect.
    pub cache: bool,
    /// Behind names that select a model under another name.
    pub models: bool,
    /// Behind large numbers and durations without a unit.
    pub quantities: bool,
}

impl Default for InlayOptions {
    fn default() -> Self {
        Self { cache: true, models: true, quantities: true }
    }
}
