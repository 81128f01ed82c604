//! Plugins that are named and are not there (docs/openclaw/warnings.md#plugins).

use super::codex;
use super::plain::text;
use super::plugins::{is_installed, loads_others};
use crate::base::Severity;
use crate::check::{At, Fact, Facts, Finding, Place, Rule};
use crate::config::ConfigValue as _;
use crate::config::plugin::{self, is_retired, normalize};
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use crate::text::nearest::nearest;
use std::collections::HashSet;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "plugins.entries.*", needs: &[Fact::Plugins], check: entry },
    Rule { at: "plugins.entries.codex", needs: &[Fact::Plugins, Fact::Models], check: codex_entry },
    Rule { at: "plugins.allow", needs: &[Fact::Plugins, Fact::Activation, Fact::Models], check: allowed },
    Rule { at: "plugins.deny", needs: &[Fact::Plugins], check: denied },
];

const CODE: &str = "unknown-plugin";

/// Whether a plugin of this very id is there.
pub(super) fn is_known(facts: &Facts<'_>, id: &str) -> bool {
    is_installed(facts, id) || plugin::bundled(id).is_some()
}

/// Older releases refuse such names, which other rules say.
fn is_judged(facts: &Facts<'_>) -> bool {
    !facts.world.reader().is_old()
}

/// How bad it is that a plugin is not seen: where no installation is seen either, it may well be there.
pub(super) fn severity(facts: &Facts<'_>) -> Severity {
    let is_seen = facts.world.options.installed.is_some() && !loads_others(facts);
    if is_seen { Severity::Warning } else { Severity::Information }
}

/// `{ enabled: false }` alone says that a plugin is not wanted, which is no reason to miss it.
pub(super) fn is_marker(value: Value<'_>) -> bool {
    value.is_off() && value.object().is_some_and(|entry| entry.count() == 1)
}

/// The settings that keep a program's own sessions private: they alone do not ask for its plugin.
pub(super) fn only_hides_sessions(id: &str, value: Value<'_>) -> bool {
    let alone = |value: Value<'_>| value.object().is_some_and(|object| object.count() == 1);
    let catalog = value.get("config").filter(|_| alone(value));
    let catalog = catalog.filter(|config| alone(*config)).and_then(|config| config.get("sessionCatalog"));
    matches!(id, "anthropic" | "codex") && catalog.is_some_and(|catalog| alone(catalog) && catalog.is_off())
}

fn entry(place: &Place<'_>, found: &mut Vec<Finding>) {
    if !matches!(&*place.key(), "codex" | "$include") {
        missed(place, found);
    }
}

fn codex_entry(place: &Place<'_>, found: &mut Vec<Finding>) {
    if codex::is_wanted(place.facts, place.value) {
        missed(place, found);
    }
}

fn missed(place: &Place<'_>, found: &mut Vec<Finding>) {
    let (id, facts) = (place.key(), place.facts);
    let Some(token) = place.entry.key_token().filter(|_| is_judged(facts)) else { return };
    let is_meant = !is_known(facts, &id)
        && (!is_marker(place.value) || is_retired(&id))
        && !only_hides_sessions(&id, place.value);
    found.extend(is_meant.then(|| missing(facts, &id, token.range)));
}

/// The texts of a list, with what variables leave unsaid left out.
fn listed(list: Node<'_>) -> impl Iterator<Item = (String, TextRange)> {
    let words =
        list.entries().filter_map(Entry::value).filter_map(|value| Some((text(value)?, value.range())));
    words.filter(|(text, _)| !text.trim().is_empty()).map(|(text, range)| (text.into_owned(), range))
}

/// What is missed as an entry is not missed once more as it is allowed.
fn allowed(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(list) = place.value.array().filter(|_| is_judged(place.facts)) else { return };
    let facts = place.facts;
    let entries = facts.object(&["plugins", "entries"]);
    let own = |id: &str| entries.and_then(|entries| entries.get(id));
    let mut said: HashSet<String> = HashSet::new();
    for (id, range) in listed(list).filter(|(id, _)| !is_known(facts, id)) {
        if let Some(owner) = plugin::of_command(&id) {
            found.push(command(&id, owner.id, range));
        } else if own(&id).is_some_and(|own| is_marker(own) && !is_retired(&id)) {
            // It is not wanted.
        } else if plugin::offered(&id).is_none() || is_retired(&id) {
            found.push(missing(facts, &id, range).at(At::Above(1)));
        } else {
            let is_entry = own(&id).is_some_and(|own| {
                !only_hides_sessions(&id, own) && (id != "codex" || codex::is_wanted(facts, own))
            });
            if said.insert(normalize(&id)) && !is_entry {
                found.push(missing(facts, &id, range).at(At::Above(1)));
            }
        }
    }
}

fn command(id: &str, owner: &str, range: TextRange) -> Finding {
    let message =
        format!("`{id}` is a command of the plugin `{owner}`, and allows nothing here: write `{owner}`");
    Finding::warning(CODE, range, message).at(At::Above(1)).meant(Some(owner))
}

fn denied(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(list) = place.value.array().filter(|_| is_judged(place.facts)) else { return };
    for (id, range) in listed(list).filter(|(id, _)| !is_known(place.facts, id)) {
        let finding = if is_retired(&id) {
            missing(place.facts, &id, range)
        } else {
            unknown(place.facts, &id, range, "nothing is denied by this name")
        };
        found.push(finding.at(At::Above(1)));
    }
}

fn missing(facts: &Facts<'_>, id: &str, range: TextRange) -> Finding {
    if normalize(id) == "skill-workshop" {
        let message = format!(
            "`{id}` is no longer a plugin, and OpenClaw ignores it: it is built in, with settings in `skills.workshop`"
        );
        return Finding::warning(CODE, range, message);
    }
    if is_retired(id) {
        let message = format!("the plugin `{id}` no longer exists, and OpenClaw ignores it: remove the name");
        return Finding::warning(CODE, range, message);
    }
    if let Some(package) = plugin::offered(id).and_then(|offer| offer.package) {
        let seen = if severity(facts) == Severity::Warning {
            "is not installed"
        } else {
            "does not come with OpenClaw"
        };
        let message = format!("the plugin `{id}` {seen}: `openclaw plugins install {package}` installs it");
        return Finding::new(CODE, severity(facts), range, message);
    }
    unknown(facts, id, range, "OpenClaw ignores the name until such a plugin is installed")
}

/// The plugin that is likely meant.
fn nearest_known(facts: &Facts<'_>, id: &str) -> Option<String> {
    let own = super::plugins::names(facts).map(str::to_owned);
    let known: Vec<String> = own.chain(plugin::ids().map(str::to_owned)).collect();
    nearest(id, known.iter().map(String::as_str)).filter(|meant| *meant != id).map(str::to_owned)
}

/// OpenClaw misses a name in another case, and yet takes it for the plugin's when it decides what is on.
fn other_case(facts: &Facts<'_>, id: &str, range: TextRange) -> Option<Finding> {
    let meant = Some(normalize(id)).filter(|meant| meant != id && is_known(facts, meant))?;
    let message = format!(
        "no plugin has the id `{id}` as it is written, though it counts as `{meant}`: write `{meant}`"
    );
    Some(Finding::new(CODE, severity(facts), range, message).meant(Some(meant)))
}

fn unknown(facts: &Facts<'_>, id: &str, range: TextRange, effect: &str) -> Finding {
    if let Some(finding) = other_case(facts, id, range) {
        return finding;
    }
    let meant = if id == "*" { None } else { nearest_known(facts, id) };
    let rest = match meant {
        _ if id == "*" => "; `*` is not a wildcard here".to_owned(),
        Some(ref meant) => format!("; did you mean `{meant}`?"),
        None => String::new(),
    };
    let message = format!("no plugin `{id}` is known here: {effect}{rest}");
    Finding::new(CODE, severity(facts), range, message).meant(meant)
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check, check_installed};
    use expect_test::expect;

    #[test]
    fn plugins_that_are_not_there() {
        check_installed(
            "{ plugins: { entries: { brave: {}, telegarm: {}, 'skill-workshop': {}, codex: {} }, allow: ['brave', 'wiki', '*', 'discord'], deny: ['browsr'] } }",
            &expect![[r#"
                warning unknown-plugin plugins.entries.brave `brave`: the plugin `brave` is not installed: `openclaw plugins install @openclaw/brave-plugin` installs it
                warning unknown-plugin plugins.entries.telegarm `telegarm`: no plugin `telegarm` is known here: OpenClaw ignores the name until such a plugin is installed; did you mean `telegram`?
                warning unknown-plugin plugins.entries.skill-workshop `'skill-workshop'`: `skill-workshop` is no longer a plugin, and OpenClaw ignores it: it is built in, with settings in `skills.workshop`
                warning unknown-plugin plugins.entries.codex `codex`: the plugin `codex` is not installed: `openclaw plugins install @openclaw/codex` installs it
                warning unknown-plugin plugins.allow `'wiki'`: `wiki` is a command of the plugin `memory-wiki`, and allows nothing here: write `memory-wiki`
                warning unknown-plugin plugins.allow `'*'`: no plugin `*` is known here: OpenClaw ignores the name until such a plugin is installed; `*` is not a wildcard here
                warning unknown-plugin plugins.allow `'discord'`: the plugin `discord` is not installed: `openclaw plugins install @openclaw/discord` installs it
                warning unknown-plugin plugins.deny `'browsr'`: no plugin `browsr` is known here: nothing is denied by this name; did you mean `browser`?
            "#]],
        );
        check(
            "{ plugins: { entries: { brave: {} }, deny: ['browsr'] } }",
            &expect![[r#"
            information unknown-plugin plugins.entries.brave `brave`: the plugin `brave` does not come with OpenClaw: `openclaw plugins install @openclaw/brave-plugin` installs it
            information unknown-plugin plugins.deny `'browsr'`: no plugin `browsr` is known here: nothing is denied by this name; did you mean `browser`?
        "#]],
        );
    }

    #[test]
    fn what_asks_for_no_plugin() {
        accepts(&[
            "{ plugins: { entries: { nope: { enabled: false } }, allow: ['nope'] } }",
            "{ plugins: { entries: { codex: { config: { sessionCatalog: { enabled: false } } } } } }",
            "{ agents: { defaults: { model: 'anthropic/claude-opus-5' } }, plugins: { entries: { codex: { config: {} } } } }",
        ]);
    }
}
