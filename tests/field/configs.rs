//! The recorded configurations.

use super::recorded::lines;
use openclaw_lsp::base::{DocumentKind, Options, Snapshot, World};
use openclaw_lsp::fix::{Which, fix};
use openclaw_lsp::schema::Schema;
use openclaw_lsp::text::apply_all;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// One configuration with what OpenClaw made of it.
pub(crate) struct Config {
    pub(crate) id: String,
    pub(crate) text: String,
    /// Whether OpenClaw starts with it.
    pub(crate) valid: bool,
    /// What OpenClaw's own migration makes of it.
    pub(crate) migrated: Value,
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/field")
}

/// All configurations.
pub(crate) fn configs() -> &'static [Config] {
    static CONFIGS: LazyLock<Vec<Config>> =
        LazyLock::new(|| lines("field/configs.jsonl.gz").map(|line| config(&line)).collect());
    &CONFIGS
}

fn config(line: &Value) -> Config {
    let text = |key: &str| line[key].as_str().unwrap().to_owned();
    let valid = line["valid"].as_bool().unwrap();
    Config { id: text("id"), text: text("text"), valid, migrated: line["migrated"].clone() }
}

/// The cases of a file of JSON lines.
pub(crate) fn cases(file: &str) -> Vec<Value> {
    let text = fs::read_to_string(fixtures().join(file)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A document that the release of today reads, whoever wrote it last.
pub(crate) fn snapshot(text: &str) -> Snapshot {
    static WORLD: LazyLock<Arc<World>> = LazyLock::new(|| {
        let schema = Schema::embedded();
        let target = schema.version().parse().ok();
        Arc::new(World::new(schema, Options { target, ..Options::default() }))
    });
    Snapshot::new(text, DocumentKind::Main, Arc::clone(&WORLD))
}

/// What `fix` makes of a text, or `fix --unsafe`, as the command line does it.
pub(crate) fn fixed(text: &str, which: Which<'_>) -> String {
    let mut text = text.to_owned();
    for _ in 0..8 {
        let edits = fix(&snapshot(&text), which);
        if edits.is_empty() {
            break;
        }
        text = apply_all(&text, &edits);
    }
    text
}

/// What `fix` and then `fix --unsafe` make of a text.
pub(crate) fn all(text: &str) -> String {
    fixed(&fixed(text, Which::safe(None)), Which::everything(None))
}
