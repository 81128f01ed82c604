//! `QQBot`: its plugin is another one today, with other rules for accounts, secrets, access and groups.

use super::scope::{Scope, everywhere, scopes};
use super::sheet::Sheet;
use super::values::trimmed;
use crate::syntax::{Node, Value};
use serde_json::{Value as Json, json};

/// The identifier that nobody has: who may approve is nobody then.
const NOBODY: &str = "openclaw:approval-disabled";

/// What `QQBot` keeps in the account `default` belongs to the channel itself. An account that is named as the default one
/// has to stand first, which no member can be moved to: that is left to the user.
pub(super) fn default_account(draft: &mut Sheet<'_, '_>) {
    let root = ["channels", "qqbot"];
    let chosen = draft.get(&[root[0], root[1], "defaultAccount"]);
    let chosen = trimmed(chosen.as_ref()).map(|id| id.to_lowercase()).filter(|id| id != "default");
    if let Some(chosen) = chosen {
        if !draft.is_object(&[root[0], root[1], "accounts", &chosen]) {
            draft.remove(&[root[0], root[1], "defaultAccount"]);
        }
        return;
    }
    if draft.is_object(&[root[0], root[1], "accounts", "default"]) {
        for key in draft.keys(&[root[0], root[1], "accounts", "default"]) {
            if key != "accounts" {
                draft.remove(&[root[0], root[1], &key]);
                draft.shift(&[root[0], root[1], "accounts", "default", &key], &[root[0], root[1], &key]);
            }
        }
        draft.remove(&[root[0], root[1], "accounts", "default"]);
        draft.prune(&[root[0], root[1], "accounts"]);
    }
    draft.remove(&[root[0], root[1], "defaultAccount"]);
}

/// The file with the secret of an account becomes a provider of secrets.
pub(super) fn secret_file(draft: &mut Sheet<'_, '_>) {
    for path in scopes(draft, "qqbot") {
        let account = path.get(3).cloned();
        let mut scope = Scope::new(draft, path.clone());
        let Some(file) = scope.get(&["clientSecretFile"]) else { continue };
        if scope.has(&["clientSecret"]) {
            scope.remove(&["clientSecretFile"]);
            continue;
        }
        let Some(file) = trimmed(Some(&file)) else {
            scope.set(&["enabled"], json!(false));
            scope.remove(&["clientSecretFile"]);
            continue;
        };
        let Some(provider) = provider(draft, account.as_deref(), &file) else { continue };
        let mut scope = Scope::new(draft, path);
        scope.set(&["clientSecret"], json!({ "source": "file", "provider": provider, "id": "value" }));
        scope.remove(&["clientSecretFile"]);
    }
}

/// The longest name of a provider that is made up.
const NAME: usize = 60;

/// A provider for a file, made where there is none: its name.
fn provider(draft: &mut Sheet<'_, '_>, account: Option<&str>, file: &str) -> Option<String> {
    let named = account.map(|account| format!("-{}", segment(account))).unwrap_or_default();
    let base: String = format!("qqbot{named}-client-secret").chars().take(NAME).collect();
    let base = base.trim_end_matches('-');
    let wanted = json!({ "source": "file", "path": file, "mode": "singleValue" });
    for index in 1..1000 {
        let name = if index == 1 { base.to_owned() } else { format!("{base}-{index}") };
        let path = ["secrets", "providers", &name];
        match draft.get(&path) {
            None => {
                draft.set(&path, wanted);
                return draft.has(&path).then_some(name);
            }
            Some(there) if there == wanted => return Some(name),
            Some(_) => {}
        }
    }
    None
}

fn segment(account: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '-' };
    let text: String = account.trim().to_lowercase().chars().map(plain).collect();
    let text = text.trim_matches('-');
    if text.is_empty() { "account".to_owned() } else { text.to_owned() }
}

/// Two switches of streaming are its mode.
pub(super) fn transport(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "qqbot", |scope| {
        let on = |scope: &Scope<'_, '_, '_>, key: &str| scope.get(&["streaming", key])?.as_bool();
        let Some(native) = on(scope, "nativeTransport").or_else(|| on(scope, "c2cStreamApi")) else {
            scope.remove(&["streaming", "nativeTransport"]);
            return scope.remove(&["streaming", "c2cStreamApi"]);
        };
        for key in ["nativeTransport", "c2cStreamApi"] {
            scope.shift(&["streaming", key], &["streaming", "mode"]);
        }
        scope.set(&["streaming", "mode"], json!(if native { "partial" } else { "off" }));
    });
}

/// Identifiers as the plugin has them: in upper case, without the name of the channel, each once.
pub(super) fn ids(list: Option<&Json>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for item in list.and_then(Json::as_array).into_iter().flatten() {
        let text = item.as_str().map(str::to_owned).or_else(|| item.is_number().then(|| item.to_string()));
        let Some(text) = text else { continue };
        let text = text.trim();
        let text = match text.get(..6) {
            Some(prefix) if prefix.eq_ignore_ascii_case("qqbot:") => &text[6..],
            _ => text,
        };
        let id = if text == NOBODY { text.to_owned() } else { text.to_uppercase() };
        if !id.is_empty() && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// What the plugin of today cannot say of an account, or says to everybody: who may approve, and what groups may do.
pub(super) fn fault(account: Node<'_>) -> Option<&'static str> {
    let list = account.get("allowFrom").and_then(Value::array);
    let texts: Vec<_> =
        list.into_iter().flat_map(Node::entries).filter_map(|entry| entry.value()?.as_str()).collect();
    let plain = |text: &str| text == NOBODY || (text.trim() == text && text.to_uppercase() == text);
    let prefixed = |text: &str| text.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("qqbot:"));
    let old_group =
        |group: Node<'_>| ["tools", "toolsBySender", "commandLevel"].iter().any(|key| group.has(key));
    let groups = account.get("groups").and_then(Value::object);
    let is_old =
        groups.into_iter().flat_map(Node::entries).filter_map(|group| group.value()?.object()).any(old_group);
    if account.has("execApprovals") {
        Some("its plugin does not know `execApprovals`: those in `allowFrom` may approve")
    } else if texts.is_empty() {
        Some("its plugin lets those in `allowFrom` approve too, and nobody is named there: name who may")
    } else if texts.iter().any(|text| text == "*") {
        Some("its plugin lets those in `allowFrom` approve too, and `*` is everybody: name who may")
    } else if texts.iter().any(|text| prefixed(text) || !plain(text)) {
        Some("its plugin knows the ids in `allowFrom` only in capitals and without `qqbot:`: write them so")
    } else {
        is_old.then_some("its plugin knows no tools and no commands of single groups: remove them")
    }
}

/// Who may approve is who may write today, so both lists become the narrower one; where that cannot be said, nobody may
/// approve, and who may write is said by `dmPolicy`.
pub(super) fn guard(draft: &mut Sheet<'_, '_>) {
    let list = |key: &str| draft.get(&["commands", "allowFrom", key]).filter(Json::is_array);
    let commands = list("qqbot").or_else(|| list("*")).map(|list| ids(Some(&list)));
    everywhere(draft, "qqbot", |scope| {
        approvers(scope, commands.as_deref());
        let list = scope.get(&["allowFrom"]);
        let plain = ids(list.as_ref());
        if list.as_ref().and_then(Json::as_array).is_some_and(|list| {
            list.len() != plain.len() || list.iter().zip(&plain).any(|(old, new)| old != new)
        }) {
            scope.set(&["allowFrom"], json!(plain));
        }
        groups(scope);
    });
}

fn approvers(scope: &mut Scope<'_, '_, '_>, commands: Option<&[String]>) {
    let known = ids(scope.get(&["allowFrom"]).as_ref());
    let policy = scope.get(&["dmPolicy"]);
    let policy = policy.as_ref().map(|policy| policy.as_str().unwrap_or_default());
    let all = known.iter().any(|id| id == "*");
    let open = known.is_empty() || all;
    let stays_open = match policy {
        None => open,
        Some("open") => true,
        Some("allowlist") => all,
        Some(_) => false,
    };
    let next = match (scope.get(&["execApprovals"]), commands) {
        (Some(old), _) => narrowed(&old, &known, policy),
        (None, Some(commands)) => within(&without_all(commands), &known),
        (None, None) if open => without_all(&known),
        (None, None) => return,
    };
    let next = if next.is_empty() { vec![NOBODY.to_owned()] } else { next };
    if stays_open {
        scope.set(&["dmPolicy"], json!("open"));
    }
    if next != known {
        scope.set(&["allowFrom"], json!(next));
    }
    scope.remove(&["execApprovals"]);
}

fn without_all(ids: &[String]) -> Vec<String> {
    ids.iter().filter(|id| *id != "*").cloned().collect()
}

/// Those that a list knows too, where it is one that keeps anybody out.
fn within(ids: &[String], known: &[String]) -> Vec<String> {
    let closed = !known.is_empty() && !known.iter().any(|id| id == "*");
    ids.iter().filter(|id| !closed || known.contains(id)).cloned().collect()
}

fn narrowed(old: &Json, known: &[String], policy: Option<&str>) -> Vec<String> {
    let explicit = ids(old.get("approvers"));
    let filters =
        |key: &str| old.get(key).is_some_and(|value| value.as_array().is_none_or(|list| !list.is_empty()));
    let unclear = !old.is_object()
        || old.get("enabled") == Some(&json!(false))
        || filters("agentFilter")
        || filters("sessionFilter")
        || old.get("target").is_some();
    if unclear
        || explicit.iter().any(|id| id == "*")
        || (policy == Some("allowlist") && known.is_empty() && !explicit.is_empty())
    {
        return Vec::new();
    }
    if explicit.is_empty() {
        let closed = !known.iter().any(|id| id == "*");
        return if closed { known.to_vec() } else { Vec::new() };
    }
    within(&explicit, known)
}

/// Tools and commands of groups: what cannot be said any more is shut.
fn groups(scope: &mut Scope<'_, '_, '_>) {
    let mut shut = false;
    for group in scope.keys(&["groups"]) {
        let at = |key| ["groups", &group, key].map(str::to_owned);
        let has = |scope: &Scope<'_, '_, '_>, key| scope.has(&at(key).each_ref().map(String::as_str));
        if has(scope, "tools") || has(scope, "toolsBySender") {
            let by_sender = has(scope, "toolsBySender");
            let old = scope.get(&["groups", &group, "tools"]);
            let policy = if by_sender { "none" } else { tool_policy(old.as_ref()) };
            let there = scope.get(&["groups", &group, "toolPolicy"]);
            let policy = there.map_or(policy, |there| stricter(there.as_str().unwrap_or_default(), policy));
            scope.shift(&["groups", &group, "tools"], &["groups", &group, "toolPolicy"]);
            scope.set(&["groups", &group, "toolPolicy"], json!(policy));
            scope.remove(&["groups", &group, "toolsBySender"]);
        }
        if let Some(level) = scope.get(&["groups", &group, "commandLevel"]) {
            shut |= level != json!("all");
            scope.remove(&["groups", &group, "commandLevel"]);
        }
    }
    if shut {
        scope.set(&["groupPolicy"], json!("disabled"));
    }
}

const POLICIES: &[&str] = &["none", "restricted", "full"];

fn stricter(there: &str, policy: &'static str) -> &'static str {
    let rank = |word: &str| POLICIES.iter().position(|other| *other == word).unwrap_or_default();
    POLICIES.get(rank(there).min(rank(policy))).copied().unwrap_or("none")
}

/// What lists of tools come down to.
fn tool_policy(old: Option<&Json>) -> &'static str {
    let list = |key: &str| -> Vec<String> {
        let items = old.and_then(|old| old.get(key)).and_then(Json::as_array).into_iter().flatten();
        items.map(|item| item.as_str().unwrap_or_default().to_owned()).collect()
    };
    let (allow, deny) = (list("allow"), list("deny"));
    let all = allow.is_empty() || allow.iter().any(|tool| tool == "*");
    let basic = ["exec", "read", "write"];
    match deny.len() {
        0 if all => "full",
        3 if all && basic.iter().all(|tool| deny.iter().any(|denied| denied == tool)) => "restricted",
        _ => "none",
    }
}
