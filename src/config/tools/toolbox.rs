//! The tools of an agent.

use super::layer::{Layer, Step};
use super::matcher::{Matcher, Reason};
use super::policy::{Policy, texts};
use super::sets::sets;
use super::tool::Tool;
use crate::config::agent_id::normalize;
use crate::config::effective::{self, Agent};
use crate::config::{ConfigValue, channel};

/// What only the owner gets, in whatever channel (docs/openclaw/tools.md#senders).
const OWNERS: [&str; 13] = [
    "automations",
    "gateway",
    "plugins",
    "sessions",
    "screen",
    "terminal",
    "portal",
    "conversations_list",
    "conversations_send",
    "conversations_turn",
    "nodes",
    "computer",
    "mobile_ui",
];
/// One more of them, which is OpenClaw's own name.
const OWNERS_LAST: &str = "openclaw";
/// What no sub-agent gets (docs/openclaw/tools.md#sub-agents).
const NOT_FOR_SUBAGENTS: [&str; 11] = [
    "gateway",
    "agents_list",
    "openclaw",
    "session_status",
    "progress_card",
    "automations",
    "message",
    "sessions_send",
    "conversations_list",
    "conversations_send",
    "conversations_turn",
];
/// What sub-agents do not get either that may have none of their own.
const NOT_FOR_LEAVES: [&str; 5] =
    ["subagents", "sessions_list", "sessions_history", "sessions_search", "sessions_spawn"];
/// How deep sub-agents may be nested where nobody says it.
const DEEPEST: f64 = 5.0;
/// What the sandbox allows where no list says it (docs/openclaw/tools.md#sandbox).
const IN_SANDBOX: [&str; 16] = [
    "exec",
    "process",
    "read",
    "ls",
    "write",
    "edit",
    "apply_patch",
    "view_image",
    "sessions_list",
    "sessions_history",
    "sessions_search",
    "sessions_send",
    "sessions_spawn",
    "sessions_yield",
    "subagents",
    "session_status",
];
/// What the sandbox denies where no list says it, beside the tools named like channels.
const NOT_IN_SANDBOX: [&str; 7] =
    ["browser", "canvas", "computer", "mobile_ui", "nodes", "automations", "gateway"];

/// Where an agent works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Session {
    /// In its main session.
    Main,
    /// In any other: a group's, or one of a sender's own.
    Other,
    /// As a sub-agent of the first depth.
    Subagent,
}

/// When an agent is in a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sandbox {
    /// Never.
    Off,
    /// In all sessions but the main one.
    NonMain,
    /// Always.
    All,
}

impl Sandbox {
    /// The word of the document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::NonMain => "non-main",
            Self::All => "all",
        }
    }

    /// Whether a session is in it.
    pub const fn holds(self, session: Session) -> bool {
        match self {
            Self::Off => false,
            Self::NonMain => !matches!(session, Session::Main),
            Self::All => true,
        }
    }
}

/// For whom the tools are asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'q> {
    /// The agent's id.
    pub agent: &'q str,
    /// The provider of the model that it uses.
    pub provider: &'q str,
    /// The id of that model.
    pub model: &'q str,
    /// Where it works.
    pub session: Session,
    /// Whether the owner asks it.
    pub is_owner: bool,
}

/// Reads the layers of a document.
#[derive(Clone, Debug)]
pub struct Toolbox<V> {
    config: V,
    agents: Vec<Agent<V>>,
    /// What may be had.
    pub tools: Vec<Tool>,
}

/// A section of tools, with the path of it.
type Section<V> = (V, String);

impl<V: ConfigValue> Toolbox<V> {
    /// Reads a document, for a list of tools.
    pub fn new(config: &V, tools: Vec<Tool>) -> Self {
        Self { config: config.clone(), agents: effective::agents(config), tools }
    }

    /// When an agent is in a sandbox.
    pub fn sandbox(&self, agent: &str) -> Sandbox {
        let own = self.agent(agent).and_then(|agent| agent.entry.text_at(&["sandbox", "mode"]));
        let mode = own.or_else(|| self.config.text_at(&["agents", "defaults", "sandbox", "mode"]));
        match mode.as_deref() {
            Some("all") => Sandbox::All,
            Some("non-main") => Sandbox::NonMain,
            _ => Sandbox::Off,
        }
    }

    /// The profile that counts for an agent, with the path that names it.
    pub fn profile(&self, agent: &str) -> Option<(String, String)> {
        profile(self.of_agent(agent).as_ref()).or_else(|| profile(self.shared().as_ref()))
    }

    /// The layers that count, in their order.
    pub fn steps(&self, asked: Asked<'_>) -> Vec<Step> {
        let (own, shared) = (self.of_agent(asked.agent), self.shared());
        let (own, shared) = (own.as_ref(), shared.as_ref());
        let more = also_allowed(own).or_else(|| also_allowed(shared));
        let of_provider = provider(shared, asked);
        let own_provider = provider(own, asked);
        let more_of_provider =
            also_allowed(own_provider.as_ref()).or_else(|| also_allowed(of_provider.as_ref()));
        let named = profile(own_provider.as_ref()).or_else(|| profile(of_provider.as_ref()));
        let sender = sender(own).or_else(|| sender(shared));
        let is_in_sandbox = self.sandbox(asked.agent).holds(asked.session);
        let steps = [
            profile_step(Layer::Profile, self.profile(asked.agent), more),
            profile_step(Layer::ProviderProfile, named, more_of_provider),
            step(Layer::Global, shared),
            step(Layer::GlobalProvider, of_provider.as_ref()),
            step(Layer::Agent, own),
            step(Layer::AgentProvider, own_provider.as_ref()),
            step(Layer::Sender, sender.as_ref()),
            is_in_sandbox.then(|| sandbox_step(own, shared)),
            (!asked.is_owner).then(owner_step),
            (asked.session == Session::Subagent).then(|| self.subagent_step(shared)),
        ];
        steps.into_iter().flatten().collect()
    }

    /// What takes each tool that the agent does not have: its place among the tools, and of the layer among the steps.
    pub fn taken(&self, steps: &[Step]) -> Vec<(usize, usize, Reason)> {
        let matchers: Vec<Matcher> =
            steps.iter().map(|step| Matcher::new(&step.policy, &self.tools)).collect();
        let first = |tool: &Tool| {
            matchers.iter().enumerate().find_map(|(at, matcher)| Some((at, matcher.takes(&tool.name)?)))
        };
        let tools = self.tools.iter().enumerate();
        tools.filter_map(|(at, tool)| first(tool).map(|(step, reason)| (at, step, reason))).collect()
    }

    fn agent(&self, id: &str) -> Option<&Agent<V>> {
        let id = normalize(id);
        self.agents.iter().find(|agent| normalize(&agent.id) == id)
    }

    fn of_agent(&self, id: &str) -> Option<Section<V>> {
        let agent = self.agent(id)?;
        Some((agent.entry.get("tools")?, format!("{}.tools", agent.path())))
    }

    fn shared(&self) -> Option<Section<V>> {
        Some((self.config.get("tools")?, "tools".to_owned()))
    }

    fn subagent_step(&self, shared: Option<&Section<V>>) -> Step {
        let section = shared.and_then(|(tools, _)| tools.at(&["subagents", "tools"]));
        let list = |key: &str| section.as_ref().and_then(|section| texts(section, key));
        let depth = self.config.at(&["agents", "defaults", "subagents", "maxSpawnDepth"]);
        let depth = depth.and_then(|depth| depth.as_f64()).unwrap_or(DEEPEST);
        let leaves = NOT_FOR_LEAVES.iter().filter(|_| depth <= 1.0);
        let own = NOT_FOR_SUBAGENTS.iter().chain(leaves).map(|tool| (*tool).to_owned());
        let allow = list("allow")
            .map(|allow| allow.into_iter().chain(list("alsoAllow").into_iter().flatten()).collect());
        let deny = own.chain(list("deny").into_iter().flatten()).collect();
        let path = |key: &str| format!("tools.subagents.tools.{key}");
        Step {
            layer: Layer::Subagent,
            policy: Policy { allow, deny },
            allow_at: Some(path("allow")),
            deny_at: Some(path("deny")),
        }
    }
}

fn profile<V: ConfigValue>(section: Option<&Section<V>>) -> Option<(String, String)> {
    let (section, path) = section?;
    let name = section.get("profile")?.as_str()?.into_owned();
    Some((name, format!("{path}.profile"))).filter(|(name, _)| !name.is_empty())
}

fn also_allowed<V: ConfigValue>(section: Option<&Section<V>>) -> Option<Vec<String>> {
    section.and_then(|(section, _)| texts(section, "alsoAllow"))
}

/// The section of `byProvider` for a model: that of the model, else of its provider. A key in lower case comes before others.
fn provider<V: ConfigValue>(section: Option<&Section<V>>, asked: Asked<'_>) -> Option<Section<V>> {
    let (section, path) = section?;
    let entries = section.get("byProvider")?.entries();
    let provider = asked.provider.trim().to_lowercase();
    let model = format!("{provider}/{}", asked.model.trim().to_lowercase());
    let find = |wanted: &str| {
        let mut same = entries.iter().filter(|(key, _)| normal_key(key) == wanted);
        let first = same.clone().next()?;
        Some(same.find(|(key, _)| key.trim().to_lowercase() == normal_key(key)).unwrap_or(first))
    };
    let (key, found) = find(&model).or_else(|| find(&provider))?;
    Some((found.clone(), format!("{path}.byProvider[\"{key}\"]")))
}

/// A key of `byProvider` as it is compared: a model with nothing after the slash is its provider.
fn normal_key(key: &str) -> String {
    let key = key.trim().to_lowercase();
    match key.split_once('/') {
        Some((provider, model)) if !provider.is_empty() => {
            let provider = provider.trim();
            if model.is_empty() { provider.to_owned() } else { format!("{provider}/{model}") }
        }
        _ => key,
    }
}

/// What everybody gets whom `toolsBySender` does not name.
fn sender<V: ConfigValue>(section: Option<&Section<V>>) -> Option<Section<V>> {
    let (section, path) = section?;
    let all = section.get("toolsBySender")?.entries();
    let (key, found) = all.into_iter().rev().find(|(key, _)| key.trim() == "*")?;
    Some((found, format!("{path}.toolsBySender[\"{key}\"]")))
}

fn step<V: ConfigValue>(layer: Layer, section: Option<&Section<V>>) -> Option<Step> {
    let (section, path) = section?;
    let policy = Policy::picked(section)?;
    let allow = if section.get("allow").is_some() { "allow" } else { "alsoAllow" };
    Some(Step {
        layer,
        policy,
        allow_at: Some(format!("{path}.{allow}")),
        deny_at: Some(format!("{path}.deny")),
    })
}

fn profile_step(layer: Layer, named: Option<(String, String)>, more: Option<Vec<String>>) -> Option<Step> {
    let (name, path) = named?;
    let tools = sets().get(name.as_str()).filter(|_| !name.starts_with("group:"))?;
    let all = tools.iter().map(|tool| (*tool).to_owned()).chain(more.into_iter().flatten());
    Some(Step { layer, policy: Policy::allowing(all), allow_at: Some(path), deny_at: None })
}

fn owner_step() -> Step {
    let tools = OWNERS.iter().chain([&OWNERS_LAST]).map(|tool| (*tool).to_owned());
    Step { layer: Layer::Owner, policy: Policy::denying(tools), allow_at: None, deny_at: None }
}

/// The tools of the sandbox: each list is the agent's, else that of all, else OpenClaw's own.
fn sandbox_step<V: ConfigValue>(own: Option<&Section<V>>, shared: Option<&Section<V>>) -> Step {
    let list = |key: &str| {
        let of = |section: Option<&Section<V>>| {
            let (section, path) = section?;
            let section = section.at(&["sandbox", "tools"])?;
            Some((texts(&section, key)?, format!("{path}.sandbox.tools.{key}")))
        };
        of(own).or_else(|| of(shared))
    };
    let (allow, more, deny) = (list("allow"), list("alsoAllow"), list("deny"));
    let words = |list: &Option<(Vec<String>, String)>| list.as_ref().map(|(list, _)| list.clone());
    let extra = words(&more).unwrap_or_default();
    let allowed = match words(&allow) {
        Some(allow) if allow.is_empty() => Vec::new(),
        Some(allow) => allow.into_iter().chain(extra).collect(),
        None => IN_SANDBOX.iter().map(|tool| (*tool).to_owned()).chain(extra).collect(),
    };
    let explicit = Policy::allowing(words(&allow).into_iter().chain(words(&more)).flatten());
    let denied = words(&deny).unwrap_or_else(|| denied_by_default(&explicit));
    let (allowed, denied) = with_images(allowed, denied);
    Step {
        layer: Layer::Sandbox,
        policy: Policy { allow: Some(allowed), deny: denied },
        allow_at: allow.or(more).map(|(_, path)| path),
        deny_at: deny.map(|(_, path)| path),
    }
}

/// What the sandbox denies where no list says it: what a list allows by name is not among it.
fn denied_by_default(explicit: &Policy) -> Vec<String> {
    let own = NOT_IN_SANDBOX.iter().map(|tool| (*tool).to_owned());
    let all = own.chain(channel::ids().map(str::to_owned));
    let names = explicit.allow.as_deref().unwrap_or_default();
    if names.iter().all(|name| name.trim().is_empty()) {
        return all.collect();
    }
    let allows = Matcher::new(explicit, &[]);
    all.filter(|tool| allows.takes(tool).is_some()).collect()
}

/// Whoever denies `image` denies `view_image` too, and whoever allows anything allows it, unless it is denied.
fn with_images(mut allow: Vec<String>, mut deny: Vec<String>) -> (Vec<String>, Vec<String>) {
    const LOOK: &str = "view_image";
    let denies = |deny: &[String], tool: &str| {
        !deny.is_empty() && Matcher::new(&Policy::denying(deny.to_vec()), &[]).takes(tool).is_some()
    };
    if denies(&deny, "image") && !denies(&deny, LOOK) {
        deny.push(LOOK.to_owned());
    }
    let is_named = |list: &[String]| list.iter().any(|entry| entry.trim().eq_ignore_ascii_case(LOOK));
    if allow.iter().any(|entry| !entry.trim().is_empty()) && !is_named(&deny) {
        allow.push(LOOK.to_owned());
    }
    (allow, deny)
}
