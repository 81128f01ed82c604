//! From bytes to messages and back (LSP 3.17, "Base Protocol").
//!
//! Nothing that a client sends ends the session: what cannot be read is answered with an error where somebody waits for
//! an answer, its reason is logged, never its content, and the next message is read.
//!
//! `stdio` opens the streams, [`frames`] cuts them, `body` makes text of bytes, [`message`] makes a message of the text,
//! and `spelling` lets clients write URIs in their own way.

mod body;
pub mod frames;
pub mod message;
pub(super) mod spelling;
pub(super) mod stdio;
pub(super) mod streams;
