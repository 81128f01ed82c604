//! The embedded schema, the compiler and the repairs.

mod round_trip;

use super::path::parse_patterns;
use super::snapshot::Snapshot;
use super::*;
use expect_test::{Expect, expect};
use serde_json::json;
use std::fmt::Write as _;

/// `a.b[].c` as the steps of a path.
pub(super) fn steps(path: &str) -> Vec<PathStep<'_>> {
    let mut steps = Vec::new();
    for segment in path.split('.').filter(|segment| !segment.is_empty()) {
        let name = segment.trim_end_matches("[]");
        if !name.is_empty() {
            steps.push(PathStep::Key(name));
        }
        steps.extend(std::iter::repeat_n(PathStep::Item, (segment.len() - name.len()) / 2));
    }
    steps
}

/// One node, its keywords in words; ids stay out, so that a new snapshot changes only what changed.
fn describe(schema: &Schema, id: SchemaId) -> String {
    let node = schema.node(id);
    let mut text = format!("{}:", node.types());
    let enums: Vec<String> = node.enum_values().map(|value| value.to_string()).collect();
    if !enums.is_empty() {
        let _ = write!(text, " enum {}", enums.join(" "));
    }
    for (name, value) in [("const", node.const_value()), ("default", node.default())] {
        if let Some(value) = value {
            let _ = write!(text, " {name} {value}");
        }
    }
    let bounds = [("min", node.minimum()), ("max", node.maximum()), ("above", node.exclusive_minimum())];
    for (name, bound) in bounds {
        if let Some(bound) = bound {
            let _ = write!(text, " {name} {bound}");
        }
    }
    if let Some(pattern) = node.pattern() {
        let case = if pattern.ignores_case() { "i" } else { "" };
        let trim = if node.is_trimmed() { " trimmed" } else { "" };
        let _ = write!(text, " /{}/{case}{trim}", pattern.source());
    }
    let properties: Vec<&str> = node.properties().map(|(name, _)| name).take(6).collect();
    if !properties.is_empty() {
        let _ = write!(text, " {{{}}}", properties.join(" "));
    }
    let required: Vec<&str> = node.required().collect();
    if !required.is_empty() {
        let _ = write!(text, " required {}", required.join(" "));
    }
    if node.additional() == Additional::Denied {
        text.push_str(" closed");
    }
    let branches = node.any_of().len() + node.one_of().len();
    if branches > 0 {
        let _ = write!(text, " one of {branches}");
    }
    text
}

fn check(schema: &Schema, path: &str, expected: &Expect) {
    let found = schema.lookup(&steps(path));
    let lines: Vec<String> = found.iter().map(|id| describe(schema, *id)).collect();
    expected.assert_eq(&lines.join("\n"));
}

fn compiled(schema: &serde_json::Value) -> Schema {
    Schema::from_snapshot(&Snapshot::read(&schema.to_string(), "1").expect("JSON"))
}

#[test]
fn the_embedded_schema_says_where_it_is_from() {
    let schema = Schema::embedded();
    let releases = include_str!("../../data/releases/releases.tsv");
    let newest: Vec<&str> = releases.lines().last().expect("a release").split('\t').collect();
    assert_eq!([schema.version(), schema.digest()], [newest[0], newest[2]]);
    assert!(schema.node(schema.root()).properties().len() > 40);
}

#[test]
fn looks_paths_up() {
    let schema = Schema::embedded();
    check(&schema, "gateway.port", &expect!["integer: min 1 max 65535"]);
    check(&schema, "gateway.bind", &expect![": one of 5"]);
    check(&schema, "agents.defaults.model", &expect![": one of 2"]);
    check(&schema, "agents.defaults.model.fallbacks[]", &expect!["string:"]);
    check(&schema, "agents.defaults.models.x/y.params.cacheRetention", &expect![":"]);
    check(&schema, "agents.entries.main.heartbeat.every", &expect!["string:"]);
    check(
        &schema,
        "channels.telegram.dmPolicy",
        &expect![[r#"string: enum "pairing" "allowlist" "open" "disabled" default "pairing""#]],
    );
    check(&schema, "agents.nothing", &expect![[""]]);
}

#[test]
fn repairs_are_in_the_snapshot() {
    let schema = Schema::embedded();
    check(&schema, "plugins.entries.imap.config.accounts.x.password", &expect![": one of 2"]);
    check(&schema, "plugins.entries.webhooks.config.routes.x.secret", &expect![": one of 2"]);
    check(&schema, "mcp.servers.x.codex.agents[]", &expect!["string: /^[a-z0-9][a-z0-9_-]{0,63}$/i trimmed"]);
    check(
        &schema,
        "agents.defaults.models.x.pickerRuntimes[]",
        &expect!["string: /^[a-z][a-z0-9-]*$/ trimmed"],
    );
    let [entries] = schema.lookup(&steps("agents.entries"))[..] else { panic!("one schema") };
    let names = schema.node(entries).property_names().expect("names are constrained");
    let pattern = schema.node(names).pattern().expect("by a pattern");
    assert!(pattern.is_match("Main") && !pattern.is_match("a b") && !pattern.is_match("\u{212a}"));
    let [telegram] = schema.lookup(&steps("channels.telegram"))[..] else { panic!("one schema") };
    assert!(!schema.node(telegram).is_required("dmPolicy"));
}

#[test]
fn every_node_decodes_and_every_pattern_compiles() {
    let schema = Schema::embedded();
    let mut distinct = std::collections::HashSet::new();
    let mut patterns = std::collections::BTreeSet::new();
    for id in (0..schema.len()).map(|id| SchemaId(id as u32)) {
        let node = schema.node(id);
        distinct.insert(schema.record(id));
        for (name, child) in node.properties() {
            assert_eq!(node.property(name), Some(child), "{name}");
            assert!(child.index() < schema.len());
        }
        assert!(node.required().all(|name| !name.is_empty()));
        patterns.extend(node.pattern().map(Pattern::source));
    }
    assert_eq!(distinct.len(), schema.len(), "nodes are interned");
    for source in &patterns {
        assert_eq!(regex::ecma_is_valid(source), Ok(()), "{source}");
    }
    assert!(
        schema.len() > 4000 && patterns.len() > 40,
        "{} nodes, {} patterns",
        schema.len(),
        patterns.len()
    );
}

/// The schema of the newest release, as the table has it.
pub(super) fn newest() -> serde_json::Value {
    let releases = include_str!("../../data/releases/releases.tsv");
    let line = releases.lines().last().and_then(|line| line.split('\t').nth(1)).expect("a release");
    let table = table::Table::read(include_str!("../../data/releases/schemas.jsonl"));
    table.document(line.parse().expect("a number"))
}

#[test]
fn compiling_is_deterministic() {
    let schema = newest();
    let [once, again] = [0, 1].map(|_| compile::compile(&schema, "2026", "digest"));
    assert_eq!(once, again);
}

#[test]
fn the_table_is_its_own_repair() {
    let whole = newest();
    let mut schema = whole.clone();
    let repairs = repair::repair(&mut schema);
    assert_eq!((repairs.references, repairs.required), (0, 0));
    repair::keep_facts(&mut schema);
    assert_eq!(schema, whole, "no prose, nothing left to repair");
}

#[test]
fn each_release_has_its_own_schema() {
    let of = |version: &str| Schema::of_release(version.parse().expect("a release"));
    let old = of("2026.2.26").expect("its schema");
    assert!(exists(&old, "agents.list") && !exists(&old, "agents.entries"));
    assert_eq!(
        of("2026.2.26-beta.1").map(|schema| schema.version().to_owned()),
        Some("2026.2.26".to_owned())
    );
    assert_eq!(of("2099.1.1").map(|schema| schema.root()), Some(Schema::embedded().root()));
    assert!(of("2025.12.1").is_none());
    // What did not change between releases is the same node.
    assert_eq!(
        old.lookup(&steps("gateway.port")),
        of("2026.3.1").expect("its schema").lookup(&steps("gateway.port"))
    );
}

#[test]
fn equal_schemas_are_one_node() {
    let schema = compiled(&json!({ "properties": {
        "a": { "type": "string", "title": "one", "$comment": "first" },
        "b": { "type": "string", "title": "one", "$comment": "second" },
        "c": { "type": "string", "title": "another" },
        "d": { "type": "number" },
    }}));
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|key| schema.node(schema.root()).property(key));
    assert!(a.is_some() && a == b && a != c && a != d);
}

#[test]
fn properties_keep_their_order() {
    let schema = compiled(&json!({ "properties": { "z": true, "a": true, "m": false } }));
    let names: Vec<&str> = schema.node(schema.root()).properties().map(|(name, _)| name).collect();
    assert_eq!(names, ["z", "a", "m"]);
    let never = schema.node(schema.root()).property("m").expect("m");
    assert!(schema.node(never).is_never());
}

#[test]
fn references_may_be_recursive() {
    let schema = compiled(&json!({
        "$defs": { "tree": { "properties": { "left": { "$ref": "#/$defs/tree" }, "name": { "type": "string" } } },
                   "loop": { "$ref": "#/$defs/loop" } },
        "properties": { "tree": { "$ref": "#/$defs/tree" }, "loop": { "$ref": "#/$defs/loop" },
                        "gone": { "$ref": "#/nowhere" } },
    }));
    check(&schema, "tree.left.left.left.name", &expect!["string:"]);
    check(&schema, "loop", &expect![":"]);
    check(&schema, "gone", &expect![":"]);
}

#[test]
fn a_member_has_the_schemas_of_draft_07() {
    let schema = compiled(&json!({
        "properties": { "ab": { "type": "string" } },
        "patternProperties": { "^a": { "minLength": 1 }, "b$": { "maxLength": 3 } },
        "additionalProperties": { "type": "number" },
        "items": [{ "type": "null" }], "additionalItems": false,
    }));
    let count = |key| schema.child(schema.root(), key).ids().len();
    assert_eq!((count("ab"), count("ax"), count("x")), (3, 1, 1));
    assert!(matches!(schema.item(schema.root(), 0), ChildSchemas::One(_)));
    assert_eq!(schema.item(schema.root(), 1), ChildSchemas::Denied);
}

#[test]
fn formats_follow_what_openclaw_runs() {
    let good = [
        ("uri", " https://example.com "),
        ("uri", "x:y"),
        ("email", "a@b.org"),
        ("date-time", "2026-09-06T10:11:12.5Z"),
        ("date-time", "2026-09-06T10:11:12+02:00"),
        ("starts_with", "anything"),
    ];
    let bad = [
        ("uri", "example.com"),
        ("uri", ""),
        ("email", "a@b"),
        ("email", "a b@c.org"),
        ("date-time", "2026-13-06T10:11:12Z"),
        ("date-time", "2026-09-06T10:11:12"),
        ("date-time", "2026-09-06"),
    ];
    assert!(good.iter().all(|(format, text)| format::is_valid(format, text)));
    for (format, text) in bad {
        assert!(!format::is_valid(format, text), "{format} {text:?}");
    }
}

#[test]
fn patterns_are_ecmascript() {
    let schema = compiled(&json!({ "properties": {
        "look": { "pattern": "^(?!\\s)[^\\p{Cs}]{1,3}$" }, "broken": { "pattern": "(" },
    }}));
    let pattern = |path| schema.node(schema.lookup(&steps(path))[0]).pattern().expect("pattern");
    assert!(pattern("look").is_match("\u{1f980}bc") && !pattern("look").is_match(" bc"));
    assert!(pattern("broken").is_match("what cannot be read refuses nothing"));
    assert!(regex::ecma_is_valid("(").is_err());
}

/// Overlay rows and documentation must name keys that exist, or are accepted in the text.
pub(super) fn exists(schema: &Schema, pattern: &str) -> bool {
    parse_patterns(pattern).iter().all(|pattern| !schema.lookup_pattern(pattern).is_empty())
}
