//! What becomes of single documents; `any` holds what must be so of all.

mod any;

use super::engine::{Outcome, Subject};
use super::{Change, Json, text};
use crate::base::{DocumentKind, World};
use crate::cli::input::Input;
use crate::host::files::Contents;
use crate::host::includes::Includes;
use expect_test::{Expect, expect};
use std::sync::Arc;

/// A document as the commands read it.
fn subject(document: &str) -> Subject {
    let contents = Contents { text: document.to_owned(), lossy: false };
    let input = Input { name: "a.json".to_owned(), file: None, kind: DocumentKind::Main, contents };
    Subject::new(&input, &Arc::new(World::default()), &Includes::new(Vec::new())).unwrap()
}

/// The text after a change, and what is said of it.
fn made(document: &str, change: &Change) -> Result<String, String> {
    let subject = subject(document);
    let outcome: Outcome = subject.change(change)?;
    Ok(outcome.files.first().map_or_else(|| document.to_owned(), |file| text(&file.after)))
}

fn set(document: &str, path: &str, value: &str) -> Result<String, String> {
    let place = subject(document).place(path).unwrap();
    made(document, &Change::Set(place, Json::parse(value).unwrap()))
}

fn check_set(document: &str, path: &str, value: &str, expected: &Expect) {
    expected.assert_eq(&set(document, path, value).unwrap_or_else(|reason| reason));
}

const DOCUMENT: &str = "\
{
  // The gateway of the office.
  gateway: {
    port: 18789, // as in the firewall
    mode: 'local',
  },
  agents: { list: [{ id: 'a' /* first */ }, { id: 'b' }] },
}
";

#[test]
fn a_scalar_is_replaced_and_nothing_else() {
    check_set(
        DOCUMENT,
        "gateway.port",
        "18790",
        &expect![[r#"
        {
          // The gateway of the office.
          gateway: {
            port: 18790, // as in the firewall
            mode: 'local',
          },
          agents: { list: [{ id: 'a' /* first */ }, { id: 'b' }] },
        }
    "#]],
    );
}

#[test]
fn what_is_missing_on_the_way_is_made() {
    check_set(
        DOCUMENT,
        "agents.defaults.model.primary",
        "\"openai/gpt-5\"",
        &expect![[r#"
        {
          // The gateway of the office.
          gateway: {
            port: 18789, // as in the firewall
            mode: 'local',
          },
          agents: { list: [{ id: 'a' /* first */ }, { id: 'b' }], defaults: { model: { primary: 'openai/gpt-5' } } },
        }
    "#]],
    );
    check_set(
        DOCUMENT,
        "agents.list[2].id",
        "'c'",
        &expect![[r#"
        {
          // The gateway of the office.
          gateway: {
            port: 18789, // as in the firewall
            mode: 'local',
          },
          agents: { list: [{ id: 'a' /* first */ }, { id: 'b' }, { id: 'c' }] },
        }
    "#]],
    );
    check_set("{}", "gateway.port", "1", &expect!["{ gateway: { port: 1 } }"]);
}

/// What stands behind an opener is about the whole.
#[test]
fn the_comment_of_a_bracket_stays_behind_it() {
    check_set(
        "{\n  gateway: { // about the gateway\n  },\n}\n",
        "gateway.port",
        "5",
        &expect![[r#"
        {
          gateway: { // about the gateway
            port: 5,
          },
        }
    "#]],
    );
    check_set(
        "{\n  agents: {\n    list: [ // the agents\n      // nobody yet\n    ],\n  },\n}\n",
        "agents.list[0].id",
        "'a'",
        &expect![[r#"
            {
              agents: {
                list: [ // the agents
                  { id: "a" },
                  // nobody yet
                ],
              },
            }
        "#]],
    );
    check_set(
        "{ /* mine */\n}\n",
        "gateway.port",
        "5",
        &expect![[r#"
        { /* mine */
          gateway: { port: 5 },
        }
    "#]],
    );
    check_set(
        "{ /* mine */ }\n",
        "gateway.port",
        "5",
        &expect![[r#"
        { gateway: { port: 5 } /* mine */ }
    "#]],
    );
    check_set(
        "{\n  gateway: { // about the gateway\n    port: 1,\n  },\n}\n",
        "gateway",
        "{ bind: 'lan' }",
        &expect![[r#"
            {
              gateway: { // about the gateway
                bind: "lan",
              },
            }
        "#]],
    );
}

#[test]
fn an_object_is_changed_member_by_member() {
    check_set(
        DOCUMENT,
        "gateway",
        "{ mode: 'local', port: 18789, bind: 'lan' }",
        &expect![[r#"
        {
          // The gateway of the office.
          gateway: {
            port: 18789, // as in the firewall
            mode: 'local',
            bind: 'lan',
          },
          agents: { list: [{ id: 'a' /* first */ }, { id: 'b' }] },
        }
    "#]],
    );
    check_set(
        DOCUMENT,
        "agents.list",
        "[{ id: 'a' }]",
        &expect![[r#"
        {
          // The gateway of the office.
          gateway: {
            port: 18789, // as in the firewall
            mode: 'local',
          },
          agents: { list: [{ id: 'a' /* first */ }] },
        }
    "#]],
    );
    check_set(
        DOCUMENT,
        "agents.list",
        "5",
        &expect![[r#"
        {
          // The gateway of the office.
          gateway: {
            port: 18789, // as in the firewall
            mode: 'local',
          },
          agents: { list: /* first */ 5 },
        }
    "#]],
    );
}

#[test]
fn the_same_value_in_another_spelling_is_no_change() {
    let same = set("{ gateway: { port: 0x10 } }", "gateway.port", "16").unwrap();
    assert_eq!(same, "{ gateway: { port: 0x10 } }");
}

#[test]
fn where_there_is_no_room_it_is_said() {
    check_set(
        DOCUMENT,
        "gateway.port.high",
        "1",
        &expect!["cannot edit a.json: `gateway.port` is a number, not an object"],
    );
    check_set(
        DOCUMENT,
        "agents.list[7].id",
        "'h'",
        &expect!["cannot edit a.json: `agents.list` has 2 elements, so there is none before [7]"],
    );
}

#[test]
fn of_a_key_that_stands_twice_all_go() {
    let place = subject("{ a: 1, b: 2, a: 3 }").place("a").unwrap();
    assert_eq!(made("{ a: 1, b: 2, a: 3 }", &Change::Unset(place)).unwrap(), "{ b: 2 }");
    assert_eq!(set("{ a: 1, b: 2, a: 3 }", "a", "4").unwrap(), "{ a: 1, b: 2, a: 4 }");
}

#[test]
fn an_element_goes_whose_comma_is_close_to_the_next() {
    let document = " {\n\"a\"\n:\n[\nnull\n,\nnull ,{\n} ,]\n,\n}\n";
    let change = Change::Unset(subject(document).place("a[1]").unwrap());
    assert_eq!(made(document, &change).unwrap(), " {\n\"a\"\n:\n[\nnull\n,\n{\n} ,]\n,\n}\n");
}
