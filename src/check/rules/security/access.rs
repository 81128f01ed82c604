//! Who may write: channels that are open to anybody, and what the agents behind them can do
//! (docs/openclaw/security.md#who-may-write).

use super::advice::{advise, critical_if, risk};
use crate::check::rules::plain::is_true;
use crate::check::{Fact, Finding, Place, Risk, Rule, who_writes};
use crate::config::channel_access::{Open, Scope, access};
use crate::config::tool_access::reach;
use crate::syntax::{Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "channels.{*,*.accounts.*}", needs: &[Fact::Access, Fact::Exposure], check: open },
    Rule { at: "channels.*", needs: &[Fact::Access, Fact::Exposure], check: deep },
    Rule { at: "channels.*", needs: &[Fact::Access, Fact::Exposure], check: shared },
    Rule { at: "channels.{*,*.accounts.*}", needs: &[Fact::Access], check: names },
];

const OPEN: &str = "security-open-access";

/// What agents that anybody may write to can do, as OpenClaw's audit asks.
struct Reach {
    agents: u64,
    is_elevated: bool,
}

impl Reach {
    fn of(place: &Place<'_>) -> Self {
        let exposure = place.facts.exposure();
        let elevated = place.facts.get(&["tools", "elevated", "enabled"]).and_then(Value::scalar);
        let is_elevated = elevated.and_then(Scalar::as_bool) != Some(false);
        // One agent alone stands for the usual one where commands are let run.
        let exec = reach::EXEC | reach::FULL;
        let usual = if exposure.count == 1 { exposure.usual & !exec } else { exposure.usual };
        Self { agents: exposure.agents | usual, is_elevated }
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
    fn words(&self) -> &'static str {
        if self.has(reach::COMMANDS) {
            "and have an agent run commands outside a sandbox"
        } else if self.has(reach::CONTROL) {
            "and have an agent change plugins, settings or schedules"
        } else if self.has(reach::FILES) {
            "and have an agent read files outside a sandbox"
        } else {
            "and have an agent use its tools"
        }
    }
}

fn open(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(scope) = place.object().map(|own| Scope::channel(own, "")) else { return };
    let reach = Reach::of(place);
    for Open { value, is_direct } in scope.open() {
        let (who, instead) = if is_direct {
            (
                "anybody who finds the bot can write to it",
                "`pairing`, or `allowlist` with names in `allowFrom`",
            )
        } else {
            (
                "anybody in any group that has the bot can write to it",
                "`allowlist` with the groups and people you trust",
            )
        };
        let message = format!("{who}, {}: use {instead}", reach.words());
        let finding =
            risk(OPEN, value, message).answering("security.trust_model.multi_user_heuristic", Risk::Warn);
        advise(place, found, reach.answers(finding));
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

/// Several people write, though not anybody.
fn shared(place: &Place<'_>, found: &mut Vec<Finding>) {
    let bits = place.object().map_or(0, |channel| who_writes(channel, &place.key()));
    if bits & access::OPEN == 0 && bits & access::SEVERAL != 0 {
        let message = "several people seem to write here, and OpenClaw trusts them all: if they do not trust one another, give each a gateway of their own";
        let finding = risk("security-shared-bot", place.value, message).on_owner();
        advise(place, found, finding.answering("security.trust_model.multi_user_heuristic", Risk::Warn));
    }
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
