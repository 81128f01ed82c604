//! Answers that several files give together.

mod withheld;
