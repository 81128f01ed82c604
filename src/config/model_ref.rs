//! The grammar of model references (docs/openclaw/models.md#grammar).
//!
//! A reference is `provider/id`, optionally followed by `@profile`. It is split at its first `/`, so an id may hold
//! more of them. The provider is compared in lower case, the id keeps its case.

use std::fmt;

use super::lexicon::Lexicon;
use crate::release::Manner;
use crate::text::{TextRange, after};

/// The parts of a written reference. All ranges are bytes of the text that was parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed<'a> {
    text: &'a str,
    /// What the text is.
    pub shape: Shape,
    /// The provider, without blanks.
    pub provider: Option<TextRange>,
    /// The model id or bare name, without blanks and without `@profile`. In a wildcard, the part before `/*`.
    pub id: Option<TextRange>,
    /// The auth profile id, without the `@`.
    pub profile: Option<TextRange>,
}

/// What a written reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `provider/id`.
    Full,
    /// A name without a provider: an alias or a model id.
    Bare,
    /// `provider/*` or `provider/namespace/*`, which stands for many models.
    Wildcard,
    /// `openrouter:auto` or `openrouter:free`.
    Special,
    /// Blank.
    Empty,
    /// `provider/` with nothing after it.
    MissingModel,
    /// `/id` with nothing before it.
    MissingProvider,
}

impl Shape {
    /// Whether OpenClaw cannot read the reference and silently uses its default model instead.
    pub const fn is_malformed(self) -> bool {
        matches!(self, Self::Empty | Self::MissingModel | Self::MissingProvider)
    }
}

impl<'a> Parsed<'a> {
    /// Takes a written reference apart. Every text has a shape, so this does not fail.
    pub fn parse(text: &'a str) -> Self {
        let whole = trimmed(text, TextRange::new(0, text.len()));
        let (model, profile) = split_profile(text, whole);
        let mut parsed = Self { text, shape: Shape::Bare, provider: None, id: Some(model), profile };
        if model.is_empty() {
            return Self { shape: Shape::Empty, id: None, ..parsed };
        }
        let Some(slash) = slice(text, model).find('/') else {
            let special = ["openrouter:auto", "openrouter:free"];
            if special.iter().any(|name| slice(text, model).eq_ignore_ascii_case(name)) {
                parsed.shape = Shape::Special;
            }
            return parsed;
        };
        let provider = trimmed(text, TextRange::new(model.start, model.start + slash));
        let id = trimmed(text, TextRange::new(model.start + slash + 1, model.end));
        parsed.provider = Some(provider).filter(|range| !range.is_empty());
        parsed.id = Some(id).filter(|range| !range.is_empty());
        parsed.shape = match (parsed.provider, parsed.id) {
            (None, _) => Shape::MissingProvider,
            (_, None) => Shape::MissingModel,
            _ => Shape::Full,
        };
        if parsed.shape == Shape::Full {
            parsed.read_wildcard(id);
        }
        parsed
    }

    /// The provider as written.
    pub fn provider_text(&self) -> Option<&'a str> {
        self.provider.map(|range| slice(self.text, range))
    }

    /// The model id or bare name as written.
    pub fn id_text(&self) -> Option<&'a str> {
        self.id.map(|range| slice(self.text, range))
    }

    /// The auth profile id as written.
    pub fn profile_text(&self) -> Option<&'a str> {
        self.profile.map(|range| slice(self.text, range))
    }

    /// The whole reference without blanks and without `@profile`.
    pub fn without_profile(&self) -> &'a str {
        match self.profile {
            Some(profile) => {
                slice(self.text, TextRange::new(0, profile.start)).trim().trim_end_matches('@').trim()
            }
            None => self.text.trim(),
        }
    }

    /// The model that a full reference selects, after OpenClaw's own renames.
    pub fn model_ref(&self, names: Lexicon) -> Option<ModelRef> {
        let full = self.shape == Shape::Full;
        let (provider, id) = (self.provider_text().unwrap_or(""), self.id_text().unwrap_or(""));
        full.then(|| ModelRef::normalize(provider, id, names))
    }

    fn read_wildcard(&mut self, id: TextRange) {
        let text = slice(self.text, id);
        if text == "*" {
            (self.shape, self.id) = (Shape::Wildcard, None);
        } else if let Some(namespace) = text.strip_suffix("/*") {
            let namespace = trimmed(self.text, TextRange::at(id.start, namespace.len()));
            (self.shape, self.id) = (Shape::Wildcard, Some(namespace));
        }
    }
}

/// A provider and a model id, as OpenClaw uses them after its own renames.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModelRef {
    /// The provider id, lower case.
    pub provider: String,
    /// The model id, as the provider spells it.
    pub id: String,
}

impl fmt::Display for ModelRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.provider, self.id)
    }
}

impl ModelRef {
    /// A reference from its two halves, exactly as they are.
    pub fn new(provider: &str, id: &str) -> Self {
        Self { provider: provider.to_owned(), id: id.to_owned() }
    }

    /// Takes a written reference apart; see [`Parsed::parse`].
    pub fn parse(text: &str) -> Parsed<'_> {
        Parsed::parse(text)
    }

    /// A reference from its two halves as written: blanks and a repeated provider go, the provider's short names are
    /// replaced, and providers that route to others (`openrouter`, `nvidia`) get their own prefix where it is missing.
    pub fn normalize(provider: &str, id: &str, names: Lexicon) -> Self {
        let provider = provider.trim().to_lowercase();
        let mut id = id.trim();
        let is_hugging_face = provider == "huggingface" && names.has(Manner::HuggingFacePrefix);
        // Hugging Face drops the prefix a second time; for the others one repetition is all that is dropped.
        for _ in 0..usize::from(names.has(Manner::OwnPrefix)) + usize::from(is_hugging_face) {
            id = strip_own_prefix(&provider, id);
        }
        let meant = names.short_name(&provider, id).unwrap_or(id);
        let id = match provider.as_str() {
            "nvidia" if !names.has(Manner::NvidiaPrefix) => meant.to_owned(),
            "openrouter" | "vercel-ai-gateway" if !names.has(Manner::RoutedPrefix) => meant.to_owned(),
            "openrouter" | "nvidia" if !meant.contains('/') => format!("{provider}/{meant}"),
            "vercel-ai-gateway" if has_prefix(meant, "claude-") => format!("anthropic/{meant}"),
            _ => meant.to_owned(),
        };
        Self { provider, id }
    }

    /// The key under which OpenClaw looks for this model's entry in `agents.*.models`: `provider/id`, and the id alone
    /// where it begins with the provider already.
    pub fn key(&self) -> String {
        if has_prefix(&self.id, &format!("{}/", self.provider)) { self.id.clone() } else { self.to_string() }
    }

    /// Whether the `params` of the entry with this written key apply when this model is selected
    /// (docs/openclaw/models.md#keys-whose-params-apply).
    pub fn takes_params_of(&self, written_key: &str, names: Lexicon) -> bool {
        self.is_called(&config_key(written_key, names))
    }

    /// The same for a key of an agent's own `models`, where it stands in these: OpenClaw does not rewrite them on load.
    pub fn takes_params(&self, written_key: &str, is_of_agent: bool, names: Lexicon) -> bool {
        if is_of_agent { self.is_called(written_key) } else { self.takes_params_of(written_key, names) }
    }

    fn is_called(&self, key: &str) -> bool {
        key == self.key() || key == self.to_string()
    }
}

/// A key of `agents.defaults.models` as OpenClaw rewrites it on load: blanks go, the provider is lower-cased, and renamed ids
/// of Google and Together get their new names. Short names, profiles and wildcards stay, which is why they never match.
pub fn config_key(written: &str, names: Lexicon) -> String {
    let trimmed = written.trim();
    let Some((provider, id)) = trimmed.split_once('/') else { return trimmed.to_owned() };
    let (provider, id) = (provider.trim().to_lowercase(), id.trim());
    if provider.is_empty() || id.is_empty() {
        return trimmed.to_owned();
    }
    let rename = |owner: &str, id: &str| {
        let mut known = names.short_names(owner);
        known.find(|(old, _)| *old == id).map(|(_, new)| new.to_owned())
    };
    let renamed = match (provider.as_str(), id.strip_prefix("google/")) {
        _ if !names.has(Manner::RenamedKeys) => None,
        (_, Some(inner)) => rename("google", inner).map(|new| format!("google/{new}")),
        ("google" | "google-vertex" | "google-gemini-cli" | "together", None) => rename(&provider, id),
        _ => None,
    };
    format!("{provider}/{}", renamed.as_deref().unwrap_or(id))
}

/// Finds `@profile` in a trimmed range: it follows the first `@` after the last `/`, unless what follows that is a date
/// or a quantisation tag, which belong to the id.
fn split_profile(text: &str, whole: TextRange) -> (TextRange, Option<TextRange>) {
    let body = slice(text, whole);
    let tail = body.rfind('/').map_or(0, |at| at + 1);
    let Some(mut at) = body[tail..].find('@').map(|at| tail + at).filter(|at| *at > 0) else {
        return (whole, None);
    };
    for is_part_of_id in [is_date as fn(&str) -> bool, is_quantisation] {
        let suffix = &body[at + 1..];
        if is_part_of_id(suffix.split('@').next().unwrap_or(suffix)) {
            let Some(next) = suffix.find('@') else { return (whole, None) };
            at += 1 + next;
        }
    }
    let model = trimmed(text, TextRange::new(whole.start, whole.start + at));
    let profile = trimmed(text, TextRange::new(whole.start + at + 1, whole.end));
    if model.is_empty() || profile.is_empty() { (whole, None) } else { (model, Some(profile)) }
}

fn is_date(word: &str) -> bool {
    word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `q4_k_m`, `iq3_xs`, `8bit`.
fn is_quantisation(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    if let Some(bits) = lower.strip_suffix("bit") {
        return !bits.is_empty() && bits.bytes().all(|byte| byte.is_ascii_digit());
    }
    let Some(rest) = lower.strip_prefix("iq").or_else(|| lower.strip_prefix('q')) else { return false };
    let mut parts = rest.split('_');
    let level = parts.next().unwrap_or_default();
    let is_word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !level.is_empty() && level.bytes().all(|byte| byte.is_ascii_digit()) && parts.all(is_word)
}

fn strip_own_prefix<'a>(provider: &str, id: &'a str) -> &'a str {
    match id.split_once('/') {
        Some((first, rest)) if first.to_lowercase() == provider => rest.trim(),
        _ => id,
    }
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    after(text, prefix).is_some()
}

fn slice(text: &str, range: TextRange) -> &str {
    text.get(range.start..range.end).unwrap_or_default()
}

/// A range without the blanks at its two ends.
fn trimmed(text: &str, range: TextRange) -> TextRange {
    let body = slice(text, range);
    let start = range.start + (body.len() - body.trim_start().len());
    TextRange::at(start, body.trim().len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, shape: Shape, parts: [Option<&str>; 3]) {
        let parsed = Parsed::parse(text);
        let found = [parsed.provider_text(), parsed.id_text(), parsed.profile_text()];
        assert_eq!((parsed.shape, found), (shape, parts), "{text:?}");
    }

    #[test]
    fn parts() {
        check("anthropic/claude-opus-5", Shape::Full, [Some("anthropic"), Some("claude-opus-5"), None]);
        check(" anthropic / claude-opus-5 ", Shape::Full, [Some("anthropic"), Some("claude-opus-5"), None]);
        check(
            "openrouter/moonshotai/kimi-k2",
            Shape::Full,
            [Some("openrouter"), Some("moonshotai/kimi-k2"), None],
        );
        check("opus", Shape::Bare, [None, Some("opus"), None]);
        check("OpenRouter:Auto", Shape::Special, [None, Some("OpenRouter:Auto"), None]);
        check("anthropic/*", Shape::Wildcard, [Some("anthropic"), None, None]);
        check("openrouter/qwen/*", Shape::Wildcard, [Some("openrouter"), Some("qwen"), None]);
        check("", Shape::Empty, [None, None, None]);
        check("  ", Shape::Empty, [None, None, None]);
        check("anthropic/", Shape::MissingModel, [Some("anthropic"), None, None]);
        check("/x", Shape::MissingProvider, [None, Some("x"), None]);
    }

    #[test]
    fn profiles() {
        check("a/b@anthropic:work", Shape::Full, [Some("a"), Some("b"), Some("anthropic:work")]);
        check("a/b@20260101", Shape::Full, [Some("a"), Some("b@20260101"), None]);
        check("a/b@20260101@p", Shape::Full, [Some("a"), Some("b@20260101"), Some("p")]);
        check("ollama/qwen3@q4_k_m", Shape::Full, [Some("ollama"), Some("qwen3@q4_k_m"), None]);
        check("a/b@IQ3_XS@p", Shape::Full, [Some("a"), Some("b@IQ3_XS"), Some("p")]);
        check("a/b@8bit", Shape::Full, [Some("a"), Some("b@8bit"), None]);
        check("a/b@", Shape::Full, [Some("a"), Some("b@"), None]);
        check("a@x/b", Shape::Full, [Some("a@x"), Some("b"), None]);
        check("opus@work", Shape::Bare, [None, Some("opus"), Some("work")]);
    }

    #[test]
    fn renames() {
        for (written, meant) in [
            ("ANTHROPIC/Claude-X", "anthropic/Claude-X"),
            ("anthropic/anthropic/opus", "anthropic/claude-opus-5"),
            ("anthropic/anthropic/ opus", "anthropic/claude-opus-5"),
            ("huggingface/huggingface/huggingface/x/y", "huggingface/x/y"),
            ("xai/grok-build-latest", "xai/grok-4.5"),
            ("vercel-ai-gateway/sonnet", "vercel-ai-gateway/anthropic/claude-sonnet-4-6"),
            ("vercel-ai-gateway/claude-x", "vercel-ai-gateway/anthropic/claude-x"),
            ("openrouter/auto", "openrouter/openrouter/auto"),
            ("bedrock/x", "bedrock/x"),
        ] {
            let found = Parsed::parse(written).model_ref(Lexicon::default()).expect("a full reference");
            assert_eq!(found.to_string(), meant);
        }
        assert_eq!(ModelRef::normalize("openrouter", "auto", Lexicon::default()).key(), "openrouter/auto");
    }

    #[test]
    fn the_reference_without_its_profile() {
        assert_eq!(Parsed::parse(" a / b @ p ").without_profile(), "a / b");
        assert_eq!(Parsed::parse("a/b").without_profile(), "a/b");
    }

    #[test]
    fn params_keys_as_openclaw_matches_them() {
        let vectors = include_str!("../../tests/fixtures/params-key.json");
        let vectors: Vec<serde_json::Value> = serde_json::from_str(vectors).expect("a fixture");
        assert_eq!(vectors.len(), 6);
        for vector in vectors {
            let text = |key: &str| vector[key].as_str().expect("text").to_owned();
            let selected = ModelRef::parse(&text("model")).model_ref(Lexicon::default()).expect("full");
            assert_eq!(
                selected.takes_params_of(&text("modelsKey"), Lexicon::default()),
                vector["paramsApplied"],
                "{vector}"
            );
        }
    }

    #[test]
    fn params_keys_that_only_look_right() {
        let selected = ModelRef::new("anthropic", "claude-opus-5");
        for key in [
            "claude-opus-5",
            "anthropic/Claude-Opus-5",
            "claude-cli/claude-opus-5",
            "anthropic/anthropic/claude-opus-5",
        ] {
            assert!(!selected.takes_params_of(key, Lexicon::default()), "{key}");
        }
        assert!(selected.takes_params_of(" Anthropic/claude-opus-5", Lexicon::default()));
    }

    proptest! {
        #[test]
        fn ranges_lie_in_the_text_and_normalising_is_stable(text in "[ a-z0-9/@:*_\u{e9}.-]{0,24}") {
            let parsed = Parsed::parse(&text);
            for range in [parsed.provider, parsed.id, parsed.profile].into_iter().flatten() {
                prop_assert!(text.get(range.start..range.end).is_some_and(|part| part == part.trim()));
            }
            if let Some(reference) = parsed.model_ref(Lexicon::default()).filter(|reference| !reference.id.starts_with(&reference.provider)) {
                let again = ModelRef::normalize(&reference.provider, &reference.id, Lexicon::default());
                prop_assert_eq!(again, reference);
            }
        }
    }
}
