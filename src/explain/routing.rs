//! Which agent answers which message (docs/openclaw/routing.md).

use super::explainer::Explainer;
use crate::base::masking;
use crate::config::routing::{
    AccountPattern, Answer, Class, Fate, Idle, Message, Peer, Router, Tier, shadows,
};
use crate::config::tools::Session;
use crate::config::{ConfigValue, account_id, channel, routing};
use crate::migrations::heirs::accounts;
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use std::borrow::Cow;

/// Nobody has this id; OpenClaw's own ids have no control characters.
pub(super) const SOMEBODY: &str = "\u{1}somebody";

/// Who answers what.
#[derive(Clone, Debug)]
pub struct Routing {
    /// Who answers what no binding is about; nobody where several agents leave it open.
    pub owner: Option<String>,
    /// Why.
    pub owner_because: &'static str,
    /// For each account of each channel who answers those whom no closer binding names.
    pub accounts: Vec<AccountRow>,
    /// All bindings, in their order; what OpenClaw adds comes last.
    pub bindings: Vec<BindingRow>,
    /// What becomes of the message that was asked about.
    pub message: Option<MessageRow>,
}

/// An account of a channel.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// The channel.
    pub channel: String,
    /// The account.
    pub account: String,
    /// What becomes of direct messages.
    pub direct: Verdict,
    /// What becomes of messages in groups.
    pub groups: Verdict,
}

/// Who answers, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The agent; nothing where nobody answers.
    pub agent: Option<String>,
    /// How closely the binding that won names the message.
    pub tier: Tier,
    /// The path of the binding that won, where it is written.
    pub binding: Option<String>,
    /// The reason, as a sentence without a full stop.
    pub because: String,
}

/// A binding.
#[derive(Clone, Debug)]
pub struct BindingRow {
    /// Its path; nothing where OpenClaw adds it while it reads the file.
    pub path: Option<String>,
    /// Where it stands.
    pub range: Option<TextRange>,
    /// The agent, as written.
    pub agent: String,
    /// What it is about, in words.
    pub about: String,
    /// The channel and the account, if it is about one, of the conversations that it names; nothing where it names none.
    pub of: Option<(String, Option<String>)>,
    /// Whether it counts.
    pub state: State,
    /// What becomes of it with the message that was asked about.
    pub fate: Option<Fate>,
}

/// Whether a binding counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It does.
    Counts,
    /// Another stands before it, at this path, and decides in its place.
    Hidden(String),
    /// OpenClaw ignores it.
    Idle(Idle),
}

/// A message that was asked about.
#[derive(Clone, Debug)]
pub struct MessageRow {
    /// The message as the channel asks for it.
    pub asked: Message,
    /// Who answers.
    pub verdict: Verdict,
    /// How its session is kept apart from others.
    pub scope: String,
}

impl<'t> Explainer<'t> {
    /// Who answers what, and what becomes of a message.
    pub fn routing(&self, message: Option<&Message>) -> Routing {
        let router = self.router();
        let list = self.root.get("bindings").and_then(Value::array);
        let elements: Vec<Value<'t>> =
            list.into_iter().flat_map(Node::entries).filter_map(Entry::value).collect();
        Routing {
            owner: router.owner().map(str::to_owned),
            owner_because: router.owner_because(),
            accounts: self.account_rows(&router),
            bindings: binding_rows(&router, &elements, message),
            message: message.map(|message| {
                let answer = router.answer(message);
                MessageRow {
                    scope: scope(&answer).to_owned(),
                    verdict: verdict(&router, &answer),
                    asked: answer.asked,
                }
            }),
        }
    }

    /// What decides who answers.
    pub fn router(&self) -> Router {
        Router::new(&self.root, &self.snapshot.world.options.env_names)
    }

    fn account_rows(&self, router: &Router) -> Vec<AccountRow> {
        let Some(root) = self.root.object() else { return Vec::new() };
        let channels = self.root.get("channels").and_then(Value::object);
        let keys = channels.into_iter().flat_map(Node::entries).filter_map(Entry::key);
        let names = keys.filter(|key| !channel::is_section(key) && key != "$include");
        let rows = names.flat_map(|name| {
            let accounts = accounts(root, &name, &self.snapshot.world.options.env_names);
            accounts.into_iter().map(move |account| (name.to_string(), account))
        });
        rows.map(|(channel, account)| {
            let of = |class| {
                let peer = Some(Peer::new(class, SOMEBODY));
                let message = Message {
                    channel: channel.clone(),
                    account: Some(account.clone()),
                    peer,
                    ..Message::default()
                };
                verdict(router, &router.answer(&message))
            };
            let (direct, groups) = (of(Class::Direct), of(Class::Group));
            AccountRow { channel: channel.clone(), account, direct, groups }
        })
        .collect()
    }
}

fn path(index: usize) -> String {
    format!("bindings[{index}]")
}

fn binding_rows(router: &Router, elements: &[Value<'_>], message: Option<&Message>) -> Vec<BindingRow> {
    let hidden = shadows(&router.bindings);
    let answer = message.map(|message| router.answer(message));
    let fates = answer.map(|answer| {
        let fates = router.fates(&answer.asked).into_iter();
        // The agent of a topic stands above the binding that would have won.
        let told = |fate| if fate == Fate::Wins && answer.topic.is_some() { Fate::Beaten } else { fate };
        fates.map(told).collect::<Vec<_>>()
    });
    let row = |(at, binding): (usize, &routing::Binding)| {
        let by =
            hidden.iter().find(|shadow| shadow.at == at).and_then(|shadow| router.bindings[shadow.by].index);
        BindingRow {
            path: binding.index.map(path),
            range: binding.index.and_then(|index| Some(elements.get(index)?.range())),
            agent: binding.agent.clone(),
            about: about(binding, binding.index.and_then(|index| elements.get(index)).copied()),
            of: names_some(binding).then(|| (binding.channel.clone(), account_of(&binding.account))),
            state: by.map_or(State::Counts, |by| State::Hidden(path(by))),
            fate: fates.as_ref().and_then(|fates| fates.get(at).copied()),
        }
    };
    let mut rows: Vec<BindingRow> = router.bindings.iter().enumerate().map(row).collect();
    for (index, why) in &router.idle {
        let element = elements.get(*index);
        let text = |path: &[&str]| {
            let value = path.iter().try_fold(*element?, |value, key| value.get(key))?;
            value.as_str().map(|text| text.trim().to_owned())
        };
        let at = rows.iter().position(|row| row.path.is_none()).unwrap_or(rows.len());
        rows.insert(
            at,
            BindingRow {
                path: Some(path(*index)),
                range: element.map(|value| value.range()),
                agent: text(&["agentId"]).unwrap_or_default(),
                about: text(&["match", "channel"]).unwrap_or_default(),
                of: None,
                state: State::Idle(*why),
                fate: None,
            },
        );
    }
    let written = |row: &BindingRow| row.range.map_or(usize::MAX, |range| range.start);
    rows.sort_by_key(written);
    rows
}

/// Whether a binding is about some conversations of an account and not about all of it.
fn names_some(binding: &routing::Binding) -> bool {
    let is_about_all = binding.peer.is_none() && binding.guild.is_none() && binding.team.is_none();
    !is_about_all || !binding.roles.is_empty()
}

/// The account that a binding is about; nothing where it is about each.
fn account_of(account: &AccountPattern) -> Option<String> {
    match account {
        AccountPattern::Any => None,
        AccountPattern::One(id) => Some(id.clone()),
    }
}

/// What a binding is about. The form in which an account is compared no longer looks like the secret that somebody wrote there.
fn about(binding: &routing::Binding, written: Option<Value<'_>>) -> String {
    let about = binding.to_string();
    let account = written.and_then(|binding| binding.at(&["match", "accountId"])?.as_str());
    let hidden = account.filter(|account| matches!(masking::written(account), Cow::Owned(_)));
    match hidden {
        Some(account) => about.replace(&account_id::normalize(&account), masking::MASK),
        None => about,
    }
}

fn verdict(router: &Router, answer: &Answer) -> Verdict {
    let route = &answer.route;
    let binding = route.winner.and_then(|at| router.bindings.get(at));
    Verdict {
        agent: answer.agent().map(str::to_owned),
        tier: route.tier,
        binding: binding.and_then(|binding| binding.index).map(path),
        because: because(router, answer),
    }
}

fn because(router: &Router, answer: &Answer) -> String {
    let route = &answer.route;
    let owner = router.owner_because();
    if answer.is_dropped {
        return format!(
            "Telegram drops it: no binding is about it, and its account is not the default one, `{}`",
            router.telegram_default()
        );
    }
    if let (Some((_, path)), Some(_)) = (&answer.topic, route.outcome.agent()) {
        return format!("{path} names the agent of the topic");
    }
    let winner = route.winner.and_then(|at| router.bindings.get(at));
    match (winner, &route.outcome) {
        (Some(_), routing::Outcome::NoAgent(id)) => {
            format!("the binding names `{id}`, and there is no such agent")
        }
        (Some(routing::Binding { index: Some(index), .. }), _) => {
            format!("{} names {}", path(*index), route.tier.named())
        }
        _ => format!("no binding is about it, and {owner}"),
    }
}

/// The session that a message comes into.
pub(super) fn session(answer: &Answer) -> Session {
    if answer.is_in_main_session() { Session::Main } else { Session::Other }
}

/// How the session of a message is kept apart from others.
fn scope(answer: &Answer) -> &'static str {
    match (answer.is_direct(), answer.route.dm_scope.as_str(), answer.route.group_scope.as_str()) {
        (true, "per-peer", _) => "one of the sender's own, the same in all channels",
        (true, "per-channel-peer", _) => "one of the sender's own in this channel",
        (true, "per-account-channel-peer", _) => "one of the sender's own in this account",
        (true, ..) | (false, _, "main") => "the agent's main one, shared with all others who write directly",
        (false, ..) => "one of the group's own",
    }
}
