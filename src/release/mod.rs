//! The releases of OpenClaw: their order, which of them we know, and when each fact about them holds.
//!
//! The tables stand in `data/releases/` (its README says what was measured, and how). They are intervals over all releases,
//! not copies for each: `cargo run --example openclaw-release` adds one.

mod version;

pub use version::{NoVersion, Version};
