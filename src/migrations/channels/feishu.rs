//! Feishu: the path of its web hook, a section that nothing read, and settings that stand with its plugin.

use super::scope::everywhere;
use super::sheet::Sheet;
use super::values::object;
use crate::syntax::Value;
use serde_json::Value as Json;
use url::Url;

/// The path that is used where none is given.
const USUAL: &str = "/feishu/events";

const PATH: &[&str] = &["webhookPath"];

/// The path that a server sees of a text: nothing where it can be no path.
fn straight(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some(USUAL.to_owned());
    }
    let base = Url::parse("http://localhost").ok()?;
    let url = base.join(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("{}{query}", url.path()))
}

/// Whether a text is not the path that a server sees of it. A variable may hold one.
pub(super) fn is_crooked(value: Value<'_>) -> bool {
    value.as_str().is_some_and(|text| !text.contains("${") && straight(&text).as_deref() != Some(&*text))
}

/// Writes the path as a server sees it, or the usual one where that cannot be.
pub(super) fn webhook_path(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "feishu", |scope| {
        if let Some(text) =
            scope.get(PATH).as_ref().and_then(Json::as_str).filter(|text| !text.contains("${"))
        {
            let path = straight(text).unwrap_or_else(|| USUAL.to_owned());
            scope.set(PATH, Json::String(path));
        }
    });
}

/// Members of a `heartbeat` that Feishu never read.
const FOREIGN: &[&str] = &["visibility", "intervalMs"];

/// Whether a `heartbeat` says nothing, or what Feishu never read.
pub(super) fn is_foreign(value: Value<'_>) -> bool {
    value.object().is_some_and(|object| object.count() == 0 || FOREIGN.iter().any(|key| object.has(key)))
}

/// Drops such a section.
pub(super) fn heartbeat(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "feishu", |scope| {
        let keys = scope.keys(&["heartbeat"]);
        let foreign = keys.is_empty() || keys.iter().any(|key| FOREIGN.contains(&key.as_str()));
        if scope.is_object(&["heartbeat"]) && foreign {
            scope.remove(&["heartbeat"]);
        }
    });
}

/// The channel with the settings that stand with its plugin, as a configuration of its own: only what OpenClaw accepts
/// there is moved.
pub(super) fn joined(draft: &Sheet<'_, '_>, channel: &str) -> Option<String> {
    let Some(Json::Object(mut merged)) = draft.get(&["plugins", "entries", channel, "config"]) else {
        return None;
    };
    if let Some(Json::Object(own)) = draft.get(&["channels", channel]) {
        merged.extend(own);
    }
    Some(object("channels", object(channel, Json::Object(merged))).to_string())
}

/// Moves the settings that stand with the plugin of a channel to the channel, where nothing is there yet.
pub(super) fn parked(draft: &mut Sheet<'_, '_>, channel: &str) {
    let config = &["plugins", "entries", channel, "config"];
    let keys = draft.keys(config);
    if keys.is_empty() {
        return;
    }
    for key in keys {
        draft.shift(&["plugins", "entries", channel, "config", &key], &["channels", channel, &key]);
    }
    draft.remove(config);
}
