//! Texts that do not parse for one reason, what is said about them, and the texts after the first repair.

use super::misread;
use crate::base::{DocumentKind, Snapshot, World};
use crate::check::diagnostics;
use crate::syntax::Tree;
use crate::text::{TextRange, apply_all};
use expect_test::{Expect, expect};
use proptest::prelude::*;
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
        shown.push_str(&format!("--- {}\n{mended}\n", repair.title));
    }
    expected.assert_eq(&shown);
}

#[test]
fn merges_that_are_not_finished() {
    check(
        "{\n<<<<<<< HEAD\n  gateway: { mode: \"local\" },\n=======\n  gateway: { mode: \"remote\" },\n>>>>>>> x\n}\n",
        expect![""],
    );
    check(
        "{\n  gateway: {\n<<<<<<< ours\n    port: 1,\n||||||| base\n    port: 2,\n=======\n    port: 3,\n>>>>>>> theirs\n  },\n  frob: 1,\n}\n",
        expect![""],
    );
    check(
        "{\n<<<<<<< a\n  ui: {},\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n  tools: {},\n>>>>>>> b\n}\n",
        expect![""],
    );
}

#[test]
fn typographic_quotes() {
    check("{ “gateway”: { mode: “local” } }", expect![""]);
    check("{ gateway: { mode: ‘local’, customBindHost: „a“, port: 1 } }", expect![""]);
    check("{ messages: { responsePrefix: “he said \"hi\" and 'no'” } }", expect![""]);
    check("{ \"gateway\": { \"mode\": \"local” } }", expect![""]);
    check("{ messages: { responsePrefix: \"“stays”\" }, gateway: { mode: «local» } }", expect![""]);
}

#[test]
fn punctuation_and_words() {
    check("{ gateway： { port： 18789， mode: 'local' } }", expect![""]);
    check("｛ gateway: { trustedProxies: ［'a'、'b'］ } ｝", expect![""]);
    check("{ gateway = { port = 18789; mode => 'local'; }; };", expect![""]);
    check("{ browser: { enabled: True, headless: False }, ui: None }", expect![""]);
    check("{ gate\u{200B}way: { port:\u{200B} 1 } }", expect![""]);
    check("{ \"\"gateway\"\": { mode: \"\"local\"\", customBindHost: \"\" } }", expect![""]);
    check("{ gateway: { mode = “local”； } }", expect![""]);
}

#[test]
fn brackets_too_many() {
    check("{\n  gateway: {\n    mode: \"local\"\n  }\n  },\n  ui: {}\n}\n", expect![""]);
    check("{\n  gateway: {\n    mode: \"local\",\n  },\n},\n  ui: {},\n}\n", expect![""]);
    check("{\n  tools: {\n    allow: [\n      'a',\n    ],\n    ],\n  },\n  ui: {},\n}\n", expect![""]);
}

#[test]
fn prose() {
    check(
        "Here is your configuration:\n```json5\n{ gateway: { mode: 'local' } }\n```\nSave it and restart the gateway.\n",
        expect![""],
    );
    check(
        "{\n  gateway: { mode: 'local' },\n  This is where the agents go, as we said on Monday.\n  And here some more words, don't forget.\n  agents: {},\n}\n",
        expect![""],
    );
    check(
        "Dear all,\n\nplease find the configuration of the gateway attached, and do not change the port.\nIt is used by: the tunnel, the phone, the tablet.\nBest wishes\n",
        expect![""],
    );
}

#[test]
fn other_encodings() {
    check("\u{FFFD}\u{FFFD}{\0 \0g\0a\0t\0e\0w\0a\0y\0:\0 \0{\0}\0 \0}\0", expect![""]);
    check("\0{\0 \0g\0a\0t\0e\0w\0a\0y\0:\0{\0}\0}", expect![""]);
    check("{ messages: { responsePrefix: 'caf\u{FFFD}', ackReaction: '\u{FFFD}' } }", expect![""]);
}

#[test]
fn other_faults_are_said_as_before() {
    check("{ gateway: { port: 1 mode: 'local' } }", expect![""]);
    check("{ gateway: { port: } }", expect![""]);
    check("{ gateway: { mode: local } }", expect![""]);
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
