//! The recorded cases: what OpenClaw was given and what it said.

use super::recorded::lines;
use openclaw_lsp::base::{DocumentKind, Severity, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::host::includes::Includes;
use openclaw_lsp::project::{Merged, Project, project_diagnostics};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// How our verdict compares with OpenClaw's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Both accept the configuration, or both refuse it, one of our errors at a path that OpenClaw reports.
    Agreed,
    /// Both refuse it, and none of our errors is at a path that OpenClaw reports.
    Elsewhere,
    /// One accepts what the other refuses.
    Disagreed,
}

/// One configuration with OpenClaw's verdict.
pub struct Case {
    /// Names the case in its set.
    pub id: String,
    text: String,
    /// Where the case lies, if it is a file.
    path: Option<PathBuf>,
    valid: bool,
    /// Path and kind of what OpenClaw reports.
    issues: Vec<(String, String)>,
}

impl Case {
    fn new(id: &Value, text: String, verdict: &Value) -> Self {
        let issues = verdict["issues"].as_array().expect("issues").iter();
        let word = |issue: &Value, name: &str| issue[name].as_str().expect("a text").to_owned();
        Self {
            id: id.as_str().expect("an id").to_owned(),
            text,
            path: None,
            valid: verdict["valid"].as_bool().expect("a verdict"),
            issues: issues.map(|issue| (word(issue, "path"), word(issue, "kind"))).collect(),
        }
    }

    /// The paths of our errors.
    pub fn our_errors(&self) -> Vec<String> {
        static WORLD: LazyLock<Arc<World>> = LazyLock::new(Arc::default);
        let snapshot = Snapshot::new(&self.text, DocumentKind::Main, Arc::clone(&WORLD));
        let found = match &self.path {
            Some(path) if Project::is_needed(&snapshot) => {
                let project = Includes::default().project(path, &snapshot, &|_| None);
                project_diagnostics(&project, &Merged::new(&project, None)).concat()
            }
            _ => diagnostics(&snapshot),
        };
        let errors = found.into_iter().filter(|found| found.severity == Severity::Error);
        errors.map(|found| found.path).collect()
    }

    /// How errors at these paths compare with OpenClaw's verdict.
    pub fn compare(&self, ours: &[String]) -> Outcome {
        match (self.valid, ours.is_empty()) {
            (true, true) => Outcome::Agreed,
            (true, false) | (false, true) => Outcome::Disagreed,
            _ if self.issues.iter().any(|(path, _)| ours.contains(path)) => Outcome::Agreed,
            _ => Outcome::Elsewhere,
        }
    }

    /// The kind of the first thing that OpenClaw reports.
    pub fn kind(&self) -> &str {
        self.issues.first().map_or("valid", |(_, kind)| kind)
    }

    /// What OpenClaw says, in a line.
    pub fn verdict(&self) -> String {
        let issues: Vec<String> = self.issues.iter().map(|(path, kind)| format!("{path} ({kind})")).collect();
        if self.valid { "valid".to_owned() } else { format!("invalid at {}", issues.join(", ")) }
    }

    /// The beginning of the configuration.
    pub fn excerpt(&self) -> String {
        self.text.chars().take(400).collect()
    }
}

/// The folder of the recorded cases.
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases")
}

/// The cases of a set that hold values: each is checked as the JSON text of its value.
pub fn recorded(set: &str) -> Vec<Case> {
    let parsed = lines(&format!("cases/{set}.jsonl.gz"));
    parsed.map(|case| Case::new(&case["id"], case["config"].to_string(), &case)).collect()
}

/// The cases that are files, read as OpenClaw reads them: bytes that are no UTF-8 become U+FFFD.
pub fn files() -> Vec<Case> {
    let folder = folder().join("parse");
    let verdicts = fs::read_to_string(folder.join("verdicts.jsonl")).expect("the verdicts");
    let parsed = verdicts.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    // OpenClaw has no verdict where it gives up: the file that is nested thousands of levels deep.
    let judged = parsed.filter(|verdict| verdict["valid"].is_boolean());
    let case = |verdict: Value| {
        let name = verdict["file"].as_str().expect("a name");
        let path = folder.join(name);
        let bytes = fs::read(&path).expect("the file of a case");
        let case = Case::new(&verdict["file"], String::from_utf8_lossy(&bytes).into_owned(), &verdict);
        Case { path: Some(path), ..case }
    };
    judged.map(case).collect()
}
