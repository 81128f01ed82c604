//! Plugins with settings that are off (docs/openclaw/warnings.md#plugins-that-are-off).

use super::plain::text;
use super::plugin_names::{is_known, only_hides_sessions};
use crate::check::{At, Fact, Facts, Finding, Place, Rule};
use crate::config::plugin::{self, Plugin, normalize};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Scalar, Value};

pub(super) const RULES: &[Rule] =
    &[Rule { at: "plugins.entries.*", needs: &[Fact::Plugins, Fact::Activation], check: off }];

fn flag(value: Value<'_>, key: &str) -> Option<bool> {
    value.get(key).and_then(Value::scalar).and_then(Scalar::as_bool)
}

/// Whether a list of plugins has an id, in the form in which OpenClaw compares them.
fn lists(facts: &Facts<'_>, list: &str, id: &str) -> bool {
    let words = facts.get(&["plugins", list]).and_then(Value::array).into_iter().flat_map(Node::entries);
    words.filter_map(|entry: Entry<'_>| entry.value()?.as_str()).any(|word| normalize(&word) == id)
}

fn is_filled(facts: &Facts<'_>, list: &str) -> bool {
    let list = facts.get(&["plugins", list]).and_then(Value::array);
    list.is_some_and(|list| {
        list.entries().filter_map(|entry| entry.value()?.as_str()).any(|word| !word.trim().is_empty())
    })
}

/// The plugin in a slot: the one that is named, or the one that is there by default; none where the slot is off.
fn slot(facts: &Facts<'_>, name: &str, default: Option<&str>) -> Option<String> {
    let named = facts.get(&["plugins", "slots", name]).and_then(text);
    let named = named.as_deref().map(trim).filter(|named| !named.is_empty());
    match named {
        Some(named) if named.eq_ignore_ascii_case("none") => None,
        Some(named) => Some(named.to_owned()),
        None => default.map(str::to_owned),
    }
}

/// What the channels of a plugin say: on where one is on, off where all are off.
fn channels(facts: &Facts<'_>, plugin: Option<&Plugin>) -> Option<bool> {
    let all = plugin.map(|plugin| &plugin.channels).filter(|all| !all.is_empty())?;
    let mut told =
        all.iter().map(|id| facts.get(&["channels", id]).and_then(|channel| flag(channel, "enabled")));
    let told: Vec<Option<bool>> = told.by_ref().collect();
    match () {
        () if told.contains(&Some(true)) => Some(true),
        () if told.iter().all(|one| *one == Some(false)) => Some(false),
        () => None,
    }
}

/// Why a plugin is off, as OpenClaw decides.
fn reason(facts: &Facts<'_>, id: &str, entry: Value<'_>) -> Option<String> {
    let plugin = plugin::bundled(id);
    let memory = slot(facts, "memory", Some("memory-core"));
    let is_taken = memory.as_deref() == Some(id) || slot(facts, "contextEngine", None).as_deref() == Some(id);
    let told = channels(facts, plugin);
    let is_off = facts.get(&["plugins"]).and_then(|plugins| flag(plugins, "enabled")) == Some(false);
    let is_memory = plugin.is_some_and(|plugin| plugin.is_memory) && memory.as_deref() != Some(id);
    let settled = match () {
        () if is_off => Some("`plugins.enabled` is `false`".to_owned()),
        () if lists(facts, "deny", id) => Some("`plugins.deny` names it".to_owned()),
        () if flag(entry, "enabled") == Some(false) => Some("`enabled` is `false` here".to_owned()),
        () if told == Some(false) => Some("its channel has `enabled: false`".to_owned()),
        // A plugin that is switched on by name is asked for by name.
        () if is_taken || told == Some(true) && flag(entry, "enabled") != Some(true) => None,
        () if is_filled(facts, "allow") && !lists(facts, "allow", id) => {
            Some("`plugins.allow` does not name it".to_owned())
        }
        () if flag(entry, "enabled") == Some(true) || plugin.is_none_or(|plugin| plugin.is_on) => None,
        () if is_memory => None,
        () => Some("it is one that has to be switched on: add `enabled: true`".to_owned()),
    };
    settled.or_else(|| is_memory.then(|| "another plugin, or none, has the memory slot".to_owned()))
}

/// Plugins of web search stay usable beside a list of what is allowed, and are not told about.
fn is_spared(facts: &Facts<'_>, id: &str) -> bool {
    is_filled(facts, "allow") && plugin::bundled(id).is_some_and(|plugin| !plugin.search.is_empty())
}

fn off(place: &Place<'_>, found: &mut Vec<Finding>) {
    let (id, facts) = (place.key(), place.facts);
    let Some(config) = place.value.get("config").filter(|config| config.object().is_some()) else { return };
    let is_open = facts.is_open(&["plugins"]) || place.object().is_some_and(|entry| entry.has("$include"));
    let is_old = facts.world.reader().is_old();
    if is_open
        || is_old
        || !is_known(facts, &id)
        || only_hides_sessions(&id, place.value)
        || is_spared(facts, &id)
    {
        return;
    }
    if let Some(reason) = reason(facts, &id, place.value) {
        let message = format!("these settings have no effect, because the plugin `{id}` is off: {reason}");
        found.push(Finding::warning("disabled-plugin", config.range(), message).on_owner().at(At::Above(1)));
    }
}

#[cfg(test)]
mod tests {
    use crate::base::{DocumentKind, Snapshot};
    use crate::check::diagnostics;
    use crate::check::rules::tests::accepts;
    use expect_test::expect;
    use std::sync::Arc;

    #[test]
    fn settings_of_plugins_that_are_off() {
        let told = |text: &str| {
            let found = diagnostics(&Snapshot::new(text, DocumentKind::Main, Arc::default()));
            found.into_iter().map(|one| format!("{} {}\n", one.code, one.message)).collect::<String>()
        };
        let texts = [
            "{ plugins: { enabled: false, entries: { browser: { config: {} } } } }",
            "{ plugins: { deny: ['Browser'], entries: { browser: { config: {} } } } }",
            "{ plugins: { entries: { browser: { enabled: false, config: {} } } } }",
            "{ plugins: { allow: ['telegram'], entries: { browser: { config: {} } } } }",
            "{ plugins: { entries: { workboard: { config: {} } } } }",
            "{ plugins: { slots: { memory: 'none' }, entries: { 'memory-core': { config: {} } } } }",
            "{ channels: { telegram: { enabled: false } }, plugins: { entries: { telegram: { config: {} } } } }",
        ];
        expect![[r#"
            disabled-plugin these settings have no effect, because the plugin `browser` is off: `plugins.enabled` is `false`
            unknown-plugin no plugin has the id `Browser` as it is written, though it counts as `browser`: write `browser`
            disabled-plugin these settings have no effect, because the plugin `browser` is off: `plugins.deny` names it
            disabled-plugin these settings have no effect, because the plugin `browser` is off: `enabled` is `false` here
            disabled-plugin these settings have no effect, because the plugin `browser` is off: `plugins.allow` does not name it
            disabled-plugin these settings have no effect, because the plugin `workboard` is off: it is one that has to be switched on: add `enabled: true`
            disabled-plugin these settings have no effect, because the plugin `memory-core` is off: another plugin, or none, has the memory slot
            disabled-plugin these settings have no effect, because the plugin `telegram` is off: its channel has `enabled: false`
        "#]].assert_eq(&texts.map(told).concat());
    }

    #[test]
    fn settings_of_plugins_that_are_on() {
        accepts(&[
            "{ plugins: { entries: { browser: { config: {} }, 'memory-core': { config: {} } } } }",
            "{ plugins: { allow: ['telegram'], entries: { google: { config: {} } } } }",
            "{ channels: { telegram: { enabled: true } }, plugins: { allow: ['google'], entries: { telegram: { config: {} } } } }",
            "{ plugins: { $include: './p.json5', entries: { workboard: { config: {} } } } }",
        ]);
    }
}
