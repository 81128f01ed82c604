//! The automaton and the index against a naive matcher.

use super::*;
use proptest::prelude::*;

/// Whether `pattern` matches `path`, by trying everything.
fn matches(pattern: &[PatternStep], path: &[PathStep<'_>]) -> bool {
    match (pattern.split_first(), path.split_first()) {
        (None, None) => true,
        (Some((PatternStep::Deep, rest)), step) => {
            matches(rest, path) || step.is_some_and(|(_, below)| matches(pattern, below))
        }
        (Some((step, rest)), Some((taken, below))) => {
            let fits = match (step, taken) {
                (PatternStep::Key(name), PathStep::Key(key)) => name == key,
                (PatternStep::AnyKey, PathStep::Key(_)) | (PatternStep::Item, PathStep::Item) => true,
                _ => false,
            };
            fits && matches(rest, below)
        }
        _ => false,
    }
}

fn check(patterns: &[&'static str], path: &[PathStep<'_>], expected: &[&str]) {
    let trie = PathTrie::build(patterns.iter().map(|pattern| (*pattern, *pattern)));
    assert_eq!(trie.lookup(path), expected);
    let index = PathIndex::build(patterns.iter().map(|pattern| (*pattern, *pattern)));
    assert_eq!(index.lookup(path), expected.first());
}

#[test]
fn literal_patterns_come_first() {
    use PathStep::Key;
    let patterns = ["a.*", "**.b", "a.b", "*.b", "a.{b,c}", "a"];
    check(&patterns, &[Key("a"), Key("b")], &["a.b", "a.{b,c}", "a.*", "*.b", "**.b"]);
    check(&patterns, &[Key("a"), Key("c")], &["a.{b,c}", "a.*"]);
    check(&patterns, &[Key("b")], &["**.b"]);
    check(&patterns, &[], &[]);
}

#[test]
fn patterns_are_written_in_several_ways() {
    use PathStep::{Item, Key};
    let path = [Key("m"), Item, Key("id")];
    for pattern in ["m[].id", "m.[].id", "m[].<key>", "m{,.x}[].id", "{m[].{no,id},z}", "**"] {
        check(&[pattern], &path, &[pattern]);
    }
    check(&["m[].id"], &[Key("m"), Key("0"), Key("id")], &[]);
}

#[test]
fn a_dead_state_stays_dead() {
    let trie = PathTrie::build([("a.b", ())]);
    let dead = trie.step(trie.start(), PathStep::Key("b"));
    assert!(dead.is_dead() && trie.step(dead, PathStep::Item).is_dead());
    assert!(!trie.step(trie.start(), PathStep::Key("a")).is_dead());
}

fn segment() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a", "b", "*", "[]", "**", "{a,b.*}", "c[]"])
}

fn step() -> impl Strategy<Value = PathStep<'static>> {
    prop::sample::select(vec![PathStep::Key("a"), PathStep::Key("b"), PathStep::Key("c"), PathStep::Item])
}

proptest! {
    #[test]
    fn the_automaton_matches_like_the_naive_matcher(
        patterns in prop::collection::vec(prop::collection::vec(segment(), 0..5), 1..8),
        path in prop::collection::vec(step(), 0..6),
    ) {
        let patterns: Vec<String> = patterns.iter().map(|segments| segments.join(".")).collect();
        let entries = || patterns.iter().enumerate().map(|(index, text)| (text.as_str(), index));
        let trie = PathTrie::build(entries());
        let index = PathIndex::build(entries());
        prop_assert_eq!(index.lookup(&path), trie.lookup(&path).first());
        let mut found = trie.lookup(&path).to_vec();
        found.sort_unstable();
        let expected = patterns.iter().enumerate().flat_map(|(index, text)| {
            let fitting = parse_patterns(text).into_iter().filter(|pattern| matches(pattern, &path)).count();
            std::iter::repeat_n(index, fitting)
        });
        prop_assert_eq!(found, expected.collect::<Vec<_>>());
    }
}
