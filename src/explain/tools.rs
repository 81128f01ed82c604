//! Which tools each agent has, and what takes the others (docs/openclaw/tools.md).

use super::explainer::Explainer;
use crate::config::effective::IMPLICIT_AGENT;
use crate::config::tools::{Asked, Layer, Reason, Sandbox, Session, Step, Tool, Toolbox};
use crate::syntax::Value;

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
    /// What it lacks beside that elsewhere.
    pub elsewhere: Vec<Elsewhere>,
}

/// A tool that an agent does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenTool {
    /// The tool.
    pub tool: String,
    /// The first layer that takes it.
    pub layer: Layer,
    /// The path of the list that does; nothing where it is OpenClaw's own.
    pub path: Option<String>,
    /// The entry that denies it, as written; nothing where it is not among what is allowed.
    pub entry: Option<String>,
}

/// What an agent lacks beside the rest, somewhere else than in its main session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The layer that takes it.
    pub layer: Layer,
    /// Where that is, in words.
    pub place: &'static str,
    /// The tools.
    pub tools: Vec<String>,
}

impl<'t> Explainer<'t> {
    /// The tools of one agent, or of all.
    pub fn tools(&self, agent: Option<&str>) -> Vec<AgentTools> {
        let toolbox = Toolbox::new(&self.root, Tool::core());
        let ids = agent.map_or_else(|| self.agent_ids(), |id| vec![id.to_owned()]);
        ids.iter().map(|id| self.tools_of(&toolbox, id)).collect()
    }

    fn tools_of(&self, toolbox: &Toolbox<Value<'t>>, id: &str) -> AgentTools {
        let agent = self.agent(id);
        let model = self.effective(agent).0.model;
        let (provider, name) = (model.provider.as_str(), model.id.as_str());
        let agent = agent.map_or(id, |agent| &agent.id);
        let id = if agent.trim().is_empty() { IMPLICIT_AGENT } else { agent };
        let asked = Asked { agent: id, provider, model: name, session: Session::Main, is_owner: true };
        let steps = toolbox.steps(asked);
        let gone = toolbox.taken(&steps);
        let taken: Vec<TakenTool> = gone
            .iter()
            .map(|(tool, step, reason)| told(&toolbox.tools[*tool], &steps[*step], reason))
            .collect();
        let has = |tool: &&Tool| !taken.iter().any(|gone| gone.tool == tool.name);
        let kept: Vec<String> = toolbox.tools.iter().filter(has).map(|tool| tool.name.clone()).collect();
        let places = [
            (Asked { is_owner: false, ..asked }, Layer::Owner, "asked by others than the owner"),
            (
                Asked { session: Session::Other, ..asked },
                Layer::Sandbox,
                "in the sandbox, in other sessions than the main one",
            ),
            (Asked { session: Session::Subagent, ..asked }, Layer::Subagent, "as a sub-agent"),
        ];
        let elsewhere = places.into_iter().filter_map(|(asked, layer, place)| {
            let steps = toolbox.steps(asked);
            let gone = toolbox.taken(&steps).into_iter().filter(|(_, step, _)| steps[*step].layer == layer);
            let tools: Vec<String> = gone.map(|(tool, ..)| toolbox.tools[tool].name.clone()).collect();
            let tools: Vec<String> = tools.into_iter().filter(|tool| kept.contains(tool)).collect();
            (!tools.is_empty()).then_some(Elsewhere { layer, place, tools })
        });
        AgentTools {
            agent: id.to_owned(),
            model: model.to_string(),
            profile: toolbox.profile(id),
            sandbox: toolbox.sandbox(id),
            elsewhere: elsewhere.collect(),
            kept,
            taken,
        }
    }
}

fn told(tool: &Tool, step: &Step, reason: &Reason) -> TakenTool {
    let (path, entry) = match reason {
        Reason::Denied(entry) => (step.deny_at.clone(), Some(entry.clone())),
        Reason::NotAllowed => (step.allow_at.clone(), None),
    };
    // What a list of OpenClaw's own denies is no entry that anybody wrote.
    let entry = entry.filter(|_| path.is_some() && step.layer != Layer::Subagent);
    TakenTool { tool: tool.name.clone(), layer: step.layer, path, entry }
}
