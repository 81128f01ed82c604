//! How OpenClaw decides, on load, whether Anthropic is used with an API key or with OAuth
//! (docs/openclaw/logins.md#how-anthropic-is-used).
//!
//! Only the shape of the configuration counts: no value of a credential is read, apart from asking whether it is blank.

use std::borrow::Cow;

use super::ConfigValue;
use super::agent_entry::primary_of;
use super::environment::sets;

/// Which kind of credential Anthropic is used with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AuthMode {
    /// An API key: OpenClaw seeds `cacheRetention: "short"` into model entries.
    ApiKey,
    /// OAuth or a set-up token: nothing is seeded into model entries.
    OAuth,
    /// Neither can be told: nothing is seeded at all.
    #[default]
    Undecided,
}

/// The decision and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthDecision {
    /// The kind of credential.
    pub mode: AuthMode,
    /// What it rests on.
    pub because: AuthReason,
}

/// What the decision rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum AuthReason {
    /// The first usable profile of `auth.order`; its id.
    Order(String),
    /// All profiles of the provider are of one kind.
    Profiles,
    /// An environment variable; its name.
    Environment(&'static str),
    /// A provider section that stands for the Claude command line.
    ClaudeCli,
    /// Nothing that the configuration or the environment shows.
    #[default]
    Nothing,
}

/// Which environment variables of the process are set and not blank. Their values are never needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuthEnvironment {
    /// `ANTHROPIC_OAUTH_TOKEN`.
    pub oauth_token: bool,
    /// `ANTHROPIC_API_KEY`.
    pub api_key: bool,
}

const OAUTH_TOKEN: &str = "ANTHROPIC_OAUTH_TOKEN";
const API_KEY: &str = "ANTHROPIC_API_KEY";

/// The variables that decide, in the environment of the process or in `env`.
pub const VARIABLES: [&str; 2] = [OAUTH_TOKEN, API_KEY];

/// Decides as OpenClaw does: `auth.order` first, then the profiles together, then the environment.
pub fn decide<V: ConfigValue>(config: &V, process: AuthEnvironment) -> AuthDecision {
    if uses_claude_cli_section(config) {
        return AuthDecision { mode: AuthMode::OAuth, because: AuthReason::ClaudeCli };
    }
    let profiles = anthropic_profiles(config);
    for id in ordered_profiles(config) {
        let mode = profiles.iter().find(|profile| profile.id == id).map(|profile| profile.mode);
        if let Some(mode) = mode {
            return AuthDecision { mode, because: AuthReason::Order(id) };
        }
    }
    let has = |mode| profiles.iter().any(|profile| profile.mode == mode);
    match (has(AuthMode::ApiKey), has(AuthMode::OAuth)) {
        (true, false) => AuthDecision { mode: AuthMode::ApiKey, because: AuthReason::Profiles },
        (false, true) => AuthDecision { mode: AuthMode::OAuth, because: AuthReason::Profiles },
        _ => by_environment(config, process),
    }
}

/// Whether Anthropic's models run through the Claude command line, which takes no `params`: a login of it is selected, or
/// the default model is its.
pub fn runs_claude_cli<V: ConfigValue>(config: &V, decision: &AuthDecision) -> bool {
    if decision.mode != AuthMode::OAuth {
        return false;
    }
    let primary = config.at(&["agents", "defaults", "model"]).as_ref().and_then(primary_of);
    let is_primary = primary.is_some_and(|text| text.to_lowercase().starts_with("claude-cli/"));
    decision.because == AuthReason::ClaudeCli || is_primary || is_claude_cli_login(config)
}

fn is_claude_cli_login<V: ConfigValue>(config: &V) -> bool {
    let profiles = config.at(&["auth", "profiles"]).map(|section| section.entries()).unwrap_or_default();
    let mut providers =
        profiles.iter().filter_map(|(id, profile)| Some((id, profile.text_at(&["provider"])?)));
    let known: Vec<(&String, String)> = providers.by_ref().collect();
    let of = |id: &str| known.iter().find(|(known, _)| *known == id).map(|(_, provider)| provider.as_str());
    let ordered = ordered_profiles(config);
    let mut selected = ordered.iter().filter_map(|id| of(id)).filter(|provider| is_claude(provider));
    if let Some(provider) = selected.next() {
        return provider == "claude-cli";
    }
    let has = |wanted: &str| known.iter().any(|(_, provider)| provider == wanted);
    has("claude-cli") && !has("anthropic")
}

fn is_claude(provider: &str) -> bool {
    matches!(provider, "anthropic" | "claude-cli")
}

struct Profile {
    id: String,
    mode: AuthMode,
}

fn anthropic_profiles<V: ConfigValue>(config: &V) -> Vec<Profile> {
    let section = config.at(&["auth", "profiles"]);
    let members = section.map(|section| section.entries()).unwrap_or_default();
    members
        .into_iter()
        .filter_map(|(id, profile)| Some(Profile { id, mode: profile_mode(&profile)? }))
        .collect()
}

/// The kind of a profile, if it is Anthropic's and its `mode` is known.
fn profile_mode<V: ConfigValue>(profile: &V) -> Option<AuthMode> {
    let provider = profile.get("provider")?;
    let mode = profile.get("mode");
    let mode = mode.as_ref().and_then(ConfigValue::as_str);
    match (provider.as_str()?.as_ref(), mode.as_deref()) {
        ("claude-cli", _) | ("anthropic", Some("oauth" | "token")) => Some(AuthMode::OAuth),
        ("anthropic", Some("api_key")) => Some(AuthMode::ApiKey),
        _ => None,
    }
}

fn ordered_profiles<V: ConfigValue>(config: &V) -> Vec<String> {
    let lists = ["anthropic", "claude-cli"].map(|provider| config.at(&["auth", "order", provider]));
    let ids = lists.iter().flatten().flat_map(ConfigValue::items);
    ids.filter_map(|id| id.as_str().map(Cow::into_owned)).collect()
}

fn by_environment<V: ConfigValue>(config: &V, process: AuthEnvironment) -> AuthDecision {
    let in_file = |name| sets(config, name);
    if process.oauth_token || in_file(OAUTH_TOKEN) {
        AuthDecision { mode: AuthMode::OAuth, because: AuthReason::Environment(OAUTH_TOKEN) }
    } else if process.api_key || in_file(API_KEY) {
        AuthDecision { mode: AuthMode::ApiKey, because: AuthReason::Environment(API_KEY) }
    } else {
        AuthDecision::default()
    }
}

/// A retired way to say "use the Claude command line": its profile id in the place of Anthropic's API key.
fn uses_claude_cli_section<V: ConfigValue>(config: &V) -> bool {
    let providers = config.at(&["models", "providers"]).map(|section| section.entries()).unwrap_or_default();
    providers.iter().any(|(id, section)| {
        let key = section.get("apiKey");
        let is_marker = key.as_ref().and_then(ConfigValue::as_str).as_deref() == Some("anthropic:claude-cli");
        is_marker && id.trim().eq_ignore_ascii_case("anthropic")
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[expect(clippy::needless_pass_by_value, reason = "configurations are written in place")]
    fn check(config: Value, mode: AuthMode, because: AuthReason) {
        let decision = decide(&&config, AuthEnvironment::default());
        assert_eq!(decision, AuthDecision { mode, because }, "{config}");
    }

    fn profile(provider: &str, mode: &str) -> Value {
        json!({ "provider": provider, "mode": mode })
    }

    #[test]
    fn profiles_of_one_kind_decide() {
        let one = |p: Value| json!({ "auth": { "profiles": { "a": p, "b": profile("openai", "api_key") } } });
        check(one(profile("anthropic", "api_key")), AuthMode::ApiKey, AuthReason::Profiles);
        check(one(profile("anthropic", "token")), AuthMode::OAuth, AuthReason::Profiles);
        check(one(profile("claude-cli", "oauth")), AuthMode::OAuth, AuthReason::Profiles);
        check(one(profile("anthropic", "odd")), AuthMode::Undecided, AuthReason::Nothing);
        check(json!({}), AuthMode::Undecided, AuthReason::Nothing);
    }

    #[test]
    fn both_kinds_need_an_order() {
        let both = |order: Value| {
            let profiles =
                json!({ "k": profile("anthropic", "api_key"), "o": profile("anthropic", "oauth") });
            json!({ "auth": { "profiles": profiles, "order": order } })
        };
        check(both(json!({})), AuthMode::Undecided, AuthReason::Nothing);
        check(both(json!({ "anthropic": ["gone", "k"] })), AuthMode::ApiKey, AuthReason::Order("k".into()));
        check(both(json!({ "claude-cli": ["o"] })), AuthMode::OAuth, AuthReason::Order("o".into()));
    }

    #[test]
    fn the_environment_comes_last() {
        check(
            json!({ "env": { "vars": { "ANTHROPIC_API_KEY": "x" } } }),
            AuthMode::ApiKey,
            AuthReason::Environment(API_KEY),
        );
        check(
            json!({ "env": { "ANTHROPIC_OAUTH_TOKEN": "x" } }),
            AuthMode::OAuth,
            AuthReason::Environment(OAUTH_TOKEN),
        );
        check(
            json!({ "env": { "vars": { "ANTHROPIC_API_KEY": "  " } } }),
            AuthMode::Undecided,
            AuthReason::Nothing,
        );
        let process = AuthEnvironment { oauth_token: false, api_key: true };
        assert_eq!(decide(&&json!({}), process).mode, AuthMode::ApiKey);
    }

    #[test]
    fn the_claude_command_line_runs_anthropics_models() {
        let runs = |config: &Value| runs_claude_cli(&config, &decide(&config, AuthEnvironment::default()));
        let logins = |order: Value| {
            let profiles = json!({ "c": profile("claude-cli", "oauth"), "t": profile("anthropic", "token") });
            json!({ "auth": { "profiles": profiles, "order": { "anthropic": order } } })
        };
        assert!(runs(&logins(json!(["c", "t"]))));
        assert!(!runs(&logins(json!(["t", "c"]))));
        assert!(!runs(&logins(json!([]))), "an Anthropic login counts first");
        assert!(runs(&json!({ "auth": { "profiles": { "c": profile("claude-cli", "oauth") } } })));
        let model = json!({ "defaults": { "model": { "primary": "claude-cli/claude-opus-5" } } });
        assert!(runs(&json!({ "env": { "vars": { "ANTHROPIC_OAUTH_TOKEN": "t" } }, "agents": model })));
        assert!(!runs(&json!({ "env": { "vars": { "ANTHROPIC_API_KEY": "t" } }, "agents": model })));
    }

    #[test]
    fn the_retired_claude_cli_section_means_oauth() {
        let config =
            json!({ "models": { "providers": { "Anthropic": { "apiKey": "anthropic:claude-cli" } } } });
        check(config, AuthMode::OAuth, AuthReason::ClaudeCli);
    }
}
