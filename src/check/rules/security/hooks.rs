//! Hooks: what whoever holds their token can do (docs/openclaw/security.md#hooks).

use super::advice::{advise, critical_if, is_exposed, risk, texts};
use super::login::{Login, Secret};
use crate::check::rules::plain::{is_true, text};
use crate::check::{At, Fact, Finding, Place, Risk, Rule};
use crate::schema::format::trim;
use crate::syntax::{Node, Value};

pub(super) const RULES: &[Rule] =
    &[Rule { at: "hooks", needs: &[Fact::Access, Fact::Gateway, Fact::Environment], check: hooks }];

const HOOKS: &str = "security-open-hooks";

/// The least length that OpenClaw's audit asks of the token.
const LEAST: usize = 24;

fn hooks(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(hooks) = place.object() else { return };
    let is_on = is_true(hooks, "enabled");
    if is_on && place.is_whole(hooks) {
        token(place, hooks, found);
        path(place, hooks, found);
        scope(place, hooks, found);
    }
    session_keys(place, hooks, is_on, found);
}

fn token(place: &Place<'_>, hooks: Node<'_>, found: &mut Vec<Finding>) {
    let Some(value) = hooks.get("token") else { return };
    reused(place, value, found);
    let Secret::Text(token) = Secret::of(Some(value)) else { return };
    if token.encode_utf16().count() < LEAST {
        let message =
            format!("this token is short enough to be guessed: use at least {LEAST} random characters");
        let finding = risk("security-weak-secret", value, message);
        advise(place, found, finding.answering("hooks.token_too_short", Risk::Warn));
    }
    let message =
        "the hooks token can be read by whoever reads this file: use `${NAME}` or a reference to a secret";
    let finding = risk("security-plain-secret", value, message);
    advise(place, found, finding.answering("config.secrets.hooks_token_in_config", Risk::Info));
}

fn reused(place: &Place<'_>, value: Value<'_>, found: &mut Vec<Finding>) {
    let token = value.as_str().map(|token| trim(&token).to_owned()).filter(|token| !token.is_empty());
    if token.is_some()
        && token == Login::of(place.facts, place.facts.object(&["gateway"])).shared_secret(place.facts)
    {
        let message = "whoever sends hooks has the gateway's secret, and may do all that you may: give hooks a token of their own";
        let finding = risk("security-reused-secret", value, message);
        advise(place, found, finding.answering("hooks.token_reuse_gateway_token", Risk::Critical));
    }
}

/// The gateway does not start with it, which another rule says.
fn path(place: &Place<'_>, hooks: Node<'_>, found: &mut Vec<Finding>) {
    if let Some(value) = hooks.get("path").filter(|value| text(*value).is_some_and(|path| trim(&path) == "/"))
    {
        advise(place, found, risk(HOOKS, value, "").answering("hooks.path_root", Risk::Critical).silent());
    }
}

fn scope(place: &Place<'_>, hooks: Node<'_>, found: &mut Vec<Finding>) {
    let owner = |message: &str, key: &str| {
        let value = hooks.get(key);
        let finding = risk(HOOKS, value.unwrap_or(place.value), message);
        if value.is_some() { finding } else { finding.on_owner().at(At::Below(key.to_owned())) }
    };
    let session = hooks.get("defaultSessionKey").and_then(Value::as_str);
    if session.is_none_or(|key| trim(&key).is_empty()) {
        let message = "each hook runs in a session of its own name: set `defaultSessionKey`, such as `hook:ingress`, to keep them in one";
        let finding = owner(message, "defaultSessionKey");
        advise(place, found, finding.answering("hooks.default_session_key_unset", Risk::Warn));
    }
    let agents = hooks.get("allowedAgentIds");
    let is_list = agents.and_then(Value::array).is_some();
    if !is_list || texts(agents).any(|(_, id)| id == "*") {
        let message =
            "whoever has the hooks token can run every agent: list the intended ones in `allowedAgentIds`";
        let finding = owner(message, "allowedAgentIds");
        let risk = critical_if(is_exposed(place.facts));
        advise(place, found, finding.answering("hooks.allowed_agent_ids_unrestricted", risk));
    }
}

fn session_keys(place: &Place<'_>, hooks: Node<'_>, is_on: bool, found: &mut Vec<Finding>) {
    let Some(value) =
        hooks.get("allowRequestSessionKey").filter(|_| is_true(hooks, "allowRequestSessionKey"))
    else {
        return;
    };
    let message = "whoever has the hooks token can write into any session: remove this, or allow only some with `allowedSessionKeyPrefixes`";
    let mut finding = risk(HOOKS, value, message).answering("config.insecure_or_dangerous_flags", Risk::Warn);
    let risk = critical_if(is_exposed(place.facts));
    if is_on {
        finding = finding.answering("hooks.request_session_key_enabled", risk);
        if !texts(hooks.get("allowedSessionKeyPrefixes")).any(|(_, prefix)| !prefix.is_empty()) {
            finding = finding.answering("hooks.request_session_key_prefixes_missing", risk);
        }
    }
    advise(place, found, finding);
}
