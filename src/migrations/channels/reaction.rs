//! `WhatsApp`: the reaction to a message, which is a setting of all messages today.

use super::scope::{Scope, scopes};
use super::sheet::Sheet;
use serde_json::{Value as Json, json};

/// The reaction of an agent without one.
const USUAL: &str = "👀";

const REACTION: &[&str] = &["messages", "ackReaction"];
const SCOPE: &[&str] = &["messages", "ackReactionScope"];

/// The first reaction that is found becomes that of the messages, unless they have one.
pub(super) fn reaction(draft: &mut Sheet<'_, '_>) {
    for path in scopes(draft, "whatsapp") {
        let account = Scope::new(draft, path.clone());
        let Some(old) = account.get(&["ackReaction"]).filter(Json::is_object) else { continue };
        if !draft.has(REACTION) {
            if old.get("emoji").is_some_and(Json::is_string) {
                // It moves as it is written, with its comments.
                let way: Vec<&str> =
                    path.iter().map(String::as_str).chain(["ackReaction", "emoji"]).collect();
                draft.shift(&way, REACTION);
            } else {
                let emoji = agents_own(draft);
                draft.set(REACTION, emoji);
            }
        }
        Scope::new(draft, path).remove(&["ackReaction"]);
        if let Some(word) = reach(&old).filter(|_| !draft.has(SCOPE)) {
            draft.set(SCOPE, json!(word));
        }
    }
}

/// Direct messages and the groups where it is mentioned have no word of their own: then nothing is set.
fn reach(old: &Json) -> Option<&'static str> {
    let direct = old.get("direct") != Some(&json!(false));
    let group = old.get("group").map_or(Some("mentions"), Json::as_str)?;
    match (direct, group) {
        (true, "always") => Some("all"),
        (true, "never") => Some("direct"),
        (false, "always") => Some("group-all"),
        (false, "mentions") => Some("group-mentions"),
        (false, "never") => Some("off"),
        _ => None,
    }
}

/// The emoji of the agent that answers by default.
fn agents_own(draft: &Sheet<'_, '_>) -> Json {
    let entries = draft.get(&["agents", "entries"]);
    let agents: Vec<&Json> =
        entries.iter().filter_map(Json::as_object).flat_map(|all| all.values()).collect();
    let marked = agents.iter().find(|agent| agent.get("default") == Some(&json!(true)));
    let agent = marked.or(agents.first());
    let emoji = agent.and_then(|agent| agent.pointer("/identity/emoji")).filter(|emoji| emoji.is_string());
    emoji.cloned().unwrap_or_else(|| json!(USUAL))
}
