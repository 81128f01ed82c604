//! Texts that do not parse for one reason, what is said about them, and the texts after the first repair.

use super::misread;
use crate::base::{DocumentKind, Snapshot, World};
use crate::check::diagnostics;
use crate::syntax::Tree;
use crate::text::{TextRange, apply_all};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::Arc;

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

/// The findings, then the text after each repair, which parses.
#[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
fn check(text: &str, expected: Expect) {
    let snapshot = snapshot(text);
    let mut shown: String = diagnostics(&snapshot)
        .iter()
        .map(|one| format!("{} at {}: {}\n", one.code, one.range.start, one.message))
        .collect();
    let repairs = misread(&snapshot).map(|cause| cause.repairs.clone()).unwrap_or_default();
    for repair in repairs {
        let mended = apply_all(text, &repair.edits);
        assert!(Tree::parse(&mended).is_valid(), "{mended}");
        writeln!(shown, "--- {}\n{mended}", repair.title).unwrap();
    }
    expected.assert_eq(&shown);
}

#[test]
fn merges_that_are_not_finished() {
    check(
        "{\n<<<<<<< HEAD\n  gateway: { mode: \"local\" },\n=======\n  gateway: { mode: \"remote\" },\n>>>>>>> x\n}\n",
        expect![[r#"
            merge-conflict at 2: a merge is not finished here: keep one side, and remove the marker lines
            --- Keep this side (HEAD)
            {
              gateway: { mode: "local" },
            }

            --- Keep the other side (x)
            {
              gateway: { mode: "remote" },
            }

            --- Keep both sides
            {
              gateway: { mode: "local" },
              gateway: { mode: "remote" },
            }

        "#]],
    );
    check(
        "{\n  gateway: {\n<<<<<<< ours\n    port: 1,\n||||||| base\n    port: 2,\n=======\n    port: 3,\n>>>>>>> theirs\n  },\n  frob: 1,\n}\n",
        expect![[r#"
            merge-conflict at 15: a merge is not finished here: keep one side, and remove the marker lines
            unknown-key at 110: unknown key `frob`: OpenClaw refuses to start with it, remove it
            --- Keep this side (ours)
            {
              gateway: {
                port: 1,
              },
              frob: 1,
            }

            --- Keep the other side (theirs)
            {
              gateway: {
                port: 3,
              },
              frob: 1,
            }

            --- Keep both sides
            {
              gateway: {
                port: 1,
                port: 3,
              },
              frob: 1,
            }

        "#]],
    );
    check(
        "{\n<<<<<<< a\n  ui: {},\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n  tools: {},\n>>>>>>> b\n}\n",
        expect![[r#"
            merge-conflict at 2: a merge is not finished here: keep one side, and remove the marker lines
            merge-conflict at 40: a merge is not finished here: keep one side, and remove the marker lines
            --- Keep this side (a)
            {
              ui: {},
            }

            --- Keep the other side (b)
            {
              tools: {},
            }

            --- Keep both sides
            {
              ui: {},
              tools: {},
            }

        "#]],
    );
}

#[test]
fn typographic_quotes() {
    check(
        "{ “gateway”: { mode: “local” } }",
        expect![[r#"
        foreign-syntax at 2: “ is a typographic quote: write a straight one, `"` (and at 1 more place)
        --- Write straight quotes
        { "gateway": { mode: "local" } }
    "#]],
    );
    check(
        "{ gateway: { mode: ‘local’, customBindHost: „a“, port: 1 } }",
        expect![[r#"
        foreign-syntax at 19: ‘ is a typographic quote: write a straight one, `"` (and at 1 more place)
        --- Write straight quotes
        { gateway: { mode: "local", customBindHost: "a", port: 1 } }
    "#]],
    );
    check(
        "{ messages: { responsePrefix: “he said \"hi\" and 'no'” } }",
        expect![[r#"
            foreign-syntax at 30: “ is a typographic quote: write a straight one, `"`
            --- Write straight quotes
            { messages: { responsePrefix: "he said \"hi\" and 'no'" } }
        "#]],
    );
    check(
        "{ \"gateway\": { \"mode\": \"local” } }",
        expect![[r#"
        foreign-syntax at 29: ” is a typographic quote: write a straight one, `"`
        --- Write straight quotes
        { "gateway": { "mode": "local" } }
    "#]],
    );
    check(
        "{ messages: { responsePrefix: \"“stays”\" }, gateway: { mode: «local» } }",
        expect![[r#"
        foreign-syntax at 64: « is a typographic quote: write a straight one, `"`
        --- Write straight quotes
        { messages: { responsePrefix: "“stays”" }, gateway: { mode: "local" } }
    "#]],
    );
}

#[test]
fn punctuation_and_words() {
    check(
        "{ gateway： { port： 18789， mode: 'local' } }",
        expect![[r#"
        foreign-syntax at 9: `：` is a full-width character: write `:` (and at 2 more places)
        --- Use the punctuation of JSON5
        { gateway: { port: 18789, mode: 'local' } }
    "#]],
    );
    check(
        "｛ gateway: { trustedProxies: ［'a'、'b'］ } ｝",
        expect![[r#"
        foreign-syntax at 0: `｛` is a full-width character: write `{` (and at 4 more places)
        --- Use the punctuation of JSON5
        { gateway: { trustedProxies: ['a','b'] } }
    "#]],
    );
    check(
        "{ gateway = { port = 18789; mode => 'local'; }; };",
        expect![[r#"
        foreign-syntax at 10: `=` cannot stand between key and value: write `:` (and at 2 more places)
        foreign-syntax at 26: JSON5 has no `;`: write `,` between members (and at 3 more places)
        --- Rewrite it as JSON5
        { gateway: { port: 18789, mode: 'local', }, }
    "#]],
    );
    check(
        "{ browser: { enabled: True, headless: False }, ui: None }",
        expect![[r#"
        foreign-syntax at 22: `True` is not a JSON5 value: write `true` (and at 2 more places)
        --- Write `true`, `false` and `null`
        { browser: { enabled: true, headless: false }, ui: null }
    "#]],
    );
    check(
        "{ gate\u{200B}way: { port:\u{200B} 1 } }",
        expect![[r#"
        foreign-syntax at 6: there is an invisible character here (U+200B): remove it (and at 1 more place)
        --- Remove the invisible characters
        { gateway: { port: 1 } }
    "#]],
    );
    check(
        "{ \"\"gateway\"\": { mode: \"\"local\"\", customBindHost: \"\" } }",
        expect![[r#"
        foreign-syntax at 2: the quotes are doubled here: write one at each end (and at 1 more place)
        --- Write one quote at each end
        { "gateway": { mode: "local", customBindHost: "" } }
    "#]],
    );
    check(
        "{ gateway: { mode = “local”； } }",
        expect![[r#"
        foreign-syntax at 18: `=` cannot stand between key and value: write `:`
        foreign-syntax at 20: “ is a typographic quote: write a straight one, `"`
        foreign-syntax at 31: `；` is a full-width character: write `,`
        --- Rewrite it as JSON5
        { gateway: { mode: "local", } }
    "#]],
    );
}

#[test]
fn brackets_too_many() {
    check(
        "{\n  gateway: {\n    mode: \"local\"\n  }\n  },\n  ui: {}\n}\n",
        expect![[r#"
        extra-closer at 39: this `}` closes more than was opened, judging by its indentation: remove it
        --- Remove this `}`
        {
          gateway: {
            mode: "local"
          },
          ui: {}
        }

    "#]],
    );
    check(
        "{\n  gateway: {\n    mode: \"local\",\n  },\n},\n  ui: {},\n}\n",
        expect![[r#"
            extra-closer at 39: this `}` closes more than was opened, judging by its indentation: remove it
            --- Remove this `}`
            {
              gateway: {
                mode: "local",
              },
              ui: {},
            }

        "#]],
    );
    check(
        "{\n  tools: {\n    allow: [\n      'a',\n    ],\n    ],\n  },\n  ui: {},\n}\n",
        expect![[r#"
            extra-closer at 48: this `]` closes more than was opened, judging by its indentation: remove it
            --- Remove this `]`
            {
              tools: {
                allow: [
                  'a',
                ],
              },
              ui: {},
            }

        "#]],
    );
}

#[test]
fn prose() {
    check(
        "Here is your configuration:\n```json5\n{ gateway: { mode: 'local' } }\n```\nSave it and restart the gateway.\n",
        expect![[r#"
            unexpected-text at 0: these 4 lines are text and no configuration: write `//` before them, or remove them
            --- Turn the text into comments
            // Here is your configuration:
            // ```json5
            { gateway: { mode: 'local' } }
            // ```
            // Save it and restart the gateway.

        "#]],
    );
    check(
        "{\n  gateway: { mode: 'local' },\n  This is where the agents go, as we said on Monday.\n  And here some more words, don't forget.\n  agents: {},\n}\n",
        expect![[r#"
            unexpected-text at 32: these 2 lines are text and no configuration: write `//` before them, or remove them
            --- Turn the text into comments
            {
              gateway: { mode: 'local' },
              // This is where the agents go, as we said on Monday.
              // And here some more words, don't forget.
              agents: {},
            }

        "#]],
    );
    check(
        "Dear all,\n\nplease find the configuration of the gateway attached, and do not change the port.\nIt is used by: the tunnel, the phone, the tablet.\nBest wishes\n",
        expect![[r#"
            unexpected-text at 0: this text is no configuration: OpenClaw expects one object, `{ … }`
        "#]],
    );
}

#[test]
fn other_encodings() {
    check(
        "\u{FFFD}\u{FFFD}{\0 \0g\0a\0t\0e\0w\0a\0y\0:\0 \0{\0}\0 \0}\0",
        expect![[r#"
        wrong-encoding at 0: the file is encoded as UTF-16 (little-endian), and OpenClaw reads only UTF-8: save it as UTF-8
    "#]],
    );
    check(
        "\0{\0 \0g\0a\0t\0e\0w\0a\0y\0:\0{\0}\0}",
        expect![[r#"
        wrong-encoding at 0: the file is encoded as UTF-16 (big-endian), and OpenClaw reads only UTF-8: save it as UTF-8
    "#]],
    );
    check(
        "{ messages: { responsePrefix: 'caf\u{FFFD}', ackReaction: '\u{FFFD}' } }",
        expect![[r#"
            wrong-encoding at 30: the file is not encoded as UTF-8: a character of this text is lost, save the file as UTF-8 and write it again
        "#]],
    );
    // A key is text of the file as well; the first place speaks for all.
    check(
        "{ ui: {}, env: { vars: { 'caf\u{FFFD}': 'x', B: '\u{FFFD}' } } }",
        expect![[r#"
        ignored-variable at 25: OpenClaw ignores `caf�`: the name of a variable has only letters, digits and `_`, and does not begin with a digit
        wrong-encoding at 25: the file is not encoded as UTF-8: a character of this text is lost, save the file as UTF-8 and write it again
    "#]],
    );
    check(
        "{ 'caf\u{FFFD}': {} }",
        expect![[r#"
        unknown-key at 2: unknown key `caf�`: OpenClaw refuses to start with it, remove it
        wrong-encoding at 2: the file is not encoded as UTF-8: a character of this text is lost, save the file as UTF-8 and write it again
    "#]],
    );
}

#[test]
fn other_faults_are_said_as_before() {
    check(
        "{ gateway: { port: 1 mode: 'local' } }",
        expect![[r#"
        missing-comma at 20: a comma is missing here
    "#]],
    );
    check(
        "{ gateway: { port: } }",
        expect![[r#"
        missing-value at 18: a value is missing here
    "#]],
    );
    check(
        "{ gateway: { mode: local } }",
        expect![[r#"
        invalid-value at 19: this is no value: put text in quotes
    "#]],
    );
}

proptest! {
    /// Whatever the text: every repair makes one that parses, and everything said lies inside of the text.
    #[test]
    fn repairs_parse(text in "([{}\\[\\]:,;=\"'“”‘’： \n]|True|None|gateway|<<<<<<< a\n|=======\n|>>>>>>> b\n|one two three |```){0,24}") {
        let snapshot = snapshot(&text);
        for one in diagnostics(&snapshot) {
            prop_assert!(one.range.end <= text.len() && TextRange::new(one.range.start, one.range.end) == one.range);
        }
        let repairs = misread(&snapshot).map(|cause| cause.repairs.clone()).unwrap_or_default();
        for repair in repairs {
            let mended = apply_all(&text, &repair.edits);
            prop_assert!(Tree::parse(&mended).is_valid(), "{}: {}", repair.title, mended);
        }
    }
}
