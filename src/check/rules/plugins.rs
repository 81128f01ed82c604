//! Plugins that are named (docs/openclaw/validation.md#plugins).

use super::plain::text;
use crate::check::{Fact, Facts, Finding, Place, Rule};
use crate::schema::format::trim;
use crate::schema::{ChildSchemas, Schema, SchemaId};
use crate::syntax::Value;
use crate::text::nearest::nearest;

pub(super) const RULES: &[Rule] =
    &[Rule { at: "plugins.slots.memory", needs: &[Fact::Plugins], check: memory }];

/// A memory plugin that OpenClaw runs without while it is not installed.
const OPTIONAL: &str = "memory-lancedb";

fn memory(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = text(place.value) else { return };
    let id = trim(&text);
    if id.is_empty() || id.eq_ignore_ascii_case("none") || is_installed(place.facts, id) {
        return;
    }
    let range = place.value.range();
    if id == OPTIONAL || loads_others(place.facts) {
        let message =
            format!("the plugin `{id}` is not installed: OpenClaw runs without a memory until it is");
        return found.push(Finding::warning("unknown-plugin", range, message));
    }
    let meant = nearest(id, names(place.facts));
    let hint = meant.map(|name| format!("; did you mean `{name}`?"));
    let message =
        format!("there is no plugin `{id}`: install it or write `none`{}", hint.unwrap_or_default());
    found.push(Finding::error("unknown-plugin", range, message).meant(meant));
}

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
    let embedded = Schema::embedded();
    let known = entries(&embedded).map(|id| embedded.node(id));
    known.is_some_and(|known| names(facts).any(|name| known.property(name).is_none()))
}

fn names<'f>(facts: &Facts<'f>) -> impl Iterator<Item = &'f str> {
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
