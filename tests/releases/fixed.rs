//! What all forms of our fixes make of every configuration that we have, for the releases' own code to judge.
//!
//! With `FIXED_CASES=FOLDER FIXED_RELEASES='2026.4.26 2026.9.6' cargo test --test releases written` a file of JSON lines is
//! written for each release; `tools/oracle/verdict.mjs` says of each line whether the release accepts it, and
//! `tools/oracle/fixed.mjs` compares. `FIXED_SET=field` takes one set only.

use super::reading::{errors, snapshot, world};
use super::recorded::lines;
use openclaw_lsp::base::World;
use openclaw_lsp::fix::{Which, fix, without_unknown};
use openclaw_lsp::ide::code_actions;
use openclaw_lsp::release::Version;
use openclaw_lsp::text::{TextRange, apply_all};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::env;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// What a release said of results of our fixes: whether it accepts a text, by its fingerprint.
pub fn recorded(version: Version) -> HashMap<String, bool> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/releases/fixed.tsv");
    let text = std::fs::read_to_string(path).expect("the verdicts");
    let of_release = |line: &str| {
        let [release, fingerprint, verdict] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        (release == version.to_string()).then(|| (fingerprint.to_owned(), verdict == "valid"))
    };
    text.lines().filter_map(of_release).collect()
}

/// A migration may make room for another one.
const ROUNDS: usize = 8;

/// What is offered is tried up to this many bytes, as it is tried at every place.
const OFFERED: usize = 8_000;

/// Every configuration that the tests have, by set and id.
fn texts() -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (file, set) in [
        ("releases/cases.jsonl.gz", ""),
        ("cases/migrations.jsonl.gz", "case "),
        ("cases/migrations-rows.jsonl.gz", "row "),
        ("cases/validate-generated.jsonl.gz", "random "),
        ("cases/validate-retired.jsonl.gz", "retired "),
        ("cases/validate-rules.jsonl.gz", "rule "),
    ] {
        texts.extend(lines(file).map(|case| read(set, &case)));
    }
    for file in ["corpus.jsonl", "bugs.jsonl"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/field").join(file);
        let cases = std::fs::read_to_string(path).expect("the cases");
        let cases = cases.lines().map(|line| serde_json::from_str::<Value>(line).expect("a case"));
        texts.extend(cases.filter(|case| case["text"].is_string()).map(|case| read("small ", &case)));
    }
    texts
}

fn read(set: &str, case: &Value) -> (String, String) {
    let id = format!("{set}{}", case["id"].as_str().expect("an id"));
    let text = case["text"].as_str().map(str::to_owned);
    (id, text.unwrap_or_else(|| serde_json::to_string_pretty(&case["config"]).expect("JSON")))
}

/// What the program makes of a text.
fn settled(text: &str, which: Which<'_>, world: &Arc<World>) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let edits = fix(&snapshot(&text, world), which);
        if edits.is_empty() {
            break;
        }
        text = apply_all(&text, &edits);
    }
    text
}

/// The same without keys that nothing knows, as often as that makes room.
fn bare(settled_text: &str, which: Which<'_>, world: &Arc<World>) -> String {
    let mut text = settled_text.to_owned();
    for _ in 0..ROUNDS {
        let snapshot = snapshot(&text, world);
        let edits = without_unknown(&snapshot, &errors(&snapshot));
        if edits.is_empty() {
            break;
        }
        text = settled(&apply_all(&text, &edits), which, world);
    }
    text
}

/// What becomes of a text, by what is chosen.
fn forms(text: &str, is_offered: bool, world: &Arc<World>) -> Vec<(String, String)> {
    let safe = settled(text, Which::safe(None), world);
    let all = settled(&safe, Which::everything(None), world);
    let mut forms = vec![
        ("fix --unsafe --drop-unknown".to_owned(), bare(&all, Which::everything(None), world)),
        ("fix --drop-unknown".to_owned(), bare(&safe, Which::safe(None), world)),
        ("fix --unsafe".to_owned(), settled(text, Which::everything(None), world)),
        ("fix, then fix --unsafe".to_owned(), all),
        ("fix".to_owned(), safe),
    ];
    if is_offered && text.len() < OFFERED {
        let snapshot = snapshot(text, world);
        let actions = code_actions(&snapshot, TextRange::new(0, snapshot.text.len()));
        forms.extend(actions.into_iter().map(|action| (action.title, apply_all(text, &action.edits))));
    }
    forms.retain(|(_, after)| after != text);
    forms
}

/// The lines of one configuration: none where nothing changes it.
fn told(id: &str, text: &str, world: &Arc<World>) -> Vec<Value> {
    let is_offered = !id.starts_with("random ");
    let forms = forms(text, is_offered, world);
    if forms.is_empty() {
        return Vec::new();
    }
    let line = |form: &str, text: &str| {
        let errors = errors(&snapshot(text, world)).len();
        json!({ "id": format!("{id}\t{form}"), "text": text, "errors": errors })
    };
    let original = std::iter::once(line("", text));
    original.chain(forms.iter().map(|(form, after)| line(form, after))).collect()
}

fn write(version: Version, texts: &[(String, String)], folder: &Path) {
    let world = world(version);
    let half = texts.len().div_ceil(2);
    let found: Vec<Value> = std::thread::scope(|scope| {
        let tell = |part: &[(String, String)]| -> Vec<Value> {
            part.iter().flat_map(|(id, text)| told(id, text, &world)).collect()
        };
        let parts: Vec<_> = texts.chunks(half).map(|part| scope.spawn(move || tell(part))).collect();
        parts.into_iter().flat_map(|part| part.join().expect("a half")).collect()
    });
    let mut file = BufWriter::new(File::create(folder.join(format!("{version}.jsonl"))).expect("a file"));
    for line in found {
        writeln!(file, "{line}").expect("a line");
    }
}

/// Only on demand: releases have to be installed to judge what is written here.
#[test]
fn written() {
    let Some(folder) = env::var_os("FIXED_CASES") else { return };
    let releases = env::var("FIXED_RELEASES").expect("FIXED_RELEASES: which");
    // Halves that are alike: the sets lie behind one another.
    let set = env::var("FIXED_SET").unwrap_or_default();
    let texts = texts().into_iter().filter(|(id, _)| id.starts_with(&set));
    let (even, odd): (Vec<_>, Vec<_>) = texts.enumerate().partition(|(at, _)| at % 2 == 0);
    let texts: Vec<(String, String)> = even.into_iter().chain(odd).map(|(_, one)| one).collect();
    for release in releases.split_whitespace() {
        write(release.parse().expect("a release"), &texts, Path::new(&folder));
    }
}
