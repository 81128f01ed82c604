//! How commands run (docs/openclaw/security.md#commands).

use super::advice::{advise, critical_if, risk, texts};
use crate::check::rules::plain::{member_text, text};
use crate::check::{Fact, Facts, Finding, Place, Risk, Rule};
use crate::config::channel_access::access;
use crate::config::exec::Security;
use crate::config::tool_access::{Access, AgentAccess, reach};
use crate::config::tools::Sandbox;
use crate::syntax::{Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "tools", needs: &[Fact::Access, Fact::Exposure], check: global },
    Rule { at: "agents.entries.*", needs: &[Fact::Access, Fact::Exposure], check: own },
    Rule { at: "agents.defaults.skills", needs: &[Fact::Access, Fact::Exposure], check: default_skills },
    Rule { at: "agents.entries.*.tools.profile", needs: &[Fact::Access], check: profile },
    Rule { at: "tools.elevated.allowFrom.*", needs: &[Fact::Access], check: elevated },
];

const FULL: &str = "security-full-exec";
const SANDBOX_OFF: &str = "security-sandbox-off";

/// The most people that OpenClaw's audit thinks few.
const FEW: usize = 25;

pub(super) fn access_of<'t>(facts: &Facts<'t>) -> Access<'t> {
    Access::of(facts.root().and_then(Value::object))
}

fn global(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(tools) = place.object() else { return };
    let agent = access_of(place.facts).agent(None);
    let exec = tools.get("exec").and_then(Value::object);
    // One agent alone takes the place of the usual one.
    let is_alone = place.facts.exposure().count == 1;
    if let Some(value) = exec.and_then(security).filter(|_| agent.written_security() == Security::Full) {
        full(place, value, is_alone && !inherits(place.facts), found);
    }
    if let Some(exec) = exec {
        host(place, exec, &agent, "tools.exec.host_sandbox_no_sandbox_defaults", found);
    }
    if agent.writes_by_shell_only() {
        shell(
            place,
            tools.get("deny").or_else(|| tools.get("profile")).or_else(|| tools.get("allow")),
            found,
        );
    }
}

/// Whether the agents, seen together, let every command run.
fn inherits(facts: &Facts<'_>) -> bool {
    facts.exposure().agents & reach::FULL != 0
}

/// The value that says how commands are let run.
fn security(exec: Node<'_>) -> Option<Value<'_>> {
    exec.get("mode").or_else(|| exec.get("security"))
}

fn full(place: &Place<'_>, value: Value<'_>, is_overruled: bool, found: &mut Vec<Finding>) {
    if is_overruled {
        return;
    }
    let is_open = place.facts.exposure().channels & access::DEEP != 0;
    let message = if is_open {
        "every command runs without asking, and anybody can write to the bot: use `ask` or `allowlist`, and close what is open"
    } else {
        "every command runs without asking, whatever a message or page talks the model into: use `ask` or `allowlist`"
    };
    advise(
        place,
        found,
        risk(FULL, value, message).answering("tools.exec.security_full_configured", critical_if(is_open)),
    );
}

fn host(place: &Place<'_>, exec: Node<'_>, agent: &AgentAccess<'_>, check: &str, found: &mut Vec<Finding>) {
    let Some(value) = exec.get("host").filter(|value| text(*value).is_some_and(|host| host == "sandbox"))
    else {
        return;
    };
    if agent.boxing == Sandbox::Off {
        let message = "there is no sandbox, so every command fails: set `sandbox.mode`, or use `gateway`";
        advise(place, found, risk(SANDBOX_OFF, value, message).answering(check, Risk::Warn));
    }
}

fn shell(place: &Place<'_>, value: Option<Value<'_>>, found: &mut Vec<Finding>) {
    let message = "the tools that write files are denied, but the shell can still write them: deny `exec` and `process` too, or use `sandbox.mode: \"all\"` with `workspaceAccess: \"ro\"`";
    let finding = risk("security-writing-shell", value.unwrap_or(place.value), message).on_owner();
    advise(place, found, finding.answering("tools.exec.fs_tools_disabled_but_exec_enabled", Risk::Warn));
}

fn own(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(entry) = place.object() else { return };
    let agent = access_of(place.facts).agent(Some(entry));
    let tools = entry.get("tools").and_then(Value::object);
    let exec = tools.and_then(|tools| tools.get("exec")?.object());
    let own = exec.and_then(security);
    // What it takes from `tools` is told of there.
    if let Some(value) = own.filter(|_| agent.written_security() == Security::Full) {
        full(place, value, false, found);
    }
    if let Some(exec) = exec {
        host(place, exec, &agent, "tools.exec.host_sandbox_no_sandbox_agents", found);
    }
    if agent.writes_by_shell_only() {
        let at = tools.and_then(|tools| ["deny", "profile", "allow"].iter().find_map(|key| tools.get(key)));
        let usual = access_of(place.facts).agent(None).writes_by_shell_only();
        if at.is_some() || !usual {
            shell(place, at, found);
        }
    }
    skills(place, entry, &agent, found);
}

const SKILLS: &str = "security-skill-boundary";

/// A list of skills hides the other skills, and commands on the host reach all servers all the same.
fn skills(place: &Place<'_>, entry: Node<'_>, agent: &AgentAccess<'_>, found: &mut Vec<Finding>) {
    let own = entry.get("skills");
    let has_list = own.is_some() || place.facts.get(&["agents", "defaults", "skills"]).is_some();
    if !has_list || !agent.runs_on_host() || !place.facts.exposure().has_servers {
        return;
    }
    let finding = risk(SKILLS, own.unwrap_or(place.value), SKILLS_MESSAGE).on_owner();
    let finding = finding.answering("tools.exec.agent_skill_mcp_boundary_drift", Risk::Warn);
    let usual = access_of(place.facts).agent(None).runs_on_host();
    advise(place, found, if own.is_none() && usual { finding.silent() } else { finding });
}

const SKILLS_MESSAGE: &str = "a list of skills is not a boundary: commands on the host still reach every MCP server; deny `exec`, or run the agent in a sandbox";

fn default_skills(place: &Place<'_>, found: &mut Vec<Finding>) {
    if access_of(place.facts).agent(None).runs_on_host() && place.facts.exposure().has_servers {
        let finding = risk(SKILLS, place.value, SKILLS_MESSAGE).on_owner();
        advise(place, found, finding.answering("tools.exec.agent_skill_mcp_boundary_drift", Risk::Warn));
    }
}

fn profile(place: &Place<'_>, found: &mut Vec<Finding>) {
    let global = place.facts.object(&["tools"]).and_then(|tools| member_text(tools, "profile"));
    let own = text(place.value).filter(|own| own != "minimal" && !own.is_empty());
    if global.is_some_and(|global| global == "minimal") && own.is_some() {
        let message = "this agent has more tools than `tools.profile: \"minimal\"` leaves the others: remove it unless that is meant";
        let finding = risk("security-wider-profile", place.value, message);
        advise(place, found, finding.answering("tools.profile_minimal_overridden", Risk::Warn));
    }
}

fn elevated(place: &Place<'_>, found: &mut Vec<Finding>) {
    let enabled = place.facts.get(&["tools", "elevated", "enabled"]).and_then(Value::scalar);
    if enabled.and_then(Scalar::as_bool) == Some(false) {
        return;
    }
    let channel = place.key();
    let list = place.value.array();
    if let Some((value, _)) = texts(Some(place.value)).find(|(_, name)| name == "*") {
        let message =
            "everybody who may write there can have commands run outside the sandbox: name the people";
        let check = format!("tools.elevated.allowFrom.{channel}.wildcard");
        advise(place, found, risk("security-elevated", value, message).answering(check, Risk::Critical));
    } else if list.is_some_and(|list| list.count() > FEW) {
        let message =
            "many people can have commands run outside the sandbox: keep the list to those who need it";
        let check = format!("tools.elevated.allowFrom.{channel}.large");
        advise(
            place,
            found,
            risk("security-elevated", place.value, message).on_owner().answering(check, Risk::Warn),
        );
    }
}
