//! Discord: the agent of one channel of a guild, which is a binding today.

use super::scope::{Scope, scopes};
use super::sheet::Sheet;
use super::values::trimmed;
use serde_json::{Value as Json, json};

/// Takes `agentId` from the channels of all guilds. A binding is added unless there is one for that channel already.
pub(super) fn agents(draft: &mut Sheet<'_, '_>) {
    let there = draft.get(&["bindings"]);
    let there: Vec<Json> = there.and_then(|list| list.as_array().cloned()).unwrap_or_default();
    let mut added = Vec::new();
    for path in scopes(draft, "discord") {
        let account = path.get(3).cloned();
        let mut scope = Scope::new(draft, path);
        for guild in scope.keys(&["guilds"]) {
            for channel in scope.keys(&["guilds", &guild, "channels"]) {
                let place = &["guilds", &guild, "channels", &channel, "agentId"];
                let Some(agent) = scope.get(place) else { continue };
                scope.remove(place);
                let Some(agent) = trimmed(Some(&agent)) else { continue };
                if !there.iter().any(|binding| is_for(binding, account.as_deref(), &guild, &channel)) {
                    added.push(binding(&agent, account.as_deref(), &guild, &channel));
                }
            }
        }
    }
    for binding in added {
        draft.push(&["bindings"], &binding);
    }
}

fn binding(agent: &str, account: Option<&str>, guild: &str, channel: &str) -> Json {
    let mut binding = json!({
        "agentId": agent,
        "match": { "channel": "discord", "guildId": guild, "peer": { "kind": "channel", "id": channel } },
    });
    if let (Some(account), Some(of)) = (account, binding.get_mut("match").and_then(Json::as_object_mut)) {
        of.insert("accountId".to_owned(), json!(account));
    }
    binding
}

/// Without an account, a binding for any account will do.
fn is_for(binding: &Json, account: Option<&str>, guild: &str, channel: &str) -> bool {
    let Some(of) = binding.get("match") else { return false };
    of.get("channel") == Some(&json!("discord"))
        && of.get("guildId") == Some(&json!(guild))
        && of.pointer("/peer/kind") == Some(&json!("channel"))
        && of.pointer("/peer/id") == Some(&json!(channel))
        && account.is_none_or(|account| of.get("accountId") == Some(&json!(account)))
}
