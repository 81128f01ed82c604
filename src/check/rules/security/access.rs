//! Who may write: channels that are open to anybody, and what the agents behind them can do
//! (docs/openclaw/security.md#who-may-write).

use super::advice::{advise, advise_as, critical_if, risk};
use crate::check::rules::plain::is_true;
use crate::check::{Fact, Finding, Place, Risk, Rule, total, who_writes};
use crate::config::access::{Account, Channel, Conversation, Senders};
use crate::config::channel_access::{Open, Scope, access};
use crate::config::tool_access::reach;
use crate::syntax::{Entry, Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "channels.*", needs: &[Fact::Access, Fact::Exposure], check: open },
    Rule { at: "channels.*", needs: &[Fact::Access, Fact::Exposure], check: deep },
    Rule { at: "channels.*", needs: &[Fact::Access, Fact::Exposure], check: shared },
    Rule { at: "channels.{*,*.accounts.*}", needs: &[Fact::Access], check: names },
];

const OPEN: &str = "security-open-access";

/// What agents that anybody may write to can do, as OpenClaw's audit asks.
struct Reach {
    agents: u64,
    is_elevated: bool,
    /// Whether there is one agent at most.
    is_alone: bool,
}

impl Reach {
    fn of(place: &Place<'_>) -> Self {
        let exposure = place.facts.exposure();
        let elevated = place.facts.get(&["tools", "elevated", "enabled"]).and_then(Value::scalar);
        let is_elevated = elevated.and_then(Scalar::as_bool) != Some(false);
        // One agent alone stands for the usual one where commands are let run.
        let exec = reach::EXEC | reach::FULL;
        let usual = if exposure.count == 1 { exposure.usual & !exec } else { exposure.usual };
        Self { agents: exposure.agents | usual, is_elevated, is_alone: exposure.count <= 1 }
    }

    fn has(&self, bit: u64) -> bool {
        self.agents & bit != 0
    }

    /// The checks that fail because somebody may write.
    fn answers(&self, mut finding: Finding) -> Finding {
        if self.is_elevated {
            finding = finding.answering("security.exposure.open_groups_with_elevated", Risk::Critical);
        }
        if self.has(reach::COMMANDS | reach::FILES) {
            let risk = critical_if(self.has(reach::COMMANDS));
            finding = finding.answering("security.exposure.open_groups_with_runtime_or_fs", risk);
        }
        if self.has(reach::CONTROL) {
            let check = "security.exposure.open_groups_with_control_plane_tools";
            finding = finding.answering(check, Risk::Critical);
        }
        self.exec(finding)
    }

    fn exec(&self, finding: Finding) -> Finding {
        if !self.has(reach::EXEC) {
            return finding;
        }
        let risk = critical_if(self.has(reach::FULL));
        finding.answering("security.exposure.open_channels_with_exec", risk)
    }

    /// The worst of it, in words.
    fn words(&self) -> String {
        let what = if self.has(reach::COMMANDS) {
            "runs commands outside a sandbox"
        } else if self.has(reach::CONTROL) {
            "changes plugins, settings or schedules"
        } else if self.has(reach::FILES) {
            "reads files outside a sandbox"
        } else {
            "uses its tools"
        };
        format!(
            "and {} {what} for whoever asks",
            if self.is_alone { "its agent" } else { "an agent behind it" }
        )
    }
}

/// The policies of a channel and of its accounts that say `open`.
fn open(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(channel) = place.object() else { return };
    let reach = Reach::of(place);
    tell(place, &reach, (channel, None), found);
    let accounts = channel.get("accounts").and_then(Value::object);
    let Some(accounts) = accounts.filter(|all| total(*all, 0x6f70_656e, has_open) > 0) else { return };
    for entry in accounts.members() {
        if let (Some(key), Some(own)) = (entry.key(), entry.value().and_then(Value::object)) {
            tell(place, &reach, (own, Some(&key)), found);
        }
    }
}

/// Whether an account lets anybody write by a policy of its own.
fn has_open(entry: Entry<'_>) -> u64 {
    let own = entry.value().and_then(Value::object);
    u64::from(own.is_some_and(|own| Scope::channel(own, "").open().next().is_some()))
}

/// Tells of the policies of a channel, or of the account of this name.
fn tell(
    place: &Place<'_>,
    reach: &Reach,
    (own, account): (Node<'_>, Option<&str>),
    found: &mut Vec<Finding>,
) {
    let Some(channel) = place.object() else { return };
    let is_whole = place.is_whole(own) && place.is_whole(channel);
    for Open { value, is_direct } in Scope::channel(own, "").open() {
        let really =
            if is_whole { Really::of(&settings(place, channel, account), is_direct) } else { Really::Open };
        let finding = risk(OPEN, value, really.words(is_direct, reach))
            .answering("security.trust_model.multi_user_heuristic", Risk::Warn);
        let finding = reach.answers(finding);
        match really {
            Really::Open => advise(place, found, finding),
            Really::Off | Really::Named | Really::Listed => advise_as(place, found, finding, Risk::Warn),
        }
    }
}

/// The settings that count for an account, or for the channel itself.
fn settings<'t>(place: &Place<'t>, channel: Node<'t>, account: Option<&str>) -> Account<Value<'t>> {
    let accounts = channel.get("accounts").and_then(Value::object);
    let is_alone = accounts.is_none_or(|all| all.count() <= 1);
    let groups = place.facts.get(&["accessGroups"]);
    Channel::account_of(Value::Node(channel), &place.key(), account, is_alone, groups)
}

/// A conversation that no setting names: between two, or of a group.
fn anywhere(is_direct: bool) -> Conversation {
    if is_direct { Conversation::direct() } else { Conversation::group(None) }
}

/// Who writes there where anybody may.
fn strangers(is_direct: bool) -> &'static str {
    if is_direct { "anybody who finds the bot" } else { "anybody in any group that has the bot" }
}

/// What becomes of a policy that says `open`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Really {
    /// Anybody gets in.
    Open,
    /// Anybody would, if the channel or account were on.
    Off,
    /// Anybody gets in where groups are named, and nobody elsewhere.
    Named,
    /// Only those on a list get in, or nobody.
    Listed,
}

impl Really {
    fn of(settings: &Account<Value<'_>>, is_direct: bool) -> Self {
        let is_open = |conversation: &Conversation| match settings.gate(conversation).senders {
            Senders::Anyone => true,
            // What a variable holds is not known.
            Senders::Only(list) => list.variables > 0,
            Senders::Nobody => false,
        };
        let mut named = settings.places().into_iter().map(|place| place.conversation);
        if settings.is_off() {
            Self::Off
        } else if is_open(&anywhere(is_direct)) {
            Self::Open
        } else if !is_direct && named.any(|named| !named.is_direct && is_open(&named)) {
            Self::Named
        } else {
            Self::Listed
        }
    }

    /// The sentence of the finding.
    fn words(self, is_direct: bool, reach: &Reach) -> String {
        let instead = if is_direct {
            "use `pairing`, or `allowlist` with names in `allowFrom`"
        } else {
            "use `allowlist` with the groups and people you trust"
        };
        let (who, what) = (strangers(is_direct), reach.words());
        match self {
            Self::Open => format!("{who} can write to it, {what}: {instead}"),
            Self::Off => format!("once it is switched on, {who} can write to it, {what}: {instead}"),
            Self::Named => format!("anybody in the groups that are named can write to it, {what}: {instead}"),
            Self::Listed => format!(
                "`open` reads as anybody, and OpenClaw's audit takes it so, but only those who are listed get through: {instead}"
            ),
        }
    }
}

/// A policy further below, such as that of a group.
fn deep(place: &Place<'_>, found: &mut Vec<Finding>) {
    let bits = place.object().map_or(0, |channel| who_writes(channel, &place.key()));
    let reach = Reach::of(place);
    if bits & access::OPEN == 0 && bits & access::DEEP != 0 && reach.has(reach::EXEC) {
        let message = "anybody in some of its groups can write to the bot, and agents run commands: name the people instead of `open`";
        advise(place, found, reach.exec(risk(OPEN, place.value, message).on_owner()));
    }
}

/// Several people write, or anybody though no policy says so.
fn shared(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(channel) = place.object() else { return };
    let bits = who_writes(channel, &place.key());
    if bits & access::OPEN != 0 || bits & access::SEVERAL == 0 {
        return;
    }
    let several = "several people seem to write here, and OpenClaw trusts them all: if they do not trust one another, give each a gateway of their own";
    let (code, message) = match open_by_lists(place, channel) {
        Some(is_direct) => (OPEN, by_lists(is_direct)),
        None => ("security-shared-bot", several.to_owned()),
    };
    let finding = risk(code, place.value, message).on_owner();
    advise(place, found, finding.answering("security.trust_model.multi_user_heuristic", Risk::Warn));
}

/// Whether the lists of a channel that is on let anybody in: by direct messages, or else in groups.
fn open_by_lists(place: &Place<'_>, channel: Node<'_>) -> Option<bool> {
    let settings = settings(place, channel, None);
    let is_judged = !settings.is_off() && place.is_whole(channel);
    let is_open = |is_direct: &bool| is_judged && settings.gate(&anywhere(*is_direct)).is_for_anyone();
    [true, false].into_iter().find(is_open)
}

fn by_lists(is_direct: bool) -> String {
    let instead = if is_direct { "those whom you trust" } else { "groups or people that you trust" };
    format!("{} can write to it, by `\"*\"`: list {instead}", strangers(is_direct))
}

/// People are recognised by names that they can change.
fn names(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(scope) = place.object().filter(|scope| is_true(*scope, "dangerouslyAllowNameMatching")) else {
        return;
    };
    let Some(value) = scope.get("dangerouslyAllowNameMatching") else { return };
    let message = "people are admitted by names that anybody can take: list their ids, and remove this";
    advise(place, found, risk("security-name-matching", value, message));
}
