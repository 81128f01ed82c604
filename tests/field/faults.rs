//! Every fault that the campaign against the protocol found has a test that would find it again.

use super::configs::fixtures;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// So many faults were found: F1, F2 and so on.
const FOUND: usize = 22;

#[test]
fn every_fault_has_a_test() {
    let table = fs::read_to_string(fixtures().join("faults.tsv")).unwrap();
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let told: BTreeSet<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    let all: BTreeSet<String> = (1..=FOUND).map(|number| format!("F{number}")).collect();
    assert_eq!(told, all);
    for row in &rows {
        let (file, name) = row[2].split_once(' ').unwrap();
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let is_there = text.contains(&format!("fn {name}(")) || text.contains(&format!("\"id\": \"{name}\""));
        assert!(is_there, "{}: no `{name}` in {file}", row[0]);
    }
}
