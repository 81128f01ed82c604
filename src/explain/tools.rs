//! Which tools each agent has, and what takes the others (docs/openclaw/tools.md).

use super::access::AccessRow;
use super::commands::{AgentCommands, Entrance};
use super::explainer::Explainer;
use super::routing::session;
use super::taken::{TakenTool, told};
use crate::config::access::{Channel, Conversation};
use crate::config::agent_id;
use crate::config::effective::IMPLICIT_AGENT;
use crate::config::model_ref::ModelRef;
use crate::config::routing::{Class, Message, Peer};
use crate::config::tools::{Asked, Layer, Requester, Sandbox, Session, Tool, Toolbox};
use crate::syntax::Value;
use std::rc::Rc;

/// The tools of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentTools {
    /// The agent's id, as written.
    pub agent: String,
    /// The model that it uses: some layers ask for its provider.
    pub model: String,
    /// The profile that counts, with the path that names it.
    pub profile: Option<(String, String)>,
    /// When it is in a sandbox.
    pub sandbox: Sandbox,
    /// What it has in its main session, asked by the owner.
    pub kept: Vec<String>,
    /// What it does not have there.
    pub taken: Vec<TakenTool>,
    /// What it lacks or has beside that elsewhere.
    pub elsewhere: Vec<Elsewhere>,
    /// What becomes of its commands.
    pub commands: AgentCommands,
    /// The message that the tools were asked for, in place of its main session.
    pub asked: Option<String>,
}

/// What an agent lacks or has beside the rest, somewhere else than in its main session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The layer that takes it.
    pub layer: Layer,
    /// Where that is, in words.
    pub place: String,
    /// The tools that it lacks there.
    pub tools: Vec<String>,
    /// The tools that it has there only.
    pub gained: Vec<String>,
}

/// How many tools an agent has in its main session, asked by the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolCount {
    /// The agent's id, as written.
    pub agent: String,
    /// The tools that it has.
    pub kept: usize,
    /// The tools that there are.
    pub all: usize,
    /// Those that an entry of a `deny` list takes; the others are not among what is allowed.
    pub denied: usize,
    /// What a list or a profile takes, with the path of it.
    pub taken: Vec<(String, String)>,
}

/// An agent in its main session, asked by the owner.
struct MainSession {
    agent: String,
    model: ModelRef,
    taken: Vec<TakenTool>,
}

/// The question about that session.
fn asked<'a>(agent: &'a str, model: &'a ModelRef) -> Asked<'a> {
    let (provider, model) = (&model.provider, &model.id);
    Asked { agent, provider, model, session: Session::Main, is_owner: true, requester: None }
}

impl<'t> Explainer<'t> {
    /// How many tools each agent has; that of the implicit one where the document names none.
    pub fn tool_counts(&self) -> Vec<ToolCount> {
        let toolbox = Toolbox::new(&self.root, Tool::core());
        self.agent_ids().iter().map(|id| self.tool_count(&toolbox, id)).collect()
    }

    fn tool_count(&self, toolbox: &Toolbox<Value<'t>>, id: &str) -> ToolCount {
        let taken = self.main_session(toolbox, id).taken;
        let all = toolbox.tools.len();
        ToolCount {
            agent: id.to_owned(),
            kept: all - taken.len(),
            all,
            denied: taken.iter().filter(|gone| gone.entry.is_some()).count(),
            taken: taken.into_iter().filter_map(|gone| Some((gone.tool, gone.path?))).collect(),
        }
    }

    /// What an agent lacks in its main session, asked by the owner.
    fn main_session(&self, toolbox: &Toolbox<Value<'t>>, id: &str) -> MainSession {
        let (agent, model) = self.named(id);
        MainSession { taken: taken(toolbox, asked(&agent, &model)), agent, model }
    }

    /// An agent's id, and its model.
    fn named(&self, id: &str) -> (String, ModelRef) {
        let agent = self.agent(id);
        let model = self.effective(agent).0.model;
        let agent = agent.map_or(id, |agent| &agent.id);
        (if agent.trim().is_empty() { IMPLICIT_AGENT } else { agent }.to_owned(), model)
    }

    /// The tools of one agent, or of all, and what becomes of their commands.
    pub fn tools(&self, agent: Option<&str>) -> Vec<AgentTools> {
        self.tools_by(agent, &self.access(None, None))
    }

    /// The same where it is known who gets in at each account.
    pub fn tools_by(&self, agent: Option<&str>, access: &[AccessRow]) -> Vec<AgentTools> {
        let toolbox = Toolbox::new(&self.root, Tool::core());
        let around = self.surroundings(access);
        let ids = agent.map_or_else(|| self.agent_ids(), |id| vec![id.to_owned()]);
        ids.iter().map(|id| self.tools_of(&toolbox, id, &around)).collect()
    }

    /// The tools of the agent that answers a message, asked there by somebody who is not the owner; nothing where nobody answers.
    pub fn tools_for(&self, message: &Message) -> Vec<AgentTools> {
        let answer = self.router().answer(message);
        let Some(id) = answer.agent() else { return Vec::new() };
        let toolbox = Toolbox::new(&self.root, Tool::core());
        let mut found = self.tools_of(&toolbox, id, &self.surroundings(&self.access(None, None)));
        let (session, requester) = (session(&answer), requester(message, answer.is_direct()));
        let (agent, model) = self.named(id);
        let asked = Asked { session, is_owner: false, requester: Some(&requester), ..asked(&agent, &model) };
        found.taken = taken(&toolbox, asked);
        found.kept = kept(&toolbox, &found.taken);
        found.elsewhere.clear();
        let peer = message.peer.as_ref().map(|peer| format!(" {peer}")).unwrap_or_default();
        found.asked = Some(format!("{}{peer}, by somebody who is not the owner", message.channel));
        vec![found]
    }

    fn tools_of(&self, toolbox: &Toolbox<Value<'t>>, id: &str, around: &Surroundings) -> AgentTools {
        let MainSession { agent, model, taken } = self.main_session(toolbox, id);
        let asked = asked(&agent, &model);
        let kept = kept(toolbox, &taken);
        let elsewhere = Elsewheres { toolbox, kept: &kept };
        let fixed = [
            (Asked { is_owner: false, ..asked }, Layer::Owner, "asked by others than the owner"),
            (
                Asked { session: Session::Other, ..asked },
                Layer::Sandbox,
                "in the sandbox, in other sessions than the main one",
            ),
            (Asked { session: Session::Subagent, ..asked }, Layer::Subagent, "as a sub-agent"),
        ];
        let fixed =
            fixed.into_iter().filter_map(|(asked, layer, place)| elsewhere.taken_by(asked, layer, place));
        let senders = toolbox.sender_keys(&agent).into_iter().filter_map(|(key, path)| {
            let requester = Requester::named(&key)?;
            elsewhere.differs(
                Asked { requester: Some(&requester), ..asked },
                Layer::Sender,
                format!("asked by `{key}` ({path})"),
            )
        });
        let own_id = agent_id::normalize(&agent);
        let groups = around.groups.iter().filter(|group| group.agent == own_id).filter_map(|group| {
            let asked = Asked { requester: Some(&group.requester), session: Session::Other, ..asked };
            elsewhere.taken_by(asked, Layer::Group, &format!("in {}", group.place))
        });
        AgentTools {
            model: model.to_string(),
            profile: toolbox.profile(&agent),
            sandbox: toolbox.sandbox(&agent),
            elsewhere: fixed.chain(senders).chain(groups).collect(),
            commands: self.commands_of(toolbox, asked, &around.entrances),
            asked: None,
            kept,
            taken,
            agent,
        }
    }

    /// What is around the agents: where strangers get in, and the groups of each account. Costs O(accounts * their groups).
    fn surroundings(&self, access: &[AccessRow]) -> Surroundings {
        Surroundings { entrances: self.entrances(access), groups: self.groups() }
    }

    /// The groups that the document names, and all others of each account, with somebody in each and the agent that answers there.
    fn groups(&self) -> Vec<Group> {
        let router = self.router();
        let of_account = |(channel, id): (Rc<Channel<Value<'t>>>, String)| {
            let places =
                channel.account(&id).places().into_iter().filter(|place| !place.conversation.is_direct);
            let named = places.map(|place| (place.path, place.conversation));
            let others = (format!("other groups of {} · {id}", channel.name()), Conversation::group(None));
            named.chain([others]).map(move |(place, group)| {
                let (channel, account) = (channel.name().to_owned(), id.clone());
                (place, Requester { channel, account, group: Some(group), ..Requester::default() })
            })
        };
        let all = self.channels(None).flat_map(of_account);
        all.filter_map(|(place, requester)| {
            let agent = router.answer(&written(&requester)).agent()?.to_owned();
            Some(Group { agent, place, requester })
        })
        .collect()
    }
}

/// What is around the agents.
struct Surroundings {
    entrances: Vec<Entrance>,
    groups: Vec<Group>,
}

/// A group with somebody in it, and the agent that answers there.
struct Group {
    agent: String,
    place: String,
    requester: Requester,
}

/// Somebody who writes a message.
fn requester(message: &Message, is_direct: bool) -> Requester {
    let id = message.peer.as_ref().map(|peer| peer.id.clone());
    let group = Conversation { id: id.clone(), guild: message.guild.clone(), ..Conversation::group(None) };
    Requester {
        channel: message.channel.clone(),
        account: message.account.clone().unwrap_or_else(|| crate::config::account_id::DEFAULT.to_owned()),
        group: (!is_direct).then_some(group),
        id: id.filter(|_| is_direct),
        ..Requester::default()
    }
}

/// A message that somebody writes in a group.
fn written(requester: &Requester) -> Message {
    let group = requester.group.clone().unwrap_or_default();
    Message {
        channel: requester.channel.clone(),
        account: Some(requester.account.clone()),
        peer: Some(Peer::new(Class::Group, group.id.as_deref().unwrap_or(super::routing::SOMEBODY))),
        guild: group.guild,
        thread: group.thread,
        ..Message::default()
    }
}

/// The tools that an agent does not have.
fn taken(toolbox: &Toolbox<Value<'_>>, asked: Asked<'_>) -> Vec<TakenTool> {
    let steps = toolbox.steps(asked);
    let gone = toolbox.taken(&steps);
    gone.iter().map(|(tool, step, reason)| told(&toolbox.tools[*tool].name, &steps[*step], reason)).collect()
}

/// The others.
fn kept(toolbox: &Toolbox<Value<'_>>, taken: &[TakenTool]) -> Vec<String> {
    let has = |tool: &&Tool| !taken.iter().any(|gone| gone.tool == tool.name);
    toolbox.tools.iter().filter(has).map(|tool| tool.name.clone()).collect()
}

/// Compares what an agent has elsewhere with what it has in its main session.
struct Elsewheres<'a, 't> {
    toolbox: &'a Toolbox<Value<'t>>,
    kept: &'a [String],
}

impl Elsewheres<'_, '_> {
    /// What a layer takes there; nothing where it takes nothing.
    fn taken_by(&self, asked: Asked<'_>, layer: Layer, place: &str) -> Option<Elsewhere> {
        let taken = taken(self.toolbox, asked);
        let tools = taken.into_iter().filter(|gone| gone.layer == layer && self.kept.contains(&gone.tool));
        let tools: Vec<String> = tools.map(|gone| gone.tool).collect();
        (!tools.is_empty()).then(|| Elsewhere { layer, place: place.to_owned(), tools, gained: Vec::new() })
    }

    /// What is lacking there, and what there is only there; nothing where it is all the same.
    fn differs(&self, asked: Asked<'_>, layer: Layer, place: String) -> Option<Elsewhere> {
        let there = kept(self.toolbox, &taken(self.toolbox, asked));
        let without = |one: &[String], other: &[String]| -> Vec<String> {
            one.iter().filter(|tool| !other.contains(tool)).cloned().collect()
        };
        let (tools, gained) = (without(self.kept, &there), without(&there, self.kept));
        (!tools.is_empty() || !gained.is_empty()).then_some(Elsewhere { layer, place, tools, gained })
    }
}
