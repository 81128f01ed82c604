//! What each agent of a configuration uses in the end: its model and fallbacks, its heartbeat, how its context is pruned
//! (docs/openclaw/agents.md#what-an-agent-uses).

use super::ConfigValue;
use super::agent_entry::primary_of;
use super::auth::AuthMode;
use super::duration::{self, Unit};
use super::selection::{ModelNames, Resolution};

/// The lifetime that pruning assumes where the document says none, or one that cannot be read
/// (docs/openclaw/cache-retention.md#pruning).
pub const DEFAULT_PRUNING_TTL: u64 = 300_000;
/// The agent that there is where the document names none (docs/openclaw/agents.md#the-implicit-agent).
pub const IMPLICIT_AGENT: &str = "main";

/// An agent that the document names.
#[derive(Clone, Debug)]
pub struct Agent<V> {
    /// Its id as written: the key in `agents.entries`, or the `id` of an element of `agents.list`.
    pub id: String,
    /// Its index in the roster.
    pub index: usize,
    /// Whether it stands in `agents.list`, the roster of older releases.
    pub is_listed: bool,
    /// What the document says about it.
    pub entry: V,
}

impl<V> Agent<V> {
    /// The path of its entry, as it is shown to people.
    pub fn path(&self) -> String {
        if self.is_listed {
            return format!("agents.list[{}]", self.index);
        }
        format!("agents.entries.{}", self.id)
    }
}

/// The agents that a document names, in its order: those of `agents.entries`, else those of `agents.list`.
pub fn agents<V: ConfigValue>(config: &V) -> Vec<Agent<V>> {
    let Some(section) = config.get("agents") else { return Vec::new() };
    let members = section.get("entries").map(|entries| entries.entries()).unwrap_or_default();
    if !members.is_empty() {
        let members = members.into_iter().enumerate();
        return members.map(|(index, (id, entry))| Agent { id, index, is_listed: false, entry }).collect();
    }
    let items = section.get("list").map(|list| list.items()).unwrap_or_default();
    let named = items.into_iter().enumerate().filter_map(|(index, entry)| {
        let id = entry.text_at(&["id"])?;
        Some(Agent { id, index, is_listed: true, entry })
    });
    named.collect()
}

/// Where the model that is used is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelSource {
    /// `model` of the agent.
    Agent,
    /// `agents.defaults.model`.
    Defaults,
    /// Nowhere: OpenClaw's own default, or the first model that the document declares.
    Nowhere,
}

/// The model of an agent as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The text; none where no model is named.
    pub written: Option<String>,
    /// Where it is written.
    pub source: ModelSource,
    /// The models that are tried after it, as written. An agent that names a model has no fallbacks but its own.
    pub fallbacks: Vec<String>,
    /// How many fallbacks of the defaults do not count, since the agent names a model of its own and no fallbacks.
    pub leaves_out: usize,
}

impl Choice {
    /// The model that the text selects.
    pub fn resolve(&self, names: &ModelNames) -> Resolution {
        names.resolve(self.written.as_deref().unwrap_or_default())
    }
}

/// The model of an agent, or of the defaults where no agent is given.
pub fn choice<V: ConfigValue>(config: &V, agent: Option<&V>) -> Choice {
    let own = agent.and_then(|agent| agent.get("model"));
    let shared = config.at(&["agents", "defaults", "model"]);
    let own_primary = own.as_ref().and_then(primary_of);
    let shared_primary = shared.as_ref().and_then(primary_of);
    let own_fallbacks = own.as_ref().and_then(fallbacks);
    let fallbacks = match (&own_primary, own_fallbacks) {
        (_, Some(fallbacks)) => fallbacks,
        (Some(_), None) => Vec::new(),
        (None, None) => shared.as_ref().and_then(self::fallbacks).unwrap_or_default(),
    };
    let source = match (&own_primary, &shared_primary) {
        (Some(_), _) => ModelSource::Agent,
        (None, Some(_)) => ModelSource::Defaults,
        (None, None) => ModelSource::Nowhere,
    };
    let is_bare = own_primary.is_some() && own.as_ref().is_some_and(|own| own.get("fallbacks").is_none());
    let leaves_out = shared.as_ref().and_then(self::fallbacks).filter(|_| is_bare).map_or(0, |all| all.len());
    Choice { written: own_primary.or(shared_primary), source, fallbacks, leaves_out }
}

fn fallbacks<V: ConfigValue>(model: &V) -> Option<Vec<String>> {
    let items = model.get("fallbacks")?.items();
    let texts = items.iter().filter_map(|item| Some(item.as_str()?.trim().to_owned()));
    Some(texts.filter(|text| !text.is_empty()).collect())
}

/// A setting that the document may leave to OpenClaw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The text, as written or as filled in; none where it is no text.
    pub text: Option<String>,
    /// Whether the document says it.
    pub is_written: bool,
}

impl Filled {
    fn new<V: ConfigValue>(written: Option<&V>, filled: &str) -> Self {
        match written {
            Some(value) => Self { text: value.as_str().map(std::borrow::Cow::into_owned), is_written: true },
            None => Self { text: Some(filled.to_owned()), is_written: false },
        }
    }

    /// The duration in milliseconds. A number alone counts minutes.
    pub fn millis(&self) -> Option<u64> {
        duration::parse(self.text.as_deref()?, Unit::Minutes).ok()
    }
}

/// How often an agent's heartbeat comes: its own `heartbeat.every`, that of the defaults, or what OpenClaw fills in.
pub fn heartbeat<V: ConfigValue>(config: &V, agent: Option<&V>, auth: AuthMode) -> Filled {
    let own = agent.and_then(|agent| agent.at(&["heartbeat", "every"]));
    let shared = || config.at(&["agents", "defaults", "heartbeat", "every"]);
    let filled = if auth == AuthMode::OAuth { "1h" } else { "30m" };
    Filled::new(own.or_else(shared).as_ref(), filled)
}

/// How the context is pruned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pruning {
    /// `mode`, as written or as filled in.
    pub mode: Filled,
    /// `ttl`, as written or as filled in.
    pub ttl: Filled,
}

impl Pruning {
    /// The lifetime that counts, in milliseconds: a text that cannot be read means five minutes.
    pub fn ttl_millis(&self) -> u64 {
        self.ttl.millis().unwrap_or(DEFAULT_PRUNING_TTL)
    }
}

/// How the context is pruned: what the document says, and what OpenClaw fills in where Anthropic is in use.
pub fn pruning<V: ConfigValue>(config: &V, auth: AuthMode) -> Pruning {
    let section = config.at(&["agents", "defaults", "contextPruning"]);
    let written = |key: &str| section.as_ref().and_then(|section| section.get(key));
    // An explicit mode keeps everything else as it is.
    let is_seeded = auth != AuthMode::Undecided && written("mode").is_none();
    let (mode, ttl) = if is_seeded { ("cache-ttl", "1h") } else { ("off", "5m") };
    Pruning {
        mode: Filled::new(written("mode").as_ref(), mode),
        ttl: Filled::new(written("ttl").as_ref(), ttl),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[expect(clippy::needless_pass_by_value, reason = "configurations are written in place")]
    fn check(agents: Value, id: &str, written: Option<&str>, source: ModelSource, fallbacks: &[&str]) {
        let config = json!({ "agents": agents });
        let roster = super::agents(&&config);
        let entry = roster.iter().find(|agent| agent.id == id).map(|agent| agent.entry);
        let found = choice(&&config, entry.as_ref());
        assert_eq!((found.written.as_deref(), found.source), (written, source), "{config}");
        assert_eq!(found.fallbacks, fallbacks, "{config}");
    }

    #[test]
    fn an_agent_that_names_a_model_has_its_own_fallbacks_only() {
        let defaults = json!({ "model": { "primary": "a/b", "fallbacks": ["c/d"] } });
        let roster = |entry: Value| json!({ "defaults": defaults, "entries": { "x": entry } });
        check(roster(json!({})), "x", Some("a/b"), ModelSource::Defaults, &["c/d"]);
        check(roster(json!({ "model": "e/f" })), "x", Some("e/f"), ModelSource::Agent, &[]);
        let own = json!({ "model": { "fallbacks": ["g/h"] } });
        check(roster(own), "x", Some("a/b"), ModelSource::Defaults, &["g/h"]);
        check(json!({}), "x", None, ModelSource::Nowhere, &[]);
    }

    #[test]
    fn both_rosters_are_read() {
        let listed = json!({ "list": [{ "id": "one" }, { "name": "no id" }, { "id": "x", "model": "e/f" }] });
        check(listed.clone(), "x", Some("e/f"), ModelSource::Agent, &[]);
        let config = json!({ "agents": listed });
        let paths: Vec<String> = super::agents(&&config).iter().map(Agent::path).collect();
        assert_eq!(paths, ["agents.list[0]", "agents.list[2]"]);
    }

    #[test]
    fn what_is_filled_in_depends_on_the_credentials() {
        let config = json!({ "agents": { "defaults": { "heartbeat": {} }, "entries": { "x": { "heartbeat": { "every": "5" } } } } });
        let every = |auth| heartbeat(&&config, None, auth).text;
        assert_eq!(every(AuthMode::ApiKey).as_deref(), Some("30m"));
        assert_eq!(every(AuthMode::OAuth).as_deref(), Some("1h"));
        let own = config.pointer("/agents/entries/x");
        assert_eq!(heartbeat(&&config, own.as_ref(), AuthMode::ApiKey).millis(), Some(300_000));
        let seeded = pruning(&&config, AuthMode::ApiKey);
        assert_eq!((seeded.mode.text.as_deref(), seeded.ttl_millis()), (Some("cache-ttl"), 3_600_000));
        assert_eq!(pruning(&&config, AuthMode::Undecided).mode.text.as_deref(), Some("off"));
    }

    #[test]
    fn a_lifetime_that_cannot_be_read_means_five_minutes() {
        let config =
            json!({ "agents": { "defaults": { "contextPruning": { "mode": "cache-ttl", "ttl": "1 h" } } } });
        assert_eq!(pruning(&&config, AuthMode::ApiKey).ttl_millis(), DEFAULT_PRUNING_TTL);
    }
}
