//! What the outline of a document shows.

use super::{MOST, Symbol, SymbolKind, symbols};
use crate::base::{DocumentKind, Snapshot, World};
use crate::syntax::Tree;
use expect_test::{Expect, expect};
use std::fmt::Write as _;
use std::sync::Arc;

fn outline(text: &str) -> Vec<Symbol> {
    symbols(&Snapshot::new(text, DocumentKind::Main, Arc::new(World::default())))
}

fn print(text: &str, symbols: &[Symbol], depth: usize, out: &mut String) {
    for symbol in symbols {
        let selected = &text[symbol.selection.start..symbol.selection.end];
        let kind = symbol.kind;
        let detail = symbol.detail.as_deref().map(|detail| format!(" = {detail}")).unwrap_or_default();
        let _ = writeln!(out, "{}{}{detail} ({kind:?}) at {selected}", "  ".repeat(depth), symbol.name);
        assert!(symbol.range.contains_range(symbol.selection), "{symbol:?}");
        assert!(symbol.children.iter().all(|child| symbol.range.contains_range(child.range)), "{symbol:?}");
        print(text, &symbol.children, depth + 1, out);
    }
}

#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn check(text: &str, expected: Expect) {
    let mut out = String::new();
    print(text, &outline(text), 0, &mut out);
    expected.assert_eq(&out);
}

fn count(symbols: &[Symbol]) -> usize {
    symbols.iter().map(|symbol| 1 + count(&symbol.children)).sum()
}

#[test]
fn members_elements_and_their_values() {
    check(
        "// top\n{ gateway: { port: 18789, 'tls': { enabled: true, x: null } }, list: [1, { name: 'b', id: 'a' }, {}] }",
        expect![[r#"
            gateway (Object) at gateway
              port = 18789 (Number) at port
              tls (Object) at 'tls'
                enabled = true (Boolean) at enabled
                x = null (Null) at x
            list (Array) at list
              [0] = 1 (Number) at 1
              a (Object) at { name: 'b', id: 'a' }
                name = 'b' (String) at name
                id = 'a' (String) at id
              [2] (Object) at {}
        "#]],
    );
}

#[test]
fn secrets_are_masked_and_variables_are_not() {
    check(
        "{ gateway: { auth: { mode: 'token', token: 'abc', password: '${PW}' } }, env: { 'A': 'v' }, x: 'sk-ant-REDACTED' }",
        expect![[r#"
            gateway (Object) at gateway
              auth (Object) at auth
                mode = 'token' (String) at mode
                token = ******** (String) at token
                password = '${PW}' (String) at password
            env (Object) at env
              A = ******** (String) at 'A'
            x = 'sk-ant-********' (String) at x
        "#]],
    );
    let pasted =
        format!("{{ 'sk-ant-api03-{0}': 1, list: [{{ id: 'sk-ant-api03-{0}' }}] }}", "a1B2".repeat(10));
    assert!(!format!("{:?}", outline(&pasted)).contains("a1B2"));
}

#[test]
fn half_typed_documents_keep_their_outline() {
    check(
        "{ agents: { defaults: { model: , x } }, '': 1, {}, gateway: { port: oops",
        expect![[r#"
        agents (Object) at agents
          defaults (Object) at defaults
            model (Key) at model
            x (Key) at x
        "" = 1 (Number) at ''
        gateway (Object) at gateway
          port = oops (Key) at port
    "#]],
    );
    check(
        "[{ a: 1 }]",
        expect![[r#"
        [0] (Object) at { a: 1 }
          a = 1 (Number) at a
    "#]],
    );
    check("'text'", expect![[r#""#]]);
    check("", expect![[r#""#]]);
}

#[test]
fn long_values_are_cut() {
    let text = format!("{{ a: '{}' }}", "ä\t".repeat(500));
    let found = outline(&text);
    let detail = found[0].detail.as_deref().unwrap();
    assert_eq!(detail.chars().count(), 61);
    assert!(detail.ends_with('…') && !detail.contains('\t'));
}

#[test]
fn the_deepest_levels_of_huge_documents_go_first() {
    let group = format!("{{ {} }}", "k: { deep: { deeper: 1 } }, ".repeat(60));
    let text = format!("{{ {} }}", format!("g: {group},").repeat(60));
    let found = outline(&text);
    assert_eq!(count(&found), MOST);
    assert_eq!(found.len(), 60);
    assert!(found.iter().all(|group| group.children.len() == 60));
    assert!(found.iter().all(|group| group.children.iter().all(|k| count(&k.children) <= 1)));
    assert!(!found[0].children[0].children.is_empty(), "what fits of the last level is kept");
}

#[test]
fn no_depth_is_too_much() {
    let found = outline(&"[".repeat(100_000));
    assert_eq!(count(&found), super::DEEPEST);
    assert_eq!(found[0].kind, SymbolKind::Array);
    assert!(Tree::parse("[[").value().is_some());
}
