//! The decision itself.

use super::binding::{Binding, Idle};
use super::decision::{Answer, Fate, Outcome, Route};
use super::message::{Class, Message, Part};
use super::owner::Owners;
use super::telegram::Telegram;
use super::tier::Tier;
use crate::config::ConfigValue;
use crate::config::account_id;
use crate::config::agent_id::{MAIN, normalize};

/// How conversations are kept apart where nobody says it.
const DM_SCOPE: &str = "main";
const GROUP_SCOPE: &str = "per-group";
/// How direct messages are kept apart in an account of Telegram that no binding is about.
const APART: &str = "per-account-channel-peer";

/// Reads the bindings of a document once, for many messages.
#[derive(Clone, Debug)]
pub struct Router {
    /// Those that take part, in their order; what OpenClaw adds comes last.
    pub bindings: Vec<Binding>,
    /// The others, by their place.
    pub idle: Vec<(usize, Idle)>,
    pub(super) owners: Owners,
    pub(super) telegram: Telegram,
    dm_scope: Option<String>,
    group_scope: Option<String>,
}

impl Router {
    /// Reads a document. `variables` are the names of those that are set where OpenClaw runs, as far as they are known.
    pub fn new<V: ConfigValue>(config: &V, variables: &[String]) -> Self {
        let elements = config.get("bindings").map(|bindings| bindings.items()).unwrap_or_default();
        let (mut bindings, mut idle) = (Vec::new(), Vec::new());
        for (index, element) in elements.iter().enumerate() {
            match Binding::read(element, index) {
                Ok(binding) => bindings.push(binding),
                Err(why) => idle.push((index, why)),
            }
        }
        let owners = Owners::read(config);
        bindings.extend(owners.added(config, &bindings));
        let scope = |key: &str| config.text_at(&["session", key]);
        let telegram = Telegram::read(config, &owners, variables);
        Self {
            bindings,
            idle,
            owners,
            telegram,
            dm_scope: scope("dmScope"),
            group_scope: scope("groupScope"),
        }
    }

    /// Who answers what no binding assigns.
    pub fn owner(&self) -> Option<&str> {
        self.owners.owner.as_deref()
    }

    /// How an owner comes to be one.
    pub fn owner_because(&self) -> &'static str {
        self.owners.because()
    }

    /// The account of Telegram that needs no binding of its own.
    pub fn telegram_default(&self) -> &str {
        self.telegram.default_account()
    }

    /// What the core of OpenClaw makes of a message.
    pub fn route(&self, message: &Message) -> Route {
        let account = account_id::normalize(message.account.as_deref().unwrap_or_default());
        let found =
            Tier::OF_BINDINGS.into_iter().find_map(|tier| Some((tier, self.first(tier, message, &account)?)));
        let (tier, winner) = found.unzip();
        let binding = winner.map(|at| &self.bindings[at]);
        let scope = |own: Option<&String>, shared: &Option<String>, usual: &str| {
            own.or(shared.as_ref()).map_or_else(|| usual.to_owned(), String::clone)
        };
        Route {
            outcome: self.outcome(binding),
            tier: tier.unwrap_or(Tier::Default),
            winner,
            dm_scope: scope(binding.and_then(|binding| binding.dm_scope.as_ref()), &self.dm_scope, DM_SCOPE),
            group_scope: scope(
                binding.and_then(|binding| binding.group_scope.as_ref()),
                &self.group_scope,
                GROUP_SCOPE,
            ),
        }
    }

    /// What becomes of a message in the end.
    pub fn answer(&self, message: &Message) -> Answer {
        if !message.channel.trim().eq_ignore_ascii_case("telegram") {
            let route = self.route(message);
            return Answer { route, asked: message.clone(), topic: None, is_dropped: false };
        }
        let asked = Telegram::asked(message);
        let topic = self.telegram.topic(message);
        let mut route = self.route(&asked);
        let is_group = message.peer.as_ref().is_some_and(|peer| peer.class == Class::Group);
        let is_unbound = route.tier == Tier::Default && !self.telegram.is_default(message);
        if is_unbound && message.peer.is_some() && !is_group {
            APART.clone_into(&mut route.dm_scope);
        }
        let is_dropped = is_group && is_unbound && topic.is_none() && route.outcome.agent().is_some();
        Answer { route, asked, topic, is_dropped }
    }

    /// What becomes of each binding when a message comes.
    pub fn fates(&self, message: &Message) -> Vec<Fate> {
        let account = account_id::normalize(message.account.as_deref().unwrap_or_default());
        let winner = self.route(message).winner;
        let peers = [&message.peer, &message.parent];
        let fate = |(at, binding): (usize, &Binding)| {
            if winner == Some(at) {
                return Fate::Wins;
            }
            if !is_same_channel(binding, message) {
                return Fate::Misfit(Part::Channel);
            }
            // Only a binding that names one conversation counts for what the conversation holds.
            let counted = if binding.tier() == Tier::Peer { 2 } else { 1 };
            let misfits =
                peers.iter().take(counted).map(|peer| binding.misfit(message, &account, peer.as_ref()));
            misfits.reduce(Option::and).flatten().map_or(Fate::Beaten, Fate::Misfit)
        };
        self.bindings.iter().enumerate().map(fate).collect()
    }

    /// The first binding of a tier that is about a message.
    fn first(&self, tier: Tier, message: &Message, account: &str) -> Option<usize> {
        let (own, peer) = match tier {
            Tier::Parent => (Tier::Peer, Some(message.parent.as_ref()?)),
            _ => (tier, message.peer.as_ref()),
        };
        let fits = |binding: &Binding| {
            is_same_channel(binding, message)
                && binding.tier() == own
                && binding.misfit(message, account, peer).is_none()
        };
        self.bindings.iter().position(fits)
    }

    fn outcome(&self, binding: Option<&Binding>) -> Outcome {
        let named = binding.map(|binding| binding.agent.as_str()).filter(|agent| !agent.is_empty());
        let Some(named) = named else {
            return self.owners.owner.clone().map_or(Outcome::NoOwner, Outcome::Agent);
        };
        let id = normalize(named);
        if self.owners.ids.contains(&id) || id == MAIN {
            Outcome::Agent(id)
        } else {
            Outcome::NoAgent(named.to_owned())
        }
    }
}

fn is_same_channel(binding: &Binding, message: &Message) -> bool {
    binding.channel == message.channel.trim().to_lowercase()
}
