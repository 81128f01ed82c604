//! No answer costs more than the document is large: the work is counted in documents of two sizes.

use crate::base::{DocumentKind, InlayOptions, Snapshot, World};
use crate::check::diagnostics;
use crate::explain::Query;
use crate::ide::{
    CompletionOptions, FoldOptions, FormatOptions, code_actions, completion, explain_at, folds, format,
    hover, inlay_hints, lenses, links, offered_actions, selection_ranges, semantic_tokens, symbols,
};
use crate::project::Names;
use crate::syntax::{Tree, measure};
use crate::text::{TextEdit, TextRange};
use std::fmt::Write as _;
use std::sync::Arc;

/// How much more twice as large a document may cost, in percent: twice, and a little for what grows with the logarithm.
const PERCENT: usize = 230;

/// What no document is too small for.
const BASE: usize = 20_000;

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()))
}

/// A request about a document.
type Request = fn(&Snapshot);

/// Every request about a document, by name. Those about a place are asked at its beginning, in the middle and at its end.
fn requests() -> Vec<(&'static str, Request)> {
    // The same column of a line of its own, so that documents of two sizes are asked about the same things.
    fn places(snapshot: &Snapshot) -> [usize; 3] {
        let len = snapshot.text.len();
        [len / 10, len / 2, len - len / 10].map(|at| {
            let before = snapshot.text.slice(TextRange::new(0, at));
            before.rfind('\n').map_or(at, |line| line + 3)
        })
    }
    fn all(snapshot: &Snapshot) -> TextRange {
        TextRange::new(0, snapshot.text.len())
    }
    vec![
        ("diagnostics", |snapshot| drop(diagnostics(snapshot))),
        ("documentSymbol", |snapshot| drop(symbols(snapshot))),
        ("foldingRange", |snapshot| drop(folds(snapshot, FoldOptions::default()))),
        ("documentLink", |snapshot| drop(links(snapshot))),
        ("semanticTokens", |snapshot| drop(semantic_tokens(snapshot, all(snapshot)))),
        ("inlayHint", |snapshot| drop(inlay_hints(snapshot, all(snapshot), InlayOptions::default()))),
        ("codeLens", |snapshot| drop(lenses(snapshot))),
        ("formatting", |snapshot| {
            drop(format(snapshot, &FormatOptions { unit: "  ".to_owned(), final_newline: true }));
        }),
        ("names", |snapshot| drop(Names::alone(snapshot).definitions(0))),
        ("hover", |snapshot| {
            for at in places(snapshot) {
                drop(hover(snapshot, at));
            }
        }),
        ("completion", |snapshot| {
            let options = CompletionOptions::default();
            for at in places(snapshot) {
                drop(completion(snapshot, at, options));
            }
        }),
        ("selectionRange", |snapshot| {
            for at in places(snapshot) {
                drop(selection_ranges(snapshot, at));
            }
        }),
        ("explain", |snapshot| {
            for at in places(snapshot) {
                drop(explain_at(snapshot, at, Query::default()));
            }
        }),
        ("codeAction at a place", |snapshot| {
            for at in places(snapshot) {
                drop(code_actions(snapshot, TextRange::empty(at)));
            }
        }),
        ("codeAction", |snapshot| drop(offered_actions(snapshot, all(snapshot)))),
    ]
}

/// What a request costs on a document that nobody has asked about before: the entries that are looked at, and the bytes
/// and nodes that are parsed.
fn cost(text: &str, request: Request) -> usize {
    let snapshot = snapshot(text);
    let ((), cost) = measure(|| request(&snapshot));
    cost.entries + cost.nodes + cost.bytes
}

#[track_caller]
fn check(name: &str, document: fn(usize) -> String, count: usize) {
    let (small, large) = (document(count), document(2 * count));
    for (request, run) in requests() {
        let (few, many) = (cost(&small, run), cost(&large, run));
        assert!(
            many < few * PERCENT / 100 + BASE,
            "{request} on {name}: {few} for {count}, {many} for twice as many"
        );
    }
}

/// Members of a kind, one a line.
fn members(count: usize, member: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        writeln!(text, "{},", member(number)).unwrap();
        text
    })
}

#[test]
fn many_agents() {
    check(
        "agents",
        |count| {
            let agent = |at| {
                format!("'agent-{at}': {{ name: 'x', model: 'fast', params: {{ cacheRetention: 'long' }} }}")
            };
            let models = "models: { 'anthropic/claude-opus-5': { alias: 'fast' } }";
            format!("{{ agents: {{ defaults: {{ {models} }}, entries: {{ {} }} }} }}", members(count, agent))
        },
        1_500,
    );
}

#[test]
fn many_agents_with_models_of_their_own() {
    check(
        "agents with models",
        |count| {
            let agent = |at| {
                format!(
                    "'agent-{at}': {{ model: 'm{at}', models: {{ 'box/x{at}': {{ alias: 'm{at}', params: {{ cacheRetention: 'long' }} }} }} }}"
                )
            };
            format!("{{ agents: {{ entries: {{ {} }} }} }}", members(count, agent))
        },
        500,
    );
}

#[test]
fn many_agents_of_the_older_roster() {
    check(
        "listed agents",
        |count| {
            let agent =
                |at| format!("{{ id: 'agent-{at}', model: 'opus', params: {{ cacheControlTtl: '1h' }} }}");
            format!("{{ agents: {{ list: [{}] }} }}", members(count, agent))
        },
        300,
    );
}

#[test]
fn many_models() {
    check(
        "models",
        |count| {
            let model =
                |at| format!("'box/m{at}': {{ alias: 'a{at}', params: {{ cacheRetention: 'short' }} }}");
            format!(
                "{{ agents: {{ defaults: {{ model: 'a7', models: {{ {} }} }} }} }}",
                members(count, model)
            )
        },
        1_000,
    );
}

#[test]
fn many_providers() {
    check(
        "providers",
        |count| {
            let provider = |at| {
                format!(
                    "box{at}: {{ baseUrl: 'http://localhost/v1', models: [{{ id: 'm{at}', name: 'x' }}] }}"
                )
            };
            format!("{{ models: {{ providers: {{ {} }} }} }}", members(count, provider))
        },
        1_000,
    );
}

#[test]
fn many_bindings() {
    check(
        "bindings",
        |count| {
            let binding =
                |at| format!("{{ agentId: 'a{at}', match: {{ channel: 'telegram', accountId: 'c{at}' }} }}");
            let agent = |at| format!("a{at}: {{}}");
            format!(
                "{{ agents: {{ entries: {{ {} }} }}, bindings: [{}] }}",
                members(count, agent),
                members(count, binding)
            )
        },
        1_000,
    );
}

#[test]
fn many_unknown_keys() {
    check("unknown keys", |count| format!("{{ {} }}", members(count, |at| format!("key{at}: {at}"))), 600);
}

#[test]
fn one_key_many_times() {
    check(
        "one key",
        |count| format!("{{ gateway: {{ {} }} }}", members(count, |_| "port: 1".to_owned())),
        600,
    );
}

#[test]
fn many_variables() {
    check(
        "variables",
        |count| {
            format!("{{ env: {{ vars: {{ {} }} }} }}", members(count, |at| format!("V{at}: '${{X{at}}}'")))
        },
        1_500,
    );
}

#[test]
fn many_syntax_errors() {
    check("errors", |count| format!("{{ {} }}", members(count, |at| format!("a{at} 'x' }}"))), 1_500);
}

#[test]
fn deep_documents() {
    check("arrays", |count| format!("{{ a: {}1{} }}", "[".repeat(count), "]".repeat(count)), 3_000);
    check("objects", |count| format!("{}1{}", "{a:".repeat(count), "}".repeat(count)), 3_000);
    check("shallow enough", |count| format!("{}1{}", "{a:".repeat(count), "}".repeat(count)), 190);
    check("unclosed", |count| "{a:".repeat(count), 3_000);
}

#[test]
fn edits_of_deep_documents() {
    // What breaks the structure is read again in larger and larger parts, and not in each of them.
    for broken in ["[", "}", "'", "/*"] {
        let cost = |count: usize| {
            let text = format!("{{ a: {}{} }}", "[".repeat(count), "]".repeat(count));
            let tree = Tree::parse(&text);
            let edit = TextEdit::replace(TextRange::empty("{ a: ".len() + count), broken);
            let (edited, cost) = measure(|| tree.edited(&edit));
            assert_ne!(edited.text(), text);
            cost.nodes + cost.bytes
        };
        let (few, many) = (cost(3_000), cost(6_000));
        assert!(many < few * PERCENT / 100, "{broken}: {few} for 3,000, {many} for twice as many");
    }
}

#[test]
fn long_texts() {
    check("one text", |count| format!("{{ a: '{}' }}", "x".repeat(count)), 200_000);
    check("comments", |count| format!("{{ {} }}", "/* x */ // y\n".repeat(count)), 3_000);
}
