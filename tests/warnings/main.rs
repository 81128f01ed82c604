//! Our warnings against those of OpenClaw's own `config validate`, recorded for thousands of accepted configurations: path and
//! severity, by kind; and that we give none under the same codes that OpenClaw does not give.

#![expect(clippy::print_stdout, reason = "the figures are what this test is read for")]

mod cases;
mod figures;
mod kinds;

use cases::Case;
use expect_test::{Expect, expect};
use figures::Figures;

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
    check(&cases::made(), 2_000, &expect![[""]]);
}

#[test]
fn configurations_of_the_other_sets() {
    check(&cases::shared(), 2_000, &expect![[""]]);
}

/// Prints how many findings each of the accepted real files has, and of which codes.
#[test]
fn noise() {
    let real: Vec<Case> = cases::shared().into_iter().filter(|case| case.id.starts_with("field/")).collect();
    assert!(real.len() > 40, "only {} files", real.len());
    for case in real {
        let mut codes: Vec<String> = case.found().iter().map(|one| format!("{} {} {}", one.severity.as_str(), one.code, one.path)).collect();
        codes.sort();
        println!("{}: {} findings\n    {}", case.id, codes.len(), codes.join("\n    "));
    }
}
