//! How much is said of real configurations that OpenClaw accepts: every warning is one that OpenClaw gives itself, or names what it
//! silently does instead.

use super::configs::{configs, snapshot};
use openclaw_lsp::base::{Diagnostic, Severity};
use openclaw_lsp::check::diagnostics;
use std::collections::BTreeMap;

/// Warnings that `config validate` or the doctor gives, too.
const OF_OPENCLAW: [&str; 12] = [
    "missing-variable",
    "unknown-provider",
    "retired-model",
    "legacy-agents-list",
    "legacy-default-marker",
    "legacy-context-budget",
    "legacy-key",
    "implicit-owner",
    "unreachable-plugin-path",
    "unreachable-direct-messages",
    "unowned-heartbeat",
    "unknown-plugin",
];

/// Warnings of what OpenClaw does without a word: the gateway ends, a request is refused, a setting counts for nothing.
const SILENT: [&str; 3] = ["unstartable-gateway", "mismatched-api", "unknown-tool"];

/// What OpenClaw's own `security audit` calls critical.
const CRITICAL: &str = "security-";

/// The most hints that one file may have: more than these nobody reads.
const HINTS: usize = 3;

/// The median, the value that nine of ten do not exceed, and the greatest.
fn spread(mut counts: Vec<usize>) -> (usize, usize, usize) {
    counts.sort_unstable();
    let at = |share: usize| counts[(counts.len() * share / 10).min(counts.len() - 1)];
    (at(5), at(9), at(10))
}

#[test]
fn accepted_files_are_quiet() {
    let told: Vec<Vec<Diagnostic>> = configs()
        .iter()
        .filter(|config| config.valid)
        .map(|config| diagnostics(&snapshot(&config.text)))
        .collect();
    assert!(told.len() > 40);
    let of = |least: Severity, most: Severity| {
        let count = |found: &Vec<Diagnostic>| {
            found.iter().filter(|one| one.severity >= least && one.severity <= most).count()
        };
        spread(told.iter().map(count).collect())
    };
    let mut codes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for one in told.iter().flatten() {
        *codes.entry((one.severity.as_str(), one.code)).or_default() += 1;
    }
    println!("{} files, median, 90 % and most: all {:?}", told.len(), of(Severity::Error, Severity::Hint));
    println!("warnings {:?}", of(Severity::Warning, Severity::Warning));
    println!("hints {:?}", of(Severity::Hint, Severity::Hint));
    println!("{codes:#?}");
    let unfounded: Vec<&str> = codes
        .keys()
        .filter(|(severity, code)| {
            let is_founded =
                OF_OPENCLAW.contains(code) || SILENT.contains(code) || code.starts_with(CRITICAL);
            *severity == "warning" && !is_founded
        })
        .map(|(_, code)| *code)
        .collect();
    assert_eq!(unfounded, Vec::<&str>::new(), "what happens to whoever ignores it?");
    assert!(of(Severity::Hint, Severity::Hint).2 <= HINTS);
    let (median, most_files, _) = of(Severity::Error, Severity::Hint);
    assert!(median <= 2 && most_files <= 5, "{median}, {most_files}");
}
