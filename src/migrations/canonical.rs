//! What OpenClaw makes of a retired model reference, wherever one stands (`openclaw doctor --fix`).

use crate::config::lexicon::Lexicon;
use crate::config::model_ref::Parsed;

/// The providers that spell the versions of Claude models with a dot.
const DOTTED: &[&str] = &["github-copilot", "copilot-proxy"];

/// The providers whose newest retired Opus model is followed by an older one than elsewhere.
const BEHIND: &[&str] = &["venice", "vercel-ai-gateway"];

/// The reference that takes the place of another one for a release with these names; none where it stays.
pub(super) fn canonical(written: &str, names: Lexicon) -> Option<String> {
    let trimmed = written.trim();
    if trimmed.is_empty() || trimmed.contains("${") {
        return None;
    }
    let parsed = Parsed::parse(trimmed);
    let model = parsed.without_profile();
    let new = upgraded(model, names).unwrap_or_else(|| model.to_owned());
    let new = match parsed.profile_text() {
        Some(profile) => format!("{new}@{profile}"),
        None => new,
    };
    (new != written).then_some(new)
}

fn upgraded(model: &str, names: Lexicon) -> Option<String> {
    let Some((provider, id)) = model.split_once('/') else { return claude(model, "", names) };
    let lower = provider.trim().to_lowercase();
    let id = id.trim();
    let new = codex(&lower, id).or_else(|| names.upgraded_id(table_of(&lower), id).map(str::to_owned));
    let new = new.or_else(|| {
        let speaks_claude = DOTTED.contains(&lower.as_str()) || BEHIND.contains(&lower.as_str());
        speaks_claude.then(|| claude(id, &lower, names)).flatten()
    })?;
    (new != id).then(|| format!("{provider}/{new}"))
}

/// The provider whose retired ids another one shares.
fn table_of(provider: &str) -> &str {
    if provider == "openai-codex" { "openai" } else { provider }
}

/// What differs for the two providers that offer models of others under their own conditions.
fn codex(provider: &str, id: &str) -> Option<String> {
    let id = id.to_lowercase();
    let new = match (provider, id.as_str()) {
        ("openai-codex", "gpt-5.2" | "gpt-5.2-codex" | "gpt-5.1-codex" | "gpt-5-codex") => "gpt-5.5",
        ("openai-codex", "gpt-5.6") => return Some(id),
        ("openai-codex", "gpt-4.1-nano" | "gpt-5-nano")
        | ("github-copilot" | "copilot-proxy", "grok-code-fast-1") => "gpt-5.4-mini",
        _ => return None,
    };
    Some(new.to_owned())
}

/// A Claude model without a provider, or of a provider that offers it under its own name.
fn claude(id: &str, provider: &str, names: Lexicon) -> Option<String> {
    let (head, last) = id.rsplit_once('/').map_or(("", id), |(head, last)| (head, last));
    let target = match names.retired_claude(last)? {
        "claude-opus-4-7" if BEHIND.contains(&provider) => "claude-opus-4-6",
        target => target,
    };
    let target = match target.rsplit_once('-') {
        Some((before, minor)) if DOTTED.contains(&provider) => format!("{before}.{minor}"),
        _ => target.to_owned(),
    };
    Some(if head.is_empty() { target } else { format!("{head}/{target}") })
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use crate::config::lexicon::Lexicon;
    use crate::release;

    #[test]
    fn retired_references_have_successors() {
        for (old, new) in [
            ("anthropic/claude-opus-4-5", "anthropic/claude-opus-4-7"),
            ("anthropic/claude-3-5-haiku-latest@work", "anthropic/claude-sonnet-4-6@work"),
            ("claude-opus-4-1", "claude-opus-4-7"),
            ("opus-4.5", "claude-opus-4-7"),
            ("github-copilot/claude-opus-4.5", "github-copilot/claude-opus-4.7"),
            ("venice/claude-opus-4-5", "venice/claude-opus-4-6"),
            ("openai/gpt-4o", "openai/gpt-5.5"),
            ("openai-codex/gpt-5.2", "openai-codex/gpt-5.5"),
            ("openai/gpt-5.6", "openai/gpt-5.6-sol"),
            ("xai/grok-code-fast-1", "xai/grok-build-0.1"),
            ("groq/mistral-saba-24b", "groq/qwen/qwen3-32b"),
            (" openai/gpt-5.5 ", "openai/gpt-5.5"),
        ] {
            assert_eq!(canonical(old, Lexicon::default()).as_deref(), Some(new), "{old}");
        }
    }

    #[test]
    fn what_is_in_service_stays() {
        for kept in
            ["anthropic/claude-opus-5", "openai/gpt-5.5", "opus", "${MODEL}", "", "custom/claude-opus-4-5"]
        {
            assert_eq!(canonical(kept, Lexicon::default()), None, "{kept}");
        }
    }

    #[test]
    fn a_release_from_before_a_retirement_keeps_the_reference() {
        let oldest = Lexicon::of(release::releases()[0]);
        for kept in ["anthropic/claude-opus-4-5", "claude-opus-4-1", "openai/gpt-4o", "groq/mistral-saba-24b"]
        {
            assert_eq!(canonical(kept, oldest), None, "{kept}");
        }
    }
}
