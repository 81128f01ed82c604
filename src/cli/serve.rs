//! `serve`: the language server.

use super::args::{LogLevel, ServeArgs};
use crate::server::{LogOptions, ServerOptions, run_stdio};
use std::process::ExitCode;
use tracing::level_filters::LevelFilter;

/// Serves until the client is done; the protocol says what the exit code means.
pub(super) fn run(args: &ServeArgs) -> ExitCode {
    let log = LogOptions { file: args.log_file.clone(), level: args.log_level.map(filter) };
    run_stdio(&ServerOptions { log })
}

fn filter(level: LogLevel) -> LevelFilter {
    match level {
        LogLevel::Off => LevelFilter::OFF,
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Trace => LevelFilter::TRACE,
    }
}
