//! The command line: the same engine without an editor.
//!
//! Exit status of `check` and `fix`: 0 when no error is (or remains) in the files, 1 when there is one, 2 when
//! something could not be read, written or understood. `fmt` has the same, its errors being those of syntax, and with
//! `--check` files that are not formatted.

mod args;
mod check;
mod checked;
mod explain;
mod fix;
mod fmt;
mod input;
mod jsonl;
mod order;
mod pretty;
mod serve;
mod tally;
mod world;

use args::{Cli, Command};
use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ended; the larger one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// No error was found.
    Clean = 0,
    /// The files hold errors.
    Errors = 1,
    /// Something could not be done.
    Failed = 2,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        None => return serve::run(&cli.serve),
        Some(Command::Serve(args)) => return serve::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Fix(args)) => fix::run(&args),
        Some(Command::Fmt(args)) => fmt::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
    };
    let status = done.unwrap_or_else(|error| {
        // Whoever closed the pipe has seen enough: that is no news to tell.
        if error.kind() != io::ErrorKind::BrokenPipe {
            complain(&error);
        }
        Status::Failed
    });
    ExitCode::from(status as u8)
}

/// Says on standard error what went wrong.
fn complain(what: &dyn std::fmt::Display) {
    // Nothing is left to be done when even standard error is closed.
    let _ = writeln!(io::stderr(), "openclaw-lsp: {what}");
}

/// Standard output with a buffer: a line at a time would cost a system call each.
fn stdout() -> impl Write {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}
