//! Switches that take a protection away (docs/openclaw/security.md#switches).

use super::advice::{advise, risk};
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::syntax::{Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule {
        at: "hooks.{gmail,mappings[]}.allowUnsafeExternalContent",
        needs: &[Fact::Access],
        check: content,
    },
    Rule { at: "{tools.exec.applyPatch,tools.fs}.workspaceOnly", needs: &[Fact::Access], check: workspace },
    Rule {
        at: "browser.ssrfPolicy.dangerouslyAllowPrivateNetwork",
        needs: &[Fact::Access],
        check: private_network,
    },
    Rule { at: "gateway.controlUi.dangerouslyDisableDeviceAuth", needs: &[Fact::Access], check: devices },
    Rule { at: "browser.noSandbox", needs: &[Fact::Access], check: browser },
    Rule { at: "mcp.apps.enabled", needs: &[Fact::Access], check: apps },
    Rule {
        at: "plugins.entries.imap.config.accounts.*.senderAuth.{acceptTrustedAuthservId,min}",
        needs: &[Fact::Access],
        check: senders,
    },
    Rule { at: "security.audit.suppressions", needs: &[Fact::Access], check: suppressions },
];

const CODE: &str = "security-dangerous-switch";
const CHECK: &str = "config.insecure_or_dangerous_flags";

fn is(value: Value<'_>, wanted: bool) -> bool {
    value.scalar().and_then(Scalar::as_bool) == Some(wanted)
}

fn tell(place: &Place<'_>, found: &mut Vec<Finding>, message: &str) {
    advise(place, found, risk(CODE, place.value, message).answering(CHECK, Risk::Warn));
}

fn content(place: &Place<'_>, found: &mut Vec<Finding>) {
    if is(place.value, true) {
        tell(
            place,
            found,
            "what strangers send reaches the model without a mark that it is not from you, and may talk it into anything: remove this",
        );
    }
}

fn workspace(place: &Place<'_>, found: &mut Vec<Finding>) {
    if is(place.value, false) {
        tell(
            place,
            found,
            "agents may change files outside their workspace: remove this, or set it to `true`",
        );
    }
}

fn private_network(place: &Place<'_>, found: &mut Vec<Finding>) {
    if is(place.value, true) {
        tell(
            place,
            found,
            "a page can send the browser of an agent to machines in your own network: remove this, or allow single hosts",
        );
    }
}

fn senders(place: &Place<'_>, found: &mut Vec<Finding>) {
    let is_weak = place.text().is_some_and(|least| matches!(&*least, "unverified" | "mutable"));
    if is_weak || is(place.value, true) {
        tell(
            place,
            found,
            "mail whose sender nobody has proved reaches an agent: ask for proof, and let only mail from people you know through",
        );
    }
}

fn devices(place: &Place<'_>, found: &mut Vec<Finding>) {
    if is(place.value, true) {
        let message =
            "whoever has the secret of the gateway can use it from any device, without you: remove this";
        advise(place, found, risk(CODE, place.value, message));
    }
}

fn browser(place: &Place<'_>, found: &mut Vec<Finding>) {
    if is(place.value, true) {
        let message = "a page that breaks out of the browser is on this machine: remove this, where the browser starts without it";
        advise(place, found, risk(CODE, place.value, message));
    }
}

fn apps(place: &Place<'_>, found: &mut Vec<Finding>) {
    if is(place.value, true) {
        let message = "MCP servers may show pages of their own, which use the server's tools: keep this only for servers that you trust";
        advise(place, found, risk(CODE, place.value, message).answering("mcp.apps.enabled", Risk::Warn));
    }
}

fn suppressions(place: &Place<'_>, found: &mut Vec<Finding>) {
    if place.value.array().is_some_and(|list| list.count() > 0) {
        let message =
            "OpenClaw's audit ignores what is listed here: check now and then whether that is still right";
        let finding = risk("security-suppressed-check", place.value, message).on_owner();
        let finding = finding.answering("security.audit.suppressions.active", Risk::Info);
        advise(place, found, finding.answering(CHECK, Risk::Warn));
    }
}
