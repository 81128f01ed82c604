//! Commands of nodes: phones and other machines that are paired (docs/openclaw/security.md#nodes).

use super::advice::{advise, critical_if, is_exposed, risk, texts};
use crate::check::rules::plain::text;
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::schema::format::trim;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "gateway.nodes.commands.allow[]", needs: &[Fact::Access, Fact::Gateway], check: allowed },
    Rule { at: "gateway.nodes.commands.deny[]", needs: &[Fact::Access, Fact::Gateway], check: denied },
];

const CODE: &str = "security-node-commands";

/// Commands that look, listen, send or change something.
const DANGEROUS: [&str; 10] = [
    "camera.snap",
    "camera.clip",
    "camera.ptz.control",
    "screen.record",
    "contacts.add",
    "calendar.add",
    "reminders.add",
    "sms.send",
    "sms.search",
    "health.summary",
];

/// The other commands of nodes.
const HARMLESS: [&str; 38] = [
    "agent.cli.claude.run.v1",
    "browser.proxy",
    "browser.proxy.upload.v1",
    "calendar.events",
    "callLog.search",
    "camera.list",
    "camera.ptz.status",
    "computer.act",
    "contacts.search",
    "desktop.stream",
    "device.apps",
    "device.health",
    "device.info",
    "device.permissions",
    "device.status",
    "fs.listDir",
    "location.get",
    "mcp.tools.call.v1",
    "mobile.ui.act",
    "mobile.ui.observe",
    "motion.activity",
    "motion.pedometer",
    "notifications.actions",
    "notifications.list",
    "photos.latest",
    "reminders.list",
    "screen.snapshot",
    "system.execApprovals.get",
    "system.execApprovals.set",
    "system.notify",
    "system.run",
    "system.run.prepare",
    "system.which",
    "talk.ptt.cancel",
    "talk.ptt.once",
    "talk.ptt.start",
    "talk.ptt.stop",
    "terminal.upload",
];

/// Commands of watches.
const WATCH: [&str; 2] = ["watch.notify", "watch.status"];

fn is_listed(place: &Place<'_>, list: &str, name: &str) -> bool {
    texts(place.facts.get(&["gateway", "nodes", "commands", list])).any(|(_, listed)| listed == name)
}

fn allowed(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(written) = text(place.value) else { return };
    let name = trim(&written);
    if DANGEROUS.contains(&name) && !is_listed(place, "deny", name) {
        let message = format!(
            "agents can use `{name}` on your phones and other nodes, without anybody there agreeing: remove it where it is not needed"
        );
        let finding = risk(CODE, place.value, message);
        let risk = critical_if(is_exposed(place.facts));
        advise(place, found, finding.answering("gateway.nodes.allow_commands_dangerous", risk));
    }
}

/// Only whole names are compared.
fn is_pattern(name: &str) -> bool {
    name.contains(|letter: char| "?*[]{}(),|".contains(letter) || letter.is_whitespace())
        || name.starts_with(['/', '^'])
        || name.ends_with(['/', '$'])
        || name.contains("group:")
}

fn denied(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(written) = text(place.value) else { return };
    let name = trim(&written);
    let is_known = || {
        DANGEROUS.contains(&name)
            || HARMLESS.contains(&name)
            || WATCH.contains(&name)
            || is_listed(place, "allow", name)
    };
    if name.is_empty() || !is_pattern(name) && is_known() {
        return;
    }
    let message = if is_pattern(name) {
        "this denies nothing: only whole names of commands are compared, such as `system.run`"
    } else {
        "no node has a command of this name, so this denies nothing: see the names in `openclaw nodes`"
    };
    let finding = risk(CODE, place.value, message);
    advise(place, found, finding.answering("gateway.nodes.deny_commands_ineffective", Risk::Warn));
}
