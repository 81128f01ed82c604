//! Which model a written name selects: aliases, unique matches, defaults
//! (docs/openclaw/models.md#names-without-a-provider).

mod alias;
mod known;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ConfigValue;
use super::agent_entry::agent_entry;
use super::auth::decide;
use super::cache_layers::{CacheEnvironment, SeedReason, Seeding, added_for_claude_cli};
use super::lexicon::Lexicon;
use super::model_ref::{ModelRef, Parsed, Shape, config_key};
pub use alias::{Alias, AliasOrigin, ModelEntry};

use alias::full_ref;
use known::Known;

/// The names that one document gives to models, for one agent or for none. Cheap to copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelNames {
    /// Those of the defaults, and what the document declares.
    shared: Arc<Known>,
    /// Those of the agent.
    own: Arc<Known>,
    /// Those of the release.
    lexicon: Lexicon,
}

/// The model that a written name selects, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// The model.
    pub model: ModelRef,
    /// The auth profile that the name asks for.
    pub profile: Option<String>,
    /// Why this model.
    pub how: How,
}

/// Why a written name selects a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It is a full reference.
    Written,
    /// It is an alias, bare or as `provider/alias`.
    Alias(AliasOrigin),
    /// It is a bare id that exactly one configured provider has.
    UniqueMatch,
    /// It is `openrouter:auto` or `openrouter:free`.
    Special,
    /// It is a bare name that nothing claims: OpenClaw logs a warning and gives it to the default provider.
    DefaultProvider,
    /// It cannot be read: OpenClaw uses [`ModelNames::default_model`].
    DefaultModel,
}

impl ModelNames {
    /// The names that hold for an agent of a configuration, or for the defaults alone. Those count too that OpenClaw
    /// adds on loading because of the credentials that the configuration and the process show
    /// (docs/openclaw/cache-retention.md#seeding).
    pub fn read<V: ConfigValue>(config: &V, agent_id: Option<&str>, environment: CacheEnvironment) -> Self {
        let defaults = config.at(&["agents", "defaults", "models"]);
        let agent = agent_id.and_then(|id| agent_entry(config, id)).and_then(|agent| agent.get("models"));
        let mut defaults = entries(defaults.as_ref());
        defaults.extend(seeded(config, environment, &defaults));
        Self::of(&defaults, &entries(agent.as_ref()), declared_models(config), environment.names)
    }

    /// The names that hold where the default models and those of an agent are these, and where these models are declared:
    /// pairs of a provider in lower case and an id.
    pub fn of(
        defaults: &[ModelEntry],
        agent: &[ModelEntry],
        declared: Vec<(String, String)>,
        lexicon: Lexicon,
    ) -> Self {
        let built_in = built_in_aliases(defaults, lexicon);
        let shared = Known::new(defaults, AliasOrigin::Defaults, built_in, declared, lexicon);
        Self { shared: Arc::new(shared), own: Arc::default(), lexicon }.of_agent(agent)
    }

    /// The names that hold for an agent with these models, where `self` holds for one without.
    #[must_use]
    pub fn of_agent(mut self, agent: &[ModelEntry]) -> Self {
        self.own = Arc::new(Known::new(agent, AliasOrigin::Agent, Vec::new(), Vec::new(), self.lexicon));
        self
    }

    /// The same for an agent's entry.
    #[must_use]
    pub fn of_entry<V: ConfigValue>(self, agent: &V) -> Self {
        self.of_agent(&entries(agent.get("models").as_ref()))
    }

    /// The aliases in force.
    pub fn aliases(&self) -> impl Iterator<Item = &Alias> {
        self.shared.aliases.iter().filter(|alias| !self.overrides(alias)).chain(&self.own.aliases)
    }

    /// Whether the agent has a word of its own about the alias of a model.
    fn overrides(&self, alias: &Alias) -> bool {
        self.own.decided.contains(&alias.target)
    }

    /// The aliases with a name in lower case, the one that OpenClaw takes first: the last one.
    fn named(&self, lower: &str) -> impl Iterator<Item = &Alias> {
        self.own.named(lower).chain(self.shared.named(lower).filter(|alias| !self.overrides(alias)))
    }

    /// The alias with this name, compared without case; of two the one that OpenClaw takes, the last.
    pub fn alias(&self, name: &str) -> Option<&Alias> {
        self.named(&name.trim().to_lowercase()).next()
    }

    /// The model that OpenClaw uses where none is named: the first that the document declares under
    /// `models.providers`, unless it declares OpenClaw's own default there or nothing at all.
    pub fn default_model(&self) -> ModelRef {
        let declared = self.shared.first_declared.as_ref();
        let usual = self.lexicon.default_model();
        let (provider, id) = declared.map_or(usual, |(provider, id)| (provider, id));
        ModelRef::normalize(provider, id, self.lexicon)
    }

    /// The model that a written name selects.
    pub fn resolve(&self, written: &str) -> Resolution {
        let parsed = Parsed::parse(written);
        let (model, how) = self.select(written, &parsed);
        Resolution { model, profile: parsed.profile_text().map(str::to_owned), how }
    }

    fn select(&self, written: &str, parsed: &Parsed<'_>) -> (ModelRef, How) {
        if parsed.shape.is_malformed() {
            return (self.default_model(), How::DefaultModel);
        }
        let bare = parsed.without_profile();
        if let Some(alias) =
            self.alias(written).or_else(|| self.alias(bare)).or_else(|| self.scoped_alias(parsed))
        {
            return (alias.target.clone(), How::Alias(alias.origin));
        }
        if let Some(model) = parsed.model_ref(self.lexicon) {
            return (model, How::Written);
        }
        if let Some(model) = self.special(parsed) {
            return (model, How::Special);
        }
        if let Some(provider) = self.unique_provider(written.trim()) {
            return (ModelRef::normalize(&provider, written, self.lexicon), How::UniqueMatch);
        }
        let (provider, _) = self.lexicon.default_model();
        (ModelRef::normalize(provider, bare, self.lexicon), How::DefaultProvider)
    }

    /// `provider/alias`, unless the provider declares a model of that very id.
    fn scoped_alias(&self, parsed: &Parsed<'_>) -> Option<&Alias> {
        let provider = parsed.provider_text()?.to_lowercase();
        let name = parsed.id_text()?.to_lowercase();
        let found = self.named(&name).find(|alias| alias.target.provider == provider);
        found.filter(|_| !self.shared.declares(&provider, &name))
    }

    fn special(&self, parsed: &Parsed<'_>) -> Option<ModelRef> {
        if parsed.shape != Shape::Special {
            return None;
        }
        if parsed.id_text()?.to_lowercase() == "openrouter:auto" {
            return Some(ModelRef::normalize("openrouter", "auto", self.lexicon));
        }
        self.own.free.as_ref().or(self.shared.free.as_ref()).cloned()
    }

    /// The one provider that has a model of this id: of the agent's entries if any has it, else of the default entries
    /// and declared models together. An exact match counts before one that differs in case.
    fn unique_provider(&self, name: &str) -> Option<String> {
        let own = self.own.providers_of(name);
        only(if own.is_empty() { self.shared.providers_of(name) } else { own })
    }
}

fn entries<V: ConfigValue>(models: Option<&V>) -> Vec<ModelEntry> {
    let members = models.map(ConfigValue::entries).unwrap_or_default();
    let read = |(key, value): (String, V)| {
        let alias =
            value.get("alias").map(|alias| alias.as_str().map(|a| a.trim().to_owned()).unwrap_or_default());
        ModelEntry { key, alias }
    };
    members.into_iter().map(read).collect()
}

/// The entries that OpenClaw adds to `agents.defaults.models` on loading.
fn seeded<V: ConfigValue>(
    config: &V,
    environment: CacheEnvironment,
    written: &[ModelEntry],
) -> Vec<ModelEntry> {
    let auth = decide(config, environment.auth);
    let names = environment.names;
    let plan = Seeding::plan(config, &auth, names);
    let is_new = |key: &String| !written.iter().any(|entry| config_key(&entry.key, names) == *key);
    let added = plan.keys.into_iter().filter(|(_, reason)| *reason != SeedReason::Listed);
    let keys = added.map(|(key, _)| key).chain(added_for_claude_cli(config, &auth, names)).filter(is_new);
    keys.map(|key| ModelEntry { key, alias: None }).collect()
}

fn declared_models<V: ConfigValue>(config: &V) -> Vec<(String, String)> {
    let providers = config.at(&["models", "providers"]).map(|section| section.entries()).unwrap_or_default();
    let mut declared = Vec::new();
    for (provider, section) in providers {
        let rows = section.get("models").map(|models| models.items()).unwrap_or_default();
        let ids = rows.iter().filter_map(|row| row.text_at(&["id"]));
        declared.extend(ids.map(|id| (provider.trim().to_lowercase(), id)));
    }
    declared
}

/// OpenClaw's own aliases that are in force: the target is an entry without `alias`, and no other entry has the name.
fn built_in_aliases(defaults: &[ModelEntry], names: Lexicon) -> Vec<Alias> {
    let mut found = Vec::new();
    for (name, target) in names.aliases() {
        let entry = defaults.iter().rev().find(|entry| config_key(&entry.key, names) == *target);
        let is_taken =
            defaults.iter().filter_map(|entry| entry.alias.as_ref()).any(|a| a.eq_ignore_ascii_case(name));
        let (Some(entry), Some(model)) = (entry, full_ref(target, names)) else { continue };
        if entry.alias.is_none() && !is_taken {
            let (name, key) = ((*name).to_owned(), entry.key.clone());
            found.push(Alias { name, key, target: model, origin: AliasOrigin::BuiltIn });
        }
    }
    found
}

fn only(providers: BTreeSet<&str>) -> Option<String> {
    let mut providers = providers.into_iter();
    let first = providers.next()?;
    providers.next().is_none().then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::config::agent_entry::primary_of;

    #[test]
    fn a_login_of_the_claude_command_line_lists_its_models() {
        let config = |profiles: Value| {
            let agents = json!({ "defaults": { "model": "anthropic/claude-haiku-4-5" } });
            json!({ "auth": { "profiles": profiles }, "agents": agents })
        };
        let login = || json!({ "c": { "provider": "claude-cli", "mode": "oauth" } });
        let built_in = How::Alias(AliasOrigin::BuiltIn);
        check(config(login()), None, "opus", "anthropic/claude-opus-5", built_in.clone());
        check(config(login()), None, "sonnet", "anthropic/claude-sonnet-5", built_in);
        check(config(login()), None, "claude-fable-5", "anthropic/claude-fable-5", How::UniqueMatch);
        check(config(login()), None, "claude-haiku-4-5", "anthropic/claude-haiku-4-5", How::UniqueMatch);
        let direct = json!({ "a": { "provider": "anthropic", "mode": "oauth" } });
        check(config(direct), None, "opus", "openai/opus", How::DefaultProvider);
    }

    #[expect(clippy::needless_pass_by_value, reason = "configurations are written in place")]
    fn check(config: Value, agent: Option<&str>, written: &str, model: &str, how: How) {
        let found = ModelNames::read(&&config, agent, CacheEnvironment::default()).resolve(written);
        assert_eq!((found.model.to_string().as_str(), found.how), (model, how), "{written}");
    }

    #[test]
    fn references_as_openclaw_resolves_them() {
        let vectors = include_str!("../../tests/fixtures/model-ref.json");
        let vectors: Vec<Value> = serde_json::from_str(vectors).expect("a fixture");
        assert_eq!(vectors.len(), 15);
        for vector in vectors {
            let config = json!({ "agents": { "defaults": { "models": vector["models"] } } });
            let names = ModelNames::read(&&config, None, CacheEnvironment::default());
            let found = names.resolve(vector["model"].as_str().expect("text"));
            assert_eq!(found.model.to_string(), vector["resolved"], "{vector}");
        }
    }

    #[test]
    fn aliases_of_the_document() {
        let config = || {
            json!({ "agents": {
                "defaults": { "models": { "anthropic/claude-opus-5": { "alias": "Fast" }, "openai/gpt-5.4": {} } },
                "entries": { "Work": { "models": { "anthropic/claude-sonnet-5": { "alias": "fast" } } } } } })
        };
        check(config(), None, "fast", "anthropic/claude-opus-5", How::Alias(AliasOrigin::Defaults));
        check(config(), None, "anthropic/FAST", "anthropic/claude-opus-5", How::Alias(AliasOrigin::Defaults));
        check(config(), None, "fast@work", "anthropic/claude-opus-5", How::Alias(AliasOrigin::Defaults));
        check(config(), Some("work"), "fast", "anthropic/claude-sonnet-5", How::Alias(AliasOrigin::Agent));
        check(config(), None, "gpt", "openai/gpt-5.4", How::Alias(AliasOrigin::BuiltIn));
        check(config(), None, "opus", "openai/opus", How::DefaultProvider);
    }

    #[test]
    fn an_alias_of_its_own_or_elsewhere_disables_the_built_in_one() {
        let own =
            json!({ "agents": { "defaults": { "models": { "anthropic/claude-opus-5": { "alias": "" } } } } });
        check(own, None, "opus", "openai/opus", How::DefaultProvider);
        let elsewhere = json!({ "agents": { "defaults": { "models": {
            "anthropic/claude-opus-5": {}, "box/m": { "alias": "OPUS" } } } } });
        check(elsewhere, None, "opus", "box/m", How::Alias(AliasOrigin::Defaults));
    }

    #[test]
    fn bare_ids_match_only_when_unique() {
        let config = |more: Value| {
            json!({ "agents": { "defaults": { "models": { "box/m": {} } } },
                    "models": { "providers": { "Crate": { "models": [{ "id": "n" }, more] } } } })
        };
        check(config(json!({})), None, "m", "box/m", How::UniqueMatch);
        check(config(json!({})), None, "N", "crate/N", How::UniqueMatch);
        check(config(json!({ "id": "m" })), None, "m", "openai/m", How::DefaultProvider);
    }

    #[test]
    fn what_cannot_be_read_leads_to_the_first_declared_model() {
        let declared = |id: &str| {
            json!({ "models": { "providers": { "box": { "models": [{ "id": "m" }] },
                                               "openai": { "models": [{ "id": id }] } } } })
        };
        check(declared("gpt-5.4"), None, "/x", "box/m", How::DefaultModel);
        check(
            declared(Lexicon::default().default_model().1),
            None,
            "/x",
            "openai/gpt-6-astra",
            How::DefaultModel,
        );
    }

    #[test]
    fn openrouter_free_needs_a_free_model() {
        let config = json!({ "agents": { "defaults": { "models": { "openrouter/qwen/q:free": {} } } } });
        check(config, None, "openrouter:free", "openrouter/qwen/q:free", How::Special);
        check(json!({}), None, "openrouter:auto", "openrouter/openrouter/auto", How::Special);
        check(json!({}), None, "openrouter:free", "openai/openrouter:free", How::DefaultProvider);
    }

    #[test]
    fn agents_of_the_old_roster() {
        let config = json!({ "agents": { "list": [{ "id": "Main", "model": { "primary": " a/b " } }] } });
        let agent = agent_entry(&&config, "main").expect("an agent");
        assert_eq!(agent.get("model").and_then(|model| primary_of(&model)).as_deref(), Some("a/b"));
    }
}
