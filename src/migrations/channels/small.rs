//! Settings of one channel that become others by a simple rule.

use super::scope::{Scope, everywhere};
use super::sheet::Sheet;
use super::values::trimmed;
use crate::syntax::{Entry, Scalar, Value};
use serde_json::{Value as Json, json};

const SUBAGENT: &[&str] = &["threadBindings", "spawnSubagentSessions"];
const ACP: &[&str] = &["threadBindings", "spawnAcpSessions"];
const SPAWN: &[&str] = &["threadBindings", "spawnSessions"];

/// Two switches of `threadBindings` become one, which is on when all that are set are on. It wins where it is there.
pub(super) fn spawn(draft: &mut Sheet<'_, '_>, channel: &str) {
    if channel == "threadBindings" {
        return spawn_in(&mut Scope::new(draft, vec!["session".to_owned()]));
    }
    everywhere(draft, channel, spawn_in);
}

fn spawn_in(scope: &mut Scope<'_, '_, '_>) {
    let there = scope.has(SPAWN);
    let old: Vec<(&[&str], Option<bool>)> =
        [SUBAGENT, ACP].into_iter().filter_map(|path| Some((path, scope.get(path)?.as_bool()))).collect();
    let switches: Vec<bool> = old.iter().filter_map(|(_, on)| *on).collect();
    for (path, on) in old {
        if on.is_some() { scope.shift(path, SPAWN) } else { scope.remove(path) }
    }
    if !there && !switches.is_empty() {
        scope.set(SPAWN, json!(switches.iter().all(|on| *on)));
    }
}

/// Matrix: the policy `trusted` is a list of people where there is one, else they have to pair.
pub(super) fn trusted_policy(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "matrix", |scope| {
        if scope.get(&["dm", "policy"]) == Some(json!("trusted")) {
            let list = scope.get(&["dm", "allowFrom"]);
            let mut people = list.iter().filter_map(Json::as_array).flatten();
            let policy = if people.any(|one| trimmed(Some(one)).is_some()) { "allowlist" } else { "pairing" };
            scope.set(&["dm", "policy"], json!(policy));
        }
    });
}

/// Whether a value is an object with `enabled: true`.
pub(super) fn is_on(value: Value<'_>) -> bool {
    value.get("enabled").and_then(Value::scalar).and_then(Scalar::as_bool) == Some(true)
}

/// iMessage: a `catchup` that is not on goes.
pub(super) fn catchup(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "imessage", |scope| {
        if scope.get(&["catchup", "enabled"]) != Some(json!(true)) {
            scope.remove(&["catchup"]);
        }
    });
}

/// The capability of Slack that is gone, in lower case.
const CAPABILITY: &str = "interactivereplies";

/// Whether the value of `capabilities` holds the one that is gone, or nothing.
pub(super) fn has_capability(value: Value<'_>) -> bool {
    if let Some(object) = value.object() {
        return object.count() == 0 || object.has("interactiveReplies");
    }
    let items = value.array().into_iter().flat_map(crate::syntax::Node::entries);
    items.filter_map(|item| item.value()?.as_str()).any(|text| text.trim().eq_ignore_ascii_case(CAPABILITY))
}

/// Slack: a capability that is gone leaves the list or object, and that goes when nothing is left.
pub(super) fn capability(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "slack", |scope| {
        if scope.is_object(&["capabilities"]) {
            scope.remove(&["capabilities", "interactiveReplies"]);
            return scope.prune(&["capabilities"]);
        }
        let Some(Json::Array(items)) = scope.get(&["capabilities"]) else { return };
        let is_gone =
            |item: &Json| item.as_str().is_some_and(|text| text.trim().eq_ignore_ascii_case(CAPABILITY));
        if !items.is_empty() && items.iter().all(is_gone) {
            return scope.remove(&["capabilities"]);
        }
        let left: Vec<Option<Json>> =
            items.iter().map(|item| (!is_gone(item)).then(|| item.clone())).collect();
        scope.set_items(&["capabilities"], &left);
    });
}

/// What a section about the visibility of heartbeats may hold.
const SHOWN: &[&str] = &["showOk", "showAlerts", "useIndicator"];

/// Whether a value is such a section, and nothing more.
pub(super) fn is_visibility(value: Value<'_>) -> bool {
    let known = |entry: Entry<'_>| entry.key().is_some_and(|key| SHOWN.contains(&&*key));
    value.object().is_some_and(|section| section.entries().all(known))
}

/// The section about heartbeats got a longer name; under that it wins.
pub(super) fn visibility(draft: &mut Sheet<'_, '_>, channel: &str) {
    everywhere(draft, channel, |scope| {
        let keys = scope.keys(&["heartbeat"]);
        if scope.is_object(&["heartbeat"]) && keys.iter().all(|key| SHOWN.contains(&key.as_str())) {
            scope.shift(&["heartbeat"], &["heartbeatVisibility"]);
        }
    });
}

/// Slack: how direct messages are answered stands with the other kinds of chats.
pub(super) fn reply_mode(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "slack", |scope| {
        if scope.has(&["dm", "replyToMode"]) {
            scope.shift(&["dm", "replyToMode"], &["replyToModeByChatType", "direct"]);
        }
    });
}

/// Google Chat: a reference to an account goes before the account itself.
pub(super) fn service_account(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "googlechat", |scope| {
        if scope.has(&["serviceAccountRef"]) {
            scope.remove(&["serviceAccount"]);
            scope.shift(&["serviceAccountRef"], &["serviceAccount"]);
        }
    });
}
