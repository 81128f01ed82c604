//! Our answers to the checks of OpenClaw's own `security audit`, against what it said of thousands of accepted configurations: the same
//! checks fail, as badly; and what we do not tell, another finding tells.

#![expect(clippy::print_stdout, reason = "the figures are what this test is read for")]

mod cases;
mod figures;

use cases::Case;
use expect_test::{Expect, expect};
use figures::Figures;
use openclaw_lsp::base::codes;

fn check(cases: &[Case], least: usize, expect: &Expect) {
    assert!(cases.len() >= least, "only {} cases", cases.len());
    let figures = Figures::of(cases);
    for difference in &figures.differences {
        println!("{difference}");
    }
    println!("{figures}");
    let part = figures.met_part();
    assert!(part >= 0.99, "only {part} of the checks are met");
    expect.assert_eq(&figures.to_string());
}

#[test]
fn every_check_of_configurations_made_for_it() {
    check(&cases::made(), 2_000, &expect![[""]]);
}

#[test]
fn real_files() {
    check(&cases::field(), 40, &expect![[""]]);
}

/// What OpenClaw's audit says of a risk that a finding of another family tells is not told twice, and told all the same.
#[test]
fn what_is_not_told_as_a_risk_is_told_by_another_finding() {
    for (check, code) in figures::ELSEWHERE {
        for case in cases::made().iter().filter(|case| case.findings.contains_key(*check)).take(12) {
            let is_told = case.found().iter().any(|one| one.code == *code);
            assert!(is_told, "{}: {check} is told by nothing: {}", case.id, case.text);
        }
    }
}

/// The table of the documentation has each check that was recorded, with a code that there is.
#[test]
fn every_check_stands_in_the_table() {
    let page = include_str!("../../docs/security.md");
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    let rows: Vec<(Vec<&str>, &str)> = rows
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let (checks, _, here) = (cells.next()?, cells.next()?, cells.next()?);
            Some((checks.split(", ").map(|check| check.trim_matches('`')).collect(), here))
        })
        .collect();
    for (_, here) in &rows {
        let code = here.split('`').nth(1);
        assert!(code.is_none_or(|code| codes::find(code).is_some()), "{here} is no code");
    }
    let fits = |pattern: &str, check: &str| match pattern.split_once('*') {
        Some((start, end)) => check.starts_with(start) && check.ends_with(end),
        None => pattern == check,
    };
    for check in cases::made().iter().chain(&cases::field()).flat_map(|case| case.findings.keys()) {
        let row = rows.iter().find(|(checks, _)| checks.iter().any(|pattern| fits(pattern, check)));
        assert!(row.is_some_and(|(_, here)| *here != "—"), "{check} is not told, says the table");
    }
}

/// The secrets of the configurations, in whole or in part, are in no sentence.
#[test]
fn no_sentence_has_a_secret() {
    for case in cases::made().iter().filter(|case| case.text.contains("made-for-tests")).step_by(7) {
        for finding in case.found() {
            let shown = [&finding.message, &finding.path].into_iter().chain(&finding.meant);
            let has_secret =
                shown.into_iter().any(|text| text.contains("made-for") || text.contains("xxxxxx"));
            assert!(!has_secret, "{}: {finding:?}", case.id);
        }
    }
}
