//! The usual name of the environment variable for a secret.

/// Variables whose names do not follow from the path.
const USUAL: [(&str, &str); 6] = [
    ("models.providers.google.apiKey", "GEMINI_API_KEY"),
    ("models.providers.huggingface.apiKey", "HF_TOKEN"),
    ("models.providers.github-copilot.apiKey", "COPILOT_GITHUB_TOKEN"),
    ("channels.discord.token", "DISCORD_BOT_TOKEN"),
    ("gateway.auth.token", "OPENCLAW_GATEWAY_TOKEN"),
    ("gateway.auth.password", "OPENCLAW_GATEWAY_PASSWORD"),
];

/// Steps of a path that say nothing about the secret.
const GENERAL: [&str; 14] = [
    "accounts",
    "auth",
    "channels",
    "config",
    "entries",
    "env",
    "headers",
    "mcp",
    "models",
    "plugins",
    "profiles",
    "providers",
    "servers",
    "settings",
];

/// The usual name of the variable for the secret at a path of keys, else one made of the path: `models.providers.box.apiKey`
/// becomes `BOX_API_KEY`.
pub fn usual(path: &[&str]) -> String {
    let dotted = path.join(".");
    if let Some((_, usual)) = USUAL.iter().find(|(known, _)| *known == dotted) {
        return (*usual).to_owned();
    }
    let own = path.last().copied().unwrap_or_default();
    let path: Vec<&str> = path.iter().copied().filter(|key| !GENERAL.contains(key) || *key == own).collect();
    let telling = &path[path.len().saturating_sub(2)..];
    let words: Vec<String> = telling.iter().map(|key| constant(key)).collect();
    // A variable of a program keeps its name.
    match words.as_slice() {
        [_, last] if *last == own => last.clone(),
        _ => words.join("_"),
    }
}

/// `apiKey` as `API_KEY`.
fn constant(key: &str) -> String {
    let mut out = String::new();
    let mut before = '_';
    for c in key.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            out.push('_');
        }
        before = c;
        out.push(if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
    }
    if out.starts_with(|first: char| first.is_ascii_digit()) { format!("_{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::usual;

    #[test]
    fn a_name_is_made_of_the_telling_part_of_the_path() {
        let name = |path: &str| usual(&path.split('.').collect::<Vec<_>>());
        assert_eq!(name("channels.telegram.botToken"), "TELEGRAM_BOT_TOKEN");
        assert_eq!(name("channels.discord.token"), "DISCORD_BOT_TOKEN");
        assert_eq!(name("models.providers.box.apiKey"), "BOX_API_KEY");
        assert_eq!(name("mcp.servers.github.env.GITHUB_TOKEN"), "GITHUB_TOKEN");
        assert_eq!(name("models.providers.302ai.apiKey"), "_302AI_API_KEY");
    }
}
