//! What the gateway lets others do over HTTP (docs/openclaw/security.md#tools-over-http).

use super::advice::{advise, bind, critical_if, risk, tailscale};
use crate::check::rules::plain::text;
use crate::check::{Fact, Finding, Place, Rule};

pub(super) const RULES: &[Rule] =
    &[Rule { at: "gateway.tools.allow[]", needs: &[Fact::Access, Fact::Gateway], check: allowed }];

/// The tools that OpenClaw keeps from HTTP unless they are named.
const KEPT: [&str; 21] = [
    "exec",
    "spawn",
    "shell",
    "fs_write",
    "fs_delete",
    "fs_move",
    "apply_patch",
    "terminal",
    "portal",
    "sessions_spawn",
    "sessions_send",
    "conversations_list",
    "conversations_send",
    "conversations_turn",
    "automations",
    "gateway",
    "plugins",
    "nodes",
    "computer",
    "mobile_ui",
    "openclaw",
];

fn allowed(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(name) = text(place.value).map(|name| name.trim().to_lowercase()) else { return };
    if !KEPT.contains(&&*name) {
        return;
    }
    let is_exposed = bind(place.facts) != "loopback" || tailscale(place.facts) == "funnel";
    let message = format!(
        "whoever has the gateway's secret can use `{name}` over HTTP, bypassing every agent: remove it, or keep the gateway on this machine"
    );
    let finding = risk("security-http-tools", place.value, message);
    advise(
        place,
        found,
        finding.answering("gateway.tools_invoke_http.dangerous_allow", critical_if(is_exposed)),
    );
}
