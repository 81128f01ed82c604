//! Our warnings against those of OpenClaw's own `config validate`, recorded for thousands of accepted configurations: path and
//! severity, by kind; and that we give none under the same codes that OpenClaw does not give.

#![expect(clippy::print_stdout, reason = "the figures are what this test is read for")]

mod cases;
mod figures;
mod kinds;
#[path = "../recorded/mod.rs"]
mod recorded;

use cases::Case;
use expect_test::{Expect, expect};
use figures::Figures;
use openclaw_lsp::base::Severity;

fn check(cases: &[Case], least: usize, expect: &Expect) {
    assert!(cases.len() >= least, "only {} cases", cases.len());
    let figures = Figures::of(cases);
    for difference in &figures.differences {
        println!("{difference}");
    }
    println!("{figures}");
    expect.assert_eq(&figures.to_string());
}

#[test]
fn every_warning_of_configurations_made_for_it() {
    check(
        &cases::made(),
        2_000,
        &expect![[r#"
            kind                 met missed
            budget-dropped       600      0
            budget-moved         261      0
            channel-stale        145      0
            channel-unchecked   1019      0
            dm-nobody            103      0
            dm-open              406     21
            heartbeat-owner       74      0
            missing-variable     617      0
            path-missing         715      0
            plugin-command        59      0
            plugin-disabled      412      7
            plugin-memory         23      0
            plugin-official      521      0
            plugin-removed       195      0
            plugin-unknown       727     13
            roster-list          187      0
            roster-marker        362      0
            roster-owners        312      0
            search-missing        89      0
            search-stale          22      0
            search-unchecked     110      0
            target-unchecked      27      0
            all                 6986     41
        "#]],
    );
}

#[test]
fn configurations_of_the_other_sets() {
    check(
        &cases::shared(),
        2_000,
        &expect![[r#"
            kind                 met missed
            budget-dropped         1      0
            channel-unchecked      1      0
            heartbeat-owner        1      0
            missing-variable      52      0
            path-missing           3      0
            plugin-disabled       11      0
            plugin-official        1      0
            plugin-unknown         7      0
            roster-list            5      0
            roster-marker          2      0
            roster-owners          1      0
            all                   85      0
        "#]],
    );
}

/// Prints how many findings each of the accepted real files has, and of which codes.
#[test]
fn noise() {
    let real: Vec<Case> = cases::shared().into_iter().filter(|case| case.id.starts_with("field/")).collect();
    assert!(real.len() > 40, "only {} files", real.len());
    for case in real {
        let mut codes: Vec<String> = case
            .found()
            .iter()
            .map(|one| format!("{} {} {}", one.severity.as_str(), one.code, one.path))
            .collect();
        codes.sort();
        println!("{}: {} findings\n    {}", case.id, codes.len(), codes.join("\n    "));
    }
}

/// What ends the gateway although nothing here says so, with the reason.
const UNTOLD: &[(&str, &str)] = &[
    (
        "mode/missing",
        "a file that says nothing of the gateway is no reason to speak of it: most are parts or examples",
    ),
    ("auth/token-redacted", "told as `redacted-secret`"),
    ("auth/token-reference-missing", "the environment of the gateway is not seen here"),
    ("auth/password-reference-missing", "the environment of the gateway is not seen here"),
    ("tailscale/serve-token", "the machine lacks Tailscale"),
    ("tls/missing-files", "depends on the machine"),
    ("secrets/provider-undeclared", "told as `unknown-secret-provider`"),
    ("secrets/file-missing", "depends on the machine"),
    ("bind/custom-foreign", "depends on the machine"),
    ("state/workspace-is-file", "depends on the machine"),
];

/// The real gateway was started with each of these.
#[test]
fn what_ends_the_gateway_is_told() {
    let mut untold = Vec::new();
    for start in cases::starts() {
        let found = start.case.found();
        let told = || found.iter().filter(|one| one.code == "unstartable-gateway");
        let is_certain = told().any(|one| one.severity == Severity::Warning);
        println!(
            "{}: exit {:?}, {:?}",
            start.case.id,
            start.exit,
            told().map(|one| &one.path).collect::<Vec<_>>()
        );
        match start.exit {
            None => assert!(!is_certain, "{} starts: {found:?}", start.case.id),
            Some(_) if told().next().is_none() => untold.push(start.case.id),
            Some(_) => {}
        }
    }
    let known: Vec<&str> = UNTOLD.iter().map(|(id, _)| *id).collect();
    assert_eq!(
        untold.iter().filter(|id| !known.contains(&&***id)).collect::<Vec<_>>(),
        Vec::<&String>::new()
    );
    assert_eq!(untold.len(), known.len(), "some are told now: {untold:?}");
}
