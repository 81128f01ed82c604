//! Text that is not complete: without quotes, colons, commas, closers.

use super::{check, labels};
use expect_test::expect;

#[test]
fn half_typed_keys() {
    check(
        "{ gateway: { bi$0 } }",
        "bind",
        expect![[r#"
        { gateway: { bind: "auto" } }
        --- snippet
        { gateway: { bind: "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ gateway: { bi$0\n port: 1 } }",
        "bind",
        expect![[r#"
        { gateway: { bind: "auto",
         port: 1 } }
        --- snippet
        { gateway: { bind: "${1|auto,lan,loopback,custom,tailnet|}",
         port: 1 } }"#]],
    );
    check(
        "{ \"gateway\": { \"bi$0\" } }",
        "bind",
        expect![[r#"
        { "gateway": { "bind": "auto" } }
        --- snippet
        { "gateway": { "bind": "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ \"gateway\": { \"bi$0\", \"port\": 1 } }",
        "bind",
        expect![[r#"
        { "gateway": { "bind": "auto", "port": 1 } }
        --- snippet
        { "gateway": { "bind": "${1|auto,lan,loopback,custom,tailnet|}", "port": 1 } }"#]],
    );
    check(
        "{ \"gateway\": { \"bi$0\n \"port\": 1 } }",
        "bind",
        expect![[r#"
        { "gateway": { "bind": "auto",
         "port": 1 } }
        --- snippet
        { "gateway": { "bind": "${1|auto,lan,loopback,custom,tailnet|}",
         "port": 1 } }"#]],
    );
}

#[test]
fn half_typed_keys_among_other_faults() {
    check(
        "{ \"gateway\": { \"bi$0 } }",
        "bind",
        expect![[r#"
        { "gateway": { "bind": "auto" } }
        --- snippet
        { "gateway": { "bind": "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ \"gateway\": { \"bi$0xx\": \"lan\" } }",
        "bind",
        expect![[r#"{ "gateway": { "bind": "lan" } }"#]],
    );
    check("{ gateway: { b$0i: 'lan' } }", "bind", expect!["{ gateway: { bind: 'lan' } }"]);
    check(
        "{ gateway: { port: 1 bi$0 } }",
        "bind",
        expect![[r#"
        { gateway: { port: 1, bind: "auto" } }
        --- snippet
        { gateway: { port: 1, bind: "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ gateway: { port: 1\n bi$0 } }",
        "bind",
        expect![[r#"
        { gateway: { port: 1,
         bind: "auto" } }
        --- snippet
        { gateway: { port: 1,
         bind: "${1|auto,lan,loopback,custom,tailnet|}" } }"#]],
    );
    check(
        "{ gateway: { bi$0",
        "bind",
        expect![[r#"
        { gateway: { bind: "auto"
        --- snippet
        { gateway: { bind: "${1|auto,lan,loopback,custom,tailnet|}""#]],
    );
    check(
        "{\n  \"gateway\": {\n    \"bi$0\n",
        "bind",
        expect![[r#"
        {
          "gateway": {
            "bind": "auto"

        --- snippet
        {
          "gateway": {
            "bind": "${1|auto,lan,loopback,custom,tailnet|}"
    "#]],
    );
    check(
        "{ gat$0",
        "gateway",
        expect![[r#"
        { gateway: {}
        --- snippet
        { gateway: { $0 \}"#]],
    );
}

#[test]
fn enums_in_every_state() {
    assert_eq!(
        labels("{ \"gateway\": { \"bind\": \"$0\" } }"),
        ["auto", "lan", "loopback", "custom", "tailnet"]
    );
    check("{ \"gateway\": { \"bind\": \"$0\" } }", "lan", expect![[r#"{ "gateway": { "bind": "lan" } }"#]]);
    check(
        "{ \"gateway\": { \"bind\": \"l$0xx\" } }",
        "lan",
        expect![[r#"{ "gateway": { "bind": "lan" } }"#]],
    );
    check("{ gateway: { bind: $0 } }", "lan", expect![[r#"{ gateway: { bind: "lan" } }"#]]);
    check("{ gateway: { bind:$0 } }", "lan", expect![[r#"{ gateway: { bind: "lan" } }"#]]);
    check("{ gateway: { bind $0 } }", "lan", expect![[r#"{ gateway: { bind: "lan" } }"#]]);
    check("{ gateway: { bind: l$0 } }", "lan", expect![[r#"{ gateway: { bind: "lan" } }"#]]);
    check(
        "{ gateway: { bind: l$0\n port: 1 } }",
        "lan",
        expect![[r#"
        { gateway: { bind: "lan",
         port: 1 } }"#]],
    );
    check(
        "{ gateway: { bind: $0\n port: 1 } }",
        "lan",
        expect![[r#"
        { gateway: { bind: "lan",
         port: 1 } }"#]],
    );
    check("{ gateway: { bind: 'l$0 } }", "lan", expect!["{ gateway: { bind: 'lan' } }"]);
    check(
        "{ gateway: { bind: \"l$0,\n \"port\": 1 } }",
        "lan",
        expect![[r#"
        { gateway: { bind: "lan",
         "port": 1 } }"#]],
    );
    check(
        "{ gateway: { bind: \"l$0\n \"port\": 1 } }",
        "lan",
        expect![[r#"
        { gateway: { bind: "lan",
         "port": 1 } }"#]],
    );
    check("{ gateway: { mode: 'local', bind: $0", "lan", expect!["{ gateway: { mode: 'local', bind: 'lan'"]);
    check(
        "{ gateway: { bind $0\n port: 1 } }",
        "lan",
        expect![[r#"
        { gateway: { bind: "lan",
         port: 1 } }"#]],
    );
}
