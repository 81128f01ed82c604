//! Our verdicts against those of older releases, recorded: `tests/fixtures/releases/`.

#![expect(clippy::print_stdout, reason = "the figures are what this test is read for")]

mod fixed;
mod names;
mod probes;
mod reading;
#[path = "../recorded/mod.rs"]
mod recorded;

use openclaw_lsp::fix::{fix_all, fix_everything};
use openclaw_lsp::release::{self, Version};
use openclaw_lsp::schema::snapshot::fingerprint;
use openclaw_lsp::text::apply_all;
use reading::{errors, snapshot, world};
use recorded::lines;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/releases")
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().expect("a text").to_owned()
}

/// The configurations, by id.
fn cases() -> HashMap<String, String> {
    lines("releases/cases.jsonl.gz").map(|case| (text_of(&case, "id"), text_of(&case, "text"))).collect()
}

/// The releases with recorded verdicts, oldest first.
fn releases() -> Vec<Version> {
    let names =
        fs::read_dir(folder()).expect("the fixtures").map(|entry| entry.expect("an entry").file_name());
    let version = |name: std::ffi::OsString| name.to_str()?.strip_suffix(".jsonl.gz")?.parse().ok();
    let mut releases: Vec<Version> = names.filter_map(version).collect();
    releases.sort_unstable();
    releases
}

/// The ids of rules that a source text names: `refused("id", …)` and `.rule("id")`.
fn rules_of(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["refused(", ".rule("] {
        let after = text.split(start).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
        found.extend(after.filter_map(|rest| rest.split_once('"')).map(|(id, _)| id.to_owned()));
    }
    found
}

/// A rule in code that no release was asked about would be an error for all of them.
#[test]
fn every_rule_was_measured() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let files = fs::read_dir(rules).expect("the rules").map(|entry| entry.expect("an entry").path());
    let texts = files.filter(|file| file.extension().is_some_and(|ext| ext == "rs"));
    let ids: BTreeSet<String> = texts
        .flat_map(|file| rules_of(&fs::read_to_string(file).expect("a rule")))
        .filter(|id| id.contains('/'))
        .collect();
    assert!(ids.len() > 50, "{ids:?}");
    let missing: Vec<&String> =
        ids.iter().filter(|id| release::rule(id).or_else(|| release::row(id)).is_none()).collect();
    assert_eq!(missing, Vec::<&String>::new(), "no interval in data/releases/rules.tsv");
}

/// Of one set: cases, equal verdicts, accepted ones that we refuse, refused ones that we accept.
type Row = [usize; 4];

/// How we judge the cases of a release.
#[derive(Default)]
struct Judged {
    /// By set.
    rows: BTreeMap<String, Row>,
    /// By code, in how many accepted cases we report an error of it.
    alone: BTreeMap<&'static str, usize>,
    /// The cases judged otherwise: their length, id, and what we refuse them for or where the release does.
    other: Vec<(usize, String, String)>,
}

/// Judges all recorded cases of a release by its own schema.
fn judge(version: Version, cases: &HashMap<String, String>) -> Judged {
    let world = world(version);
    let mut judged = Judged::default();
    for verdict in lines(&format!("releases/{version}.jsonl.gz")) {
        let id = text_of(&verdict, "id");
        let errors = errors(&snapshot(&cases[&id], &world));
        let codes: BTreeSet<&'static str> = errors.iter().map(|found| found.code).collect();
        let ours = codes.is_empty();
        let theirs = verdict["valid"].as_bool().expect("a verdict");
        if ours != theirs {
            let said: Vec<String> =
                errors.iter().map(|found| format!("{} {}", found.code, found.path)).collect();
            let said = if theirs { said.join(", ") } else { format!("accepted: {}", verdict["paths"]) };
            judged.other.push((cases[&id].len(), id.clone(), said));
        }
        let set = id.split(' ').next().unwrap_or_default();
        for code in codes.into_iter().filter(|_| theirs) {
            *judged.alone.entry(code).or_default() += 1;
        }
        for row in [set, "all"] {
            let row = judged.rows.entry(row.to_owned()).or_default();
            row[0] += 1;
            row[if ours == theirs {
                1
            } else if theirs {
                2
            } else {
                3
            }] += 1;
        }
    }
    judged
}

/// What the fixes of a release make of its cases.
#[derive(Default)]
struct Fixed {
    changed: usize,
    /// How many of the results the release's own code has judged.
    recorded: usize,
    /// The ids and texts that it accepts and would refuse then, or that it has judged otherwise than we do.
    spoiled: Vec<String>,
}

fn fixed(version: Version, cases: &HashMap<String, String>) -> Fixed {
    let (world, recorded, mut all) = (world(version), fixed::recorded(version), Fixed::default());
    for verdict in lines(&format!("releases/{version}.jsonl.gz")) {
        let id = text_of(&verdict, "id");
        let snapshot = snapshot(&cases[&id], &world);
        let is_valid = verdict["valid"] == true && errors(&snapshot).is_empty();
        // Of what is refused only what its own code has judged afterwards says something.
        if !is_valid && recorded.is_empty() {
            continue;
        }
        for (name, edits) in
            [("safe", fix_all(&snapshot, None)), ("everything", fix_everything(&snapshot, None))]
        {
            if edits.is_empty() {
                continue;
            }
            all.changed += 1;
            let after = apply_all(&cases[&id], &edits);
            let theirs = recorded.get(&fingerprint(&after)).copied();
            all.recorded += usize::from(theirs.is_some());
            let ours = errors(&reading::snapshot(&after, &world)).is_empty();
            if theirs.is_some_and(|theirs| theirs != ours) || is_valid && !ours {
                all.spoiled.push(format!("{id} {name}: {after}"));
            }
        }
    }
    all
}

#[test]
fn no_fix_spoils_what_its_release_accepts() {
    let (cases, mut judged) = (cases(), 0);
    for version in releases() {
        let Fixed { changed, recorded, spoiled } = fixed(version, &cases);
        println!(
            "{version}: {changed} changed, {recorded} judged by its own code, {} spoiled",
            spoiled.len()
        );
        assert!(spoiled.is_empty(), "{version}: {spoiled:#?}");
        judged += recorded;
    }
    // `tests/fixtures/releases/README.md` says how to judge those anew that come out otherwise.
    assert!(judged > 500, "{judged}");
}

/// The least share of equal verdicts that a release may have, in thousandths.
const FLOOR: usize = 995;

#[test]
fn verdicts_of_each_release() {
    let cases = cases();
    let releases = releases();
    assert!(releases.len() >= 12, "{releases:?}");
    for version in releases {
        println!("{version}");
        let mut judged = judge(version, &cases);
        let mut total = HashMap::new();
        for (set, [count, equal, too_strict, too_lax]) in judged.rows {
            println!(
                "  {set:<12}{equal:>5} of {count:<5} refused by us alone {too_strict:<4} accepted by us alone {too_lax}"
            );
            assert_eq!(count, equal + too_strict + too_lax);
            total.insert(set, (count, equal, too_strict));
        }
        println!("  refused by us alone for {:?}", judged.alone);
        judged.other.sort_unstable();
        for (length, id, said) in &judged.other {
            println!("    {length:>6} {id}: {said}");
        }
        // What was measured, so that no change makes it worse unseen.
        let (count, equal, too_strict) = total["all"];
        assert!(equal * 1000 >= count * FLOOR, "{version}: {equal} of {count} equal");
        assert_eq!(too_strict, 0, "{version} accepts what we refuse");
    }
}
