//! Makes `data/schema-history.tsv` from what `openclaw config schema` printed in several releases.
//!
//! ```text
//! cargo run --example schema-history -- 2026.4.12=old.json 2026.8.1=newer.json 2026.9.6=newest.json > data/schema-history.tsv
//! ```

use openclaw_lsp::schema::history::Release;
use openclaw_lsp::schema::snapshot::Snapshot;
use openclaw_lsp::schema::{Additional, Items, Schema, SchemaId};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write as _;

/// No schema of OpenClaw is so deep; what refers to itself would be.
const DEEPEST: usize = 16;

const HEADER: &str = "\
# In which release a key came and in which it went, made by examples/schema-history.rs from the schemas that the releases
# print. Nobody edits it by hand. Columns: pattern of the key; the first release that knows it, empty where the oldest one
# looked at does; the first release that does not know it any more, empty where the newest one does. A key below one that
# came and went with it has no line of its own.
";

fn main() -> Result<(), Box<dyn Error>> {
    let mut releases = Vec::new();
    for argument in std::env::args().skip(1) {
        let (version, file) =
            argument.split_once('=').ok_or("usage: schema-history VERSION=PRINTED.json...")?;
        let release: Release = version.parse()?;
        let schema = Schema::from_snapshot(&Snapshot::read(&std::fs::read_to_string(file)?, version)?);
        releases.push((release, keys(&schema)));
    }
    releases.sort_by_key(|(release, _)| *release);
    let mut out = std::io::stdout().lock();
    let names: Vec<String> = releases.iter().map(|(release, _)| release.to_string()).collect();
    writeln!(out, "{HEADER}# Looked at: {}.", names.join(", "))?;
    for (path, life) in lives(&releases) {
        writeln!(out, "{path}\t{life}")?;
    }
    Ok(())
}

/// The life of each key that is not in every release and differs from the key above it.
fn lives(releases: &[(Release, BTreeSet<String>)]) -> BTreeMap<&str, String> {
    let mut all: BTreeMap<&str, String> = BTreeMap::new();
    for path in releases.iter().flat_map(|(_, keys)| keys) {
        if let Some(life) = life(releases, path) {
            all.insert(path, life);
        }
    }
    let same_above = |path: &str, life: &String| parent(path).and_then(|above| all.get(above)) == Some(life);
    all.iter()
        .filter(|(path, life)| !same_above(path, life))
        .map(|(path, life)| (*path, life.clone()))
        .collect()
}

fn life(releases: &[(Release, BTreeSet<String>)], path: &str) -> Option<String> {
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

fn keys(schema: &Schema) -> BTreeSet<String> {
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
            let mark = path.len();
            path.push_str(if mark == 0 { "" } else { "." });
            path.push_str(name);
            found.insert(path.clone());
            walk(schema, child, path, depth + 1, found);
            path.truncate(mark);
        }
        if let Additional::Schema(child) = node.additional() {
            below(schema, child, path, ".*", depth, found);
        }
        if let Items::One(child) = node.items() {
            below(schema, child, path, "[]", depth, found);
        }
    }
}

fn below(
    schema: &Schema,
    id: SchemaId,
    path: &mut String,
    step: &str,
    depth: usize,
    found: &mut BTreeSet<String>,
) {
    let mark = path.len();
    path.push_str(step);
    walk(schema, id, path, depth + 1, found);
    path.truncate(mark);
}
