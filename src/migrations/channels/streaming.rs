//! Flat settings of streaming, which are members of `streaming` today.

use super::manner::{MANNERS, Manner};
use super::scope::{Scope, scopes};
use super::seed::Seeds;
use super::sheet::Sheet;
use super::values::trimmed;
use serde_json::{Value as Json, json};

/// Gathers the flat settings of a channel and of its accounts in `streaming`.
pub(super) fn streaming(draft: &mut Sheet<'_, '_>, channel: &str) {
    let Some(manner) = MANNERS.iter().find(|manner| manner.channel == channel) else { return };
    if !manner.has_work(draft) {
        return;
    }
    let mut seeds: Option<Seeds> = None;
    for path in scopes(draft, channel) {
        let mut scope = Scope::new(draft, path);
        if channel == "matrix" {
            // Matrix never read it.
            scope.remove(&["streamMode"]);
        }
        let Some(seeds) = &mut seeds else {
            let before = Seeds::of(&scope, manner);
            gather(&mut scope, manner);
            seeds = Some(before.after(&scope));
            continue;
        };
        let before = scope.get(&["streaming"]);
        let changed = gather(&mut scope, manner);
        seeds.sow(&mut scope, before.as_ref(), changed);
    }
    if let Some(seeds) = seeds {
        seeds.finish(draft, channel);
    }
}

/// Does it for one object; says whether there was something to do.
fn gather(scope: &mut Scope<'_, '_, '_>, manner: &Manner) -> bool {
    let before = scope.get(&["streaming"]);
    let word = before.as_ref().is_some_and(|value| value.is_boolean() || value.is_string());
    let old_mode = scope.has(&["streamMode"]);
    let native = manner.is_slack() && scope.has(&["nativeStreaming"]);
    let flat = manner.moves().any(|(key, _)| scope.has(&[key]));
    if !(word || old_mode || native || flat) {
        return false;
    }
    let mode = mode(scope, manner, before.as_ref());
    let transport = transport(scope, before.as_ref());
    if !scope.is_object(&["streaming"]) {
        if word && scope.has(&["streaming"]) {
            scope.set(&["streaming"], json!({}));
        } else {
            scope.remove(&["streaming"]);
        }
    }
    if old_mode {
        scope.shift(&["streamMode"], &["streaming", "mode"]);
    }
    if (old_mode || word) && before.as_ref().and_then(|value| value.get("mode")).is_none() {
        scope.set(&["streaming", "mode"], json!(mode));
    }
    for (key, way) in manner.moves().filter(|(key, _)| scope.has(&[key])).collect::<Vec<_>>() {
        scope.shift(&[key], way);
    }
    if manner.is_slack() {
        native_transport(scope, transport, before.as_ref().is_some_and(Json::is_boolean));
    }
    true
}

/// The modes of most channels.
const USUAL: &[&str] = &["off", "partial", "block", "progress"];

/// The mode that the old settings mean together.
fn mode(scope: &Scope<'_, '_, '_>, manner: &Manner, streaming: Option<&Json>) -> &'static str {
    let old = scope.get(&["streamMode"]);
    let says = |value: Option<&Json>, words: &[&'static str]| {
        let text = trimmed(value)?.to_lowercase();
        words.iter().copied().find(|word| *word == text)
    };
    let own = streaming.map(|value| value.get("mode").unwrap_or(value));
    let switch = streaming.and_then(Json::as_bool).map(|on| if on { "partial" } else { "off" });
    match manner.channel {
        "matrix" => says(own, &["partial", "quiet", "progress", "off"]).or(switch).unwrap_or("off"),
        "slack" => {
            let old = says(old.as_ref(), &["replace", "append", "status_final"]).map(|word| match word {
                "append" => "block",
                "status_final" => "progress",
                _ => "partial",
            });
            says(own, USUAL).or(old).or(switch).unwrap_or("progress")
        }
        _ => {
            let found = says(own, USUAL).or_else(|| says(old.as_ref(), USUAL));
            found.or(switch).or(manner.default).unwrap_or("partial")
        }
    }
}

/// Whether Slack's own streaming is used, by what the old settings say.
fn transport(scope: &Scope<'_, '_, '_>, streaming: Option<&Json>) -> bool {
    let flat = scope.get(&["nativeStreaming"]);
    let nested = streaming.and_then(|value| value.get("nativeTransport")).and_then(Json::as_bool);
    nested.or(flat.as_ref().and_then(Json::as_bool)).or(streaming.and_then(Json::as_bool)).unwrap_or(true)
}

fn native_transport(scope: &mut Scope<'_, '_, '_>, transport: bool, switched: bool) {
    let flat = scope.has(&["nativeStreaming"]);
    let there = scope.has(&["streaming", "nativeTransport"]);
    if flat {
        scope.shift(&["nativeStreaming"], &["streaming", "nativeTransport"]);
    }
    if !there && (flat || switched) {
        scope.set(&["streaming", "nativeTransport"], json!(transport));
    }
}
