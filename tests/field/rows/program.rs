//! What the program prints.

#[path = "../../cli/program.rs"]
#[allow(dead_code, reason = "of what it can do, some is asked here")]
mod run;

use super::{Ran, Row, rows};
use run::Folder;

fn unmet(row: &Row, ran: &Ran) -> Option<String> {
    let others = row.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let files: Vec<(&str, &str)> = [("openclaw.json", row.text.as_str())].into_iter().chain(others).collect();
    let got = Folder::with(&files).run(&ran.run);
    let said = format!("{}\n{}", got.stdout, got.stderr);
    let missing = ran.says.iter().find(|words| !said.contains(*words));
    let surplus = ran.never.iter().find(|words| said.contains(*words));
    let is_met = missing.is_none() && surplus.is_none() && got.status == ran.status;
    (!is_met).then(|| {
        format!("{}: {}: {}; lacks {missing:?}, has {surplus:?}\n{said}", row.id, ran.run, got.status)
    })
}

#[test]
fn the_program_says_what_is_wanted() {
    let rows = rows();
    let runs = || rows.iter().flat_map(|row| row.program.iter().map(move |ran| (row, ran)));
    let wrong: Vec<String> = runs().filter_map(|(row, ran)| unmet(row, ran)).collect();
    println!("{} runs", runs().count());
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), runs().count(), wrong.join("\n"));
}
