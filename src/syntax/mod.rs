//! JSON5: a lossless, error-tolerant, incremental syntax tree.
//!
//! [`Tree::parse`] reads a text, [`Tree::edited`] follows an edit; both always give a tree that holds every byte. The
//! dialect is JSON5 as npm's `json5` 2.2.3 reads it, since that is what OpenClaw parses with.
//!
//! The tree is made of [`Container`]s, which hold [`Item`]s in a balanced [`Seq`], and of items, which hold their
//! [`Token`]s. None knows its absolute place, so an edit re-creates only the way from the document to the edit. The
//! typed views of [`Tree::document`] add the places.

mod builder;
mod chars;
mod cost;
mod cursor;
mod edit;
mod error;
mod green;
mod indentation;
mod keys;
mod marked;
mod memo;
mod number;
mod parser;
mod pool;
mod remark;
mod run;
mod seq;
mod source;
mod string;
#[cfg(test)]
mod tests;
mod token;
mod tree;
mod view;
mod walk;

pub use cost::{Cost, measure};
pub use cursor::Cursor;
pub use error::{SyntaxError, SyntaxErrorKind};
pub use green::{Container, ContainerKind, Item, LocalError, Shape, hash_key};
pub use keys::KeyIndex;
pub use memo::Memo;
pub use number::decode_number;
pub use remark::Remark;
pub use run::{ADDRESS, Run};
pub use seq::{Kids, Measured, Seq, SeqIter, SeqNode};
pub use string::{decode_identifier, decode_string, string_body, string_part};
pub use token::{Token, TokenKind, tokens};
pub use tree::Tree;
pub use view::{Entry, Node, Scalar, ScalarKind, TokenAt, Value};
