use super::{Runs, count_rules, each_rule};
use crate::base::{DocumentKind, Severity, Snapshot};
use crate::check::diagnostics;
use crate::syntax::measure;
use crate::text::TextEdit;
use std::fmt::Write;
use std::sync::Arc;

/// At how many places of a document a letter is typed.
const PARTS: usize = 24;

/// A configuration with as many members in each of the sections that grow, and a mark in each place that is typed at.
/// No mark stands in a name that others refer to: those are looked at again when it changes, wherever they are.
fn config(count: usize) -> String {
    let list = |one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().join(",\n");
    let [agents, models, providers, bindings, accounts, servers, mappings, secrets, senders] = [
        list(&|at| {
            format!(
                "'agent-{at}': {{ name: 'mark', model: 'opus', sandbox: {{ docker: {{ env: {{ A: 'mark' }} }} }}, tools: {{ allow: ['read'] }} }}"
            )
        }),
        list(&|at| format!("'box/m{at}': {{ alias: 'a{at}', params: {{ temperature: 0.5 }} }}")),
        list(&|at| {
            format!("box{at}: {{ baseUrl: 'http://mark/v1', models: [{{ id: 'm', name: 'mark' }}] }}")
        }),
        list(&|at| {
            format!(
                "{{ agentId: 'agent-{at}', comment: 'mark', match: {{ channel: 'telegram', accountId: 'acc{at}' }} }}"
            )
        }),
        list(&|at| {
            format!("acc{at}: {{ name: 'mark', groups: {{ '-1{at}': {{ systemPrompt: 'mark' }} }} }}")
        }),
        list(&|at| format!("s{at}: {{ command: 'mark', env: {{ A: 'mark' }} }}")),
        list(&|at| format!("{{ id: 'h{at}', messageTemplate: 'mark', agentId: 'agent-{at}' }}")),
        list(&|at| format!("p{at}: {{ source: 'file', path: '/mark' }}")),
        list(&|at| format!("'id:{at}': {{ allow: ['mark'] }}")),
    ];
    format!(
        "// openclaw-lsp: ignore-file unknown-model
        {{ agents: {{ ownership: 'explicit', defaults: {{ models: {{ {models} }}, heartbeat: {{ every: '30m' }}, sandbox: {{ docker: {{ env: {{ A: 'mark' }} }} }} }}, entries: {{ {agents} }} }},
           models: {{ providers: {{ {providers} }} }}, bindings: [{bindings}], channels: {{ telegram: {{ accounts: {{ {accounts} }} }} }},
           mcp: {{ servers: {{ {servers} }} }}, hooks: {{ mappings: [{mappings}] }}, secrets: {{ providers: {{ {secrets} }} }},
           tools: {{ toolsBySender: {{ {senders} }} }}, env: {{ vars: {{ A: 'mark' }} }},
           plugins: {{ entries: {{ acme: {{ config: {{ a: 'mark' }} }} }} }}, messages: {{ /* openclaw-lsp: ignore admin-key */ responsePrefix: 'mark' }} }}"
    )
}

/// What runs when one letter is typed at a mark in each part of a document, and the entries that are looked at.
fn keystrokes(count: usize) -> Vec<(Runs, usize)> {
    let text = config(count);
    let snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::default());
    let found = diagnostics(&snapshot);
    let wrong: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    assert!(wrong.is_empty(), "{:?}", wrong.first());
    let part = text.len() / PARTS;
    let parts = (0..PARTS).map(|at| at * part + text[at * part..].find("mark").unwrap_or_default());
    // The sections behind the long ones are too short to be met by chance.
    let marks = parts.chain(text.rmatch_indices("mark").take(3).map(|(at, _)| at));
    let typed = |at: usize| {
        let edited = snapshot.edited(&TextEdit::insert(at, "x"));
        let ((_, runs), cost) = measure(|| count_rules(|| diagnostics(&edited)));
        (runs, cost.entries)
    };
    marks.map(typed).collect()
}

/// The most that any keystroke takes.
fn worst(keystrokes: &[(Runs, usize)]) -> (Runs, usize) {
    let mut worst = Runs::new();
    for (rule, count) in keystrokes.iter().flat_map(|(runs, _)| runs) {
        let most = worst.entry(*rule).or_default();
        *most = (*most).max(*count);
    }
    (worst, keystrokes.iter().map(|(_, entries)| *entries).max().unwrap_or_default())
}

#[test]
#[expect(clippy::print_stderr, reason = "the counts are what the test is about")]
fn no_rule_runs_more_often_in_a_larger_document() {
    let (small, few) = worst(&keystrokes(100));
    let (large, many) = worst(&keystrokes(800));
    let mut table = String::new();
    for ((family, at), count) in &large {
        let before = small[&(*family, *at)];
        if *count > 0 {
            writeln!(table, "{before:>5} {count:>5}  {family}  {at}").unwrap();
        }
        assert!(*count <= before * 2 + 32, "{family} {at}: {count} runs, {before} in a small document");
    }
    eprintln!("runs of each rule at the worst keystroke, 100 and 800 members a section:\n{table}");
    eprintln!("entries looked at: {few}, {many}");
    assert!(many <= few * 2, "{many} entries, {few} in a small document");
}

#[test]
fn each_rule_alone_finds_what_all_find() {
    let text = "{ bindings: [{ agentId: 'x', match: { channel: 'y' } }], agents: { list: [{ id: 'a', sandbox: { docker: { network: 'host' } } }] } }";
    let mut found = 0;
    each_rule(&Snapshot::new(text, DocumentKind::Main, Arc::default()), |rule| found += rule.run());
    assert_eq!(found, 3);
}
