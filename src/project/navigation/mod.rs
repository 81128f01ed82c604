//! From a name to where it is made up and to where it is meant, through all files of a configuration.

mod find;
mod rename;
#[cfg(test)]
mod tests;

pub use find::{Definition, Highlight, Location, Names, Target};
pub use rename::Refusal;
