//! What a configuration shows of the credentials of a provider: login profiles, environment variables, keys. Only its
//! shape is looked at, never what a credential says (docs/openclaw/logins.md#profiles).

use super::ConfigValue;
use super::environment::sets;
use super::placeholder::placeholders;
use super::secret::is_placeholder;
use std::sync::LazyLock;

const VARIABLES: &str = include_str!("../../data/config/credentials.tsv");

/// What a configuration shows of the credentials of one provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credentials {
    /// The profiles, in the order in which they are tried.
    pub profiles: Vec<ProfileUse>,
    /// Whether `auth.order` says the order; else OAuth comes before tokens, and those before API keys.
    pub is_ordered: bool,
    /// The variables below `env` that the provider reads.
    pub variables: Vec<&'static str>,
    /// `models.providers.<id>.apiKey`.
    pub key: Option<KeyForm>,
}

/// A profile that is tried for a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileUse {
    /// Its id.
    pub id: String,
    /// What it comes to.
    pub standing: Standing,
}

/// What a profile comes to for a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is one of the provider's.
    Own(ProfileMode),
    /// It belongs to another provider, so it is skipped.
    Foreign(String),
    /// The configuration does not define it; OpenClaw's own store may.
    Undefined,
}

/// `auth.profiles.*.mode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProfileMode {
    /// A login that renews itself.
    OAuth,
    /// A token that was pasted, such as that of `claude setup-token`.
    Token,
    /// An API key.
    ApiKey,
    /// The credentials of the AWS tools.
    AwsSdk,
    /// Something else.
    Unknown,
}

impl ProfileMode {
    fn parse(text: Option<&str>) -> Self {
        match text {
            Some("oauth") => Self::OAuth,
            Some("token") => Self::Token,
            Some("api_key") => Self::ApiKey,
            Some("aws-sdk") => Self::AwsSdk,
            _ => Self::Unknown,
        }
    }

    /// A few words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OAuth => "OAuth login",
            Self::Token => "token, such as that of `claude setup-token`",
            Self::ApiKey => "API key",
            Self::AwsSdk => "credentials of the AWS tools",
            Self::Unknown => "login of an unknown kind",
        }
    }

    /// Whether it draws on a subscription rather than on an API account.
    pub const fn is_subscription(self) -> bool {
        matches!(self, Self::OAuth | Self::Token)
    }
}

/// How a key is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// As plain text.
    Text,
    /// With the name of a variable, `${NAME}`.
    Variable,
    /// As a reference to a secret; its source.
    Reference(String),
    /// As a placeholder that replaced a real key.
    Placeholder,
}

impl KeyForm {
    /// How a value is written as a key, if it is one at all.
    pub fn of<V: ConfigValue>(value: &V) -> Option<Self> {
        let Some(text) = value.as_str() else {
            return value.text_at(&["source"]).map(Self::Reference);
        };
        Some(match text.trim() {
            "" => return None,
            text if is_placeholder(text) => Self::Placeholder,
            text if !placeholders(text).is_empty() => Self::Variable,
            _ => Self::Text,
        })
    }
}

impl Credentials {
    /// What a configuration shows for a provider, given in lower case.
    pub fn of<V: ConfigValue>(config: &V, provider: &str) -> Self {
        let defined = profiles(config);
        let order = order(config, provider);
        let is_ordered = order.is_some();
        let profiles = match order {
            Some(ids) => ids.into_iter().map(|id| ProfileUse::find(&defined, id, provider)).collect(),
            None => unordered(&defined, provider),
        };
        let variables = variables(provider).iter().filter(|name| sets(config, name)).copied().collect();
        Self { profiles, is_ordered, variables, key: section_key(config, provider) }
    }

    /// Whether the configuration shows nothing that could be used.
    pub fn is_invisible(&self) -> bool {
        let is_own = |used: &ProfileUse| matches!(used.standing, Standing::Own(_));
        self.variables.is_empty()
            && !self.profiles.iter().any(is_own)
            && !self.key.as_ref().is_some_and(|key| *key != KeyForm::Placeholder)
    }
}

/// A profile as it is defined.
struct Profile {
    id: String,
    provider: String,
    mode: ProfileMode,
}

impl ProfileUse {
    fn find(defined: &[Profile], id: String, provider: &str) -> Self {
        let standing = match defined.iter().find(|profile| profile.id == id) {
            None => Standing::Undefined,
            Some(profile) if serves(&profile.provider, provider) => Standing::Own(profile.mode),
            Some(profile) => Standing::Foreign(profile.provider.clone()),
        };
        Self { id, standing }
    }
}

/// Whether a profile of one provider is used for another. The Claude command line's login stands for Anthropic.
pub fn serves(profile: &str, provider: &str) -> bool {
    let same = |one: &str, other: &str| one.trim().eq_ignore_ascii_case(other);
    let claude = |id: &str| same(id, "anthropic") || same(id, "claude-cli");
    same(profile, provider) || (claude(profile) && claude(provider))
}

/// The environment variables that a provider reads, the first that is set wins.
pub fn variables(provider: &str) -> &'static [&'static str] {
    static TABLE: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
        let rows = VARIABLES.lines().filter_map(|line| line.split_once('\t'));
        rows.map(|(provider, names)| (provider, names.split(',').collect())).collect()
    });
    let provider = if provider == "claude-cli" { "anthropic" } else { provider };
    TABLE.iter().find(|(known, _)| *known == provider).map_or(&[], |(_, names)| names)
}

fn profiles<V: ConfigValue>(config: &V) -> Vec<Profile> {
    let section = config.at(&["auth", "profiles"]).map(|section| section.entries()).unwrap_or_default();
    let read = |(id, profile): (String, V)| {
        let provider = profile.text_at(&["provider"])?;
        Some(Profile { id, provider, mode: ProfileMode::parse(profile.text_at(&["mode"]).as_deref()) })
    };
    section.into_iter().filter_map(read).collect()
}

fn order<V: ConfigValue>(config: &V, provider: &str) -> Option<Vec<String>> {
    let orders = config.at(&["auth", "order"]).map(|section| section.entries()).unwrap_or_default();
    let is_meant = |key: &str| key.trim().eq_ignore_ascii_case(provider);
    let (_, ids) = orders.into_iter().find(|(key, _)| is_meant(key))?;
    Some(ids.items().iter().filter_map(|id| id.as_str().map(std::borrow::Cow::into_owned)).collect())
}

fn unordered(defined: &[Profile], provider: &str) -> Vec<ProfileUse> {
    let mut own: Vec<&Profile> =
        defined.iter().filter(|profile| serves(&profile.provider, provider)).collect();
    own.sort_by_key(|profile| profile.mode);
    let used =
        |profile: &Profile| ProfileUse { id: profile.id.clone(), standing: Standing::Own(profile.mode) };
    own.into_iter().map(used).collect()
}

fn section_key<V: ConfigValue>(config: &V, provider: &str) -> Option<KeyForm> {
    let sections = config.at(&["models", "providers"]).map(|section| section.entries()).unwrap_or_default();
    let (_, section) = sections.into_iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(provider))?;
    KeyForm::of(&section.get("apiKey")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[expect(clippy::needless_pass_by_value, reason = "configurations are written in place")]
    fn check(config: Value, provider: &str, profiles: &[(&str, Standing)], rest: (&[&str], Option<KeyForm>)) {
        let found = Credentials::of(&&config, provider);
        let seen: Vec<(&str, Standing)> =
            found.profiles.iter().map(|used| (used.id.as_str(), used.standing.clone())).collect();
        assert_eq!(seen, profiles, "{config}");
        assert_eq!((found.variables.as_slice(), found.key), rest, "{config}");
    }

    fn profile(provider: &str, mode: &str) -> Value {
        json!({ "provider": provider, "mode": mode })
    }

    #[test]
    fn the_order_is_that_of_the_file_or_by_kind() {
        let profiles = json!({
            "k": profile("anthropic", "api_key"), "t": profile("Anthropic", "token"), "c": profile("claude-cli", "oauth"),
            "o": profile("openai", "oauth") });
        let unordered = [
            ("c", Standing::Own(ProfileMode::OAuth)),
            ("t", Standing::Own(ProfileMode::Token)),
            ("k", Standing::Own(ProfileMode::ApiKey)),
        ];
        check(json!({ "auth": { "profiles": profiles } }), "anthropic", &unordered, (&[], None));
        let order = json!({ "Anthropic": ["k", "o", "gone"] });
        let ordered = [
            ("k", Standing::Own(ProfileMode::ApiKey)),
            ("o", Standing::Foreign("openai".to_owned())),
            ("gone", Standing::Undefined),
        ];
        check(
            json!({ "auth": { "profiles": profiles, "order": order } }),
            "anthropic",
            &ordered,
            (&[], None),
        );
    }

    #[test]
    fn variables_and_keys() {
        let env = json!({ "vars": { "ANTHROPIC_API_KEY": "x", "OPENAI_API_KEY": " " }, "ANTHROPIC_OAUTH_TOKEN": "y" });
        let with =
            |key: Value| json!({ "env": env, "models": { "providers": { "Anthropic": { "apiKey": key } } } });
        let both = ["ANTHROPIC_OAUTH_TOKEN", "ANTHROPIC_API_KEY"];
        check(with(json!("sk")), "anthropic", &[], (&both, Some(KeyForm::Text)));
        check(with(json!("${KEY}")), "anthropic", &[], (&both, Some(KeyForm::Variable)));
        check(with(json!("***")), "anthropic", &[], (&both, Some(KeyForm::Placeholder)));
        let reference = json!({ "source": "env", "provider": "default", "id": "KEY" });
        check(with(reference), "anthropic", &[], (&both, Some(KeyForm::Reference("env".to_owned()))));
        check(with(json!("sk")), "openai", &[], (&[], None));
        assert!(Credentials::of(&&with(json!("sk")), "openai").is_invisible());
        assert!(!Credentials::of(&&with(json!("sk")), "anthropic").is_invisible());
    }

    #[test]
    fn every_row_names_variables() {
        let rows: Vec<&str> = VARIABLES.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.len() > 15);
        for row in rows {
            let (provider, names) = row.split_once('\t').expect("two columns");
            assert_eq!(variables(provider).join(","), names);
        }
    }
}
