//! Sandboxes: switched off, shared, or with holes (docs/openclaw/security.md#sandboxes).

use super::advice::{advise, risk, texts};
use super::exec::access_of;
use crate::check::rules::plain::{is_true, text};
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::config::tool_access::reach;
use crate::config::tools::Sandbox;
use crate::syntax::{Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.defaults.sandbox", needs: &[Fact::Access, Fact::Exposure], check: usual },
    Rule { at: "agents.entries.*", needs: &[Fact::Access], check: own },
    Rule { at: "agents.{defaults,entries.*}.sandbox.docker", needs: &[Fact::Access], check: docker },
    Rule { at: "agents", needs: &[Fact::Access, Fact::Exposure], check: missing },
    Rule {
        at: "agents.{defaults,entries.*}.sandbox.workspaceAccess",
        needs: &[Fact::Access],
        check: workspace,
    },
    Rule { at: "agents.{defaults,entries.*}.sandbox.docker", needs: &[Fact::Access], check: loose },
    Rule { at: "agents.{defaults,entries.*}.sandbox.scope", needs: &[Fact::Access], check: scope },
];

const HOLE: &str = "security-sandbox-hole";
const OFF: &str = "security-sandbox-off";

/// Folders of the host that no sandbox should see.
const BLOCKED: [&str; 10] = [
    "/etc",
    "/private/etc",
    "/proc",
    "/sys",
    "/dev",
    "/root",
    "/boot",
    "/run",
    "/var/run",
    "/private/var/run",
];

fn docker_of(sandbox: Option<Node<'_>>) -> Option<Node<'_>> {
    sandbox?.get("docker")?.object().filter(|docker| docker.count() > 0)
}

fn usual(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(docker) = docker_of(place.object()) else { return };
    let is_off = access_of(place.facts).agent(None).boxing == Sandbox::Off;
    if is_off && place.facts.exposure().agents & reach::BOXED == 0 {
        tell_off(place, docker, found);
    }
}

fn own(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(entry) = place.object() else { return };
    let Some(docker) = docker_of(entry.get("sandbox").and_then(Value::object)) else { return };
    if access_of(place.facts).agent(Some(entry)).boxing == Sandbox::Off {
        tell_off(place, docker, found);
    }
}

fn tell_off(place: &Place<'_>, docker: Node<'_>, found: &mut Vec<Finding>) {
    let message = "the sandbox is off, so none of this applies and everything runs on the host: set `sandbox.mode` to `non-main` or `all`";
    let finding = risk(OFF, Value::Node(docker), message).on_owner();
    advise(place, found, finding.answering("sandbox.docker_config_mode_off", Risk::Warn));
}

/// The path on the host of a bind, without doubled slashes, `.` and `..`.
fn source(bind: &str) -> Option<String> {
    let path = bind.split(':').next().filter(|path| path.starts_with('/'))?;
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(format!("/{}", parts.join("/")))
}

/// Whether a folder is in one that is blocked, or holds one.
fn is_blocked(source: &str) -> bool {
    let inside = |inner: &str, outer: &str| inner == outer || inner.starts_with(&format!("{outer}/"));
    source == "/" || BLOCKED.iter().any(|blocked| inside(source, blocked) || inside(blocked, source))
}

fn docker(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(docker) = place.object() else { return };
    for (value, bind) in texts(docker.get("binds")) {
        if source(&bind).is_some_and(|source| is_blocked(&source)) {
            let message = "the sandbox sees a system folder, and with Docker's socket it controls the host: bind only folders of your project";
            advise(
                place,
                found,
                risk(HOLE, value, message).answering("sandbox.dangerous_bind_mount", Risk::Critical),
            );
        }
    }
    let network = docker.get("network").filter(|value| {
        text(*value).is_some_and(|name| name.trim().to_lowercase().starts_with("container:"))
    });
    if let Some(value) = network {
        let message = "the sandbox is in the network of another container, and reaches what that reaches: use `none` or `bridge`";
        advise(
            place,
            found,
            risk(HOLE, value, message).answering("sandbox.dangerous_network_mode", Risk::Critical),
        );
    }
    for key in [
        "dangerouslyAllowReservedContainerTargets",
        "dangerouslyAllowExternalBindSources",
        "dangerouslyAllowContainerNamespaceJoin",
    ] {
        let Some(value) = docker.get(key).filter(|_| is_true(docker, key)) else { continue };
        let message = "this lets the sandbox have what OpenClaw keeps from it for good reason: remove it when it is not needed";
        advise(
            place,
            found,
            risk(HOLE, value, message).answering("config.insecure_or_dangerous_flags", Risk::Warn),
        );
    }
}

fn scope(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|scope| scope == "shared") {
        let message = "all agents and sessions are in one container, and see one another's files: use `agent` or `session`";
        advise(place, found, risk("security-shared-sandbox", place.value, message));
    }
}

/// No session of any agent is in a sandbox, and commands are run.
fn missing(place: &Place<'_>, found: &mut Vec<Finding>) {
    let exposure = place.facts.exposure();
    let all = exposure.agents | exposure.usual;
    let Some(agents) = place.object().filter(|agents| place.is_whole(*agents)) else { return };
    if all & reach::BOXED != 0 || all & reach::COMMANDS == 0 {
        return;
    }
    let sandbox = agents.get("defaults").and_then(|defaults| defaults.get("sandbox"));
    let mode = sandbox.and_then(|sandbox| sandbox.get("mode"));
    let message = "agents run commands on this machine as you: where strangers or pages are read, set `agents.defaults.sandbox.mode` to `non-main` or `all`";
    let finding = risk("security-no-sandbox", mode.unwrap_or(place.value), message).on_owner();
    advise(place, found, finding);
}

const LOOSE: &str = "security-loose-sandbox";

fn workspace(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|access| access == "rw") {
        let message = "what runs in the sandbox can change the workspace, and what is changed there runs outside of it: use `ro` or `none`, where agents need not write";
        advise(place, found, risk(LOOSE, place.value, message));
    }
}

fn loose(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(docker) = place.object() else { return };
    let root = docker.get("user").filter(|value| {
        text(*value).is_some_and(|user| matches!(user.split(':').next(), Some("0" | "root")))
    });
    let writable =
        docker.get("readOnlyRoot").filter(|value| value.scalar().and_then(Scalar::as_bool) == Some(false));
    let kept = docker.get("capDrop").filter(|value| {
        value.array().is_some() && !texts(Some(*value)).any(|(_, name)| name.eq_ignore_ascii_case("all"))
    });
    let messages = [
        (root, "what runs in the sandbox is root there, which makes it easier to leave: use another user"),
        (writable, "what runs in the sandbox can change the programs in it: remove this"),
        (kept, "what runs in the sandbox keeps rights that it does not need: drop `ALL`"),
    ];
    for (value, message) in messages {
        if let Some(value) = value {
            advise(place, found, risk(LOOSE, value, message));
        }
    }
}
