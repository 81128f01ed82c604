//! How OpenClaw would take a model reference (the ladder of docs/openclaw/models.md#verdicts).

use super::embedded::{Catalog, SuppressionWhen};
use super::merged::MergedCatalog;
use super::model::{Model, Source, Status};
use crate::text::nearest::{edits, nearest};

/// How OpenClaw would take a model reference.
#[derive(Clone, Debug, PartialEq)]
pub enum Judgement<'a> {
    /// In the catalogue and in service.
    Known(&'a Model),
    /// Refused: the configuration is invalid. The replacement is a full reference.
    Suppressed {
        /// What to write instead.
        replacement: Option<String>,
    },
    /// Out of service; `openclaw doctor --fix` writes the target, a full reference, instead.
    Retired {
        /// What to write instead.
        target: String,
    },
    /// In the catalogue, hidden from pickers, still working.
    Deprecated {
        /// The row.
        model: &'a Model,
        /// The full reference of its successor.
        replaced_by: Option<String>,
    },
    /// The provider has rows and none has this id: it may be newer than the catalogue.
    UnknownModel {
        /// The full reference of the row with the most similar id.
        nearest: Option<String>,
    },
    /// No plugin and no `models.providers` key declares the provider.
    UnknownProvider {
        /// The most similar provider id.
        nearest: Option<String>,
    },
    /// The provider is known and its models are not: nothing can be said.
    NoRows,
}

impl Catalog {
    /// How OpenClaw would take a reference in a document that declares no models. See [`MergedCatalog::judge`].
    pub fn judge(&self, provider: &str, id: &str) -> Judgement<'static> {
        MergedCatalog::plain().judge(provider, id)
    }
}

impl MergedCatalog {
    /// How OpenClaw would take a reference.
    ///
    /// `provider` is lower case, `id` is the model id as written. A suppressed id is refused even where the document
    /// declares it; nothing else that the document declares is questioned. OpenClaw does not see through an
    /// `@profile` suffix when it looks for suppressed ids, so a caller that reports errors must not either.
    pub fn judge(&self, provider: &str, id: &str) -> Judgement<'_> {
        let tables = self.embedded();
        let suppression = tables.suppressed(provider, id).filter(|why| why.when == SuppressionWhen::Always);
        if let Some(why) = suppression {
            let replacement = why.replacement.as_deref().map(|to| full(provider, to));
            return Judgement::Suppressed { replacement };
        }
        let own = self.model(provider, id);
        if let Some(model) = own.filter(|model| model.source == Source::Document) {
            return Judgement::Known(model);
        }
        // Some retired ids are short names as well: OpenClaw runs the newer model without being told.
        let short = tables.short_name(provider, id);
        if let Some(target) = tables.upgraded_id(provider, id).filter(|target| short != Some(target)) {
            return Judgement::Retired { target: format!("{provider}/{target}") };
        }
        let Some(section) = self.provider(provider).filter(|section| section.declared) else {
            return Judgement::UnknownProvider { nearest: self.nearest_provider(provider) };
        };
        let meant = short.unwrap_or(id);
        let stands_for = section.same_as.as_deref().and_then(|same| self.model(same, meant));
        match section.model(meant).or(stands_for) {
            Some(model) => in_service(model),
            None if section.models().is_empty() => Judgement::NoRows,
            None => Judgement::UnknownModel { nearest: nearest_model(section.models(), meant) },
        }
    }

    /// The provider id that another name or a misspelt one means. A guess never leads from one company to another: a
    /// short id may lack a letter or have two swapped, but another letter makes it another name (`grok`, `groq`).
    pub fn nearest_provider(&self, id: &str) -> Option<String> {
        if let Some(same) = self.provider(id).and_then(|provider| provider.same_as.as_deref()) {
            return Some(same.to_owned());
        }
        if let Some(renamed) = self.embedded().renamed(id) {
            return Some(renamed.provider.to_owned());
        }
        let known =
            self.providers().filter(|provider| provider.declared).map(|provider| provider.id.as_ref());
        let slips: Vec<&str> = known.filter(|name| is_slip(id, name)).collect();
        nearest(id, slips).map(str::to_owned)
    }
}

/// From this many letters on, a letter that is wrong leaves enough to know the word by.
const LONG: usize = 6;

/// Whether a text is a known id with a slip of the pen: a letter too many or too few, two that are swapped, and in long ids
/// up to two that are wrong. What is added or left out between dashes is no slip: `openai-codex` is not `opencode`.
fn is_slip(text: &str, id: &str) -> bool {
    let parts = |text: &str| text.split(['-', '_', '.', ' ']).map(str::to_lowercase).collect::<Vec<_>>();
    let plain = |text: &str| parts(text).concat();
    if plain(text) == plain(id) {
        return true;
    }
    let (own, known) = (parts(text), parts(id));
    let same_parts = own.len() == known.len();
    let one_is_wrong = own.iter().zip(&known).filter(|(own, known)| own != known).count() == 1;
    let letters = id.chars().count();
    let is_replaced = text.chars().count() == letters && !is_swapped(text, id);
    let most = if letters >= LONG { 2 } else { 1 };
    same_parts && one_is_wrong && edits(text, id) <= most && (letters >= LONG || !is_replaced)
}

/// Whether two texts of one length differ by two letters that changed places.
fn is_swapped(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.to_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}

fn in_service(model: &Model) -> Judgement<'_> {
    if matches!(model.status, Status::Deprecated | Status::Disabled) {
        let replaced_by = model.replaced_by.as_deref().map(|id| format!("{}/{id}", model.provider));
        return Judgement::Deprecated { model, replaced_by };
    }
    Judgement::Known(model)
}

/// A replacement as a full reference: the table names some by id alone.
fn full(provider: &str, replacement: &str) -> String {
    let is_full = replacement.split_once('/').is_some_and(|(owner, _)| owner == provider);
    if is_full { replacement.to_owned() } else { format!("{provider}/{replacement}") }
}

/// The model whose id was misspelt. Catalogues lag behind, and an id with another number is another version: only a slip
/// in the letters is one.
fn nearest_model(models: &[Model], id: &str) -> Option<String> {
    /// The most letters that a slip changes.
    const SLIP: usize = 2;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let live = models.iter().filter(|model| model.status != Status::Deprecated);
    let close =
        live.filter(|model| digits(&model.id) == digits(id)).map(|model| (edits(id, &model.id), model));
    let best = close.filter(|(distance, _)| *distance <= SLIP).min_by_key(|(distance, _)| *distance);
    best.map(|(_, model)| model.reference())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reference: &str, expected: &str) {
        let (provider, id) = reference.split_once('/').expect("a full reference");
        let said = match Catalog::embedded().judge(provider, id) {
            Judgement::Known(model) => format!("known {}", model.reference()),
            Judgement::Suppressed { replacement } => format!("suppressed {replacement:?}"),
            Judgement::Retired { target } => format!("retired {target}"),
            Judgement::Deprecated { model, replaced_by } => {
                format!("deprecated {} {replaced_by:?}", model.id)
            }
            Judgement::UnknownModel { nearest } => format!("unknown model {nearest:?}"),
            Judgement::UnknownProvider { nearest } => format!("unknown provider {nearest:?}"),
            Judgement::NoRows => "no rows".to_owned(),
        };
        assert_eq!(said, expected, "{reference}");
    }

    #[test]
    fn each_rung_of_the_ladder() {
        check("anthropic/claude-opus-5", "known anthropic/claude-opus-5");
        check("anthropic/opus", "known anthropic/claude-opus-5");
        check("google/gemini-2.0-flash", "suppressed Some(\"google/gemini-2.5-flash\")");
        check("xai/grok-4.20-multi-agent", "suppressed None");
        check("anthropic/claude-opus-4-5", "retired anthropic/claude-opus-4-7");
        check("google/gemini-3-flash", "known google/gemini-3-flash-preview");
        check("anthropic/claude-opus-5-9", "unknown model None");
        check("anthropic/claude-opus-4-8", "deprecated claude-opus-4-8 Some(\"anthropic/claude-opus-5\")");
        check("anthropic/claude-sonet-5", "unknown model Some(\"anthropic/claude-sonnet-5\")");
        check("anthropic/zzz", "unknown model None");
        check("antropic/claude-opus-5", "unknown provider Some(\"anthropic\")");
        check("z.ai/glm-5.2", "unknown provider Some(\"zai\")");
        check("openai-codex/gpt-5.4", "unknown provider Some(\"openai\")");
        check("codex-cli/gpt-5.4", "unknown provider Some(\"openai\")");
        check("grok/grok-4.3", "unknown provider Some(\"xai\")");
        check("gork/grok-4.3", "unknown provider None");
        check("opencoder/x", "unknown provider Some(\"opencode\")");
        check("azure/gpt-5.4", "unknown provider None");
        check("openrouted/x", "unknown provider Some(\"openrouter\")");
        check("kimi-coding/x", "no rows");
        check("qqqq/x", "unknown provider None");
        check("ollama/qwen3", "no rows");
        check("openai/gpt-5.4", "known openai/gpt-5.4");
    }

    #[test]
    fn what_the_document_declares_is_only_questioned_when_suppressed() {
        let text = "{ providers: { box: { models: [{ id: 'm' }] }, openai: { models: [{ id: 'gpt-4' }] },
               google: { models: [{ id: 'gemini-1.5-pro' }] } } }";
        let catalog = MergedCatalog::new(json5::from_str(text).expect("a models section"));
        assert!(matches!(catalog.judge("box", "m"), Judgement::Known(_)));
        assert!(matches!(catalog.judge("openai", "gpt-4"), Judgement::Known(_)));
        assert!(matches!(catalog.judge("google", "gemini-1.5-pro"), Judgement::Suppressed { .. }));
        assert!(matches!(catalog.judge("box", "other"), Judgement::UnknownModel { nearest: None }));
    }
}
