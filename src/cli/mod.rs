//! The command line: the same engine without an editor.
//!
//! Exit status of `check` and `fix`: 0 when no error is (or remains) in the files, 1 when there is one, 2 when
//! something could not be read, written or understood. `fmt` has the same, its errors being those of syntax, and with
//! `--check` files that are not formatted.

mod args;
mod check;
mod checked;
mod completions;
mod diff;
mod edit;
mod explain;
mod explain_code;
mod filter;
mod find;
mod fix;
mod fmt;
mod input;
mod mcp;
mod order;
mod output;
mod pages;
mod progress;
mod report;
mod serve;
mod tally;
mod terminal;
mod upgrade;
mod watch;
mod world;
mod written;

use crate::host::child;
use args::{Cli, Command};
use clap::Parser;
use std::io;
use std::process::ExitCode;
use terminal::{Status, complain};

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        None => return serve::run(&cli.serve),
        Some(Command::Serve(args)) => return serve::run(&args),
        Some(Command::Guard(args)) => {
            return args
                .command
                .split_first()
                .map_or(ExitCode::FAILURE, |(program, rest)| child::guard(program, rest));
        }
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Fix(args)) => fix::run(&args),
        Some(Command::Fmt(args)) => fmt::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Upgrade(args)) => upgrade::run(&args),
        Some(Command::ExplainCode(args)) => explain_code::run(&args),
        Some(Command::Get(args)) => edit::get(&args),
        Some(Command::Set(args)) => edit::set(&args),
        Some(Command::Unset(args)) => edit::unset(&args),
        Some(Command::Patch(args)) => edit::patch(&args),
        Some(Command::Mcp(args)) => mcp::run(&args),
        Some(Command::Completions { shell }) => completions::run(shell),
        Some(Command::Man { folder }) => completions::man(&folder),
        Some(Command::Reference) => completions::reference(),
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
