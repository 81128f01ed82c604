//! Keys that OpenClaw no longer reads, and settings at places where it does not read them.
//!
//! [`table()`] says which, as data; [`check`] judges one member with no more than its object; [`edits`] mends it in
//! place. OpenClaw itself migrates few of them, and loses every comment when it does
//! (docs/openclaw/migrations.md#who-migrates, docs/openclaw/writing.md#form).

mod agents;
mod canonical;
mod channels;
mod check;
mod choice;
mod extras;
mod fix;
mod gateway;
mod loss;
mod media;
mod memory;
mod models;
mod moves;
mod notice;
mod owners;
mod place;
mod plugins;
mod providers;
mod relocate;
mod retention;
mod rewrite;
mod roster;
mod rows;
mod runtimes;
mod secrets;
pub mod table;
mod target;
mod tool_sets;
mod tools;
mod vllm;

use crate::analysis::edit::draft::Look;

#[cfg(test)]
mod tests;

pub use check::{LegacyFinding, check};
pub use choice::{Choice, choices};
pub use fix::{Which, edits, fix, fix_all, fix_everything, is_safe, mends, round_of};
pub use loss::lossy;
pub use notice::{Note, effects, effects_on};
pub use place::{Place, findings, places, work};
pub use rewrite::Rewrite;
pub use rows::Target;
pub use table::{Change, Migration, counting, is_legacy, table, trie};
