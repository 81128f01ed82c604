//! Our verdicts beside OpenClaw's.

use crate::explain;
use openclaw_lsp::base::{Diagnostic, DocumentKind, Severity, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::process::ExitCode;
use std::sync::Arc;

/// The disagreements of one kind that are printed.
const SHOWN: usize = 5;

#[derive(Default)]
struct Figures {
    agreed: usize,
    same_place: usize,
    invalid: usize,
    /// Both refuse it, and none of our errors is where one of OpenClaw's is.
    elsewhere: BTreeMap<String, Vec<String>>,
    /// One accepts it and the other does not.
    disagreed: BTreeMap<String, Vec<String>>,
    /// The same, for a reason that lies outside the text.
    explained: BTreeMap<&'static str, usize>,
}

/// Compares both files; exits with 1 on a disagreement that has no explanation.
pub fn run(configs: &str, verdicts: &str) -> ExitCode {
    let (Ok(configs), Ok(verdicts)) = (fs::read_to_string(configs), fs::read_to_string(verdicts)) else {
        eprintln!("cannot read {configs} or {verdicts}");
        return ExitCode::from(2);
    };
    let verdicts: BTreeMap<String, Value> = lines(&verdicts).map(|line| (id(&line), line)).collect();
    let world = Arc::new(World::default());
    let mut figures = Figures::default();
    for line in lines(&configs) {
        if let Some(verdict) = verdicts.get(&id(&line)) {
            figures.add(&line, verdict, &world);
        }
    }
    figures.print()
}

fn lines(text: &str) -> impl Iterator<Item = Value> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok())
}

fn id(line: &Value) -> String {
    line["id"].as_str().unwrap_or_default().to_owned()
}

fn text_of(line: &Value) -> String {
    let pretty = || serde_json::to_string_pretty(&line["config"]).unwrap_or_default();
    line["text"].as_str().map_or_else(pretty, str::to_owned)
}

impl Figures {
    fn add(&mut self, line: &Value, verdict: &Value, world: &Arc<World>) {
        let Some(valid) = verdict["valid"].as_bool() else { return };
        let text = text_of(line);
        let snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::clone(world));
        let mut errors = diagnostics(&snapshot);
        errors.retain(|one| one.severity == Severity::Error);
        let issues = verdict["issues"].as_array().map_or(&[][..], Vec::as_slice);
        let shown = || if line["text"].is_null() { line["config"].to_string() } else { text.clone() };
        if valid == errors.is_empty() {
            self.agreed += 1;
            self.compare_places(&id(line), &errors, issues, &shown);
        } else if let Some(reason) = explain::reason(&snapshot, &errors, issues) {
            *self.explained.entry(reason).or_default() += 1;
        } else {
            let (kind, what) = told(&errors, issues);
            self.disagreed.entry(kind).or_default().push(format!("{}  {what}\n      {}", id(line), shown()));
        }
    }

    fn compare_places(
        &mut self,
        id: &str,
        errors: &[Diagnostic],
        issues: &[Value],
        shown: &dyn Fn() -> String,
    ) {
        if errors.is_empty() {
            return;
        }
        self.invalid += 1;
        if errors.iter().any(|error| issues.iter().any(|issue| issue["path"] == error.path)) {
            self.same_place += 1;
            return;
        }
        let ours: Vec<_> = errors.iter().map(|error| format!("{} {}", error.path, error.code)).collect();
        let theirs: Vec<_> =
            issues.iter().map(|issue| format!("{} {}", issue["path"], issue["message"])).collect();
        let example = format!("{id}  OpenClaw {theirs:?}, we {ours:?}\n      {}", shown());
        self.elsewhere.entry(format!("elsewhere: {}", issues[0]["kind"])).or_default().push(example);
    }

    fn print(&self) -> ExitCode {
        for (kind, examples) in self.elsewhere.iter().chain(&self.disagreed) {
            println!("{} x {kind}", examples.len());
            for example in examples.iter().take(SHOWN) {
                println!("    {}", example.chars().take(1500).collect::<String>());
            }
        }
        for (reason, count) in &self.explained {
            println!("{count} x explained: {reason}");
        }
        let disagreed: usize = self.disagreed.values().map(Vec::len).sum();
        println!(
            "{} agreed, {disagreed} disagreed, {} explained; of {} invalid ones {} at the same place",
            self.agreed,
            self.explained.values().sum::<usize>(),
            self.invalid,
            self.same_place
        );
        if disagreed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// The kind of a disagreement, and what the one who refuses says.
fn told(errors: &[Diagnostic], issues: &[Value]) -> (String, String) {
    match errors.first() {
        Some(error) => {
            (format!("only we refuse: {}", error.code), format!("{}: {}", error.path, error.message))
        }
        None => (format!("only OpenClaw refuses: {}", issues[0]["kind"]), issues[0].to_string()),
    }
}
