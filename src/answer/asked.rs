//! What is asked, and what is answered.

use super::start::Start;
use super::subject::Subject;
use crate::base::Snapshot;
use crate::config::key_path::named;
use crate::config::routing::Message;
use crate::explain::{
    AccessRow, AgentTools, CacheCost, Explainer, Explanation, MESSAGES, Query, Routing, Section,
};
use crate::ide::{KeyExplanation, explain_key};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Asked<'q> {
    /// A key, or the word for a question; without it every agent is told.
    pub key: Option<&'q str>,
    /// The agent and model that it is asked for.
    pub query: Query<'q>,
    /// The message whose way is asked for.
    pub message: Option<Message>,
    /// The day whose cost is asked for.
    pub day: Day<'q>,
}

/// The day whose cost is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Day<'q> {
    /// The prompts, in tokens; the usual ones where there are none.
    pub prompts: &'q [u64],
    /// The messages that come.
    pub messages: u32,
}

impl Default for Day<'_> {
    fn default() -> Self {
        Self { prompts: &[], messages: MESSAGES }
    }
}

/// A word that asks a question. No release has a key of such a name, but for `tools`: the key is `["tools"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// Who answers.
    Route,
    /// Who may write.
    Access,
    /// Which tools the agents have.
    Tools,
    /// What the prompt cache costs.
    Cost,
    /// Whether the gateway starts.
    Start,
}

impl Word {
    fn of(key: &str) -> Option<Self> {
        match key {
            "route" => Some(Self::Route),
            "access" => Some(Self::Access),
            "tools" => Some(Self::Tools),
            "cost" => Some(Self::Cost),
            "start" => Some(Self::Start),
            _ => None,
        }
    }
}

impl Asked<'_> {
    /// Whether one message can be asked about.
    pub fn is_about_messages(&self) -> bool {
        matches!(self.key.and_then(Word::of), Some(Word::Route | Word::Access | Word::Tools))
    }
}

/// What is answered.
#[derive(Debug)]
pub enum Answer {
    /// Every agent, with its model and its cache.
    Agents(Vec<Explanation>),
    /// One agent or one model.
    One(Box<Explanation>),
    /// A key.
    Key(Box<KeyExplanation>),
    /// Who answers.
    Route(Box<Routing>),
    /// Who may write.
    Access(Vec<AccessRow>),
    /// Which tools the agents have.
    Tools(Vec<AgentTools>),
    /// What the cache costs.
    Costs(Vec<CacheCost>),
    /// Whether the gateway starts.
    Start(Start),
}

impl Answer {
    /// Answers a question about a configuration.
    ///
    /// # Errors
    ///
    /// Says why it cannot be explained.
    pub fn of(subject: &Subject<'_>, asked: &Asked<'_>) -> Result<Self, String> {
        let whole = subject.whole();
        let word = asked.key.and_then(Word::of);
        let found = if word == Some(Word::Start) {
            Start::of(subject).map(Self::Start).ok_or_else(|| "it holds nothing".to_owned())
        } else {
            Self::within(whole, word, asked)
        };
        found.map_err(|reason| format!("cannot explain {}: {reason}", subject.name))
    }

    fn within(whole: &Snapshot, word: Option<Word>, asked: &Asked<'_>) -> Result<Self, String> {
        let query = asked.query;
        let explainer = Explainer::new(whole).ok_or("its value is no object")?;
        match word {
            Some(Word::Route) => {
                return Ok(Self::Route(Box::new(explainer.routing(asked.message.as_ref()))));
            }
            Some(Word::Access) => {
                let asked = asked.message.as_ref().map(|message| explainer.access_for(message));
                return Ok(Self::Access(asked.unwrap_or_else(|| explainer.access(None, None))));
            }
            Some(Word::Tools) => {
                let asked = asked.message.as_ref().map(|message| explainer.tools_for(message));
                return Ok(Self::Tools(asked.unwrap_or_else(|| explainer.tools(query.agent))));
            }
            Some(Word::Cost) => return Ok(Self::Costs(costs(&explainer, query, asked.day))),
            Some(Word::Start) | None => {}
        }
        // The whole is what is explained without a key.
        let steps = asked.key.map(named).transpose()?;
        if let Some(key) = asked.key.filter(|_| steps.is_some_and(|steps| !steps.is_empty())) {
            let found = explain_key(whole, key, query).ok_or("no key can stand at this path")?;
            return Ok(Self::Key(Box::new(found)));
        }
        if query.agent.is_some() || query.model.is_some() {
            return Ok(Self::One(Box::new(explainer.explain(query))));
        }
        Ok(Self::Agents(every_agent(&explainer, query)))
    }
}

impl Answer {
    /// The same as facts and tables, whatever they are written as; nothing of a key, and of agents one by one.
    pub(super) fn section(&self) -> Option<Section> {
        match self {
            Self::Start(found) => Some(found.section()),
            Self::Access(found) => Some(Section::of_access(found)),
            Self::Tools(found) => Some(Section::of_tools(found)),
            Self::Costs(found) => Some(Section::of_costs(found)),
            Self::Route(found) => Some(Section::of_routing(found)),
            Self::Agents(_) | Self::One(_) | Self::Key(_) => None,
        }
    }
}

/// The explanation of each agent.
pub(super) fn every_agent(explainer: &Explainer<'_>, query: Query<'_>) -> Vec<Explanation> {
    let ids = explainer.agent_ids();
    ids.iter().map(|id| explainer.explain(Query { agent: Some(id), ..query })).collect()
}

/// What the cache costs for the agent or model that is asked about, else for each agent.
pub(super) fn costs(explainer: &Explainer<'_>, query: Query<'_>, day: Day<'_>) -> Vec<CacheCost> {
    let cost = |query| explainer.cache_cost(query, day.prompts, day.messages);
    if query.agent.is_some() || query.model.is_some() {
        return vec![cost(query)];
    }
    explainer.agent_ids().iter().map(|id| cost(Query { agent: Some(id), ..query })).collect()
}
