//! The server through the eyes of a strict client.

mod client;
mod code_actions;
mod commands;
mod completion;
mod documents;
mod environment;
mod features;
mod hints;
mod includes;
mod installation;
mod lifecycle;
mod names;
mod offers;
mod own;
mod profiles;
mod protocol;
mod secrets;
mod service;
mod structure;
mod trace;
mod typing;

use client::{Client, URI};
use serde_json::{Value, json};

/// The capabilities of a client that asks for diagnostics.
fn pulls() -> Value {
    json!({ "textDocument": { "diagnostic": {} } })
}

/// The parameters of a request about a place.
fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } })
}

/// The parameters of a request about the document.
fn document() -> Value {
    json!({ "textDocument": { "uri": URI } })
}
