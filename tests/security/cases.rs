//! The recorded configurations, and what OpenClaw's audit says of each.

use super::recorded::lines;
use openclaw_lsp::base::{Diagnostic, DocumentKind, Options, SecurityLevel, Snapshot, World};
use openclaw_lsp::check::{Risk, audit, diagnostics};
use openclaw_lsp::release;
use openclaw_lsp::schema::Schema;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock};

/// An accepted configuration.
pub struct Case {
    /// Names it in its set.
    pub id: String,
    /// The file.
    pub text: String,
    /// The checks that fail, each as bad as it gets.
    pub findings: BTreeMap<String, Risk>,
}

/// A world in which all risks are told, with the variables that were set where the answers were recorded.
static WORLD: LazyLock<Arc<World>> = LazyLock::new(|| {
    let names = ["PATH", "HOME", "LANG"].map(str::to_owned).to_vec();
    let options =
        Options { installed: Some(release::newest()), security: SecurityLevel::All, ..Options::default() };
    Arc::new(World::new(Schema::embedded(), Options { env_names: names, ..options }))
});

impl Case {
    fn snapshot(&self) -> Snapshot {
        Snapshot::new(&self.text, DocumentKind::Main, Arc::clone(&WORLD))
    }

    /// What we find.
    pub fn found(&self) -> Vec<Diagnostic> {
        diagnostics(&self.snapshot())
    }

    /// The checks that we think fail.
    pub fn ours(&self) -> BTreeMap<String, Risk> {
        audit(&self.snapshot())
    }
}

fn word(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn risk(value: &Value) -> Risk {
    match value.as_str() {
        Some("critical") => Risk::Critical,
        Some("warn") => Risk::Warn,
        Some("info") => Risk::Info,
        other => panic!("no severity: {other:?}"),
    }
}

fn case(line: &Value, text: String) -> Case {
    let mut findings = BTreeMap::new();
    for finding in line["findings"].as_array().expect("findings") {
        let worst = findings.entry(word(&finding[0])).or_insert(Risk::Info);
        *worst = (*worst).max(risk(&finding[1]));
    }
    Case { id: word(&line["id"]), text, findings }
}

/// The configurations made for the checks.
pub fn made() -> Vec<Case> {
    lines("security/made.jsonl.gz").map(|line| case(&line, word(&line["text"]))).collect()
}

/// The accepted ones of the real files; their texts stand there.
pub fn field() -> Vec<Case> {
    let texts: HashMap<String, String> =
        lines("field/configs.jsonl.gz").map(|line| (word(&line["id"]), word(&line["text"]))).collect();
    lines("security/field.jsonl.gz").map(|line| case(&line, texts[&word(&line["id"])].clone())).collect()
}
