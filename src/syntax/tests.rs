//! Tests of the whole room: recovery fixtures, and properties that hold for all texts and edits.

use super::{Tree, Value, measure};
use crate::text::{TextEdit, TextRange};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::Arc;

/// Draws every error under the text: carets under its range, `^` alone where something is missing.
fn check(text: &str, expected: &Expect) {
    let tree = Tree::parse(text);
    assert_eq!(tree.text(), text);
    let mut out = String::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        writeln!(out, "{}", line.trim_end_matches('\n')).unwrap();
        for error in tree.errors() {
            if (start..start + line.len()).contains(&error.range.start)
                || error.range.start == text.len() && start + line.len() == text.len()
            {
                let indent = " ".repeat(error.range.start - start);
                let carets = "^".repeat(error.range.len().max(1));
                writeln!(
                    out,
                    "{indent}{carets} {}",
                    error.kind.message(&text[error.range.start..error.range.end])
                )
                .unwrap();
            }
        }
        start += line.len();
    }
    if text.is_empty() {
        out.extend(tree.errors().iter().map(|error| error.kind.message("")));
    }
    expected.assert_eq(&out);
}

#[test]
fn well_formed_documents_have_no_errors() {
    for text in [
        "{}",
        "[]",
        "{a:1,}",
        "[1,2,]",
        "// c\n{ /* d */ a: 'b' } // e",
        "null",
        "\u{FEFF}{}",
        "-Infinity",
        "{a:+.5e-3}",
    ] {
        assert_eq!(Tree::parse(text).errors(), [], "{text}");
    }
}

#[test]
fn a_string_ends_at_its_line() {
    check(
        "{\n  agents: { defaults: { model: \"anth } },\n  gateway: { port: 1 },\n}",
        &expect![[r#"
            {
              agents: { defaults: { model: "anth } },
                                           ^^^^^^^^^^ the closing quote of this string is missing: a string ends on its line
              gateway: { port: 1 },
            }
        "#]],
    );
    check(
        "{\n  model: \"anth\n  port: 1,\n}",
        &expect![[r#"
        {
          model: "anth
                 ^^^^^ the closing quote of this string is missing: a string ends on its line
                      ^ a comma is missing here
          port: 1,
        }
    "#]],
    );
}

#[test]
fn a_comma_is_missing() {
    check(
        "{\n  a: 1\n  b: 2,\n}",
        &expect![[r#"
        {
          a: 1
              ^ a comma is missing here
          b: 2,
        }
    "#]],
    );
    check(
        "[\n  { a: 1 }\n  { b: 2 }\n]",
        &expect![[r#"
        [
          { a: 1 }
                  ^ a comma is missing here
          { b: 2 }
        ]
    "#]],
    );
    check(
        "{ a: 1 b: 2 }",
        &expect![[r#"
        { a: 1 b: 2 }
              ^ a comma is missing here
    "#]],
    );
}

#[test]
fn a_value_is_missing() {
    check(
        "{ a: }",
        &expect![[r#"
        { a: }
            ^ a value is missing here
    "#]],
    );
    check(
        "{\n  a:\n  b: 1,\n}",
        &expect![[r#"
        {
          a:
            ^ a value is missing here
          b: 1,
        }
    "#]],
    );
    check(
        "{ a: , b: 1 }",
        &expect![[r#"
        { a: , b: 1 }
            ^ a value is missing here
    "#]],
    );
    check(
        "[1,,2]",
        &expect![[r#"
        [1,,2]
           ^ this comma has nothing before it: remove it
    "#]],
    );
}

#[test]
fn a_key_stands_alone() {
    check(
        "{\n  a\n  b: 1,\n}",
        &expect![[r#"
        {
          a
          ^ the key `a` has no value: write `: value` after it
          b: 1,
        }
    "#]],
    );
    check(
        "{ a: 1, b }",
        &expect![[r#"
        { a: 1, b }
                ^ the key `b` has no value: write `: value` after it
    "#]],
    );
    check(
        "{ a, b: 1 }",
        &expect![[r#"
        { a, b: 1 }
          ^ the key `a` has no value: write `: value` after it
    "#]],
    );
    check(
        "{ a 1 }",
        &expect![[r#"
        { a 1 }
           ^ a colon is missing between key and value
    "#]],
    );
}

#[test]
fn a_closer_is_missing() {
    check(
        "{\n  agents: {\n    defaults: {\n      model: 'x',\n  },\n  gateway: {},\n}",
        &expect![[r#"
        {
          agents: {
            defaults: {
              model: 'x',
                         ^ the closing `}` is missing here
          },
          gateway: {},
        }
    "#]],
    );
    check(
        "{\n  agents: {\n  gateway: {},\n}",
        &expect![[r#"
            {
              agents: {
                       ^ the closing `}` is missing here
              gateway: {},
            }
        "#]],
    );
    check(
        "{\n  a: [1, 2\n  b: 1,\n}",
        &expect![[r#"
            {
              a: [1, 2
                      ^ the closing `]` is missing here
              b: 1,
            }
        "#]],
    );
    check(
        "{ a: 1",
        &expect![[r#"
        { a: 1
              ^ the closing `}` is missing here
    "#]],
    );
    check(
        "{",
        &expect![[r#"
        {
         ^ the closing `}` is missing here
    "#]],
    );
}

#[test]
fn a_closer_is_wrong() {
    check(
        "{ a: [1, 2}, b: 1 }",
        &expect![[r#"
        { a: [1, 2}, b: 1 }
                  ^ found `}`, but the array must be closed by `]`
    "#]],
    );
    check(
        "{ a: { b: 1 ] }",
        &expect![[r#"
        { a: { b: 1 ] }
                    ^ found `]`, but the object must be closed by `}`
    "#]],
    );
    check(
        "{ a: 1 }}",
        &expect![[r#"
        { a: 1 }}
                ^ `}` closes nothing: remove it
    "#]],
    );
    check(
        "[{ a: [1 }]",
        &expect![[r#"
        [{ a: [1 }]
                ^ the closing `]` is missing here
    "#]],
    );
}

#[test]
fn several_roots_and_none() {
    check("", &expect!["the document is empty: write an object, `{}`"]);
    check(
        "// only a comment\n",
        &expect![[r#"
        // only a comment
        ^ the document is empty: write an object, `{}`
    "#]],
    );
    check(
        "{} {}",
        &expect![[r#"
            {} {}
               ^ this follows the end of the document: one `{ … }` holds everything
        "#]],
    );
    check(
        "a: 1",
        &expect![[r#"
            a: 1
            ^ this is no value: put text in quotes
        "#]],
    );
}

#[test]
fn words_without_quotes() {
    check(
        "{ model: anthropic/claude-opus-5, x: 24h, y: foo bar, a.b: 1, 5: 2 }",
        &expect![[r#"
            { model: anthropic/claude-opus-5, x: 24h, y: foo bar, a.b: 1, 5: 2 }
                     ^^^^^^^^^^^^^^^^^^^^^^^ this is no value: put text in quotes
                                                 ^^^ this is no value: put text in quotes
                                                         ^^^ this is no value: put text in quotes
                                                                  ^^^ `a.b` is no key: put it in quotes
                                                                          ^ `5` is no key: put it in quotes
        "#]],
    );
    check(
        "# a comment\n{}",
        &expect![[r#"
        # a comment
        ^ comments start with `//`, not with `#`
        {}
    "#]],
    );
    check(
        "{ a: /* open",
        &expect![[r#"
            { a: /* open
                 ^^ the end `*/` of this comment is missing
        "#]],
    );
    check(
        r#"{ a: "\1 \u12", b: '\x4' }"#,
        &expect![[r#"
        { a: "\1 \u12", b: '\x4' }
              ^^ `\1` is no escape of JSON5: write `\\` for a backslash, `\xHH` or `\uHHHH` for a character
                            ^^ `\x` is no escape of JSON5: write `\\` for a backslash, `\xHH` or `\uHHHH` for a character
    "#]],
    );
}

#[test]
fn very_deep_documents_do_not_overflow() {
    for opener in ["[", "{a:", "[{b:"] {
        let text = opener.repeat(100_000);
        let tree = Tree::parse(&text);
        assert_eq!(tree.text(), text);
        let edited = tree.edited(&TextEdit::insert(text.len(), "1"));
        assert!(edited.clone() == Tree::parse(&format!("{text}1")));
    }
}

/// Pieces of which random documents and edits are made: more brackets and quotes than in real life.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\n", "\n  ", "\n    ", " ", "\"", "'", "//", "/*", "*/", "\\", "a", "b1", "é",
            "\"k\"", "'v'", "1", "true", "null", "x: 1,", "{}", "[]", "\n  y: 2,", "{ z: [1, 2] },", "/", "*", "\u{2028}", "-", ".5",
            "\r\n", "\t", "\"a\\\nb\"", "\u{1F600}",
        ])
        .prop_map(str::to_owned),
        1 => "[a-z\"{}:,\\[\\] \n]{0,12}",
    ]
}

fn balanced() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec!["1", "'s'", "\"t\"", "null", "true", "{}", "[]", "'é\u{1F600}'"])
        .prop_map(str::to_owned);
    leaf.prop_recursive(5, 60, 6, |inner| {
        let member =
            ("[a-d]{1,2}", inner.clone(), prop::sample::select(vec!["\n  ", " ", "", "\n// c\n", "/* d */"]));
        prop_oneof![
            prop::collection::vec(member, 0..6).prop_map(|members| {
                let members = members.into_iter().map(|(key, value, gap)| format!("{gap}{key}: {value},"));
                format!("{{{}\n}}", members.collect::<Vec<_>>().concat())
            }),
            prop::collection::vec(inner, 0..6).prop_map(|elements| format!("[{}]", elements.join(", "))),
        ]
    })
}

fn document() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => balanced(),
        1 => prop::collection::vec(piece(), 0..30).prop_map(|pieces| pieces.concat()),
    ]
}

/// An edit of a text from two numbers: most are short.
fn edit(text: &str, at: prop::sample::Index, len: usize, new: String) -> TextEdit {
    let start = text.floor_char_boundary(at.index(text.len() + 1));
    let end = text.floor_char_boundary((start + len).min(text.len()));
    TextEdit::replace(TextRange::new(start, end.max(start)), new)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn incremental_equals_fresh(
        text in document(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0usize..6, piece()), 1..8),
    ) {
        let mut text = text;
        let mut tree = Tree::parse(&text);
        for (at, len, new) in edits {
            let edit = edit(&text, at, if len > 3 { 0 } else { len }, new);
            tree = tree.edited(&edit);
            let before = text.clone();
            text.replace_range(edit.range.start..edit.range.end, &edit.text);
            let fresh = Tree::parse(&text);
            prop_assert_eq!(tree.text(), &text[..]);
            prop_assert_eq!(tree.errors(), fresh.errors(), "{:?} -> {:?} by {:?}", before, text, edit);
            prop_assert!(tree == fresh, "{:?} -> {:?} by {:?}", before, text, edit);
        }
    }
}

#[test]
fn json5_accepts_the_same() {
    proptest!(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() }, |(text in document())| {
        let theirs = json5::from_str::<serde_json::Value>(&text).is_ok();
        let ours = Tree::parse(&text).is_valid();
        prop_assert_eq!(ours, theirs, "{:?}", text);
    });
}

/// Documents whose brackets do not match, most of which an edit away from matching.
const UNBALANCED: [&str; 9] = [
    "{ a: {},/*\\ },[\n\"][\n[ d */a: \"k\"  aa: {aa: {},\n  a: {,,\n// c\na: 's',\n}, aa:{{ a: 's',\n}, {}],\n}",
    "{/* d */a: 's',\n  aa: 's',\n  a: 1,\n  a: [\n},\n}",
    "{/* d */a: 's',\n  aa: 's',\n  a: 1,\n  a: {\n[},\n}",
    "{\n  a: {\n    b: [1, 2\n  },\n  c: { d: 1 },\n}",
    "{\n  a: {\n    b: 1,\n  c: 'x',\n}",
    "{\n  a: { b: [1, 2} },\n  c: ']',\n}",
    "[\n  { a: 1,\n  { b: 2 },\n]",
    "{ a: \"x }, b: { c: 1 }\n}",
    "{\n  a: 1 }\n  b: { c: 2 },\n}",
];

#[test]
fn every_small_edit_of_unbalanced_documents_equals_fresh() {
    let pieces = ["", "a", "1", "\"", "'", "{", "}", "[", "]", ",", ":", "\n", " ", "/", "*", "\\", "}]"];
    for text in UNBALANCED {
        let tree = Tree::parse(text);
        for start in 0..=text.len() {
            for end in start..=(start + 2).min(text.len()) {
                for piece in pieces {
                    let edit = TextEdit::replace(TextRange::new(start, end), piece);
                    let edited = format!("{}{piece}{}", &text[..start], &text[end..]);
                    let (ours, fresh) = (tree.edited(&edit), Tree::parse(&edited));
                    assert_eq!(ours.errors(), fresh.errors(), "{text:?} -> {edited:?}");
                    assert!(ours == fresh, "{text:?} -> {edited:?}");
                }
            }
        }
    }
}

/// Nodes made by typing one character in the middle of a document.
fn keystroke_nodes(text: &str) -> usize {
    let tree = Tree::parse(text);
    let at = text[text.len() / 2..].find("value").map_or(0, |at| at + text.len() / 2);
    assert!(tree.is_valid());
    let (edited, cost) = measure(|| tree.edited(&TextEdit::insert(at, "x")));
    assert!(edited.is_valid());
    cost.nodes
}

fn members(bytes: usize) -> String {
    let mut text = String::from("{\n");
    for section in 0..bytes / 3_100 {
        writeln!(text, "  section{section}: {{").unwrap();
        for key in 0..100 {
            writeln!(text, "    key{key}: \"some value {section}\",").unwrap();
        }
        text.push_str("  },\n");
    }
    text + "}\n"
}

#[test]
#[expect(clippy::print_stderr, reason = "the counts are what the test is about")]
fn keystroke_work_is_flat() {
    let small = keystroke_nodes(&members(10_000));
    let middle = keystroke_nodes(&members(1_000_000));
    let large = keystroke_nodes(&members(10_000_000));
    let wide: Vec<String> = (0..100_000).map(|key| format!("key{key}: \"value\",")).collect();
    let wide = keystroke_nodes(&format!("{{{}}}", wide.concat()));
    eprintln!(
        "nodes made by one keystroke: 10 KB {small}, 1 MB {middle}, 10 MB {large}, 100 000 members {wide}"
    );
    for other in [middle, large, wide] {
        assert!(other <= small * 2, "{other} nodes, and {small} in a small document");
    }
}

#[test]
fn the_range_of_an_element_is_that_of_its_container() {
    let text = "[ {a: 1} , [2], 3 ,]";
    let tree = Tree::parse(text);
    let list = tree.value().and_then(crate::syntax::Value::array).expect("an array");
    let texts: Vec<&str> =
        list.entries().map(|entry| &text[entry.range().start..entry.range().end]).collect();
    assert_eq!(texts, ["{a: 1}", "[2]", "3"]);
}

#[test]
fn equal_parts_are_one_node() {
    let child = |tree: &Tree, key: &str| {
        let entry = tree.value().and_then(Value::object).and_then(|root| root.member(key));
        Arc::clone(entry.and_then(|entry| entry.green().child()).expect("a container"))
    };
    let tree = Tree::parse("{ a: { x: [1, 2] }, b: { x: [1, 2] }, c: { x: [1,2] }, d: { x: [1, 2], } }");
    assert!(Arc::ptr_eq(&child(&tree, "a"), &child(&tree, "b")));
    for other in ["c", "d"] {
        assert!(!Arc::ptr_eq(&child(&tree, "a"), &child(&tree, other)), "{other}");
    }
    let edited = tree.edited(&TextEdit::insert(tree.text().find("2] }, b").expect("a place"), "1"));
    assert_eq!(edited.text(), tree.text().replacen("2]", "12]", 1), "an edit of one leaves the other");
}

/// A group that says what the others say costs the member that it is, and nothing below.
#[test]
fn repeated_parts_cost_one_node_each() {
    let nodes = |groups: usize| {
        let text: String = (0..groups)
            .map(|at| format!("  'g{at}': {{ requireMention: true, tools: {{ deny: ['exec'] }} }},\n"))
            .collect();
        measure(|| Tree::parse(&format!("{{\n{text}}}\n"))).1.nodes
    };
    assert_eq!(nodes(30) - nodes(20), 10);
}
