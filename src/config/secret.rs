//! What looks like a secret, and what is a placeholder for one
//! (docs/openclaw/secrets.md#fields-that-hold-secrets, docs/openclaw/secrets.md#lost-secrets).

/// A known form of credential: the public start of the text, how long the rest is at least, and its name.
struct Form {
    prefix: &'static str,
    rest: usize,
    name: &'static str,
}

const fn form(prefix: &'static str, rest: usize, name: &'static str) -> Form {
    Form { prefix, rest, name }
}

/// Longer prefixes stand before shorter ones, so that the first match is the most telling.
const FORMS: [Form; 33] = [
    form("sk-ant-admin", 8, "Anthropic admin key"),
    form("sk-ant-oat", 8, "Anthropic set-up token"),
    form("sk-ant-", 8, "Anthropic API key"),
    form("sk-or-", 16, "OpenRouter API key"),
    form("sk-proj-", 16, "OpenAI project key"),
    form("sk-", 20, "API key"),
    form("xoxb-", 10, "Slack bot token"),
    form("xoxp-", 10, "Slack user token"),
    form("xoxa-", 10, "Slack token"),
    form("xapp-", 10, "Slack app token"),
    form("github_pat_", 16, "GitHub token"),
    form("ghp_", 16, "GitHub token"),
    form("gho_", 16, "GitHub token"),
    form("ghu_", 16, "GitHub token"),
    form("ghs_", 16, "GitHub token"),
    form("glpat-", 12, "GitLab token"),
    form("AIza", 24, "Google API key"),
    form("ya29.", 16, "Google access token"),
    form("gsk_", 16, "Groq API key"),
    form("xai-", 20, "xAI API key"),
    form("hf_", 16, "Hugging Face token"),
    form("nvapi-", 16, "NVIDIA API key"),
    form("pplx-", 16, "Perplexity API key"),
    form("tvly-", 12, "Tavily API key"),
    form("fc-", 24, "Firecrawl API key"),
    form("r8_", 16, "Replicate token"),
    form("csk-", 20, "Cerebras API key"),
    form("AKIA", 12, "AWS access key id"),
    form("ASIA", 12, "AWS access key id"),
    form("SG.", 20, "SendGrid API key"),
    form("npm_", 20, "npm token"),
    form("lin_api_", 16, "Linear API key"),
    form("eyJ", 40, "signed token"),
];

/// The fewest bytes that a credential of a known form has.
pub const SHORTEST: usize = 15;

/// The texts that OpenClaw and its tools write in place of a secret. One that is saved has replaced the real value.
const PLACEHOLDERS: [&str; 6] =
    ["__OPENCLAW_REDACTED__", "REDACTED", "xoxb-REDACTED", "xapp-REDACTED", "***", "[redacted]"];

/// The name of the kind of credential that a text looks like.
///
/// A text that names an environment variable (`${NAME}`) is no secret.
pub fn looks_like(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text.contains("${") || is_placeholder(text) {
        return None;
    }
    if text.starts_with("-----BEGIN ") && text.contains("PRIVATE KEY-----") {
        return Some("private key");
    }
    if is_telegram_token(text) {
        return Some("Telegram bot token");
    }
    find_form(text).map(|form| form.name)
}

/// Whether a text is an admin key of Anthropic, with or without `Bearer` before it.
pub fn is_admin_key(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.strip_prefix("bearer ").map_or(text.as_str(), str::trim).starts_with("sk-ant-admin")
}

/// Whether a text is what OpenClaw shows in place of a secret, and therefore never a working value.
pub fn is_placeholder(text: &str) -> bool {
    PLACEHOLDERS.contains(&text.trim())
}

/// Whether the last name of a path says that its value is secret, where nothing better is known.
pub fn is_secret_name(name: &str) -> bool {
    let name = name.to_lowercase();
    let harmless = ["tokens", "tokencount", "tokenlimit", "tokenbudget", "passwordfile"];
    if harmless.iter().any(|end| name.ends_with(end)) {
        return false;
    }
    let joined: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let ends = ["token", "serviceaccount", "serviceaccountref"];
    let parts = ["password", "secret", "apikey", "encryptkey", "privatekey"];
    ends.iter().any(|end| joined.ends_with(end)) || parts.iter().any(|part| joined.contains(part))
}

/// How many bytes of a credential are the public beginning that its service gives to all of them.
pub fn public_part(text: &str) -> usize {
    find_form(text).map_or(0, |form| form.prefix.len())
}

fn find_form(text: &str) -> Option<&'static Form> {
    let is_body =
        |rest: &str| rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.+/=".contains(&byte));
    FORMS.iter().find(|form| {
        text.strip_prefix(form.prefix).is_some_and(|rest| rest.len() >= form.rest && is_body(rest))
    })
}

/// `123456789:` and 35 characters.
fn is_telegram_token(text: &str) -> bool {
    let Some((id, rest)) = text.split_once(':') else { return false };
    (8..=11).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_digit())
        && rest.len() >= 30
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Credentials are put together here, so that no scanner takes this file for a leak.
    fn secret(prefix: &str) -> String {
        format!("{prefix}{}", "Ab3".repeat(14))
    }

    #[test]
    fn known_forms() {
        for (prefix, name) in [
            ("sk-ant-api03-", "Anthropic API key"),
            ("sk-ant-admin01-", "Anthropic admin key"),
            ("sk-ant-oat01-", "Anthropic set-up token"),
            ("xoxb-", "Slack bot token"),
            ("ghp_", "GitHub token"),
            ("123456789:", "Telegram bot token"),
        ] {
            assert_eq!(looks_like(&secret(prefix)), Some(name), "{prefix}");
        }
    }

    #[test]
    fn no_form_is_shorter_than_the_shortest() {
        assert_eq!(FORMS.iter().map(|form| form.prefix.len() + form.rest).min(), Some(SHORTEST));
    }

    #[test]
    fn what_is_no_secret() {
        for text in [
            "",
            "sk-",
            "${ANTHROPIC_API_KEY}",
            "anthropic/claude-opus-5",
            "sk-ant-${KEY}aaaaaaaaaaaa",
            "xoxb-REDACTED",
        ] {
            assert_eq!(looks_like(text), None, "{text}");
        }
        assert!(is_placeholder(" __OPENCLAW_REDACTED__ ") && !is_placeholder("redacted by hand"));
    }

    #[test]
    fn names() {
        for name in
            ["token", "botToken", "api_key", "apiKey", "webhookSecret", "privateKey", "serviceAccountRef"]
        {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["maxTokens", "contextTokens", "tokenLimit", "passwordFile", "name", "tokenizer"] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
