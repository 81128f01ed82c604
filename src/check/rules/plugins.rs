//! Plugins that are named (docs/openclaw/validation.md#plugins).

use super::plain::text;
use crate::check::{Fact, Facts, Finding, Place, Rule};
use crate::release::{self, Deed, Table};
use crate::schema::format::trim;
use crate::schema::{ChildSchemas, Schema, SchemaId};
use crate::syntax::Value;
use crate::text::TextRange;
use crate::text::nearest::nearest;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "plugins.slots.memory", needs: &[Fact::Plugins], check: memory },
    Rule { at: "plugins.entries.*", needs: &[Fact::Plugins], check: entry },
    Rule { at: "plugins.allow[]", needs: &[Fact::Plugins], check: allowed },
    Rule { at: "plugins.deny[]", needs: &[Fact::Plugins], check: denied },
];

fn entry(place: &Place<'_>, found: &mut Vec<Finding>) {
    let range = place.entry.key_token().map_or(place.value.range(), |token| token.range);
    named("plugins/entry", place, &place.key(), range, found);
}

fn allowed(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = text(place.value) else { return };
    named("plugins/allow", place, &text, place.value.range(), found);
}

fn denied(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = text(place.value) else { return };
    named("plugins/deny", place, &text, place.value.range(), found);
}

/// A plugin that is not there: older releases refused such a name, today's pass over it.
fn named(rule: &'static str, place: &Place<'_>, name: &str, range: TextRange, found: &mut Vec<Finding>) {
    let facts = place.facts;
    let id = trim(name);
    let release = facts.world.reader().release;
    let is_bundled = || Table::Plugins.of_release(release).any(|plugin| plugin.column(0) == id);
    if !facts.world.reader().is_old() || id.is_empty() || id == "*" || loads_others(facts) {
        return;
    }
    if !is_installed(facts, id) && !is_bundled() && !has_installs(facts) {
        let message = format!("this release knows no plugin `{id}`: install it, or remove the name");
        found.push(Finding::refused(rule, "unknown-plugin", range, message));
    }
}

/// Whether the document says itself that plugins were installed.
fn has_installs(facts: &Facts<'_>) -> bool {
    facts.object(&["plugins", "installs"]).is_some_and(|installs| installs.count() > 0)
}

/// A memory plugin that OpenClaw runs without while it is not installed.
const OPTIONAL: &str = "memory-lancedb";

fn memory(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = text(place.value) else { return };
    let id = trim(&text);
    let is_there = || id != OPTIONAL && is_installed(place.facts, id);
    if id.is_empty() || id.eq_ignore_ascii_case("none") || is_there() || is_read(place.facts, id) {
        return;
    }
    let range = place.value.range();
    if id == OPTIONAL || loads_others(place.facts) {
        let message =
            format!("the plugin `{id}` is not installed: OpenClaw runs without a memory until it is");
        let finding = Finding::warning("unknown-plugin", range, message);
        let is_offered = id == OPTIONAL;
        return found.push(if is_offered { finding.rule(OFFICIAL_MEMORY) } else { finding });
    }
    let meant = nearest(id, names(place.facts));
    let hint = meant.map(|name| format!("; did you mean `{name}`?"));
    let message =
        format!("there is no plugin `{id}`: install it or write `none`{}", hint.unwrap_or_default());
    found.push(Finding::refused("plugins/memory-slot", "unknown-plugin", range, message).meant(meant));
}

/// Whether the memory plugin that is offered apart is installed. Older releases bring its manifest, and not the plugin.
fn is_read(facts: &Facts<'_>, id: &str) -> bool {
    let rule = release::rule(OFFICIAL_MEMORY).and_then(|history| history.at(facts.world.reader().release));
    is_installed(facts, id) && !rule.is_some_and(Deed::refused)
}

/// The rule about it.
const OFFICIAL_MEMORY: &str = "plugins/memory-slot-official";

/// Whether plugins are loaded from other folders: what is there is not known here, and OpenClaw takes any name.
pub(super) fn loads_others(facts: &Facts<'_>) -> bool {
    let paths = facts.get(&["plugins", "load", "paths"]).and_then(Value::array);
    paths.is_some_and(|paths| paths.count() > 0) || facts.is_open(&["plugins", "load"])
}

/// Whether a plugin is installed: the schema then knows its settings.
pub(super) fn is_installed(facts: &Facts<'_>, plugin: &str) -> bool {
    let schema = &facts.world.schema;
    entries(schema).is_some_and(|id| schema.node(id).property(plugin).is_some())
}

/// Whether plugins are installed that do not come with OpenClaw.
pub(super) fn has_foreign(facts: &Facts<'_>) -> bool {
    let own = Schema::of_release(facts.world.reader().release);
    let embedded = own.unwrap_or_else(Schema::embedded);
    let known = entries(&embedded).map(|id| embedded.node(id));
    known.is_some_and(|known| names(facts).any(|name| known.property(name).is_none()))
}

pub(super) fn names<'f>(facts: &Facts<'f>) -> impl Iterator<Item = &'f str> {
    let schema = &facts.world.schema;
    entries(schema).into_iter().flat_map(|id| schema.node(id).properties()).map(|(name, _)| name)
}

fn entries(schema: &Schema) -> Option<SchemaId> {
    ["plugins", "entries"].into_iter().try_fold(schema.root(), |id, key| match schema.child(id, key) {
        ChildSchemas::One(id) => Some(id),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn the_memory_slot_names_a_plugin() {
        check(
            "{ plugins: { slots: { memory: 'memory-cor' } } }",
            &expect![[r#"
            error unknown-plugin plugins.slots.memory `'memory-cor'`: there is no plugin `memory-cor`: install it or write `none`; did you mean `memory-core`?
        "#]],
        );
        check(
            "{ plugins: { slots: { memory: 'memory-lancedb' } } }",
            &expect![[r#"
            warning unknown-plugin plugins.slots.memory `'memory-lancedb'`: the plugin `memory-lancedb` is not installed: OpenClaw runs without a memory until it is
        "#]],
        );
        check(
            "{ plugins: { slots: { memory: 'zzz' }, load: { paths: ['/opt/plugins'] } } }",
            &expect![[r#"
            warning unknown-plugin plugins.slots.memory `'zzz'`: the plugin `zzz` is not installed: OpenClaw runs without a memory until it is
        "#]],
        );
        accepts(&[
            "{ plugins: { slots: { memory: ' memory-core ' } } }",
            "{ plugins: { slots: { memory: 'None', contextEngine: 'zzz' } } }",
        ]);
    }
}
