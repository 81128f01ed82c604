//! The verdicts of our diagnostics against OpenClaw's own, recorded for thousands of configurations.
//!
//! Two verdicts agree when both accept the configuration, or both refuse it and at least one of our errors stands at a
//! path that OpenClaw reports.

#![expect(clippy::print_stdout, reason = "the figures are what this test is read for")]

mod cases;
mod figures;
mod known;
#[path = "../recorded/mod.rs"]
mod recorded;

use cases::{Case, Outcome};
use figures::Figures;
use known::Known;

/// How often, in percent, a path that we report must be one that OpenClaw reports.
const LEAST_SAME_PATH: f64 = 99.5;

/// Checks every case of a set, and that the list of known disagreements is exact.
fn agree(set: &str, cases: &[Case]) {
    assert!(!cases.is_empty(), "no cases in {set}");
    let mut figures = Figures::default();
    let mut known = Known::of(set);
    let mut unknown = Vec::new();
    for case in cases {
        let ours = case.our_errors();
        let outcome = case.compare(&ours);
        figures.count(case, outcome);
        if outcome != Outcome::Agreed && !known.takes(&case.id) {
            let (id, verdict) = (&case.id, case.verdict());
            unknown.push(format!("{id}: {outcome:?}, {verdict}, ours {ours:?}\n    {}", case.excerpt()));
        }
    }
    println!("{set}\n{figures}");
    assert!(figures.same_path() >= LEAST_SAME_PATH, "OpenClaw reports other paths too often");
    assert!(unknown.is_empty(), "{} unlisted disagreements\n{}", unknown.len(), unknown.join("\n"));
    assert!(known.is_used_up(), "these agree now, or are no cases: {known:?}");
}

#[test]
fn generated_configurations() {
    agree("validate-generated", &cases::recorded("validate-generated"));
}

#[test]
fn hand_written_rules() {
    agree("validate-rules", &cases::recorded("validate-rules"));
}

/// Each retired key of a channel in each channel, and in an account of each: what one channel refuses another may leave open.
#[test]
fn retired_keys_in_every_channel() {
    agree("validate-retired", &cases::recorded("validate-retired"));
}

#[test]
fn files_with_the_features_of_the_format() {
    agree("parse", &cases::files());
}

#[test]
fn every_file_with_includes() {
    let cases: Vec<Case> = cases::files().into_iter().filter(|case| case.id.starts_with('i')).collect();
    assert!(cases.len() > 25, "only {} cases", cases.len());
    for case in cases {
        let ours = case.our_errors();
        assert_eq!(case.compare(&ours), Outcome::Agreed, "{}: {}, ours {ours:?}", case.id, case.verdict());
    }
}
