//! Compares our verdicts with OpenClaw's own on configurations that nobody has seen before.
//!
//! ```text
//! cargo run --release --example differential -- generate SEED COUNT > configs.jsonl
//! node oracle.mjs --no-migrate --jsonl < configs.jsonl > verdicts.jsonl
//! cargo run --release --example differential -- compare configs.jsonl verdicts.jsonl
//! ```
//!
//! `oracle.mjs` is any program that reads `{"id", "config"}` a line and prints `{"id", "valid", "issues": [{"path"}]}` a
//! line. `compare` prints how often both agree, and the first disagreements of each kind; it exits with 1 when there
//! is one.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a command line program")]

mod aim;
mod compare;
mod explain;
mod generate;
mod places;
mod random;
mod spell;
mod values;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["generate", seed, count] => match (seed.parse(), count.parse()) {
            (Ok(seed), Ok(count)) => {
                generate::run(seed, count);
                ExitCode::SUCCESS
            }
            _ => usage(),
        },
        ["compare", configs, verdicts] => compare::run(configs, verdicts),
        _ => usage(),
    }
}

fn usage() -> ExitCode {
    eprintln!("usage: differential generate SEED COUNT | differential compare CONFIGS VERDICTS");
    ExitCode::from(2)
}
