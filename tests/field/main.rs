//! What the field showed: configurations of other people, made nameless, with what OpenClaw made of them.
//!
//! With `OPENCLAW_MIGRATE` set to a command that reads and writes JSON lines, as in `tests/migrations.rs`, that command migrates
//! our results and the originals, and both must be the same.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "the figures are what these tests are read for")]

mod cases;
mod comments;
mod configs;
mod faults;
mod harm;
mod load_paths;
mod once;
mod quiet;
mod ranks;
#[path = "../recorded/mod.rs"]
mod recorded;
mod results;
mod rows;
