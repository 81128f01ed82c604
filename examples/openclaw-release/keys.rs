//! The keys that schemas know, and the table of when each came and went: `data/schema-history.tsv`.

use openclaw_lsp::release::Version;
use openclaw_lsp::schema::{Additional, Items, Schema, SchemaId};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// No schema of OpenClaw is so deep; what refers to itself would be.
const DEEPEST: usize = 16;

const HEADER: &str = "\
# In which release a key came and in which it went, made by examples/openclaw-release from the schemas of all releases. Nobody
# edits it by hand. Columns: pattern of the key; the first release that knows it, empty where the oldest one does; the first
# release that does not know it any more, empty where the newest one does. A key below one that came and went with it has no
# line of its own.
";

/// The patterns of all keys that a schema knows.
pub fn keys(schema: &Schema) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(schema, schema.root(), &mut String::new(), 0, &mut found);
    found
}

fn walk(schema: &Schema, id: SchemaId, path: &mut String, depth: usize, found: &mut BTreeSet<String>) {
    if depth > DEEPEST {
        return;
    }
    for branch in schema.branches(id) {
        let node = schema.node(branch);
        for (name, child) in node.properties().filter(|(name, _)| !name.contains(['.', '*', '[', '{', ','])) {
            let step = if path.is_empty() { name.to_owned() } else { format!(".{name}") };
            below(schema, child, path, &step, depth, found, true);
        }
        if let Additional::Schema(child) = node.additional() {
            below(schema, child, path, ".*", depth, found, false);
        }
        if let Items::One(child) = node.items() {
            below(schema, child, path, "[]", depth, found, false);
        }
    }
}

/// Walks one step down; a step that is a key of its own is noted.
fn below(
    schema: &Schema,
    id: SchemaId,
    path: &mut String,
    step: &str,
    depth: usize,
    found: &mut BTreeSet<String>,
    is_key: bool,
) {
    let mark = path.len();
    path.push_str(step);
    if is_key {
        found.insert(path.clone());
    }
    walk(schema, id, path, depth + 1, found);
    path.truncate(mark);
}

/// The text of the table, given the keys of each release, oldest first.
pub fn history(releases: &[(Version, BTreeSet<String>)]) -> String {
    let mut lives: BTreeMap<&str, String> = BTreeMap::new();
    for path in releases.iter().flat_map(|(_, keys)| keys) {
        if !lives.contains_key(path.as_str())
            && let Some(life) = life(releases, path)
        {
            lives.insert(path, life);
        }
    }
    let mut text = HEADER.to_owned();
    for (path, life) in &lives {
        if parent(path).and_then(|above| lives.get(above)) != Some(life) {
            let _ = writeln!(text, "{path}\t{life}");
        }
    }
    text
}

/// The life of a key that is not in every release.
fn life(releases: &[(Version, BTreeSet<String>)], path: &str) -> Option<String> {
    let first = releases.iter().position(|(_, keys)| keys.contains(path))?;
    let last = releases.iter().rposition(|(_, keys)| keys.contains(path))?;
    let came = if first == 0 { String::new() } else { releases[first].0.to_string() };
    let went = releases.get(last + 1).map(|(release, _)| release.to_string()).unwrap_or_default();
    (!came.is_empty() || !went.is_empty()).then(|| format!("{came}\t{went}"))
}

/// The key that a path lies below, past the steps that are no keys of their own.
fn parent(path: &str) -> Option<&str> {
    let (above, _) = path.rsplit_once('.')?;
    Some(above.trim_end_matches("[]").trim_end_matches(".*"))
}
