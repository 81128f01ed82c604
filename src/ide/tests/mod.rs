//! Answers that several files give together.

mod linear;
mod withheld;
