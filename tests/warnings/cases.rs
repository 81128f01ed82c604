//! The recorded configurations, what OpenClaw warns of in each, and what we do.

use super::recorded::lines;
use openclaw_lsp::base::{Diagnostic, DocumentKind, Options, Severity, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::host::file_facts::informed;
use openclaw_lsp::release;
use openclaw_lsp::schema::Schema;
use serde_json::Value;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// An accepted configuration.
pub struct Case {
    /// Names it in its set.
    pub id: String,
    /// The file.
    pub text: String,
    /// Path and kind of each warning.
    pub warnings: Vec<(String, String)>,
}

/// A world in which an installation is seen that has no plugins but its own, as where the warnings were recorded.
static INSTALLED: LazyLock<Arc<World>> = LazyLock::new(|| {
    let options = Options { installed: Some(release::newest()), ..Options::default() };
    Arc::new(World::new(Schema::embedded(), Options { env_names: names(), ..options }))
});

/// The variables of that world.
fn names() -> Vec<String> {
    ["PATH", "HOME", "LANG"].map(str::to_owned).to_vec()
}

impl Case {
    /// What we find, with all that is known of the files that are named.
    pub fn found(&self) -> Vec<Diagnostic> {
        diagnostics(&informed(&Snapshot::new(&self.text, DocumentKind::Main, Arc::clone(&INSTALLED)), None))
    }

    /// Our warnings: path and code.
    pub fn ours(&self) -> Vec<(String, &'static str)> {
        let warned = self.found().into_iter().filter(|one| one.severity == Severity::Warning);
        warned.map(|one| (one.path, one.code)).collect()
    }
}

fn word(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// Where OpenClaw tells of variables it writes elements of arrays in brackets, and some keys in quotes; nowhere else.
fn warning(value: &Value) -> (String, String) {
    (word(&value[0]).replace('[', ".").replace([']', '"'], ""), word(&value[1]))
}

fn case(line: &Value, text: String) -> Case {
    let warnings = line["warnings"].as_array().expect("warnings").iter().map(warning).collect();
    Case { id: word(&line["id"]), text, warnings }
}

/// The configurations made to reach every warning.
pub fn made() -> Vec<Case> {
    lines("warnings/made.jsonl.gz").map(|line| case(&line, word(&line["text"]))).collect()
}

/// The accepted ones of the other sets; their texts stand there.
pub fn shared() -> Vec<Case> {
    let mut texts = HashMap::new();
    for set in ["cases/validate-generated", "cases/validate-rules", "field/configs"] {
        let name = set.trim_start_matches("cases/").trim_end_matches("/configs");
        for line in lines(&format!("{set}.jsonl.gz")) {
            let text = line["text"].as_str().map_or_else(|| line["config"].to_string(), str::to_owned);
            texts.insert(format!("{name}/{}", word(&line["id"])), text);
        }
    }
    lines("warnings/shared.jsonl.gz").map(|line| case(&line, texts[&word(&line["id"])].clone())).collect()
}

/// A configuration with which the real gateway was started.
pub struct Start {
    /// The configuration.
    pub case: Case,
    /// How it ended; none where it was up.
    pub exit: Option<i64>,
}

/// All that were started.
pub fn starts() -> Vec<Start> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/start/starts.jsonl");
    let text = std::fs::read_to_string(path).expect("the fixture");
    let start = |line: &str| {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let case = Case { id: word(&line["id"]), text: word(&line["text"]), warnings: Vec::new() };
        Start { case, exit: line["exit"].as_i64() }
    };
    text.lines().map(start).collect()
}
