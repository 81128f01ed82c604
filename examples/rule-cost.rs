//! What each rule costs on a large document: `cargo run --release --example rule-cost [FILE]`.
//!
//! Prints for every rule at how many places it looks, what it finds, and how long that takes when nothing is
//! remembered; the most expensive ones first. Without a file, a document of about a megabyte is made.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a command line program")]

use openclaw_lsp::base::{DocumentKind, Snapshot};
use openclaw_lsp::check::cost::each_rule;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often each rule runs; the fastest run counts.
const RUNS: usize = 10;

fn main() -> ExitCode {
    let text = match std::env::args().nth(1) {
        None => config(),
        Some(file) => match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::from(2);
            }
        },
    };
    let snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::default());
    let mut rows: Vec<(Duration, String)> = Vec::new();
    each_rule(&snapshot, |rule| {
        let findings = rule.run();
        let time = (0..RUNS).map(|_| timed(|| rule.run())).min().unwrap_or_default();
        let (places, micros) = (rule.places(), time.as_secs_f64() * 1e6);
        let (family, at) = (rule.family, rule.at.split_whitespace().collect::<String>());
        rows.push((time, format!("{micros:>10.1} {places:>8} {findings:>8}  {family}  {at}")));
    });
    rows.sort_by(|a, b| b.cmp(a));
    let all: Duration = rows.iter().map(|(time, _)| *time).sum();
    println!("{:>10} {:>8} {:>8}  rule", "µs", "places", "findings");
    for (_, row) in &rows {
        println!("{row}");
    }
    println!("{:>10.1} for {} rules and {} bytes", all.as_secs_f64() * 1e6, rows.len(), text.len());
    ExitCode::SUCCESS
}

fn timed(work: impl FnOnce() -> usize) -> Duration {
    let begun = Instant::now();
    std::hint::black_box(work());
    begun.elapsed()
}

/// Many agents with bindings and servers, and a channel with many accounts.
fn config() -> String {
    let [mut agents, mut bindings, mut accounts, mut servers] = [const { String::new() }; 4];
    let add = |to: &mut String, text: &str| to.push_str(text);
    for at in 0..2_500 {
        add(
            &mut agents,
            &format!(
                "'agent-{at}': {{ name: 'Agent {at}', model: 'anthropic/claude-opus-5', workspace: '~/agent-{at}', tools: {{ allow: ['read'] }}, heartbeat: {{ every: '30m', target: 'last' }} }},\n"
            ),
        );
        add(
            &mut bindings,
            &format!(
                "{{ agentId: 'agent-{at}', match: {{ channel: 'telegram', accountId: 'bot-{at}' }} }},\n"
            ),
        );
        add(
            &mut accounts,
            &format!(
                "'bot-{at}': {{ botToken: '${{BOT_{at}}}', groups: {{ '-100{at}': {{ requireMention: true }} }} }},\n"
            ),
        );
        add(
            &mut servers,
            &format!("server{at}: {{ command: '/usr/bin/server', args: ['--port', '{at}'] }},\n"),
        );
    }
    format!(
        "{{ agents: {{ ownership: 'explicit', entries: {{ {agents} }} }}, bindings: [{bindings}],\n\
         channels: {{ telegram: {{ accounts: {{ {accounts} }} }} }}, mcp: {{ servers: {{ {servers} }} }} }}"
    )
}
