//! Who sees whose sessions (docs/openclaw/security.md#sessions).

use super::advice::{advise, risk};
use crate::check::rules::plain::text;
use crate::check::{Fact, Finding, Place, Risk, Rule};
use crate::config::channel_access::access;
use crate::config::tool_access::reach;
use crate::syntax::{Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents", needs: &[Fact::Access, Fact::Exposure], check: agents },
    Rule { at: "session.groupScope", needs: &[Fact::Access], check: scope },
    Rule { at: "session.dmScope", needs: &[Fact::Access], check: direct },
    Rule { at: "bindings[]", needs: &[Fact::Access], check: binding },
];

const SHARED: &str = "security-shared-sessions";

fn agents(place: &Place<'_>, found: &mut Vec<Finding>) {
    let facts = place.facts;
    let exposure = facts.exposure();
    let visibility = facts.get(&["tools", "sessions", "visibility"]).and_then(Value::as_str);
    let narrow = visibility
        .is_some_and(|word| matches!(word.trim().to_lowercase().as_str(), "self" | "tree" | "agent"));
    let between = facts.object(&["tools", "agentToAgent"]);
    let is_off =
        between.and_then(|node| node.get("enabled")?.scalar()).and_then(Scalar::as_bool) == Some(false);
    let has_list = between.and_then(|node| node.get("allow")?.array()).is_some_and(|list| list.count() > 0);
    if exposure.count < 2 || narrow || is_off || has_list || exposure.agents & reach::SESSIONS == 0 {
        return;
    }
    let differs =
        exposure.agents & (reach::BOXED | reach::RESTRICTED) != 0 || exposure.channels & access::SEVERAL != 0;
    let message = if differs {
        "these agents are trusted differently, and each reads the sessions of all: set `tools.sessions.visibility` to `agent`, or name who may in `tools.agentToAgent.allow`"
    } else {
        "each agent reads the sessions of all: where they should not, set `tools.sessions.visibility` to `agent`"
    };
    let finding = risk(SHARED, place.value, message).on_owner();
    let level = if differs { Risk::Warn } else { Risk::Info };
    advise(place, found, finding.answering("security.trust_model.cross_agent_session_access_default", level));
}

const ROOMS: &str =
    "all groups talk in one session, so what is said in one is known in the others: use `per-group`";

fn scope(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|scope| scope == "main") {
        let finding = risk(SHARED, place.value, ROOMS);
        advise(place, found, finding.answering("security.trust_model.group_scope_main", Risk::Warn));
    }
}

fn direct(place: &Place<'_>, found: &mut Vec<Finding>) {
    if text(place.value).is_some_and(|scope| scope == "main") {
        let message = "all who write directly share one session, so each can ask what the others said: use `per-channel-peer`, unless only you write";
        advise(place, found, risk(SHARED, place.value, message));
    }
}

fn binding(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(binding) = place.object() else { return };
    let scope = binding.get("session").and_then(|session| session.get("groupScope"));
    let Some(value) = scope.filter(|scope| text(*scope).is_some_and(|scope| scope == "main")) else { return };
    if !is_direct(binding) {
        let finding = risk(SHARED, value, ROOMS);
        advise(place, found, finding.answering("security.trust_model.group_scope_main", Risk::Warn));
    }
}

/// Whether a binding is about direct messages only.
fn is_direct(binding: Node<'_>) -> bool {
    let kind = binding.get("match").and_then(|target| target.get("peer")?.get("kind"));
    kind.and_then(Value::as_str).is_some_and(|kind| matches!(&*kind, "direct" | "dm"))
}
