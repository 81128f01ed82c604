//! What formatting changes, and above all what it does not.

use super::{FormatOptions, format, format_range, format_typed};
use crate::base::{DocumentKind, Snapshot, World};
use crate::syntax::{TokenKind, Tree, tokens};
use crate::text::{TextEdit, TextRange, apply_all};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static WORLD: LazyLock<Arc<World>> = LazyLock::new(Arc::default);

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::clone(&WORLD))
}

fn options() -> FormatOptions {
    FormatOptions { unit: "  ".to_owned(), final_newline: true }
}

fn edits(text: &str) -> Vec<TextEdit> {
    format(&snapshot(text), &options())
}

fn formatted(text: &str) -> String {
    apply_all(text, &edits(text))
}

#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn check(text: &str, expected: Expect) {
    let once = formatted(text);
    expected.assert_eq(&once);
    assert_eq!(edits(&once), [], "a second run finds no work");
}

/// All tokens but white space.
fn kept(text: &str) -> Vec<&str> {
    tokens(text).filter(|(_, token, _)| token.kind != TokenKind::Whitespace).map(|it| it.2).collect()
}

#[test]
fn entries_of_tall_containers_get_their_lines() {
    check(
        "{a:1,b :[1,2,{c:{}}],\n\n\n  d:{ // why\ne:'x' ,f:[ ],\n\n},g:[{\nh:1}]}",
        expect![[r#"
        {
          a: 1,
          b: [1, 2, { c: {} }],

          d: { // why
            e: 'x',
            f: [],
          },
          g: [
            {
              h: 1
            }
          ]
        }
    "#]],
    );
}

#[test]
fn containers_on_one_line_stay_there() {
    check(
        "{a:1,b:[ 1 , 2 ],c:{d:{}},/* x */e:[/* y */]}",
        expect![[r#"
        { a: 1, b: [1, 2], c: { d: {} }, /* x */ e: [/* y */] }
    "#]],
    );
    check(
        "[ ]",
        expect![[r#"
        []
    "#]],
    );
    check(
        "'x'",
        expect![[r#"
        'x'
    "#]],
    );
}

#[test]
fn comments_keep_their_lines() {
    check(
        "// top\n\n\n/* a\n   b */ {\n// one\n   // two\na: 1, // t\nb: 2 // u\n, /* c */ c: 3, /* d */\n  d:// v\n4,\n\n// end\n\n} // last\n\n// more\n",
        expect![[r#"
            // top

            /* a
               b */ {
              // one
              // two
              a: 1, // t
              b: 2 // u
              ,
              /* c */ c: 3, /* d */
              d: // v
                4,

              // end
            } // last

            // more
        "#]],
    );
}

#[test]
fn line_breaks_and_marks_stay_what_they_are() {
    let text = "\u{feff}{\r\na: 1,\r\n\r\n\r\nb: 'x\\\r\n  y' }";
    assert_eq!(formatted(text), "\u{feff}{\r\n  a: 1,\r\n\r\n  b: 'x\\\r\n  y'\r\n}\r\n");
    assert_eq!(formatted("[\r1]"), "[\r  1\r]\r");
    assert_eq!(formatted("\r\n'b'/* z\n */"), "'b' /* z\n */\r\n");
}

#[test]
fn the_end_of_the_text_is_left_alone_unless_asked() {
    let options = FormatOptions { final_newline: false, ..options() };
    assert_eq!(format(&snapshot("{}"), &options), []);
    assert_eq!(apply_all("{}\n\n\n", &format(&snapshot("{}\n\n\n"), &options)), "{}\n");
}

#[test]
fn the_unit_is_the_one_in_use() {
    let unit = |text| FormatOptions::of_document(text).unit;
    assert_eq!(unit("/*\n * x\n */\n{\n    a: 1 }"), "    ");
    assert_eq!(unit("{\n\ta: 1 }"), "\t");
    assert_eq!(unit("{}"), "  ");
}

#[test]
fn edits_are_small() {
    let edits = edits("{\n  a: 1,\n    b: 2,\n}\n");
    assert_eq!(edits, [TextEdit::delete(TextRange::new(12, 14))]);
}

#[test]
fn around_errors_only_clean_containers_change() {
    check(
        "{\n a: oops bad,\n  b: {\nc:1},\n  d :  [\n1] }",
        expect![[r#"
        {
         a: oops bad,
          b: {
            c: 1
          },
          d :  [
            1
          ] }"#]],
    );
    check(
        "{\n }{d:true\n}",
        expect![[r#"
        {}{
          d: true
        }"#]],
    );
    assert_eq!(edits("{\n a: {\nb:1},\n"), [], "brackets do not match");
    assert_eq!(edits(""), []);
}

#[test]
fn ranges_take_the_indentation_around_them() {
    let text = "{\n      a: {\n  b:1,\n c:2,\nd:3\n},\ne:4 }";
    let start = text.find(" c:2").unwrap();
    let line = TextRange::new(start, start + 6);
    let edits = format_range(&snapshot(text), line, &options());
    assert_eq!(apply_all(text, &edits), "{\n      a: {\n  b:1,\n        c: 2,\nd:3\n},\ne:4 }");
    let all = format_range(&snapshot(text), TextRange::new(0, text.len()), &options());
    assert_eq!(formatted(&apply_all(text, &all)), formatted(text));
}

/// What is left of a text in which the character before `$0` was just typed.
#[track_caller]
fn check_typed(marked: &str, expected: &str) {
    let offset = marked.find("$0").unwrap();
    let text = marked.replace("$0", "");
    let line = text[..offset].trim_end_matches([' ', '\t']);
    let edit = format_typed(&snapshot(&text), offset, line.chars().last().unwrap(), &options());
    assert_eq!(apply_all(&text, edit.as_slice()), expected, "{marked:?}");
}

#[test]
fn a_new_line_is_indented_as_what_stands_beside_it() {
    check_typed("{\n$0}", "{\n}");
    check_typed("{\n$0\n}", "{\n  \n}");
    check_typed("{\n    a: 1,\n$0\n}", "{\n    a: 1,\n    \n}");
    check_typed("{\n\ta: {\n$0\n\t},\n}", "{\n\ta: {\n\t\t\n\t},\n}");
    check_typed("{\n  a: [\n      $0{ b: 1 },\n  ],\n}", "{\n  a: [\n    { b: 1 },\n  ],\n}");
    check_typed("{\n  a:\n$01,\n}", "{\n  a:\n    1,\n}");
    check_typed("{ a: 1,\n$0b: 2 }", "{ a: 1,\n  b: 2 }");
    check_typed("{}\n  $0", "{}\n");
}

#[test]
fn a_closing_bracket_goes_below_the_line_of_its_opener() {
    check_typed("{\n  a: {\n    b: 1,\n    }$0,\n}", "{\n  a: {\n    b: 1,\n  },\n}");
    check_typed("{\n  a: [\n]$0\n}", "{\n  a: [\n  ]\n}");
    check_typed("{\n  a: { b: 1 }$0\n}", "{\n  a: { b: 1 }\n}");
}

#[test]
fn nothing_is_indented_where_the_text_is_broken_or_somebody_s_own() {
    check_typed("{\n  a: {\n$0\n", "{\n  a: {\n\n");
    check_typed("{\n  a: oops bad,\n$0\n}", "{\n  a: oops bad,\n\n}");
    check_typed("{\n  /* a\n$0 b */\n}", "{\n  /* a\n b */\n}");
    check_typed("{\n  a: 'x\\\n$0y',\n}", "{\n  a: 'x\\\ny',\n}");
    check_typed("{\n  a: '\n  }$0'\n}", "{\n  a: '\n  }'\n}");
}

#[test]
fn no_depth_is_too_much() {
    let text = "[".repeat(20_000) + &"]".repeat(20_000);
    assert_eq!(formatted(&text), text + "\n");
}

/// Pieces of documents, well-formed or not.
fn document() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "a",
        "'b'",
        "\"c d\"",
        "1",
        "null",
        "// x\n",
        "/* y */",
        "/* z\n */",
        " ",
        "\n",
        "\n\n\n",
        "\t",
        "\r\n",
        "\u{2028}",
        "'e\\\nf'",
        "{a:1}",
        "[1,2]",
        "k:",
        "{\n}",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Well-formed values with any white space and comments.
fn value() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec![
        "",
        " ",
        "\n",
        "\n\n\n ",
        "// x\n",
        " /* y */ ",
        "/* z\n */",
        "\r\n",
        "\u{2028}",
    ]);
    let scalar = prop::sample::select(vec!["1", "'a'", "\"b\"", "null", "{}", "[]", "'e\\\nf'"])
        .prop_map(str::to_owned);
    scalar.prop_recursive(5, 40, 5, move |inner| {
        let item = (space.clone(), inner, space.clone());
        let items = prop::collection::vec(item, 0..5);
        (items, any::<bool>(), any::<bool>(), space.clone()).prop_map(|(items, object, comma, end)| {
            let key = if object { "k" } else { "" };
            let item = |(before, value, after): &(&str, String, &str)| match key {
                "" => format!("{before}{value}{after}"),
                key => format!("{before}{key}{after}:{before}{value}{after}"),
            };
            let mut text = items.iter().map(item).collect::<Vec<_>>().join(",");
            text.push_str(if comma && !items.is_empty() { "," } else { "" });
            if object { format!("{{{text}{end}}}") } else { format!("[{text}{end}]") }
        })
    })
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let once = formatted(text);
    prop_assert_eq!(kept(text), kept(&once), "tokens stay");
    prop_assert_eq!(formatted(&once), once.clone(), "a second run finds no work");
    prop_assert_eq!(Tree::parse(text).errors().len(), Tree::parse(&once).errors().len());
    let read = |text: &str| json5::from_str::<serde_json::Value>(text).ok();
    prop_assert_eq!(read(text), read(&once), "the value stays");
    Ok(())
}

proptest! {
    #[test]
    fn only_white_space_changes(text in document()) {
        holds(&text)?;
    }

    #[test]
    fn values_stay(text in value()) {
        prop_assert!(Tree::parse(&text).is_valid(), "{}", text);
        holds(&text)?;
    }

    /// A line of a formatted text that has lost its indentation gets it back, and nothing else is touched.
    #[test]
    fn typed_lines_are_indented_as_formatting_does(text in value(), line in 0..20_usize, blanks in 0..6_usize) {
        let formatted = formatted(&text);
        let lines: Vec<&str> = formatted.split_inclusive('\n').collect();
        let line = line % lines.len();
        let start: usize = lines[..line].iter().map(|line| line.len()).sum();
        let rest = lines[line].trim_start_matches([' ', '\t']);
        let lost = format!("{}{}{rest}{}", &formatted[..start], " ".repeat(blanks), lines[line + 1..].concat());
        let edit = format_typed(&snapshot(&lost), start, '\n', &options());
        if let Some(edit) = &edit {
            prop_assert!(lost[edit.range.start..edit.range.end].trim_matches([' ', '\t']).is_empty());
            prop_assert!(edit.text.trim_matches([' ', '\t']).is_empty());
            prop_assert!(edit.range.start >= start && edit.range.end <= start + blanks);
            let after = apply_all(&lost, std::slice::from_ref(edit));
            prop_assert_eq!(kept(&lost), kept(&after));
        }
    }

    #[test]
    fn typing_changes_one_line_of_any_text(text in document(), at in 0..60_usize, typed in prop::sample::select(vec!['\n', '}', ']', 'x'])) {
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        if let Some(edit) = format_typed(&snapshot(&text), at, typed, &options()) {
            let after = apply_all(&text, std::slice::from_ref(&edit));
            prop_assert_eq!(kept(&text), kept(&after));
            let lines = |text: &str| text.matches(['\n', '\r']).count();
            prop_assert_eq!(lines(&text), lines(&after));
            prop_assert!(!typed.is_alphabetic());
        }
    }

    #[test]
    fn ranges_change_white_space_only(text in document(), from in 0..60_usize, len in 0..60_usize) {
        let from = (0..=from.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let to = (0..=(from + len).min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap().max(from);
        let edits = format_range(&snapshot(&text), TextRange::new(from, to), &options());
        let after = apply_all(&text, &edits);
        prop_assert_eq!(kept(&text), kept(&after));
    }
}
