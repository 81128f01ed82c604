//! The log: to standard error or a file, never to standard output, which belongs to the protocol.

use std::fs::OpenOptions;
use std::path::PathBuf;
use std::sync::Mutex;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, Registry, filter, fmt, reload};

/// The variable that sets the level where no flag does: `error`, `warn`, `info`, `debug`, `trace` or `off`.
const VARIABLE: &str = "OPENCLAW_LSP_LOG";

/// Where the log goes and how much there is of it.
#[derive(Clone, Debug, Default)]
pub struct LogOptions {
    /// The file that is appended to; standard error without one.
    pub file: Option<PathBuf>,
    /// How much is logged; without it what the variable `OPENCLAW_LSP_LOG` says, else warnings and errors.
    pub level: Option<LevelFilter>,
}

/// A handle to change the level later.
#[derive(Clone, Default)]
pub(super) struct LogLevel(Option<reload::Handle<LevelFilter, Registry>>);

impl LogLevel {
    /// Changes the level; unknown words are ignored.
    pub(super) fn set(&self, level: &str) {
        if let (Some(handle), Ok(level)) = (&self.0, level.parse::<LevelFilter>()) {
            // The only error is that the log is already gone.
            let _ = handle.reload(level);
        }
    }
}

/// Starts the log. A file that cannot be opened is no reason to refuse service: standard error is used instead.
pub(super) fn start(options: &LogOptions) -> LogLevel {
    let variable = || std::env::var(VARIABLE).ok()?.parse().ok();
    let level = options.level.or_else(variable).unwrap_or(LevelFilter::WARN);
    let (level, handle) = reload::Layer::new(level);
    let file =
        options.file.as_ref().and_then(|path| OpenOptions::new().create(true).append(true).open(path).ok());
    // The framework logs whole messages, which hold the document, at its lower levels; only this crate is listened to.
    let own = filter::filter_fn(|event| event.target().starts_with("openclaw_lsp"));
    let layer = match file {
        Some(file) => fmt::layer().with_ansi(false).with_writer(Mutex::new(file)).with_filter(own).boxed(),
        None => fmt::layer().with_ansi(false).with_writer(std::io::stderr).with_filter(own).boxed(),
    };
    let started = tracing_subscriber::registry().with(level).with(layer).try_init();
    log_panics();
    LogLevel(started.is_ok().then_some(handle))
}

/// Has panics logged by their place alone: their message may quote the document (wall 7).
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!("panic at {place}");
    }));
}
