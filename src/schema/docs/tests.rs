//! The documentation names keys that exist, once each, in sentences.

use super::*;
use crate::schema::overlay::{key_use, params_layers};
use crate::schema::path::{PatternStep, parse_patterns};
use crate::schema::tests::exists;
use crate::schema::{Schema, overlay};

/// A concrete path that the pattern matches.
fn path<'a>(pattern: &'a [PatternStep]) -> Vec<PathStep<'a>> {
    let step = |step: &'a PatternStep| match step {
        PatternStep::Key(name) => PathStep::Key(name),
        PatternStep::AnyKey | PatternStep::Deep => PathStep::Key("*"),
        PatternStep::Item => PathStep::Item,
    };
    pattern.iter().map(step).collect()
}

fn is_below_params(path: &[PathStep<'_>]) -> bool {
    (0..path.len()).any(|end| !params_layers().lookup(&path[..end]).is_empty())
}

#[test]
fn every_path_exists() {
    let schema = Schema::embedded();
    let known = |entry: &Entry| {
        let patterns = parse_patterns(entry.path);
        let accepted = |pattern: &Vec<PatternStep>| {
            is_below_params(&path(pattern)) || overlay::authored_only(&path(pattern)).is_some()
        };
        exists(&schema, entry.path) || patterns.iter().all(accepted)
    };
    let unknown: Vec<_> =
        entries().filter(|entry| !known(entry)).map(|entry| (entry.file, entry.path)).collect();
    assert!(unknown.is_empty(), "no such key: {unknown:#?}");
}

#[test]
fn no_path_has_two_texts() {
    let mut seen = std::collections::HashMap::new();
    for entry in entries() {
        for pattern in parse_patterns(entry.path) {
            let other = seen.insert(pattern, entry);
            assert_eq!(other, None, "documented twice, here in {}: {}", entry.file, entry.path);
        }
    }
}

#[test]
fn texts_are_sentences() {
    for Entry { file, path, text } in entries() {
        assert!(text.ends_with('.') && text.trim() == text, "{file}: {path}: {text:?} is no sentence");
        assert!(!text.contains('\t'), "{file}: {path}: one tab per line");
    }
}

#[test]
fn the_older_roster_has_the_same_texts() {
    let text = |path| lookup(&crate::schema::tests::steps(path));
    assert!(text("agents.entries.main.model").is_some());
    assert_eq!(text("agents.list[].model"), text("agents.entries.main.model"));
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is what people look for")]
fn the_count_is_printed() {
    let lines = entries().count();
    let paths: Vec<_> = entries().flat_map(|entry| parse_patterns(entry.path)).collect();
    let common = paths.iter().filter(|pattern| key_use(&path(pattern)).common).count();
    let all = overlay::common_keys().count();
    let covered =
        overlay::common_keys().filter(|key| lookup(&path(&parse_patterns(key)[0])).is_some()).count();
    let documented = paths.len();
    println!("documented: {lines} lines for {documented} keys, {common} of them common");
    println!("covered: {covered} of {all} common keys");
    assert!(covered <= all);
}
