//! Keys that OpenClaw no longer reads, and settings at places where it does not read them.
//!
//! [`table()`] says which, as data; [`check`] judges one member with no more than its object; [`crate::fix`] mends it in
//! place. OpenClaw itself migrates few of them, and loses every comment when it does
//! (docs/openclaw/migrations.md#who-migrates, docs/openclaw/writing.md#form).

mod accounts;
mod agents;
mod canonical;
mod channels;
mod check;
mod extras;
mod finding;
mod gateway;
pub mod heirs;
mod lifetimes;
mod media;
mod memory;
mod models;
mod moves;
mod owners;
mod place;
mod plugins;
mod providers;
mod retention;
mod retired;
mod rewrite;
mod roster;
mod row;
mod runtimes;
mod secrets;
mod successor;
pub mod table;
mod tools;
mod value_map;
mod vllm;

pub use check::{check, is_zero, winner};
pub use finding::LegacyFinding;
pub use owners::names_heir;
pub use place::{Place, findings, places, work};
pub use retention::{Says, legacy, meant, retention};
pub use rewrite::Rewrite;
pub use row::{Change, Extra, Migration, Target, Transform};
pub use table::{Table, counting, table, trie};
pub use value_map::{mapped, word};
