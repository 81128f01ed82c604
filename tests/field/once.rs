//! What is wrong with a place is told once.

use super::configs::{configs, snapshot};
use super::recorded::lines;
use super::rows::rows;
use openclaw_lsp::base::Diagnostic;
use openclaw_lsp::check::diagnostics;
use std::collections::{BTreeMap, BTreeSet};

/// Two faults of one value, which are mended in two places.
const BOTH: &str = "conflicting-keys at mcp.servers.main.oauth.identity:";

/// The findings of one code that stand at one place.
fn twice(text: &str) -> Vec<String> {
    let found = diagnostics(&snapshot(text));
    let mut places: BTreeMap<_, Vec<&Diagnostic>> = BTreeMap::new();
    for one in &found {
        places.entry((one.code, one.path.as_str(), one.range)).or_default().push(one);
    }
    let repeated = places.into_iter().filter(|(_, all)| all.len() > 1);
    repeated
        .map(|((code, path, _), all)| {
            let words: Vec<&str> = all.iter().map(|one| one.message.as_str()).collect();
            format!("{code} at {path}:\n    {}", words.join("\n    "))
        })
        .collect()
}

#[test]
fn nothing_is_told_twice() {
    let mut texts: Vec<String> = configs().iter().map(|config| config.text.clone()).collect();
    texts.extend(rows().into_iter().map(|row| row.text));
    for set in ["validate-generated", "validate-rules", "migrations", "migrations-rows"] {
        texts.extend(lines(&format!("cases/{set}.jsonl.gz")).map(|case| case["config"].to_string()));
    }
    let told = texts.iter().flat_map(|text| twice(text)).filter(|one| !one.starts_with(BOTH));
    let told: BTreeSet<String> = told.collect();
    assert!(told.is_empty(), "in {} texts\n{told:#?}", texts.len());
    println!("{} texts", texts.len());
}
