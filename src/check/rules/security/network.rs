//! Who finds and reaches the gateway over networks (docs/openclaw/security.md#networks).

use super::advice::{advise, bind, critical_if, risk};
use crate::check::rules::plain::text;
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::syntax::Scalar;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway.tailscale.mode", needs: &[Fact::Access], check: tailscale },
    Rule { at: "gateway.bind", needs: &[Fact::Access, Fact::Gateway], check: far },
    Rule { at: "gateway.remote.url", needs: &[Fact::Access], check: remote },
    Rule { at: "discovery.mdns.mode", needs: &[Fact::Access, Fact::Gateway], check: mdns },
    Rule {
        at: "gateway.http.endpoints.{chatCompletions,responses}.enabled",
        needs: &[Fact::Access],
        check: endpoint,
    },
];

const EXPOSED: &str = "security-network-exposure";

fn tailscale(place: &Place<'_>, found: &mut Vec<Finding>) {
    let finding = match text(place.value).as_deref() {
        Some("funnel") => {
            let message = "the whole internet reaches the gateway: use `serve`, which only your own devices reach, or keep the password long and its users few";
            risk(EXPOSED, place.value, message).answering("gateway.tailscale_funnel", Risk::Critical)
        }
        Some("serve") => {
            let message = "everybody in your tailnet reaches the gateway: let in only devices that you trust";
            risk(EXPOSED, place.value, message).answering("gateway.tailscale_serve", Risk::Info)
        }
        _ => return,
    };
    advise(place, found, finding);
}

fn mdns(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|mode| mode == "full") {
        let message = "every device in the local network learns where OpenClaw is installed on this machine and on which port it is managed: use `minimal` or `off`";
        let risk_here = critical_if(bind(place.facts) != "loopback");
        advise(
            place,
            found,
            risk(EXPOSED, place.value, message).answering("discovery.mdns_full_mode", risk_here),
        );
    }
}

fn endpoint(place: &Place<'_>, found: &mut Vec<Finding>) {
    if place.value.scalar().and_then(Scalar::as_bool) == Some(true) {
        let message = "whoever has the gateway's secret can write into any session over HTTP: give it only to those who may";
        let finding = risk("security-http-tools", place.value, message);
        advise(place, found, finding.answering("gateway.http.session_key_override_enabled", Risk::Info));
    }
}

/// That a gateway without a login does not start there is told by another rule.
fn far(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(bind) = text(place.value) else { return };
    let host = place.facts.get(&["gateway", "customBindHost"]).and_then(text);
    let is_here = bind == "custom" && host.is_some_and(|host| host.trim().starts_with("127."));
    if matches!(&*bind, "lan" | "tailnet" | "auto" | "custom") && !is_here {
        let message =
            "others in the network can reach the gateway: restrict its port to the machines that need it";
        advise(place, found, risk(EXPOSED, place.value, message));
    }
}

fn remote(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(written) = text(place.value) else { return };
    let url = written.trim().to_lowercase();
    let Some(rest) = url.strip_prefix("ws://") else { return };
    let is_here = ["localhost", "127.", "[::1]"].iter().any(|host| rest.starts_with(host));
    if !is_here {
        let message = "what goes to that gateway can be read on the way, its secret included: use `wss://`, or a tunnel";
        advise(place, found, risk(EXPOSED, place.value, message));
    }
}
