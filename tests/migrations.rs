//! Our fixes against OpenClaw's own migration, recorded for configurations with retired keys.
//!
//! A case agrees when our result is OpenClaw's, without what its migration adds for the machine it runs on. With
//! `OPENCLAW_MIGRATE` set to a command that reads and writes JSON lines, that command migrates the originals and our
//! results instead: then OpenClaw must make the same of both.

#![expect(clippy::print_stdout, reason = "the figures are what this test is read for")]

mod recorded;

use openclaw_lsp::base::{DocumentKind, Snapshot, World};
use openclaw_lsp::fix::fix_everything;
use openclaw_lsp::ide::fix_all;
use openclaw_lsp::text::apply_all;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

struct Case {
    id: String,
    config: Value,
    migrated: Value,
}

impl Case {
    /// The migration that the case was made for.
    fn kind(&self) -> &str {
        self.id.split(" #").next().unwrap_or(&self.id)
    }

    /// Our result: of all migrations, or of the safe ones.
    fn ours(&self, all: bool) -> Value {
        let text = serde_json::to_string_pretty(&self.config).expect("JSON");
        let snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::new(World::default()));
        let edits = if all { fix_everything(&snapshot, None) } else { fix_all(&snapshot, None) };
        let fixed = apply_all(&text, &edits);
        json5::from_str(&fixed).unwrap_or_else(|error| panic!("{}: {error}\n{fixed}", self.id))
    }
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases")
}

fn cases(set: &str) -> Vec<Case> {
    let case = |case: Value| {
        let id = case["id"].as_str().expect("an id").to_owned();
        Case { id, config: case["config"].clone(), migrated: case["migrated"].clone() }
    };
    recorded::lines(&format!("cases/{set}.jsonl.gz")).map(case).collect()
}

/// The cases in which the results differ, with the reason.
fn known(set: &str) -> BTreeMap<String, String> {
    let text = fs::read_to_string(fixtures().join("known-migrations.tsv")).expect("the list of differences");
    let own =
        |line: &'_ str| line.split_once('\t').filter(|(of, _)| *of == set).map(|(_, rest)| rest.to_owned());
    let own: Vec<String> = text.lines().skip(1).filter_map(own).collect();
    let rows = own.iter().filter_map(|line| line.split_once('\t'));
    rows.map(|(id, reason)| (id.to_owned(), reason.to_owned())).collect()
}

/// A result without what OpenClaw adds for the machine: the implied agent, and the stamps of its migrations.
fn plain(mut result: Value, config: &Value) -> Value {
    let Some(root) = result.as_object_mut() else { return result };
    if config.get("meta").is_none() {
        root.remove("meta");
    }
    let agents = config.get("agents");
    let has_roster = agents.is_some_and(|agents| agents.get("entries").or(agents.get("list")).is_some());
    if let Some(agents) = root.get_mut("agents").and_then(Value::as_object_mut)
        && !has_roster
        && agents.get("entries") == Some(&json!({ "main": {} }))
    {
        agents.remove("entries");
    }
    if root.get("agents") == Some(&Value::Object(Map::new())) && config.get("agents").is_none() {
        root.remove("agents");
    }
    result
}

/// What OpenClaw makes of configurations, by the command of `OPENCLAW_MIGRATE`.
fn migrated(command: &str, configs: &[Value]) -> Vec<Value> {
    let mut child = Command::new("sh")
        .args(["-c", command])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a command");
    let mut input = child.stdin.take().expect("its input");
    for (id, config) in configs.iter().enumerate() {
        writeln!(input, "{}", json!({ "id": id, "config": config })).expect("a line");
    }
    drop(input);
    let output = child.wait_with_output().expect("its output").stdout;
    let mut results = vec![Value::Null; configs.len()];
    for line in String::from_utf8_lossy(&output).lines() {
        let line: Value = serde_json::from_str(line).expect("a line of JSON");
        let id = line["id"].as_u64().and_then(|id| usize::try_from(id).ok()).expect("an id");
        // A configuration without work has no result of its own.
        results[id] = line.get("migrated").cloned().unwrap_or_else(|| configs[id].clone());
    }
    results
}

/// The cases in which our result is another one than OpenClaw's, with both.
fn differences(cases: &[Case], all: bool) -> BTreeMap<String, String> {
    let ours: Vec<Value> = cases.iter().map(|case| case.ours(all)).collect();
    let pairs: Vec<(Value, Value)> = match std::env::var("OPENCLAW_MIGRATE") {
        Ok(command) => live(&command, cases, &ours),
        Err(_) => cases.iter().map(|case| case.migrated.clone()).zip(ours).collect(),
    };
    let differ = |(case, (theirs, ours)): (&Case, (Value, Value))| {
        let (theirs, ours) = (plain(theirs, &case.config), plain(ours, &case.config));
        (theirs != ours).then(|| (case.id.clone(), format!("theirs {theirs}\n    ours   {ours}")))
    };
    cases.iter().zip(pairs).filter_map(differ).collect()
}

/// What OpenClaw makes of the originals and of our results; says for how many of these it has nothing left to do.
fn live(command: &str, cases: &[Case], ours: &[Value]) -> Vec<(Value, Value)> {
    let originals: Vec<Value> = cases.iter().map(|case| case.config.clone()).collect();
    let after = migrated(command, ours);
    let is_done = |((case, ours), after): &((&Case, &Value), &Value)| {
        plain((*ours).clone(), &case.config) == plain((*after).clone(), &case.config)
    };
    let rests = cases.iter().zip(ours).zip(&after);
    let done = rests.clone().filter(is_done).count();
    println!("nothing left to do for {done} of {}", cases.len());
    if std::env::var_os("OPENCLAW_VERBOSE").is_some() {
        for ((case, ours), after) in rests.filter(|rest| !is_done(rest)) {
            println!("left in {}\n    ours  {ours}\n    after {after}", case.id);
        }
    }
    migrated(command, &originals).into_iter().zip(after).collect()
}

/// Counts the cases of a set that agree, and checks that the lists of the others are exact.
fn agree(set: &str) {
    let cases = cases(set);
    assert!(cases.len() >= 100, "only {} cases in {set}", cases.len());
    let all = differences(&cases, true);
    let kinds: BTreeSet<&str> = cases.iter().map(Case::kind).collect();
    for kind in &kinds {
        let of_kind: Vec<&Case> = cases.iter().filter(|case| case.kind() == *kind).collect();
        let agreed = of_kind.iter().filter(|case| !all.contains_key(&case.id)).count();
        println!("{agreed}/{} {kind}", of_kind.len());
    }
    let mut safe = differences(&cases, false);
    let agreeing = |differences: &BTreeMap<String, String>| cases.len() - differences.len();
    println!(
        "{set}: {} of {} cases agree, {} without the unsafe ones",
        agreeing(&all),
        cases.len(),
        agreeing(&safe)
    );
    safe.retain(|id, _| !all.contains_key(id));
    for id in all.keys() {
        println!("differs\t{set}\t{id}");
    }
    for id in safe.keys() {
        println!("differs\t{set}-safe\t{id}");
    }
    exact(&known(set), &all);
    exact(&known(&format!("{set}-safe")), &safe);
}

/// Checks that a list names the cases that differ, and no others.
fn exact(known: &BTreeMap<String, String>, differences: &BTreeMap<String, String>) {
    let unlisted = differences.iter().filter(|(id, _)| !known.contains_key(*id));
    let unlisted: Vec<String> = unlisted.map(|(id, both)| format!("{id}\n    {both}")).collect();
    assert!(unlisted.is_empty(), "{} unlisted differences\n{}", unlisted.len(), unlisted.join("\n"));
    if std::env::var_os("OPENCLAW_MIGRATE").is_none() {
        let agreeing: Vec<&String> = known.keys().filter(|id| !differences.contains_key(*id)).collect();
        assert!(agreeing.is_empty(), "these agree now, or are no cases: {agreeing:?}");
    }
}

/// With `OPENCLAW_CONFIGS`, the configurations of a file of JSON lines, judged by the command of `OPENCLAW_MIGRATE`.
#[test]
fn the_configurations_of_a_file() {
    let Some(path) = std::env::var_os("OPENCLAW_CONFIGS") else { return };
    let lines = BufReader::new(File::open(path).expect("the file")).lines();
    let case = |line: String| {
        let line: Value = serde_json::from_str(&line).expect("a line of JSON");
        let id = line["id"].as_str().expect("an id").to_owned();
        Case { id, config: line["config"].clone(), migrated: Value::Null }
    };
    let cases: Vec<Case> = lines.map(|line| case(line.expect("a line"))).collect();
    let differences = differences(&cases, true);
    println!("{} of {} configurations agree", cases.len() - differences.len(), cases.len());
    for (id, both) in differences {
        println!("{id}\n    {both}");
    }
}

#[test]
fn one_case_for_each_migration_of_openclaw() {
    agree("migrations");
}

#[test]
fn one_case_for_each_path_of_our_table() {
    agree("migrations-rows");
}
