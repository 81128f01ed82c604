//! Migrations of channels that need to see more than one member: what becomes of a key depends on keys beside it, on the
//! accounts, or on another section.
//!
//! The rules are those that OpenClaw 2026.9.6 was seen to follow when its own migration was run.

mod access;
mod bindings;
mod discord;
mod feishu;
mod manner;
mod message;
mod promotion;
mod qqbot;
mod reaction;
mod rows;
mod scope;
mod seed;
mod sheet;
mod signal;
mod small;
mod streaming;
mod telegram;
mod values;

pub(super) use rows::ROWS;
