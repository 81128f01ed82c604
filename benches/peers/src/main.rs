//! Parsing and checking held against the crates `json5` and `jsonschema` on the same bytes, one thread.
//!
//! `cargo run --release --manifest-path benches/peers/Cargo.toml -- SCHEMA FILE...` prints MB a second, the best of several
//! runs each. `SCHEMA` is what `openclaw config schema` prints; what it cannot be compiled for is left out.

use openclaw_lsp::base::{DocumentKind, Snapshot, World};
use openclaw_lsp::check::diagnostics;
use openclaw_lsp::syntax::Tree;
use serde_json::Value;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The shortest of several runs: what disturbs one only makes it longer.
fn shortest<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut once = || {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    let first = once();
    let runs = (Duration::from_secs(2).as_nanos() / first.as_nanos().max(1)).clamp(2, 50);
    (0..runs).map(|_| once()).min().unwrap_or(first)
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let schema = arguments.next().and_then(|path| std::fs::read_to_string(path).ok());
    let schema: Option<Value> = schema.and_then(|text| serde_json::from_str(&text).ok());
    let validator = schema.as_ref().and_then(|schema| jsonschema::validator_for(schema).ok());
    let world: Arc<World> = Arc::default();
    println!("file\tbytes\tparse\tjson5's parse\tparse and check\tjson5's parse and jsonschema's check");
    for path in arguments {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let speed = |time: Duration| format!("{:.1}", text.len() as f64 / 1e6 / time.as_secs_f64());
        let parse = shortest(|| Tree::parse(&text));
        let peer = shortest(|| json5::from_str::<Value>(&text).is_ok());
        let check = shortest(|| diagnostics(&Snapshot::new(&text, DocumentKind::Main, Arc::clone(&world))));
        let peer_check = validator.as_ref().map(|validator| {
            shortest(|| json5::from_str::<Value>(&text).map(|value| validator.iter_errors(&value).count()))
        });
        let peer_check = peer_check.map_or_else(|| "-".to_owned(), speed);
        println!("{path}\t{}\t{}\t{}\t{}\t{peer_check}", text.len(), speed(parse), speed(peer), speed(check));
    }
}
