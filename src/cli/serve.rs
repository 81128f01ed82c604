//! `serve`: the language server.

use super::Status;
use super::args::{LogLevel, ServeArgs};
use std::fs::File;
use std::io;
use tracing::level_filters::LevelFilter;

pub(super) fn run(args: &ServeArgs) -> io::Result<Status> {
    start_log(args)?;
    Err(io::Error::new(io::ErrorKind::Unsupported, "the language server is not part of this build"))
}

/// Sends the log to standard error or a file; standard output belongs to the protocol.
fn start_log(args: &ServeArgs) -> io::Result<()> {
    let log = tracing_subscriber::fmt().with_max_level(filter(args.log_level)).with_ansi(false);
    match &args.log_file {
        Some(path) => log.with_writer(File::options().create(true).append(true).open(path)?).init(),
        None => log.with_writer(io::stderr).init(),
    }
    Ok(())
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
