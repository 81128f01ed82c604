//! One migration in many styles of writing.

use super::check;
use expect_test::expect;

#[test]
fn line_ends_and_tabs() {
    let text = "{\r\n\tsession: {\r\n\t\tscope: 'global',\r\n\t\tidleMinutes: 60,\r\n\t\treset: {\r\n\t\t\tatHour: 4\r\n\t\t}\r\n\t}\r\n}\r\n";
    let after = "{\r\n\tsession: {\r\n\t\tscope: 'global',\r\n\t\treset: {\r\n\t\t\tatHour: 4,\r\n\t\t\tidleMinutes: 60\r\n\t\t}\r\n\t}\r\n}\r\n";
    assert_eq!(super::fixed(text), after);
}

#[test]
fn deleted_from_one_line() {
    check("{ session: { maintenance: { pruneAfter: 0 } } }", expect!["{ session: { maintenance: {} } }"]);
    check(
        "{ session: { maintenance: { pruneAfter: 0, mode: 1, } } }",
        expect!["{ session: { maintenance: { mode: 1, } } }"],
    );
    check(
        "{session: {maintenance: {pruneAfter: 0, mode: 1}}}",
        expect!["{session: {maintenance: {mode: 1}}}"],
    );
    check("{session:{maintenance:{mode:1,pruneAfter:0}}}", expect!["{session:{maintenance:{mode:1}}}"]);
    check(
        "{ session: { maintenance: { mode: 1, /* a */ pruneAfter /* b */ : /* c */ 0 /* d */, /* e */ x: 1 } } }",
        expect!["{ session: { maintenance: { mode: 1, /* a */ /* b */ /* c */ /* d */ /* e */ x: 1 } } }"],
    );
}

#[test]
fn deleted_from_lines() {
    check(
        "{ session: { maintenance: {\n  // above\n  pruneAfter: 0, // behind\n  // below\n} } }",
        expect![[r#"
        { session: { maintenance: {
          // above
          // behind
          // below
        } } }"#]],
    );
    check(
        "{ session: { maintenance: {\n  mode: 1,\n\n  pruneAfter: 0\n} } }",
        expect![[r#"
        { session: { maintenance: {
          mode: 1
        } } }"#]],
    );
    check(
        "{ session: { maintenance: {\n  pruneAfter: // why\n    0,\n  mode: 1\n} } }",
        expect![[r#"
        { session: { maintenance: {
          // why
          mode: 1
        } } }"#]],
    );
    check(
        "{ session: { maintenance: {\n  pruneAfter: 0\n  , mode: 1\n} } }",
        expect![[r#"
        { session: { maintenance: {
          mode: 1
        } } }"#]],
    );
}

#[test]
fn moved_into_an_object() {
    check(
        "{ session: { idleMinutes: 60, reset: {} } }",
        expect!["{ session: { reset: { idleMinutes: 60 } } }"],
    );
    check(
        "{ session: { idleMinutes: 60, reset: { /* empty */ } } }",
        expect!["{ session: { reset: { idleMinutes: 60 /* empty */ } } }"],
    );
    check(
        "{ session: { // here\n  idleMinutes: 60, reset: { mode: 'idle' } } }",
        expect![[r#"
        { session: { // here
          reset: { mode: 'idle', idleMinutes: 60 } } }"#]],
    );
    check(
        "{ session: { reset: { mode: 'idle' // idle\n }, idleMinutes: 60 } }",
        expect![[r#"
        { session: { reset: { mode: 'idle', // idle
          idleMinutes: 60
         } } }"#]],
    );
}
