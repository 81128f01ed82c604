//! Our verdicts beside OpenClaw's.

use openclaw_lsp::analysis::{DocumentKind, Severity, Snapshot, World, diagnostics};
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
    disagreements: BTreeMap<String, Vec<String>>,
}

/// Compares both files; exits with 1 on a disagreement.
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

impl Figures {
    fn add(&mut self, line: &Value, verdict: &Value, world: &Arc<World>) {
        let text = serde_json::to_string_pretty(&line["config"]).unwrap_or_default();
        let found = diagnostics(&Snapshot::new(&text, DocumentKind::Main, Arc::clone(world)));
        let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
        let issues = verdict["issues"].as_array().cloned().unwrap_or_default();
        let Some(valid) = verdict["valid"].as_bool() else { return };
        if valid != errors.is_empty() {
            let (kind, what) = match errors.first() {
                Some(error) => {
                    (format!("only we refuse: {} ", error.code), format!("{}: {}", error.path, error.message))
                }
                None => (format!("only OpenClaw refuses: {}", issues[0]["kind"]), issues[0].to_string()),
            };
            let shown = format!("{}  {what}\n      {}", id(line), line["config"]);
            self.disagreements.entry(kind).or_default().push(shown);
            return;
        }
        self.agreed += 1;
        if !valid {
            self.invalid += 1;
            let same = |one: &&&openclaw_lsp::analysis::Diagnostic| {
                issues.iter().any(|issue| issue["path"] == one.path)
            };
            let place = errors.iter().find(same).is_some();
            self.same_place += usize::from(place);
            if !place {
                let ours: Vec<_> =
                    errors.iter().map(|error| format!("{} {}", error.path, error.code)).collect();
                let shown = format!("{}  OpenClaw {issues:?}, we {ours:?}", id(line));
                self.disagreements.entry("(other place)".to_owned()).or_default().push(shown);
            }
        }
    }

    fn print(&self) -> ExitCode {
        let mut disagreed = 0;
        for (kind, examples) in &self.disagreements {
            println!("{} x {kind}", examples.len());
            for example in examples.iter().take(SHOWN) {
                println!("    {}", example.chars().take(700).collect::<String>());
            }
            disagreed += if kind == "(other place)" { 0 } else { examples.len() };
        }
        println!(
            "{} agreed, {disagreed} disagreed; of {} invalid ones {} at the same place",
            self.agreed, self.invalid, self.same_place
        );
        if disagreed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
