//! The catalogue that the program carries: the tables of `data/catalog/`, and how to ask them.

use crate::release::{self, Fact, Table, Version};
use std::borrow::Cow;

use super::model::{Cost, InputKind, Model, Provider, Source, Status};
use super::table::{Row, rows};

const MODELS: &str = include_str!("../../data/catalog/models.tsv");
const PROVIDERS: &str = include_str!("../../data/catalog/providers.tsv");
const SUPPRESSED: &str = include_str!("../../data/catalog/suppressed.tsv");
const UPGRADES: &str = include_str!("../../data/catalog/upgrades.tsv");
const SHORT_NAMES: &str = include_str!("../../data/catalog/short-names.tsv");
const WORDS: &str = include_str!("../../data/catalog/provider-words.tsv");

/// A text of the tables, or of a manifest.
type Text = Cow<'static, str>;

/// A provider, an id of it that is refused, and how.
pub(super) type Suppressed = (Text, Text, Suppression);

/// The embedded catalogue: providers, models, and what OpenClaw knows about ids that are no longer in use.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(super) providers: Vec<Provider>,
    /// By provider, as the two after it.
    suppressed: Vec<Suppressed>,
    upgrades: Vec<[&'static str; 3]>,
    short_names: Vec<[Text; 3]>,
    aliases: Vec<(&'static str, &'static str)>,
    default_model: &'static str,
    words: Vec<[&'static str; 3]>,
}

/// The provider of today that an older or common name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The id of today.
    pub provider: &'static str,
    /// The runtime that the old name stood for, which is a setting of each model today.
    pub runtime: Option<&'static str>,
}

/// An id that OpenClaw refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// When it is refused.
    pub when: SuppressionWhen,
    /// The hosts on which a conditional refusal holds.
    pub hosts: Vec<Text>,
    /// What to write instead: a full reference, or an id of the same provider.
    pub replacement: Option<Text>,
}

/// When a suppressed id is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuppressionWhen {
    /// Always: the configuration is invalid.
    Always,
    /// Only when the provider's address is one of [`Suppression::hosts`].
    OnHosts,
}

impl Catalog {
    /// The catalogue of the newest release that this program knows.
    pub fn embedded() -> &'static Self {
        Self::of(release::newest())
    }

    /// The provider with this id (lower case).
    pub fn provider(&self, id: &str) -> Option<&Provider> {
        let at = self.providers.binary_search_by(|provider| provider.id.as_ref().cmp(id)).ok()?;
        self.providers.get(at)
    }

    /// Takes all refusals out.
    pub(super) fn clear_suppressed(&mut self) {
        self.suppressed.clear();
    }

    /// Puts a refusal in the place of another one of the same id.
    pub(super) fn suppress(&mut self, provider: &str, id: &str, why: Suppression) {
        self.suppressed.retain(|(owner, bad, _)| owner != provider || bad != id);
        let at = self.suppressed.partition_point(|(owner, ..)| owner.as_ref() <= provider);
        self.suppressed.insert(at, (Cow::Owned(provider.to_owned()), Cow::Owned(id.to_owned()), why));
    }

    /// Puts a short name of a provider in the place of the same one.
    pub(super) fn set_short_name(&mut self, [provider, short, id]: [&str; 3]) {
        self.short_names.retain(|[owner, name, _]| owner != provider || name != short);
        let at = self.short_names.partition_point(|[owner, ..]| owner.as_ref() <= provider);
        self.short_names.insert(at, [provider, short, id].map(|text| Cow::Owned(text.to_owned())));
    }

    pub(super) fn provider_mut(&mut self, id: &str) -> Option<&mut Provider> {
        let at = self.providers.binary_search_by(|provider| provider.id.as_ref().cmp(id)).ok()?;
        self.providers.get_mut(at)
    }

    /// All providers, sorted by id.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// The model with this exact id.
    pub fn model(&self, provider: &str, id: &str) -> Option<&Model> {
        self.provider(provider)?.model(id)
    }

    /// All models, sorted by provider and id.
    pub fn models(&self) -> impl Iterator<Item = &Model> {
        self.providers.iter().flat_map(Provider::models)
    }

    /// How OpenClaw refuses an id, if it does. Ids are compared without case (docs/openclaw/models.md#verdicts).
    pub fn suppressed(&self, provider: &str, id: &str) -> Option<&Suppression> {
        let mut found = of_owner(&self.suppressed, |(owner, ..)| owner, provider).iter();
        found.find(|(_, bad, _)| bad.eq_ignore_ascii_case(id)).map(|(.., why)| why)
    }

    /// The id that `openclaw doctor --fix` writes for a retired id of this provider.
    ///
    /// It is an id of the same provider and may hold `/` itself; see [`Catalog::upgrade`] for the whole reference.
    pub fn upgraded_id(&self, provider: &str, id: &str) -> Option<&'static str> {
        let rows = of_owner(&self.upgrades, |[owner, ..]| owner, provider);
        let lower = id.to_ascii_lowercase();
        let is_it = |glob: &str| {
            if glob.contains('*') {
                glob_matches(&glob.to_ascii_lowercase(), &lower)
            } else {
                glob.eq_ignore_ascii_case(id)
            }
        };
        rows.iter().find(|[_, glob, _]| is_it(glob)).map(|[.., target]| *target)
    }

    /// The full reference that `openclaw doctor --fix` writes for a retired id.
    pub fn upgrade(&self, provider: &str, id: &str) -> Option<String> {
        self.upgraded_id(provider, id).map(|target| format!("{provider}/{target}"))
    }

    /// The id that takes the place of a retired one of Claude, whoever offers it: in `claude-opus-4.5` the dot counts as a
    /// dash, while short names such as `opus-4.5` are listed with theirs.
    pub fn retired_claude(&self, id: &str) -> Option<&'static str> {
        let lower = id.to_ascii_lowercase();
        let is_full = lower.starts_with("claude-");
        self.upgraded_id("anthropic", &if is_full { lower.replace('.', "-") } else { lower })
    }

    /// The id that OpenClaw reads in place of a short or old id of this provider (docs/openclaw/models.md#short-names).
    pub fn short_name(&self, provider: &str, short: &str) -> Option<&str> {
        self.short_names(provider).find(|(name, _)| name.eq_ignore_ascii_case(short)).map(|(_, id)| id)
    }

    /// The short names of a provider and the ids they stand for.
    pub fn short_names(&self, provider: &str) -> impl Iterator<Item = (&str, &str)> {
        let rows = of_owner(&self.short_names, |[owner, ..]| owner, provider);
        rows.iter().map(|[_, name, id]| (name.as_ref(), id.as_ref()))
    }

    /// The target of a built-in alias, compared without case. It works only where the target is a key of
    /// `agents.defaults.models` without an `alias` of its own (docs/openclaw/models.md#names-without-a-provider).
    pub fn built_in_alias(&self, name: &str) -> Option<&'static str> {
        self.aliases.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name)).map(|(_, target)| *target)
    }

    /// The model that is taken where none is named.
    pub const fn default_model(&self) -> &'static str {
        self.default_model
    }

    /// The built-in aliases and their targets.
    pub fn built_in_aliases(&self) -> &[(&'static str, &'static str)] {
        &self.aliases
    }

    /// What a name that is no id of a provider stands for, compared without case. It never leads to another company.
    pub fn renamed(&self, word: &str) -> Option<Renamed> {
        let [_, provider, runtime] =
            self.words.iter().find(|[known, ..]| known.eq_ignore_ascii_case(word.trim()))?;
        Some(Renamed { provider, runtime: Some(*runtime).filter(|runtime| !runtime.is_empty()) })
    }

    pub(super) fn new(
        providers: Vec<Provider>,
        suppressed: Vec<Suppressed>,
        mut upgrades: Vec<[&'static str; 3]>,
        short_names: Vec<[Text; 3]>,
        words: Vec<[&'static str; 3]>,
        version: Version,
    ) -> Self {
        let names = Table::Aliases.of_release(version).map(|fact| (fact.column(0), fact.column(1)));
        let (unnamed, aliases): (Vec<_>, Vec<_>) = names.partition(|(alias, _)| alias.is_empty());
        let default_model = unnamed.first().map_or("", |(_, reference)| reference);
        // Of the rows of one provider the first one that matches counts.
        upgrades.sort_by_key(|[owner, ..]| *owner);
        Self { providers, suppressed, upgrades, short_names, aliases, default_model, words }
    }
}

/// The rows of a provider among rows that are sorted by it.
fn of_owner<'r, T>(rows: &'r [T], owner: impl Fn(&T) -> &str, provider: &str) -> &'r [T] {
    let start = rows.partition_point(|row| owner(row) < provider);
    let rest = &rows[start..];
    &rest[..rest.partition_point(|row| owner(row) == provider)]
}

/// The tables of `data/catalog/`, as they stand.
pub(super) struct Base {
    pub(super) providers: Vec<Provider>,
    pub(super) models: Vec<Model>,
    pub(super) suppressed: Vec<(&'static str, &'static str, Suppression)>,
    pub(super) upgrades: Vec<[&'static str; 3]>,
    pub(super) short_names: Vec<[&'static str; 3]>,
    pub(super) words: Vec<[&'static str; 3]>,
}

impl Base {
    pub(super) fn read() -> Self {
        Self {
            providers: rows(PROVIDERS).map(|row| provider(&row)).collect(),
            models: rows(MODELS).map(|row: Row<15>| model(&|at| row.cell(at))).collect(),
            suppressed: rows(SUPPRESSED).map(|row| suppression(&row)).collect(),
            upgrades: triples(UPGRADES),
            short_names: triples(SHORT_NAMES),
            words: triples(WORDS),
        }
    }
}

impl Provider {
    /// A provider of a plugin that another release brings, or the user.
    pub(super) fn bundled(id: Text) -> Self {
        Self {
            id,
            api: None,
            base_url: None,
            declared: true,
            overlay: true,
            same_as: None,
            models: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, model: Model) {
        self.models.push(model);
    }

    /// Brings the models into their order.
    pub(super) fn settle(&mut self) {
        self.models.sort_by(|a, b| a.id.cmp(&b.id));
        self.api = shared_api(&self.models);
    }
}

/// The model of a line in `data/releases/models.tsv`, whose columns are those of `data/catalog/models.tsv` but for the source.
pub(super) fn model_of_fact(fact: &Fact) -> Model {
    model(&|at| if at == SOURCE { "bundled" } else { fact.column(at) })
}

/// The column of `data/catalog/models.tsv` that says where a row comes from.
const SOURCE: usize = 14;

fn triples(table: &'static str) -> Vec<[&'static str; 3]> {
    rows::<3>(table).map(|row| [row.cell(0), row.cell(1), row.cell(2)]).collect()
}

fn provider(row: &Row<4>) -> Provider {
    Provider {
        id: Cow::Borrowed(row.cell(0)),
        api: None,
        base_url: None,
        declared: row.cell(1) == "declared",
        overlay: row.cell(2) == "yes",
        same_as: row.filled(3).map(Cow::Borrowed),
        models: Vec::new(),
    }
}

fn model(cell: &dyn Fn(usize) -> &'static str) -> Model {
    let filled = |at| Some(cell(at)).filter(|text| !text.is_empty());
    let price = |at| cell(at).parse().ok();
    Model {
        provider: Cow::Borrowed(cell(0)),
        id: Cow::Borrowed(cell(1)),
        name: Cow::Borrowed(filled(2).unwrap_or(cell(1))),
        context_window: cell(3).parse().ok(),
        max_output: cell(4).parse().ok(),
        reasoning: match cell(5) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        inputs: cell(6).split('+').filter_map(InputKind::parse).collect(),
        cost: Cost { input: price(7), output: price(8), cache_read: price(9), cache_write: price(10) },
        status: Status::parse(cell(11)).unwrap_or(Status::Available),
        replaced_by: filled(12).map(Cow::Borrowed),
        api: filled(13).map(Cow::Borrowed),
        source: Source::Embedded(cell(SOURCE)),
    }
}

fn suppression(row: &Row<5>) -> (&'static str, &'static str, Suppression) {
    let when = if row.cell(2) == "always" { SuppressionWhen::Always } else { SuppressionWhen::OnHosts };
    let hosts = row.cell(3).split(';').filter(|host| !host.is_empty()).map(Cow::Borrowed).collect();
    (row.cell(0), row.cell(1), Suppression { when, hosts, replacement: row.filled(4).map(Cow::Borrowed) })
}

fn shared_api(models: &[Model]) -> Option<Cow<'static, str>> {
    let first = models.first()?.api.clone()?;
    models.iter().all(|model| model.api.as_ref() == Some(&first)).then_some(first)
}

/// Whether a pattern, in which `*` stands for any run of characters, covers the whole text.
fn glob_matches(pattern: &str, text: &str) -> bool {
    let Some((head, tail)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut rest) = text.strip_prefix(head) else { return false };
    let mut pieces = tail.split('*').collect::<Vec<_>>();
    let last = pieces.pop().unwrap_or_default();
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        let catalog = Catalog::embedded();
        assert_eq!(catalog.models().count(), 309);
        assert_eq!(catalog.providers().iter().filter(|provider| !provider.models().is_empty()).count(), 47);
        assert_eq!((catalog.suppressed.len(), catalog.upgrades.len(), catalog.aliases.len()), (123, 118, 8));
        assert!(catalog.models().filter(|model| model.status == Status::Deprecated).count() == 51);
        assert!(catalog.providers().is_sorted_by(|a, b| a.id < b.id), "lookups are binary searches");
    }

    #[test]
    fn every_replacement_and_alias_leads_to_a_model() {
        let catalog = Catalog::embedded();
        for model in catalog.models() {
            if let Some(next) = &model.replaced_by {
                assert_ne!(next, &model.id, "{} replaces itself", model.reference());
            }
        }
        for (alias, target) in catalog.built_in_aliases() {
            assert!(target.split_once('/').is_some_and(|(p, _)| catalog.provider(p).is_some()), "{alias}");
        }
        for [provider, short, id] in &catalog.short_names {
            assert_ne!(short, id, "{provider}");
            assert!(catalog.provider(provider).is_some(), "{provider}");
        }
    }

    #[test]
    fn every_word_leads_to_a_provider_and_is_none() {
        let catalog = Catalog::embedded();
        for [word, provider, _] in &catalog.words {
            assert!(catalog.provider(provider).is_some_and(|known| known.declared), "{word}: {provider}");
            assert!(
                !catalog.provider(word).is_some_and(|known| known.declared),
                "{word} is a provider itself"
            );
        }
        let codex = Renamed { provider: "openai", runtime: Some("codex") };
        assert_eq!(catalog.renamed("OpenAI-Codex"), Some(codex));
        assert_eq!(catalog.renamed("opencode"), None);
    }

    #[test]
    fn every_provider_of_an_official_plugin_is_declared() {
        let official = include_str!("../../data/catalog/official-providers.tsv");
        let mut count = 0;
        for row in rows::<2>(official) {
            let known = Catalog::embedded().provider(row.cell(0));
            assert!(known.is_some_and(|known| known.declared), "{} of {}", row.cell(0), row.cell(1));
            count += 1;
        }
        assert!(count > 70, "{count} providers");
    }

    #[test]
    fn models_are_found_by_exact_id() {
        let catalog = Catalog::embedded();
        let opus = catalog.model("anthropic", "claude-opus-5").expect("a row");
        assert_eq!((opus.context_window, opus.cost.cache_write), (Some(1_000_000), Some(6.25)));
        assert!(opus.bills_cache_writes());
        assert!(catalog.model("anthropic", "Claude-Opus-5").is_none(), "ids keep their case");
        assert!(catalog.provider("ollama").is_some_and(Provider::known_without_rows));
        assert_eq!(catalog.provider("anthropic").and_then(|p| p.api.as_deref()), Some("anthropic-messages"));
    }

    #[test]
    fn retired_ids_upgrade_exactly_and_by_glob() {
        let upgrade = |provider, id| Catalog::embedded().upgrade(provider, id);
        assert_eq!(
            upgrade("anthropic", "claude-opus-4-5-20251101").as_deref(),
            Some("anthropic/claude-opus-4-7")
        );
        assert_eq!(
            upgrade("anthropic", "claude-3-7-sonnet-latest").as_deref(),
            Some("anthropic/claude-sonnet-4-6")
        );
        assert_eq!(upgrade("openai", "gpt-5-codex").as_deref(), Some("openai/gpt-5.3-codex"));
        assert_eq!(upgrade("groq", "mistral-saba-24b").as_deref(), Some("groq/qwen/qwen3-32b"));
        assert_eq!(upgrade("anthropic", "claude-opus-4-6"), None);
        assert_eq!(upgrade("openrouter", "anthropic/claude-opus-4-5"), None);
    }

    #[test]
    fn suppression_tells_always_from_on_some_hosts() {
        let catalog = Catalog::embedded();
        let always = catalog.suppressed("google", "gemini-2.0-flash").expect("a row");
        assert_eq!(
            (always.when, always.replacement.as_deref()),
            (SuppressionWhen::Always, Some("google/gemini-2.5-flash"))
        );
        let some = catalog.suppressed("xai", "auto").expect("a row");
        assert_eq!((some.when, some.hosts.len()), (SuppressionWhen::OnHosts, 2));
        assert!(catalog.suppressed("google", "gemini-2.5-flash").is_none());
    }

    #[test]
    fn a_glob_covers_the_whole_text() {
        for (pattern, text, matches) in [
            ("a*b*c", "a--b--c", true),
            ("a*b*c", "a--c", false),
            ("a*", "a", true),
            ("a", "ab", false),
            ("*b", "ab", true),
            ("a*a", "a", false),
        ] {
            assert_eq!(glob_matches(pattern, text), matches, "{pattern} on {text}");
        }
    }
}
