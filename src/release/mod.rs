//! The releases of OpenClaw: their order, which of them we know, and when each fact about them holds.
//!
//! The tables stand in `data/releases/` (its README says what was measured, and how). They are intervals over all releases,
//! not copies for each: `cargo run --release --example openclaw-release` adds one.

mod facts;
mod manners;
mod references;
mod span;
mod tables;
mod version;

pub use facts::{Fact, Table};
pub use manners::Manner;
pub use references::{Fate, fate, is_ever_refused, is_ever_replaced};
pub use span::{Deed, History, Span};
pub use tables::{index, newest, releases, row, rows, rule, rule_id, rules};
pub use version::{NoVersion, Version};
