//! What parsing, a first look and a keystroke cost the engine, at several sizes of the document: `cargo bench`. Parsing is held
//! against the crate `json5` on the same bytes.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use openclaw_lsp::base::{DocumentKind, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::ide::{CompletionOptions, completion, hover};
use openclaw_lsp::project::Names;
use openclaw_lsp::syntax::Tree;
use openclaw_lsp::text::TextEdit;
use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;

/// A valid configuration of about `bytes` bytes: agents, and a chat channel with many groups.
fn config(bytes: usize) -> String {
    let mut agents = String::new();
    let mut groups = String::new();
    let mut count = 0;
    while agents.len() + groups.len() < bytes {
        let _ = writeln!(
            agents,
            "      'agent-{count}': {{\n        // the agent of team {count}\n        name: 'Agent {count}',\n        \
             model: {{ primary: 'anthropic/claude-opus-5', fallbacks: ['openai/gpt-5.4'] }},\n        \
             params: {{ cacheRetention: 'long', temperature: 0.5 }},\n        skills: ['search', 'mail'],\n      }},",
        );
        let _ = writeln!(
            groups,
            "        '-100{count}': {{ requireMention: true, systemPrompt: 'Answer briefly and cite the ticket.' }},"
        );
        count += 1;
    }
    format!(
        "{{\n  agents: {{\n    ownership: 'explicit',\n    entries: {{\n{agents}    }},\n  }},\n  channels: {{\n    telegram: {{\n      \
         enabled: true,\n      groups: {{\n{groups}      }},\n    }},\n  }},\n}}\n"
    )
}

fn engine(criterion: &mut Criterion) {
    let world: Arc<World> = Arc::default();
    let mut group = criterion.benchmark_group("engine");
    for (name, bytes) in [("10k", 10_000), ("100k", 100_000), ("1m", 1_000_000), ("10m", 10_000_000)] {
        let text = config(bytes);
        let at = text[text.len() / 4..].find("Agent ").map_or(0, |at| at + text.len() / 4);
        if bytes <= 1_000_000 {
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(BenchmarkId::new("parse", name), |b| {
                b.iter(|| Tree::parse(black_box(&text)));
            });
            group.bench_function(BenchmarkId::new("parse by json5", name), |b| {
                b.iter(|| json5::from_str::<serde_json::Value>(black_box(&text)));
            });
            group.bench_function(BenchmarkId::new("open", name), |b| {
                b.iter(|| diagnostics(&Snapshot::new(&text, DocumentKind::Main, Arc::clone(&world))));
            });
        }
        // What follows costs the same at every size: bytes a second would say nothing.
        group.throughput(Throughput::Elements(1));
        let snapshot = Snapshot::new(&text, DocumentKind::Main, Arc::clone(&world));
        let found = diagnostics(&snapshot);
        assert!(found.is_empty(), "{:?}", &found[..found.len().min(3)]);
        group.bench_function(BenchmarkId::new("keystroke to diagnostics", name), |b| {
            b.iter(|| diagnostics(&snapshot.edited(&TextEdit::insert(at, "x"))));
        });
        group.bench_function(BenchmarkId::new("keystroke to names", name), |b| {
            b.iter(|| Names::alone(&snapshot.edited(&TextEdit::insert(at, "x"))));
        });
        group.bench_function(BenchmarkId::new("completion", name), |b| {
            b.iter(|| {
                completion(
                    &snapshot,
                    at,
                    CompletionOptions { snippets: true, whole_strings: true, ..Default::default() },
                )
            });
        });
        group.bench_function(BenchmarkId::new("hover", name), |b| b.iter(|| hover(&snapshot, at)));
    }
    group.finish();
}

criterion_group!(benches, engine);
criterion_main!(benches);
