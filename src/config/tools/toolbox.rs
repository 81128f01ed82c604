//! The tools of an agent.

use super::layer::{Layer, Step};
use super::matcher::{Matcher, Reason};
use super::policy::{Policy, texts};
use super::requester::{Requester, by_sender, group_step};
use super::sandbox::{Sandbox, Session};
use super::steps::{Section, also_allowed, profile, profile_step, provider, sandbox_step, step};
use super::tool::Tool;
use crate::config::ConfigValue;
use crate::config::agent_id::normalize;
use crate::config::effective::{self, Agent};
use crate::config::exec::Commands;

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
    /// Who asks, and where; without one, somebody whom no list names, in no group.
    pub requester: Option<&'q Requester>,
}

/// Reads the layers of a document.
#[derive(Clone, Debug)]
pub struct Toolbox<V> {
    config: V,
    agents: Vec<Agent<V>>,
    /// What may be had.
    pub tools: Vec<Tool>,
}

impl<V: ConfigValue> Toolbox<V> {
    /// Reads a document, for a list of tools.
    pub fn new(config: &V, tools: Vec<Tool>) -> Self {
        Self { config: config.clone(), agents: effective::agents(config), tools }
    }

    /// When an agent is in a sandbox.
    pub fn sandbox(&self, agent: &str) -> Sandbox {
        let own = self.agent(agent).and_then(|agent| agent.entry.text_at(&["sandbox", "mode"]));
        let mode = own.or_else(|| self.config.text_at(&["agents", "defaults", "sandbox", "mode"]));
        Sandbox::of(mode.as_deref())
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
        let of_provider = provider(shared, asked.provider, asked.model);
        let own_provider = provider(own, asked.provider, asked.model);
        let more_of_provider =
            also_allowed(own_provider.as_ref()).or_else(|| also_allowed(of_provider.as_ref()));
        let named = profile(own_provider.as_ref()).or_else(|| profile(of_provider.as_ref()));
        let by_sender = |section| by_sender(section, asked.requester);
        let sender = own.and_then(by_sender).or_else(|| shared.and_then(by_sender));
        let is_in_sandbox = self.sandbox(asked.agent).holds(asked.session);
        let steps = [
            profile_step(Layer::Profile, self.profile(asked.agent), more),
            profile_step(Layer::ProviderProfile, named, more_of_provider),
            step(Layer::Global, shared),
            step(Layer::GlobalProvider, of_provider.as_ref()),
            step(Layer::Agent, own),
            step(Layer::AgentProvider, own_provider.as_ref()),
            group_step(&self.config, asked.requester),
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

    /// What takes one tool: the place of the layer among the steps; nothing where none does.
    pub fn takes(&self, steps: &[Step], tool: &str) -> Option<(usize, Reason)> {
        let steps = steps.iter().enumerate();
        steps
            .into_iter()
            .find_map(|(at, step)| Some((at, Matcher::new(&step.policy, &self.tools).takes(tool)?)))
    }

    /// The keys of `toolsBySender` that count for an agent: its own before those of all, each with its path.
    pub fn sender_keys(&self, agent: &str) -> Vec<(String, String)> {
        let sections = [self.of_agent(agent), self.shared()].into_iter().flatten();
        let keys = sections.flat_map(|(section, path)| {
            let all = section.get("toolsBySender").map(|all| all.entries()).unwrap_or_default();
            all.into_iter().map(move |(key, _)| (key.clone(), format!("{path}.toolsBySender[\"{key}\"]")))
        });
        keys.collect()
    }

    /// What the document says about the commands of an agent.
    pub fn commands(&self, agent: &str) -> Commands<V> {
        Commands::read(&self.config, self.agent(agent))
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

fn owner_step() -> Step {
    let tools = OWNERS.iter().chain([&OWNERS_LAST]).map(|tool| (*tool).to_owned());
    Step { layer: Layer::Owner, policy: Policy::denying(tools), allow_at: None, deny_at: None }
}
