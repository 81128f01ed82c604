//! A campaign of ten families of faults, and random use, against the server as a process, with a client that forgives nothing.
//!
//! Bad bytes, bad messages, floods, clients that do not read, hostile documents, includes, programs, clients and machines:
//! nothing of that may end the server, lose an answer or an edit, hold up what does not depend on it, or cost memory
//! without bound. Each test prints its figures (`cargo test --test faults -- --nocapture`).
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::print_stdout, reason = "the figures are what this campaign is read for")]
#![expect(clippy::needless_pass_by_value, reason = "messages are written in place")]

mod client;
mod editor;

mod backpressure;
mod clients;
mod documents;
mod frames;
mod includes;
mod machine;
mod messages;
mod order;
mod process;
mod programs;
mod random_use;
