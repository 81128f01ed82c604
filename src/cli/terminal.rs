//! What all commands say, and how they end.

use crate::base::masking;
use std::io::{self, Write};

/// How a command ended; the larger one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    /// No error was found.
    Clean = 0,
    /// The files hold errors.
    Errors = 1,
    /// Something could not be done.
    Failed = 2,
}

/// Says on standard error what went wrong.
pub(super) fn complain(what: &dyn std::fmt::Display) {
    // Nothing is left to be done when even standard error is closed.
    let what = what.to_string();
    let _ = writeln!(io::stderr(), "openclaw-lsp: {}", masking::text(&what));
}

/// Standard output with a buffer: a line at a time would cost a system call each.
pub(super) fn stdout() -> impl Write {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}
