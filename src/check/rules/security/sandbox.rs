//! Sandboxes: switched off, shared, or with holes (docs/openclaw/security.md#sandboxes).

use super::exec::access_of;
use super::{advise, risk, texts};
use crate::check::rules::plain::{is_true, text};
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::config::tool_access::reach;
use crate::config::tool_policy::Boxing;
use crate::syntax::{Node, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.defaults.sandbox", needs: &[Fact::Access, Fact::Exposure], check: usual },
    Rule { at: "agents.entries.*", needs: &[Fact::Access], check: own },
    Rule { at: "agents.{defaults,entries.*}.sandbox.docker", needs: &[Fact::Access], check: docker },
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
    let is_off = access_of(place.facts).agent(None).boxing == Boxing::Off;
    if is_off && place.facts.exposure().agents & reach::BOXED == 0 {
        tell_off(place, docker, found);
    }
}

fn own(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(entry) = place.object() else { return };
    let Some(docker) = docker_of(entry.get("sandbox").and_then(Value::object)) else { return };
    if access_of(place.facts).agent(Some(entry)).boxing == Boxing::Off {
        tell_off(place, docker, found);
    }
}

fn tell_off(place: &Place<'_>, docker: Node<'_>, found: &mut Vec<Finding>) {
    let message = "the sandbox is off, so none of this holds and everything runs on the host: set `sandbox.mode` to `non-main` or `all`";
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
            let message = "the sandbox sees a folder of the system, and with the socket of Docker it is the host: bind only folders of your project";
            advise(place, found, risk(HOLE, value, message).answering("sandbox.dangerous_bind_mount", Risk::Critical));
        }
    }
    let network = docker.get("network").filter(|value| {
        text(*value).is_some_and(|name| name.trim().to_lowercase().starts_with("container:"))
    });
    if let Some(value) = network {
        let message = "the sandbox is in the network of another container, and reaches what that reaches: use `none` or `bridge`";
        advise(place, found, risk(HOLE, value, message).answering("sandbox.dangerous_network_mode", Risk::Critical));
    }
    for key in [
        "dangerouslyAllowReservedContainerTargets",
        "dangerouslyAllowExternalBindSources",
        "dangerouslyAllowContainerNamespaceJoin",
    ] {
        let Some(value) = docker.get(key).filter(|_| is_true(docker, key)) else { continue };
        let message = "this lets the sandbox have what OpenClaw keeps from it for good reason: remove it when it is not needed";
        advise(place, found, risk(HOLE, value, message).answering("config.insecure_or_dangerous_flags", Risk::Warn));
    }
}

fn scope(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|scope| scope == "shared") {
        let message = "all agents and sessions are in one container, and see one another's files: use `agent` or `session`";
        advise(place, found, risk("security-shared-sandbox", place.value, message));
    }
}
