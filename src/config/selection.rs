//! Which model a written name selects: aliases, unique matches, defaults
//! (docs/openclaw/models.md#names-without-a-provider).

use std::collections::BTreeSet;

use super::ConfigValue;
use super::agent_entry::agent_entry;
use super::auth::{AuthEnvironment, decide};
use super::cache_layers::{SeedReason, Seeding, added_for_claude_cli};
use super::model_ref::{DEFAULT_MODEL, DEFAULT_PROVIDER, ModelRef, Parsed, Shape, config_key};
use crate::catalog::Catalog;

/// The names that one document gives to models, for one agent or for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelNames {
    aliases: Vec<Alias>,
    agent_models: Vec<ModelRef>,
    default_models: Vec<ModelRef>,
    declared: Vec<(String, String)>,
}

/// An alias that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// The key of the entry that it belongs to, as written.
    pub key: String,
    /// The model that it selects.
    pub target: ModelRef,
    /// Where it comes from.
    pub origin: AliasOrigin,
}

/// Where an alias comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AliasOrigin {
    /// `agents.defaults.models.<ref>.alias`.
    Defaults,
    /// `agents.entries.<id>.models.<ref>.alias`.
    Agent,
    /// OpenClaw's own, in force because its target is a key of `agents.defaults.models`.
    BuiltIn,
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
    pub fn read<V: ConfigValue>(config: &V, agent_id: Option<&str>, process: AuthEnvironment) -> Self {
        let defaults = config.at(&["agents", "defaults", "models"]);
        let agent = agent_id.and_then(|id| agent_entry(config, id)).and_then(|agent| agent.get("models"));
        let mut defaults = entries(defaults.as_ref());
        defaults.extend(seeded(config, process, &defaults));
        Self::of(&defaults, &entries(agent.as_ref()), declared_models(config))
    }

    /// The names that hold where the default models and those of an agent are these, and where these models are declared:
    /// pairs of a provider in lower case and an id.
    pub fn of(defaults: &[ModelEntry], agent: &[ModelEntry], declared: Vec<(String, String)>) -> Self {
        let mut names = Self {
            aliases: Vec::new(),
            agent_models: Vec::new(),
            default_models: defaults.iter().filter_map(|entry| full_ref(&entry.key)).collect(),
            declared,
        };
        let built_in = built_in_aliases(defaults);
        names.add_aliases(defaults, AliasOrigin::Defaults);
        names.aliases.extend(built_in);
        names.of_agent(agent)
    }

    /// The names that hold for an agent with these models, where `self` holds for one without.
    #[must_use]
    pub fn of_agent(mut self, agent: &[ModelEntry]) -> Self {
        self.agent_models = agent.iter().filter_map(|entry| full_ref(&entry.key)).collect();
        self.add_aliases(agent, AliasOrigin::Agent);
        self
    }

    /// The aliases in force.
    pub fn aliases(&self) -> &[Alias] {
        &self.aliases
    }

    /// The alias with this name, compared without case; of two the one that OpenClaw takes, the last.
    pub fn alias(&self, name: &str) -> Option<&Alias> {
        let name = name.trim().to_lowercase();
        self.aliases.iter().rev().find(|alias| is_name(&alias.name, &name))
    }

    /// The model that OpenClaw uses where none is named: the first that the document declares under
    /// `models.providers`, unless it declares OpenClaw's own default there or nothing at all.
    pub fn default_model(&self) -> ModelRef {
        let own = (DEFAULT_PROVIDER.to_owned(), DEFAULT_MODEL.to_owned());
        let declared = self.declared.first().filter(|_| !self.declared.contains(&own));
        let (provider, id) = declared.unwrap_or(&own);
        ModelRef::normalize(provider, id)
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
        if let Some(model) = parsed.model_ref() {
            return (model, How::Written);
        }
        if let Some(model) = self.special(parsed) {
            return (model, How::Special);
        }
        if let Some(provider) = self.unique_provider(written.trim()) {
            return (ModelRef::normalize(&provider, written), How::UniqueMatch);
        }
        (ModelRef::normalize(DEFAULT_PROVIDER, bare), How::DefaultProvider)
    }

    /// `provider/alias`, unless the provider declares a model of that very id.
    fn scoped_alias(&self, parsed: &Parsed<'_>) -> Option<&Alias> {
        let provider = parsed.provider_text()?.to_lowercase();
        let name = parsed.id_text()?.to_lowercase();
        let is_declared =
            self.declared.iter().any(|(owner, id)| *owner == provider && id.to_lowercase() == name);
        let mut aliases = self.aliases.iter().rev();
        let found = aliases.find(|alias| alias.target.provider == provider && is_name(&alias.name, &name));
        found.filter(|_| !is_declared)
    }

    fn special(&self, parsed: &Parsed<'_>) -> Option<ModelRef> {
        if parsed.shape != Shape::Special {
            return None;
        }
        if parsed.id_text()?.to_lowercase() == "openrouter:auto" {
            return Some(ModelRef::normalize("openrouter", "auto"));
        }
        let is_free = |model: &&ModelRef| {
            model.provider == "openrouter" && model.id.contains('/') && model.id.ends_with(":free")
        };
        let configured = self.agent_models.iter().chain(&self.default_models).find(is_free).cloned();
        let declared =
            || self.declared.iter().map(|(p, id)| ModelRef::normalize(p, id)).find(|m| is_free(&m));
        configured.or_else(declared)
    }

    /// The one provider that has a model of this id: of the agent's entries if any has it, else of the default entries
    /// and declared models together. An exact match counts before one that differs in case.
    fn unique_provider(&self, name: &str) -> Option<String> {
        let own = matching_providers(name, pairs(&self.agent_models));
        if !own.is_empty() {
            return only(own);
        }
        let declared = self.declared.iter().map(|(provider, id)| (provider.as_str(), id.as_str()));
        only(matching_providers(name, pairs(&self.default_models).chain(declared)))
    }

    fn add_aliases(&mut self, entries: &[ModelEntry], origin: AliasOrigin) {
        for entry in entries {
            let (Some(name), Some(target)) = (&entry.alias, full_ref(&entry.key)) else { continue };
            self.aliases.retain(|alias| alias.target != target);
            if !name.is_empty() {
                self.aliases.push(Alias { name: name.clone(), key: entry.key.clone(), target, origin });
            }
        }
    }
}

/// Whether an alias has a name that is in lower case already. Documents have many aliases: the common case copies none.
fn is_name(alias: &str, lower: &str) -> bool {
    if alias.is_ascii() { alias.eq_ignore_ascii_case(lower) } else { alias.to_lowercase() == lower }
}

/// One entry of a `models` map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelEntry {
    /// Its key as written.
    pub key: String,
    /// Its alias without outer blanks; empty where the entry switches aliases off.
    pub alias: Option<String>,
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
fn seeded<V: ConfigValue>(config: &V, process: AuthEnvironment, written: &[ModelEntry]) -> Vec<ModelEntry> {
    let auth = decide(config, process);
    let plan = Seeding::plan(config, &auth);
    let is_new = |key: &String| !written.iter().any(|entry| config_key(&entry.key) == *key);
    let added = plan.keys.into_iter().filter(|(_, reason)| *reason != SeedReason::Listed);
    let keys = added.map(|(key, _)| key).chain(added_for_claude_cli(config, &auth)).filter(is_new);
    keys.map(|key| ModelEntry { key, alias: None }).collect()
}

/// The model that a key of a `models` map names. An `@profile` is no profile there but part of the id.
fn full_ref(key: &str) -> Option<ModelRef> {
    let parsed = Parsed::parse(key);
    let profile = parsed.profile_text().filter(|_| parsed.shape == Shape::Full);
    let model = parsed.model_ref()?;
    Some(match profile {
        Some(profile) => ModelRef::normalize(&model.provider, &format!("{}@{profile}", parsed.id_text()?)),
        None => model,
    })
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
fn built_in_aliases(defaults: &[ModelEntry]) -> Vec<Alias> {
    let mut found = Vec::new();
    for (name, target) in Catalog::embedded().built_in_aliases() {
        let entry = defaults.iter().rev().find(|entry| config_key(&entry.key) == *target);
        let is_taken =
            defaults.iter().filter_map(|entry| entry.alias.as_ref()).any(|a| a.eq_ignore_ascii_case(name));
        let (Some(entry), Some(model)) = (entry, full_ref(target)) else { continue };
        if entry.alias.is_none() && !is_taken {
            let (name, key) = ((*name).to_owned(), entry.key.clone());
            found.push(Alias { name, key, target: model, origin: AliasOrigin::BuiltIn });
        }
    }
    found
}

fn pairs(models: &[ModelRef]) -> impl Iterator<Item = (&str, &str)> {
    models.iter().map(|model| (model.provider.as_str(), model.id.as_str()))
}

fn matching_providers<'a>(name: &str, models: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeSet<&'a str> {
    let folded = name.to_lowercase();
    let (mut exact, mut similar) = (BTreeSet::new(), BTreeSet::new());
    for (provider, id) in models {
        if id == name {
            exact.insert(provider);
        } else if id.to_lowercase() == folded {
            similar.insert(provider);
        }
    }
    if exact.is_empty() { similar } else { exact }
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
        let found = ModelNames::read(&&config, agent, AuthEnvironment::default()).resolve(written);
        assert_eq!((found.model.to_string().as_str(), found.how), (model, how), "{written}");
    }

    #[test]
    fn references_as_openclaw_resolves_them() {
        let vectors = include_str!("../../tests/fixtures/model-ref.json");
        let vectors: Vec<Value> = serde_json::from_str(vectors).expect("a fixture");
        assert_eq!(vectors.len(), 15);
        for vector in vectors {
            let config = json!({ "agents": { "defaults": { "models": vector["models"] } } });
            let names = ModelNames::read(&&config, None, AuthEnvironment::default());
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
        check(declared(DEFAULT_MODEL), None, "/x", "openai/gpt-6-astra", How::DefaultModel);
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
