//! What becomes of the commands of an agent: where they run, who is asked, and who may lead them out of the sandbox
//! (docs/openclaw/exec.md).

use super::access::AccessRow;
use super::explainer::Explainer;
use super::routing::{SOMEBODY, session};
use super::taken::told;
use crate::config::access::{Conversation, Way};
use crate::config::agent_id;
use crate::config::exec::{Approvers, Commands, Forwarding, Host, Level, Listed, Run};
use crate::config::routing::{Class, Message, Peer};
use crate::config::tools::{Asked, Requester, Session, Toolbox};
use crate::syntax::Value;

/// The tool that runs commands.
const TOOL: &str = "exec";

/// What becomes of the commands of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentCommands {
    /// What becomes of them in each kind of session; the same answers stand together.
    pub rows: Vec<CommandRow>,
    /// Who may lead them out of the sandbox.
    pub elevated: ElevatedAnswer,
    /// Where anyone may have every command run outside a sandbox, and nobody is asked.
    pub strangers: Vec<Opening>,
    /// Who agrees, in each account that can ask; nothing where nobody is ever asked.
    pub approvers: Vec<ApproverRow>,
    /// Where requests are sent beside that.
    pub forwarding: Option<Forwarding>,
}

/// What becomes of commands in sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRow {
    /// The sessions.
    pub sessions: Vec<Session>,
    /// What takes the tool, with the entry that does; nothing where the agent has it.
    pub taken: Option<String>,
    /// What becomes of a command.
    pub run: Run,
    /// The paired machine that is named.
    pub node: Option<String>,
    /// The settings that decide; none where OpenClaw does by itself.
    pub decided_by: Vec<String>,
}

/// Who may lead commands out of the sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ElevatedAnswer {
    /// The settings that switch it off.
    pub off_at: Vec<String>,
    /// Those who may.
    pub listed: Vec<Listed>,
    /// How far they are out without a word of theirs.
    pub level: Level,
    /// Whether there is a sandbox to leave.
    pub matters: bool,
}

/// A way by which strangers reach an agent's commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The channel.
    pub channel: String,
    /// The account.
    pub account: String,
    /// Whether it is by direct messages; else in groups.
    pub is_direct: bool,
    /// The place where the commands run.
    pub host: Host,
}

/// Who agrees in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApproverRow {
    /// The channel.
    pub channel: String,
    /// The account.
    pub account: String,
    /// Who does.
    pub approvers: Approvers,
}

/// Where strangers get in, and whom they reach there.
#[derive(Clone, Debug)]
pub(super) struct Entrance {
    agent: String,
    session: Session,
    channel: String,
    account: String,
    is_direct: bool,
}

impl<'t> Explainer<'t> {
    /// Where strangers get in, with the agent that answers them and the session that they write to.
    pub(super) fn entrances(&self, access: &[AccessRow]) -> Vec<Entrance> {
        let router = self.router();
        let of_row = |row: &AccessRow| {
            let ways = [true, false].map(|is_direct| {
                let class = if is_direct { Class::Direct } else { Class::Group };
                let message = Message {
                    channel: row.channel.clone(),
                    account: Some(row.account.clone()),
                    peer: Some(Peer::new(class, SOMEBODY)),
                    ..Message::default()
                };
                let answer = row.is_open_to(is_direct).then(|| router.answer(&message))?;
                Some(Entrance {
                    agent: answer.agent()?.to_owned(),
                    session: session(&answer),
                    channel: row.channel.clone(),
                    account: row.account.clone(),
                    is_direct,
                })
            });
            ways.into_iter().flatten()
        };
        access.iter().flat_map(of_row).collect()
    }

    /// What becomes of the commands of an agent. `asked` is about its main session, asked by the owner.
    pub(super) fn commands_of(
        &self,
        toolbox: &Toolbox<Value<'t>>,
        asked: Asked<'_>,
        entrances: &[Entrance],
    ) -> AgentCommands {
        let commands = toolbox.commands(asked.agent);
        let boxes = toolbox.sandbox(asked.agent);
        let mut rows: Vec<CommandRow> = Vec::new();
        for session in [Session::Main, Session::Other, Session::Subagent] {
            let run = commands.run(boxes.holds(session), false);
            let taken = taken(toolbox, Asked { session, ..asked });
            // Where the tool is missing it does not matter where it would run.
            let same = |row: &CommandRow| row.taken == taken && (taken.is_some() || row.run == run);
            match rows.iter_mut().find(|row| same(row)) {
                Some(row) => row.sessions.push(session),
                None => rows.push(row(&commands, session, run, taken)),
            }
        }
        let asks = rows.iter().any(|row| row.taken.is_none() && row.run.asks());
        let elevated = ElevatedAnswer {
            off_at: commands.elevated.off_at(),
            listed: commands.elevated.listed(),
            level: commands.elevated.level,
            matters: rows.iter().any(|row| row.taken.is_none() && row.run.host == Host::Sandbox),
        };
        AgentCommands {
            strangers: openings(toolbox, asked, (&commands, &elevated), entrances),
            approvers: if asks { self.approvers() } else { Vec::new() },
            forwarding: Forwarding::read(&self.root).filter(|_| asks),
            rows,
            elevated,
        }
    }

    /// Who agrees in each account of a channel whose plugin asks.
    fn approvers(&self) -> Vec<ApproverRow> {
        let asking = |channel: &str| matches!(Way::of(channel), Way::Telegram | Way::Discord | Way::Slack);
        let accounts = self.channels(None).filter(|(channel, _)| asking(channel.name()));
        let rows = accounts.filter_map(|(channel, account)| {
            let approvers = Approvers::of(&self.root, channel.name(), &channel.account(&account))?;
            Some(ApproverRow { approvers, channel: channel.name().to_owned(), account })
        });
        rows.collect()
    }
}

/// Where strangers have every command run outside a sandbox, and nobody is asked.
fn openings(
    toolbox: &Toolbox<Value<'_>>,
    asked: Asked<'_>,
    (commands, elevated): (&Commands<Value<'_>>, &ElevatedAnswer),
    entrances: &[Entrance],
) -> Vec<Opening> {
    let id = agent_id::normalize(asked.agent);
    let boxes = toolbox.sandbox(asked.agent);
    let own = entrances.iter().filter(|entrance| entrance.agent == id);
    let opening = |entrance: &Entrance| {
        let group = (!entrance.is_direct).then(|| Conversation::group(None));
        let requester = Requester {
            channel: entrance.channel.clone(),
            account: entrance.account.clone(),
            group,
            ..Requester::default()
        };
        let asked =
            Asked { session: entrance.session, is_owner: false, requester: Some(&requester), ..asked };
        // Whoever may leave the sandbox is out of it without a word, unless the default says otherwise.
        let leaves = elevated.level != Level::Off
            && elevated
                .listed
                .iter()
                .any(|listed| listed.channel == entrance.channel && listed.people.is_none());
        let run = commands.run(boxes.holds(entrance.session), leaves);
        let is_open = run.is_free() && taken(toolbox, asked).is_none();
        is_open.then(|| Opening {
            channel: entrance.channel.clone(),
            account: entrance.account.clone(),
            is_direct: entrance.is_direct,
            host: run.host,
        })
    };
    own.filter_map(opening).collect()
}

/// What takes the tool that runs commands.
fn taken(toolbox: &Toolbox<Value<'_>>, asked: Asked<'_>) -> Option<String> {
    let steps = toolbox.steps(asked);
    let (step, reason) = toolbox.takes(&steps, TOOL)?;
    Some(told(TOOL, &steps[step], &reason).why())
}

fn row(commands: &Commands<Value<'_>>, session: Session, run: Run, taken: Option<String>) -> CommandRow {
    let policy =
        [&commands.security.as_ref().map(|(_, path)| path), &commands.ask.as_ref().map(|(_, path)| path)];
    // Nobody is asked about commands in a sandbox.
    let policy = policy.into_iter().filter(|_| run.host != Host::Sandbox || run.is_denied());
    let host = commands.host.as_ref().map(|(_, path)| path);
    let mut decided_by: Vec<String> =
        host.into_iter().chain(policy.filter_map(|path| *path)).cloned().collect();
    decided_by.dedup();
    CommandRow {
        sessions: vec![session],
        taken,
        node: commands.node.as_ref().map(|(node, _)| node.clone()).filter(|_| run.host == Host::Node),
        run,
        decided_by,
    }
}

#[cfg(test)]
mod tests;
